"""SCORM 1.2: imsmanifest.xml after the Content Aggregation Model, with IMS metadata 1.2.1."""

from collections.abc import Iterable

from lxml.builder import ElementMaker

from scormpack import naming
from scormpack.formats import _imscp, _layout
from scormpack.formats.base import Element, Laid, Player, Unit
from scormpack.model import Course
from scormpack.package import Entry
from scormpack.pages import PageContent
from scormpack.prepared import PreparedCourse

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
# Moodle's parser matches these prefixes as text.
NAMESPACES = {None: CP, "adlcp": ADLCP, "imsmd": MD}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_cp = ElementMaker(namespace=CP, nsmap=NAMESPACES)
_adlcp = ElementMaker(namespace=ADLCP, nsmap=NAMESPACES)
_md = ElementMaker(namespace=MD, nsmap=NAMESPACES)


class Scorm12:
    """One organization of SCOs; completion and score live in `cmi.core`."""

    name = "scorm12"
    label = "SCORM 1.2"
    suits = "Nearly every LMS. The one to try first where you do not know what yours takes."
    combines = (
        "A series is one course of several SCOs, each with its own status; the LMS decides what "
        "the whole is. No order is enforced."
    )
    reports = "Status (incomplete, then completed), score 0–100, time, and each answer."
    # cmi.suspend_data is a CMIString4096 (RTE 1.2 section 3.4).
    capacity = 4096
    one_launch = False

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """Content, player, launch pages, imsmanifest.xml and its control documents."""
        player = Player(self.name, "scorm12", lambda _: {}, self.capacity)
        laid = _layout.lay(course, content, player)
        yield from laid.entries
        yield from _imscp.document(self.name, manifest(course, laid))


def manifest(course: PreparedCourse, laid: Laid) -> Element:
    """The whole manifest, after CAM 1.2 section 2.3.

    No `adlcp:masteryscore`: at LMSFinish an LMS overwrites the status from it, and Moodle's default
    rule waits for "completed", which it would turn into "passed". The player judges the score.
    """
    tree = _imscp.root("scorm12", course.course, NAMESPACES)
    tree.append(
        _cp.metadata(_cp.schema("ADL SCORM"), _cp.schemaversion("1.2"), _lom(course.course))
    )
    organization = _cp.organization(
        _cp.title(naming.title(course.course)),
        *(_item(unit) for unit in laid.units),
        identifier="organization",
    )
    tree.append(_cp.organizations(organization, default="organization"))
    tree.append(_imscp.resources(_cp, laid, {f"{{{ADLCP}}}scormtype": "sco"}))
    return tree


def _item(unit: Unit) -> Element:
    return _cp.item(
        _cp.title(unit.title),
        _adlcp.datafromlms(_imscp.launch_data(unit)),
        identifier=_imscp.item_id(unit),
        identifierref=_imscp.resource_id(unit),
        isvisible="true",
    )


def _lom(course: Course) -> Element:
    """IMS Learning Resource Metadata 1.2.1, the binding that CAM 1.2 section 2.2 names."""
    language = naming.language(course)

    def text(value: str) -> Element:
        return _md.langstring({XML_LANG: language}, value)

    return _md.lom(
        _md.general(
            _md.title(text(naming.title(course))),
            _md.language(language),
            _md.description(text(naming.description(course))),
            *(_md.keyword(text(word)) for word in naming.keywords(course)),
        ),
        _md.lifecycle(_md.version(text(naming.version(course)))),
        _md.educational(_md.typicallearningtime(_md.datetime(_imscp.minutes(course)))),
    )
