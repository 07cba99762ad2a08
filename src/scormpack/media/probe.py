"""What a video file is, and whether it is whole: read with FFmpeg, every frame decoded once."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from scormpack import stopping
from scormpack.media.container import fraction, opened, pictures, tracks

MAX_SIDE = 8192
# A container's length and the end of its last packet differ by a frame or an encoder's padding.
_SLACK = 0.5
# Seconds. A screen may stand still for long; a timestamp with a flipped bit would be filled with
# days of one picture.
_LONGEST_GAP = 3600


@dataclass(frozen=True)
class Picture:
    """The video track. `rotation` in degrees against the clock, `rate` in frames a second."""

    codec: str
    tag: str
    pixels: str
    width: int
    height: int
    aspect: Fraction
    rotation: int
    rate: Fraction
    interlaced: bool


@dataclass(frozen=True)
class Sound:
    """The sound track."""

    codec: str
    profile: str


@dataclass(frozen=True)
class Probe:
    """A file's tracks. `start` and `duration` in seconds."""

    container: str
    start: float
    duration: float
    picture: Picture
    sound: Sound | None
    pictures: int
    sounds: int


class DamageError(Exception):
    """A video that is cut off (`claimed` set) or damaged; times in seconds."""

    def __init__(self, track: str, at: float, claimed: float | None = None) -> None:
        super().__init__(track)
        self.track = track
        self.at = at
        self.claimed = claimed


class NoPictureError(Exception):
    """A file without a video track; `found` says what it holds."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class UnknownCodecError(Exception):
    """A track that FFmpeg cannot decode; `track` names it."""

    def __init__(self, track: str) -> None:
        super().__init__(track)
        self.track = track


class TooLargeError(Exception):
    """A picture larger than `MAX_SIDE` a side."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.width = width
        self.height = height


def probe(path: Path) -> Probe:
    """What `path` holds; its first frame is decoded for what containers do not tell.

    Raises NoPictureError, UnknownCodecError, TooLargeError or DamageError, and
    av.error.FFmpegError where it cannot be read.
    """
    with opened(path) as container:
        videos, audios = pictures(container), list(container.streams.audio)
        if not videos:
            raise NoPictureError(_found(container.streams))
        video = videos[0]
        for track in (video, *audios[:1]):
            if track.codec_context is None:
                raise UnknownCodecError(_name(track))
        if max(video.width, video.height) > MAX_SIDE:
            raise TooLargeError(video.width, video.height)
        frame = next(container.decode(video), None)
        if frame is None:
            raise DamageError("video track", 0.0)
        return Probe(
            container=container.format.name,
            start=(container.start_time or 0) / av.time_base,
            duration=_duration(container),
            picture=_picture(video, frame),
            sound=_sound(audios[0]) if audios else None,
            pictures=len(container.streams.video),
            sounds=len(audios),
        )


def verify(path: Path) -> float:
    """The length in seconds, after every frame of picture and sound was decoded.

    A cut file still claims its full length, so the end of the last packet counts, not the claim.
    A gap of more than an hour between packets is damage.
    Raises DamageError.
    """
    with opened(path) as container:
        decoded = tracks(container)
        for track in decoded:
            track.codec_context.options = {"err_detect": "explode"}
        begin = (container.start_time or 0) / av.time_base
        end = begin
        for packet in container.demux(decoded):
            stopping.check()
            _decode(packet, end - begin)
            if _end(packet) - end > _LONGEST_GAP:
                raise DamageError(_name(packet.stream), end - begin)
            end = max(end, _end(packet))
        claimed = _duration(container)
    if claimed - (end - begin) > _SLACK:
        raise DamageError("file", end - begin, claimed)
    return end - begin


def _decode(packet: "Packet[Stream]", at: float) -> None:
    track = _name(packet.stream)
    if packet.is_corrupt:
        raise DamageError(track, at)
    try:
        frames = packet.decode()
    except av.error.FFmpegError:
        raise DamageError(track, at) from None
    if any(isinstance(frame, VideoFrame) and frame.is_corrupt for frame in frames):
        raise DamageError(track, at)


def _name(stream: Stream) -> str:
    return "video track" if stream.type == "video" else "sound track"


def _end(packet: "Packet[Stream]") -> float:
    if packet.pts is None:
        return 0.0
    return float((packet.pts + (packet.duration or 0)) * fraction(packet.time_base))


def _duration(container: InputContainer) -> float:
    """What the file claims; Matroska's length counts from 0, not from the first packet."""
    late = container.start_time or 0 if "matroska" in container.format.name else 0
    return ((container.duration or 0) - late) / av.time_base


def _picture(stream: VideoStream, frame: VideoFrame) -> Picture:
    return Picture(
        codec=stream.codec_context.name,
        tag=stream.codec_context.codec_tag,
        pixels=stream.pix_fmt or "",
        width=stream.width,
        height=stream.height,
        aspect=fraction(stream.sample_aspect_ratio),
        rotation=frame.rotation % 360,
        rate=fraction(stream.average_rate or stream.guessed_rate, otherwise=25),
        interlaced=frame.interlaced_frame,
    )


def _sound(stream: AudioStream) -> Sound:
    return Sound(codec=stream.codec_context.name, profile=stream.codec_context.profile or "")


def _found(streams: Iterable[Stream]) -> str:
    return ", ".join(sorted({stream.type for stream in streams})) or "nothing"
