"""A module's video, poster and tracks, made ready for browsers."""

from scormpack.media.video import prepare

__all__ = ["prepare"]
