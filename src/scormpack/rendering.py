"""Templates to bytes: one jinja2 environment, in which everything is escaped."""

import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scormpack.assets import TEMPLATES
from scormpack.words import bytes_in_words, clock, count, day, kind, percent

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

_HEADING = re.compile(r"<(/?)h([1-5])\b")


def render(template: str, **values: object) -> bytes:
    """`template` of templates/ filled with `values`, as UTF-8."""
    text = _environment().get_template(template).render(**values)
    return text.translate(UNPRINTABLE).encode()


def demoted(html: str) -> str:
    """`html` of an aid's body with its headings one level lower, for under a title of level 2.

    The body was sanitised, so that a `<` in it always opens a tag.
    """
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html)


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
        counted=count,
        demoted=demoted,
        bytes_in_words=bytes_in_words,
        day=day,
        percent=percent,
        kind=kind,
    )
    return environment
