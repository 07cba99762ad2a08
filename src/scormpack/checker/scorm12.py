"""SCORM 1.2 manifests (Content Aggregation Model 1.2)."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from scormpack.checker.manifest import Dialect, Manifest
from scormpack.codes import scorm12
from scormpack.findings import Finding

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_TIMESPAN = re.compile(r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?")

DIALECT = Dialect(
    standard="scorm12",
    codes=scorm12.SHARED,
    versions=("1.2",),
    scorm_type=f"{{{ADLCP}}}scormtype",
    status="lesson_status",
    prefixes={None: CP, "adlcp": ADLCP},
)


def check(manifest: Manifest) -> Iterator[Finding]:
    """What SCORM 1.2 adds to items."""
    for item in manifest.items:
        name = item.get("identifier", "")
        score = item.find(f"{{{ADLCP}}}masteryscore")
        if score is not None:
            text = score.text or ""
            if _is_percentage(text):
                yield manifest.finding(scorm12.S12_102, score, item=name)
            else:
                yield manifest.finding(scorm12.S12_101, score, item=name, score=text)
        time = item.find(f"{{{ADLCP}}}maxtimeallowed")
        if time is not None and not _TIMESPAN.fullmatch(time.text or ""):
            yield manifest.finding(scorm12.S12_103, time, item=name, time=time.text or "")


def _is_percentage(text: str) -> bool:
    try:
        return 0 <= Decimal(text) <= 100
    except InvalidOperation:
        return False
