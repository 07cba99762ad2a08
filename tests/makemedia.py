"""Small videos and pictures, made when a test asks: moving test bars and a tone."""

import struct
import zlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream


@dataclass(frozen=True)
class Clip:
    """What to make. Rates are a second; `start` in seconds; `sar` the shape of a pixel."""

    seconds: float = 2
    width: int = 160
    height: int = 90
    rate: int = 25
    codec: str | None = "libx264"
    pixels: str = "yuv420p"
    audio: str | None = "aac"
    audio_tracks: int = 1
    video_tracks: int = 1
    faststart: bool = True
    fragmented: bool = False
    rotation: int = 0
    sar: Fraction = Fraction(1)
    start: float = 0
    variable: bool = False
    interlaced: bool = False
    format: str = "mp4"


def make(path: Path, clip: Clip) -> Path:
    """`path`, with `clip` written to it."""
    with_flags = clip.format in ("mp4", "mov")
    flags = "+faststart" if clip.faststart else ""
    flags += "+frag_keyframe+empty_moov" if clip.fragmented else ""
    options = {"movflags": flags} if with_flags and flags else {}
    with av.open(str(path), "w", format=clip.format, options=options) as out:
        videos = [_video(out, clip) for _ in range(clip.video_tracks if clip.codec else 0)]
        audios = [_audio(out, clip) for _ in range(clip.audio_tracks if clip.audio else 0)]
        for video in videos:
            _fill_video(out, video, clip)
        for audio in audios:
            _fill_audio(out, audio, clip)
    return path


def _video(out: OutputContainer, clip: Clip) -> VideoStream:
    assert clip.codec is not None
    stream = out.add_stream(clip.codec, rate=clip.rate)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = clip.width, clip.height, clip.pixels
    stream.codec_context.thread_count = 1
    stream.codec_context.sample_aspect_ratio = clip.sar
    if clip.codec in ("libx264", "libx265"):
        extra = {"flags": "+ildct+ilme", "x264-params": "tff=1"} if clip.interlaced else {}
        quiet = {"x265-params": "log-level=none"} if clip.codec == "libx265" else {}
        stream.options = {"preset": "ultrafast", "bf": "0", **extra, **quiet}
    if clip.rotation:
        stream.set_display_rotation(clip.rotation)
    return stream


def _audio(out: OutputContainer, clip: Clip) -> AudioStream:
    assert clip.audio is not None
    stream = out.add_stream(clip.audio, rate=48000)
    assert isinstance(stream, AudioStream)
    stream.layout = "stereo"
    return stream


def _fill_video(out: OutputContainer, stream: VideoStream, clip: Clip) -> None:
    graph = Graph()
    picture = f"size={clip.width}x{clip.height}:rate={clip.rate}:duration={clip.seconds}"
    source, shape = graph.add("testsrc2", picture), graph.add("format", clip.pixels)
    aspect = graph.add("setsar", f"{clip.sar.numerator}/{clip.sar.denominator}")
    graph.link_nodes(source, shape, aspect, graph.add("buffersink")).configure()
    count = 0
    while (frame := _pull(graph)) is not None:
        assert isinstance(frame, VideoFrame)
        # A variable frame rate: every fifth frame is held for a while longer.
        held = 2 * (count // 5) if clip.variable else 0
        frame.pts = count + held + round(clip.start * clip.rate)
        frame.time_base = Fraction(1, clip.rate)
        count += 1
        out.mux(stream.encode(frame))
    out.mux(stream.encode(None))


def _fill_audio(out: OutputContainer, stream: AudioStream, clip: Clip) -> None:
    graph = Graph()
    tone = graph.add("sine", f"frequency=440:sample_rate=48000:duration={clip.seconds}")
    shape = graph.add("aformat", f"sample_fmts={stream.format.name}:channel_layouts=stereo")
    graph.link_nodes(tone, shape, graph.add("abuffersink")).configure()
    graph.set_audio_frame_size(stream.codec_context.frame_size or 1024)
    while (frame := _pull(graph)) is not None:
        assert isinstance(frame, AudioFrame)
        frame.pts = (frame.pts or 0) + round(clip.start * 48000)
        out.mux(stream.encode(frame))
    out.mux(stream.encode(None))


def _pull(graph: Graph) -> VideoFrame | AudioFrame | None:
    try:
        return graph.pull()
    except (EOFError, BlockingIOError):
        return None


def png(width: int, height: int) -> bytes:
    """A black PNG picture."""
    rows = b"".join(b"\0" + b"\0" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def box(kind: bytes, content: bytes, *, size: int | None = None) -> bytes:
    """An MP4 box; `size` is what it claims, if not the truth."""
    return struct.pack(">I", len(content) + 8 if size is None else size) + kind + content
