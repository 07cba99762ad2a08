"""XAPI-: packages with a tincan.xml."""

from scormpack.codes._references import reference_codes
from scormpack.findings import Code, Severity

_LAUNCH = "Rustici, Incorporating a TinCan LRS into an LMS"

XAPI_001 = Code(
    "XAPI-001",
    Severity.ERROR,
    "no activity has a launch element, so nothing can be opened",
    "Give the course's activity a launch element with its page.",
    f"{_LAUNCH}, Activity Definition",
)
XAPI_002 = Code(
    "XAPI-002",
    Severity.WARNING,
    "{count} activities have a launch or resource element",
    "Keep one launchable activity a package: LMSs take one and drop the others.",
    f"{_LAUNCH}, Activity Definition",
)
XAPI_003 = Code(
    "XAPI-003",
    Severity.ERROR,
    "the activity's {what} is '{id}', not an absolute IRI",
    "Write a full address, such as https://example.org/activities/1.",
    "xAPI 1.0.3, Data, sections 2.4.4.1 and 4.2",
)
XAPI_004 = Code(
    "XAPI-004",
    Severity.ERROR,
    "the activity id {id} is used twice",
    "Give each activity an id of its own.",
    "xAPI 1.0.3, Data, section 2.4.4.1",
)
REFERENCES = reference_codes("XAPI", 5, f"{_LAUNCH}, Activity Definition: launch")
XAPI_010 = Code(
    "XAPI-010",
    Severity.WARNING,
    "the activity {id} has no type",
    "Add one, such as http://adlnet.gov/expapi/activities/module.",
    "xAPI 1.0.3, Data, section 2.4.4.1: type is recommended",
)
XAPI_011 = Code(
    "XAPI-011",
    Severity.ERROR,
    "the activity {id} has two launch elements for the language '{language}'",
    "Keep one launch element a language.",
    f"{_LAUNCH}, Internationalization",
)
XAPI_012 = Code(
    "XAPI-012",
    Severity.ERROR,
    "the activity {id} has no name",
    "Add a name: it is what an LMS lists.",
    f"{_LAUNCH}, Activity Definition",
)
XAPI_013 = Code(
    "XAPI-013",
    Severity.WARNING,
    "the {what} of {id} does not say its language",
    'Add lang, such as lang="en-US".',
    f"{_LAUNCH}, Internationalization: where it is known, it should be declared",
)

ALL = (
    *(XAPI_001, XAPI_002, XAPI_003, XAPI_004),
    *REFERENCES.all,
    *(XAPI_010, XAPI_011, XAPI_012, XAPI_013),
)
