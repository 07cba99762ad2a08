"""The frozen data that the stages hand on: from Series and Module to PreparedCourse."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scormpack.findings import Finding
from scormpack.package import PackagePath
from scormpack.settings import (
    AidKind,
    AidSettings,
    Audience,
    Brand,
    CompletionSettings,
    ModuleSettings,
    QuestionsSettings,
    SeriesSettings,
    Use,
    Uses,
)


class Combination(StrEnum):
    """How modules share packages.

    `modules`: a package each. `series`: one package of many SCOs or AUs. `single`: one package of
    one SCO or AU, with a menu inside.
    """

    MODULES = "modules"
    SERIES = "series"
    SINGLE = "single"


@dataclass(frozen=True)
class Module:
    """One module as its author wrote it, with all that it inherits from its series filled in.

    `number` is its place in the series, from 1, and `of` how many modules that has. `series` is
    None for a module that stands alone. Every file that `settings` names exists in `folder` and was
    checked by `source.load`.
    """

    settings: ModuleSettings
    folder: Path
    number: int
    of: int
    base_iri: str
    language: str
    notice: str | None
    brand: Brand
    brand_folder: Path
    audiences: tuple[Audience, ...]
    series: SeriesSettings | None

    @property
    def id(self) -> str:
        """The id that never changes."""
        return self.settings.id

    @property
    def title(self) -> str:
        """The title that learners read."""
        return self.settings.title

    @property
    def series_title(self) -> str | None:
        """The title of the series that it belongs to."""
        return self.series.title if self.series else None


@dataclass(frozen=True)
class Series:
    """Modules in teaching order. `settings` is None for a module folder that stands alone."""

    settings: SeriesSettings | None
    folder: Path
    modules: tuple[Module, ...]


@dataclass(frozen=True)
class Course:
    """What one package teaches: modules, for one audience, under one completion rule each.

    Several modules are of one series. `use` None: each module's own completion rule.
    """

    modules: tuple[Module, ...]
    audience: Audience
    combination: Combination = Combination.MODULES
    use: Use | None = None

    @property
    def series(self) -> SeriesSettings | None:
        """The series that is taught as one course; None where the course is one module's."""
        return None if self.combination is Combination.MODULES else self.modules[0].series

    @property
    def whole(self) -> bool:
        """Whether it has all modules of the series."""
        return len(self.modules) == self.modules[0].of

    def aids(self, module: Module) -> tuple[AidSettings, ...]:
        """The job aids and, for commanders, the packet of `module`: this audience's own list."""
        packet = module.settings.commanders_packet
        return module.settings.job_aids + (() if self.audience is Audience.OFFICER else packet)

    def completion(self, module: Module) -> CompletionSettings:
        """What makes `module` complete: the preset of the use, else the module's own rule.

        A share of right answers falls away where the module asks nothing.
        """
        if self.use is None:
            return module.settings.completion
        preset = (module.series.uses if module.series else Uses()).preset(self.use)
        asked = preset.questions if module.settings.questions else None
        return preset.model_copy(update={"questions": asked})

    def questions(self, module: Module) -> QuestionsSettings | None:
        """The knowledge check; none where the use counts none."""
        counted = self.use is None or self.completion(module).questions is not None
        return module.settings.questions if counted else None

    def requires(self, module: Module) -> tuple[Module, ...]:
        """The modules of the course that must be complete before `module`, in teaching order.

        Those that it requires, and all before it where the series is taken in order.
        """
        if self.series is None:
            return ()
        before = self.modules[: self.modules.index(module)]
        if self.series.sequence == "in-order":
            return before[-1:]
        wanted = module.settings.requires
        return tuple(each for each in self.modules if each.id in wanted)


@dataclass(frozen=True)
class Cue:
    """One caption or description: seconds, and its text as safe, minimal HTML and as plain text."""

    start: float
    end: float
    text: str
    html: str


@dataclass(frozen=True)
class Track:
    """A caption or description track, read, checked, and written again as WebVTT."""

    language: str
    label: str
    cues: tuple[Cue, ...]
    vtt: bytes


@dataclass(frozen=True)
class PreparedVideo:
    """A video that every browser plays. `encoder` is empty where the author's file is untouched.

    `warnings` are findings that do not stop a build: accepted gaps among them.
    """

    file: Path
    duration: float
    width: int
    height: int
    encoder: str
    poster: Path
    poster_width: int
    poster_height: int
    captions: tuple[Track, ...]
    descriptions: tuple[Track, ...]
    described: Path | None
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PreparedAid:
    """A job aid or packet item, ready to be laid into a package.

    `id` is unique in its module and stable (from the file's name or the title). `html` is the body
    of its page, `pages` counts the PDF's pages; `url` is set for a web resource, which has no file.
    """

    id: str
    title: str
    kind: AidKind
    language: str
    packet: bool
    required: bool
    description: str | None
    owner: str | None
    read: str | None
    url: str | None
    html: str | None
    download: Path | bytes | None
    download_name: str | None
    pages: int | None
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PreparedModule:
    """A module whose media and documents are ready."""

    module: Module
    video: PreparedVideo
    aids: tuple[PreparedAid, ...]
    completion: CompletionSettings
    questions: QuestionsSettings | None


@dataclass(frozen=True)
class PreparedCourse:
    """A course whose media and documents are ready."""

    course: Course
    modules: tuple[PreparedModule, ...]


@dataclass(frozen=True)
class Package:
    """A package that was built and lies at `path`. Sizes in bytes, digests SHA-256 in hex.

    `number` is the place of its first module in the series. `complete_when` has each module's title
    and rule, `requires` pairs of titles: a module, and one that must be complete before it.

    `warnings` are those of its sources, accepted gaps among them. `findings` is what `check` says
    of the package: empty, unless scormpack itself is at fault.
    """

    path: Path
    format: str
    audience: Audience
    module_ids: tuple[str, ...]
    number: int
    title: str
    combination: Combination
    use: Use | None
    complete_when: tuple[tuple[str, str], ...]
    requires: tuple[tuple[str, str], ...]
    manifest_id: str
    activity_ids: tuple[str, ...]
    size: int
    sha256: str
    inputs: tuple[tuple[str, str], ...]
    entries: tuple[tuple[PackagePath, str], ...]
    encoders: tuple[str, ...]
    warnings: tuple[Finding, ...]
    findings: tuple[Finding, ...]
