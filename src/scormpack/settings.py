"""What an author writes: the shapes of module.yaml and series.yaml, and nothing else.

The JSON Schemas under schemas/ are made from these models. Every value arrives as text (source/
reads YAML without guessing types), so `lax` parsing of numbers and dates is wanted here.
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

# Pydantic matches these with Rust's regular expressions, in which \d is any script's digit.
ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
TIME = r"^([0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9](\.[0-9]{1,3})?$"
COLOUR = r"^#[0-9a-fA-F]{6}$"
DURATION = r"^P([0-9]{1,3}Y)?([0-9]{1,3}M)?([0-9]{1,3}W)?([0-9]{1,3}D)?$"
VERSION = r"^[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}$"
URL = r'^https://[A-Za-z0-9.-]*[A-Za-z0-9](:[0-9]{1,5})?([/?#][^\s<>"\\^`{|}]*)?$'
BASE_IRI = r'^https?://[A-Za-z0-9.-]*[A-Za-z0-9](:[0-9]{1,5})?/([^\s#?<>"\\^`{|}]*/)?$'
CODE = r"^[A-Z][A-Z0-9]*-[0-9]{3}$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _day(value: object) -> object:
    # Pydantic would take a bare number as seconds since 1970.
    if isinstance(value, str) and not re.fullmatch(DAY, value):
        raise ValueError("not a day")
    return value


Share = Annotated[Decimal, Field(ge=0, le=1)]
"""A share from 0 to 1: 0.9 is nine tenths."""

Id = Annotated[str, Field(pattern=ID, max_length=48)]
Text = Annotated[str, Field(min_length=1, max_length=10_000)]
Language = Annotated[str, Field(pattern=LANGUAGE)]
Time = Annotated[str, Field(pattern=TIME)]
"""A place in a video: `1:05`, `0:07.5`, `1:02:03`."""

Colour = Annotated[str, Field(pattern=COLOUR)]
Duration = Annotated[str, Field(pattern=DURATION, min_length=3, max_length=20)]
Version = Annotated[str, Field(pattern=VERSION)]
Url = Annotated[str, Field(pattern=URL, max_length=2_000)]
BaseIri = Annotated[str, Field(pattern=BASE_IRI, max_length=200)]
Day = Annotated[date, BeforeValidator(_day)]


class Audience(StrEnum):
    """For whom a package is: line officers, leadership, or whichever the learner says."""

    OFFICER = "officer"
    COMMANDER = "commander"
    ALL = "all"


class Use(StrEnum):
    """How a package is used: shown at roll call, or counted as training."""

    BRIEFING = "briefing"
    IN_SERVICE = "in-service"


class Settings(BaseModel):
    """A block of settings: frozen, and no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Poster(Settings):
    """The picture shown before the video plays."""

    file: Text = Field(description="A JPEG or PNG file in the module's folder.")
    alt: Text = Field(description="What the picture shows, in words, for who cannot see it.")


class Chapter(Settings):
    """A named place in the video."""

    at: Time = Field(description="Where the chapter starts, as minutes:seconds.")
    title: Text


class VideoSettings(Settings):
    """The module's video and its tracks; files are relative to the module's folder."""

    file: Text = Field(description="The video; anything but H.264 and AAC in MP4 is transcoded.")
    poster: Poster
    captions: dict[Language, Text] = Field(
        default_factory=dict, description="Language: a .vtt or .srt file."
    )
    descriptions: dict[Language, Text] = Field(
        default_factory=dict,
        description="Language: a .vtt file that tells what only the picture shows.",
    )
    described: Text | None = Field(
        default=None, description="A second video file, with the descriptions spoken in it."
    )
    chapters: tuple[Chapter, ...] = ()
    transcript_credit: bool = Field(
        default=True,
        description="Whether reading the whole transcript counts as watching the video.",
    )


class Require(StrEnum):
    """What a learner must do with an item before the module is complete."""

    ACKNOWLEDGE = "acknowledge"


class AidKind(StrEnum):
    """What a job aid or an item of the Commander's Packet is used for."""

    POCKET_CARD = "pocket-card"
    DECISION_FLOW = "decision-flow"
    CHECKLIST = "checklist"
    PHONE_SCRIPT = "phone-script"
    REFERENCE = "reference"
    PLANNING_TOOL = "planning-tool"
    DISCUSSION_GUIDE = "discussion-guide"
    WEB_RESOURCE = "web-resource"


class AidSettings(Settings):
    """A job aid or packet item: a file of the module's folder, or a page on the web."""

    file: Text | None = Field(
        default=None, description="A .md, .pdf or .docx file in the module's folder."
    )
    url: Url | None = Field(
        default=None, description="An https address; give either this or `file`."
    )
    title: Text
    kind: AidKind = AidKind.REFERENCE
    owner: Text | None = Field(default=None, description="Who publishes a web resource.")
    read: Day | Literal["no"] | None = Field(
        default=None, description="The day on which a web resource was read, or `no`."
    )
    description: Text | None = None
    language: Language | None = Field(default=None, description="If not the module's own.")
    require: Require | None = Field(
        default=None, description="`acknowledge`: the learner must say that it was read."
    )


class Choice(Settings):
    """One answer that can be chosen."""

    id: Id | None = Field(default=None, description="Default: a, b, c … in the order written.")
    text: Text
    correct: bool = False
    feedback: Text | None = Field(default=None, description="Shown when this answer is chosen.")


