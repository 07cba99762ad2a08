"""Videos written anew: packets copied, or picture and sound encoded again."""

from fractions import Fraction
from pathlib import Path
from typing import assert_never

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.filter import Graph
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from scormpack.media.probe import Picture, fraction, opened, pictures
from scormpack.media.webvideo import Passthrough, Plan, Remux, Transcode

PRESET = "web-1"
"""Version of everything below that shapes the output: part of the cache key."""

# 720 lines: an LMS frame is 800 pixels wide, and old desktops decode it without help.
_MAX_SHORT_SIDE = 720
_MAX_RATE = 30
_VIDEO = {"preset": "veryfast", "crf": "23", "maxrate": "2500k", "bufsize": "5000k"}
_VIDEO |= {"profile": "high", "level": "4.0"}
_AUDIO_RATE = 48_000
_AUDIO_BITS = 128_000
_AUDIO_FILTERS = (
    ("aresample", f"{_AUDIO_RATE}:async=1000:first_pts=0"),
    ("aformat", "sample_fmts=fltp:channel_layouts=stereo"),
)
# Without +bitexact the file names the versions that made it, which build.json does already.
_CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact"}


def encoder(what: Plan) -> str:
    """What makes the file: program, versions, preset; empty where it is the author's own.

    It is part of the cache key: another version, another file.
    """
    made_by = f"PyAV {av.__version__} / FFmpeg {av.ffmpeg_version_info}"
    match what:
        case Passthrough():
            return ""
        case Remux():
            return f"packets copied by {made_by}"
        case Transcode():
            return f"libx264 via {made_by}; preset {PRESET}"
        case _:
            assert_never(what)


def remux(source: Path, target: Path) -> None:
    """Copy the packets of picture and sound into an MP4 that starts with its index."""
    with opened(source) as given, _created(target) as made:
        streams = _tracks(given)
        copies = {stream.index: made.add_stream_from_template(stream) for stream in streams}
        for packet in given.demux(streams):
            if packet.dts is not None:  # the empty packet at the end
                packet.stream = copies[packet.stream.index]
                made.mux(packet)


def transcode(source: Path, target: Path, picture: Picture) -> None:
    """Encode `source` as H.264 and AAC in MP4: one thread, upright, square pixels, from time 0."""
    with opened(source) as given, _created(target) as made:
        zero = Fraction(given.start_time or 0, av.time_base)
        streams = _tracks(given)
        video = _Video(made, given, picture, zero)
        audio = _Audio(made, given, zero) if len(streams) > 1 else None
        for packet in given.demux(streams):
            for frame in packet.decode():
                if isinstance(frame, VideoFrame):
                    video.take(frame)
                elif audio and isinstance(frame, AudioFrame):
                    audio.take(frame)
        video.finish()
        if audio:
            audio.finish()


def _created(target: Path) -> OutputContainer:
    return av.open(f"file:{target.resolve()}", "w", format="mp4", options=_CONTAINER)


def _tracks(container: InputContainer) -> list[Stream]:
    return [pictures(container)[0], *container.streams.audio[:1]]


class _Video:
    """Frames in, upright square-pixel 4:2:0 at a constant rate out."""

    def __init__(
        self, made: OutputContainer, given: InputContainer, picture: Picture, zero: Fraction
    ) -> None:
        self._made, self._zero = made, zero
        rate = output_rate(picture)
        width, height = output_size(picture)
        self._graph = _graph(pictures(given)[0], filters(picture))
        self._stream: VideoStream = made.add_stream("libx264", rate=rate)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.codec_context.time_base = 1 / rate
        self._stream.codec_context.gop_size = round(rate * 2)
        self._stream.codec_context.thread_count = 1  # with more, the bytes follow the machine
        self._stream.options = dict(_VIDEO)

    def take(self, frame: VideoFrame) -> None:
        if frame.pts is None or frame.time_base is None:
            return
        frame.pts -= int(self._zero / fraction(frame.time_base))
        self._graph.vpush(frame)
        self._encode()

    def finish(self) -> None:
        self._graph.vpush(None)
        self._encode()
        self._made.mux(self._stream.encode(None))

    def _encode(self) -> None:
        while True:
            try:
                frame = self._graph.vpull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            frame.pict_type = 0  # the encoder chooses, not the source
            self._made.mux(self._stream.encode(frame))


class _Audio:
    """Frames in, stereo AAC out; silence fills gaps, so that it stays with the picture."""

    def __init__(self, made: OutputContainer, given: InputContainer, zero: Fraction) -> None:
        self._made, self._zero = made, zero
        self._stream: AudioStream = made.add_stream("aac", rate=_AUDIO_RATE)
        self._stream.bit_rate, self._stream.layout = _AUDIO_BITS, "stereo"
        self._stream.codec_context.thread_count = 1
        self._graph = Graph()
        nodes = [self._graph.add(name, arguments) for name, arguments in _AUDIO_FILTERS]
        begin = self._graph.add_abuffer(template=given.streams.audio[0])
        self._graph.link_nodes(begin, *nodes, self._graph.add("abuffersink")).configure()
        self._graph.set_audio_frame_size(1024)

    def take(self, frame: AudioFrame) -> None:
        if frame.pts is None or frame.time_base is None:
            return
        frame.pts -= int(self._zero / fraction(frame.time_base))
        self._graph.push(frame)
        self._encode()

    def finish(self) -> None:
        self._graph.push(None)
        self._encode()
        self._made.mux(self._stream.encode(None))

    def _encode(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if isinstance(frame, AudioFrame):
                self._made.mux(self._stream.encode(frame))


def output_rate(picture: Picture) -> Fraction:
    """Frames a second: the source's, at most 30."""
    return min(picture.rate.limit_denominator(1001), Fraction(_MAX_RATE))


def output_size(picture: Picture) -> tuple[int, int]:
    """Width and height after turning and squaring the pixels: even, the short side at most 720."""
    width, height = picture.width * (picture.aspect), Fraction(picture.height)
    if picture.rotation in (90, 270):
        width, height = height, width
    shrink = min(Fraction(1), _MAX_SHORT_SIDE / min(width, height))
    return _even(width * shrink), _even(height * shrink)


def _even(side: Fraction) -> int:
    return max(2, round(side / 2) * 2)


def filters(picture: Picture) -> tuple[tuple[str, str], ...]:
    """The filters between decoder and encoder, as (name, arguments)."""
    turns = {
        90: (("transpose", "cclock"),),
        180: (("hflip", ""), ("vflip", "")),
        270: (("transpose", "clock"),),
    }
    rate, (width, height) = output_rate(picture), output_size(picture)
    return (
        *((("bwdif", "mode=send_frame"),) if picture.interlaced else ()),
        *turns.get(picture.rotation, ()),
        ("fps", f"{rate.numerator}/{rate.denominator}"),
        ("scale", f"{width}:{height}:flags=bicubic:out_range=tv"),
        ("setsar", "1"),
        ("format", "yuv420p"),
    )


def _graph(stream: VideoStream, chain: tuple[tuple[str, str], ...]) -> Graph:
    graph = Graph()
    graph.threads = 1
    nodes = [graph.add(name, arguments or None) for name, arguments in chain]
    graph.link_nodes(graph.add_buffer(template=stream), *nodes, graph.add("buffersink"))
    graph.configure()
    return graph
