"""Makes the video and poster of good/six-seconds: run it from the repository's root.

Each second shows its own number, so that a screenshot tells where a player stands.
"""

import json
from pathlib import Path

from scormpack import clip

_FOLDER = Path(__file__).parent / "good" / "six-seconds"
_WORDS = ("One", "Two", "Three", "Four", "Five", "Six")


def main() -> None:
    """Write video.mp4 and poster.jpg."""
    cards = json.dumps([[word, f"Second {n} of 6"] for n, word in enumerate(_WORDS, 1)])
    pictures = clip.draw(cards, width=320, height=180)
    clip.write_video(pictures, _FOLDER / "video.mp4", seconds=6)
    clip.write_poster(pictures[0], _FOLDER / "poster.jpg")


if __name__ == "__main__":
    main()
