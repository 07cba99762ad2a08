"""What the player keeps in an LMS, read by Python: every field as the player itself reads it."""

import json
import random
import subprocess
from typing import Any

import pytest

import scormpack
from scormpack import bookmark
from scormpack.bookmark import Asked, Damage, Issue, Judged, Kind, Print, Record
from scormpack.bookmark.sealing import checksum
from scormpack.codes.decoding import DEC_001
from scormpack.errors import ScormpackError
from tests.test_player_source import ENVIRONMENT, NODE, PLAYER

# Of the sample module in player/test/sample.ts: a minute of video, two job aids, two questions.
HALF = "sp1.2w.apsw.1.o42.25.jag0.apsw.1aao.18mmhna.1h7wig7.C.U.r0_3c_28_34_80.1cw7cao"
# Two modules of one series: the first complete, the second not.
SERIES = (
    "sw2.4.334.u25wr1~1tegg1d.f.apsw.1.5v4.3w.3rc.e4ol7x~1ej5qp5.c.apsw.1.40g.2n.3rc.3spzgy"
    "~1ej5qp5.jag0.apsw.668.1qfy86a.B.J.r0_1g_s.1idyw0w"
    "~1tegg1d.jag0.apsw.668.1qfy86a.B.J.r0_24_4.1xgplg3"
)
OLDER = f"sw1.2.1k.1bho700~1tegg1d.{HALF}"
RECEIPT = "sr1:sample:1.0.0:0123456789ab:57:95:100:t9h8un"


def test_a_modules_bookmark() -> None:
    assert scormpack.decode(HALF) == Record(
        Kind.MODULE,
        HALF,
        sound=True,
        readable=True,
        completed=False,
        watched=232 / 600,
        score=0.5,
        attempts=1,
        position=312 * 0.1,
        seconds=77,
        audience="commander",
        attested=True,
        asked=Asked(watched=0.9, questions=0.5),
        judged=Judged(watched=False, aids=False, questions=True),
        content=Print(video=60, lists="18mmhna"),
        slices=600,
        played=((0, 12), (20, 31.2)),
        acknowledged=(False, True),
        chosen=(False, False, True, False, True),
    )


def test_a_receipt() -> None:
    assert scormpack.decode(RECEIPT) == Record(
        Kind.RECEIPT,
        RECEIPT,
        sound=True,
        readable=True,
        completed=True,
        watched=0.95,
        score=1,
        issue=Issue("sample", "1.0.0", "0123456789ab"),
        video_seconds=57,
    )


@pytest.mark.parametrize("length", range(11, len(RECEIPT)))
def test_a_receipt_that_was_cut_proves_nothing(length: int) -> None:
    record = scormpack.decode(RECEIPT[:length])
    assert (record.sound, record.completed, record.damage) == (False, False, Damage.CUT)


@pytest.mark.parametrize("at", range(4, len(RECEIPT)))
def test_a_receipt_with_a_wrong_character_proves_nothing(at: int) -> None:
    wrong = "1" if RECEIPT[at] != "1" else "7"
    records = list(bookmark.texts(RECEIPT[:at] + wrong + RECEIPT[at + 1 :]))
    assert [(each.sound, each.completed) for each in records] == [(False, False)]


@pytest.mark.parametrize(
    "around",
    [
        '"{}"',
        "&quot;{}&quot;",
        "<value>{}</value>",
        "Jane Doe,{},2026-01-31,Completed",
        "  {}\r\n",
        "The code is {}.",
        "cmi.suspend_data={} Completed 31 January",
    ],
)
@pytest.mark.parametrize("text", [HALF, RECEIPT], ids=["bookmark", "receipt"])
def test_it_is_found_in_other_text(around: str, text: str) -> None:
    assert [each.text for each in bookmark.texts(around.format(text))] == [text]


@pytest.mark.parametrize(
    "broken", ["\n", "\r\n  ", " ", "=\r\n", "&#10;", "<br>", "\u00ad\n", "\\n", "%0A"]
)
@pytest.mark.parametrize("text", [HALF, RECEIPT], ids=["bookmark", "receipt"])
def test_lines_that_a_report_broke_are_joined(broken: str, text: str) -> None:
    around = f"Record: {text[:9]}{broken}{text[9:30]}{broken}{text[30:]} Completed January"
    (record,) = bookmark.texts(around)
    assert (record.sound, record.text) == (True, text)


@pytest.mark.parametrize("text", [SERIES, OLDER], ids=["series", "series-older"])
def test_lines_within_a_series_are_joined_wherever_they_break(text: str) -> None:
    for at in range(4, len(text)):
        record = scormpack.decode(f"{text[:at]}\r\n  {text[at:]} Completed\r\n{HALF[:9]}")
        assert (record.sound, record.text) == (True, text), at


def test_each_text_of_a_column_is_found() -> None:
    cut = HALF[:70]
    column = f"Suspend data\n{HALF}\n{cut}\n\n{HALF}\nReceipt {RECEIPT}"
    records = list(bookmark.texts(column))
    assert [each.text for each in records] == [HALF, cut, HALF, RECEIPT]
    assert [each.damage for each in records] == [None, Damage.CUT, None, None]


def test_no_text_is_too_odd_to_be_read() -> None:
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    pieces = [
        "sp1.",
        "sw1.",
        "sw2.",
        "sr1:",
        "~",
        "key.",
        ".",
        ":",
        "\n",
        " ",
        "a",
        "-",
        "é",
        "%7E",
    ]
    pieces += ["&amp;", "\0", HALF, SERIES, OLDER, RECEIPT]
    for _ in range(1000):
        text = "".join(chance.choices(pieces, k=chance.randint(0, 40)))
        for record in bookmark.texts(text):
            assert record.text
            assert record.sound <= record.readable


