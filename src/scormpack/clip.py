"""A short video and poster made of title cards: what `scormpack new` and the tests start from.

The cards are drawn by typst with the fonts of font-source-sans-pro, never with the machine's own.
"""

import io
import math
from array import array
from collections.abc import Sequence
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import av
import typst
from av.video.frame import PictureType

_FPS = 10
_RATE = 48_000
_AAC_FRAME = 1024
_AMPLITUDE = 0.02
_TONE_HZ = 220
_CARD = """
#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, fill: rgb("#f7f9fc"))
#set text(font: "Source Sans Pro", fill: rgb("#14213d"))
#let cards = json(bytes(sys.inputs.cards))
#for card in cards {{
  page(align(horizon)[
    #text(size: {large}pt, weight: "bold", fill: rgb("#1a4480"), card.at(0))
    #v({gap}pt)
    #text(size: {small}pt, card.at(1))
  ])
}}
"""


def draw(cards_json: str, *, width: int, height: int) -> list[bytes]:
    """PNG pictures of `width` × `height` pixels, one for each `[heading, line]` of a JSON list."""
    source = _CARD.format(
        width=width,
        height=height,
        margin=height // 9,
        large=height // 9,
        small=height // 18,
        gap=height // 24,
    )
    folder = files("font_source_sans_pro") / "files"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
    drawn = typst.compile(
        source.encode(),
        format="png",
        ppi=72,
        font_paths=fonts,
        sys_inputs={"cards": cards_json},
    )
    return drawn if isinstance(drawn, list) else [drawn]


def write_poster(png: bytes, target: Path) -> None:
    """Write `png` to `target` as a JPEG."""
    encoder = av.VideoCodecContext.create("mjpeg", "w")
    frame = _frame(png).reformat(format="yuvj420p")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "yuvj420p"
    encoder.time_base = Fraction(1, _FPS)
    packets = [*encoder.encode(frame), *encoder.encode(None)]
    target.write_bytes(b"".join(bytes(packet) for packet in packets))


def write_video(cards: Sequence[bytes], target: Path, *, seconds: int) -> None:
    """Write an MP4 of H.264 and AAC: each PNG of `cards` for an equal time, under a soft tone."""
    frames = [_frame(card).reformat(format="yuv420p") for card in cards]
    with av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=_FPS)
        video.width, video.height, video.pix_fmt = frames[0].width, frames[0].height, "yuv420p"
        # Several encoder threads would make the bytes depend on the number of processors.
        video.options = {"crf": "28", "tune": "stillimage", "g": str(2 * _FPS), "threads": "1"}
        audio = container.add_stream("aac", rate=_RATE)
        audio.layout = "mono"
        audio.bit_rate = 24_000
        for number in range(seconds * _FPS):
            frame = frames[number * len(frames) // (seconds * _FPS)]
            frame.pts, frame.time_base = number, Fraction(1, _FPS)
            # Decoded from a PNG it is marked as a key frame, and x264 would obey.
            frame.pict_type = PictureType.NONE
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, seconds * _RATE, _AAC_FRAME):
            container.mux(audio.encode(_tone(start, min(_AAC_FRAME, seconds * _RATE - start))))
        container.mux(audio.encode(None))


def _frame(png: bytes) -> av.VideoFrame:
    with av.open(io.BytesIO(png), "r") as picture:
        return next(picture.decode(video=0))


def _tone(start: int, samples: int) -> av.AudioFrame:
    wave = (
        _AMPLITUDE * math.sin(2 * math.pi * _TONE_HZ * (start + n) / _RATE) for n in range(samples)
    )
    frame = av.AudioFrame(format="fltp", layout="mono", samples=samples, align=1)
    frame.planes[0].update(array("f", wave).tobytes())
    frame.sample_rate, frame.pts, frame.time_base = _RATE, start, Fraction(1, _RATE)
    return frame
