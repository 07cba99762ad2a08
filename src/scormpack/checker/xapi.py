"""tincan.xml (Rustici, "Incorporating a TinCan LRS into an LMS", section Packaging)."""

from collections.abc import Iterator

from scormpack.checker.iri import is_absolute
from scormpack.checker.opened import Opened
from scormpack.checker.references import resolve
from scormpack.checker.xmlread import Element
from scormpack.codes import xapi
from scormpack.findings import Finding

MANIFEST = "tincan.xml"
NAMESPACE = "http://projecttincan.com/tincan.xsd"
ROOT = f"{{{NAMESPACE}}}tincan"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ACTIVITY, _LAUNCH = f"{{{NAMESPACE}}}activity", f"{{{NAMESPACE}}}launch"
_RESOURCE, _NAME = f"{{{NAMESPACE}}}resource", f"{{{NAMESPACE}}}name"


def check(opened: Opened, root: Element) -> Iterator[Finding]:
    """The rules of tincan.xml beyond its schema."""
    where = opened.where(MANIFEST)
    activities = list(root.iter(_ACTIVITY))
    launched = [each for each in activities if each.find(_LAUNCH) is not None]
    offered = [each for each in activities if launches(each)]
    if not launched:
        yield Finding.of(xapi.XAPI_001, where, line=root.sourceline)
    if len(offered) > 1:
        line = offered[1].sourceline
        yield Finding.of(xapi.XAPI_002, where, line=line, count=len(offered))
    yield from _ids(where, activities)
    for activity in activities:
        yield from _texts(where, activity)
        yield from _launches(opened, where, activity)


def launches(activity: Element) -> list[Element]:
    """The launch and resource elements of an activity."""
    return [*activity.findall(_LAUNCH), *activity.findall(_RESOURCE)]


def launch_pages(opened: Opened, root: Element) -> set[str]:
    """The files that activities launch."""
    found = (resolve(_text(each), "", opened).name for each in root.iter(_LAUNCH))
    return {name for name in found if name}


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _language(element: Element) -> str:
    return element.get("lang") or element.get(_XML_LANG) or ""


def _ids(where: str, activities: list[Element]) -> Iterator[Finding]:
    seen: set[str] = set()
    for activity in activities:
        line, identifier = activity.sourceline, activity.get("id", "")
        if not is_absolute(identifier):
            yield Finding.of(xapi.XAPI_003, where, line=line, what="id", id=identifier)
        if identifier in seen:
            yield Finding.of(xapi.XAPI_004, where, line=line, id=identifier)
        seen.add(identifier)
        kind = activity.get("type")
        if kind is None:
            yield Finding.of(xapi.XAPI_010, where, line=line, id=identifier)
        elif not is_absolute(kind):
            yield Finding.of(xapi.XAPI_003, where, line=line, what="type", id=kind)


def _texts(where: str, activity: Element) -> Iterator[Finding]:
    identifier = activity.get("id", "")
    if not any(_text(name) for name in activity.findall(_NAME)):
        yield Finding.of(xapi.XAPI_012, where, line=activity.sourceline, id=identifier)
    for element in activity:
        what = str(element.tag).rpartition("}")[2]
        if what in {"name", "description", "launch"} and not _language(element):
            line = element.sourceline
            yield Finding.of(xapi.XAPI_013, where, line=line, what=what, id=identifier)


def _launches(opened: Opened, where: str, activity: Element) -> Iterator[Finding]:
    identifier = activity.get("id", "")
    seen: set[str] = set()
    for launch in activity.findall(_LAUNCH):
        language = _language(launch)
        if language.lower() in seen:
            yield Finding.of(
                xapi.XAPI_011, where, line=launch.sourceline, id=identifier, language=language
            )
        seen.add(language.lower())
    for element in launches(activity):
        href = _text(element)
        what = f"{str(element.tag).rpartition('}')[2]} of {identifier}"
        found = resolve(href, "", opened)
        yield from found.findings(
            xapi.REFERENCES, where, line=element.sourceline, what=what, href=href
        )
