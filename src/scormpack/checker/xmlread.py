"""Reading manifests: no DTD, no entities, no network, limited in size, against our own schemas."""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from scormpack import schemas
from scormpack.checker.opened import Damaged, Opened
from scormpack.codes import xml
from scormpack.findings import Finding

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type

LIMIT = 16 * 1024**2
"""The most bytes of one XML or HTML file that are read."""

_LONGEST_REASON = 300
# libxml2 calls a repeated ID no valid ID; the SCORM rules say plainly that it is repeated.
_DUPLICATE_ID = re.compile(r"'[A-Za-z_][\w.-]*' is not a valid value of the atomic type 'xs:ID'")
_XS = "{http://www.w3.org/2001/XMLSchema}"


def parse(opened: Opened, name: str) -> tuple[Element | None, list[Finding]]:
    """The root element of the XML file `name`, or why there is none."""
    where = opened.where(name)
    size = opened.size(name)
    if size > LIMIT:
        return None, [Finding.of(xml.XML_003, where, size=size, limit=LIMIT)]
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(opened.read(name), parser)
    except Damaged:
        return None, []  # ZIP-008 says so.
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = (error.msg or "unknown reason").partition(", line ")[0]
        return None, [
            Finding.of(xml.XML_001, where, line=line or None, column=column or None, reason=reason)
        ]
    if root.getroottree().docinfo.internalDTD is not None:
        return None, [Finding.of(xml.XML_002, where, line=1)]
    return root, []


def wrong_root(root: Element, where: str, wanted: str) -> Finding | None:
    """A finding unless the root is `wanted`, written `{namespace}name`."""
    if root.tag == wanted:
        return None
    shown = wanted.removeprefix("{").replace("}", " ")
    found = str(root.tag).removeprefix("{").replace("}", " ")
    return Finding.of(xml.XML_005, where, line=root.sourceline, root=found, wanted=shown)


def against_schema(root: Element, where: str, standard: str) -> Iterator[Finding]:
    """What the schema of `standard` refuses, and names that it does not know."""
    seen: set[tuple[int, str | None]] = set()
    for line, path, message in schemas.errors(standard, root):
        # One wrong value is told twice: by the facet that it breaks and by its type.
        if (line, path) not in seen and not _DUPLICATE_ID.search(message):
            seen.add((line, path))
            yield Finding.of(xml.XML_004, where, line=line, reason=_plain(message))
    yield from _unknown_names(root, where, standard)


def _plain(message: str) -> str:
    """libxml2's message without namespaces, final stop and endless values."""
    plain = re.sub(r"\{[^{}]*\}", "", message).rstrip(". ")
    return plain if len(plain) <= _LONGEST_REASON else plain[:_LONGEST_REASON] + "…"


def _unknown_names(root: Element, where: str, standard: str) -> Iterator[Finding]:
    """Schemas let other namespaces extend a manifest; a misspelt name of a known one is a fault."""
    elements, attributes = _vocabulary(standard)
    known = {namespace for namespace, _ in schemas.NAMESPACES[standard]}
    for element in root.iter("{*}*"):
        parent = element.getparent()
        space = etree.QName(element).namespace
        outside = parent is not None and etree.QName(parent).namespace != space
        names = [str(element.tag)] if outside and element.tag not in elements else []
        names += [str(name) for name in element.attrib if name not in attributes]
        for name in names:
            qualified = etree.QName(name)
            if qualified.namespace in known:
                yield Finding.of(
                    xml.XML_006,
                    where,
                    line=element.sourceline,
                    name=qualified.localname,
                    namespace=qualified.namespace,
                )


@cache
def _vocabulary(standard: str) -> tuple[frozenset[str], frozenset[str]]:
    """The global elements and attributes of the schemas, as `{namespace}name`."""
    found: dict[str, set[str]] = {"element": set(), "attribute": set()}
    for _, data in schemas.control_documents(standard):
        schema = etree.fromstring(data)
        for kind, names in found.items():
            for declared in schema.findall(f"{_XS}{kind}"):
                names.add(f"{{{schema.get('targetNamespace')}}}{declared.get('name')}")
    return frozenset(found["element"]), frozenset(found["attribute"])
