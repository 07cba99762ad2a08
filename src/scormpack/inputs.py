"""Digests of the source files that a module's packages are made from."""

from collections.abc import Iterator

from scormpack.digest import sha256
from scormpack.model import Module


def digests(module: Module) -> tuple[tuple[str, str], ...]:
    """(name in the module's folder, SHA-256 in hex) of module.yaml and every file it names."""
    names = sorted({"module.yaml", *_named(module)})
    return tuple((name, sha256(module.folder / name)) for name in names)


def _named(module: Module) -> Iterator[str]:
    video = module.settings.video
    yield from (video.file, video.poster.file)
    yield from video.captions.values()
    yield from video.descriptions.values()
    if video.described:
        yield video.described
    for aid in (*module.settings.job_aids, *module.settings.commanders_packet):
        if aid.file:
            yield aid.file
