"""The record of what a learner did always fits into an LMS, or the package is refused (F31)."""

import json
import math
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import scormpack
from scormpack import prepare, suspend
from scormpack.course import courses
from scormpack.formats import FORMATS, refuse_too_long, room
from scormpack.formats.scorm12 import Scorm12
from scormpack.model import Combination, Course
from scormpack.prepare import Ready
from scormpack.prepared import PreparedCourse, PreparedModule
from scormpack.settings import Audience
from tests.makeseries import write_series
from tests.prepared import prepared_course
from tests.test_player_source import ENVIRONMENT, NODE, PLAYER

(SCORM_12,) = (each for each in FORMATS if each.name == "scorm12")


def made(
    name: str, duration: float, aids: int = 2, questions: Sequence[int] = (4, 4)
) -> PreparedModule:
    """A module with so many seconds, job aids, and choices of each question."""
    (module,) = prepared_course(Audience.OFFICER).modules
    assert module.questions is not None
    item, choice = module.questions.items[0], module.questions.items[0].choices[0]
    items = tuple(item.model_copy(update={"choices": (choice,) * count}) for count in questions)
    settings = module.module.settings.model_copy(update={"id": name})
    return replace(
        module,
        module=replace(module.module, settings=settings),
        video=replace(module.video, duration=duration),
        aids=module.aids[:1] * aids,
        questions=module.questions.model_copy(update={"items": items}) if items else None,
    )


def single(modules: Sequence[PreparedModule]) -> PreparedCourse:
    of = len(modules)
    read = tuple(replace(each.module, number=at, of=of) for at, each in enumerate(modules, 1))
    course = Course(read, Audience.OFFICER, combination=Combination.SINGLE)
    return PreparedCourse(course, tuple(modules))


def test_python_and_the_player_reckon_alike() -> None:
    done = subprocess.run(
        [NODE, "test/lengths.ts"],
        cwd=PLAYER,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    cases: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(cases) == 100
    for case in cases:
        modules = [
            made(f"m{at}", each["duration"], each["aids"], each["questions"])
            for at, each in enumerate(case["modules"])
        ]
        slices = [each["slices"] for each in case["modules"]]
        usual = [suspend.usual_slices(each.video.duration) for each in modules]
        assert usual == [each["usual"] for each in case["modules"]]
        pairs = list(zip(modules, slices, strict=True))
        assert [suspend.longest(*pair) for pair in pairs] == case["alone"]
        assert suspend.longest_together(modules, slices) == case["together"]


def test_no_module_that_source_takes_is_cut_coarser_alone() -> None:
    """As long as its job aids are fewer than 14,000."""
    largest = made("largest", 100 * 3600, aids=1000, questions=[10] * 50)
    found = suspend.room([largest], 4096, together=False)
    assert (found.longest, found.slices) == (1695, {})


def test_what_fits_is_not_cut_coarser() -> None:
    modules = [made(f"m{at}", 180) for at in range(8)]
    found = suspend.room(modules, 4096, together=True)
    assert (found.longest, found.slices, found.shares["m0"]) == (3204, {}, 398)


@pytest.mark.parametrize(
    ("minutes", "seconds"),
    [(8, 0.2), (20, 0.5), (40, 1), (80, 2), (180, 5), (400, 10), (500, 15)],
)
def test_slices_are_as_fine_as_there_is_room_for(minutes: int, seconds: float) -> None:
    modules = [made(f"m{at}", minutes * 60) for at in range(8)]
    found = suspend.room(modules, 4096, together=True)
    assert found.slices == {f"m{at}": math.ceil(minutes * 60 / seconds) for at in range(8)}
    assert found.longest <= 4096


def test_videos_of_several_lengths_have_slices_of_one_length() -> None:
    minutes = {"short": 2, "long": 60, "longer": 90}
    found = suspend.room(
        [made(name, 60 * each) for name, each in minutes.items()], 1500, together=True
    )
    # Of the short one a hundredth is shorter.
    assert found.slices == {"short": 100, "long": 1800, "longer": 2700}


@pytest.mark.parametrize("duration", [0.3, 5, 9.9, 60, 1499, 1501, 36_000])
def test_no_slice_is_longer_than_fifteen_seconds_or_a_hundredth(duration: float) -> None:
    found = suspend.room([made("one", duration)], 0, together=True)
    slices = found.slices.get("one", suspend.usual_slices(duration))
    assert slices >= min(100, suspend.usual_slices(duration))
    assert duration / slices <= 15
    assert found.longest > 0


def test_where_nothing_is_recorded_nothing_is_cut() -> None:
    found = suspend.room([made(f"m{at}", 36_000) for at in range(99)], None, together=True)
    assert found.slices == {}


def test_a_record_that_cannot_fit_is_refused_by_name() -> None:
    modules = [made(f"m{at}", 180) for at in range(36)]
    modules[17] = made("interviews", 180, questions=[10] * 20)
    with pytest.raises(scormpack.OutputError) as caught:
        refuse_too_long([SCORM_12], [single(modules)])
    (finding,) = caught.value.findings
    assert finding.code.id == "OUT-014"
    assert finding.where == "series-single-officer-scorm12"
    assert finding.text == (
        "the record of what a learner did can take 4,156 characters, 60 more than the 4,096 that"
        " SCORM 1.2 has an LMS keep; 146 of them are of 'interviews', the longest"
    )
    refuse_too_long([SCORM_12], [single(modules[:35])])
    refuse_too_long([each for each in FORMATS if each is not SCORM_12], [single(modules)])


def test_every_package_that_cannot_fit_is_told_and_none_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scorm12, "capacity", 250)
    modules = scormpack.load(write_series(tmp_path / "source")).modules
    with pytest.raises(scormpack.OutputError) as caught:
        scormpack.build(
            modules,
            out=tmp_path / "out",
            cache=tmp_path / "cache",
            formats=["scorm12", "web"],
            combinations=["modules", "single"],
        )
    assert [(each.where, each.code.id) for each in caught.value.findings] == [
        ("three-single-commander-scorm12", "OUT-014"),
        ("three-single-officer-scorm12", "OUT-014"),
    ]
    assert list((tmp_path / "out").iterdir()) == []


