"""A module's job aids and Commander's Packet, made ready to be read and printed."""

from scormpack.documents.aids import prepare_all

__all__ = ["prepare_all"]
