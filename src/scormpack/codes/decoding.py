"""DEC-: texts that are to be decoded."""

from scormpack.findings import Code, Severity

DEC_001 = Code(
    "DEC-001",
    Severity.ERROR,
    "no text of the player is in it: none that starts with sp1. or sw1. (suspend data) or sr1:"
    " (a receipt)",
    "Copy the whole cell or field that the LMS calls suspend data, or the whole receipt.",
    "scormpack: docs/decode.md",
)

ALL = (DEC_001,)
