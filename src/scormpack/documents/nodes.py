"""Plain values for what a Markdown parser read, and what job aids may not hold."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from scormpack.codes import documents as codes
from scormpack.findings import Code, Finding

Node = dict[str, Any]
"""A node: `t` its type, `c` its children, and what the type needs; everything is JSON."""

_LINK = re.compile(r"(https://[^\s/]|mailto:[^\s@]+@|tel:\+?[\d])", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\][ \t]+")


def plain(nodes: list[Node]) -> str:
    """The text of inline nodes."""
    return "".join(node.get("s") or plain(node.get("c", [])) for node in nodes)


class Reader:
    """From the parser's tree to ours; `findings` are gathered on the way.

    `lines` are those of the file, `anchors` those of its headings in their order.
    """

    def __init__(self, where: str, lines: list[str], anchors: list[str]) -> None:
        self.where = where
        self.lines = lines
        self.anchors = anchors
        self.headings = iter(anchors)
        self.findings: list[Finding] = []

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Iterator[Node]:
        """The nodes of blocks, such as paragraphs and lists."""
        for node in nodes:
            yield from self.block(node)

    def block(self, node: SyntaxTreeNode) -> Iterator[Node]:
        match node.type:
            case "heading":
                words = self.inlines(node)
                yield {"t": "heading", "level": int(node.tag[1]), "id": next(self.headings)} | words
            case "paragraph":
                yield {"t": "p"} | self.inlines(node)
            case "bullet_list" | "ordered_list":
                yield self.list(node)
            case "blockquote":
                yield {"t": "quote", "c": list(self.blocks(node.children))}
            case "fence" | "code_block":
                yield {"t": "code", "s": node.content.rstrip("\n")}
            case "table":
                yield self.table(node)
            case "hr":
                yield {"t": "hr"}
            case "html_block":
                self.html(node.content, (node.map or (0, 0))[0])
            case _:
                raise AssertionError(f"{node.type} is not among the rules that were turned on")

    def list(self, node: SyntaxTreeNode) -> Node:
        items = [self.item(child) for child in node.children]
        if node.type == "bullet_list":
            return {"t": "ul", "items": items}
        return {"t": "ol", "start": int(node.attrs.get("start", 1)), "items": items}

    def item(self, node: SyntaxTreeNode) -> Node:
        """A list item; `check` is set for a task, `- [ ]` or `- [x]`."""
        content = list(self.blocks(node.children))
        first = content[0]["c"] if content and content[0]["t"] == "p" else []
        task = _TASK.match(first[0]["s"]) if first and first[0]["t"] == "text" else None
        if task is None:
            return {"check": None, "c": content}
        first[0] = {"t": "text", "s": first[0]["s"][task.end() :]}
        return {"check": task[1] != " ", "c": content}

    def table(self, node: SyntaxTreeNode) -> Node:
        rows = [
            [self.inlines(cell)["c"] for cell in row.children]
            for part in node.children
            for row in part.children
        ]
        widths = [max(len(plain(cell)) for cell in column) for column in zip(*rows, strict=True)]
        return {"t": "table", "head": rows[0], "rows": rows[1:], "widths": widths}

    def inlines(self, node: SyntaxTreeNode) -> Node:
        """`c`: the inline nodes of a paragraph, heading or cell."""
        content = node.children[0] if node.children else None
        if content is None:
            return {"c": []}
        line = (node.map or content.map or (0, 0))[0]
        found: list[Node] = []
        for child in content.children:
            found += self.inline(child, line)
            line += child.type in ("softbreak", "hardbreak")
        return {"c": found}

    def inline(self, node: SyntaxTreeNode, line: int) -> Iterator[Node]:
        match node.type:
            case "text":
                yield {"t": "text", "s": node.content}
            case "softbreak":
                yield {"t": "text", "s": " "}
            case "hardbreak":
                yield {"t": "br"}
            case "code_inline":
                yield {"t": "mono", "s": node.content}
            case "strong" | "em" | "s":
                yield {"t": node.type} | self.inner(node, line)
            case "link":
                href = str(node.attrs.get("href", ""))
                self.link(href, line)
                yield {"t": "link", "href": href} | self.inner(node, line)
            case "image":
                source = str(node.attrs.get("src", ""))
                self.report(codes.PDF_107, line, source, source=source)
            case "html_inline":
                self.html(node.content, line)
            case _:
                raise AssertionError(f"{node.type} is not among the rules that were turned on")

    def inner(self, node: SyntaxTreeNode, line: int) -> Node:
        return {"c": [new for child in node.children for new in self.inline(child, line)]}

    def link(self, href: str, line: int) -> None:
        if href.startswith("#"):
            if href[1:] not in self.anchors:
                known = ", ".join(f"#{anchor}" for anchor in self.anchors) or "none"
                self.report(codes.PDF_106, line, href, href=href, known=known)
        elif not _LINK.match(href):
            self.report(codes.PDF_105, line, href, href=href)

    def html(self, content: str, line: int) -> None:
        if not re.fullmatch(r"\s*<!--.*?-->\s*", content, re.DOTALL):
            found = content.strip().split("\n")[0][:60]
            self.report(codes.PDF_104, line, found, found=found)

    def report(self, code: Code, line: int, words: str, **values: object) -> None:
        """A finding in `line`, counted from 0; its column is where `words` are."""
        text = self.lines[line] if line < len(self.lines) else ""
        at = text.find(words)
        self.findings.append(
            Finding.of(
                code,
                self.where,
                line=line + 1,
                column=at + 1 if at >= 0 else None,
                excerpt=text,
                **values,
            )
        )
