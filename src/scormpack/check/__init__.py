"""Reads finished packages; knows nothing of how they were built."""

from scormpack.check.check import check

__all__ = ["check"]
