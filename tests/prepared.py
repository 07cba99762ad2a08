"""A prepared course made by hand around the six-second module: no probing, no typesetting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from scormpack import pages
from scormpack.formats.web import Web
from scormpack.model import Course
from scormpack.prepared import (
    Cue,
    PreparedAid,
    PreparedCourse,
    PreparedModule,
    PreparedVideo,
    Track,
)
from scormpack.settings import AidKind, Audience, Brand, ModuleSettings, SeriesSettings
from scormpack.source import load

FOLDER = Path(__file__).parent / "sources" / "good" / "six-seconds"
DURATION = 6.0

Spoil = Callable[[str], str]


def kept(text: str) -> str:
    """The text as it is."""
    return text


def prepared_course(
    audience: Audience, *, spoil: Spoil = kept, brand: Brand | None = None, folder: Path = FOLDER
) -> PreparedCourse:
    """The course; `spoil` is put upon every text that a learner reads, but ids, files and URLs.

    Spoiled texts are not validated: pages are safe whatever they are.
    """
    (read,) = load(FOLDER).modules
    settings = _spoiled(read.settings, spoil)
    module = replace(
        read,
        settings=settings,
        notice=settings.notice,
        brand=brand or Brand.model_construct(name=spoil("An agency")),
        brand_folder=folder,
        series=SeriesSettings.model_construct(
            id="series",
            base_iri=read.base_iri,
            title=spoil("A series"),
            version="1.0.0",
            language="en-US",
        ),
    )
    aids = _aids(spoil, packet=audience is not Audience.OFFICER)
    course = Course((module,), audience)
    rule, questions = course.completion(module), course.questions(module)
    prepared = PreparedModule(module, _video(spoil), aids, rule, questions)
    return PreparedCourse(course, (prepared,))


def web_package(course: PreparedCourse, folder: Path) -> None:
    """The course's package for the web, as files in `folder`."""
    for entry in Web().entries(course, pages.content(course)):
        target = folder / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = entry.content if isinstance(entry.content, bytes) else entry.content.read_bytes()
        target.write_bytes(data)


def _spoiled(settings: ModuleSettings, spoil: Spoil) -> ModuleSettings:
    questions = settings.questions
    if questions is None:
        raise ValueError("the six-second module has questions")
    items = tuple(
        item.model_copy(
            update={
                "text": spoil(item.text),
                "reason": spoil(item.reason),
                "choices": tuple(
                    choice.model_copy(
                        update={"text": spoil(choice.text), "feedback": spoil("Feedback")}
                    )
                    for choice in item.choices
                ),
            }
        )
        for item in questions.items
    )
    update: Mapping[str, object] = {
        "title": spoil(settings.title),
        "description": spoil(settings.description),
        "objectives": tuple(spoil(text) for text in settings.objectives),
        "notice": spoil(settings.notice or "Notice"),
        "questions": questions.model_copy(update={"items": items}),
        "sources": tuple(
            source.model_copy(
                update={
                    "title": spoil(source.title),
                    "citation": spoil(source.citation),
                    "supports": spoil("It"),
                }
            )
            for source in settings.sources
        ),
        "video": settings.video.model_copy(
            update={
                "poster": settings.video.poster.model_copy(update={"alt": spoil("A card")}),
                "chapters": tuple(
                    chapter.model_copy(update={"title": spoil(chapter.title)})
                    for chapter in settings.video.chapters
                ),
            }
        ),
    }
    return settings.model_copy(update=dict(update))


def _video(spoil: Spoil) -> PreparedVideo:
    cues = (
        Cue(0.0, 2.0, spoil("One. Two."), "One. Two."),
        Cue(2.0, 4.0, spoil("Three. Four."), "Three. Four."),
    )
    return PreparedVideo(
        file=FOLDER / "video.mp4",
        duration=DURATION,
        width=640,
        height=360,
        encoder="",
        poster=FOLDER / "poster.jpg",
        poster_width=640,
        poster_height=360,
        captions=(Track("en", spoil("English"), cues, b"WEBVTT\n"),),
        descriptions=(Track("en", spoil("English"), cues[:1], b"WEBVTT\n\nNOTE described\n"),),
        described=None,
    )


def _aids(spoil: Spoil, *, packet: bool) -> tuple[PreparedAid, ...]:
    card = _aid("card", spoil, kind=AidKind.POCKET_CARD, required=True)
    steps = _aid("steps", spoil, kind=AidKind.CHECKLIST)
    if not packet:
        return card, steps
    web = PreparedAid(
        id="web",
        title=spoil("A page elsewhere"),
        kind=AidKind.WEB_RESOURCE,
        language="en-US",
        packet=True,
        required=False,
        description=spoil("About it"),
        owner=spoil("Its owner"),
        read="2026-11-03",
        url="https://example.org/page",
        html=None,
        download=None,
        download_name=None,
        pages=None,
    )
    return card, steps, _aid("plan", spoil, kind=AidKind.PLANNING_TOOL, packet=True), web


def _aid(
    name: str, spoil: Spoil, *, kind: AidKind, packet: bool = False, required: bool = False
) -> PreparedAid:
    return PreparedAid(
        id=name,
        title=spoil(f"Title of {name}"),
        kind=kind,
        language="en-US",
        packet=packet,
        required=required,
        description=spoil(f"What {name} is for"),
        owner=spoil("Its owner"),
        read=None,
        url=None,
        html=f"<h2>Steps of {name}</h2><p>Do this.</p>",
        download=b"%PDF-1.7 " + name.encode(),
        download_name=spoil(name) + ".pdf",
        pages=2,
    )
