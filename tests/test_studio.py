"""The studio: storyboards are read strictly, and captions keep to what can be read."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "modules" / "studio"))

import chapters
from sentences import Word
from slides import render
from storyboard import Storyboard, StoryboardError, parse
from timing import FRAMES_A_SECOND, PAUSE, TimedSlide, schedule
from tracks import LINE, RATE, Cue, caption, captions, chunks, descriptions, rate, texts, webvtt

MODULES = Path(__file__).parents[1] / "modules"
FOLDERS = sorted(path.parent for path in MODULES.glob("*/storyboard.md"))

GOOD = """\
# Stops & searches

## The first slide
picture: A title card,
in two lines.
drawing:
```typst
#opening()
## not a heading here
```
Read {8 C.F.R. § 287.7|title 8, section 287 point 7}. Is it signed?
It was, in the U.S. Court of Appeals.

{>}Stop.

## The second
poster: yes
drawing:
```typst
#flow("a")
```
“Then call.” {>}{ICE|ice} answers.
"""


README = (MODULES / "studio" / "README.md").read_text(encoding="utf-8")
EXAMPLES = [
    drawing.strip()
    for block in re.findall(r"^```typst\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    for drawing in re.split(r"^(?=#)", block, flags=re.MULTILINE)
    if drawing.strip()
]


def slide(narration: str, *, keys: str = "drawing:\n```typst\n#flow()\n```\n") -> str:
    """A storyboard of one slide; its `##` line is line 2, its narration follows `keys`."""
    return f"# Title\n## Slide\n{keys}{narration}\n"


def spoken_evenly(board: Storyboard, letters_a_second: float) -> tuple[TimedSlide, ...]:
    """The board's times if every letter took the same time to say."""
    return schedule(
        board, [[len(s.text) / letters_a_second for s in part.sentences] for part in board.slides]
    )


