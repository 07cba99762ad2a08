"""Which courses are made of a series."""

from dataclasses import replace
from pathlib import Path

import pytest

from scormpack import source
from scormpack.course import courses, pick
from scormpack.errors import SourceError
from scormpack.model import Module, Series
from scormpack.naming import file_name
from scormpack.settings import Audience

SIX_SECONDS = Path(__file__).parent / "sources" / "good" / "six-seconds"


@pytest.fixture
def module() -> Module:
    (module,) = source.load(SIX_SECONDS).modules
    return module


@pytest.fixture
def series(module: Module) -> Series:
    """Two modules."""
    other = replace(module, settings=module.settings.model_copy(update={"id": "more"}), number=2)
    return Series(None, SIX_SECONDS, (module, other))


def test_a_module_alone_is_for_both_audiences(module: Module) -> None:
    assert [file_name(course) for course in courses([module])] == [
        "six-seconds-officer",
        "six-seconds-commander",
    ]


def test_the_series_says_which_audiences(module: Module) -> None:
    officers = replace(module, audiences=(Audience.OFFICER,))
    assert [file_name(course) for course in courses([officers])] == ["six-seconds-officer"]


def test_the_caller_chooses_in_the_order_of_the_series(series: Series) -> None:
    chosen = pick([series], ["more", "six-seconds", "more"])
    made = courses(chosen, [Audience.COMMANDER, Audience.OFFICER, Audience.OFFICER])
    assert [file_name(course) for course in made] == [
        "six-seconds-officer",
        "six-seconds-commander",
        "more-officer",
        "more-commander",
    ]


def test_no_ids_are_all_modules_of_all_series(series: Series) -> None:
    alone = Series(None, SIX_SECONDS, series.modules[:1])
    assert [module.id for module in pick([series, alone])] == ["six-seconds", "more", "six-seconds"]


def test_unknown_ids_are_all_told(series: Series) -> None:
    with pytest.raises(SourceError) as raised:
        pick([series], ["six-second", "more", "xyz"])
    assert [str(finding) for finding in raised.value.findings] == [
        "--module: error SRC-068: there is no module 'six-second'. Did you mean 'six-seconds'?",
        "--module: error SRC-068: there is no module 'xyz'. The ids are: more, six-seconds.",
    ]
