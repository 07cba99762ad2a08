"""PyYAML's events, and its errors in plain words."""

import re
from collections.abc import Iterator

import yaml

from scormpack.codes import source as codes
from scormpack.findings import Finding
from scormpack.source.text import Text

_SYNTAX = (
    (
        r"mapping values are not allowed",
        "a second ': ' on one line",
        "Put the whole value in quotes if it holds ': ', or begin a new line.",
    ),
    (
        r"found character '\\t'",
        "a tab where YAML allows none",
        "Use spaces; a tab may stand only inside quotes.",
    ),
    (
        r"found character",
        "a value begins with a character that YAML keeps for itself",
        "Put the whole value in quotes.",
    ),
    (
        r"unexpected end of stream",
        "a quoted value has no closing quote",
        "Close it with the same quote it begins with.",
    ),
    (
        r"could not find expected ':'",
        "a line without a colon after the setting's name",
        "Write 'name: value', and indent the lines of a longer value under its name.",
    ),
    (
        r"expected ',' or '[\]}]'",
        "a bracket is not closed, or a comma is missing in it",
        "Close [ with ] and { with }; put values that hold brackets or commas in quotes.",
    ),
    (
        r"expected <block end>",
        "this line stands too far in or too far out",
        "Give settings of one block the same number of spaces; quote values that hold quotes.",
    ),
)


class StopReading(Exception):  # noqa: N818 - control flow: yamltext catches it
    """Nothing more can be read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def start(event: yaml.Event) -> int:
    """The number, from 0, of the character at which `event` begins."""
    # PyYAML leaves a mark out only of events that were made by hand.
    return event.start_mark.index if event.start_mark else 0


def events(text: Text, printable: str) -> Iterator[yaml.Event]:
    """PyYAML's events, its errors in plain words."""
    last = 0
    try:
        for event in yaml.parse(printable, Loader=yaml.SafeLoader):
            last = start(event)
            yield event
    except yaml.MarkedYAMLError as error:
        index = error.problem_mark.index if error.problem_mark else last
        what, advice = _in_plain_words(error.problem or "it cannot be read")
        raise StopReading(text.finding(codes.SRC_002, index, what=what, advice=advice)) from None
    except (ValueError, OverflowError):  # such as "\UFFFFFFFF", or a version of 9,000 digits
        what, advice = _in_plain_words("a number in it is too large")
        raise StopReading(text.finding(codes.SRC_002, last, what=what, advice=advice)) from None


def _in_plain_words(problem: str) -> tuple[str, str]:
    for pattern, what, advice in _SYNTAX:
        if re.search(pattern, problem):
            return what, advice
    return problem, "See docs/source-format.md for how the file is written."
