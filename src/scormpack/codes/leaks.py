"""LEAK-: what a package holds that its readers must not have."""

from scormpack.findings import Code, Severity

_PACKET = "scormpack: the Commander's Packet is in no officer's package"
_AGAIN = "Give this package to no officer; build it again with --audience officer."

LEAK_001 = Code(
    "LEAK-001",
    Severity.ERROR,
    "this is {source}, which is for commanders only",
    _AGAIN,
    _PACKET,
)
LEAK_002 = Code(
    "LEAK-002",
    Severity.ERROR,
    "'{start}'{page} is for commanders only: it stands in {source}",
    _AGAIN,
    _PACKET,
)
LEAK_003 = Code(
    "LEAK-003",
    Severity.ERROR,
    "what this says cannot be read ({reason}), so it was not compared",
    "Read it yourself before you give it to officers.",
    "scormpack: what was not compared is not proved",
)
LEAK_004 = Code(
    "LEAK-004",
    Severity.ERROR,
    "holds no module of '{source}': neither the title nor the identifier of one",
    "Name the source that the package was built from.",
    "scormpack: a comparison with another source proves nothing",
)
LEAK_005 = Code(
    "LEAK-005",
    Severity.WARNING,
    "no module has a commanders_packet, so there is nothing to compare packages with",
    "Name the whole series, if this is a part of it.",
    "scormpack: a comparison with nothing proves nothing",
)
LEAK_006 = Code(
    "LEAK-006",
    Severity.WARNING,
    "what this says cannot be read ({reason}), so packages are compared with the file alone",
    "Give it a text that can be selected and searched.",
    "scormpack: what was not compared is not proved",
)

ALL = (LEAK_001, LEAK_002, LEAK_003, LEAK_004, LEAK_005, LEAK_006)
