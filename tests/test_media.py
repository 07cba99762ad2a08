"""Videos: what passes through, what is written anew and why, and what is refused."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import av
import pytest

from scormpack import media
from scormpack.errors import SourceError
from scormpack.findings import Severity
from scormpack.media import mp4, pictures
from scormpack.media.mp4 import Layout
from scormpack.media.preset import filters, output_size
from scormpack.media.probe import DamageError, Picture, Probe, Sound, probe, verify
from scormpack.media.videofile import BadVideoError, web_video
from scormpack.media.webvideo import Passthrough, Plan, Remux, Transcode, plan
from tests.makemedia import Clip, box, make, png
from tests.makemodule import VIDEO, module

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nHello\n"
ACCEPTED = {"by": "A. Counsel", "reason": "Told aloud.", "until": "2027-01-01"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module's folder with all but the video."""
    folder = tmp_path / "01-stops"
    folder.mkdir()
    (folder / "captions.en.vtt").write_text(CAPTIONS)
    (folder / "descriptions.en.vtt").write_text(CAPTIONS)
    (folder / "poster.png").write_bytes(png(32, 18))
    return folder


def refused(folder: Path, cache: Path, **settings: object) -> list[str]:
    """The findings, as `place: code`."""
    with pytest.raises(SourceError) as raised:
        media.prepare(module(folder, **settings), cache)
    return [f"{f.where}: {f.code.id}" for f in raised.value.findings]


def test_a_web_safe_video_stays_the_authors_file(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    before = sorted(folder.iterdir())
    video = media.prepare(module(folder), tmp_path / "cache")
    assert video.file == folder / "video.mp4"
    assert (video.width, video.height, video.duration) == (160, 90, 2.0)
    assert (video.poster_width, video.poster_height) == (32, 18)
    assert video.encoder == ""
    assert [track.label for track in video.captions] == ["English"]
    assert video.warnings == ()
    assert sorted(folder.iterdir()) == before


def test_an_index_at_the_end_is_moved_and_packets_are_copied(folder: Path, tmp_path: Path) -> None:
    source = make(folder / "video.mp4", Clip(faststart=False))
    video = media.prepare(module(folder), tmp_path / "cache")
    assert video.file.parent == tmp_path / "cache"
    assert video.encoder.startswith("packets copied by PyAV ")
    assert mp4.layout(video.file) == Layout("isom", index_first=True, fragmented=False)
    assert packets(video.file) == packets(source)


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(container.streams.video[0])]


@pytest.mark.parametrize(
    ("clip", "size"),
    [
        (Clip(codec="libx265"), (160, 90)),
        (Clip(codec="libvpx-vp9"), (160, 90)),
        (Clip(format="matroska"), (160, 90)),
        (Clip(format="mpegts"), (160, 90)),
        (Clip(codec="mpeg4", audio="libmp3lame", format="avi"), (160, 90)),
        (Clip(pixels="yuv420p10le"), (160, 90)),
        (Clip(pixels="yuv444p", width=161, height=91), (160, 92)),
        (Clip(rotation=90), (90, 160)),
        (Clip(rotation=180), (160, 90)),
        (Clip(sar=Fraction(4, 3)), (214, 90)),
        (Clip(start=3), (160, 90)),
        (Clip(start=3, format="matroska", audio=None), (160, 90)),
        (Clip(rate=120), (160, 90)),
        (Clip(interlaced=True, height=96), (160, 96)),
        (Clip(audio_tracks=2), (160, 90)),
        (Clip(video_tracks=2), (160, 90)),
        (Clip(pixels="yuv444p", variable=True), (160, 90)),
    ],
    ids=str,
)
def test_anything_else_is_transcoded(
    clip: Clip, size: tuple[int, int], folder: Path, tmp_path: Path
) -> None:
    make(folder / "video.mp4", clip)
    video = media.prepare(module(folder), tmp_path / "cache")
    assert video.encoder.startswith("libx264 via PyAV ")
    assert video.encoder.endswith("; preset web-1")
    made = probe(video.file)
    assert plan(made, mp4.layout(video.file)) == Passthrough()
    assert (video.width, video.height) == size
    assert abs(video.duration - (2.72 if clip.variable else 2)) < 0.1
    assert made.start == 0
    assert abs(verify(video.file) - video.duration) < 0.05


