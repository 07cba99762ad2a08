"""Reads finished packages; knows nothing of how they were built."""

from scormpack.checker.packages import check

__all__ = ["check"]
