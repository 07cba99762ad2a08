"""Job aids and packet items as texts, and the digests of what a build carries of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scormpack import documents
from scormpack.codes.leaks import LEAK_006
from scormpack.digest import sha256
from scormpack.documents import markdown
from scormpack.findings import Finding
from scormpack.leakage import pdftext
from scormpack.leakage.pdftext import UnreadableError
from scormpack.leakage.sentences import html_blocks, sentences
from scormpack.model import Module
from scormpack.prepared import PreparedAid
from scormpack.settings import AidSettings


@dataclass(frozen=True)
class Aid:
    """A job aid or packet item, what is made of it, and the blocks of its text.

    `place` is its file, as findings name it, `settings_place` the file that names it. `fault` says
    why its text cannot be read.
    """

    settings: AidSettings
    ready: PreparedAid
    path: Path | None
    place: str
    settings_place: str
    blocks: tuple[str, ...]
    fault: Finding | None

    def files(self) -> Iterator[tuple[str, str]]:
        """Digests of its file, its PDF and its page, each with what it is."""
        if self.path is None:
            return
        yield sha256(self.path), self.place
        if isinstance(self.ready.download, Path) and self.ready.download != self.path:
            yield sha256(self.ready.download), f"the PDF made of {self.place}"
        if self.ready.html is not None:
            yield sha256(self.ready.html.encode()), f"the page made of {self.place}"

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Each sentence, and where it stands."""
        for text in sentences(self.blocks):
            yield text, self.place
        source = f"{self.settings_place} ('{self.settings.title}')"
        for block in (self.settings.title, self.settings.description or ""):
            for text in sentences([block]):
                yield text, source
        if self.settings.url:
            yield self.settings.url, source


def aids(module: Module, cache: Path) -> Iterator[Aid]:
    """The module's job aids, then its packet; PDFs of Markdown files are kept in `cache`.

    Raises SourceError where one cannot be used, and OSError.
    """
    settings = (*module.settings.job_aids, *module.settings.commanders_packet)
    folder = module.folder.name
    for each, ready in zip(settings, documents.prepare_all(module, cache), strict=True):
        path = module.folder / each.file if each.file else None
        place = f"{folder}/{each.file}"
        blocks: list[str] = []
        fault = None
        try:
            blocks = _blocks(path, place, ready)
        except UnreadableError as error:
            fault = Finding.of(LEAK_006, place, reason=error)
        yield Aid(each, ready, path, place, f"{folder}/module.yaml", tuple(blocks), fault)


def _blocks(path: Path | None, place: str, ready: PreparedAid) -> list[str]:
    """Paragraphs, items and cells; of a PDF its pages, then their lines.

    A PDF does not say where a paragraph ends: a heading and what follows it look like one.
    """
    if path is None:
        return []
    if path.suffix.lower() == ".pdf":
        pages = pdftext.read(path.read_bytes()).pages
        return [*pages, *(line for page in pages for line in page.splitlines())]
    blocks = html_blocks(ready.html or "")
    if path.suffix.lower() == ".md":
        document, _ = markdown.read(path.read_bytes(), place)
        if document and document.heading:
            blocks.insert(0, document.heading)
    return blocks
