"""The catalogue of a series: what is there, what is planned, and how much is wrong."""

import json
import os
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import scormpack
from scormpack.cli import main
from scormpack.errors import SourceError
from scormpack.listing import Row

SOURCES = Path(__file__).parent / "sources"
NIGHT_SHIFT = SOURCES / "good" / "night-shift"
TITLE = "What to Say on the Radio When Nobody Answers and the Night Is Still Long"
RADIO = Row(
    number=1,
    id="radio",
    title=TITLE,
    folder="01-radio",
    minutes=2,
    job_aids=1,
    packet_items=4,
    questions=1,
    language="en-US",
    captions=("en", "es"),
)
FLASHLIGHT = Row(number=2, id="flashlight", title=None, folder=None, planned=True)
TRAFFIC = Row(
    number=3,
    id="traffic",
    title="Traffic at Night",
    folder="03-traffic",
    minutes=1,
    job_aids=0,
    packet_items=1,
    questions=0,
    language="en-US",
    captions=("en",),
)


def test_the_rows_of_a_series() -> None:
    found = scormpack.overview(NIGHT_SHIFT)
    assert (found.id, found.title, found.findings) == ("night-shift", "Night shift", ())
    assert found.rows == (RADIO, FLASHLIGHT, TRAFFIC)
    numbers = [module.number for module in scormpack.load(NIGHT_SHIFT).modules]
    assert numbers == [row.number for row in found.rows if row.folder]


def test_one_folder_of_a_series_has_its_own_number() -> None:
    found = scormpack.overview(NIGHT_SHIFT / "03-traffic")
    assert (found.title, found.rows) == ("Night shift", (TRAFFIC,))


def test_a_module_that_stands_alone() -> None:
    found = scormpack.overview(SOURCES / "good" / "six-seconds")
    assert (found.id, found.title) == (None, None)
    (row,) = found.rows
    assert (row.number, row.id, row.questions, row.language) == (1, "six-seconds", 2, "en-US")


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """The night shift with two mistakes in a module, one unreadable, and one in series.yaml."""
    folder = tmp_path / "night-shift"
    shutil.copytree(NIGHT_SHIFT, folder)
    radio = folder / "01-radio" / "module.yaml"
    text = radio.read_text().replace("minutes: 2", "minutes: two")
    radio.write_text(text.replace("plan.md", "plam.md"))
    (folder / "03-traffic" / "module.yaml").write_bytes(b"title: caf\xe9\n")
    series = (folder / "series.yaml").read_text()
    (folder / "series.yaml").write_text(f"{series}colour: red\n")
    return folder


def test_a_module_with_mistakes_has_its_row(spoilt: Path) -> None:
    found = scormpack.overview(spoilt)
    radio, flashlight, traffic, unread = found.rows
    assert [each.code.id for each in radio.findings] == ["SRC-006", "SRC-030"]
    assert (radio.title, radio.minutes, radio.packet_items) == (TITLE, None, 4)
    assert flashlight == FLASHLIGHT
    assert traffic == Row(number=3, id="traffic", title=None, folder=None)
    assert (unread.number, unread.id, unread.folder) == (None, None, "03-traffic")
    assert [each.code.id for each in unread.findings] == ["SRC-017"]
    assert [each.code.id for each in found.findings] == ["SRC-003"]
    with pytest.raises(SourceError) as raised:
        scormpack.load(spoilt)
    assert sorted(map(str, raised.value.findings)) == sorted(map(str, found.all_findings))


def test_where_there_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="SRC-001"):
        scormpack.overview(tmp_path)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["list", *(str(argument) for argument in arguments)])


def test_the_list_as_people_read_it() -> None:
    result = run(NIGHT_SHIFT)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Night shift",
        "",
        f" 1  radio       {TITLE}",
        "    2 min, 1 job aid, 4 packet items, 1 question, en-US, captions en es",
        " 2  flashlight  planned",
        " 3  traffic     Traffic at Night",
        "    1 min, 0 job aids, 1 packet item, 0 questions, en-US, captions en",
        "",
        "3 modules, 1 planned: no findings",
    ]
    assert run(SOURCES / "good" / "six-seconds").output.splitlines() == [
        " 1  six-seconds  Six seconds",
        "    1 min, 2 job aids, 2 packet items, 2 questions, en-US, captions en",
        "",
        "1 module: no findings",
    ]


def test_mistakes_are_counted_and_told_when_asked_for(spoilt: Path) -> None:
    result = run(spoilt)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Night shift",
        "",
        f" 1  radio       {TITLE}",
        "    1 job aid, 4 packet items, 1 question, en-US, captions en es",
        "    2 findings",
        " 2  flashlight  planned",
        " 3  traffic     no folder",
        " –  03-traffic  (no title)",
        "    1 finding",
        "",
        "4 modules, 1 planned: 4 findings",
        f"To read what is wrong: scormpack list {spoilt} -v",
    ]
    told = run(spoilt, "-v")
    assert told.exit_code == 1
    lines = told.output.splitlines()
    assert lines[:11] == result.output.splitlines()[:11]
    findings = [line for line in lines[11:] if not line.startswith("    ")]
    assert findings == [str(each) for each in scormpack.overview(spoilt).all_findings]


def test_the_list_for_programs(spoilt: Path) -> None:
    result = run(NIGHT_SHIFT, "--output-format", "json")
    document = json.loads(result.output)
    assert (document["series"], document["findings"]) == (
        {"id": "night-shift", "title": "Night shift"},
        [],
    )
    assert document["modules"][1:] == [
        {
            "number": 2,
            "id": "flashlight",
            "title": None,
            "folder": None,
            "planned": True,
            "minutes": None,
            "job_aids": None,
            "packet_items": None,
            "questions": None,
            "language": None,
            "captions": [],
            "findings": [],
        },
        {
            "number": 3,
            "id": "traffic",
            "title": "Traffic at Night",
            "folder": "03-traffic",
            "planned": False,
            "minutes": 1,
            "job_aids": 0,
            "packet_items": 1,
            "questions": 0,
            "language": "en-US",
            "captions": ["en"],
            "findings": [],
        },
    ]
    result = run(spoilt, "--output-format", "json")
    assert result.exit_code == 1
    document = json.loads(result.output)
    assert [len(row["findings"]) for row in document["modules"]] == [2, 0, 0, 1]
    assert [each["code"] for each in document["findings"]] == ["SRC-003"]
    alone = json.loads(run(SOURCES / "good" / "six-seconds", "--output-format", "json").output)
    assert alone["series"] is None


@pytest.mark.parametrize("columns", [80, 120])
def test_a_long_title_is_cut_on_a_terminal_alone(columns: int) -> None:
    terminal, inside = os.openpty()
    termios.tcsetwinsize(inside, (24, columns))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    subprocess.run(
        [sys.executable, "-m", "scormpack", "list", str(NIGHT_SHIFT)],
        stdout=inside,
        env=environment,
        check=True,
    )
    os.close(inside)
    lines = os.read(terminal, 65536).decode().splitlines()
    os.close(terminal)
    start = " 1  radio       "
    whole = f"{start}{TITLE}"
    assert lines[2] == (whole if columns == 120 else f"{whole[:79].rstrip()}…")
    assert max(map(len, lines)) <= columns


def test_a_folder_without_a_source_is_told(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "SRC-001" in result.stderr
