"""What learners do on the page and what it answers, in Chromium, with nothing recorded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scormpack.settings import Audience
from tests.prepared import prepared_course, web_package

pytestmark = pytest.mark.browser

_VIDEO = "document.getElementById('video')"
# A browser that has an English voice; Chromium without a display has none.
_VOICE = """
  window.SpeechSynthesisUtterance = class extends EventTarget {};
  const speak = (words) => (window.finishSpeaking = () => words.dispatchEvent(new Event("end")));
  const value = { getVoices: () => [{ lang: "en-US" }], cancel() {}, speak };
  Object.defineProperty(window, "speechSynthesis", { value });
"""
_FOCUS = "document.activeElement.id"
_PLAYED_PART = "Number(document.querySelector('[data-todo=video] .state').textContent.slice(0, -1))"


@pytest.fixture
def launched(page: Page, serve: Callable[[Path], str], tmp_path: Path) -> Page:
    """The officer's page, ready."""
    web_package(prepared_course(Audience.OFFICER), tmp_path)
    page.goto(f"{serve(tmp_path)}/index.html")
    page.locator("html.ready").wait_for()
    return page


def state(page: Page, row: str) -> str:
    return page.locator(f"[data-todo='{row}'] .state").text_content() or ""


def ended(page: Page) -> None:
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")
    assert page.evaluate(f"{_VIDEO}.ended")


def test_playing_at_twice_the_speed_counts_in_full(launched: Page) -> None:
    launched.locator("#speed").select_option("2")
    launched.locator("#big-play").click()
    expect(launched.locator("[data-todo=video] .state")).to_have_text("Done")
    ended(launched)


def test_seeking_to_the_end_earns_nothing(launched: Page) -> None:
    launched.evaluate(f"{_VIDEO}.currentTime = 5.5")
    launched.locator("#play").click()
    expect(launched.locator("#play")).to_have_attribute("aria-label", "Pause")
    ended(launched)
    assert launched.evaluate(_PLAYED_PART) <= 10


@pytest.mark.parametrize(
    "claimed", ["", "Object.defineProperty(v, 'playbackRate', {get: () => 1})"]
)
def test_a_speed_above_two_earns_nothing(launched: Page, claimed: str) -> None:
    launched.evaluate(f"const v = {_VIDEO}; v.playbackRate = 8; {claimed}")
    launched.locator("#play").click()
    expect(launched.locator("#play")).to_have_attribute("aria-label", "Pause")
    ended(launched)
    # A second of real time at the start and the end may count for two.
    assert launched.evaluate(_PLAYED_PART) <= 10


def test_an_event_that_a_script_makes_earns_nothing(launched: Page) -> None:
    launched.evaluate(f"for (const n of ['playing', 'ended']) {_VIDEO}.dispatchEvent(new Event(n))")
    assert state(launched, "video") == "0%"


def test_keys_work_the_player_until_they_are_switched_off(launched: Page) -> None:
    keys = launched.keyboard
    keys.press("c")
    expect(launched.locator("#captions")).to_have_attribute("aria-pressed", "false")
    keys.press("m")
    expect(launched.locator("#mute")).to_have_attribute("aria-pressed", "true")
    keys.press("Space")
    expect(launched.locator("#play")).to_have_attribute("aria-label", "Pause")
    keys.press("k")
    expect(launched.locator("#play")).to_have_attribute("aria-label", "Play")
    launched.locator("#options").click()
    launched.locator("#shortcuts").uncheck()
    keys.press("Escape")
    keys.press("m")
    expect(launched.locator("#mute")).to_have_attribute("aria-pressed", "true")


def test_keys_are_letters_where_one_types(launched: Page) -> None:
    launched.locator("#tab-transcript").click()
    launched.locator("#search-text").fill("")
    launched.locator("#search-text").press_sequentially("mck")
    expect(launched.locator("#search-text")).to_have_value("mck")
    expect(launched.locator("#mute")).to_have_attribute("aria-pressed", "false")
    expect(launched.locator("#search-found")).to_have_text("Not found")


def test_descriptions_are_shown_as_text_where_there_is_no_voice(launched: Page) -> None:
    launched.locator("#describe").click()
    launched.locator("#big-play").click()
    expect(launched.locator("#spoken")).to_have_text("One. Two.")
    expect(launched.locator("#spoken")).to_have_attribute("aria-live", "polite")
    assert not launched.evaluate(f"{_VIDEO}.paused")


def test_the_video_waits_while_a_description_is_spoken(launched: Page) -> None:
    launched.add_init_script(_VOICE)
    launched.reload()
    launched.locator("#describe").click()
    launched.locator("#big-play").click()
    expect(launched.locator("#spoken")).to_have_text("One. Two.")
    expect(launched.locator("#spoken")).to_have_attribute("aria-live", "off")
    expect(launched.locator("#play")).to_have_attribute("aria-label", "Play")
    launched.evaluate("window.finishSpeaking()")
    expect(launched.locator("#play")).to_have_attribute("aria-label", "Pause")


def test_a_job_aid_is_acknowledged_only_after_it_was_opened(launched: Page) -> None:
    launched.locator("#tab-aids").click()
    acknowledge = launched.locator("[data-acknowledge-button]")
    expect(acknowledge).to_be_disabled()
    launched.locator("#aid-card [data-read]").focus()
    launched.keyboard.press("Enter")
    expect(launched.locator("#reader")).to_contain_text("Do this.")
    acknowledge.click()
    assert launched.evaluate(_FOCUS) == "reader-close"
    launched.keyboard.press("Escape")
    assert launched.evaluate("document.activeElement.matches('#aid-card [data-read]')")
    assert state(launched, "aid:card") == "Done"


def test_questions_without_an_answer_are_listed_and_take_the_focus(launched: Page) -> None:
    launched.locator("input[name=length]").first.check()
    launched.locator("#check-answers").click()
    expect(launched.locator("#result h3")).to_have_text("1 question still without an answer")
    assert launched.evaluate(_FOCUS) == "result"
    launched.locator("#result a").click()
    assert launched.evaluate("document.activeElement.name") == "words"


def test_a_failed_check_may_be_taken_again(launched: Page) -> None:
    for name in ("length", "words"):
        launched.locator(f"input[name={name}]").last.check()
    launched.locator("#check-answers").click()
    expect(launched.locator("#result h3")).to_have_text("Not passed yet")
    assert state(launched, "questions") == "To do"
    launched.locator("#try-again").click()
    launched.locator("input[name=length]").first.check()
    launched.locator("input[name=words]").last.check()
    launched.locator("#check-answers").click()
    expect(launched.locator("#result h3")).to_have_text("Passed")
    assert state(launched, "questions") == "Done"


def test_a_video_that_cannot_be_loaded_is_said_and_can_be_retried(
    page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    web_package(prepared_course(Audience.OFFICER), tmp_path)
    (video,) = tmp_path.glob("media/*/*-video.mp4")
    aside = video.rename(tmp_path / "aside.mp4")
    page.goto(f"{serve(tmp_path)}/index.html")
    expect(page.locator("#failure")).to_be_visible()
    aside.rename(video)
    page.locator("#retry-video").click()
    expect(page.locator("#play")).to_have_attribute("aria-label", "Pause")
    expect(page.locator("#failure")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 480, 768, 1280])
def test_the_page_fits_its_width(launched: Page, width: int) -> None:
    launched.set_viewport_size({"width": width, "height": 800})
    assert launched.evaluate("document.documentElement.scrollWidth") <= width
    rows = launched.evaluate("document.querySelector('.buttons').offsetHeight / 44")
    assert rows == (2 if width < 480 else 1)
