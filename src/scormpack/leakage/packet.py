"""What a source keeps from officers: the files and the sentences of its Commander's Packets."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scormpack.assets import TEMPLATES
from scormpack.cache import default_cache
from scormpack.codes.output import OUT_010, OUT_011
from scormpack.codes.source import SRC_021
from scormpack.errors import OutputError, SourceError
from scormpack.findings import Finding
from scormpack.ids import activity_iri
from scormpack.leakage import texts
from scormpack.leakage.aids import Aid, aids
from scormpack.leakage.letters import letters
from scormpack.model import Module, Series
from scormpack.settings import Audience


@dataclass(frozen=True)
class Sentence:
    """A sentence that officers must not find, and every place of the source where it stands."""

    text: str
    letters: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Withheld:
    """What a package is compared with.

    `title` is that of the source. `files` maps SHA-256, in hex, to what has it: a file of a packet,
    or what a build makes of one; `officers` are the digests of job aids. `known_by` are the letters
    of the modules' titles and IRIs. `warnings` tell of packet items whose text cannot be read.
    """

    title: str
    files: Mapping[str, str]
    officers: frozenset[str]
    sentences: tuple[Sentence, ...]
    known_by: tuple[str, ...]
    warnings: tuple[Finding, ...]


def withheld(
    series: Series, audience: Audience | str = Audience.OFFICER, cache: Path | str | None = None
) -> Withheld:
    """What `audience`, officers, may not have of `series`: the Commander's Packets.

    What officers have too is not withheld: job aids, captions, every text of module.yaml and
    series.yaml outside the packet, and the words of the pages themselves. PDFs of Markdown files
    are kept in `cache`, by default the user's cache folder.

    Raises SourceError where a document cannot be used, OutputError for another audience and where
    `cache` cannot be written to.
    """
    if str(audience) != Audience.OFFICER:
        known = str(Audience.OFFICER)
        raise OutputError([Finding.of(OUT_011, "--audience", name=audience, known=known)])
    with _refusals(Path(cache) if cache else default_cache()) as folder:
        return _withheld(series, [aid for module in series.modules for aid in aids(module, folder)])


@contextmanager
def _refusals(cache: Path) -> Iterator[Path]:
    """What the system says against `cache` or a file of the source, as findings."""
    try:
        yield cache
    except OSError as error:
        path = Path(os.fsdecode(error.filename)) if error.filename else cache
        reason = error.strerror or str(error)
        if path.is_relative_to(cache):
            raise OutputError(
                [Finding.of(OUT_010, "--cache-dir", folder=cache, reason=reason)]
            ) from error
        raise SourceError([Finding.of(SRC_021, str(path), reason=reason)]) from error


def _withheld(series: Series, found: Sequence[Aid]) -> Withheld:
    packet = [aid for aid in found if aid.ready.packet]
    mine = [aid for aid in found if not aid.ready.packet]
    officers = frozenset(digest for aid in mine for digest, _ in aid.files())
    return Withheld(
        title=series.settings.title if series.settings else series.modules[0].title,
        files={
            digest: what for aid in packet for digest, what in aid.files() if digest not in officers
        },
        officers=officers,
        sentences=tuple(_sentences(packet, "\n".join(map(letters, _open(series, mine))))),
        known_by=tuple(letters(mark) for module in series.modules for mark in _marks(module)),
        warnings=tuple(aid.fault for aid in packet if aid.fault),
    )


def _sentences(packet: Iterable[Aid], officers: str) -> Iterator[Sentence]:
    """Those of the packet that do not stand in `officers`, each once."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for aid in packet:
        for text, source in aid.sentences():
            found.setdefault(letters(text), (text, {}))[1][source] = None
    for key, (text, sources) in found.items():
        if key not in officers:
            yield Sentence(text, key, tuple(sources))


def _open(series: Series, job_aids: Iterable[Aid]) -> Iterator[str]:
    """Every text that officers have."""
    for template in sorted(TEMPLATES.glob("*.html")):
        yield from _read(template)
    if series.settings:
        yield from _strings(series.settings.model_dump())
    for module in series.modules:
        settings = module.settings
        yield from _strings(settings.model_dump(exclude={"commanders_packet", "accepted"}))
        for name in (*settings.video.captions.values(), *settings.video.descriptions.values()):
            yield from _read(module.folder / name)
    for aid in job_aids:
        yield " ".join(aid.blocks)
        yield aid.ready.html or ""  # the addresses of its links


def _read(path: Path) -> Iterator[str]:
    for reading in texts.readings(path.read_bytes()):
        yield reading.letters


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list() | tuple():
            for each in value:
                yield from _strings(each)
        case _:
            return


def _marks(module: Module) -> tuple[str, str]:
    return module.title, activity_iri(module.base_iri, module.id)
