"""What a video becomes that is encoded again: rate, size, filters and encoder options."""

from fractions import Fraction

from scormpack.media.probe import Picture

PRESET = "web-1"
"""Version of everything here and in transcode.py that shapes the output: part of the cache key."""

# 720 lines: an LMS frame is 800 pixels wide, and old desktops decode it without help.
_MAX_SHORT_SIDE = 720
_MAX_RATE = 30
VIDEO = {"preset": "veryfast", "crf": "23", "maxrate": "2500k", "bufsize": "5000k"}
VIDEO |= {"profile": "high", "level": "4.0"}
AUDIO_RATE = 48_000
AUDIO_BITS = 128_000  # a second
AUDIO_FILTERS = (
    ("aresample", f"{AUDIO_RATE}:async=1000:first_pts=0"),
    ("aformat", "sample_fmts=fltp:channel_layouts=stereo"),
)


def output_rate(picture: Picture) -> Fraction:
    """Frames a second: the source's, at most 30."""
    return min(picture.rate.limit_denominator(1001), Fraction(_MAX_RATE))


def output_size(picture: Picture) -> tuple[int, int]:
    """Width and height after turning and squaring the pixels: even, the short side at most 720."""
    width, height = picture.width * picture.aspect, Fraction(picture.height)
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
