"""What a SCORM manifest can get wrong in any edition; each edition numbers and sources it alike."""

from dataclasses import dataclass

from scormpack.codes._references import ReferenceCodes, reference_codes
from scormpack.findings import Code, Severity


@dataclass(frozen=True)
class ScormCodes:
    """Codes 001 to 024 of an edition, named for the rule that each stands for."""

    long_identifier: Code
    version: Code
    prefix: Code
    default: Code
    dangling_item: Code
    reference_on_branch: Code
    empty_leaf: Code
    title: Code
    duplicate: Code
    references: ReferenceCodes
    unlisted: Code
    no_href: Code
    first_resource: Code
    control_document: Code
    dangling_dependency: Code
    href_not_listed: Code
    no_sco: Code
    scorm_type: Code
    no_location: Code
    no_status: Code

    @property
    def all(self) -> tuple[Code, ...]:
        """Every code, in order of number."""
        values = [getattr(self, name) for name in self.__dataclass_fields__]
        codes: list[Code] = []
        for value in values:
            codes += value.all if isinstance(value, ReferenceCodes) else [value]
        return tuple(codes)


def scorm_codes(family: str, cam: str, versions: str, scorm_type: str) -> ScormCodes:
    """The codes of one edition. `cam` names its Content Aggregation Model, which most cite."""

    def error(number: int, text: str, remedy: str, source: str) -> Code:
        return Code(f"{family}-{number:03}", Severity.ERROR, text, remedy, source)

    def warning(number: int, text: str, remedy: str, source: str) -> Code:
        return Code(f"{family}-{number:03}", Severity.WARNING, text, remedy, source)

    return ScormCodes(
        long_identifier=warning(
            1,
            "the manifest's identifier {identifier} is longer than 15 characters",
            "Shorten it, and then never change it: records hang on it.",
            "seen in SuccessFactors, which builds ids from the first 15 characters",
        ),
        version=error(
            2,
            "the schema and schemaversion are '{schema}' and '{version}'",
            f"Write exactly 'ADL SCORM' and {versions}, with no white space.",
            f"{cam}, schemaversion; Moodle takes anything else as SCORM 1.2",
        ),
        prefix=warning(
            3,
            "the namespace {namespace} has the prefix '{found}', not '{wanted}'",
            "Use the customary prefix, and the content packaging namespace as the default one.",
            "seen in Moodle, which matches prefixes as text and takes such a SCO for an asset",
        ),
        default=error(
            4,
            "the default organization is '{default}', which is not an organization here",
            "Let organizations@default name an organization's identifier.",
            f"{cam}, organizations",
        ),
        dangling_item=error(
            5,
            "item {item} refers to {reference}, which is not a resource here",
            "Let identifierref name a resource's identifier.",
            f"{cam}, item",
        ),
        reference_on_branch=error(
            6,
            "item {item} has items in it and refers to a resource",
            "Move the reference into an item of its own: only leaves are launched.",
            f"{cam}, item",
        ),
        empty_leaf=warning(
            7,
            "item {item} has nothing in it and refers to no resource",
            "Give it an identifierref, or take it out.",
            f"{cam}, item",
        ),
        title=error(
            8,
            "{what} {identifier} has no title",
            "Give it one: it is what learners see in the menu.",
            f"{cam}, title",
        ),
        duplicate=error(
            9,
            "the identifier {identifier} is used twice",
            "Give each manifest, organization, item and resource its own.",
            f"{cam}, identifier",
        ),
        references=reference_codes(family, 10, f"{cam}, href"),
        unlisted=warning(
            15,
            "no resource lists this file",
            "List it with a file element: some LMSs copy only what is listed.",
            f"{cam}, file; ADL's validator warns of it",
        ),
        no_href=error(
            16,
            "the SCO {identifier} has no href, so there is nothing to launch",
            "Give the resource the href of its launch page.",
            f"{cam}, resource",
        ),
        first_resource=warning(
            17,
            "the first resource, {identifier}, is not a SCO that can be launched",
            "Put the launchable SCO first.",
            "seen in several LMSs, which launch the first resource",
        ),
        control_document=warning(
            18,
            "schemaLocation names {location}, which is not in the package",
            "Add the control document at that place.",
            f"{cam}, control documents; ADL's validator fails a package without them",
        ),
        dangling_dependency=error(
            19,
            "a dependency of {identifier} refers to {reference}, which is not a resource here",
            "Let identifierref name a resource's identifier.",
            f"{cam}, dependency",
        ),
        href_not_listed=warning(
            20,
            "the resource {identifier} does not list its own launch page {href}",
            "Add a file element for it.",
            f"{cam}, file",
        ),
        no_sco=warning(
            21,
            "no item refers to a SCO, so nothing can be recorded",
            f'Mark the launched resource with {scorm_type}="sco".',
            f"{cam}, {scorm_type}",
        ),
        scorm_type=warning(
            22,
            f"the resource {{identifier}} has no {scorm_type}",
            f"Add {scorm_type}, in this exact spelling: sco or asset.",
            f"{cam}, {scorm_type}",
        ),
        no_location=warning(
            23,
            "schemaLocation does not say where the schema of {namespace} lies",
            "Name the control document of each namespace that is used.",
            f"{cam}, control documents",
        ),
        no_status=warning(
            24,
            "no script or page of the package mentions {status}, so nothing seems to record it",
            "Check that the run-time script is in the package and names the element in full.",
            "seen in Open edX, whose importer looks for the name",
        ),
    )
