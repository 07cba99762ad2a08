"""A SCORM LMS on loopback: serves the content and a launch page with an API, keeps records.

The launch page (scorm_lms.js) holds against content what it does wrong, puts fault rules before
the engine, and keeps to the `Setup`; the server answers commits by its `mode`.
"""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self, get_args
from urllib.parse import urlencode

from tests.browser import obtain
from tests.browser.scorm_pages import LOGIN, NEXT, Pages
from tests.browser.scorm_record import Edition, Record, Values, seconds
from tests.browser.scorm_setup import Frame, Mode, Rule, Setup, Step
from tests.browser.server import Answer, Content, Request, Server
from tests.browser.unpacked import Unpacked

_BROKEN = Answer(0)
_STEPS: Mapping[str, Step] = {name: name for name in get_args(Step)}
_FRAMES: Mapping[str, Frame] = {name: name for name in get_args(Frame)}


class ScormLms:
    """One package for any number of learners.

    `faults` holds what content did wrong, in order; `arrivals` what was stored of each commit: the
    time, the learner, the values as they came; `pending` counts commits that wait for an answer.
    `endings` holds the learner and the session's seconds of each Terminate that content called,
    whatever came of it.

    `mode` says how commits are answered, at any time: *500*, *drop* (connection broken), *login* (a
    login page, which content's files then are too) and *false* store nothing; *delay* stores and
    answers after `delay` seconds; *lose-answer* stores and breaks the connection. `setup` and
    `rules` hold from the next launch on.
    """

    def __init__(self, package: Unpacked, edition: Edition, setup: Setup | None = None) -> None:
        self.faults: list[str] = []
        self.arrivals: list[tuple[float, str, Values]] = []
        self.endings: list[tuple[str, float]] = []
        self.setup = setup or Setup()
        self.rules: list[Rule] = []
        self.delay = 1.0
        self.pending = 0
        self._mode: Mode = "ok"
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._package = package
        self._edition = edition
        self._records: dict[str, Record] = {}
        self._latest: dict[tuple[str, str], int] = {}
        library = "scorm12" if edition == "1.2" else "scorm2004"
        again = obtain.npm_packages() / f"scorm-again/dist/{library}.min.js"
        self._scripts = {
            "/lms/scorm-again.js": again.read_bytes(),
            "/lms/page.js": obtain.bundle(obtain.HERE / "scorm_lms.js"),
        }
        self.content = Content(package.folder, "/content/")
        self.server = Server(self._answer)

    @property
    def mode(self) -> Mode:
        """How the next commit is answered."""
        with self._lock:
            return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        with self._lock:
            self._mode = mode

    def launch(self, learner: str, frame: Frame | None = None) -> str:
        """The address of the launch page for `learner`; `frame` instead of the setup's."""
        host = self._foreign if self.setup.cross_origin == "nowhere" else self.server.origin
        query = urlencode({"learner": learner, "frame": frame or self.setup.frame})
        return f"{host}/lms/launch?{query}"

    def record(self, learner: str) -> Record:
        """What is recorded of `learner`."""
        with self._lock:
            return self._records.setdefault(learner, Record(self._edition, learner))

    @staticmethod
    def rule_js(rule: Rule) -> str:
        """JavaScript that adds the rule in a launch page: `page.evaluate(lms.rule_js(rule))`."""
        return rule.as_js()

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self.server.__exit__(kind, error, trace)

    @property
    def _foreign(self) -> str:
        """The same server on another origin, and another site."""
        return self.server.origin.replace("127.0.0.1", "localhost")

    def _answer(self, request: Request) -> Answer:
        match request.path:
            case "/lms/launch":
                return self._launch_page(request.query)
            case "/lms/step":
                steps = [_STEPS[name] for name in request.query["rest"].split(".")]
                return html_answer(self._pages().between(steps))
            case "/lms/values":
                with self._lock:
                    values = self.record(request.query["learner"]).reopen(self._given())
                return _json({**values, **self.setup.given})
            case "/lms/next":
                return html_answer(NEXT)
            case "/lms/wait":
                self._closing.wait(float(request.query["seconds"]))
                return Answer(204)
            case "/lms/commit":
                return self._commit(request)
            case "/lms/ended":
                ended = (request.query["learner"], seconds(request.query["time"]))
                self.endings.append(ended)
                return Answer(204)
            case "/lms/fault":
                self.faults.extend(json.loads(request.body))
                return Answer(204)
            case path if path.startswith("/content/"):
                return self._content_file(request)
            case path:
                return _script(self._scripts[path]) if path in self._scripts else Answer(404)

    def _launch_page(self, query: Mapping[str, str]) -> Answer:
        learner = query["learner"]
        steps = self.setup.steps(_FRAMES[query["frame"]])
        with self._lock:
            record = self.record(learner)
            stored = {**record.launch(self._given()), **self.setup.given}
        settings = {
            **self.setup.in_page(),
            "edition": self._edition,
            "learner": learner,
            "launch": record.launches,
            "stored": stored,
            "rules": [rule.as_json() for rule in self.rules],
            "path": steps,
        }
        again = ["/lms/scorm-again.js"] if self.setup.engine == "again" else []
        page = self._pages().launch(settings, [*again, "/lms/page.js"], steps)
        return self._with_headers(html_answer(page))

    def _pages(self) -> Pages:
        own = self.server.origin
        return Pages(own, self._foreign, f"{own}/content/{self._package.launch}", self.setup)

    def _content_file(self, request: Request) -> Answer:
        answer = html_answer(LOGIN) if self.mode == "login" else self.content(request)
        return self._with_headers(answer)

    def _with_headers(self, answer: Answer) -> Answer:
        return replace(answer, headers={**answer.headers, **self.setup.headers})

    def _commit(self, request: Request) -> Answer:
        with self._lock:
            self.pending += 1
        try:
            return self._by_mode(request)
        finally:
            with self._lock:
                self.pending -= 1

    def _by_mode(self, request: Request) -> Answer:
        match self.mode:
            case "500":
                return Answer(500, b"Internal Server Error")
            case "drop":
                return _BROKEN
            case "login":
                return html_answer(LOGIN)
            case "false":
                return _json({"result": "false", "errorCode": 101})
            case "delay":
                self._closing.wait(self.delay)
                self._store(request)
            case "lose-answer":
                self._store(request)
                return _BROKEN
            case "ok":
                self._store(request)
        return _json({"result": "true", "errorCode": 0})

    def _store(self, request: Request) -> None:
        """Takes over what came, unless what that page sent later came before it."""
        learner = request.query["learner"]
        page, order = (learner, request.query["launch"]), int(request.query.get("sequence", 0))
        keep = self.setup.keep
        sent = json.loads(request.body)
        values = {name: str(v) for name, v in sent.items() if isinstance(v, str | int | float)}
        with self._lock:
            if order < self._latest.get(page, order):
                return
            self._latest[page] = order
            self.arrivals.append((time.time(), learner, values))
            self.record(learner).commit({name: keep(name, v) for name, v in values.items()})

    def _given(self) -> Values:
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


def html_answer(text: str) -> Answer:
    return Answer(200, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


def _json(value: object) -> Answer:
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def _script(body: bytes) -> Answer:
    return Answer(200, body, {"Content-Type": "text/javascript; charset=utf-8"})
