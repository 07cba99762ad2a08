"""CMI5-: cmi5 packages."""

from scormpack.codes._references import reference_codes
from scormpack.findings import Code, Severity

CMI5_001 = Code(
    "CMI5-001",
    Severity.ERROR,
    "the AU {au} has no moveOn, so it counts as satisfied before it is opened",
    "Write moveOn: Completed, or CompletedAndPassed where there is a judgement.",
    "cmi5 section 13.1.4, moveOn: the default is NotApplicable",
)
CMI5_002 = Code(
    "CMI5-002",
    Severity.WARNING,
    "the AU {au} has moveOn NotApplicable, so it counts as satisfied before it is opened",
    "Write Completed, Passed, CompletedAndPassed or CompletedOrPassed.",
    "cmi5 section 13.1.4, moveOn",
)
CMI5_003 = Code(
    "CMI5-003",
    Severity.ERROR,
    "the id of this {what}, '{id}', is not an absolute IRI",
    "Write a full address that you own, such as https://example.org/course/1.",
    "cmi5 sections 3.0 and 13.1",
)
CMI5_004 = Code(
    "CMI5-004",
    Severity.ERROR,
    "the id {id} is used twice",
    "Give the course, each block, each AU and each objective an id of its own.",
    "cmi5 section 13.1",
)
REFERENCES = reference_codes("CMI5", 5, "cmi5 sections 13.1.4 (url) and 14.1", Severity.ERROR)
CMI5_010 = Code(
    "CMI5-010",
    Severity.ERROR,
    "the url of the AU {au} has the query name {name}, which the launch itself uses",
    "Rename it: endpoint, fetch, actor, registration and activityId are reserved.",
    "cmi5 section 13.1.4, url; section 8.1",
)
CMI5_011 = Code(
    "CMI5-011",
    Severity.ERROR,
    "the masteryScore {score} of the AU {au} has more than four decimals",
    "Round it to four decimals.",
    "cmi5 section 13.1.4, masteryScore",
)
CMI5_012 = Code(
    "CMI5-012",
    Severity.WARNING,
    "the AU {au} asks for a pass, but no masteryScore says when it is passed",
    "Add masteryScore, or write moveOn Completed.",
    "cmi5 sections 9.5.2 and 13.1.4",
)
CMI5_013 = Code(
    "CMI5-013",
    Severity.ERROR,
    "an objective refers to {reference}, which the course does not declare",
    "Let idref name an objective's id.",
    "cmi5 section 13.1.3",
)

ALL = (
    *(CMI5_001, CMI5_002, CMI5_003, CMI5_004),
    *REFERENCES.all,
    *(CMI5_010, CMI5_011, CMI5_012, CMI5_013),
)
