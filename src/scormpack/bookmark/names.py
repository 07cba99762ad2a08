"""What a source adds to a record: titles instead of numbers, and whether it is of this version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NamedAid:
    """A job aid or, with `packet`, an item of the Commander's Packet.

    `required`: it is to be acknowledged, of the packet by commanders alone. `acknowledged` is None
    where the text no longer says so.
    """

    id: str
    title: str
    packet: bool
    required: bool
    acknowledged: bool | None


@dataclass(frozen=True)
class NamedChoice:
    """A choice of a question. `chosen` is None where the text no longer says so."""

    id: str
    text: str
    correct: bool
    chosen: bool | None


@dataclass(frozen=True)
class NamedQuestion:
    """A question, with all its choices."""

    id: str
    text: str
    choices: tuple[NamedChoice, ...]


@dataclass(frozen=True)
class Named:
    """The module or series of a source that a record is of; `version` is the source's.

    Of a module's bookmark: `video` is how long the source's is, in seconds, `same_video` whether
    the text is of that length, `same_lists` whether it is of the source's job aids and questions;
    only then are they named. `audiences` are those whose packages have these job aids: all of them
    where the module has no Commander's Packet.
    Of a receipt: `same_version`. Of a series: `unopened`, titles of the modules that it lacks.
    """

    id: str
    title: str
    version: str
    same_version: bool | None = None
    video: float | None = None
    same_video: bool | None = None
    same_lists: bool | None = None
    audiences: tuple[str, ...] = ()
    aids: tuple[NamedAid, ...] = ()
    questions: tuple[NamedQuestion, ...] = ()
    unopened: tuple[str, ...] = ()
