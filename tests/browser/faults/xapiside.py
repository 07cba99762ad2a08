"""An LRS of the fault cases, with a cmi5 or a TinCan launch."""

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Frame, Page

from tests.browser.cmi5_launcher import Cmi5Launcher
from tests.browser.faults.oracle import Held
from tests.browser.faults.side import Side, Trouble, held_of
from tests.browser.hosts import Cmi5Host, XapiHost
from tests.browser.learner import Root
from tests.browser.lrs import Lrs
from tests.browser.lrs_faults import Do, Fault
from tests.browser.server import Answer, Request
from tests.browser.unpacked import Unpacked
from tests.browser.waiting import eventually

FRAME = "to => { document.querySelector('iframe').src = to; }"
"""Shows an address in the frame of `XapiSide.around`."""
_WRITES = r"/(statements|activities/state)"
_KINDS: Mapping[Trouble, tuple[Do, int]] = {
    "500": ("status", 500),
    "false": ("status", 503),
    "drop": ("drop", 0),
    "lose-answer": ("lost-answer", 0),
}


class XapiSide:
    """cmi5 and xAPI: `lrs` and `launcher` for all that only these have."""

    def __init__(self, standard: str, host: Cmi5Host | XapiHost, package: Unpacked) -> None:
        self.standard = standard
        self.package = package
        self.address = host.address
        self.content = host.content
        self.host = host
        self._learner = ""
        self.abroad = False
        self.options: dict[str, Any] = {}
        """What the next launches are told: see the launchers."""
        self.lrs: Lrs = host.lrs
        self.lrs.pages["/framed"] = _framed
        self.lrs.pages["/lms/next"] = _next

    @property
    def elsewhere(self) -> str:
        return f"{self.lrs.server.origin}/lms/next"

    def launch(self, learner: str) -> str:
        self._learner = learner
        return self.host.launcher.launch(learner, **self.options)

    @property
    def around(self) -> str:
        """The address of a page with an empty frame in it; `abroad`: of another site."""
        origin = self.lrs.server.origin
        return f"{origin.replace('127.0.0.1', 'localhost') if self.abroad else origin}/framed"

    def open(self, page: Page, learner: str, *, framed: bool) -> Page:
        address = self.launch(learner)
        if not framed:
            page.goto(address)
            return page
        page.goto(self.around)
        page.evaluate(FRAME, address)
        return page

    def root(self, page: Page) -> Root:
        return page.frame_locator("iframe") if _is_framed(page) else page

    def document(self, page: Page) -> Page | Frame:
        return page.frames[-1] if _is_framed(page) else page

    def fail(self, trouble: Trouble, times: int | None = None) -> None:
        if trouble == "login":
            self._fail(Fault("login", times=times))
            return
        do, status = _KINDS[trouble]
        fault = Fault(do, method="PUT|POST", path=_WRITES, status=status, times=times)
        self._fail(fault)

    def _fail(self, fault: Fault) -> None:
        """A broken connection is met first, then who has no access; the rest is met within."""
        place = sum(_depth(each) <= _depth(fault) for each in self.lrs.faults)
        self.lrs.fail(fault, place)

    def heal(self) -> None:
        self.lrs.heal()

    def quiet(self) -> None:
        eventually(lambda: self.lrs.busy == 0, "an LRS at rest")

    def took(self, learner: str) -> bool:
        return self.text(learner) is not None or self.held(learner).completed

    def held(self, learner: str) -> Held:
        moved_on = None
        if isinstance(self.host, Cmi5Host):
            if not self.host.launched(learner):
                return Held(completed=False)
            moved_on = self.host.launcher.satisfied(learner)
        return held_of(self.host.outcome(learner), self.text(learner), moved_on=moved_on)

    def text(self, learner: str) -> str | None:
        found = [
            json.loads(document.body)
            for agent, document in self.lrs.documents.states()
            if learner in agent
        ]
        return next((each["bookmark"] for each in found if "bookmark" in each), None)

    def plant(self, learner: str, text: str) -> None:
        self.lrs.documents.change(learner, lambda body: {**body, "bookmark": text})

    def verbs(self, learner: str) -> list[str]:
        """Of the session's statements about the launched activity itself, oldest first."""
        if isinstance(self.host, Cmi5Host):
            return self.host.launcher.verbs(learner) if self.host.launched(learner) else []
        return [verb for verb, _statement in self.host.launcher.about_module(learner)]

    def endings(self, learner: str) -> list[float]:
        launcher = self.host.launcher
        told = launcher.defined if isinstance(launcher, Cmi5Launcher) else launcher.about_module
        ended = [each for verb, each in told(learner) if verb == "terminated"]
        return [float(each["result"]["duration"][2:-1]) for each in ended]

    @property
    def activity(self) -> str:
        """The id of what is launched."""
        if isinstance(self.host, Cmi5Host):
            return self.host.launcher.activity_id
        return self.package.activity_id

    def accepted_at(self, learner: str) -> float | None:
        first: dict[str, float] = {}
        for at, what in self.lrs.arrivals:
            verb = str(what.get("verb", {}).get("id", "")).rpartition("/")[2]
            about = what.get("object", {}).get("id")
            if verb and about == self.activity and learner in str(what["actor"]):
                first.setdefault(verb, at)
        completed = first.get("completed")
        return max(completed, first.get("passed", completed)) if completed else None

    def ended(self) -> bool:
        return bool(self._learner) and "terminated" in self.verbs(self._learner)

    def lowered(self, learner: str) -> list[str]:
        verbs = self.verbs(learner)
        after = verbs[verbs.index("passed") :] if "passed" in verbs else []
        return [verb for verb in after if verb == "failed"]

    def sent(self) -> int:
        return len(self.lrs.requests)

    def weigh(self) -> tuple[list[int], list[int]]:
        """Bytes of what comes from now on: each list of statements in one request, each state."""
        told = self.lrs.heard
        lists: list[int] = []
        documents: list[int] = []

        def weighed(request: Request) -> None:
            told(request)
            # While it stays, the page sends one statement after the other.
            if request.method == "POST" and request.path.endswith("/statements"):
                lists.append(len(request.body))
            if request.method == "PUT" and request.path.endswith("/state"):
                documents.append(len(request.body))

        self.lrs.heard = weighed
        return lists, documents

    def expire(self) -> None:
        self._fail(Fault("status", status=401))

    def faults(self) -> list[str]:
        return self.host.faults()


def xapi(side: Side) -> XapiSide:
    """The side of a case that runs on cmi5 or xAPI alone."""
    assert isinstance(side, XapiSide)
    return side


def _depth(fault: Fault) -> int:
    return 0 if fault.do == "drop" else 1 if fault.status == 401 else 2


def _is_framed(page: Page) -> bool:
    return page.url.endswith("/framed")


def _framed(_request: Request) -> Answer:
    page = (
        b'<!doctype html><html lang="en"><title>LMS</title><style>body{margin:0}iframe{position:'
        b'fixed;inset:0;width:100%;height:100%;border:0}</style><iframe title="Course" '
        b'allow="fullscreen"></iframe>'
    )
    return Answer(200, page, {"Content-Type": "text/html; charset=utf-8"})


def _next(_request: Request) -> Answer:
    page = b'<!doctype html><html lang="en"><title>Next</title><h1>Another page of the LMS</h1>'
    return Answer(200, page, {"Content-Type": "text/html; charset=utf-8"})
