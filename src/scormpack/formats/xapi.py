"""xAPI packages: tincan.xml, as LMSs and LRSs import them, and the ADL video profile."""

from collections.abc import Iterable

from lxml.builder import ElementMaker

from scormpack import naming
from scormpack.formats import _xapi, base
from scormpack.formats.base import Element, Laid, Unit
from scormpack.model import PreparedCourse
from scormpack.package import Entry
from scormpack.pages import PageContent

TINCAN = "http://projecttincan.com/tincan.xsd"

_t = ElementMaker(namespace=TINCAN, nsmap={None: TINCAN})


class Xapi:
    """Activities that an LMS launches with endpoint, auth and actor in the query."""

    name = "xapi"
    label = "xAPI (tincan.xml)"
    suits = "LMSs that list xAPI or Tin Can, and record stores that launch such packages."
    combines = (
        "A series is one package with an activity for each module; tincan.xml has no record of the "
        "whole and no order, and some LMSs launch the first activity alone."
    )
    reports = (
        "Completed, and passed or failed, with score and time, as xAPI statements, with the ADL "
        "video profile's play, pause and seek detail."
    )

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """Content, player, launch pages and tincan.xml."""
        laid = _xapi.lay(course, content, self.name)
        yield from laid.entries
        yield base.xml_entry("tincan.xml", activities(course, laid))


def activities(course: PreparedCourse, laid: Laid) -> Element:
    """One activity with a launch page for each module."""
    alone = len(laid.units) == 1
    plain = naming.title(course.course)
    return _t.tincan(
        _t.activities(*(_activity(unit, plain if alone else unit.title) for unit in laid.units))
    )


def _activity(unit: Unit, title: str) -> Element:
    return _t.activity(
        _t.name(title, lang=unit.language),
        _t.description(unit.description, lang=unit.language),
        _t.launch(unit.launch, lang=unit.language),
        id=unit.activity,
        type=_xapi.MODULE_TYPE,
    )
