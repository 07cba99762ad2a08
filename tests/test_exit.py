"""`exit_when_complete` reaches SCORM 2004's player, and nothing else."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import scormpack
from scormpack.prepared import Package
from tests.makeseries import write_series

FORMATS = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Package]:
    """Packages of a series that asks for `normal`, and whose second module asks for `suspend`."""
    source = write_series(tmp_path_factory.mktemp("exit") / "source", ids=("first", "second"))
    with (source / "series.yaml").open("a", encoding="utf-8") as series:
        series.write("record: {exit_when_complete: normal}\n")
    second = source / "02-second" / "module.yaml"
    text = second.read_text(encoding="utf-8")
    text = text.replace("expires: P2Y}", "expires: P2Y, exit_when_complete: suspend}")
    second.write_text(text, encoding="utf-8")
    packages = scormpack.build(
        scormpack.load(source).modules,
        out=source.parent / "dist",
        formats=FORMATS,
        audiences=["officer"],
        combinations=["modules", "series", "single"],
    )
    return {package.path.stem: package for package in packages}


def exits(package: Package) -> dict[str, str | None]:
    """What each unit's player is told, by unit."""
    found: dict[str, str | None] = {}
    with zipfile.ZipFile(package.path) as opened:
        for name in opened.namelist():
            if name.endswith("-settings.js"):
                script = opened.read(name).decode()
                told = json.loads(script.removeprefix("window.scormpackSettings=")[:-2])
                found[Path(name).name.removesuffix("-settings.js")] = told.get("exit")
    return found


@pytest.mark.parametrize("edition", ["scorm2004-3", "scorm2004-4"])
def test_a_module_goes_before_its_series_which_speaks_for_the_menu(
    built: Mapping[str, Package], edition: str
) -> None:
    assert exits(built[f"first-officer-{edition}"]) == {"first": "normal"}
    assert exits(built[f"second-officer-{edition}"]) == {"second": None}
    assert exits(built[f"three-series-officer-{edition}"]) == {"first": "normal", "second": None}
    assert list(exits(built[f"three-single-officer-{edition}"]).values()) == ["normal"]


@pytest.mark.parametrize("name", ["scorm12", "cmi5", "xapi", "web"])
def test_other_standards_are_told_nothing(built: Mapping[str, Package], name: str) -> None:
    packages = [package for package in built.values() if package.format == name]
    assert packages
    assert {exit_ for package in packages for exit_ in exits(package).values()} == {None}
