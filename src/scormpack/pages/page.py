"""What learners see: the entries that all formats share, and each module's launch page.

Every page is whole before a script runs: transcript, job aids and questions are in the HTML. The
player's scripts make it interactive and are named by the format that adds them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scormpack.assets import player_asset, template_asset
from scormpack.model import Combination
from scormpack.package import Entry, PackagePath
from scormpack.pages.contentscript import content_script
from scormpack.pages.theme import stylesheet
from scormpack.pages.transcript import transcript
from scormpack.prepared import PreparedAid, PreparedCourse, PreparedModule
from scormpack.rendering import render
from scormpack.settings import Audience
from scormpack.words import seconds

CONNECT_SELF = "'self'"
"""connect-src of pages that talk to no one but the server they came from."""


@dataclass(frozen=True)
class AidPage:
    """Where a job aid lies in the package. `size` is its download's, in bytes."""

    aid: PreparedAid
    page: PackagePath | None
    download: PackagePath | None
    size: int


@dataclass(frozen=True)
class ModulePage:
    """What the launch page of one module needs: the module, and where its files lie."""

    prepared: PreparedModule
    audience: Audience
    launch: PackagePath
    video: PackagePath
    described: PackagePath | None
    poster: PackagePath
    captions: tuple[PackagePath, ...]
    descriptions: tuple[PackagePath, ...]
    logo: PackagePath | None
    styles: tuple[PackagePath, ...]
    content: PackagePath
    aids: tuple[AidPage, ...]


@dataclass(frozen=True)
class PageContent:
    """The entries that all formats of a course share, and its modules' pages."""

    entries: tuple[Entry, ...]
    modules: tuple[ModulePage, ...]


def content(course: PreparedCourse) -> PageContent:
    """Media, tracks, job aids, styles and content scripts, each in a folder named by its digest.

    Raises OutputError (OUT-009) where the player was never built.
    """
    entries: dict[PackagePath, Entry] = {}
    alone = course.course.combination is Combination.MODULES
    pages = []
    for module in course.modules:
        launch = PackagePath("index.html") if alone else _launch(module.module.id)
        files = _Files(module, entries)
        pages.append(_module_page(module, course.course.audience, launch, files))
    return PageContent(tuple(entries[path] for path in sorted(entries)), tuple(pages))


def _launch(module_id: str) -> PackagePath:
    """Beside others; index.html is the menu's."""
    return PackagePath("index-briefing.html" if module_id == "index" else f"{module_id}.html")


def launch_page(
    page: ModulePage,
    *,
    scripts: Sequence[PackagePath],
    connect: str,
    recorded: bool,
    menu: PackagePath | None = None,
) -> bytes:
    """The launch HTML of one module; `scripts` run in the order given, after parsing.

    `scripts` are the format's own, settings first and player last: the content script goes between
    them. `connect` is the policy's connect-src. `recorded` False says plainly that nothing is kept.
    `menu` is the page that lists all modules, for a link back to it.
    """
    video = page.prepared.video
    return render(
        "launch.html",
        page=page,
        module=page.prepared.module,
        settings=page.prepared.module.settings,
        completion=page.prepared.completion,
        parts=transcript(
            video.captions[0].cues if video.captions else (),
            video.descriptions[0].cues if video.descriptions else (),
            page.prepared.module.settings.video.chapters,
        ),
        scripts=[*scripts[:-1], page.content, *scripts[-1:]],
        ticks=_ticks(page.prepared),
        connect=connect,
        recorded=recorded,
        menu=menu,
    )


def _ticks(prepared: PreparedModule) -> str:
    """An SVG path with a tick where each chapter but the first begins; the line is 1,000 units."""
    duration = prepared.video.duration
    starts = (seconds(chapter.at) for chapter in prepared.module.settings.video.chapters)
    places = (round(1000 * start / duration, 1) for start in starts if start > 0 and duration > 0)
    return "".join(f"M{place:g} 0h3v16h-3z" for place in places)


class _Files:
    """Adds a module's files to `entries` and answers with their paths."""

    def __init__(self, prepared: PreparedModule, entries: dict[PackagePath, Entry]) -> None:
        self.id = prepared.module.id
        self._entries = entries

    def add(self, folder: str, name: str, content: bytes | Path) -> PackagePath:
        entry = Entry.hashed(folder, name, content)
        self._entries[entry.path] = entry
        return entry.path

    def own(self, folder: str, name: str, content: bytes | Path) -> PackagePath:
        return self.add(folder, f"{self.id}-{name}", content)

    def media(self, name: str, content: bytes | Path) -> PackagePath:
        """A file of the module's own name, unless another module has the same bytes already."""
        mine = Entry.hashed("media", f"{self.id}-{name}", content)
        folder = mine.path.rpartition("/")[0]
        for path in self._entries:
            if path.startswith(f"{folder}/") and _suffix(path) == _suffix(name):
                return path
        self._entries[mine.path] = mine
        return mine.path


def _module_page(
    prepared: PreparedModule, audience: Audience, launch: PackagePath, files: _Files
) -> ModulePage:
    module, video = prepared.module, prepared.video
    theme = files.add("a", "theme.css", stylesheet(module.brand.colour))
    sheet = files.add("a", "aid.css", template_asset("aid.css"))
    logo = module.brand.logo
    return ModulePage(
        prepared=prepared,
        audience=audience,
        launch=launch,
        video=files.media("video.mp4", video.file),
        described=files.media("described.mp4", video.described) if video.described else None,
        poster=files.media(f"poster{_suffix(video.poster.name)}", video.poster),
        captions=tuple(
            files.media(f"captions-{track.language}.vtt", track.vtt) for track in video.captions
        ),
        descriptions=tuple(
            files.media(f"descriptions-{track.language}.vtt", track.vtt)
            for track in video.descriptions
        ),
        logo=files.add("a", f"logo{_suffix(logo)}", module.brand_folder / logo) if logo else None,
        styles=(theme, files.add("a", "player.css", player_asset("player.css"))),
        content=files.own("a", "content.js", content_script(prepared, audience)),
        aids=tuple(_aid_pages(prepared, files, (theme, sheet))),
    )


def _aid_pages(
    prepared: PreparedModule, files: _Files, styles: tuple[PackagePath, ...]
) -> Iterator[AidPage]:
    for aid in prepared.aids:
        page, download, size = None, None, 0
        if aid.html is not None:
            html = render("aid.html", aid=aid, module=prepared.module, styles=styles)
            page = files.own("aids", f"{aid.id}.html", html)
        if aid.download is not None:
            suffix = _suffix(aid.download_name or ".pdf")
            download = files.own("aids", f"{aid.id}{suffix}", aid.download)
            size = Entry(download, aid.download).size
        yield AidPage(aid, page, download, size)


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()
