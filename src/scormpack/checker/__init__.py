"""Reads finished packages; knows nothing of how they were built."""

from scormpack.checker.check import check

__all__ = ["check"]
