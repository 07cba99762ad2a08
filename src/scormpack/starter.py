"""A new module's folder that builds as it stands, with comments that teach module.yaml."""

import json
import re
from pathlib import Path
from string import Template

from scormpack import clip, ids
from scormpack.assets import TEMPLATES
from scormpack.codes import source as codes
from scormpack.errors import OutputError
from scormpack.findings import Finding
from scormpack.source.place import SERIES_FILE

_STARTER = TEMPLATES / "starter"
_TEXTS = (
    "module.yaml",
    "captions.en.vtt",
    "descriptions.en.vtt",
    "job-aids/quick-card.md",
    "commander/roll-call-plan.md",
)
_SECONDS = 8
_FALLBACK = "my-module"
_ALONE = {
    "language": "language: en-US",
    "base_iri": "base_iri: https://example.org/training/",
}
_IN_SERIES = {
    "language": "# language: en-US",
    "base_iri": "# base_iri: https://example.org/training/",
}


def new(folder: Path) -> tuple[Path, ...]:
    """Writes a module into `folder`, which must not exist or be empty: the files written.

    The module's id is the folder's name without its number; in a series' folder, what series.yaml
    says is left to it. Raises OutputError (SRC-069) where the folder cannot be written to.
    """
    folder = Path(folder)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            reason = "it is not empty" if folder.is_dir() else "it is a file"
            raise _refused(folder, reason)
        return tuple(_write(folder))
    except OSError as error:
        raise _refused(folder, error.strerror or "it cannot be written to") from None


def _refused(folder: Path, reason: str) -> OutputError:
    return OutputError([Finding.of(codes.SRC_069, str(folder), reason=reason)])


def _write(folder: Path) -> list[Path]:
    module_id = _id(folder.resolve().name)
    title = module_id.replace("-", " ").capitalize()
    inherited = (folder.resolve().parent / SERIES_FILE).is_file()
    values = {"id": module_id, "title": title, **(_IN_SERIES if inherited else _ALONE)}
    written = []
    for name in _TEXTS:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = Template((_STARTER / name).read_text("utf-8")).substitute(values)
        target.write_text(text, "utf-8", newline="\n")
        written.append(target)
    video, poster = folder / "video.mp4", folder / "poster.jpg"
    cards = json.dumps([[title, "A starter module"], ["Replace video.mp4", "with your own video"]])
    pictures = clip.draw(cards, width=1280, height=720)
    clip.write_video(pictures, video, seconds=_SECONDS)
    clip.write_poster(pictures[0], poster)
    return [*written, video, poster]


def _id(name: str) -> str:
    """The module id that a folder's name asks for: `immigration-detainer` for `02-immigration…`."""
    wanted = re.sub(r"^[0-9-]+", "", ids.slug(name))[: ids.MAX_ID_LENGTH].strip("-")
    return wanted or _FALLBACK
