"""Findings that a named person has accepted, with a reason, until a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from scormpack.findings import Finding, Severity
from scormpack.settings import Accepted

# Gaps that can be answered for by a person; a broken or dangerous file cannot.
_FAMILY = "A11Y-"
_DOCUMENTS = frozenset({"PDF-004", "PDF-005", "PDF-006", "PDF-007"})


def settle(
    findings: Iterable[Finding], accepted: tuple[Accepted, ...], today: date | None = None
) -> tuple[Finding, ...]:
    """`findings`, with each error that `accepted` covers lowered to a warning that says who did.

    `today` ends acceptances whose last day has passed. None ends none: a build asks no clock, so
    that the same folder gives the same packages on any day.
    """
    valid = {a.code: a for a in accepted if today is None or today <= a.until}
    return tuple(_settle(finding, valid.get(finding.code.id)) for finding in findings)


def _settle(finding: Finding, acceptance: Accepted | None) -> Finding:
    if acceptance is None or not _may_be_accepted(finding.code.id):
        return finding
    if finding.code.severity is not Severity.ERROR:
        return finding
    return replace(
        finding,
        code=replace(finding.code, severity=Severity.WARNING),
        text=f"{finding.text} (accepted by {acceptance.by} until {acceptance.until}: "
        f"{acceptance.reason.rstrip('.')})",
    )


def _may_be_accepted(code_id: str) -> bool:
    return code_id.startswith(_FAMILY) or code_id in _DOCUMENTS
