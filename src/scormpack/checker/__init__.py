"""Reads finished packages; knows nothing of how they were built."""

from scormpack.checker.packages import check, packages, read

__all__ = ["check", "packages", "read"]
