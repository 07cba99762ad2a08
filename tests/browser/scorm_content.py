"""Content that only finds the API, for tests of the SCORM LMS itself."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.scorm_lms import ScormLms
from tests.browser.scorm_record import Edition
from tests.browser.scorm_setup import Setup

ENGINES = pytest.mark.parametrize("engine", ["again", "strict"])
EDITIONS = pytest.mark.parametrize("edition", ["1.2", "2004-4"])
LOCATION = {"1.2": "cmi.core.lesson_location", "2004-4": "cmi.location"}
STATUS = {"1.2": "cmi.core.lesson_status", "2004-4": "cmi.completion_status"}

_PAGE = """<!doctype html><title>SCO</title><script>
function among(parents) {
  for (let w = parents, hop = 0; hop < 40; w = w.parent, hop++) {
    try { if (w.API || w.API_1484_11) return w.API || w.API_1484_11; } catch { /* foreign */ }
    if (w === w.parent) return null;
  }
  return null;
}
function find() {
  for (let w = window, hop = 0; w && hop < 4; hop++) {
    const found = among(w);
    if (found) return found;
    for (let up = 0; up < 39 && w !== w.parent; up++) w = w.parent;
    w = w.opener;
  }
  return null;
}
window.lms = find();
</script>"""
_CALL = """([method, args]) => {
  const old = { Terminate: "LMSFinish" }[method] ?? `LMS${method}`;
  try {
    return window.lms[method in window.lms ? method : old](...args) ?? "undefined";
  } catch (error) {
    return `threw ${error.message}`;
  }
}"""


class Start(Protocol):
    """Starts an LMS with the content."""

    def __call__(self, edition: Edition, setup: Setup | None = None) -> ScormLms:
        """It stops at the end of the test."""


@dataclass
class Sco:
    """The content in its window."""

    frame: Frame | Page

    def call(self, method: str, *arguments: object) -> Any:
        """What the API answers to `method`, which may be named as in SCORM 2004.

        null and undefined come as "undefined"; what is thrown, as its text.
        """
        return self.frame.evaluate(_CALL, [method, list(arguments)])

    def error(self) -> str:
        """What GetLastError says."""
        return str(self.call("GetLastError"))


def write(folder: Path) -> str:
    """Writes the content into `folder`; the path of its page there."""
    (folder / "sco.html").write_text(_PAGE)
    return "sco.html"


def opened(page: Page, url: str) -> Sco:
    """Launches content that is in a frame of `page`."""
    page.goto(url)
    frame = next(each for each in page.frames if "/content/" in each.url)
    frame.wait_for_function("window.lms !== undefined")
    return Sco(frame)


def begun(page: Page, lms: ScormLms) -> Sco:
    """As `opened`, by ann, and initialised."""
    sco = opened(page, lms.launch("ann"))
    assert sco.call("Initialize", "") == "true"
    return sco


def anew(sco: Sco, page: Page, lms: ScormLms) -> None:
    """Another API and another document of the content in the same page, and no faults."""
    page.evaluate("window.LMS.appear()")
    sco.frame.goto(sco.frame.url)
    lms.faults.clear()
