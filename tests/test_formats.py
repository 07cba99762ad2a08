"""What each format writes, compared with whole files that were read by a person.

Digests in paths change with every change of the player, so they are blanked out.
"""

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
FORMATS = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web")
MANIFESTS = {
    "scorm12": "imsmanifest.xml",
    "scorm2004-3": "imsmanifest.xml",
    "scorm2004-4": "imsmanifest.xml",
    "cmi5": "cmi5.xml",
    "xapi": "tincan.xml",
}


def blanked(text: str) -> str:
    return re.sub(r"(?<=/)[0-9a-f]{12}(?=/)|(?<=\"build\":\")[0-9a-f]{12}", "DIGEST", text)


def compared(path: Path, text: str, request: pytest.FixtureRequest) -> None:
    """Asserts that `text` is the golden file's; writes it with --update-goldens."""
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "manifest"), MANIFESTS.items())
def test_the_manifest_is_this(
    six_seconds: Mapping[str, Path], request: pytest.FixtureRequest, name: str, manifest: str
) -> None:
    with zipfile.ZipFile(six_seconds[f"officer-{name}"]) as package:
        text = package.read(manifest).decode()
    compared(GOLDEN / name / manifest, blanked(text), request)


@pytest.mark.parametrize("name", FORMATS)
def test_the_entries_are_these(
    six_seconds: Mapping[str, Path], request: pytest.FixtureRequest, name: str
) -> None:
    with zipfile.ZipFile(six_seconds[f"officer-{name}"]) as package:
        listed = "".join(f"{entry}\n" for entry in sorted(map(blanked, package.namelist())))
    compared(GOLDEN / name / "entries.txt", listed, request)


@pytest.mark.parametrize("name", FORMATS)
def test_the_settings_of_the_player_are_these(
    six_seconds: Mapping[str, Path], request: pytest.FixtureRequest, name: str
) -> None:
    with zipfile.ZipFile(six_seconds[f"officer-{name}"]) as package:
        (entry,) = (n for n in package.namelist() if n.endswith("six-seconds-settings.js"))
        script = package.read(entry).decode()
    assert script.startswith("window.scormpackSettings={")
    assert script.endswith("};\n")
    settings = json.loads(blanked(script.removeprefix("window.scormpackSettings=")[:-2]))
    text = json.dumps(settings, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    compared(GOLDEN / name / "settings.json", text, request)


def test_goldens_are_those_of_the_formats() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*FORMATS, "decode"}


def test_officers_get_nothing_of_the_packet(six_seconds: Mapping[str, Path]) -> None:
    for name in FORMATS:
        officer, commander = (
            set(zipfile.ZipFile(six_seconds[f"{audience}-{name}"]).namelist())
            for audience in ("officer", "commander")
        )
        more = {Path(entry).name for entry in commander} - {Path(entry).name for entry in officer}
        assert {Path(entry).suffix for entry in more} == {".html", ".pdf"}
        assert all("plan" in entry or "packet" in entry for entry in more), more
