"""S12-: SCORM 1.2 packages."""

from scormpack.codes._scorm import scorm_codes
from scormpack.findings import Code, Severity

_CAM = "SCORM 1.2 Content Aggregation Model, section 2.3"

SHARED = scorm_codes("S12", _CAM, "'1.2'", "adlcp:scormtype")

S12_101 = Code(
    "S12-101",
    Severity.ERROR,
    "the mastery score of item {item} is '{score}', not a number from 0 to 100",
    "Write a number from 0 to 100, or leave it out.",
    f"{_CAM}, adlcp:masteryscore; RTE 1.2, cmi.student_data.mastery_score",
)
S12_102 = Code(
    "S12-102",
    Severity.WARNING,
    "item {item} has a mastery score",
    "Leave it out: from it an LMS turns 'completed' into 'passed' or 'failed' at the end.",
    "SCORM 1.2 RTE, LMSFinish; Moodle's default rule waits for 'completed'",
)
S12_103 = Code(
    "S12-103",
    Severity.ERROR,
    "the time allowed in item {item} is '{time}', not HHHH:MM:SS.SS",
    "Write hours of two to four digits, minutes and seconds: 00:30:00.",
    f"{_CAM}, adlcp:maxtimeallowed",
)

ALL = (*SHARED.all, S12_101, S12_102, S12_103)