def test_transcoding_twice_gives_the_same_file_from_the_cache(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make(folder / "video.mp4", Clip(rotation=90, codec="libx264"))
    first = media.prepare(module(folder), tmp_path / "one")
    stamp = first.file.stat().st_mtime_ns
    again = media.prepare(module(folder), tmp_path / "one")
    other = media.prepare(module(folder), tmp_path / "two")
    assert again == first
    assert again.file.stat().st_mtime_ns == stamp
    assert other.file.name == first.file.name
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_is_not_the_fault_of_the_video(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip(rotation=90))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError, match="File too large") as raised:
            media.prepare(module(folder), tmp_path / "cache")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert raised.value.filename == str(tmp_path / "cache")
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".json"]


def test_a_turned_picture_is_turned_upright(folder: Path, tmp_path: Path) -> None:
    """The first frame of a clip marked as turned is the clip's own, turned."""
    plain = make(tmp_path / "plain.mp4", Clip())
    make(folder / "video.mp4", Clip(rotation=90))
    video = media.prepare(module(folder), tmp_path / "cache")
    # 90° against the clock: what was at the top right comes to the top left.
    assert abs(brightness(video.file, 0.1, 0.1) - brightness(plain, 0.9, 0.1)) < 30
    assert abs(brightness(video.file, 0.9, 0.1) - brightness(plain, 0.9, 0.9)) < 30


def brightness(path: Path, x: float, y: float) -> int:
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
    plane = frame.planes[0]
    return bytes(plane)[int(y * frame.height) * plane.line_size + int(x * frame.width)]


