"""The fault cases F01–F48: what each does to the player, and the standards that it applies to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

COLUMNS: Mapping[str, str] = {
    "scorm12": "SCORM 1.2",
    "scorm2004": "SCORM 2004",
    "cmi5": "cmi5",
    "xapi": "xAPI",
}
_STANDARDS = ("scorm12", "scorm2004-4", "cmi5", "xapi")

_NO_OBJECT = "its launch is in the address: no API object is looked for"
_NO_CALLS = "it has no API whose calls answer or throw"
_NO_ENTRY = "a launch has no entry, mode or credit"
_ONE_FIELD = "of the standards that the case names, this is none"
_NO_CAP = "xAPI sets no limit to a state document"
_SYNCHRONOUS = "nothing is sent synchronously"
_NO_PAYLOAD = "what is written at exit are calls, not one payload"
_LRS = "it has no LRS"


@dataclass(frozen=True)
class Fault:
    """A case; `without` gives the reason for each column that it does not apply to."""

    id: str
    text: str
    without: Mapping[str, str] = field(default_factory=dict)

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards to run it on."""
        return tuple(each for each in _STANDARDS if column(each) not in self.without)


def column(standard: str) -> str:
    """Both editions of SCORM 2004 have one player and one column."""
    return "scorm2004" if standard.startswith("scorm2004") else standard


def _but(reason: str, *columns: str) -> Mapping[str, str]:
    return dict.fromkeys(columns, reason)


_XAPI = ("cmi5", "xapi")
_SCORM = ("scorm12", "scorm2004")

FAULTS: tuple[Fault, ...] = (
    Fault("F01", "the API appears late", _but(_NO_OBJECT, *_XAPI)),
    Fault("F02", "the API is far away: parents, openers, loops", _but(_NO_OBJECT, *_XAPI)),
    Fault("F03", "an ancestor is of another origin", _but(_NO_OBJECT, *_XAPI)),
    Fault("F04", "both editions' APIs are there, one a stub", _but(_NO_OBJECT, *_XAPI)),
    Fault("F05", "no LMS is there"),
    Fault("F06", "Initialize fails, throws, or was called before", _but(_NO_CALLS, *_XAPI)),
    Fault("F07", "a method throws or answers nothing", _but(_NO_CALLS, *_XAPI)),
    Fault("F08", "answers of every type", _but(_NO_CALLS, *_XAPI)),
    Fault("F09", "the API vanishes in the session", _but(_NO_OBJECT, *_XAPI)),
    Fault("F10", "a save fails once"),
    Fault("F11", "every save fails"),
    Fault("F12", "a save takes 30 s"),
    Fault("F13", "the session has expired: a login page answers"),
    Fault("F14", "the LMS says yes before it stores"),
    Fault("F15", "the network is lost: 5 s, 5 min, past exit"),
    Fault("F16", "optional parts are not supported"),
    Fault("F17", "what was accepted reads back as it was before"),
    Fault("F18", "nothing may follow the end"),
    Fault("F19", "the window is closed"),
    Fault("F20", "the LMS removes the frame"),
    Fault("F21", "the LMS blanks the frame or loads another page in it"),
    Fault("F22", "the page may not listen to unload"),
    Fault("F23", "no synchronous request while a page goes", _but(_SYNCHRONOUS, *_XAPI)),
    Fault("F24", "the renderer is killed"),
    Fault("F25", "hidden, then killed"),
    Fault("F26", "put into the back/forward cache, and back"),
    Fault("F27", "leaving is cancelled; a mail link, a download, print"),
    Fault("F28", "the computer sleeps for two hours; timers are throttled"),
    Fault("F29", "much to send at exit", _but(_NO_PAYLOAD, *_SCORM)),
    Fault("F30", "reload while playing, answering, saving"),
    Fault("F31", "the cap of suspend data", _but(_NO_CAP, *_XAPI)),
    Fault("F32", "the LMS cuts suspend data", _but(_NO_CAP, *_XAPI)),
    Fault("F33", "suspend data are damaged or another tool's"),
    Fault("F34", "the state is of an older version"),
    Fault("F35", "entry, mode and credit contradict the data", _but(_NO_ENTRY, "xapi")),
    Fault("F36", "the same module in two windows"),
    Fault("F37", "launched again when complete"),
    Fault("F38", "a shared computer; storage blocked, full or parted"),
    Fault("F39", "opened to browse or review, or without credit", _but("it has no modes", "xapi")),
    Fault(
        "F40",
        "the LMS makes its own status of the mastery score",
        _but("only SCORM 1.2 judges at the end by itself", "scorm2004", *_XAPI),
    ),
    Fault("F41", "a completion threshold", _but(_ONE_FIELD, "scorm12", *_XAPI)),
    Fault("F42", "a scaled passing score", _but(_ONE_FIELD, "scorm12", *_XAPI)),
    Fault("F43", "completed and failed, passed and incomplete"),
    Fault("F44", "exit and navigation", _but("it has neither exit nor navigation", *_XAPI)),
    Fault("F45", "clocks, long times, numbers at their limits"),
    Fault("F46", "the video fails, stalls, or is skipped"),
    Fault("F47", "the rules of a cmi5 session", _but("cmi5's own", *_SCORM, "xapi")),
    Fault("F48", "the LRS refuses, repeats, rests", _but(_LRS, *_SCORM)),
)
BY_ID = {fault.id: fault for fault in FAULTS}
