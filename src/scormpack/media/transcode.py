"""Videos written anew: packets copied, or picture and sound encoded again."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeVar, assert_never

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from scormpack import stopping
from scormpack.media import preset
from scormpack.media.container import fraction, opened, pictures, tracks
from scormpack.media.probe import Picture
from scormpack.media.webvideo import Passthrough, Plan, Remux, Transcode

# Without +bitexact the file names the versions that made it, which build.json does already.
_CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact"}

_Frame = TypeVar("_Frame")


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
            return f"libx264 via {made_by}; preset {preset.PRESET}"
        case _:
            assert_never(what)


def remux(source: Path, target: Path) -> None:
    """Copy the packets of picture and sound into an MP4 that starts with its index."""
    with opened(source) as given, _created(target) as made:
        streams = tracks(given)
        copies = {stream.index: made.add_stream_from_template(stream) for stream in streams}
        for packet in given.demux(streams):
            if packet.dts is not None:  # the empty packet at the end
                packet.stream = copies[packet.stream.index]
                made.mux(packet)


def transcode(source: Path, target: Path, picture: Picture) -> None:
    """Encode `source` as H.264 and AAC in MP4: one thread, upright, square pixels, from time 0."""
    with opened(source) as given, _created(target) as made:
        zero = Fraction(given.start_time or 0, av.time_base)
        streams = tracks(given)
        video = _Video(made, given, picture, zero)
        audio = _Audio(made, given, zero) if len(streams) > 1 else None
        for packet in given.demux(streams):
            stopping.check()
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


class _Video:
    """Frames in, upright square-pixel 4:2:0 at a constant rate out."""

    def __init__(
        self, made: OutputContainer, given: InputContainer, picture: Picture, zero: Fraction
    ) -> None:
        self._made, self._zero = made, zero
        rate = preset.output_rate(picture)
        width, height = preset.output_size(picture)
        self._graph = _graph(pictures(given)[0], preset.filters(picture))
        self._stream: VideoStream = made.add_stream("libx264", rate=rate)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.codec_context.time_base = 1 / rate
        self._stream.codec_context.gop_size = round(rate * 2)
        self._stream.codec_context.thread_count = 1  # with more, the bytes follow the machine
        self._stream.options = dict(preset.VIDEO)

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
        for frame in _pulled(self._graph.vpull):
            frame.pict_type = 0  # the encoder chooses, not the source
            self._made.mux(self._stream.encode(frame))


class _Audio:
    """Frames in, stereo AAC out; silence fills gaps, so that it stays with the picture."""

    def __init__(self, made: OutputContainer, given: InputContainer, zero: Fraction) -> None:
        self._made, self._zero = made, zero
        self._stream: AudioStream = made.add_stream("aac", rate=preset.AUDIO_RATE)
        self._stream.bit_rate, self._stream.layout = preset.AUDIO_BITS, "stereo"
        self._stream.codec_context.thread_count = 1
        self._graph = Graph()
        nodes = [self._graph.add(name, arguments) for name, arguments in preset.AUDIO_FILTERS]
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
        for frame in _pulled(self._graph.pull):
            if isinstance(frame, AudioFrame):
                self._made.mux(self._stream.encode(frame))


def _pulled(pull: Callable[[], _Frame]) -> Iterator[_Frame]:
    """What `pull` of a filter graph gives until it wants more input, or has ended."""
    while True:
        try:
            frame = pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        yield frame


def _graph(stream: VideoStream, chain: tuple[tuple[str, str], ...]) -> Graph:
    graph = Graph()
    graph.threads = 1
    nodes = [graph.add(name, arguments or None) for name, arguments in chain]
    graph.link_nodes(graph.add_buffer(template=stream), *nodes, graph.add("buffersink"))
    graph.configure()
    return graph
