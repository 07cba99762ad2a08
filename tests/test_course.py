"""Which courses are made of a series."""

from dataclasses import replace
from pathlib import Path

import pytest

from scormpack import source
from scormpack.course import select
from scormpack.errors import SourceError
from scormpack.model import Series
from scormpack.settings import Audience, SeriesSettings

SIX_SECONDS = Path(__file__).parent / "sources" / "good" / "six-seconds"


@pytest.fixture
def series() -> Series:
    """Two modules, for officers unless asked otherwise."""
    (module,) = source.load(SIX_SECONDS).modules
    other = replace(module, settings=module.settings.model_copy(update={"id": "more"}), number=2)
    settings = SeriesSettings(
        id="s", title="S", base_iri="https://example.org/", audiences=(Audience.OFFICER,)
    )
    return Series(settings, SIX_SECONDS, (module, other))


def test_the_series_says_which_audiences(series: Series) -> None:
    assert [course.name for course in select(series)] == ["six-seconds-officer", "more-officer"]


def test_a_module_alone_is_for_both_audiences(series: Series) -> None:
    alone = Series(None, series.folder, series.modules[:1])
    assert [course.name for course in select(alone)] == [
        "six-seconds-officer",
        "six-seconds-commander",
    ]


def test_the_caller_chooses_in_the_order_of_the_series(series: Series) -> None:
    courses = select(
        series,
        audiences=[Audience.COMMANDER, Audience.OFFICER, Audience.OFFICER],
        module_ids=["more", "six-seconds", "more"],
    )
    assert [course.name for course in courses] == [
        "six-seconds-officer",
        "six-seconds-commander",
        "more-officer",
        "more-commander",
    ]


def test_unknown_ids_are_all_told(series: Series) -> None:
    with pytest.raises(SourceError) as raised:
        select(series, module_ids=["six-second", "more", "xyz"])
    assert [str(finding) for finding in raised.value.findings] == [
        "--module: error SRC-068: there is no module 'six-second'. Did you mean 'six-seconds'?",
        "--module: error SRC-068: there is no module 'xyz'. The ids are: more, six-seconds.",
    ]
