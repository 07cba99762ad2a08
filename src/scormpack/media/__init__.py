"""A module's video, poster and tracks, made ready for browsers."""

from scormpack.media.video import duration, prepare

__all__ = ["duration", "prepare"]
