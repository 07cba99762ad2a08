"""storyboard.md of each module folder → video.mp4, poster.jpg, captions and descriptions."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import chapters
import slides
import storyboard
import timing
import tracks


def main() -> int:
    """Exit status 0: done; 1: something is wrong with a storyboard, all of it told on stderr."""
    options = _options()
    try:
        for folder in options.folders:
            board = storyboard.load(folder / "storyboard.md")
            _job(options)(board, folder, options)
    except storyboard.StoryboardError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="MODULE_FOLDER")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--slides-only", type=Path, metavar="DIR", help="PNGs of the slides")
    instead.add_argument("--check", action="store_true", help="compare module.yaml's chapters")
    instead.add_argument("--phonemes", action="store_true", help="show how words will be said")
    return parser.parse_args()


_Job = Callable[[storyboard.Storyboard, Path, argparse.Namespace], None]


def _job(options: argparse.Namespace) -> _Job:
    if options.slides_only:
        return _slides
    if options.check:
        return _check
    return _phonemes if options.phonemes else _make


def _slides(board: storyboard.Storyboard, folder: Path, options: argparse.Namespace) -> None:
    pictures = slides.render(board, str(folder / "storyboard.md"))
    for path in slides.write(pictures, options.slides_only / folder.resolve().name):
        print(path)


def _check(board: storyboard.Storyboard, folder: Path, _: argparse.Namespace) -> None:
    if problems := chapters.problems(board, folder):
        raise storyboard.StoryboardError(problems)


def _phonemes(board: storyboard.Storyboard, _: Path, __: argparse.Namespace) -> None:
    from narrate import Voice  # the voice takes seconds to load, and its packages are optional

    voice = Voice()
    for sentence in (s for slide in board.slides for s in slide.sentences):
        print(sentence.spoken, voice.phonemes(sentence.spoken), sep="\n    ")


def _make(board: storyboard.Storyboard, folder: Path, _: argparse.Namespace) -> None:
    import encode
    from narrate import Voice, say_all, track
    from sound import master

    name = str(folder / "storyboard.md")
    pictures = slides.render(board, name)
    voice = Voice()
    said = say_all(board, voice)
    timed = timing.schedule(board, [[len(s) / voice.rate for s in part] for part in said])
    captions = tracks.webvtt(tracks.captions(board, timed, name))
    descriptions = tracks.webvtt(tracks.descriptions(board, timed))
    (folder / "captions.en.vtt").write_text(captions, encoding="utf-8", newline="\n")
    (folder / "descriptions.en.vtt").write_text(descriptions, encoding="utf-8", newline="\n")
    encode.poster(pictures[board.slides.index(board.poster)][-1], folder / "poster.jpg")
    sound = master(track(timed, said, voice.rate), voice.rate)
    encode.video(pictures, timed, sound, board.title, folder / "video.mp4")
    print(f"{folder}: {timed[-1].end:.1f} s")
    print(chapters.listing(board, chapters.starts(timed)))


if __name__ == "__main__":
    sys.exit(main())
