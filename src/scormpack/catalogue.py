"""index.html of an output folder: for training IT, what each package is and how to import it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from scormpack.formats import FORMATS

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """The packages of one title, in the order of the formats."""

    title: str
    audience: str
    complete_when: str
    records: tuple[Record, ...]


def page(records: Sequence[Record]) -> str:
    """The page about `records`, the entries of build.json; the same records, the same text."""
    environment = Environment(
        loader=PackageLoader("scormpack"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["size"] = readable_size
    known = [record for record in records if record.get("format")]
    return environment.get_template("catalogue.html").render(
        groups=_groups(known),
        others=[record for record in records if not record.get("format")],
        formats=FORMATS,
        labels={each.name: each for each in FORMATS},
    )


def _groups(records: Iterable[Record]) -> list[Group]:
    order = {each.name: place for place, each in enumerate(FORMATS)}
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        found.setdefault((record["title"], record["audience"]), []).append(record)
    return [
        Group(
            title,
            audience,
            of[0]["complete_when"],
            tuple(sorted(of, key=lambda record: order.get(record["format"], len(order)))),
        )
        for (title, audience), of in found.items()
    ]


def readable_size(size: int) -> str:
    """`size` bytes as people say it: 812 kB, 3.4 MB; decimal units, as LMS limits are given."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
