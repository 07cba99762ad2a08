"""Long work ends when nobody waits for it, and leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from scormpack import media, stopping
from tests.makemedia import Clip, make, png
from tests.makemodule import module

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nHello\n"


def test_a_thread_that_heeds_nothing_goes_on() -> None:
    stopping.check()


@pytest.mark.parametrize("verified", [False, True])
def test_a_video_is_not_read_or_converted_to_its_end(tmp_path: Path, *, verified: bool) -> None:
    for name in ("captions.en.vtt", "descriptions.en.vtt"):
        (tmp_path / name).write_text(CAPTIONS)
    (tmp_path / "poster.png").write_bytes(png(32, 18))
    make(tmp_path / "video.mp4", Clip(rotation=90))
    cache = tmp_path / "cache"
    if verified:
        media.prepare(module(tmp_path), cache).file.unlink()
    before = list(cache.glob("*"))
    stop = Event()
    with ThreadPoolExecutor(1, initializer=stopping.heed, initargs=(stop,)) as pool:
        stop.set()
        job = pool.submit(media.prepare, module(tmp_path), cache)
        assert isinstance(job.exception(), stopping.StoppedError)
        assert list(cache.glob("*")) == before
        stop.clear()
        made = pool.submit(media.prepare, module(tmp_path), cache).result()
    assert made.file.parent == cache
