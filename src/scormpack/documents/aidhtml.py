"""The body of a job aid's page."""

from collections.abc import Callable, Iterable
from html import escape

import nh3

from scormpack.documents.markdown import Document
from scormpack.documents.nodes import Node

_TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "strong", "em", "s", "br", "a", "sup", "sub"),
    *("label", "input"),
}
_ATTRIBUTES = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "a": {"href", "target"},
    "ol": {"start"},
    "li": {"class"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "input": {"type", "checked"},
}
_SCHEMES = {"https", "mailto", "tel"}
_SIMPLE = {"p": "p", "quote": "blockquote", "strong": "strong", "em": "em", "s": "s"}


def body(document: Document, prefix: str) -> str:
    """The document as HTML; ids begin with `prefix`, since several job aids may share a page."""
    return clean(_all(document.nodes, prefix))


def clean(html: str) -> str:
    """`html` with nothing left that could run, load or look like another part of the page."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filtered,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )


def _filtered(tag: str, name: str, value: str) -> str | None:
    # nh3 lets relative addresses pass, //host among them.
    if name == "href" and not value.lower().startswith(("https://", "mailto:", "tel:", "#")):
        return None
    if (tag, name) == ("input", "type") and value != "checkbox":
        return None
    return value


def _all(nodes: Iterable[Node], prefix: str) -> str:
    return "".join(_one(node, prefix) for node in nodes)


def _one(node: Node, prefix: str) -> str:
    kind = node["t"]
    if kind in _SIMPLE:
        return f"<{_SIMPLE[kind]}>{_all(node['c'], prefix)}</{_SIMPLE[kind]}>"
    return _WRITERS[kind](node, prefix)


def _heading(node: Node, prefix: str) -> str:
    level = node["level"]
    return f'<h{level} id="{prefix}-{node["id"]}">{_all(node["c"], prefix)}</h{level}>'


def _list(node: Node, prefix: str) -> str:
    items = "".join(_item(item, prefix) for item in node["items"])
    if node["t"] == "ul":
        return f"<ul>{items}</ul>"
    start = f' start="{node["start"]}"' if node["start"] != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _item(item: Node, prefix: str) -> str:
    content: list[Node] = item["c"]
    # A paragraph alone in its item, or first before a nested list, needs no space around it.
    first = content[0] if content and content[0]["t"] == "p" else None
    words = _all(first["c"], prefix) if first else ""
    rest = _all(content[1:] if first else content, prefix)
    if item["check"] is None:
        return f"<li>{words}{rest}</li>"
    ticked = ' checked=""' if item["check"] else ""
    label = f'<label><input type="checkbox"{ticked}> {words}</label>'
    return f'<li class="task">{label}{rest}</li>'


def _table(node: Node, prefix: str) -> str:
    # A corner without words heads nothing.
    head = "".join(
        f'<th scope="col">{_all(cell, prefix)}</th>' if cell else "<td></td>"
        for cell in node["head"]
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{_all(cell, prefix)}</td>" for cell in row) + "</tr>"
        for row in node["rows"]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _link(node: Node, prefix: str) -> str:
    href = node["href"]
    if href.startswith("#"):
        return f'<a href="#{prefix}-{href[1:]}">{_all(node["c"], prefix)}</a>'
    # A page that replaced the player would end the session.
    target = ' target="_blank"' if href.lower().startswith("https") else ""
    return f'<a href="{escape(href)}"{target}>{_all(node["c"], prefix)}</a>'


_WRITERS: dict[str, Callable[[Node, str], str]] = {
    "heading": _heading,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "link": _link,
    "text": lambda node, _: escape(node["s"], quote=False),
    "mono": lambda node, _: f"<code>{escape(node['s'], quote=False)}</code>",
    "code": lambda node, _: f"<pre><code>{escape(node['s'], quote=False)}</code></pre>",
    "br": lambda _, __: "<br>",
    "hr": lambda _, __: "<hr>",
}