def test_a_storyboard_is_read_whole() -> None:
    board = parse(GOOD)
    first, second = board.slides
    assert board.title == "Stops & searches"
    assert (first.title, first.picture) == ("The first slide", "A title card, in two lines.")
    assert first.drawing == "#opening()\n## not a heading here"
    assert [s.text for s in first.sentences] == [
        "Read 8 C.F.R. § 287.7.",
        "Is it signed?",
        "It was, in the U.S. Court of Appeals.",
        "Stop.",
    ]
    assert first.sentences[0].spoken == "Read title 8, section 287 point 7."
    assert [s.reveals for s in first.sentences] == [False, False, False, True]
    assert first.beats == 2
    assert [s.line for s in first.sentences] == [11, 11, 11, 14]
    assert [s.text for s in second.sentences] == ["“Then call.”", "ICE answers."]
    assert second.sentences[1].reveals
    assert second.picture is None
    assert board.poster is second


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["1: the file starts with `# Title", "1: there is no slide"]),
        ("# T\nwords\n" + slide("One.")[8:], ["2: only the module's title"]),
        (slide(""), ["2: slide 'Slide' has no narration"]),
        (slide("One.", keys="colour: red\ndrawing:\n"), ["3: expected `picture:`"]),
        (slide("One.", keys="picture: A.\npicture: B.\n"), ["4: a second `picture:`"]),
        (
            slide("One.", keys="poster: no\ndrawing:\n```typst\n#a\n```\n"),
            ["2: `poster:` is `yes`"],
        ),
        (slide("One.", keys="drawing:\n```\n#a\n```\n"), ["4: after `drawing:` comes"]),
        (slide("One.", keys="drawing:\n```typst\n```\n"), ["4: the drawing is empty"]),
        (slide("One.", keys="drawing:\n```typst\n#a\n"), ["4: the ``` opened here"]),
        (slide("Say {this}."), ["7: {this} is neither"]),
        (slide("Say {|this}."), ["7: {|this} is neither"]),
        (slide("Say {this}, {that}."), ["7: {this} is neither", "7: {that} is neither"]),
        (slide("Say {this."), ["7: a brace is not closed"]),
        (slide("picture: late"), ["7: this cannot stand in narration"]),
        (slide("Say {>} this."), ["7: {>} stands at the start"]),
        (slide("One. {>}"), ["7: {>} stands at the start"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, problems: list[str]) -> None:
    with pytest.raises(StoryboardError) as error:
        parse(text, "s.md")
    told = list(error.value.problems)
    for problem in problems:
        assert any(line.startswith(f"s.md:{problem}") for line in told), told


def test_a_second_poster_is_refused() -> None:
    part = slide("One.", keys="poster: yes\ndrawing:\n```typst\n#a\n```\n")
    with pytest.raises(StoryboardError, match=r"s\.md:9: a second slide has `poster: yes`"):
        parse(part + part.removeprefix("# Title\n"), "s.md")


@pytest.mark.parametrize(
    ("narration", "sentences"),
    [
        ("Read it. Sign it.", ["Read it.", "Sign it."]),
        ("See No. 5 of it.", ["See No. 5 of it."]),
        ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
        ("It is 5.5 p.m. now.", ["It is 5.5 p.m. now."]),
        ("By 42 U.S.C. § 1983 it is.", ["By 42 U.S.C. § 1983 it is."]),
        ("One\nline.", ["One line."]),
    ],
)
def test_where_sentences_end(narration: str, sentences: list[str]) -> None:
    assert [s.text for s in parse(slide(narration)).slides[0].sentences] == sentences


def test_slides_and_beats_follow_what_is_said() -> None:
    first, second = schedule(parse(GOOD), [[2.0, 1.0, 1.0, 1.0], [1.0, 1.0]])
    assert first.start == 0
    assert first.end == second.start
    assert first.end * FRAMES_A_SECOND == pytest.approx(round(first.end * FRAMES_A_SECOND))
    assert [round(s.start, 3) for s in first.spoken] == [0.8, 3.1, 4.4, 5.7]
    assert first.beats == pytest.approx((0, 5.7 - PAUSE / 2))
    assert second.spoken[0].start - first.spoken[-1].end == pytest.approx(0.55, abs=0.07)


def test_a_long_sentence_becomes_even_captions() -> None:
    text = (
        "If the country is on the list, notify the consulate, even if the person says no, "
        "and tell the person that you did."
    )
    parts = chunks([Word(word, word) for word in text.split()])
    assert [caption(part) for part in parts] == [
        "If the country is on the list,\nnotify the consulate,",
        "even if the person says no,\nand tell the person that you did.",
    ]


def test_a_citation_stays_on_one_line() -> None:
    text = "The rule that sets this limit is 8 C.F.R. § 287.7(d), which says so."
    said = text.replace("8 C.F.R. § 287.7(d)", "{8 C.F.R. § 287.7(d)|title 8}")
    ((made,),) = texts(parse(slide(said)))
    assert made.replace("\n", " ") == text
    assert "8 C.F.R. § 287.7(d)" in made


@pytest.mark.parametrize(
    ("narration", "made"),
    [
        ("Stop. Then read the form.", ["Stop. Then read the form."]),
        ("Then read the form. Stop.", ["Then read the form. Stop."]),
        ("Stop. Read. Ask. Call.", ["Stop. Read. Ask. Call."]),
        ("Stop.", ["Stop."]),
    ],
)
def test_a_short_sentence_shares_its_caption(narration: str, made: list[str]) -> None:
    assert texts(parse(slide(narration))) == [made]


def test_captions_that_pass_too_quickly_are_an_error() -> None:
    board = parse(slide("This sentence is said much too quickly for anyone to read."))
    with pytest.raises(StoryboardError, match=r"s\.md:7: slide 'Slide': .* characters a second"):
        captions(board, spoken_evenly(board, 40), "s.md")


def test_webvtt_escapes_and_stamps() -> None:
    assert webvtt([Cue(0, 1.5, "A & B\n<C>"), Cue(3599.9996, 3661.25, "D")]) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\nA &amp; B\n&lt;C&gt;\n\n"
        "2\n01:00:00.000 --> 01:01:01.250\nD\n"
    )


