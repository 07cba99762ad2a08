"""SCORM 2004 manifests, 3rd and 4th edition (CAM and SN books)."""

from collections.abc import Iterator
from dataclasses import replace

from scormpack.checker.manifest import Dialect, Manifest
from scormpack.checker.xmlread import Element
from scormpack.codes import scorm2004
from scormpack.findings import Finding

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
_LONGEST_DATA = 4000
_TRUE = frozenset({"true", "1"})

THIRD = Dialect(
    standard="scorm2004-3",
    codes=scorm2004.SHARED,
    # CAM 1.3 is the 2nd edition: others' packages are read by the 3rd edition's rules.
    versions=("2004 3rd Edition", "CAM 1.3"),
    scorm_type=f"{{{ADLCP}}}scormType",
    status="completion_status",
    prefixes={
        None: CP,
        "adlcp": ADLCP,
        "adlseq": ADLSEQ,
        "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
        "imsss": IMSSS,
    },
)
FOURTH = replace(THIRD, standard="scorm2004-4", versions=("2004 4th Edition",))


def edition(root: Element) -> Dialect:
    """The edition that schemaversion names, whatever else is wrong with it."""
    version = root.findtext(f"{{{CP}}}metadata/{{{CP}}}schemaversion", default="")
    return FOURTH if "4th" in version else THIRD


def check(manifest: Manifest) -> Iterator[Finding]:
    """What SCORM 2004 adds to items, and sequencing."""
    for item in manifest.items:
        yield from _item(manifest, item)
    yield from _objectives(manifest)
    collected = {
        element.get("ID")
        for element in manifest.root.findall(
            f"{{{IMSSS}}}sequencingCollection/{{{IMSSS}}}sequencing"
        )
    }
    for sequencing in manifest.root.iter(f"{{{IMSSS}}}sequencing"):
        reference = sequencing.get("IDRef")
        if reference is not None and reference not in collected:
            yield manifest.finding(scorm2004.S04_105, sequencing, reference=reference)
        if reference is None:
            yield from _rules(manifest, sequencing)
    yield from _shared(manifest)


def _item(manifest: Manifest, item: Element) -> Iterator[Finding]:
    name = item.get("identifier", "")
    resource = manifest.resources.get(item.get("identifierref", ""))
    if manifest.is_sco(resource) and not _set_by_content(manifest, item):
        yield manifest.finding(scorm2004.S04_101, item, item=name)
    threshold = item.find(f"{{{ADLCP}}}completionThreshold")
    # The 4th edition's counts only where completedByMeasure says so.
    if threshold is not None and threshold.get("completedByMeasure") not in {"false", "0"}:
        yield manifest.finding(scorm2004.S04_103, threshold, item=name)
    data = item.find(f"{{{ADLCP}}}dataFromLMS")
    if data is not None and len(data.text or "") > _LONGEST_DATA:
        length = len(data.text or "")
        yield manifest.finding(scorm2004.S04_104, data, item=name, length=length)


def _set_by_content(manifest: Manifest, item: Element) -> bool:
    """Whether the delivery controls of `item`, or those its IDRef names, leave all to the SCO."""
    sequencing = item.find(f"{{{IMSSS}}}sequencing")
    if sequencing is None:
        return False
    controls = sequencing.find(f"{{{IMSSS}}}deliveryControls")
    if controls is None:
        collected = {
            each.get("ID"): each
            for each in manifest.root.iterfind(f"{{{IMSSS}}}sequencingCollection/*")
        }
        shared = collected.get(sequencing.get("IDRef", ""))
        controls = None if shared is None else shared.find(f"{{{IMSSS}}}deliveryControls")
    names = ("completionSetByContent", "objectiveSetByContent")
    return controls is not None and all(controls.get(name) in _TRUE for name in names)


def _rules(manifest: Manifest, sequencing: Element) -> Iterator[Finding]:
    """Rules that ask about an objective; with an IDRef its objectives may come from elsewhere."""
    path = f"{{{IMSSS}}}objectives/*"
    own = {each.get("objectiveID") for each in sequencing.iterfind(path)}
    for condition in sequencing.iter(f"{{{IMSSS}}}ruleCondition"):
        objective = condition.get("referencedObjective")
        if objective is not None and objective not in own:
            yield manifest.finding(scorm2004.S04_106, condition, objective=objective)


def _shared(manifest: Manifest) -> Iterator[Finding]:
    """Shared objectives that are read; those of the system may be written by other courses."""
    maps = list(manifest.root.iter(f"{{{IMSSS}}}mapInfo"))
    written = {
        each.get("targetObjectiveID")
        for each in maps
        if _TRUE & {each.get("writeSatisfiedStatus"), each.get("writeNormalizedMeasure")}
    }
    for each in maps:
        shared = each.get("targetObjectiveID", "")
        if shared in written or _to_system(each):
            continue
        objective = each.getparent()
        name = "" if objective is None else objective.get("objectiveID", "")
        yield manifest.finding(scorm2004.S04_107, each, objective=name, shared=shared)


def _to_system(element: Element) -> bool:
    """Whether its organization shares objectives with other courses: true unless it says false."""
    organization = next(element.iterancestors(f"{{{CP}}}organization"), None)
    if organization is None:
        return True
    return organization.get(f"{{{ADLSEQ}}}objectivesGlobalToSystem") not in {"false", "0"}


def _objectives(manifest: Manifest) -> Iterator[Finding]:
    for measure in manifest.root.iter(f"{{{IMSSS}}}minNormalizedMeasure"):
        objective = measure.getparent()
        if objective is not None and objective.get("satisfiedByMeasure") not in _TRUE:
            yield manifest.finding(scorm2004.S04_102, measure)
