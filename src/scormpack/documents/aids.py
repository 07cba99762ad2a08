"""Job aids and packet items, made ready: a page and a tagged PDF, or the author's own file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from scormpack import cache as cached
from scormpack.acceptance import settle
from scormpack.codes import documents as codes
from scormpack.documents import aidhtml, markdown, pdfcheck, typstpdf, wordfile
from scormpack.documents.markdown import Document
from scormpack.documents.typstpdf import Sheet
from scormpack.errors import SourceError
from scormpack.findings import Finding, has_errors, in_order
from scormpack.ids import MAX_ID_LENGTH, slug
from scormpack.model import Module
from scormpack.prepared import PreparedAid
from scormpack.reading import at_most
from scormpack.settings import AidSettings
from scormpack.words import kind

_REGION = 2  # letters of an ISO 3166-1 region, which Typst takes; it takes no script


def prepare_all(
    module: Module, cache: Path, *, today: date | None = None
) -> tuple[PreparedAid, ...]:
    """The module's job aids, then its Commander's Packet; new files lie in `cache`.

    `today` ends acceptances that have run out; None ends none. Raises SourceError with every
    finding of all of them.
    """
    aids = [(aid, False) for aid in module.settings.job_aids]
    aids += [(aid, True) for aid in module.settings.commanders_packet]
    prepared: list[PreparedAid] = []
    findings: list[Finding] = []
    for aid_id, (aid, packet) in zip(ids(module), aids, strict=True):
        blank = _blank(module, aid, aid_id, packet=packet)
        item, found = _prepared(module, aid, blank, cache)
        settled = in_order(settle(found, module.settings.accepted, today))
        findings += settled
        prepared.append(replace(item, warnings=settled))
    if has_errors(findings):
        raise SourceError(findings)
    return tuple(prepared)


def ids(module: Module) -> tuple[str, ...]:
    """Ids of the job aids, then of the packet: unique in the module, the same for every audience.

    From the file's name or the title, numbered where one repeats.
    """
    aids = (*module.settings.job_aids, *module.settings.commanders_packet)
    found: list[str] = []
    for aid in aids:
        words = Path(aid.file).stem if aid.file else aid.title
        base = slug(words)[: MAX_ID_LENGTH - 4].strip("-") or "aid"
        names = (base, *(f"{base}-{n}" for n in range(2, len(aids) + 2)))
        found.append(next(name for name in names if name not in found))
    return tuple(found)


def _blank(module: Module, aid: AidSettings, aid_id: str, *, packet: bool) -> PreparedAid:
    """The aid as its settings tell it: no page, no file."""
    return PreparedAid(
        id=aid_id,
        title=aid.title,
        kind=aid.kind,
        language=aid.language or module.language,
        packet=packet,
        required=aid.require is not None,
        description=aid.description,
        owner=aid.owner,
        read=None if aid.read is None else str(aid.read),
        url=aid.url,
        html=None,
        download=None,
        download_name=None,
        pages=None,
    )


_Prepared = tuple[PreparedAid, tuple[Finding, ...]]


def _prepared(module: Module, aid: AidSettings, blank: PreparedAid, cache: Path) -> _Prepared:
    if aid.file is None:
        return blank, ()
    path, where = module.folder / aid.file, f"{module.folder.name}/{aid.file}"
    suffix = path.suffix.lower()
    carried = replace(blank, download=path, download_name=path.name)
    match suffix:
        case ".md":
            return _printed(module, blank, path, where, cache)
        case ".pdf":
            pages, findings = pdfcheck.check(path, where)
            return replace(carried, pages=pages), findings
        case ".docx":
            html, findings = wordfile.read(path, where)
            return replace(carried, html=html), findings
        case _:
            return blank, (Finding.of(codes.PDF_008, where),)


def _printed(module: Module, blank: PreparedAid, path: Path, where: str, cache: Path) -> _Prepared:
    """A Markdown aid: its page, and the PDF made of it."""
    document, findings = markdown.read(at_most(path, markdown.MAX_BYTES), where)
    if document is None:
        return blank, findings
    page = _sheet(module, blank, document)
    if unknown := typstpdf.missing(page.words()):
        return blank, (Finding.of(codes.PDF_110, where, characters=unknown),)
    name = f"{cached.key(typstpdf.maker(), page.json())}.pdf"
    try:
        made = cached.kept(cache, name, lambda target: _write(target, page))
    except typstpdf.PrintError as error:
        return blank, (Finding.of(codes.PDF_112, where, reason=error),)
    pages = pdfcheck.page_count(made)
    if pages > 1 and not blank.packet:
        findings = (Finding.of(codes.PDF_111, where, pages=pages),)
    done = replace(
        blank,
        html=aidhtml.body(document, blank.id),
        download=made,
        download_name=f"{blank.id}.pdf",
        pages=pages,
    )
    return done, findings


def _write(target: Path, page: Sheet) -> None:
    target.write_bytes(typstpdf.pdf(page))


def _sheet(module: Module, aid: PreparedAid, document: Document) -> Sheet:
    language, _, rest = aid.language.partition("-")
    region = next((part for part in rest.split("-") if len(part) == _REGION), None)
    return Sheet(
        title=aid.title,
        heading=document.heading or aid.title,
        kind=kind(aid.kind),
        author=module.brand.name or "",
        lang=language.lower(),
        region=region.upper() if region and region.isalpha() else None,
        module=module.title,
        version=module.settings.version,
        notice=module.notice,
        nodes=document.nodes,
    )
