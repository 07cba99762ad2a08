"""The frozen data that later stages hand on: from PreparedCourse to the Package that was built."""

from dataclasses import dataclass
from pathlib import Path

from scormpack.findings import Finding
from scormpack.model import Combination, Course, Module
from scormpack.package import PackagePath
from scormpack.settings import AidKind, Audience, CompletionSettings, QuestionsSettings, Use


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
    `longest_record` is how many characters the player's record of what a learner did can take in an
    LMS; None where nothing is recorded.

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
    longest_record: int | None
    manifest_id: str
    activity_ids: tuple[str, ...]
    size: int
    sha256: str
    inputs: tuple[tuple[str, str], ...]
    entries: tuple[tuple[PackagePath, str], ...]
    encoders: tuple[str, ...]
    warnings: tuple[Finding, ...]
    findings: tuple[Finding, ...]
