"""One video file, made fit for every browser: checked, verified, and written anew where needed."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

import av

from scormpack import cache as cached
from scormpack.captions.lint import clock
from scormpack.codes import media
from scormpack.digest import sha256
from scormpack.findings import Finding
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

log = logging.getLogger(__name__)

_SHORTEST = 1.0  # seconds


@dataclass(frozen=True)
class WebVideo:
    """A video that every browser plays. `probe` is that of `file`."""

    file: Path
    encoder: str
    probe: Probe


class BadVideoError(Exception):
    """A video that cannot be used; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding


def web_video(path: Path, where: str, cache: Path) -> WebVideo:
    """The video at `path`, which findings call `where`: itself, or made of it in `cache`.

    Raises BadVideoError, and OSError where a file cannot be read or written.
    """
    boxes = _layout(path, where)
    found = _probe(path, where)
    digest = sha256(path)
    _verify(path, where, digest, cache)
    what = plan(found, boxes)
    if isinstance(what, Passthrough):
        return WebVideo(path, "", found)
    log.info("%s is converted: %s", where, "; ".join(what.reasons))
    made = _made(path, where, digest, cache, found, what)
    return WebVideo(made, encoder(what), probe(made))


def length(path: Path, where: str, cache: Path) -> float:
    """Seconds of `web_video`, without decoding a video that stays as it is; raises the same."""
    boxes = _layout(path, where)
    found = _probe(path, where)
    if isinstance(plan(found, boxes), Passthrough):
        return found.duration
    return web_video(path, where, cache).probe.duration


def _layout(path: Path, where: str) -> Layout | None:
    size = path.stat().st_size
    if size == 0:
        raise BadVideoError(Finding.of(media.MEDIA_001, where))
    try:
        return layout(path)
    except BoxError as error:
        box = error.box
        if error.cut:
            found, claimed = f"{size:,}", f"{box.end:,} bytes"
            raise BadVideoError(
                Finding.of(media.MEDIA_004, where, found=found, claimed=claimed)
            ) from None
        raise BadVideoError(
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
    raise BadVideoError(finding)


def _verify(path: Path, where: str, digest: str, cache: Path) -> None:
    """Decode every frame, once for each content: the verdict is kept."""

    def write(target: Path) -> None:
        target.write_text(json.dumps({"seconds": verify(path)}), encoding="utf-8")

    try:
        verdict = cached.kept(cache, f"{cached.key('verified-2', digest)}.json", write)
    except DamageError as error:
        raise BadVideoError(_damage(error, where)) from None
    except av.error.FFmpegError as error:
        raise BadVideoError(Finding.of(media.MEDIA_002, where, reason=error.strerror)) from None
    except IndexError:  # PyAV's, of a track that only begins while packets are read
        reason = "a track in it begins late"
        raise BadVideoError(Finding.of(media.MEDIA_002, where, reason=reason)) from None
    seconds = json.loads(verdict.read_text(encoding="utf-8"))["seconds"]
    if seconds < _SHORTEST:
        raise BadVideoError(Finding.of(media.MEDIA_007, where, seconds=f"{seconds:.2f}"))


def _made(
    path: Path, where: str, digest: str, cache: Path, found: Probe, what: Remux | Transcode
) -> Path:
    def write(target: Path) -> None:
        if isinstance(what, Remux):
            remux(path, target)
        else:
            transcode(path, target, found.picture)
        if not target.is_file():
            raise ValueError("nothing in it can be decoded")
        probe(target)

    try:
        return cached.kept(cache, f"{cached.key(encoder(what), digest)}.mp4", write)
    except av.error.OSError as error:  # no class of its own, as a full disk: not the video's fault
        raise OSError(error.errno, error.strerror, str(cache)) from error
    except NoPictureError:
        reason = "no picture in it can be decoded"
        raise BadVideoError(Finding.of(media.MEDIA_010, where, reason=reason)) from None
    except (av.error.FFmpegError, ValueError) as error:
        raise BadVideoError(Finding.of(media.MEDIA_010, where, reason=error)) from None


def _damage(error: DamageError, where: str) -> Finding:
    if error.claimed is not None:
        found, claimed = f"{error.at:.1f}", f"{error.claimed:.1f} s"
        return Finding.of(media.MEDIA_004, where, found=found, claimed=claimed)
    time = clock(round(error.at * 1000))
    return Finding.of(media.MEDIA_006, where, track=error.track, time=time)
