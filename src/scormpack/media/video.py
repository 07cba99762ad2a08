"""A module's video, poster and tracks, made ready, and what is missing beside them."""

from datetime import date
from pathlib import Path

from scormpack import captions
from scormpack.acceptance import settle
from scormpack.codes import accessibility, media
from scormpack.errors import SourceError
from scormpack.findings import Finding, has_errors, in_order
from scormpack.media import pictures
from scormpack.media.probe import MAX_SIDE
from scormpack.media.videofile import BadVideoError, WebVideo, length, web_video
from scormpack.model import Module
from scormpack.prepared import PreparedVideo, Track
from scormpack.reading import at_most
from scormpack.words import clock, seconds

_SAME_LENGTH = 0.5  # seconds; less than a learner would notice


def prepare(module: Module, cache: Path, *, today: date | None = None) -> PreparedVideo:
    """The module's video, its poster and its tracks; new files lie in `cache`, nowhere else.

    A web-safe MP4 stays the author's own file; one whose index comes last is copied packet by
    packet, anything else encoded again by one thread. `today` ends acceptances that have run out;
    None ends none. Raises SourceError with every finding of the families MEDIA and A11Y.
    """
    settings = module.settings.video
    video, findings = _video(module, settings.file, cache)
    described = None
    if settings.described is not None:
        described, more = _video(module, settings.described, cache)
        findings += (*more, *_other_length(module, video, described))
    size, more = _poster(module, settings.poster.file)
    findings += more
    duration = video.probe.duration if video else None
    shown, more = _tracks(module, settings.captions, duration, descriptions=False)
    findings += more
    told, more = _tracks(module, settings.descriptions, duration, descriptions=True)
    findings += (*more, *_gaps(module, video), *_late_chapters(module, duration))
    findings = in_order(settle(findings, module.settings.accepted, today))
    if video is None or has_errors(findings):
        raise SourceError(findings)
    return PreparedVideo(
        file=video.file,
        duration=video.probe.duration,
        width=video.probe.picture.width,
        height=video.probe.picture.height,
        encoder=video.encoder,
        poster=module.folder / settings.poster.file,
        poster_width=size[0],
        poster_height=size[1],
        captions=shown,
        descriptions=told,
        described=described.file if described else None,
        warnings=findings,
    )


def duration(module: Module, cache: Path) -> float:
    """Seconds of the module's video as packages have it; what is converted lies in `cache`.

    Raises SourceError where it cannot be used.
    """
    name = module.settings.video.file
    try:
        return length(module.folder / name, _where(module, name), cache)
    except BadVideoError as error:
        raise SourceError([error.finding]) from None


def _where(module: Module, name: str) -> str:
    return f"{module.folder.name}/{name}"


def _gaps(module: Module, video: WebVideo | None) -> list[Finding]:
    """What is missing for who cannot hear or see the video."""
    settings, where = module.settings.video, _where(module, "module.yaml")
    gaps = []
    if video and video.probe.sound and not settings.captions:
        gaps.append(Finding.of(accessibility.A11Y_001, where))
    if not settings.descriptions and settings.described is None:
        gaps.append(Finding.of(accessibility.A11Y_002, where))
    return gaps


def _other_length(
    module: Module, video: WebVideo | None, described: WebVideo | None
) -> list[Finding]:
    """A described version of another length, where both can be read."""
    settings = module.settings.video
    if video is None or described is None or settings.described is None:
        return []
    length, wanted = described.probe.duration, video.probe.duration
    if abs(length - wanted) <= _SAME_LENGTH:
        return []
    where, of = _where(module, settings.described), settings.file
    both = (f"{length:.1f} s", f"{wanted:.1f} s")
    return [Finding.of(media.MEDIA_012, where, length=both[0], video=of, wanted=both[1])]


def _late_chapters(module: Module, duration: float | None) -> list[Finding]:
    """Chapters that nobody could go to; none where the video cannot be read."""
    if duration is None:
        return []
    where, end = _where(module, "module.yaml"), clock(duration)
    return [
        Finding.of(media.MEDIA_011, where, title=chapter.title, at=chapter.at, end=end)
        for chapter in module.settings.video.chapters
        if seconds(chapter.at) >= duration
    ]


def _poster(module: Module, name: str) -> tuple[tuple[int, int], tuple[Finding, ...]]:
    where = _where(module, name)
    try:
        width, height = pictures.size(at_most(module.folder / name, pictures.MAX_BYTES))
    except ValueError as error:
        return (0, 0), (Finding.of(media.MEDIA_008, where, reason=error),)
    if max(width, height) > MAX_SIDE:
        found = Finding.of(media.MEDIA_009, where, width=width, height=height, limit=MAX_SIDE)
        return (0, 0), (found,)
    return (width, height), ()


def _tracks(
    module: Module, files: dict[str, str], duration: float | None, *, descriptions: bool
) -> tuple[tuple[Track, ...], tuple[Finding, ...]]:
    tracks: list[Track] = []
    findings: list[Finding] = []
    for language, name in files.items():
        track, found = captions.read(
            at_most(module.folder / name, captions.MAX_BYTES),
            _where(module, name),
            language=language,
            duration=duration,
            descriptions=descriptions,
        )
        findings += found
        if track:
            tracks.append(track)
    return tuple(tracks), tuple(findings)


def _video(module: Module, name: str, cache: Path) -> tuple[WebVideo | None, tuple[Finding, ...]]:
    where = _where(module, name)
    try:
        return web_video(module.folder / name, where, cache), ()
    except BadVideoError as error:
        return None, (error.finding,)
