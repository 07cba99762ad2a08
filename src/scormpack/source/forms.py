"""What each kind of value looks like, in words, with an example to write instead."""

import re
from decimal import Decimal

from scormpack import settings

BLOCK = (
    "a block of settings",
    "Write its settings below it, each on a line of its own and further in.",
)
LIST = ("a list", "Write its items below it, each on a line of its own after '- '.")
TEXT = ("a single value", "Write it on one line; put it in quotes if it begins with a bracket.")
SHAPES = {
    "string_type": TEXT,
    "int_type": TEXT,
    "decimal_type": TEXT,
    "bool_type": TEXT,
    "date_type": TEXT,
    "tuple_type": LIST,
    "model_type": BLOCK,
    "dict_type": BLOCK,
}
CHOICES = frozenset({"enum", "literal_error"})
SHARE = ("a share from 0 to 1", "0.9")
NUMBERS = {
    "watched": SHARE,
    "questions": SHARE,
    "minutes": ("a whole number of minutes from 1 to 600", "6"),
    "attempts": ("a whole number from 0 to 99", "3"),
    "hours": ("a number of hours above 0 and at most 100", "0.5"),
}
NUMERIC = frozenset(
    {
        "decimal_parsing",
        "finite_number",
        "int_parsing",
        "int_parsing_size",
        "greater_than",
        "greater_than_equal",
        "less_than_equal",
    }
)
DAY = ("a day written as year-month-day", "Write it as 2026-11-24.")
FORMS = {
    settings.ID: (
        "lower-case letters and digits with single hyphens between, beginning with a letter",
        "Write it as immigration-detainer.",
    ),
    settings.LANGUAGE: ("a language tag", "Write it as en, en-US or es."),
    settings.TIME: ("a time in the video", 'Write minutes:seconds, as in "1:05".'),
    settings.COLOUR: ("a colour", 'Write # and six hex digits in quotes, as in "#1a4480".'),
    settings.DURATION: ("a duration", "Write P and years, months, weeks or days: P2Y, P18M."),
    settings.VERSION: ("a version of three numbers", "Write it as 1.0.0."),
    settings.BASE_IRI: (
        "an address that ends in /",
        "Write it as https://example.gov/training/.",
    ),
    settings.CODE: ("the code of a finding", "Write it as A11Y-004."),
}


def share_in(value: str) -> str | None:
    """`0.9` for `90%`, `90` or `0,9`."""
    match = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?) *(%?)", value.strip(), re.ASCII)
    if match is None:
        return None
    number = Decimal(match[1].replace(",", "."))
    share = number / 100 if match[2] or number > 1 else number
    return f"{share.normalize():f}" if share <= 1 else None
