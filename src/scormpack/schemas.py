"""Our own XML schemas of the standards: compiled for the checker, shipped as control documents.

They lie in /schemas of a source checkout and in scormpack/schemas of an installed wheel.
"""

import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

PLACES = (Path(__file__).with_name("schemas"), Path(__file__).parents[2] / "schemas")
_FOLDERS = {
    "scorm12": "scorm12",
    "scorm2004-3": "scorm2004-3",
    "scorm2004-4": "scorm2004-4",
    "cmi5": "cmi5",
    "xapi": "tincan",
}
_TURN = threading.Lock()
_XS = "http://www.w3.org/2001/XMLSchema"

_SCORM12 = (
    ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd"),
    ("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd"),
    ("http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd"),
)
_SCORM2004 = (
    ("http://www.imsglobal.org/xsd/imscp_v1p1", "imscp_v1p1.xsd"),
    ("http://ltsc.ieee.org/xsd/LOM", "lom.xsd"),
    ("http://www.adlnet.org/xsd/adlcp_v1p3", "adlcp_v1p3.xsd"),
    ("http://www.adlnet.org/xsd/adlseq_v1p3", "adlseq_v1p3.xsd"),
    ("http://www.adlnet.org/xsd/adlnav_v1p3", "adlnav_v1p3.xsd"),
    ("http://www.imsglobal.org/xsd/imsss", "imsss_v1p0.xsd"),
)
NAMESPACES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "scorm12": _SCORM12,
    "scorm2004-3": _SCORM2004,
    "scorm2004-4": _SCORM2004,
    "cmi5": (
        ("https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd", "CourseStructure.xsd"),
    ),
    "xapi": (("http://projecttincan.com/tincan.xsd", "tincan.xsd"),),
}
"""By standard: each namespace, the manifest's own first, and where schemaLocation says it lies."""


def control_documents(standard: str) -> tuple[tuple[str, bytes], ...]:
    """Path in the package and bytes of each schema of `standard`, in order of path.

    Every schema that schemaLocation names is among them, and every one that those include.
    """
    folder = _folder(standard)
    return tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.xsd")))


@cache
def compiled(standard: str) -> etree.XMLSchema:
    """The schema of `standard`'s manifest, with all its namespaces; nothing is fetched."""
    folder = _folder(standard)
    root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
    for namespace, location in NAMESPACES[standard]:
        etree.SubElement(root, f"{{{_XS}}}import", namespace=namespace, schemaLocation=location)
    # Read from bytes again, since only a parsed document has the address that imports start from.
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    base = (folder / "all.xsd").as_uri()
    return etree.XMLSchema(etree.fromstring(etree.tostring(root), parser, base_url=base))


def errors(standard: str, root: etree._Element) -> list[tuple[int, str | None, str]]:
    """(line, path, message) of each error that the schema of `standard` finds under `root`."""
    # A schema holds the errors of its last validation, so packages of one build, which are checked
    # by several threads, must take turns.
    with _TURN:
        schema = compiled(standard)
        schema.validate(root)
        return [(error.line, error.path, error.message) for error in schema.error_log]


def _folder(standard: str) -> Path:
    places = [place / _FOLDERS[standard] for place in PLACES]
    return next((place for place in places if place.is_dir()), places[-1])
