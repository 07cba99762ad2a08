"""What an LMS holds of modules that a build made, with the names that their source gives."""

import json
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import scormpack
from scormpack import media, prepare
from scormpack.bookmark import Named, NamedAid, NamedChoice, NamedQuestion
from scormpack.codes.media import MEDIA_001
from scormpack.course import courses
from scormpack.errors import SourceError
from scormpack.model import Series
from scormpack.pages.contentscript import content_data
from scormpack.settings import Audience
from tests.makemedia import Clip, make, png
from tests.makemodule import module
from tests.test_player_source import ENVIRONMENT, NODE, PLAYER

Contents = Mapping[Audience, list[dict[str, Any]]]

NIGHT_SHIFT = Path(__file__).parent / "sources" / "good" / "night-shift"
NIGHT = "Traffic at Night"
BUILD = "5f3a9c0d1e2b"
# Of the radio module as commanders have it, then of the traffic module.
RADIO = {
    "position": 3.2,
    "played": [[0, 3.2]],
    "acknowledged": ["card", "guide"],
    "answers": {"first": ["a"]},
    "attempts": 1,
    "score": 1,
    "seconds": 750,
    "audience": "commander",
}
TRAFFIC = {"played": [[0, 60]], "seconds": 61, "completed": True}


@pytest.fixture(scope="module")
def source() -> Series:
    return scormpack.load(NIGHT_SHIFT)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def contents(source: Series, cache: Path) -> Contents:
    """What each audience's player knows of the two modules."""
    with ThreadPoolExecutor(2) as pool:
        ready = prepare.modules(pool, source.modules, cache, lambda _: None)
    made: dict[Audience, list[dict[str, Any]]] = {each: [] for each in Audience}
    for course in courses(source.modules, Audience):
        for each in prepare.course(course, ready).modules:
            made[course.audience].append(content_data(each, course.audience))
    return made


