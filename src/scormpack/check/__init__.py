"""Reads finished packages; knows nothing of how they were built."""
