"""An imsmanifest.xml in the edition that it is written for, and how its parts are found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from scormpack.checker.opened import Opened
from scormpack.checker.references import Fault, Reference, resolve
from scormpack.checker.xmlread import Element
from scormpack.codes._scorm import ScormCodes
from scormpack.findings import Code, Finding

MANIFEST = "imsmanifest.xml"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True)
class Dialect:
    """An edition's names. `prefixes` are the customary ones; None is the default namespace.

    `status` is the last word of the run-time element that records completion.
    """

    standard: str
    codes: ScormCodes
    versions: tuple[str, ...]
    scorm_type: str
    status: str
    prefixes: Mapping[str | None, str]


@dataclass(frozen=True)
class Manifest:
    """A parsed imsmanifest.xml and the package that holds it."""

    opened: Opened
    root: Element
    dialect: Dialect

    @property
    def codes(self) -> ScormCodes:
        """The edition's codes."""
        return self.dialect.codes

    def finding(self, code: Code, element: Element, **values: Any) -> Finding:
        """`code` at the line of `element`."""
        where = self.opened.where(MANIFEST)
        return Finding.of(code, where, line=element.sourceline, **values)

    def all(self, *names: str) -> Iterator[Element]:
        """The content packaging elements of these names, in document order."""
        namespace = self.dialect.prefixes[None]
        return self.root.iter(*(f"{{{namespace}}}{name}" for name in names))

    def child(self, element: Element, name: str) -> Element | None:
        """The first child of that name in the content packaging namespace."""
        return element.find(f"{{{self.dialect.prefixes[None]}}}{name}")

    def resolve(self, resource: Element, href: str) -> Reference:
        """The file that `href` of `resource`, or of a file in it, names."""
        base = ""
        try:
            for element in (*reversed(list(resource.iterancestors())), resource):
                base = urljoin(base, element.get(_XML_BASE, ""))
        except ValueError:
            return Reference(None, Fault.UNSAFE)
        return resolve(href, base, self.opened)

    @cached_property
    def resources(self) -> dict[str, Element]:
        """Resources by identifier."""
        return {found.get("identifier", ""): found for found in self.all("resource")}

    @property
    def items(self) -> Iterator[Element]:
        """Every item of every organization."""
        return self.all("item")

    def is_sco(self, resource: Element | None) -> bool:
        """Whether `resource` is a SCO."""
        return resource is not None and resource.get(self.dialect.scorm_type) == "sco"