def player(contents: list[dict[str, Any]], *done: dict[str, Any]) -> dict[str, Any]:
    """The player's texts."""
    asked = json.dumps({"contents": contents, "done": done, "build": BUILD})
    ran = subprocess.run(
        [NODE, "test/encoded.ts"],
        cwd=PLAYER,
        env=ENVIRONMENT,
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    made: dict[str, Any] = json.loads(ran.stdout)
    return made


def test_a_bookmark_has_the_names_of_its_module(
    source: Series, contents: Contents, cache: Path
) -> None:
    radio, _ = player(contents[Audience.COMMANDER], RADIO)["modules"]
    record = scormpack.decode(radio, source, cache=cache)
    assert record.acknowledged == (True, False, True, False, False)
    assert record.chosen == (True, False)
    web = "What other agencies say on the radio"
    assert record.named == Named(
        "radio",
        source.modules[0].title,
        "1.0.0",
        video=6,
        same_video=True,
        same_lists=True,
        audiences=("commander", "all"),
        aids=(
            aid("card", "Radio card", acknowledged=True, packet=False),
            aid("plan", "Plan for the first hour", acknowledged=False),
            aid("guide", "Discussion guide", acknowledged=True),
            aid("staffing", "Staffing", acknowledged=False),
            aid("what-other-agencies-say-on-the-radio", web, acknowledged=False),
        ),
        questions=(
            NamedQuestion(
                "first",
                "What comes first?",
                (
                    NamedChoice("a", "The call sign", correct=True, chosen=True),
                    NamedChoice("b", "The reason", correct=False, chosen=False),
                ),
            ),
        ),
    )


def aid(name: str, title: str, *, acknowledged: bool, packet: bool = True) -> NamedAid:
    return NamedAid(name, title, packet=packet, required=False, acknowledged=acknowledged)


@pytest.mark.parametrize(
    ("audience", "whose"),
    [
        (Audience.OFFICER, ("officer",)),
        (Audience.COMMANDER, ("commander", "all")),
        (Audience.ALL, ("commander", "all")),
    ],
)
def test_the_packet_tells_for_whom_a_package_was_built(
    source: Series, contents: Contents, cache: Path, audience: Audience, whose: tuple[str, ...]
) -> None:
    for text, each in zip(player(contents[audience])["modules"], source.modules, strict=True):
        named = scormpack.decode(text, source, cache=cache).named
        assert named is not None
        assert (named.id, named.same_lists, named.audiences) == (each.id, True, whose)


def test_another_version_is_told(source: Series, contents: Contents, cache: Path) -> None:
    radio, traffic = contents[Audience.OFFICER]
    longer = {**radio, "video": {**radio["video"], "duration": 7.5}}
    variants = [longer, {**radio, "aids": []}, {**longer, "aids": []}, {**radio, "questions": None}]
    texts = player([*variants, traffic], RADIO, RADIO, RADIO, RADIO)["modules"]
    alone = replace(source, modules=source.modules[:1])
    told = [scormpack.decode(text, alone, cache=cache).named for text in texts]
    # Without questions it was built for a use that asks none.
    assert [(each.same_video, each.same_lists) for each in told if each] == [
        (False, True),
        (True, False),
        (False, False),
        (True, True),
        (True, False),
    ]
    found = [scormpack.decode(text, source, cache=cache).named for text in texts]
    assert [each and each.id for each in found] == ["radio", None, None, "radio", "traffic"]


def test_a_series_names_its_modules(source: Series, contents: Contents, cache: Path) -> None:
    text = player(contents[Audience.COMMANDER], RADIO, TRAFFIC)["series"]
    record = scormpack.decode(text, source, cache=cache)
    assert record.named == Named("night-shift", "Night shift", "1.0.0")
    assert [each.named and each.named.id for each in record.modules] == ["radio", "traffic"]
    assert [each.completed for each in record.modules] == [False, True]
    one = replace(source, modules=source.modules[1:])
    record = scormpack.decode(text, one, cache=cache)
    assert [each.named and each.named.id for each in record.modules] == ["traffic", None]
    only = player(contents[Audience.COMMANDER][:1], RADIO)["series"]
    record = scormpack.decode(only, source, cache=cache)
    assert record.named == Named("night-shift", "Night shift", "1.0.0", unopened=(NIGHT,))


def test_a_receipt_names_what_it_is_for(source: Series, contents: Contents, cache: Path) -> None:
    _, receipt = player(contents[Audience.OFFICER], RADIO, TRAFFIC)["receipts"]
    assert receipt.startswith("sr1:traffic:1.0.0:5f3a9c0d1e2b:6:100:-:")
    record = scormpack.decode(receipt, source, cache=cache)
    assert record.named == Named("traffic", NIGHT, "1.0.0", same_version=True)
    assert scormpack.decode(receipt.replace("traffic", "other"), source).named is None
    older = scormpack.decode(receipt.replace("1.0.0", "0.9.0"), source).named
    assert older == Named("traffic", NIGHT, "1.0.0", same_version=False)


@pytest.mark.parametrize(
    "clip",
    [Clip(seconds=2), Clip(seconds=2, faststart=False), Clip(seconds=2.3, codec="mpeg4")],
    ids=["as it is", "copied", "converted"],
)
def test_the_video_is_as_long_as_in_a_package(tmp_path: Path, clip: Clip) -> None:
    make(tmp_path / "video.mp4", clip)
    of, cache = module(tmp_path), tmp_path / "cache"
    length = prepare.duration(of, cache)
    (tmp_path / "poster.png").write_bytes(png(16, 9))
    for name in ("captions.en.vtt", "descriptions.en.vtt"):
        (tmp_path / name).write_text("WEBVTT\n\n00:00.000 --> 00:01.500\nTraffic.\n")
    assert length == media.prepare(of, cache).duration


def test_a_video_that_cannot_be_used_is_told(source: Series, tmp_path: Path) -> None:
    (tmp_path / "video.mp4").write_bytes(b"")
    broken = replace(source, modules=(module(tmp_path),))
    text = "sp1.2w.apsw.1.o42.25.jag0.apsw.1aao.18mmhna.1h7wig7.C.U.r0_3c_28_34_80.1cw7cao"
    with pytest.raises(SourceError) as raised:
        scormpack.decode(text, broken, cache=tmp_path)
    assert [each.code for each in raised.value.findings] == [MEDIA_001]
