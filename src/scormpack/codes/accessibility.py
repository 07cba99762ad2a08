"""A11Y-: what people who cannot hear, see or read fast need; a named person may accept a gap."""

from scormpack.findings import Code, Severity

_WCAG = "WCAG 2.2, {}"
_FILE = "Correct the caption file."

A11Y_001 = Code(
    "A11Y-001",
    Severity.ERROR,
    "the video has sound and no captions",
    "Name a .vtt or .srt file under 'captions'.",
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)
A11Y_002 = Code(
    "A11Y-002",
    Severity.ERROR,
    "nothing describes what only the picture shows",
    "Name a .vtt file under 'descriptions' or a second video under 'described'; where nothing is "
    "conveyed by picture alone, record under 'accepted' who says so.",
    _WCAG.format("1.2.5 Audio Description (Prerecorded)"),
)
A11Y_003 = Code(
    "A11Y-003",
    Severity.ERROR,
    "the cue at {start} comes after one that starts later, at {other}",
    "Put the cues in the order of their times.",
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)
A11Y_004 = Code(
    "A11Y-004",
    Severity.ERROR,
    "the cue at {start} starts before the one before it ends, at {other}",
    "Let one cue end before the next starts.",
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)
A11Y_005 = Code(
    "A11Y-005",
    Severity.ERROR,
    "the cue ends at {end}, after the video, which ends at {duration}",
    _FILE,
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)
A11Y_006 = Code(
    "A11Y-006",
    Severity.ERROR,
    "the cue shows {speed} characters a second",
    "Show it longer or shorten it: nobody reads more than {limit} a second.",
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)
A11Y_007 = Code(
    "A11Y-007",
    Severity.WARNING,
    "the cue shows {speed} characters a second",
    "Show it longer or shorten it: above {limit} a second many readers fall behind.",
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)
A11Y_008 = Code(
    "A11Y-008",
    Severity.WARNING,
    "the line has {length} characters",
    "Break it: {limit} fit on a small screen.",
    _WCAG.format("1.4.10 Reflow"),
)
A11Y_009 = Code(
    "A11Y-009",
    Severity.WARNING,
    "the cue has {lines} lines",
    "Use at most {limit}; more cover the picture.",
    _WCAG.format("1.2.2 Captions (Prerecorded)"),
)

ALL = (
    *(A11Y_001, A11Y_002, A11Y_003, A11Y_004, A11Y_005),
    *(A11Y_006, A11Y_007, A11Y_008, A11Y_009),
)
