"""`scormpack decode`: what a help desk reads, and docs/decode.md, whose commands are run."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import scormpack
from scormpack import prepare, starter
from scormpack.bookmark import Record
from scormpack.cli import main
from scormpack.course import courses
from scormpack.pages.contentscript import content_data
from scormpack.settings import Audience
from tests.test_decode_source import player
from tests.test_formats import compared

GOLDEN = Path(__file__).parent / "golden" / "decode"
PAGE = (Path(__file__).parents[1] / "docs" / "decode.md").read_text(encoding="utf-8")
HALF = "sp1.c.apsw.1.40g.2n.jag0.apsw.668.1qfy86a.aq9s20.B.J.r0_1g_s.19e6g8k"
RECEIPT = "sr1:my-module:1.0.0:5f3a9c0d1e2b:7:95:50:1ef7qx9"
# Two modules of one series: the first complete, the second not.
SERIES = (
    "sw2.4.334.u25wr1~1tegg1d.f.apsw.1.5v4.3w.3rc.e4ol7x~1ej5qp5.c.apsw.1.40g.2n.3rc.3spzgy"
    "~1ej5qp5.jag0.apsw.668.1qfy86a.B.J.r0_1g_s.1idyw0w"
    "~1tegg1d.jag0.apsw.668.1qfy86a.B.J.r0_24_4.1xgplg3"
)
# Nine seconds of video, other lists, score not asked, attested by a commander after three attempts.
OTHER = "sp1.2v.7pi8.3.40g.2n.jag0.-.6y0.abc123.3u7kjx.F..r0_1g_12.ros2aa"
OLDER = f"sw1.2.1k.1bho700~1tegg1d.{HALF}~px4qt.sp1.c.apsw"
TEXTS = {
    "module": HALF,
    "module-changed": HALF.replace("r0_1g_s", "r0_1g_t"),
    "module-of-another-version": OTHER,
    "series": SERIES,
    "series-cut": SERIES[:110],
    "series-head-changed": SERIES.replace("sw2.4", "sw2.5"),
    "series-module-changed": SERIES.replace("~1ej5qp5.c.", "~1ej5qp5.d."),
    "series-of-an-earlier-version": OLDER,
    "receipt": RECEIPT,
    "receipt-changed": RECEIPT.replace(":95:", ":96:"),
    "receipt-cut": RECEIPT[:36],
}
# What was done in the module of docs/decode.md, in its first text and in the others.
DOING = {
    "position": 5.2,
    "played": [[0, 5.2]],
    "acknowledged": ["quick-card"],
    "answers": {"parts": ["a"], "edit": ["a"]},
    "attempts": 1,
    "score": 0.5,
    "seconds": 95,
}
DONE = {**DOING, "position": 7.6, "played": [[0, 7.6]], "completed": True, "seconds": 140}


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    words = [str(argument) for argument in ("decode", *arguments)]
    return CliRunner().invoke(main, words, input=given)


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the module that `scormpack new my-module` writes."""
    folder = tmp_path_factory.mktemp("decode")
    starter.new(folder / "my-module")
    return folder


def program(tour: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=tour,
        env={**os.environ, "XDG_CACHE_HOME": str(tour / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_page_shows_what_its_commands_print(tour: Path) -> None:
    blocks = re.findall(r"```console\n\$ scormpack (.*?)\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 3
    for command, shown in blocks:
        done = program(tour, "-m", "scormpack", *command.split())
        assert (done.returncode, done.stdout, done.stderr) == (0, shown, "")


def test_the_program_on_the_page_runs(tour: Path) -> None:
    (text,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    done = program(tour, "-c", text)
    assert (done.stdout, done.stderr) == ("False 0.65 My module\n", "")


def test_the_texts_on_the_page_are_the_players(tour: Path) -> None:
    series = scormpack.load(tour / "my-module")
    with ThreadPoolExecutor(1) as pool:
        ready = prepare.modules(pool, series.modules, tour / "cache", lambda _: None)
    (course,) = courses(series.modules, [Audience.OFFICER])
    contents = [
        content_data(each, Audience.OFFICER) for each in prepare.course(course, ready).modules
    ]
    made = [player(contents, state) for state in (DOING, DONE)]
    assert made[0]["modules"] == [HALF]
    assert made[1]["receipts"] == [RECEIPT]
    assert {HALF, made[1]["modules"][0][:56], RECEIPT} == set(
        re.findall(r"\$ scormpack decode (\S+)", PAGE)
    )


@pytest.mark.parametrize("sourced", [False, True], ids=["numbers", "names"])
@pytest.mark.parametrize("name", TEXTS)
def test_what_it_says(
    request: pytest.FixtureRequest, tour: Path, name: str, *, sourced: bool
) -> None:
    source = ("--source", tour / "my-module") if sourced else ()
    result = run(TEXTS[name], *source)
    assert (result.exit_code, result.stderr) == (0, "")
    golden = GOLDEN / f"{name}{'-named' if sourced else ''}.txt"
    compared(golden, result.stdout, request)


def test_every_golden_is_compared() -> None:
    names = {f"{name}{end}.txt" for name in TEXTS for end in ("", "-named")}
    assert {path.name for path in GOLDEN.iterdir()} == names


def test_json_has_every_field(tour: Path) -> None:
    result = run(HALF, "--source", tour / "my-module", "--output-format", "json")
    assert result.exit_code == 0
    (record,) = json.loads(result.stdout)["records"]
    assert list(record) == [field.name for field in fields(Record)]
    assert record["kind"] == "module"
    assert record["acknowledged"] == [True]
    assert record["chosen"] == [True, False, False, True, False]
    assert record["named"]["aids"] == [
        {
            "id": "quick-card",
            "title": "Quick card",
            "packet": False,
            "required": True,
            "acknowledged": True,
        }
    ]


def test_standard_input_holds_any_number_of_texts() -> None:
    report = f"Name,Suspend data\r\nDoe,{HALF}\r\nRoe,-\r\nPoe,{HALF[:20]}\r\nCoe,{RECEIPT}\r\n"
    for given in (report, report.encode("utf-16"), b"\x80\xff" + report.encode()):
        result = run("-", given=given)
        assert result.exit_code == 0
        starts = [block.split(",")[0] for block in result.stdout.split("\n\n")]
        assert starts == ["A module's bookmark", "A receipt"]
        assert result.stderr.startswith("sp1.c.apsw.1.40g.2n.: error DEC-002: nothing of this")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("null", "TEXT: error DEC-001: no text of the player is in it:"),
        ("", "TEXT: error DEC-001: no text of the player is in it:"),
        (HALF[:9], "sp1.c.aps: error DEC-002: nothing of this module's text (9 characters) can be"),
    ],
)
def test_nothing_to_read_is_an_error_on_one_line(text: str, message: str) -> None:
    result = run(text)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(message)


def test_a_source_that_is_none_is_an_error(tmp_path: Path) -> None:
    result = run(HALF, "--source", tmp_path)
    assert result.exit_code == 1
    assert "error SRC-001" in result.stderr
