"""A package as an LMS unpacks it: a folder, and from its manifest only what a launch needs."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

MANIFESTS = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")


@dataclass(frozen=True)
class Unpacked:
    """`launch` is a path in `folder`; the rest is what the manifest tells the LMS, or empty.

    `item` is the identifier of the SCORM item, `objectives` those that it declares by id.
    """

    folder: Path
    launch: str
    activity_id: str = ""
    move_on: str = ""
    mastery: str = ""
    launch_data: str = ""
    item: str = ""
    objectives: tuple[str, ...] = ()


def unpack(package: Path, folder: Path) -> Unpacked:
    """Unpacks the zip `package` into `folder`, an empty or absent folder, and reads its launch."""
    with zipfile.ZipFile(package) as zipped:
        zipped.extractall(folder)
    return read(folder)


def read(folder: Path) -> Unpacked:
    """The first unit of an unpacked package; one without a manifest is a web page."""
    return units(folder)[0]


def units(folder: Path) -> list[Unpacked]:
    """What the LMS launches of an unpacked package: its SCOs, AUs or activities, in order."""
    for name, reader in zip(MANIFESTS, (_scorm, _cmi5, _tincan), strict=True):
        if (folder / name).is_file():
            return list(reader(folder, etree.parse(folder / name).getroot()))
    return [Unpacked(folder, "index.html")]


def _scorm(folder: Path, manifest: etree._Element) -> Iterator[Unpacked]:
    """The items that name a resource."""
    resources = {r.get("identifier"): r for r in manifest.iter("{*}resource")}
    for item in manifest.iter("{*}item"):
        if item.get("identifierref") is None:
            continue
        resource = resources[item.get("identifierref")]
        yield Unpacked(
            folder,
            resource.attrib["href"] + (item.get("parameters") or ""),
            mastery=_text(item, "masteryscore") or _text(item, "minNormalizedMeasure"),
            launch_data=_text(item, "datafromlms") or _text(item, "dataFromLMS"),
            item=item.attrib["identifier"],
            objectives=tuple(o.attrib["objectiveID"] for o in item.iter("{*}objective")),
        )


def _cmi5(folder: Path, structure: etree._Element) -> Iterator[Unpacked]:
    for unit in structure.iter("{*}au"):
        yield Unpacked(
            folder,
            _text(unit, "url"),
            activity_id=unit.attrib["id"],
            move_on=unit.get("moveOn", "NotApplicable"),
            mastery=unit.get("masteryScore", ""),
            launch_data=_text(unit, "launchParameters"),
        )


def _tincan(folder: Path, tincan: etree._Element) -> Iterator[Unpacked]:
    for activity in tincan.iter("{*}activity"):
        if activity.find("{*}launch") is not None:
            yield Unpacked(folder, _text(activity, "launch"), activity_id=activity.attrib["id"])


def _text(parent: etree._Element, name: str) -> str:
    found = next(parent.iter(f"{{*}}{name}"), None)
    return (found.text or "").strip() if found is not None else ""
