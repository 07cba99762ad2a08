"""What must be done to a video before every browser plays it: decided here, done elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from scormpack.media.mp4 import Layout
from scormpack.media.probe import Picture, Probe

_SAFE_PIXELS = ("yuv420p", "yuvj420p")
_SAFE_SIDE = 4096  # H.264 level 5.1 and the hardware decoders made for it
_SAFE_RATE = 60
_SAFE_START = 0.1  # seconds; players shift by less than a caption reader notices


@dataclass(frozen=True)
class Passthrough:
    """The file is fine as it is."""


@dataclass(frozen=True)
class Remux:
    """Tracks are fine, their container is not: packets are copied."""

    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Transcode:
    """Picture and sound are encoded again."""

    reasons: tuple[str, ...]


Plan = Passthrough | Remux | Transcode


def plan(probe: Probe, layout: Layout | None) -> Plan:
    """What to do with a file; `layout` is None where it is no MP4."""
    reasons = (*_container_faults(probe, layout), *_picture_faults(probe.picture))
    if probe.sound and (probe.sound.codec, probe.sound.profile) != ("aac", "LC"):
        reasons += (f"sound is {probe.sound.codec} {probe.sound.profile}".rstrip(),)
    if reasons:
        return Transcode(reasons)
    return _wrapping(layout) if layout else Passthrough()


def _container_faults(probe: Probe, layout: Layout | None) -> Iterator[str]:
    if layout is None:
        yield f"container is {probe.container.split(',')[0]}"
    if abs(probe.start) > _SAFE_START:
        yield f"starts at {probe.start:.2f} s"
    if probe.pictures > 1:
        yield f"{probe.pictures} video tracks"
    if probe.sounds > 1:
        yield f"{probe.sounds} sound tracks"


def _picture_faults(picture: Picture) -> Iterator[str]:
    if picture.codec != "h264":
        yield f"picture is {picture.codec}"
    elif picture.tag.isprintable() and picture.tag != "avc1":
        yield f"picture is tagged {picture.tag}"
    if picture.pixels not in _SAFE_PIXELS:
        yield f"pixels are {picture.pixels}"
    if picture.rotation:
        yield f"rotated by {picture.rotation}°"
    if picture.aspect != 1:
        yield f"pixels are {picture.aspect} wide"
    if picture.interlaced:
        yield "interlaced"
    if max(picture.width, picture.height) > _SAFE_SIDE:
        yield f"{picture.width} × {picture.height} pixels"
    if picture.rate > _SAFE_RATE:
        yield f"{float(picture.rate):g} frames a second"


def _wrapping(layout: Layout) -> Plan:
    faults = {
        "index after the media": not layout.index_first,
        "fragmented": layout.fragmented,
        "QuickTime": layout.brand in ("", "qt  "),
    }
    reasons = tuple(reason for reason, fault in faults.items() if fault)
    return Remux(reasons) if reasons else Passthrough()
