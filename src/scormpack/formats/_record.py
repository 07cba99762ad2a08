"""Whether the player's record of a course fits into what an LMS keeps of it (RUNTIME F31)."""

from collections.abc import Iterator, Sequence

from scormpack import naming, suspend
from scormpack.codes import output
from scormpack.errors import OutputError
from scormpack.findings import Finding
from scormpack.formats.base import Format
from scormpack.model import Combination
from scormpack.prepared import PreparedCourse
from scormpack.suspend import Room


def room(each: Format, course: PreparedCourse) -> Room:
    """How the record of `course` fits there: of all its modules, or the longest of theirs."""
    combination = course.course.combination
    menu = each.one_launch and combination is Combination.SERIES
    together = menu or combination is Combination.SINGLE
    return suspend.room(course.modules, each.capacity, together=together)


def refuse_too_long(formats: Sequence[Format], courses: Sequence[PreparedCourse]) -> None:
    """Raises OutputError (OUT-014) where a record might be longer than what is kept of it."""
    findings = [found for each in formats for course in courses for found in _found(each, course)]
    if findings:
        raise OutputError(findings)


def _found(each: Format, course: PreparedCourse) -> Iterator[Finding]:
    most = room(each, course)
    if each.capacity is None or most.longest <= each.capacity:
        return
    module = max(most.shares, key=lambda name: most.shares[name])
    yield Finding.of(
        output.OUT_014,
        f"{naming.file_name(course.course)}-{each.name}",
        longest=f"{most.longest:,}",
        label=each.label,
        capacity=f"{each.capacity:,}",
        over=f"{most.longest - each.capacity:,}",
        module=module,
        share=f"{most.shares[module]:,}",
    )
