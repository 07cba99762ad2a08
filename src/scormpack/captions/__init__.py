"""Caption and description files, from WebVTT or SRT to tracks."""

from scormpack.captions.track import label, read

__all__ = ["label", "read"]
