"""IMS Content Packaging as SCORM uses it: what the manifests of its editions share."""

from collections.abc import Iterable, Mapping

from lxml.builder import ElementMaker

from scormpack import naming, schemas
from scormpack.formats.base import Element, Laid, Unit, xml_entry
from scormpack.model import Course
from scormpack.package import Entry, PackagePath

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def root(standard: str, course: Course, namespaces: Mapping[str | None, str]) -> Element:
    """An empty manifest whose schemaLocation names the control documents in the package."""
    maker = ElementMaker(namespace=namespaces[None], nsmap={**namespaces, "xsi": XSI})
    pairs = (f"{name} {place}" for name, place in schemas.NAMESPACES[standard])
    attributes = {f"{{{XSI}}}schemaLocation": " ".join(pairs)}
    return maker.manifest(
        attributes, identifier=naming.manifest_id(course), version=naming.version(course)
    )


def item_id(unit: Unit) -> str:
    """Moodle keys a learner's track by this: stable, from the module's or series' id alone."""
    return f"item-{unit.id}"


def resource_id(unit: Unit) -> str:
    """The resource of the unit's SCO."""
    return f"sco-{unit.id}"


def launch_data(unit: Unit) -> str:
    """What `cmi.launch_data` is: by it the player knows an API that serves another SCO by now."""
    return f"unit={unit.id}"


def resources(maker: ElementMaker, laid: Laid, sco: Mapping[str, str]) -> Element:
    """SCOs first, since several readers launch the first resource; each lists its own files.

    `sco` is the attribute that marks a SCO, which each edition spells its own way. What the units
    share is one asset that every SCO depends on, so each file is listed once.
    """
    listed = [
        maker.resource(
            {"type": "webcontent", **sco},
            *(_file(maker, entry.path) for entry in unit.entries),
            maker.dependency(identifierref="shared"),
            identifier=resource_id(unit),
            href=unit.launch,
        )
        for unit in laid.units
    ]
    asset = dict.fromkeys(sco, "asset")
    # By name rather than path, so that a change of a digest moves no line.
    files = sorted((entry.path for entry in laid.shared), key=lambda path: (path[0], path.name))
    listed.append(
        maker.resource(
            {"type": "webcontent", **asset},
            *(_file(maker, path) for path in files),
            identifier="shared",
        )
    )
    return maker.resources(*listed)


def _file(maker: ElementMaker, path: PackagePath) -> Element:
    # A PackagePath has nothing that needs percent-encoding.
    return maker.file(href=path)


def minutes(course: Course) -> str:
    """The typical learning time as an ISO 8601 duration."""
    return f"PT{naming.minutes(course)}M"


def document(standard: str, manifest: Element) -> Iterable[Entry]:
    """imsmanifest.xml and the control documents that it names."""
    yield xml_entry("imsmanifest.xml", manifest)
    for path, schema in schemas.control_documents(standard):
        yield Entry(PackagePath(path), schema)
