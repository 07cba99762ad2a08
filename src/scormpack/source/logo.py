"""A brand's logo: a picture that is shown in every page and must bring nothing else along."""

import re
from collections.abc import Iterator

from lxml import etree

MAX_BYTES = 5_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video"})
_OWN_PICTURE = re.compile(r"(#|data:image/(png|jpeg);base64,)", re.IGNORECASE)
_OUTSIDE_STYLE = re.compile(r"@import|url\(\s*+['\"]?(?!#|['\"])", re.IGNORECASE)


def fault(name: str, content: bytes) -> str | None:
    """What the logo `content` holds that it must not; None where it can be used."""
    if len(content) > MAX_BYTES:
        return f"more than {MAX_BYTES:,} bytes"
    if name.lower().endswith(".png"):
        return None if content.startswith(_PNG) else "something else than a PNG picture"
    if b"\0" in content or _DECLARATION.search(content):
        return "a document type or a style sheet of its own"
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return "something else than an SVG drawing"
    if etree.QName(root).localname != "svg":
        return "something else than an SVG drawing"
    return next((what for element in root.iter() for what in _faults(element)), None)


def _faults(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    local = etree.QName(element).localname.lower()
    if local in _ACTIVE:
        yield f"<{local}>"
    if local == "style" and _OUTSIDE_STYLE.search(element.text or ""):
        yield "a style with an outside address"
    for attribute, value in element.attrib.items():
        yield from _attribute_faults(etree.QName(attribute).localname.lower(), str(value))


def _attribute_faults(name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or "javascript:" in value.lower():
        yield f"a script in '{name}'"
    elif _OUTSIDE_STYLE.search(value) or (
        name in ("href", "src") and not _OWN_PICTURE.match(value.strip())
    ):
        yield f"an outside address in '{name}'"
