"""Slides and narration → an MP4 that every browser plays, and the poster."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray
from PIL import Image
from timing import FRAMES_A_SECOND, TimedSlide

WIDTH, HEIGHT = 1280, 720
_FADE = 0.3  # seconds from one picture to the next
_KEYFRAMES = 2 * FRAMES_A_SECOND  # every two seconds, so that seeking is exact
_BT709 = 1
_X264 = {
    "preset": "slow",
    "crf": "33",  # drawings of few colours stay clean at this; half of the size is keyframes
    "tune": "stillimage",
    "profile": "high",
    "x264-params": f"keyint={_KEYFRAMES}:min-keyint={_KEYFRAMES}:scenecut=0:bframes=0",
}
_AUDIO_RATE = 48_000
_AUDIO_BITS = 64_000

Picture = NDArray[np.uint8]


def poster(png: bytes, target: Path) -> None:
    """Writes the picture as a JPEG."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.save(target, "JPEG", quality=88, optimize=True, progressive=True)


def video(
    pictures: list[list[bytes]],
    slides: Sequence[TimedSlide],
    sound: NDArray[np.float32],
    title: str,
    target: Path,
) -> None:
    """Writes the MP4: H.264 High and AAC, index first. `sound`: mono, 48 kHz, full scale 1."""
    with av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as out:
        out.metadata["title"] = title
        picture_stream = out.add_stream("libx264", rate=FRAMES_A_SECOND, options=_X264)
        picture_stream.width, picture_stream.height = WIDTH, HEIGHT
        picture_stream.pix_fmt = "yuv420p"
        context = picture_stream.codec_context
        context.thread_count = 1
        context.gop_size = _KEYFRAMES
        context.max_b_frames = 0
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = ColorRange.MPEG
        sound_stream = out.add_stream("aac", rate=_AUDIO_RATE, layout="mono")
        sound_stream.bit_rate = _AUDIO_BITS
        picture_stream.metadata["language"] = sound_stream.metadata["language"] = "eng"
        for frame in _frames(pictures, slides):
            out.mux(picture_stream.encode(frame))
        out.mux(picture_stream.encode(None))
        for block in _blocks(sound):
            out.mux(sound_stream.encode(block))
        out.mux(sound_stream.encode(None))


def _frames(pictures: list[list[bytes]], slides: Sequence[TimedSlide]) -> Iterator[av.VideoFrame]:
    changes = [
        (round(at * FRAMES_A_SECOND), _pixels(png))
        for slide, beats in zip(slides, pictures, strict=True)
        for at, png in zip(slide.beats, beats, strict=True)
    ]
    fade = round(_FADE * FRAMES_A_SECOND)
    total = round(slides[-1].end * FRAMES_A_SECOND)
    ends = [start for start, _ in changes[1:]] + [total]
    before = changes[0][1]
    for (start, picture), end in zip(changes, ends, strict=True):
        still = _frame(picture)
        for number in range(start, end):
            share = min(1.0, (number - start + 1) / (fade + 1))
            frame = _frame(_mixed(before, picture, share)) if share < 1 else still
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_A_SECOND)
            yield frame
        before = picture


def _pixels(png: bytes) -> Picture:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def _mixed(before: Picture, after: Picture, share: float) -> Picture:
    mixed = before.astype(np.float32) * (1 - share) + after.astype(np.float32) * share
    return np.round(mixed).astype(np.uint8)


def _frame(picture: Picture) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    return frame.reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )


def _blocks(sound: NDArray[np.float32]) -> Iterator[av.AudioFrame]:
    size = 1024  # AAC's frame
    for start in range(0, len(sound), size):
        part = sound[start : start + size].reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = _AUDIO_RATE, start
        frame.time_base = Fraction(1, _AUDIO_RATE)
        yield frame
