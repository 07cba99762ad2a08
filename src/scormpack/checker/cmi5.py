"""cmi5 course structures (cmi5 sections 13 and 14)."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from scormpack.checker.iri import is_absolute
from scormpack.checker.opened import Opened
from scormpack.checker.references import Fault, resolve
from scormpack.checker.xmlread import Element
from scormpack.codes import cmi5
from scormpack.findings import Finding

MANIFEST = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
ROOT = f"{{{NAMESPACE}}}courseStructure"
_RESERVED = frozenset({"endpoint", "fetch", "actor", "registration", "activityId"})
_JUDGED = frozenset({"Passed", "CompletedAndPassed"})
_MOST_DECIMALS = 4


def check(opened: Opened, root: Element) -> Iterator[Finding]:
    """The rules of the course structure beyond its schema."""
    where = opened.where(MANIFEST)
    yield from _ids(where, root)
    declared = {each.get("id") for each in root.findall(_path("objectives", "objective"))}
    for objective in root.iter(_path("objective")):
        reference = objective.get("idref")
        if reference is not None and reference not in declared:
            yield Finding.of(cmi5.CMI5_013, where, line=objective.sourceline, reference=reference)
    for unit in root.iter(_path("au")):
        yield from _move_on(where, unit)
        yield from _url(opened, where, unit)


def launch_pages(opened: Opened, root: Element) -> set[str]:
    """The files that AUs launch."""
    found = (resolve(_address(unit), "", opened).name for unit in root.iter(_path("au")))
    return {name for name in found if name}


def _path(*names: str) -> str:
    return "/".join(f"{{{NAMESPACE}}}{name}" for name in names)


def _address(unit: Element) -> str:
    # Section 13.1: LMSs strip white space around values.
    return unit.findtext(_path("url"), default="").strip()


def _ids(where: str, root: Element) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in root.iter(*(_path(name) for name in ("course", "block", "au", "objective"))):
        identifier = element.get("id")
        if identifier is None:
            continue
        what = str(element.tag).rpartition("}")[2]
        if not is_absolute(identifier):
            yield Finding.of(
                cmi5.CMI5_003, where, line=element.sourceline, what=what, id=identifier
            )
        if identifier in seen:
            yield Finding.of(cmi5.CMI5_004, where, line=element.sourceline, id=identifier)
        seen.add(identifier)


def _move_on(where: str, unit: Element) -> Iterator[Finding]:
    name, line = unit.get("id", ""), unit.sourceline
    criterion, score = unit.get("moveOn"), unit.get("masteryScore")
    if criterion is None:
        yield Finding.of(cmi5.CMI5_001, where, line=line, au=name)
    if criterion == "NotApplicable":
        yield Finding.of(cmi5.CMI5_002, where, line=line, au=name)
    if criterion in _JUDGED and score is None:
        yield Finding.of(cmi5.CMI5_012, where, line=line, au=name)
    if score is not None and len(score.strip().partition(".")[2]) > _MOST_DECIMALS:
        yield Finding.of(cmi5.CMI5_011, where, line=line, au=name, score=score)


def _url(opened: Opened, where: str, unit: Element) -> Iterator[Finding]:
    address, name = _address(unit), unit.get("id", "")
    element = unit.find(_path("url"))
    line = unit.sourceline if element is None else element.sourceline
    found = resolve(address, "", opened)
    yield from found.findings(
        cmi5.REFERENCES, where, line=line, what=f"the AU {name}", href=address
    )
    if found.fault is Fault.UNSAFE:
        return
    for query, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True):
        if query in _RESERVED:
            yield Finding.of(cmi5.CMI5_010, where, line=line, au=name, name=query)
