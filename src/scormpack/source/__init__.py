"""Module folders and series, from an author's files to frozen models."""

from scormpack.source.loading import load

__all__ = ["load"]