def test_a_description_stands_as_long_as_its_slide() -> None:
    board = parse(GOOD)
    first, _ = times = spoken_evenly(board, 15)
    assert descriptions(board, times) == [Cue(0, first.end, "A title card, in two lines.")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_modules_captions_can_be_read(folder: Path) -> None:
    board = parse((folder / "storyboard.md").read_text(encoding="utf-8"))
    slides = spoken_evenly(board, 15)
    cues = captions(board, slides, "s.md")
    for cue in cues:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert max(map(len, lines)) <= LINE
        assert len(cue.text.split()) >= 2
        assert rate(cue) <= RATE
    for before, after in pairwise(cues):
        assert 0 <= after.start - before.end < 5
    for spoken in (s for part in slides for s in part.spoken):
        assert any(c.start <= spoken.start + 1e-6 and spoken.start < c.end for c in cues)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_modules_chapters_are_their_slides(folder: Path) -> None:
    board = parse((folder / "storyboard.md").read_text(encoding="utf-8"))
    assert chapters.problems(board, folder) == []


def test_chapters_that_do_not_fit_are_told(tmp_path: Path) -> None:
    board = parse(GOOD)
    times = spoken_evenly(board, 15)
    (tmp_path / "captions.en.vtt").write_text(webvtt(captions(board, times, "s")), encoding="utf-8")
    module = tmp_path / "module.yaml"
    listing = chapters.listing(board, chapters.starts(times))
    module.write_text(f"video:\n{listing}\n", encoding="utf-8")
    assert chapters.problems(board, tmp_path) == []
    module.write_text(f"video:\n{listing}\n".replace("0:00", "0:01"), encoding="utf-8")
    (told,) = chapters.problems(board, tmp_path)
    assert told.endswith(
        "chapter 'The first slide' at 1.0 s, but slide 'The first slide' starts at 0.0 s"
    )
    module.write_text("video: {}\n", encoding="utf-8")
    assert chapters.problems(board, tmp_path) == [f"{module}: 0 chapters, 2 slides"]
    other = parse(GOOD.replace("Is it signed?", "Is it dated?"))
    (told,) = chapters.problems(other, tmp_path)
    assert told.endswith("the captions are not the storyboard's: make the video again")


def drawn(drawing: str) -> list[list[bytes]]:
    """The pictures of a storyboard of one slide that is this drawing."""
    return render(
        parse(slide("One.", keys=f"drawing:\n```typst\n{drawing}\n```\n"), "s.md"), "s.md"
    )


@pytest.mark.parametrize("drawing", EXAMPLES)
def test_every_drawing_of_the_readme_can_be_drawn(drawing: str) -> None:
    ((png,),) = drawn(drawing)
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1280, 720)


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        ('#flow("Incomprehensible", "b", "c", "d", "e", "f")', '"Incomprehensible" does not fit'),
        ('#flow(ask: "Is it so?")', "a decision has `ask:` and two or three `branches:`"),
        (
            f'#flow(ask: "{"Is it so? " * 20}", branches: (("Yes", "a"), ("No", "b")))',
            "does not fit into a diamond",
        ),
        ("#checklist(" + 12 * '"One line", ' + ")", '"One line" does not fit'),
        ('#pictures(("unicorn", "a"))', 'no pictogram is called "unicorn"'),
        ('#who(actor("a", "person", "A", (0, 0)), link("a", "b"))', 'no actor is named "b"'),
        ('#form("Form", ("stamp", "What"))', 'not "stamp"'),
        ("#flwo()", "unknown variable: flwo"),
    ],
)
def test_a_drawing_that_cannot_be_drawn_names_its_slide(drawing: str, message: str) -> None:
    with pytest.raises(StoryboardError) as error:
        drawn(drawing)
    (told,) = error.value.problems
    assert told.startswith("s.md:2: slide 'Slide': ")
    assert message in told


def test_a_slide_in_steps_has_a_picture_for_each() -> None:
    board = parse(
        slide("One. {>}Two. {>}Three.", keys='drawing:\n```typst\n#flow("a", "b")\n```\n')
    )
    (pictures,) = render(board, "s.md")
    assert len(pictures) == 3
    assert pictures[0] != pictures[1]
    assert pictures[1] == pictures[2]
