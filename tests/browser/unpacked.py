"""A package as an LMS unpacks it: a folder, and from its manifest only what a launch needs."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

MANIFESTS = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")


@dataclass(frozen=True)
class Unpacked:
    """`launch` is a path in `folder`; the rest is what the manifest tells the LMS, or empty."""

    folder: Path
    launch: str
    activity_id: str = ""
    move_on: str = ""
    mastery: str = ""
    launch_data: str = ""


def unpack(package: Path, folder: Path) -> Unpacked:
    """Unpacks the zip `package` into `folder`, an empty or absent folder, and reads its launch."""
    with zipfile.ZipFile(package) as zipped:
        zipped.extractall(folder)
    return read(folder)


def read(folder: Path) -> Unpacked:
    """Reads the manifest of an unpacked package; one without any is a web page."""
    for name, reader in zip(MANIFESTS, (_scorm, _cmi5, _tincan), strict=True):
        if (folder / name).is_file():
            return reader(folder, etree.parse(folder / name).getroot())
    return Unpacked(folder, "index.html")


def _scorm(folder: Path, manifest: etree._Element) -> Unpacked:
    """The first item that names a resource, as LMSs launch it."""
    item = next(i for i in manifest.iter("{*}item") if i.get("identifierref"))
    resources = {r.get("identifier"): r for r in manifest.iter("{*}resource")}
    resource = resources[item.get("identifierref")]
    return Unpacked(
        folder,
        resource.attrib["href"] + (item.get("parameters") or ""),
        mastery=_text(item, "masteryscore") or _text(item, "minNormalizedMeasure"),
        launch_data=_text(item, "datafromlms") or _text(item, "dataFromLMS"),
    )


def _cmi5(folder: Path, structure: etree._Element) -> Unpacked:
    unit = next(structure.iter("{*}au"))
    return Unpacked(
        folder,
        _text(unit, "url"),
        activity_id=unit.attrib["id"],
        move_on=unit.get("moveOn", "NotApplicable"),
        mastery=unit.get("masteryScore", ""),
        launch_data=_text(unit, "launchParameters"),
    )


def _tincan(folder: Path, tincan: etree._Element) -> Unpacked:
    activity = next(a for a in tincan.iter("{*}activity") if a.find("{*}launch") is not None)
    return Unpacked(folder, _text(activity, "launch"), activity_id=activity.attrib["id"])


def _text(parent: etree._Element, name: str) -> str:
    found = next(parent.iter(f"{{*}}{name}"), None)
    return (found.text or "").strip() if found is not None else ""
