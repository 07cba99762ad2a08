"""cmi5: cmi5.xml, one assignable unit a module (cmi5 1.0, sections 13 and 14)."""

from collections.abc import Iterable

from lxml.builder import ElementMaker

from scormpack import ids, naming
from scormpack.formats import _layout, _xapi, base
from scormpack.formats.base import Element, Laid, Unit
from scormpack.model import Combination, Course
from scormpack.package import Entry
from scormpack.pages import PageContent
from scormpack.prepared import PreparedCourse

_CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories"
COURSE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

_c = ElementMaker(namespace=COURSE, nsmap={None: COURSE})


class Cmi5:
    """A course of assignable units; the LMS launches each with a session of its own."""

    name = "cmi5"
    label = "cmi5"
    suits = "LMSs that list cmi5. Prefer it to plain xAPI where both are offered."
    combines = (
        "A series is one course with a block of assignable units; the LMS marks block and course "
        "satisfied when all are. No order is enforced."
    )
    reports = (
        "Completed, and passed or failed, with score and time, as xAPI statements in the LMS's "
        "record store, with video and answer detail."
    )
    capacity = _xapi.CAPACITY
    one_launch = False

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """Content, player, launch pages and cmi5.xml."""
        laid = _layout.lay(course, content, _xapi.player(self.name, _categories))
        yield from laid.entries
        yield base.xml_entry("cmi5.xml", course_structure(course, laid))


def _categories(verb: str) -> tuple[str, ...]:
    """Section 9.6.2: of all that cmi5 defines, and of what moveOn may go by."""
    judged = verb in ("completed", "passed", "failed")
    return (f"{_CATEGORIES}/cmi5", f"{_CATEGORIES}/moveon") if judged else (f"{_CATEGORIES}/cmi5",)


def course_structure(course: PreparedCourse, laid: Laid) -> Element:
    """The course structure, section 13.1. The course's id is the manifest's, as an IRI."""
    chosen = course.course
    language = naming.language(chosen)
    return _c.courseStructure(
        _c.course(
            _c.title(_text(language, naming.title(chosen))),
            _c.description(_text(language, naming.description(chosen))),
            id=ids.activity_iri(chosen.modules[0].base_iri, naming.manifest_id(chosen)),
        ),
        *(_block(chosen, laid) if chosen.combination is Combination.SERIES else _units(laid)),
    )


def _block(course: Course, laid: Laid) -> list[Element]:
    """Section 13.1.2. The LMS marks it satisfied once all its AUs are; so it is the whole."""
    language = naming.language(course)
    block = _c.block(
        _c.title(_text(language, naming.title(course))),
        _c.description(_text(language, naming.description(course))),
        *_units(laid),
        id=naming.activity(course),
    )
    return [block]


def _units(laid: Laid) -> list[Element]:
    return [_unit(unit) for unit in laid.units]


def _unit(unit: Unit) -> Element:
    """Section 13.1.4. moveOn is always written: its default counts as satisfied at once."""
    mastery = unit.mastery
    judged = {"masteryScore": f"{mastery:f}"} if mastery is not None else {}
    return _c.au(
        _c.title(_text(unit.language, unit.title)),
        _c.description(_text(unit.language, unit.description)),
        _c.url(unit.launch),
        id=unit.activity,
        launchMethod="AnyWindow",
        activityType=_xapi.MODULE_TYPE,
        moveOn="CompletedAndPassed" if judged else "Completed",
        **judged,
    )


def _text(language: str, value: str) -> Element:
    return _c.langstring(value, lang=language)
