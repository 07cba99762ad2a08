"""Launch pages and the entries that all formats share."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import html

from scormpack.assets import player_asset
from scormpack.errors import OutputError
from scormpack.package import PackagePath
from scormpack.pages import CONNECT_SELF, PageContent, content, launch_page
from scormpack.prepared import PreparedCourse
from scormpack.settings import Audience, Brand
from tests.prepared import FOLDER, prepared_course

SCRIPTS = (PackagePath("a/1/settings.js"), PackagePath("a/2/player.js"))
OFFICER = content(prepared_course(Audience.OFFICER))
COMMANDER = content(prepared_course(Audience.COMMANDER))


def page_of(
    shared: PageContent, *, connect: str = CONNECT_SELF, recorded: bool = True
) -> html.HtmlElement:
    (module,) = shared.modules
    data = launch_page(module, scripts=SCRIPTS, connect=connect, recorded=recorded)
    return html.document_fromstring(data.decode())


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def references(page: html.HtmlElement) -> set[str]:
    found = page.xpath("//@src | //@href | //@poster")
    return {str(each) for each in found if not re.match(r"#|https:", str(each))}


@pytest.mark.parametrize("shared", [OFFICER, COMMANDER])
def test_every_reference_is_an_entry_and_every_entry_is_used(shared: PageContent) -> None:
    entries = {str(entry.path) for entry in shared.entries}
    used = references(page_of(shared))
    for entry in shared.entries:
        if entry.path.endswith(".html") and isinstance(entry.content, bytes):
            aid = html.document_fromstring(entry.content.decode())
            used |= {each.removeprefix("../../") for each in references(aid)}
    assert used - {str(script) for script in SCRIPTS} == entries


def test_entries_lie_in_folders_named_by_their_digest() -> None:
    for entry in COMMANDER.entries:
        data = entry.content if isinstance(entry.content, bytes) else entry.content.read_bytes()
        assert entry.path.split("/")[1] == hashlib.sha256(data).hexdigest()[:12], entry.path


def test_the_same_course_gives_the_same_content() -> None:
    assert content(prepared_course(Audience.OFFICER)) == OFFICER


def test_settings_come_before_content_and_the_player_last() -> None:
    scripts = page_of(OFFICER).xpath("//script")
    (module,) = OFFICER.modules
    assert [script.get("src") for script in scripts] == [SCRIPTS[0], module.content, SCRIPTS[1]]
    assert all(script.get("defer") is not None and not script.text for script in scripts)


def test_nothing_is_inline() -> None:
    page = page_of(COMMANDER)
    assert page.xpath("//style | //*[@style]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("connect", [CONNECT_SELF, "'self' https: http:"])
def test_the_policy_names_whom_the_page_may_talk_to(connect: str) -> None:
    (policy,) = page_of(OFFICER, connect=connect).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["connect-src"] == connect
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy


def test_the_page_is_whole_before_a_script_runs() -> None:
    page = page_of(OFFICER)
    assert texts(page, "//*[@id='script']//p/span[@data-at]") == [
        "One. Two.",
        "One. Two.",
        "Three. Four.",
    ]
    assert texts(page, "//*[@id='aids']//li/h3") == ["Title of card", "Title of steps"]
    assert "Do this." in texts(page, "//*[@data-body]")[0]
    assert len(page.xpath("//fieldset[legend]//input")) == 5
    assert page.xpath("//video/@controls")
    assert page.xpath("//*[@data-body][@hidden] | //section[@hidden][@id!='finish']") == []


def test_the_checklist_names_what_this_audience_must_do() -> None:
    assert texts(page_of(OFFICER), "//*[@id='todo-list']/li") == [
        "Watch the videoAt least 90% of 0:06",
        "Read Title of cardSay that you have read it",
        "Answer the questionsAt least 50% right",
    ]


def test_the_packet_is_for_commanders_alone() -> None:
    assert texts(page_of(OFFICER), "//*[@id='packet']") == []
    assert texts(page_of(COMMANDER), "//*[@id='packet']//li/h3") == [
        "Title of plan",
        "A page elsewhere",
    ]
    assert "read November 3, 2026" in texts(page_of(COMMANDER), "//*[@id='aid-web']")[0]


def test_a_page_that_records_nothing_says_so() -> None:
    page = page_of(OFFICER, recorded=False)
    assert "Nothing is recorded." in texts(page, "//header")[0]
    assert page.xpath("//*[@id='exit']") == []
    assert "Nothing is recorded." not in texts(page_of(OFFICER), "//header")[0]


def test_the_notice_is_on_the_page_and_on_every_job_aid() -> None:
    assert "Test content. Not training." in texts(page_of(OFFICER), "//header")[0]
    aids = [entry.content for entry in OFFICER.entries if entry.path.endswith(".html")]
    assert len(aids) == 2
    assert all(isinstance(aid, bytes) and b"Test content. Not training." in aid for aid in aids)


def test_job_aids_are_downloaded_under_their_own_name() -> None:
    assert page_of(OFFICER).xpath("//a/@download") == ["card.pdf", "steps.pdf"]


def test_the_logo_and_its_words() -> None:
    brand = Brand(name="An agency", logo="poster.jpg", logo_alt="A seal", colour="#ffd100")
    shared = content(prepared_course(Audience.OFFICER, brand=brand, folder=FOLDER))
    assert page_of(shared).xpath("//*[@class='brand']/img/@alt") == ["A seal"]
    (theme,) = (entry for entry in shared.entries if entry.path.name == "theme.css")
    assert isinstance(theme.content, bytes)
    assert b"--mark:#ffd100" in theme.content


def data_of(course: PreparedCourse) -> tuple[str, dict[str, object]]:
    shared = content(course)
    (entry,) = (e for e in shared.entries if e.path == shared.modules[0].content)
    assert isinstance(entry.content, bytes)
    script = entry.content.decode("ascii")
    assert script.startswith("window.scormpackContent={")
    data = json.loads(script.removeprefix("window.scormpackContent=").removesuffix(";\n"))
    return script, data


def test_the_content_script_tells_the_player_what_it_must_know() -> None:
    _, data = data_of(prepared_course(Audience.OFFICER))
    assert data["criteria"] == {"watched": 0.9, "questions": 0.5, "attest": False}
    assert data["aids"] == [
        {"id": "card", "title": "Title of card", "packet": False, "required": True},
        {"id": "steps", "title": "Title of steps", "packet": False, "required": False},
    ]
    questions = data["questions"]
    assert isinstance(questions, dict)
    first = questions["items"][0]
    assert [choice["id"] for choice in first["choices"]] == ["a", "b"]


def test_what_is_said_of_an_answer_is_ready_and_hidden() -> None:
    page = page_of(OFFICER)
    first = "//fieldset[1]"
    assert texts(page, f"{first}//*[@data-told='']") == [
        "Right answer",
        "Right.Not right. Feedback Feedback It shows six cards, one each second. Source: Clock § 6",
    ]
    assert texts(page, f"{first}//*[@data-told='b']") == ["Your answer", "Feedback"]
    assert page.xpath("//*[@data-told][not(@hidden)]") == []


def test_ticks_stand_where_chapters_but_the_first_begin() -> None:
    (ticks,) = page_of(OFFICER).xpath("//*[@class='seek-chapters']/@d")
    assert ticks == "M500 0h3v16h-3z"


def test_nothing_in_the_content_script_can_end_it() -> None:
    hostile = "</script><!--\u2028\u2029&\x00\ud800é"
    script, data = data_of(prepared_course(Audience.OFFICER, spoil=lambda _: hostile))
    assert not set("<>&\u2028\u2029") & set(script)
    module = data["module"]
    assert isinstance(module, dict)
    assert module["title"] == hostile


def test_what_is_no_character_of_a_page_is_shown_as_such() -> None:
    shared = content(prepared_course(Audience.OFFICER, spoil=lambda text: f"{text}\x00\ud800\x9f"))
    assert texts(page_of(shared), "//h1") == ["Six seconds\ufffd\ufffd\ufffd"]


def test_a_player_that_was_never_built_is_a_coded_error() -> None:
    with pytest.raises(OutputError, match=r"OUT-009.*npm run build"):
        player_asset("player-of-no-standard.js")


def test_large_files_are_not_read_into_memory() -> None:
    (video,) = (entry for entry in OFFICER.entries if entry.path.endswith("video.mp4"))
    assert isinstance(video.content, Path)