def settings(package: Path) -> dict[str, Any]:
    """Those of the package's one unit."""
    with zipfile.ZipFile(package) as opened:
        (name,) = (each for each in opened.namelist() if each.endswith("-settings.js"))
        script = opened.read(name).decode()
    found: dict[str, Any] = json.loads(script.removeprefix("window.scormpackSettings=")[:-2])
    return found


def test_a_package_says_what_the_player_has_to_keep_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scormpack.suspend._LEAST_SLICES", 10)
    monkeypatch.setattr(Scorm12, "capacity", 331)
    (package,) = scormpack.build(
        scormpack.load(write_series(tmp_path / "source")).modules,
        out=tmp_path / "out",
        cache=tmp_path / "cache",
        formats=["scorm12"],
        audiences=["officer"],
        combinations=["single"],
    )
    found = settings(package.path)
    assert found["capacity"] == 331
    assert found["slices"] == {"first": 30, "second": 30, "third": 30}
    assert package.longest_record == 320
    (record,) = json.loads((tmp_path / "out" / "build.json").read_text())["packages"]
    assert record["longest_record"] == 320


REAL = {
    "introduction": (372, 389),
    "immigration-detainer": (358, 375),
    "consular-notification": (328, 345),
    "unlawful-retaliation": (375, 392),
    "community-outreach": (375, 392),
    "victims-and-witnesses": (370, 387),
    "limited-english-proficiency": (375, 392),
    "avoiding-racial-profiling": (374, 391),
}
"""Of the modules of modules/, for commanders: most characters alone, and within the series."""


@pytest.mark.xdist_group("combinations")
def test_the_real_modules_fit_into_scorm_12_in_full_detail(
    real_modules: Mapping[str, Ready],
) -> None:
    read = [ready.module for ready in real_modules.values()]
    alone, (series,) = (
        [prepare.course(each, real_modules) for each in courses(read, [Audience.COMMANDER], [how])]
        for how in (Combination.MODULES, Combination.SINGLE)
    )
    together = room(SCORM_12, series)
    found = [(room(SCORM_12, each).longest, each.modules[0].module.id) for each in alone]
    assert {name: (longest, together.shares[name]) for longest, name in found} == REAL
    assert (together.longest, together.slices) == (3083, {})
