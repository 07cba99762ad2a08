"""`python -m scormpack`: the same as the `scormpack` command."""

from scormpack.cli import main

if __name__ == "__main__":
    main()
