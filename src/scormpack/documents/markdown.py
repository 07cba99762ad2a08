"""Markdown job aids as a tree of plain values, from which page and PDF are both made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from scormpack.codes import documents as codes
from scormpack.documents.nodes import Node, Reader, plain
from scormpack.findings import Finding
from scormpack.ids import slug

MAX_BYTES = 1_000_000
_MAX_DEPTH = 16
_NESTING = 60  # the parser drops what lies deeper: far enough beyond _MAX_DEPTH to be noticed


@dataclass(frozen=True)
class Document:
    """A job aid's text. `heading` is the `#` heading that opens it, if any, and not in `nodes`."""

    heading: str | None
    nodes: tuple[Node, ...]


def read(data: bytes, where: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document in `data`, CommonMark with tables and strikethrough, or what is wrong with it.

    HTML, pictures, links out of https:, mailto:, tel: and the file's own headings are refused,
    with their lines (PDF-101 to PDF-109).
    """
    text, finding = _decoded(data, where)
    if finding:
        return None, (finding,)
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    # Else the parser shows a dangerous link as text, and its author never learns of it.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    tokens = parser.parse(text)
    deep = next((t for t in _all(tokens) if t.level > _MAX_DEPTH), None)
    if deep:
        line = deep.map[0] + 1 if deep.map else None
        return None, (Finding.of(codes.PDF_108, where, line=line, limit=_MAX_DEPTH),)
    # The parser's lines: str.splitlines would end one at U+2028 or a form feed too.
    reader = Reader(where, re.split(r"\r\n|\n|\r", text), _anchors(tokens))
    nodes = list(reader.blocks(SyntaxTreeNode(tokens).children))
    heading = None
    if nodes and nodes[0]["t"] == "heading" and nodes[0]["level"] == 1:
        heading = plain(nodes.pop(0)["c"])
    if not nodes and not reader.findings:
        reader.findings.append(Finding.of(codes.PDF_109, where))
    if reader.findings:
        return None, tuple(reader.findings)
    return Document(heading, tuple(_levelled(nodes))), ()


def _any_link(url: str) -> bool:
    return bool(url)


def _decoded(data: bytes, where: str) -> tuple[str, Finding | None]:
    if len(data) > MAX_BYTES:
        return "", Finding.of(codes.PDF_102, where, limit=f"{MAX_BYTES:,}")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02X}"
        return "", Finding.of(codes.PDF_101, where, line=line, byte=byte)
    if re.match(r"---[ \t]*\r?\n(?=[\w-]+[ \t]*:)", text):
        return "", Finding.of(codes.PDF_103, where, line=1, column=1)
    return text, None


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _anchors(tokens: list[Token]) -> list[str]:
    """The anchors of the headings, in their order: their words, numbered where they repeat."""
    found: list[str] = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(t.content for t in inline.children or ())
            base = slug(words)[:48].strip("-") or "section"
            taken = sum(a == base or re.fullmatch(rf"{base}-\d+", a) is not None for a in found)
            found.append(f"{base}-{taken + 1}" if taken else base)
    return found


def _levelled(nodes: list[Node]) -> Iterator[Node]:
    """Headings from level 2 on and none left out, since the page's title is the level above."""
    top = min((n["level"] for n in nodes if n["t"] == "heading"), default=1)
    last = 1
    for node in nodes:
        if node["t"] == "heading":
            last = min(node["level"] - top + 2, last + 1, 6)
            yield {**node, "level": last}
        else:
            yield node