def test_bits_of_earlier_versions_are_as_many_as_the_video_has() -> None:
    head, bits = HALF.rsplit(".", 2)[0], "b____" + "A" * 15 + "C"
    record = scormpack.decode(f"{head}.{bits}.{checksum(f'{head}.{bits}')}")
    assert (record.slices, record.played) == (600, ((0, 2.4), (11.5, 11.6)))


@pytest.mark.parametrize(
    "text", ["", "null", "{}", "sp1", "sr1:sample", "viewed=1,2,3|lastviewed=5"]
)
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(ScormpackError) as raised:
        scormpack.decode(text)
    assert [each.code for each in raised.value.findings] == [DEC_001]


@pytest.fixture(scope="module", params=range(1, 3))
def cases(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """Random modules and series, the player's texts of them, and what it reads in each text."""
    done = subprocess.run(
        [NODE, "test/texts.ts", str(request.param)],
        cwd=PLAYER,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def only(text: str) -> Record | None:
    """The one record in `text`; None where there is none to read."""
    records = [each for each in bookmark.texts(text) if each.readable]
    assert len(records) <= 1
    return records[0] if records else None


def test_a_module_is_read_as_the_player_reads_it(cases: list[dict[str, Any]]) -> None:
    modules = [case for case in cases if case["kind"] == "module"]
    whole = [bookmark.decode(case["texts"][0]["text"]) for case in modules]
    assert all(record.sound for record in whole)
    assert {record.text.split(".")[13][0] for record in whole} == {"r", "c"}
    for case, record in zip(modules, whole, strict=True):
        assert record.slices == case["slices"]
        assert (record.content and record.content.video) == case["duration"]
        judged, asked = record.judged, record.asked
        assert judged is not None
        assert [judged.watched, judged.aids, judged.questions] == case["judged"]
        assert asked is not None
        assert asked.watched == case["criteria"]["watched"]
        assert (asked.questions or 0) == pytest.approx(case["criteria"]["questions"] or 0, abs=1e-6)
        for each in case["texts"]:
            same(only(each["text"]), each["state"], each["text"])


def test_a_series_is_read_as_the_player_reads_it(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        if case["kind"] == "series":
            for each in case["texts"]:
                same_series(only(each["text"]), each["state"], each["text"])


def same(record: Record | None, state: dict[str, Any] | None, text: str) -> None:
    assert (record is None) == (state is None), text
    if record is None or state is None:
        return
    names = ("completed", "score", "attempts", "seconds", "audience", "attested")
    assert {name: getattr(record, name) for name in names} == {name: state[name] for name in names}
    if record.slices is not None:
        assert record.position == state["position"]
        assert [list(each) for each in record.played or ()] == state["played"]
        assert record.watched == state["watched"]
        for name in ("acknowledged", "chosen"):
            flags = getattr(record, name)
            assert [*flags, *[False] * (len(state[name]) - len(flags))] == state[name]
    else:
        # How many slices the package has room for is lost with the detail.
        assert record.position == pytest.approx(state["position"], abs=state["slice"])
        lost = (record.watched, record.played, record.acknowledged, record.chosen)
        assert lost == (None, None, None, None)
        assert (state["played"], any(state["acknowledged"])) == ([], False)


def same_series(record: Record | None, state: dict[str, Any] | None, text: str) -> None:
    assert (record is None) == (state is None), text
    if record is None or state is None:
        return
    assert (record.completed, record.audience) == (state["completed"], state["audience"])
    assert (record.seconds or 0) == state["seconds"]
    read = {each.key: each for each in record.modules if each.readable}
    for name, of_module in state["modules"].items():
        same(read.get(checksum(name)), of_module, text)


OLDER = (
    "sw1.4.1o.122b99x~xyuwoh.sp1.f.lfls.1.0.14.jag0.apsw.1aao.18mmhna.1jrqvz1.B..r0_go.aszsuf"
    "~jmxhit.sp1.0.-.0.9is.k.jag0.apsw.1aao.18mmhna.1qh3r38..C.b" + "V" * 50 + "B.14ey0jo"
)


def test_a_series_of_an_earlier_version() -> None:
    record = scormpack.decode(OLDER)
    assert (record.sound, record.seconds, record.audience) == (True, 60, "commander")
    assert [(each.key, each.completed) for each in record.modules] == [
        ("xyuwoh", True),
        ("jmxhit", False),
    ]
    cut = scormpack.decode(OLDER[:-5])
    assert (cut.damage, [each.sound for each in cut.modules]) == (Damage.CUT, [True, False])


def test_of_a_series_that_was_cut_completions_are_left() -> None:
    parts = ["sw2.1.1o", "xyuwoh.f.lfls.1.0.14.abc", "xyuwoh.jag0.apsw.1aao.18mmhna.B..r0_go"]
    text = "~".join(f"{part}.{checksum(part)}" for part in parts)
    whole, cut = scormpack.decode(text), scormpack.decode(text[:-3])
    assert (whole.sound, whole.modules[0].watched, whole.modules[0].acknowledged) == (
        *(True, 1, (True,)),
    )
    assert (cut.sound, cut.damage, cut.completed) == (False, Damage.CUT, True)
    (left,) = cut.modules
    assert (left.completed, left.score, left.seconds, left.watched) == (True, 1, 40, None)


def test_parts_behind_the_damage_of_a_series_are_read_and_no_other_text() -> None:
    damaged = SERIES.replace("3rc.3spzgy", "3rc#3spzgy")
    first, second = bookmark.texts(f"{damaged},Doe\r\n{HALF}\r\n")
    assert (first.sound, first.text, len(first.modules)) == (False, damaged, 2)
    assert [each.sound for each in first.modules] == [True, False]
    assert (second.sound, second.text) == (True, HALF)
