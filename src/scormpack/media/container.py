"""Video files, opened by FFmpeg as containers alone; their tracks and numbers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import av
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

# Containers alone: a "video" may else be a playlist that makes FFmpeg fetch or read other files.
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mxf,m4v,h264,"
    "wav,mp3,aac,flac"
)
# Names in another encoding must not end a build: PyAV 18 decodes them strictly unless told
# otherwise; 19 took the choice away and never fails on them.
_MAJOR = int(av.__version__.partition(".")[0])
_NAMES: Mapping[str, Any] = {"metadata_errors": "replace"} if _MAJOR < 19 else {}


class SupportsRatio(Protocol):
    """Anything with a numerator and a denominator."""

    @property
    def numerator(self) -> int: ...
    @property
    def denominator(self) -> int: ...


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """`path`, open for reading by FFmpeg: as a container file, and nothing but this file.

    Raises av.error.FFmpegError where it is none.
    """
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
    name = f"file:{path.resolve()}"
    with av.open(name, "r", container_options=options, **_NAMES) as container:
        yield container


def pictures(container: InputContainer) -> list[VideoStream]:
    """The video tracks, without cover pictures."""
    return [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]


def tracks(container: InputContainer) -> list[Stream]:
    """The first video track, which there must be, and the first sound track, if any."""
    return [pictures(container)[0], *container.streams.audio[:1]]


def fraction(value: SupportsRatio | None, otherwise: int = 1) -> Fraction:
    """A rational number of FFmpeg's; `otherwise` where it is unknown, which FFmpeg writes as 0.

    PyAV 18 gives a Fraction, PyAV 19 a type of its own that cannot be calculated with.
    """
    if value is None or not value.numerator or not value.denominator:
        return Fraction(otherwise)
    return Fraction(value.numerator, value.denominator)
