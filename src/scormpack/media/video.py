"""A module's video, poster and tracks, made ready: checked, and transcoded where browsers ask."""

import json
import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import av

from scormpack import cache as cached
from scormpack import captions
from scormpack.acceptance import settle
from scormpack.captions.lint import clock
from scormpack.codes import accessibility, media
from scormpack.digest import sha256
from scormpack.errors import SourceError
from scormpack.findings import Finding, has_errors, in_order
from scormpack.media import pictures
from scormpack.media.mp4 import BoxError, Layout, layout
from scormpack.media.probe import (
    MAX_SIDE,
    DamageError,
    NoPictureError,
    Probe,
    TooLargeError,
    UnknownCodecError,
    probe,
    verify,
)
from scormpack.media.transcode import encoder, remux, transcode
from scormpack.media.webvideo import Passthrough, Remux, Transcode, plan
from scormpack.model import Module, PreparedVideo, Track

log = logging.getLogger(__name__)

_SHORTEST = 1.0  # seconds


@dataclass(frozen=True)
class _Ready:
    """A video that every browser plays. `probe` is that of `file`."""

    file: Path
    encoder: str
    probe: Probe


def prepare(module: Module, cache: Path, *, today: date | None = None) -> PreparedVideo:
    """The module's video, its poster and its tracks; new files lie in `cache`, nowhere else.

    A web-safe MP4 stays the author's own file; one whose index comes last is copied packet by
    packet, anything else encoded again by one thread. `today` ends acceptances that have run out;
    None ends none. Raises SourceError with every finding of the families MEDIA and A11Y.
    """
    settings = module.settings.video
    video, findings = _video(module, settings.file, cache)
    described = None
    if settings.described is not None:
        described, more = _video(module, settings.described, cache)
        findings += more
    size, more = _poster(module, settings.poster.file)
    findings += more
    duration = video.probe.duration if video else None
    shown, more = _tracks(module, settings.captions, duration, descriptions=False)
    findings += more
    told, more = _tracks(module, settings.descriptions, duration, descriptions=True)
    findings += (*more, *_gaps(module, video))
    findings = in_order(settle(findings, module.settings.accepted, today))
    if video is None or has_errors(findings):
        raise SourceError(findings)
    return PreparedVideo(
        file=video.file,
        duration=video.probe.duration,
        width=video.probe.picture.width,
        height=video.probe.picture.height,
        encoder=video.encoder,
        poster=module.folder / settings.poster.file,
        poster_width=size[0],
        poster_height=size[1],
        captions=shown,
        descriptions=told,
        described=described.file if described else None,
        warnings=findings,
    )


def _where(module: Module, name: str) -> str:
    return f"{module.folder.name}/{name}"


def _gaps(module: Module, video: _Ready | None) -> list[Finding]:
    """What is missing for who cannot hear or see the video."""
    settings, where = module.settings.video, _where(module, "module.yaml")
    gaps = []
    if video and video.probe.sound and not settings.captions:
        gaps.append(Finding.of(accessibility.A11Y_001, where))
    if not settings.descriptions and settings.described is None:
        gaps.append(Finding.of(accessibility.A11Y_002, where))
    return gaps


def _poster(module: Module, name: str) -> tuple[tuple[int, int], tuple[Finding, ...]]:
    where = _where(module, name)
    try:
        width, height = pictures.size((module.folder / name).read_bytes())
    except ValueError as error:
        return (0, 0), (Finding.of(media.MEDIA_008, where, reason=error),)
    if max(width, height) > MAX_SIDE:
        found = Finding.of(media.MEDIA_009, where, width=width, height=height, limit=MAX_SIDE)
        return (0, 0), (found,)
    return (width, height), ()


def _tracks(
    module: Module, files: dict[str, str], duration: float | None, *, descriptions: bool
) -> tuple[tuple[Track, ...], tuple[Finding, ...]]:
    tracks: list[Track] = []
    findings: list[Finding] = []
    for language, name in files.items():
        track, found = captions.read(
            (module.folder / name).read_bytes(),
            _where(module, name),
            language=language,
            duration=duration,
            descriptions=descriptions,
        )
        findings += found
        if track:
            tracks.append(track)
    return tuple(tracks), tuple(findings)


