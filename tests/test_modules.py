"""The training itself: each of the eight modules has what the catalogue promises."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scormpack.prepare import Ready
from scormpack.settings import AidKind, Require
from scormpack.source import load

pytestmark = pytest.mark.xdist_group("combinations")

MODULES = Path(__file__).parents[1] / "modules"
TITLES = {
    "introduction": "Introduction to Secure Communities: What Law Enforcement Needs to Know",
    "immigration-detainer": "How to Respond to an Immigration Detainer",
    "consular-notification": "Consular Notification: Your Role When Detaining Foreign Nationals",
    "unlawful-retaliation": "Unlawful Retaliation by Private Actors",
    "community-outreach": "Community Outreach: Explaining Secure Communities to Your Community",
    "victims-and-witnesses": (
        "Assisting Certain Crime Victims and Witnesses: Immigration Enforcement Consequences and "
        "Protections"
    ),
    "limited-english-proficiency": (
        "Speaking Their Language: Working with Individuals with Limited English Proficiency"
    ),
    "avoiding-racial-profiling": "Avoiding Racial Profiling",
}
OFFICERS_USE = {
    AidKind.POCKET_CARD,
    AidKind.DECISION_FLOW,
    AidKind.CHECKLIST,
    AidKind.PHONE_SCRIPT,
}
MOST_BYTES = 4_000_000
# Seconds. Longer silence than this is a caption that is missing.
LONGEST_GAP = 4


def test_the_eight_stand_in_order_under_their_titles() -> None:
    modules = load(MODULES).modules
    assert {module.id: module.title for module in modules} == TITLES
    assert [module.number for module in modules] == list(range(1, 9))


@pytest.fixture(params=TITLES)
def ready(request: pytest.FixtureRequest, real_modules: Mapping[str, Ready]) -> Ready:
    return real_modules[request.param]


def test_the_video_is_short_and_its_folder_small(ready: Ready) -> None:
    assert 60 <= ready.video.duration <= 180
    size = sum(path.stat().st_size for path in ready.module.folder.rglob("*") if path.is_file())
    assert size < MOST_BYTES


def test_captions_cover_the_video(ready: Ready) -> None:
    (track,) = ready.video.captions
    ends = [0.0, *(cue.end for cue in track.cues)]
    starts = [*(cue.start for cue in track.cues), ready.video.duration]
    gaps = [start - end for end, start in zip(ends, starts, strict=True)]
    assert max(gaps) <= LONGEST_GAP
    assert ready.video.descriptions[0].cues
    assert len(ready.module.settings.video.chapters) >= 5


def test_nothing_is_found_and_nothing_accepted(ready: Ready) -> None:
    found = [*ready.video.warnings, *(each for aid in ready.aids for each in aid.warnings)]
    assert [str(each) for each in found] == []
    assert ready.module.settings.accepted == ()


def test_officers_have_job_aids_of_two_kinds_each_a_page(ready: Ready) -> None:
    aids = ready.module.settings.job_aids
    assert len({aid.kind for aid in aids} & OFFICERS_USE) >= 2
    assert any(aid.require is Require.ACKNOWLEDGE for aid in aids)
    assert [aid.pages for aid in ready.aids if not aid.packet] == [1] * len(aids)


def test_commanders_have_a_packet(ready: Ready) -> None:
    packet = ready.module.settings.commanders_packet
    kinds = [item.kind for item in packet]
    assert {AidKind.PLANNING_TOOL, AidKind.DISCUSSION_GUIDE, AidKind.WEB_RESOURCE} == set(kinds)
    for item in packet:
        if item.kind is AidKind.WEB_RESOURCE:
            assert item.owner
            assert item.read


def test_every_question_and_statement_has_a_source(ready: Ready) -> None:
    settings = ready.module.settings
    sources = {source.id for source in settings.sources}
    assert settings.questions
    assert 3 <= len(settings.questions.items) <= 5
    assert {question.source for question in settings.questions.items} <= sources
    assert len(settings.objectives) >= 3
    assert all(source.citation and source.supports for source in settings.sources)
    assert len(sources) >= 5


def test_links_are_well_formed(ready: Ready) -> None:
    settings = ready.module.settings
    given = [each.url for each in settings.sources if each.url]
    given += [each.url for each in settings.commanders_packet if each.url]
    for file in ready.module.folder.rglob("*.md"):
        given += re.findall(r"https?://[^\s)>\]\"']+", file.read_text(encoding="utf-8"))
    for url in given:
        parts = urlsplit(url.rstrip(".,;"))
        assert parts.scheme == "https", url
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc), url


def test_every_page_says_that_it_is_a_demonstration(ready: Ready) -> None:
    assert ready.module.notice
    assert "Not issued by DHS, ICE or CRCL" in ready.module.notice
    spoken = " ".join(cue.text for cue in ready.video.captions[0].cues)
    assert "demonstration content" in spoken
