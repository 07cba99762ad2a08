"""Which courses are made of a series."""

from dataclasses import replace
from pathlib import Path

import pytest

from scormpack import source
from scormpack.course import courses, pick
from scormpack.errors import SourceError
from scormpack.model import Combination, Course, Module, Series
from scormpack.naming import file_name, title
from scormpack.settings import Audience, SeriesSettings, Use

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


def test_numbers_choose_by_the_place_in_the_series(series: Series) -> None:
    assert [module.id for module in pick([series], numbers="2")] == ["more"]
    assert [module.id for module in pick([series], numbers=" 1 , 1-2")] == ["six-seconds", "more"]
    assert [module.id for module in pick([series], ["more"], "1")] == ["six-seconds", "more"]


@pytest.mark.parametrize("text", ["", "0", "2-1", "1-", "a", "1;2", "1-2-3", "99999"])
def test_what_is_no_list_of_numbers_is_told(series: Series, text: str) -> None:
    with pytest.raises(SourceError) as raised:
        pick([series], numbers=text)
    assert [finding.code.id for finding in raised.value.findings] == ["SRC-073"]


def test_the_first_unknown_number_of_each_part_is_told_once(series: Series) -> None:
    with pytest.raises(SourceError) as raised:
        pick([series], numbers="2-9999,4,1,4-5")
    assert [str(finding) for finding in raised.value.findings] == [
        "--select: error SRC-074: there is no module number 3. The numbers are: 1, 2.",
        "--select: error SRC-074: there is no module number 4. The numbers are: 1, 2.",
    ]


def test_a_preset_replaces_the_rule_and_leaves_out_what_is_not_asked(module: Module) -> None:
    own, briefing, in_service = (
        Course((module,), Audience.OFFICER, use=use) for use in (None, Use.BRIEFING, Use.IN_SERVICE)
    )
    assert own.completion(module) is module.settings.completion
    assert own.questions(module) is module.settings.questions
    assert briefing.completion(module).attest
    assert briefing.questions(module) is None
    assert str(in_service.completion(module).questions) == "0.8"
    silent = replace(module, settings=module.settings.model_copy(update={"questions": None}))
    assert in_service.completion(silent).questions is None


def test_runs_of_numbers_name_a_selection(module: Module) -> None:
    settings = SeriesSettings(id="s", title="S", base_iri=module.base_iri)
    eight = [
        replace(
            module,
            settings=module.settings.model_copy(update={"id": f"m{number}"}),
            number=number,
            of=8,
            series=settings,
        )
        for number in range(1, 9)
    ]
    chosen = tuple(eight[number - 1] for number in (1, 3, 5, 6, 7, 8))
    course = Course(chosen, Audience.OFFICER, Combination.SERIES)
    assert file_name(course) == "s-series-1.3.5-8-officer"
    assert title(course) == "S (modules 1, 3, 5–8)"
    whole = Course(tuple(eight), Audience.ALL, Combination.SINGLE, Use.IN_SERVICE)
    assert file_name(whole) == "s-single-all-in-service"
    assert title(whole) == "S (in-service training)"
