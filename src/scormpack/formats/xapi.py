"""xAPI packages: tincan.xml, as LMSs and LRSs import them, and the ADL video profile."""

from collections.abc import Iterable

from lxml.builder import ElementMaker

from scormpack import naming
from scormpack.formats import _layout, _xapi, base
from scormpack.formats.base import Element, Laid
from scormpack.model import Combination
from scormpack.package import Entry
from scormpack.pages import PageContent
from scormpack.prepared import PreparedCourse, PreparedModule

TINCAN = "http://projecttincan.com/tincan.xsd"

_t = ElementMaker(namespace=TINCAN, nsmap={None: TINCAN})


class Xapi:
    """Activities that an LMS launches with endpoint, auth and actor in the query."""

    name = "xapi"
    label = "xAPI (tincan.xml)"
    suits = "LMSs that list xAPI or Tin Can, and record stores that launch such packages."
    combines = (
        "tincan.xml has one launch a package, so both ways give the same: a menu that keeps the "
        "order, and statements about each module and about the whole."
    )
    reports = (
        "Completed, and passed or failed, with score and time, as xAPI statements, with the ADL "
        "video profile's play, pause and seek detail."
    )
    capacity = _xapi.CAPACITY
    one_launch = True

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """Content, player, launch pages and tincan.xml."""
        player = _xapi.player(self.name)
        alone = course.course.combination is Combination.MODULES
        lay = _layout.lay_modules if alone else _layout.lay_single
        laid = lay(course, content, player)
        yield from laid.entries
        yield base.xml_entry("tincan.xml", activities(course, laid))


def activities(course: PreparedCourse, laid: Laid) -> Element:
    """The activity that is launched, and those of the modules behind its menu.

    "Only one activity definition within a package may contain launch" (Tin Can launch guidelines,
    Activity Definition): the others are there for reports to name.
    """
    (unit,) = laid.units
    alone = course.course.combination is Combination.MODULES
    launched = _t.activity(
        _t.name(naming.title(course.course), lang=unit.language),
        _t.description(unit.description, lang=unit.language),
        _t.launch(unit.launch, lang=unit.language),
        id=unit.activity,
        type=_xapi.MODULE_TYPE if alone else _xapi.COURSE_TYPE,
    )
    described = () if alone else (_described(each) for each in unit.modules)
    return _t.tincan(_t.activities(launched, *described))


def _described(prepared: PreparedModule) -> Element:
    module = prepared.module
    return _t.activity(
        _t.name(module.title, lang=module.language),
        _t.description(module.settings.description, lang=module.language),
        id=_xapi.activity(prepared).id,
        type=_xapi.MODULE_TYPE,
    )
