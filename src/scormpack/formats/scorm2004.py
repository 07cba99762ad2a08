"""SCORM 2004, 3rd and 4th edition: imsmanifest.xml with sequencing and IEEE LOM."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from lxml.builder import ElementMaker

from scormpack import naming
from scormpack.formats import _imscp, _layout
from scormpack.formats._sequencing import (
    ADLSEQ,
    GLOBAL_TO_SYSTEM,
    Sequencing,
    completion_objective,
)
from scormpack.formats.base import Element, Laid, Player, Unit
from scormpack.model import Combination, Course
from scormpack.package import Entry
from scormpack.pages import PageContent
from scormpack.prepared import PreparedCourse
from scormpack.settings import Exit, SeriesRecord

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
LOM = "http://ltsc.ieee.org/xsd/LOM"
# Moodle's parser matches these prefixes as text.
NAMESPACES = {
    None: CP,
    "adlcp": ADLCP,
    "adlseq": ADLSEQ,
    "adlnav": ADLNAV,
    "imsss": IMSSS,
    "lom": LOM,
}

_cp = ElementMaker(namespace=CP, nsmap=NAMESPACES)
_adlcp = ElementMaker(namespace=ADLCP, nsmap=NAMESPACES)
_sequencing = Sequencing(ElementMaker(namespace=IMSSS, nsmap=NAMESPACES))
_lom = ElementMaker(namespace=LOM, nsmap=NAMESPACES)


@dataclass(frozen=True)
class Scorm2004:
    """One edition. `version` is the exact text of `schemaversion` (CAM 3.4.1.2)."""

    name: str
    label: str
    version: str
    suits: str
    combines: str = (
        "A series is one course of several SCOs; the LMS rolls their completion up to the whole, "
        "and keeps the order where the series has one."
    )
    reports: str = (
        "Completion and success apart, score 0–100, share watched, time, and each answer."
    )
    # The smallest permitted maximum of cmi.suspend_data in both editions (RTE section 4.2).
    capacity: int = 64_000
    one_launch: bool = False

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """Content, player, launch pages, imsmanifest.xml and its control documents."""
        player = Player(self.name, "scorm2004", partial(_settings, course.course), self.capacity)
        laid = _layout.lay(course, content, player)
        yield from laid.entries
        yield from _imscp.document(self.name, manifest(self, course, laid))


THIRD = Scorm2004(
    name="scorm2004-3",
    label="SCORM 2004 3rd Edition",
    version="2004 3rd Edition",
    suits="LMSs that list SCORM 2004 without an edition, or name the 3rd.",
)
FOURTH = Scorm2004(
    name="scorm2004-4",
    label="SCORM 2004 4th Edition",
    version="2004 4th Edition",
    suits="LMSs that name the 4th edition.",
)


def manifest(edition: Scorm2004, course: PreparedCourse, laid: Laid) -> Element:
    """The whole manifest, after CAM section 3.4.

    No completion threshold and no `minNormalizedMeasure`: with either declared, a missing
    progress_measure or score.scaled makes "completed" read back as "unknown" (RTE 4.2.4.1), and
    Moodle takes the 3rd edition's threshold as 1.0. The player judges both.
    """
    tree = _imscp.root(edition.name, course.course, NAMESPACES)
    tree.append(
        _cp.metadata(
            _cp.schema("ADL SCORM"), _cp.schemaversion(edition.version), _metadata(course.course)
        )
    )
    organization = _cp.organization(
        _cp.title(naming.title(course.course)),
        *(_item(unit, _sequencing_of(course.course, unit, laid)) for unit in laid.units),
        _sequencing.whole() if len(laid.units) > 1 else _sequencing.alone(),
        {GLOBAL_TO_SYSTEM: "false"} if _in_series(course.course) else {},
        identifier="organization",
    )
    tree.append(_cp.organizations(organization, default="organization"))
    tree.append(_imscp.resources(_cp, laid, {f"{{{ADLCP}}}scormType": "sco"}))
    return tree


def _in_series(course: Course) -> bool:
    return course.combination is Combination.SERIES


def _settings(course: Course, unit: Unit) -> dict[str, object]:
    objective = {"objective": completion_objective(unit)} if _in_series(course) else {}
    ending = _exit_when_complete(unit)
    return {**objective, **({} if ending == "suspend" else {"exit": ending})}


def _exit_when_complete(unit: Unit) -> Exit:
    """The module's own setting, else its series'; that of the series where modules end together."""
    first = unit.modules[0].module
    shared = (first.series.record if first.series else SeriesRecord()).exit_when_complete
    own = first.settings.record.exit_when_complete
    return own if own and len(unit.modules) == 1 else shared


def _sequencing_of(course: Course, unit: Unit, laid: Laid) -> Element:
    if _in_series(course):
        return _sequencing.item(unit, laid.units)
    if course.combination is Combination.SINGLE:
        return _sequencing.menu(unit)
    return _sequencing.plain()


def _item(unit: Unit, sequencing: Element) -> Element:
    return _cp.item(
        _cp.title(unit.title),
        _adlcp.dataFromLMS(_imscp.launch_data(unit)),
        sequencing,
        identifier=_imscp.item_id(unit),
        identifierref=_imscp.resource_id(unit),
        isvisible="true",
    )


def _metadata(course: Course) -> Element:
    """IEEE 1484.12.1 Learning Object Metadata in its XML binding, 1484.12.3."""
    language = naming.language(course)

    def text(value: str) -> Element:
        return _lom.string(value, language=language)

    return _lom.lom(
        _lom.general(
            _lom.title(text(naming.title(course))),
            _lom.language(language),
            _lom.description(text(naming.description(course))),
            *(_lom.keyword(text(word)) for word in naming.keywords(course)),
        ),
        _lom.lifeCycle(_lom.version(text(naming.version(course)))),
        _lom.educational(_lom.typicalLearningTime(_lom.duration(_imscp.minutes(course)))),
    )
