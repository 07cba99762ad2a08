"""What every format does alike: player, settings and launch pages around the shared content."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Protocol

from lxml import etree

from scormpack import naming, pages, suspend
from scormpack.digest import sha256
from scormpack.model import Course
from scormpack.package import Entry, PackagePath
from scormpack.pages import PageContent
from scormpack.prepared import PreparedCourse, PreparedModule

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type
Settings = Mapping[str, object]


class Format(Protocol):
    """A standard to package for. `name` is what users type; `label` is what they read.

    `suits`, `reports` and `combines` are sentences for the people who import packages: which LMSs
    take this format, what an LMS then holds about each learner, and what it does with a series.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def suits(self) -> str: ...
    @property
    def reports(self) -> str: ...
    @property
    def combines(self) -> str: ...
    @property
    def capacity(self) -> int | None:
        """Most characters that the player's record may take; None: nothing is recorded."""
        ...

    @property
    def one_launch(self) -> bool:
        """Whether a package can be launched in one place alone, so that a series has a menu."""
        ...

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """`content` plus this standard's manifest, its player bundle and its settings."""
        ...


@dataclass(frozen=True)
class Unit:
    """What an LMS launches (a SCO, an AU, an activity): a module, or all behind a menu.

    `activity` is its IRI, `requires` the ids of the units that must be complete before it,
    `entries` the files that belong to it alone.
    """

    id: str
    activity: str
    title: str
    description: str
    language: str
    launch: PackagePath
    modules: tuple[PreparedModule, ...]
    requires: tuple[str, ...]
    entries: tuple[Entry, ...] = ()

    @property
    def mastery(self) -> Decimal | None:
        """The share of right answers that is asked for, 0 to 1; of several modules the mean.

        None where no question counts.
        """
        asked = [each.completion.questions for each in self.modules]
        counted = [share for share in asked if share is not None]
        if not counted:
            return None
        mean = sum(counted, Decimal(0)) / len(counted)
        return mean.quantize(Decimal("0.0001"), ROUND_DOWN).normalize()


@dataclass(frozen=True)
class Laid:
    """A course laid out for one standard, before its manifest: shared files, then the units."""

    shared: tuple[Entry, ...]
    units: tuple[Unit, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every file, the units' own first."""
        own = tuple(entry for unit in self.units for entry in unit.entries)
        return own + self.shared


@dataclass(frozen=True)
class Player:
    """A standard's player: its `bundle`, and what the launch page's policy lets it `connect` to.

    `recorded` False: the page says plainly that nothing is kept.
    """

    standard: str
    bundle: str
    settings: Callable[[Unit], Settings]
    capacity: int | None
    connect: str = pages.CONNECT_SELF
    recorded: bool = True

    def script(self, course: Course, unit: Unit, build: str, *, together: bool) -> Entry:
        """The settings that the player of `unit` starts from.

        `together`: behind a menu, in one record. `package` is the manifest's identifier, which no
        version changes: it keeps apart what a browser holds of one module in packages of different
        audiences and uses.
        """
        common = {
            "standard": self.standard,
            "activityId": unit.activity,
            "package": naming.manifest_id(course),
            "build": build,
        }
        record = self._record(unit, together=together)
        data = pages.script("scormpackSettings", {**common, **record, **self.settings(unit)})
        return Entry.hashed("a", f"{unit.id}-settings.js", data)

    def _record(self, unit: Unit, *, together: bool) -> Settings:
        """How much room the record has, where the player asks, and what is made to fit it."""
        slices = suspend.room(unit.modules, self.capacity, together=together).slices
        found = {"slices": slices} if slices else {}
        return {**found, "capacity": self.capacity} if together and self.capacity else found


def xml_entry(name: str, root: Element) -> Entry:
    """The XML file `name` at the root of the package: UTF-8, indented, `root` and all below it."""
    etree.indent(root)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Entry(PackagePath(name), data + b"\n")


def build_id(content: PageContent) -> str:
    """Twelve hex digits over the content's paths, which carry the content's own digests."""
    paths: Sequence[str] = sorted(entry.path for entry in content.entries)
    return sha256("\n".join(paths).encode())[:12]