def test_a_described_video_is_prepared_too(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    make(folder / "told.mp4", Clip(faststart=False))
    settings = {**VIDEO, "described": "told.mp4", "descriptions": {}}
    video = media.prepare(module(folder, video=settings), tmp_path / "cache")
    assert video.described is not None
    assert video.described.parent == tmp_path / "cache"


def test_a_described_video_of_another_length_is_refused(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    make(folder / "told.mp4", Clip(seconds=4))
    settings = {**VIDEO, "described": "told.mp4", "descriptions": {}}
    with pytest.raises(SourceError, match=r"01-stops/told\.mp4: error MEDIA-012: it is 4\.\d s"):
        media.prepare(module(folder, video=settings), tmp_path / "cache")


def spoilt(source: Path, target: Path, kind: str) -> None:
    """A copy of a good video with one thing wrong."""
    data = bytearray(source.read_bytes())
    index, media_at = data.index(b"moov") - 4, data.index(b"mdat")
    if kind == "cut":
        del data[len(data) // 2 :]
    elif kind == "liar":  # cut, and the last box made to fit
        del data[len(data) // 2 :]
        data[media_at - 4 : media_at] = (len(data) - media_at + 4).to_bytes(4, "big")
    elif kind == "damaged":
        middle = (media_at + len(data)) // 2
        data[middle : middle + 400] = bytes(n * 37 % 256 for n in range(400))
    elif kind == "huge box":
        data[index : index + 4] = (0x7FFFFFFF).to_bytes(4, "big")
    elif kind == "tiny box":
        data[index : index + 4] = (4).to_bytes(4, "big")
    elif kind == "long box":
        data[index : index + 4] = (1).to_bytes(4, "big")
        data[index + 8 : index + 16] = (0).to_bytes(8, "big")
    elif kind == "huge table":
        table = data.index(b"stsz")
        data[table + 12 : table + 16] = b"\xff\xff\xff\xf0"
    elif kind == "unknown codec":
        data[data.index(b"avc1", index) : data.index(b"avc1", index) + 4] = b"zzzz"
    elif kind == "names in Latin-1":
        data[data.index(b"VideoHandler")] = 0xFF
    target.write_bytes(data)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("cut", "MEDIA-004"),
        ("liar", "MEDIA-006"),
        ("damaged", "MEDIA-006"),
        ("huge box", "MEDIA-005"),
        ("tiny box", "MEDIA-005"),
        ("long box", "MEDIA-005"),
        ("huge table", "MEDIA-005"),
        ("unknown codec", "MEDIA-002"),
    ],
)
def test_broken_videos_are_refused(
    kind: str, code: str, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = make(tmp_path / "good.mp4", Clip())
    spoilt(source, folder / "video.mp4", kind)
    assert refused(folder, tmp_path / "cache") == [f"01-stops/video.mp4: {code}"]
    assert capfd.readouterr() == ("", "")


def test_names_in_another_encoding_do_no_harm(folder: Path, tmp_path: Path) -> None:
    source = make(tmp_path / "good.mp4", Clip())
    spoilt(source, folder / "video.mp4", "names in Latin-1")
    assert media.prepare(module(folder), tmp_path / "cache").encoder == ""


def test_a_cut_matroska_file_is_measured(folder: Path, tmp_path: Path) -> None:
    source = make(tmp_path / "good.mkv", Clip(format="matroska"))
    data = source.read_bytes()
    (folder / "video.mp4").write_bytes(data[: len(data) // 2])
    with pytest.raises(SourceError, match=r"cut off: 1\.\d of 2\.0 s"):
        media.prepare(module(folder), tmp_path / "cache")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "MEDIA-001"),
        (b"hello" * 100, "MEDIA-002"),
        (b"#EXTM3U\n#EXTINF:2,\nother.ts\n#EXT-X-ENDLIST\n", "MEDIA-002"),
        (b"ffconcat version 1.0\nfile other.mp4\n", "MEDIA-002"),
        (box(b"ftyp", b"isom\0\0\2\0isom"), "MEDIA-002"),
        (box(b"ftyp", b"isom") + box(b"moov", b"") * 100_001, "MEDIA-005"),
    ],
    ids=["empty", "text", "playlist", "list", "shell", "many"],
)
def test_what_is_no_video_is_refused(
    data: bytes, code: str, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "video.mp4").write_bytes(data)
    assert refused(folder, tmp_path / "cache") == [f"01-stops/video.mp4: {code}"]
    assert capfd.readouterr() == ("", "")


def test_deep_boxes_are_refused(tmp_path: Path) -> None:
    data = box(b"stbl", b"")
    for _ in range(20):
        data = box(b"trak", data)
    path = tmp_path / "deep.mp4"
    path.write_bytes(box(b"ftyp", b"isom") + box(b"moov", data))
    with pytest.raises(mp4.BoxError, match="deep"):
        mp4.layout(path)


def test_sound_alone_and_flashes_are_refused(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip(codec=None))
    assert refused(folder, tmp_path / "cache") == ["01-stops/video.mp4: MEDIA-003"]
    make(folder / "video.mp4", Clip(seconds=0.5))
    assert refused(folder, tmp_path / "cache") == ["01-stops/video.mp4: MEDIA-007"]


def test_a_poster_larger_than_browsers_draw_is_refused(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    (folder / "poster.png").write_bytes(png(8193, 1))
    assert refused(folder, tmp_path / "cache") == ["01-stops/poster.png: MEDIA-009"]
    (folder / "poster.png").write_bytes(png(8192, 1))
    assert media.prepare(module(folder), tmp_path / "cache").poster_width == 8192


def test_a_chapter_after_the_end_is_refused(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    chapters = [{"at": at, "title": "What to do"} for at in ("0:00", "0:01.5", "9:04")]
    with pytest.raises(SourceError) as raised:
        media.prepare(module(folder, video={**VIDEO, "chapters": chapters}), tmp_path / "cache")
    (finding,) = raised.value.findings
    assert finding.code.id == "MEDIA-011"
    assert finding.text == "the chapter 'What to do' starts at 9:04, but the video ends at 0:02"


def test_everything_wrong_is_told_at_once(folder: Path, tmp_path: Path) -> None:
    (folder / "video.mp4").write_bytes(b"")
    (folder / "poster.png").write_bytes(png(4, 4)[:-9])
    (folder / "captions.en.vtt").write_text("no header")
    assert refused(folder, tmp_path / "cache") == [
        "01-stops/captions.en.vtt: MEDIA-103",
        "01-stops/poster.png: MEDIA-008",
        "01-stops/video.mp4: MEDIA-001",
    ]


def test_sound_needs_captions_and_pictures_need_descriptions(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    bare = {**VIDEO, "captions": {}, "descriptions": {}}
    gaps = ["01-stops/module.yaml: A11Y-001", "01-stops/module.yaml: A11Y-002"]
    assert refused(folder, tmp_path / "cache", video=bare) == gaps
    make(folder / "video.mp4", Clip(audio=None))
    assert refused(folder, tmp_path / "cache", video=bare) == gaps[1:]


def test_a_named_person_may_accept_a_gap_until_a_day(folder: Path, tmp_path: Path) -> None:
    make(folder / "video.mp4", Clip())
    given = module(
        folder,
        video={**VIDEO, "descriptions": {}},
        accepted=[{"code": "A11Y-002", **ACCEPTED}],
    )
    (warning,) = media.prepare(given, tmp_path / "cache").warnings
    assert (warning.code.id, warning.code.severity) == ("A11Y-002", Severity.WARNING)
    assert warning.text.endswith("(accepted by A. Counsel until 2027-01-01: Told aloud)")
    media.prepare(given, tmp_path / "cache", today=date(2027, 1, 1))
    with pytest.raises(SourceError, match="A11Y-002"):
        media.prepare(given, tmp_path / "cache", today=date(2027, 1, 2))


def test_nobody_may_accept_a_broken_file(folder: Path, tmp_path: Path) -> None:
    (folder / "video.mp4").write_bytes(b"")
    accepted = [{"code": "MEDIA-001", **ACCEPTED}]
    assert refused(folder, tmp_path / "cache", accepted=accepted) == [
        "01-stops/video.mp4: MEDIA-001"
    ]


GOOD = Probe(
    container="mov,mp4,m4a,3gp,3g2,mj2",
    start=0.0,
    duration=60.0,
    picture=Picture(
        "h264", "avc1", "yuv420p", 1280, 720, Fraction(1), 0, Fraction(30), interlaced=False
    ),
    sound=Sound("aac", "LC"),
    pictures=1,
    sounds=1,
)
FINE = Layout("isom", index_first=True, fragmented=False)


def cases() -> Iterator[tuple[Probe, Layout | None, Plan]]:
    def turned(**changes: object) -> Probe:
        return replace(GOOD, picture=replace(GOOD.picture, **changes))  # type: ignore[arg-type]

    yield GOOD, FINE, Passthrough()
    yield replace(GOOD, sound=None, sounds=0), FINE, Passthrough()
    yield replace(GOOD, start=0.04), FINE, Passthrough()
    yield turned(rate=Fraction(60)), FINE, Passthrough()
    yield turned(pixels="yuvj420p"), FINE, Passthrough()
    yield GOOD, replace(FINE, index_first=False), Remux(("index after the media",))
    yield GOOD, replace(FINE, fragmented=True), Remux(("fragmented",))
    yield GOOD, replace(FINE, brand="qt  "), Remux(("QuickTime",))
    yield replace(GOOD, container="matroska,webm"), None, Transcode(("container is matroska",))
    yield replace(GOOD, start=1.5), FINE, Transcode(("starts at 1.50 s",))
    yield replace(GOOD, sounds=2), FINE, Transcode(("2 sound tracks",))
    yield replace(GOOD, sound=Sound("mp3", "")), FINE, Transcode(("sound is mp3",))
    yield replace(GOOD, sound=Sound("aac", "HE-AAC")), FINE, Transcode(("sound is aac HE-AAC",))
    yield turned(tag="avc3"), FINE, Transcode(("picture is tagged avc3",))
    yield turned(width=7680, height=4320), FINE, Transcode(("7680 × 4320 pixels",))
    yield turned(codec="hevc", rotation=90), FINE, Transcode(("picture is hevc", "rotated by 90°"))


@pytest.mark.parametrize(("found", "layout", "expected"), list(cases()), ids=str)
def test_plans(found: Probe, layout: Layout | None, expected: Plan) -> None:
    assert plan(found, layout) == expected


def test_filters_turn_slow_down_and_square() -> None:
    picture = replace(
        GOOD.picture, width=1440, height=1080, aspect=Fraction(4, 3), rotation=90, interlaced=True
    )
    assert output_size(picture) == (720, 1280)
    assert filters(replace(picture, rate=Fraction(50))) == (
        ("bwdif", "mode=send_frame"),
        ("transpose", "cclock"),
        ("fps", "30/1"),
        ("scale", "720:1280:flags=bicubic:out_range=tv"),
        ("setsar", "1"),
        ("format", "yuv420p"),
    )


JPEG = b"\xff\xd8\xff\xe0\0\4ab\xff\xff\xc2\0\x11\x08\0\x10\0\x20" + b"\0" * 9 + b"\xff\xd9"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(7, 5), (7, 5)),
        (JPEG, (32, 16)),
        (b"", "it is empty"),
        (b"GIF89a", "it begins like neither"),
        (JPEG[:-2], "the JPEG is cut off"),
        (b"\xff\xd8\xff\xd9", "the JPEG has no frame"),
        (png(3, 3)[:-1], "the PNG is cut off"),
        (png(0, 3), "it claims 0 × 3 pixels"),
    ],
)
def test_pictures_tell_their_size_or_what_is_wrong(
    data: bytes, expected: tuple[int, int] | str
) -> None:
    if isinstance(expected, tuple):
        assert pictures.size(data) == expected
    else:
        with pytest.raises(ValueError, match=expected):
            pictures.size(data)


def test_a_leap_in_time_is_damage_not_hours_of_one_picture(tmp_path: Path) -> None:
    """A bit of a timestamp that flipped would else be filled with millions of frames."""
    whole = make(tmp_path / "whole.mp4", Clip())
    leaping = tmp_path / "leaping.mkv"
    with av.open(str(whole)) as given, av.open(str(leaping), "w") as made:
        stream = given.streams.video[0]
        copy = made.add_stream_from_template(stream)
        for number, packet in enumerate(p for p in given.demux(stream) if p.dts is not None):
            if (
                number >= 10
                and packet.time_base
                and packet.pts is not None
                and packet.dts is not None
            ):
                packet.pts += int(5000 / packet.time_base)
                packet.dts += int(5000 / packet.time_base)
            packet.stream = copy
            made.mux(packet)
    with pytest.raises(DamageError) as caught:
        verify(leaping)
    assert caught.value.track == "video track"


def test_a_video_of_which_nothing_is_left_is_refused(tmp_path: Path) -> None:
    """The first frame of this Flash video claims to come after all others, which are then late."""
    video = bytearray(make(tmp_path / "whole.flv", Clip(format="flv")).read_bytes())
    at = 13
    while video[at] != 9 or video[at + 12] != 1:  # a tag of video that holds no decoder set-up
        at += 15 + int.from_bytes(video[at + 1 : at + 4], "big")
    video[at + 5] = 0x1C  # the middle byte of its time: 7.2 seconds
    late = tmp_path / "late.flv"
    late.write_bytes(video)
    with pytest.raises(BadVideoError) as caught:
        web_video(late, "late.flv", tmp_path / "cache")
    assert caught.value.finding.code.id == "MEDIA-010"
