"""A SCORM LMS on loopback: serves the content and a launch page around scorm-again, keeps records.

The launch page (scorm_lms.js) puts a gate before scorm-again, which by itself takes 64,000
characters of suspend data in 1.2, calls after the end, and values that are no strings.
"""

import json
from collections.abc import Mapping
from types import TracebackType
from typing import Literal, Self

from tests.browser import obtain
from tests.browser.scorm_record import Edition, Record
from tests.browser.server import Answer, Request, Server, files
from tests.browser.unpacked import Unpacked

Frame = Literal["iframe", "popup", "nested"]

_FRAMES: Mapping[Frame, str] = {
    "iframe": '<iframe title="Course" allow="fullscreen"></iframe>',
    "nested": '<iframe title="Course" allow="fullscreen"></iframe>',
    "popup": "<button>Open the course</button>",
}
_NESTED = """<!doctype html><html lang="en"><title>Frame</title><style>body{{margin:0}}
iframe{{position:fixed;inset:0;width:100%;height:100%;border:0}}</style>
<iframe title="Content" allow="fullscreen" src="{content}"></iframe>"""
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<style>body{{margin:0}}iframe{{position:fixed;inset:0;width:100%;height:100%;border:0}}</style>
<script>window.LMS = {settings};</script>
<script src="/lms/scorm-again.js"></script><script src="/lms/gate.js"></script>
{frame}"""


class ScormLms:
    """One package for any number of learners. `faults` holds what content did wrong, in order."""

    def __init__(self, package: Unpacked, edition: Edition) -> None:
        self.faults: list[str] = []
        self._package = package
        self._edition = edition
        self._records: dict[str, Record] = {}
        library = "scorm12" if edition == "1.2" else "scorm2004"
        self._scripts = {
            "/lms/scorm-again.js": obtain.npm_packages() / f"scorm-again/dist/{library}.min.js",
            "/lms/gate.js": obtain.HERE / "scorm_lms.js",
        }
        self._content = files(package.folder, "/content/")
        self.server = Server(self._answer)

    def launch(self, learner: str, frame: Frame = "iframe") -> str:
        """The address of the launch page for `learner`."""
        return f"{self.server.origin}/lms/launch?learner={learner}&frame={frame}"

    def record(self, learner: str) -> Record:
        """What is recorded of `learner`."""
        return self._records.setdefault(learner, Record(self._edition, learner))

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.__exit__(kind, error, trace)

    def _answer(self, request: Request) -> Answer:
        if request.path in self._scripts:
            body = self._scripts[request.path].read_bytes()
            return Answer(200, body, {"Content-Type": "text/javascript; charset=utf-8"})
        match request.path:
            case "/lms/launch":
                return self._launch_page(request.query["learner"], request.query["frame"])
            case "/lms/frame":
                return _html(_NESTED.format(content=self._content_path()))
            case "/lms/commit":
                self.record(request.query["learner"]).commit(json.loads(request.body))
                answer = json.dumps({"result": "true", "errorCode": 0}).encode()
                return Answer(200, answer, {"Content-Type": "application/json"})
            case "/lms/fault":
                self.faults.append(json.loads(request.body))
                return Answer(204)
            case _:
                return self._content(request)

    def _launch_page(self, learner: str, frame: str) -> Answer:
        settings = {
            "edition": self._edition,
            "stored": self.record(learner).launch(self._given()),
            "commitUrl": f"/lms/commit?learner={learner}",
            "faultUrl": "/lms/fault",
            "content": "/lms/frame" if frame == "nested" else self._content_path(),
        }
        text = json.dumps(settings).replace("<", "\\u003c")
        shown = next(html for name, html in _FRAMES.items() if name == frame)
        return _html(_PAGE.format(settings=text, frame=shown))

    def _content_path(self) -> str:
        return f"/content/{self._package.launch}"

    def _given(self) -> dict[str, str]:
        """What the manifest has the LMS hand to content."""
        mastery, data = self._package.mastery, self._package.launch_data
        names = (
            ("cmi.student_data.mastery_score", "cmi.launch_data")
            if self._edition == "1.2"
            else ("cmi.scaled_passing_score", "cmi.launch_data")
        )
        given = {name: value for name, value in zip(names, (mastery, data), strict=True) if value}
        # RTE 4.2.17: the LMS sets up the objectives that the manifest declares.
        ids = {f"cmi.objectives.{n}.id": each for n, each in enumerate(self._package.objectives)}
        return given | ids


def _html(text: str) -> Answer:
    return Answer(200, text.encode(), {"Content-Type": "text/html; charset=utf-8"})
