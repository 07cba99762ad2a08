"""Which module of a source a bookmark fits: by its video's length and its lists' checksum."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scormpack import documents, prepare
from scormpack.bookmark.record import Print
from scormpack.bookmark.sealing import checksum
from scormpack.model import Module
from scormpack.settings import AidSettings, Audience, Question


@dataclass(frozen=True)
class Lists:
    """The job aids and questions of one of a module's packages."""

    aids: tuple[tuple[str, AidSettings], ...]
    questions: tuple[Question, ...]

    @property
    def print(self) -> str:
        """As bookmark.ts makes it."""
        choices = [(each.id, name) for each in self.questions for name, _ in each.named_choices]
        ids = [[name for name, _ in self.aids], choices]
        return checksum(json.dumps(ids, separators=(",", ":")))


@dataclass(frozen=True)
class Fit:
    """A module, how long its video is, and what of it a bookmark fits."""

    module: Module
    video: float
    same_video: bool
    lists: Lists | None

    @property
    def rank(self) -> int:
        """More where it is likelier of this module; 0: of another.

        Lists tell most, unless they are empty, as those of many modules may be; several videos of a
        series may be of one length.
        """
        same = self.lists is not None
        telling = self.lists is not None and bool(self.lists.aids or self.lists.questions)
        return 4 * telling + 2 * self.same_video + same if telling or self.same_video else 0

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Whose packages have these job aids; all, where there is no packet to tell them apart."""
        settings = self.module.settings
        if self.lists is None or not settings.commanders_packet:
            return tuple(Audience)
        packet = len(self.lists.aids) > len(settings.job_aids)
        return tuple(each for each in Audience if (each is Audience.OFFICER) != packet)


def fit(content: Print, module: Module, cache: Path) -> Fit:
    """How `content` fits `module`; a video that a build converts is made in `cache`.

    Raises SourceError where its video cannot be used.
    """
    video = round(prepare.duration(module, cache), 3)
    lists = next((each for each in _variants(module) if each.print == content.lists), None)
    return Fit(module, video, video == content.video, lists)


def _variants(module: Module) -> Iterator[Lists]:
    """With and without the packet, which officers' packages lack, and the questions: see Course."""
    settings = module.settings
    of_both = zip(
        documents.ids(module), (*settings.job_aids, *settings.commanders_packet), strict=True
    )
    aids, officers = tuple(of_both), len(settings.job_aids)
    items = settings.questions.items if settings.questions else ()
    for questions in (items, ()):
        yield Lists(aids, questions)
        yield Lists(aids[:officers], questions)
