"""The narration's loudness: measured by EBU R 128, set, and its peaks held down."""

from collections.abc import Iterator

import av
import numpy as np
from av.filter import Graph
from numpy.typing import NDArray

TARGET = -17.0  # LUFS
RATE = 48_000
_INTEGRATED = "lavfi.r128.I"  # the last frame holds the whole's value
_CEILING = 0.72  # -2.9 dBFS: AAC overshoots by a decibel or so, and -1 must hold after it

Samples = NDArray[np.float32]


def master(samples: Samples, rate: int) -> Samples:
    """The samples at 48 kHz and TARGET loudness, no peak above the ceiling."""
    whole = samples
    for _ in range(2):  # the limiter takes a little away, which the second pass makes up for
        gain = TARGET - loudness(whole, rate)
        limiter = f"limit={_CEILING}:level=false:attack=5:release=60:latency=true"
        chain = [
            ("volume", f"{gain:.3f}dB"),
            ("aresample", f"{RATE}"),
            ("alimiter", limiter),
        ]
        frames = _filtered(whole, rate, chain)
        whole = np.concatenate([f.to_ndarray().reshape(-1) for f in frames]).astype(np.float32)
        rate = RATE
    return whole


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS (EBU R 128)."""
    frames = _filtered(samples, rate, [("ebur128", "metadata=1")])
    *_, total = (f.metadata[_INTEGRATED] for f in frames if _INTEGRATED in f.metadata)
    return float(total)


def _filtered(samples: Samples, rate: int, chain: list[tuple[str, str]]) -> Iterator[av.AudioFrame]:
    graph = Graph()
    source = graph.add_abuffer(format="flt", sample_rate=rate, layout="mono")
    sink = graph.add("abuffersink")
    middle = [graph.add(name, settings) for name, settings in chain]
    form = graph.add("aformat", "sample_fmts=flt:channel_layouts=mono")
    graph.link_nodes(source, *middle, form, sink).configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    source.push(frame)
    source.push(None)
    while True:
        try:
            made = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(made, av.AudioFrame):
            yield made
