"""Templates to bytes: one jinja2 environment, in which everything is escaped."""

import re
from datetime import date
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scormpack.assets import TEMPLATES
from scormpack.settings import AidKind

# A NUL or a lone surrogate is no character of an HTML document, other controls are a parse error;
# the replacement character shows that something stood there.
UNPRINTABLE = dict.fromkeys(
    [
        *(n for n in range(0x20) if n not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0xD800, 0xE000),
    ],
    "\ufffd",
)

KINDS = {
    AidKind.POCKET_CARD: "Pocket card",
    AidKind.DECISION_FLOW: "Decision flow",
    AidKind.CHECKLIST: "Checklist",
    AidKind.PHONE_SCRIPT: "Phone script",
    AidKind.REFERENCE: "Reference",
    AidKind.PLANNING_TOOL: "Planning tool",
    AidKind.DISCUSSION_GUIDE: "Discussion guide",
    AidKind.WEB_RESOURCE: "Web resource",
}

_HEADING = re.compile(r"<(/?)h([1-5])\b")

# Not strftime: its month names depend on the locale of the machine that builds.
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def render(template: str, **values: object) -> bytes:
    """`template` of templates/ filled with `values`, as UTF-8."""
    text = _environment().get_template(template).render(**values)
    return text.translate(UNPRINTABLE).encode()


def clock(seconds: float) -> str:
    """`1:05`, `1:02:03`."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    tail = f"{minutes:02}" if hours else f"{minutes}"
    return f"{hours}:{tail}:{whole % 60:02}" if hours else f"{tail}:{whole % 60:02}"


def bytes_in_words(size: int) -> str:
    """`84 KB`, `1.2 MB`; decimal, as browsers and Finder count."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def day(read: str) -> str:
    """`2026-11-03` as `November 3, 2026`."""
    when = date.fromisoformat(read)
    return f"{_MONTHS[when.month - 1]} {when.day}, {when.year}"


def demoted(html: str) -> str:
    """`html` of an aid's body with its headings one level lower, for under a title of level 2.

    The body was sanitised, so that a `<` in it always opens a tag.
    """
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html)


def percent(share: float) -> str:
    """0.9 as `90%`."""
    return f"{round(float(share) * 100)}%"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        clock=clock,
        demoted=demoted,
        bytes_in_words=bytes_in_words,
        day=day,
        percent=percent,
        kind=KINDS.__getitem__,
    )
    return environment
