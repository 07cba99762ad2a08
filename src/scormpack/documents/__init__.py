"""A module's job aids and Commander's Packet, made ready to be read and printed."""

from scormpack.documents.aids import ids, prepare_all

__all__ = ["ids", "prepare_all"]
