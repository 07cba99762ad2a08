"""DEC-: texts that are to be decoded."""

from scormpack.findings import Code, Severity

DEC_001 = Code(
    "DEC-001",
    Severity.ERROR,
    "no text of the player is in it: nothing begins with sp1., sw1., sw2. (suspend data)"
    " or sr1: (a receipt)",
    "Copy the whole field that the LMS calls suspend data, or the whole receipt.",
    "scormpack: docs/decode.md",
)
DEC_002 = Code(
    "DEC-002",
    Severity.ERROR,
    "nothing of this {kind}'s text ({length} characters) can be read: it was {damage} before the"
    " end of its first part",
    "Copy it anew, whole. If the LMS itself holds no more, the player goes by what the learner's"
    " browser kept, then by the status and place that the LMS holds; it lowers no status.",
    "scormpack: the checksum of the first part is wrong, docs/decode.md",
)

ALL = (DEC_001, DEC_002)
