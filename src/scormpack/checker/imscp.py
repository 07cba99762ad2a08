"""What the manifests of all SCORM editions share (IMS Content Packaging, SCORM CAM)."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from scormpack import schemas
from scormpack.checker.manifest import MANIFEST, Manifest
from scormpack.checker.opened import Damaged
from scormpack.checker.references import Fault, resolve
from scormpack.checker.xmlread import LIMIT, Element
from scormpack.findings import Finding

XSI_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_LONG = 15
_SCRIPTS = frozenset({".js", ".html", ".htm"})


def check(manifest: Manifest) -> Iterator[Finding]:
    """Every rule that the editions share."""
    codes = manifest.codes
    yield from _head(manifest)
    yield from _prefixes(manifest)
    yield from _control_documents(manifest)
    yield from _identifiers(manifest)
    yield from _organizations(manifest)
    yield from _resources(manifest)
    yield from _unlisted(manifest)
    if not any(_mentions_status(manifest, name) for name in manifest.opened.files):
        yield manifest.finding(codes.no_status, manifest.root, status=manifest.dialect.status)


def launch_pages(manifest: Manifest) -> set[str]:
    """The files that SCOs launch."""
    found = (
        manifest.resolve(resource, resource.get("href", "")).name
        for resource in manifest.all("resource")
        if manifest.is_sco(resource)
    )
    return {name for name in found if name}


def _head(manifest: Manifest) -> Iterator[Finding]:
    codes, root = manifest.codes, manifest.root
    identifier = root.get("identifier", "")
    if len(identifier) > _LONG:
        yield manifest.finding(codes.long_identifier, root, identifier=identifier)
    metadata = manifest.child(root, "metadata")
    texts = []
    for name in ("schema", "schemaversion"):
        element = None if metadata is None else manifest.child(metadata, name)
        texts.append("" if element is None else element.text or "")
    schema, version = texts
    if schema != "ADL SCORM" or version not in manifest.dialect.versions:
        place = root if metadata is None else metadata
        yield manifest.finding(codes.version, place, schema=schema, version=version)


def _prefixes(manifest: Manifest) -> Iterator[Finding]:
    wanted = {space: prefix for prefix, space in manifest.dialect.prefixes.items()}
    seen = set()
    for element in manifest.root.iter("{*}*"):
        for prefix, space in element.nsmap.items():
            if space in wanted and wanted[space] != prefix and (prefix, space) not in seen:
                seen.add((prefix, space))
                yield manifest.finding(
                    manifest.codes.prefix,
                    element,
                    namespace=space,
                    found=prefix or "",
                    wanted=wanted[space] or "",
                )


def _control_documents(manifest: Manifest) -> Iterator[Finding]:
    words = manifest.root.get(XSI_LOCATION, "").split()
    pairs = list(zip(words[::2], words[1::2], strict=False))
    for _, location in pairs:
        if resolve(location, "", manifest.opened).fault not in {None, Fault.FOREIGN}:
            yield manifest.finding(
                manifest.codes.control_document, manifest.root, location=location
            )
    located = {namespace for namespace, _ in pairs}
    used = {space for e in manifest.root.iter("{*}*") for space in e.nsmap.values()}
    for namespace, _ in schemas.NAMESPACES[manifest.dialect.standard]:
        if namespace in used and namespace not in located:
            yield manifest.finding(manifest.codes.no_location, manifest.root, namespace=namespace)


def _identifiers(manifest: Manifest) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in manifest.root.iter("{*}*"):
        # Sequencing's ID is of the same kind: one of a name in the whole document.
        identifier = element.get("identifier") or element.get("ID")
        if identifier is None:
            continue
        if identifier in seen:
            yield manifest.finding(manifest.codes.duplicate, element, identifier=identifier)
        seen.add(identifier)


def _organizations(manifest: Manifest) -> Iterator[Finding]:
    codes = manifest.codes
    organizations = list(manifest.all("organization"))
    for parent in manifest.all("organizations"):
        default = parent.get("default", "")
        if default not in {each.get("identifier") for each in organizations}:
            yield manifest.finding(codes.default, parent, default=default)
    for element in (*organizations, *manifest.items):
        title = manifest.child(element, "title")
        if title is None or not (title.text or "").strip():
            what = str(element.tag).rpartition("}")[2]
            identifier = element.get("identifier", "")
            yield manifest.finding(codes.title, element, what=what, identifier=identifier)
    for item in manifest.items:
        yield from _item(manifest, item)
    resources = manifest.resources
    referred = (resources.get(item.get("identifierref", "")) for item in manifest.items)
    if not any(manifest.is_sco(resource) for resource in referred):
        yield manifest.finding(codes.no_sco, manifest.root)


def _item(manifest: Manifest, item: Element) -> Iterator[Finding]:
    codes, name = manifest.codes, item.get("identifier", "")
    reference = item.get("identifierref")
    branch = manifest.child(item, "item") is not None
    if reference is not None and reference not in manifest.resources:
        yield manifest.finding(codes.dangling_item, item, item=name, reference=reference)
    if reference is not None and branch:
        yield manifest.finding(codes.reference_on_branch, item, item=name)
    if reference is None and not branch:
        yield manifest.finding(codes.empty_leaf, item, item=name)


def _resources(manifest: Manifest) -> Iterator[Finding]:
    codes, resources = manifest.codes, manifest.resources
    for number, resource in enumerate(manifest.all("resource")):
        name = resource.get("identifier", "")
        launchable = manifest.is_sco(resource) and resource.get("href")
        if number == 0 and not launchable and any(map(manifest.is_sco, resources.values())):
            yield manifest.finding(codes.first_resource, resource, identifier=name)
        if resource.get(manifest.dialect.scorm_type) is None:
            yield manifest.finding(codes.scorm_type, resource, identifier=name)
        if manifest.is_sco(resource) and not resource.get("href"):
            yield manifest.finding(codes.no_href, resource, identifier=name)
        yield from _hrefs(manifest, resource)
        for dependency in resource.findall(f"{{{manifest.dialect.prefixes[None]}}}dependency"):
            reference = dependency.get("identifierref", "")
            if reference not in resources:
                yield manifest.finding(
                    codes.dangling_dependency, dependency, identifier=name, reference=reference
                )


def _hrefs(manifest: Manifest, resource: Element) -> Iterator[Finding]:
    files = resource.findall(f"{{{manifest.dialect.prefixes[None]}}}file")
    listed = {manifest.resolve(resource, file.get("href", "")).name for file in files}
    name = resource.get("identifier", "")
    for element in files:
        yield from _href(manifest, resource, element, f"a file of resource {name}")
    href = resource.get("href")
    if href is None:
        return
    found = manifest.resolve(resource, href)
    if found.fault is None and found.name not in listed:
        yield manifest.finding(manifest.codes.href_not_listed, resource, identifier=name, href=href)
    elif href not in {file.get("href") for file in files}:
        yield from _href(manifest, resource, resource, f"resource {name}")


def _href(manifest: Manifest, resource: Element, element: Element, what: str) -> Iterator[Finding]:
    href = element.get("href", "")
    yield from manifest.resolve(resource, href).findings(
        manifest.codes.references,
        manifest.opened.where(MANIFEST),
        line=element.sourceline,
        what=what,
        href=href,
    )


def _unlisted(manifest: Manifest) -> Iterator[Finding]:
    """Control documents and the manifest itself are listed by no resource."""
    listed = {
        manifest.resolve(resource, element.get("href", "")).name
        for resource in manifest.all("resource")
        for element in (resource, *resource)
        if element.get("href")
    }
    for name in manifest.opened.files:
        control = PurePosixPath(name).suffix.lower() in {".xsd", ".dtd"}
        if name not in listed and name != MANIFEST and not control:
            yield Finding.of(manifest.codes.unlisted, manifest.opened.where(name))


def _mentions_status(manifest: Manifest, name: str) -> bool:
    opened = manifest.opened
    if PurePosixPath(name).suffix.lower() not in _SCRIPTS or opened.size(name) > LIMIT:
        return False
    try:
        return manifest.dialect.status.encode() in opened.read(name)
    except Damaged:
        return False  # ZIP-008 says so.
