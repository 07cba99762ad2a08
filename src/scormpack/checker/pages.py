"""The HTML pages of a package: what they refer to, and what a strict policy would block."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from lxml import etree

from scormpack.checker.opened import Damaged, Opened
from scormpack.checker.references import resolve
from scormpack.checker.xmlread import LIMIT, Element
from scormpack.codes import pages
from scormpack.findings import Finding

_SUFFIXES = frozenset({".html", ".htm"})
_ADDRESSES = ("src", "href", "poster", "data", "action", "formaction")
_SCRIPT_SCHEMES = frozenset({"javascript", "data", "vbscript"})
_WITHOUT_FILE = frozenset({"mailto", "tel", "sms"})
_CLASSIC = frozenset({"", "text/javascript", "application/javascript"})
_UNSAFE = ("'unsafe-inline'", "'unsafe-eval'")


def check(opened: Opened, launched: set[str]) -> Iterator[Finding]:
    """Every page of the package; those in `launched` need a policy of their own."""
    for name in opened.files:
        if PurePosixPath(name).suffix.lower() in _SUFFIXES:
            root, findings = parse(opened, name)
            yield from findings
            if root is not None:
                yield from _page(opened, name, root, launched=name in launched)


def parse(opened: Opened, name: str) -> tuple[Element | None, list[Finding]]:
    """The root of the page `name`, or why there is none."""
    where = opened.where(name)
    if opened.size(name) > LIMIT:
        return None, [Finding.of(pages.WEB_015, where, reason=f"more than {LIMIT} bytes")]
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root: Element | None = etree.fromstring(opened.read(name), parser)
    except Damaged:
        return None, []  # ZIP-008 says so.
    except etree.XMLSyntaxError as error:
        return None, [Finding.of(pages.WEB_015, where, reason=error.msg or "no elements")]
    # lxml's stubs do not say that a page without elements has no root.
    return root, [] if root is not None else [Finding.of(pages.WEB_015, where, reason="empty")]


def meta(root: Element, attribute: str, name: str) -> str | None:
    """The content of the first meta element whose `attribute` is `name`."""
    for element in root.iter("meta"):
        if element.get(attribute, "").lower() == name.lower():
            return element.get("content", "")
    return None


def _page(opened: Opened, name: str, root: Element, *, launched: bool) -> Iterator[Finding]:
    where = opened.where(name)
    title = root.find(".//head/title")
    if title is None or not (title.text or "").strip():
        yield Finding.of(pages.WEB_010, where)
    if not root.get("lang"):
        yield Finding.of(pages.WEB_011, where)
    if launched:
        yield from _policy(where, root)
    for element in root.iter(etree.Element):
        yield from _scripting(where, element)
        for attribute in _ADDRESSES:
            href = element.get(attribute)
            if href is not None:
                yield from _address(opened, name, element, href.strip())


def _policy(where: str, root: Element) -> Iterator[Finding]:
    policy = meta(root, "http-equiv", "Content-Security-Policy")
    if policy is None:
        yield Finding.of(pages.WEB_012, where)
        return
    directives = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    allowed = directives.get("script-src", directives.get("default-src", ["'unsafe-inline'"]))
    for value in _UNSAFE:
        if value in allowed:
            yield Finding.of(pages.WEB_013, where, value=value)


def _scripting(where: str, element: Element) -> Iterator[Finding]:
    line = element.sourceline
    if element.tag == "script":
        kind = element.get("type", "").lower()
        if kind == "module":
            yield Finding.of(pages.WEB_014, where, line=line)
        elif kind in _CLASSIC and element.get("src") is None:
            yield Finding.of(pages.WEB_007, where, line=line)
    for name in element.attrib:
        if str(name).lower().startswith("on"):
            yield Finding.of(pages.WEB_008, where, line=line, name=name)


def _address(opened: Opened, name: str, element: Element, href: str) -> Iterator[Finding]:
    where, line = opened.where(name), element.sourceline
    try:
        parts = urlsplit(href)
    except ValueError:
        parts = urlsplit("")
    scheme = parts.scheme.lower()
    if scheme in _SCRIPT_SCHEMES:
        yield Finding.of(pages.WEB_009, where, line=line, scheme=scheme, href=href[:80])
    elif element.tag in {"a", "area"} and scheme == "http":
        yield Finding.of(pages.WEB_006, where, line=line, href=href)
    elif _is_file(element, scheme, href):
        folder = name.rpartition("/")[0]
        base = f"{quote(folder)}/" if folder else ""
        found = resolve(href, base, opened, climbs=True)
        what = f"<{element.tag!s}>"
        yield from found.findings(pages.REFERENCES, where, line=line, what=what, href=href)


def _is_file(element: Element, scheme: str, href: str) -> bool:
    """Whether `href` should be a file of the package: no fragment, no link out."""
    if href.startswith("#") or not href or scheme in _WITHOUT_FILE:
        return False
    return not (element.tag in {"a", "area"} and scheme == "https")
