"""A package against what its source keeps from line officers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scormpack import checker
from scormpack.checker.opened import Damaged, Opened
from scormpack.codes import leaks as codes
from scormpack.codes.container import ZIP_006
from scormpack.findings import Finding, has_errors, in_order
from scormpack.leakage.entries import Said, said
from scormpack.leakage.index import Index
from scormpack.leakage.packet import Sentence, Withheld, withheld
from scormpack.model import Series
from scormpack.settings import Audience

_SHOWN = 60  # characters of a sentence in a finding


@dataclass(frozen=True)
class Comparison:
    """What was compared and what was found: `findings` has an error for each leak.

    `files` and `sentences` count what is withheld from officers, `entries` the package's files.
    """

    package: Path
    files: int
    sentences: int
    entries: int
    findings: tuple[Finding, ...]


def leaks(
    package: Path | str,
    series: Series,
    audience: Audience | str = Audience.OFFICER,
    *,
    cache: Path | str | None = None,
) -> Comparison:
    """Whether `package` holds anything that only the commanders of `series` may have.

    Looked for are, in any module's Commander's Packet, every file and what a build makes of it, by
    digest; and every sentence, title, description and web address, by letters and digits alone, in
    all that the package says: pages, scripts, XML, captions, PDFs, other documents. What pictures
    and sound say is not. A sentence is told once a file.

    Raises what `withheld` does, and ScormpackError where there is no file to read (ZIP-001). A zip
    that cannot be read, or a file in it, is among the findings.
    """
    return compare(Path(package), withheld(series, audience, cache))


def compare(package: Path, kept: Withheld) -> Comparison:
    """`package` against what is kept from officers; see `leaks`."""
    opened, of_zip = checker.read(package)
    # What the checker says of bytes that could not be compared.
    findings = [each for each in of_zip if has_errors([each]) or each.code is ZIP_006]
    entries = 0
    if opened is not None:
        entries = len(opened.files)
        findings += _findings(opened, kept)
    return Comparison(package, len(kept.files), len(kept.sentences), entries, in_order(findings))


def _findings(opened: Opened, kept: Withheld) -> Iterator[Finding]:
    yield from kept.warnings
    if not kept.files and not kept.sentences:
        yield Finding.of(codes.LEAK_005, opened.label)
    index = Index(kept.sentences)
    known = False
    for name in sorted(opened.files):
        try:
            for each in _not_of_leaks(said(opened, name), kept):
                known = known or any(
                    mark in reading.letters for reading in each.readings for mark in kept.known_by
                )
                yield from _of_file(opened.where(each.name), each, kept, index)
        except Damaged:
            continue  # ZIP-008 says so.
    if not known:
        yield Finding.of(codes.LEAK_004, opened.label, source=kept.title)


def _not_of_leaks(files: Iterable[Said], kept: Withheld) -> Iterator[Said]:
    """`files` without those inside one that is withheld as a whole."""
    whole: str | None = None
    for each in files:
        if whole is None or not each.name.startswith(f"{whole}/"):
            whole = each.name if each.sha256 in kept.files else whole
            yield each


def _of_file(where: str, file: Said, kept: Withheld, index: Index) -> Iterator[Finding]:
    if file.sha256 in kept.files:
        yield Finding.of(codes.LEAK_001, where, source=kept.files[file.sha256])
        return
    if file.fault is not None and file.sha256 not in kept.officers:
        yield Finding.of(codes.LEAK_003, where, reason=file.fault)
    told: set[Sentence] = set()
    for reading in file.readings:
        for sentence, at in index.found(reading):
            if sentence not in told:
                told.add(sentence)
                part = reading.part(at)
                yield Finding.of(
                    codes.LEAK_002,
                    where,
                    line=part if reading.unit == "line" else None,
                    start=_start(sentence.text),
                    page=f" on page {part}" if reading.unit == "page" else "",
                    source=", ".join(sentence.sources),
                )


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
