"""Caption and description files, from WebVTT or SRT to tracks."""

from scormpack.captions.track import MAX_BYTES, label, read

__all__ = ["MAX_BYTES", "label", "read"]