def _video(module: Module, name: str, cache: Path) -> tuple[_Ready | None, tuple[Finding, ...]]:
    where = _where(module, name)
    try:
        return _ready(module.folder / name, where, cache), ()
    except _BadVideoError as error:
        return None, (error.finding,)


class _BadVideoError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding


def _ready(path: Path, where: str, cache: Path) -> _Ready:
    boxes = _layout(path, where)
    found = _probe(path, where)
    digest = sha256(path)
    _verify(path, where, digest, cache)
    what = plan(found, boxes)
    if isinstance(what, Passthrough):
        return _Ready(path, "", found)
    log.info("%s is converted: %s", where, "; ".join(what.reasons))
    made = _made(path, where, digest, cache, found, what)
    return _Ready(made, encoder(what), probe(made))


def _layout(path: Path, where: str) -> Layout | None:
    size = path.stat().st_size
    if size == 0:
        raise _BadVideoError(Finding.of(media.MEDIA_001, where))
    try:
        return layout(path)
    except BoxError as error:
        box = error.box
        if error.cut:
            found, claimed = f"{size:,}", f"{box.end:,} bytes"
            raise _BadVideoError(
                Finding.of(media.MEDIA_004, where, found=found, claimed=claimed)
            ) from None
        raise _BadVideoError(
            Finding.of(media.MEDIA_005, where, box=box.name, offset=box.start, fault=error.fault)
        ) from None


def _probe(path: Path, where: str) -> Probe:
    try:
        return probe(path)
    except NoPictureError as error:
        finding = Finding.of(media.MEDIA_003, where, found=error.found)
    except UnknownCodecError as error:
        reason = f"the {error.track} is of an unknown kind"
        finding = Finding.of(media.MEDIA_002, where, reason=reason)
    except TooLargeError as error:
        size = (error.width, error.height)
        finding = Finding.of(media.MEDIA_009, where, width=size[0], height=size[1], limit=MAX_SIDE)
    except DamageError as error:
        finding = _damage(error, where)
    except av.error.FFmpegError as error:
        finding = Finding.of(media.MEDIA_002, where, reason=error.strerror)
    raise _BadVideoError(finding)


def _verify(path: Path, where: str, digest: str, cache: Path) -> None:
    """Decode every frame, once for each content: the verdict is kept."""

    def write(target: Path) -> None:
        target.write_text(json.dumps({"seconds": verify(path)}), encoding="utf-8")

    try:
        verdict = cached.kept(cache, f"{cached.key('verified-1', digest)}.json", write)
    except DamageError as error:
        raise _BadVideoError(_damage(error, where)) from None
    except av.error.FFmpegError as error:
        raise _BadVideoError(Finding.of(media.MEDIA_002, where, reason=error.strerror)) from None
    seconds = json.loads(verdict.read_text(encoding="utf-8"))["seconds"]
    if seconds < _SHORTEST:
        raise _BadVideoError(Finding.of(media.MEDIA_007, where, seconds=f"{seconds:.2f}"))


def _made(
    path: Path, where: str, digest: str, cache: Path, found: Probe, what: Remux | Transcode
) -> Path:
    def write(target: Path) -> None:
        if isinstance(what, Remux):
            remux(path, target)
        else:
            transcode(path, target, found.picture)

    try:
        return cached.kept(cache, f"{cached.key(encoder(what), digest)}.mp4", write)
    except (av.error.FFmpegError, ValueError) as error:
        raise _BadVideoError(Finding.of(media.MEDIA_010, where, reason=error)) from None


def _damage(error: DamageError, where: str) -> Finding:
    if error.claimed is not None:
        found, claimed = f"{error.at:.1f}", f"{error.claimed:.1f} s"
        return Finding.of(media.MEDIA_004, where, found=found, claimed=claimed)
    time = clock(round(error.at * 1000))
    return Finding.of(media.MEDIA_006, where, track=error.track, time=time)