class Question(Settings):
    """A question with one or several right answers."""

    id: Id = Field(description="Never changes: results are recorded under it.")
    text: Text
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=10)]
    several: bool = Field(default=False, description="Whether several answers must be chosen.")
    reason: Text = Field(description="Why the right answer is right; shown after answering.")
    source: Id | None = Field(default=None, description="The id of an item of `sources`.")

    @property
    def named_choices(self) -> tuple[tuple[str, Choice], ...]:
        """Each choice with the id that results are recorded under: its own, or its letter."""
        letters = "abcdefghij"
        return tuple((c.id or letters[n], c) for n, c in enumerate(self.choices))


class QuestionsSettings(Settings):
    """The knowledge check."""

    attempts: Annotated[int, Field(ge=0, le=99)] = Field(
        default=0, description="How often the whole check may be taken; 0: without limit."
    )
    items: Annotated[tuple[Question, ...], Field(min_length=1, max_length=50)]


class CompletionSettings(Settings):
    """What makes a module complete, beside every item with `require: acknowledge`."""

    watched: Share = Field(default=Decimal("0.9"), description="Share of the video played.")
    questions: Share | None = Field(
        default=None, description="Share of the questions answered right; left out: not asked for."
    )
    attest: bool = Field(
        default=False,
        description="Whether the learner must also confirm having watched and understood it.",
    )


Exit = Literal["suspend", "normal"]
"""`cmi.exit` as SCORM 2004 names it."""


class RecordSettings(Settings):
    """What an agency's training record wants beside completion."""

    hours: Annotated[Decimal, Field(gt=0, le=100)] | None = Field(
        default=None, description="Credit hours."
    )
    course_number: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    expires: Duration | None = Field(
        default=None, description="How long a completion is valid, as an ISO 8601 duration: P2Y."
    )
    exit_when_complete: Exit | None = Field(
        default=None,
        description="SCORM 2004: how a session ends once complete; default: as the series has it.",
    )


class SeriesRecord(Settings):
    """What the modules of a series have in common of `record`."""

    exit_when_complete: Exit = Field(
        default="suspend",
        description="SCORM 2004: how a session ends once complete; `normal` ends the attempt.",
    )


class Source(Settings):
    """Where a legal statement can be looked up."""

    id: Id
    title: Text
    citation: Text = Field(description="The exact citation: 8 C.F.R. § 287.7(d).")
    url: Url | None = None
    read: Day | Literal["no"] = Field(
        description="The day on which the text was read, or `no` where it was not."
    )
    supports: Text | None = Field(default=None, description="What it is cited for.")


class Accepted(Settings):
    """A finding that a person has accepted, with the reason, until a day."""

    code: Annotated[str, Field(pattern=CODE)]
    by: Text
    reason: Text
    until: Day


class Brand(Settings):
    """The agency whose name, logo and colours the pages carry."""

    name: Text | None = None
    logo: Text | None = Field(default=None, description="An .svg or .png file beside series.yaml.")
    logo_alt: Text | None = None
    colour: Colour | None = Field(default=None, description="The brand colour: #1a4480.")


class ModuleSettings(Settings):
    """module.yaml: one briefing."""

    id: Id = Field(description="Never changes: all ids in all standards come from it.")
    title: Text
    language: Language | None = Field(default=None, description="Default: the series' language.")
    version: Version = "1.0.0"
    minutes: Annotated[int, Field(ge=1, le=600)] = Field(description="How long the module takes.")
    description: Text
    objectives: tuple[Text, ...] = ()
    base_iri: BaseIri | None = Field(
        default=None, description="Only where the folder above has no series.yaml."
    )
    notice: Text | None = Field(
        default=None, description="A sentence shown under the header; default: the series' notice."
    )
    requires: tuple[Id, ...] = Field(
        default=(), description="Ids of the modules that must be complete before this one."
    )
    video: VideoSettings
    job_aids: tuple[AidSettings, ...] = ()
    commanders_packet: tuple[AidSettings, ...] = ()
    questions: QuestionsSettings | None = None
    completion: CompletionSettings = CompletionSettings()
    record: RecordSettings = RecordSettings()
    sources: tuple[Source, ...] = ()
    accepted: tuple[Accepted, ...] = ()


class Uses(Settings):
    """The two presets that can replace a module's own `completion`."""

    briefing: CompletionSettings = CompletionSettings(watched=Decimal("0.9"), attest=True)
    in_service: CompletionSettings = Field(
        default=CompletionSettings(watched=Decimal("0.9"), questions=Decimal("0.8")),
        alias="in-service",
    )

    def preset(self, use: Use) -> CompletionSettings:
        """The completion rule of `use`."""
        return self.briefing if use is Use.BRIEFING else self.in_service


class SeriesSettings(Settings):
    """series.yaml: what the modules of a folder share."""

    id: Id
    title: Text
    language: Language = "en-US"
    version: Version = "1.0.0"
    description: Text | None = None
    base_iri: BaseIri = Field(description="Start of every activity's IRI; never changes.")
    audiences: tuple[Audience, ...] = (Audience.OFFICER, Audience.COMMANDER)
    order: tuple[Id, ...] = Field(
        default=(), description="Module ids in teaching order; others follow by folder name."
    )
    planned: tuple[Id, ...] = Field(
        default=(), description="Ids of `order` that have no folder yet."
    )
    sequence: Literal["free", "in-order"] = "free"
    uses: Uses = Uses()
    record: SeriesRecord = SeriesRecord()
    notice: Text | None = None
    brand: Brand = Brand()
