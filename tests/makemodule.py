"""A module as `source.load` would give it, for stages that come after."""

from collections.abc import Mapping
from pathlib import Path

from scormpack.model import Module
from scormpack.settings import Audience, Brand, ModuleSettings

VIDEO: Mapping[str, object] = {
    "file": "video.mp4",
    "poster": {"file": "poster.png", "alt": "A form on a desk"},
    "captions": {"en": "captions.en.vtt"},
    "descriptions": {"en": "descriptions.en.vtt"},
}


def module(folder: Path, **settings: object) -> Module:
    """A module in `folder`; `settings` replace those of a plain one."""
    given: dict[str, object] = {
        "id": "traffic-stops",
        "title": "Traffic Stops",
        "minutes": "2",
        "description": "What to say first.",
        "video": VIDEO,
    }
    return Module(
        settings=ModuleSettings.model_validate(given | settings),
        folder=folder,
        number=1,
        of=1,
        base_iri="https://example.org/briefings/",
        language="en-US",
        notice="Demonstration content; not legal advice.",
        brand=Brand(name="Rivertown Police Department"),
        brand_folder=folder,
        series=None,
        audiences=(Audience.OFFICER, Audience.COMMANDER),
    )
