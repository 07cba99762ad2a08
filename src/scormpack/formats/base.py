"""What every format does alike: player, settings and launch pages around the shared content."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from scormpack import ids, pages
from scormpack.assets import player_asset
from scormpack.digest import sha256
from scormpack.model import Course, PreparedCourse, PreparedModule
from scormpack.package import Entry, PackagePath
from scormpack.pages import PageContent

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type
Settings = Mapping[str, object]


class Format(Protocol):
    """A standard to package for. `name` is what users type; `label` is what they read.

    `suits` and `reports` are sentences for the people who import packages: which LMSs take this
    format, and what an LMS then holds about each learner.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def suits(self) -> str: ...
    @property
    def reports(self) -> str: ...

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """`content` plus this standard's manifest, its player bundle and its settings."""
        ...


@dataclass(frozen=True)
class Unit:
    """What an LMS launches for one module: its page and the files that belong to it alone."""

    module: PreparedModule
    launch: PackagePath
    entries: tuple[Entry, ...]


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


def lay(
    content: PageContent,
    *,
    standard: str,
    bundle: str,
    settings: Callable[[PreparedModule], Settings],
    connect: str = pages.CONNECT_SELF,
    recorded: bool = True,
) -> Laid:
    """Adds the player's `bundle`, each module's `settings` and launch page to `content`.

    `connect` is the launch page's Content-Security-Policy connect-src.
    """
    player = Entry.hashed("a", "player.js", player_asset(f"player-{bundle}.js"))
    build = _build_id(content)
    units = []
    for page in content.modules:
        module = page.prepared.module
        common = {
            "standard": standard,
            "activityId": ids.activity_iri(module.base_iri, module.id),
            "build": build,
        }
        script = pages.script("scormpackSettings", {**common, **settings(page.prepared)})
        own = Entry.hashed("a", f"{module.id}-settings.js", script)
        html = pages.launch_page(
            page, scripts=[own.path, player.path], connect=connect, recorded=recorded
        )
        units.append(Unit(page.prepared, page.launch, (Entry(page.launch, html), own)))
    return Laid((player, *content.entries), tuple(units))


def manifest_id(course: Course) -> str:
    """The identifier of the course's manifest; see `ids.manifest_id`."""
    module = course.modules[0]
    return ids.manifest_id(module.base_iri, module.id, course.audience, "module", "")


def course_title(course: Course) -> str:
    """What an LMS lists. A commander's package says so: both may stand in one catalogue."""
    title = course.modules[0].title
    return title if course.audience == "officer" else f"{title} (commanders)"


def xml_entry(name: str, root: Element) -> Entry:
    """The XML file `name` at the root of the package: UTF-8, indented, `root` and all below it."""
    etree.indent(root)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Entry(PackagePath(name), data + b"\n")


def _build_id(content: PageContent) -> str:
    """Twelve hex digits over the content's paths, which carry the content's own digests."""
    paths: Sequence[str] = sorted(entry.path for entry in content.entries)
    return sha256("\n".join(paths).encode())[:12]
