"""The command: storyboard.md of each module folder → video, poster, captions and descriptions."""

import argparse
import sys
from pathlib import Path

import slides
import storyboard


def main() -> int:
    """Exit status 0: done; 1: something is wrong with a storyboard, all of it told on stderr."""
    options = _options()
    try:
        for folder in options.folders:
            _one(folder, options)
    except storyboard.StoryboardError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="MODULE_FOLDER")
    parser.add_argument("--slides-only", type=Path, metavar="DIR", help="write PNGs of the slides")
    return parser.parse_args()


def _one(folder: Path, options: argparse.Namespace) -> None:
    source = folder / "storyboard.md"
    board = storyboard.load(source)
    pictures = slides.render(board, str(source))
    if options.slides_only:
        for path in slides.write(pictures, options.slides_only / folder.resolve().name):
            print(path)


if __name__ == "__main__":
    sys.exit(main())
