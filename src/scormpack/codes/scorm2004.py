"""S04-: SCORM 2004 packages, 3rd and 4th edition."""

from scormpack.codes._scorm import scorm_codes
from scormpack.findings import Code, Severity

_CAM = "SCORM 2004 Content Aggregation Model, section 3.4"
_SN = "SCORM 2004 Sequencing and Navigation"

SHARED = scorm_codes("S04", _CAM, "'2004 3rd Edition' or '2004 4th Edition'", "adlcp:scormType")

S04_101 = Code(
    "S04-101",
    Severity.WARNING,
    "item {item} lets the LMS complete its SCO on leaving it",
    "Give it deliveryControls with completionSetByContent and objectiveSetByContent true.",
    f"{_SN}, section 3.14; seen in SuccessFactors",
)
S04_102 = Code(
    "S04-102",
    Severity.WARNING,
    "minNormalizedMeasure does nothing here, since satisfiedByMeasure is not true",
    "Set satisfiedByMeasure to true, or take minNormalizedMeasure out.",
    f"{_SN}, section 3.10",
)
S04_103 = Code(
    "S04-103",
    Severity.WARNING,
    "item {item} has a completion threshold",
    "Leave it out: where progress_measure is missing, 'completed' then reads back as 'unknown'.",
    "SCORM 2004 RTE, section 4.2.4.1; Moodle takes the 3rd edition's as 1.0",
)
S04_104 = Code(
    "S04-104",
    Severity.ERROR,
    "adlcp:dataFromLMS of item {item} has {length} characters, more than 4,000",
    "Shorten it: an LMS need not keep more.",
    f"{_CAM}, adlcp:dataFromLMS",
)
S04_105 = Code(
    "S04-105",
    Severity.ERROR,
    "a sequencing element refers to {reference}, which is not in the sequencing collection",
    "Let IDRef name the ID of a sequencing element of imsss:sequencingCollection.",
    f"{_CAM}, imsss:sequencing",
)
S04_106 = Code(
    "S04-106",
    Severity.ERROR,
    "a sequencing rule asks about the objective {objective}, which its activity does not have",
    "Name an objective of the same imsss:sequencing, or add it there.",
    f"{_SN}, section 3.4.1",
)
S04_107 = Code(
    "S04-107",
    Severity.ERROR,
    "{objective} reads the shared objective {shared}, which nothing in the package writes",
    "Let the activity that it waits for write it: mapInfo with writeSatisfiedStatus true.",
    f"{_SN}, section 3.10.4; an LMS may keep it for ever unknown",
)

ALL = (*SHARED.all, S04_101, S04_102, S04_103, S04_104, S04_105, S04_106, S04_107)
