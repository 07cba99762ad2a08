"""Activities, verbs and statement templates, made once with tincan's types; the player fills them.

Verbs and activity types are the published ones, so that an LRS can add up what different tools
report. Video statements follow the xAPI Video Profile 1.0.3.
"""

from collections.abc import Callable, Mapping, Sequence

from tincan import (
    Activity,
    ActivityDefinition,
    Context,
    ContextActivities,
    Extensions,
    LanguageMap,
    Verb,
)
from tincan.interaction_component import InteractionComponent

from scormpack import ids
from scormpack.formats.base import Player, Unit
from scormpack.prepared import PreparedAid, PreparedModule
from scormpack.settings import Question

_ADL = "http://adlnet.gov/expapi/verbs/"
_VIDEO = "https://w3id.org/xapi/video"
VERBS = {
    "initialized": f"{_ADL}initialized",
    "completed": f"{_ADL}completed",
    "passed": f"{_ADL}passed",
    "failed": f"{_ADL}failed",
    "terminated": f"{_ADL}terminated",
    "answered": f"{_ADL}answered",
    "interacted": f"{_ADL}interacted",
    "played": f"{_VIDEO}/verbs/played",
    "paused": f"{_VIDEO}/verbs/paused",
    "seeked": f"{_VIDEO}/verbs/seeked",
    "acknowledged": "http://activitystrea.ms/schema/1.0/acknowledge",
}
SESSION_VERBS = ("initialized", "completed", "passed", "failed", "terminated")
VIDEO_VERBS = (
    "initialized",
    "played",
    "paused",
    "seeked",
    "interacted",
    "completed",
    "terminated",
)
COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"
MODULE_TYPE = "http://adlnet.gov/expapi/activities/module"
_VIDEO_TYPE = f"{_VIDEO}/activity-type/video"
_QUESTION_TYPE = "http://adlnet.gov/expapi/activities/cmi.interaction"
_CONFIRMATION_TYPE = "http://adlnet.gov/expapi/activities/interaction"
_FILE_TYPE = "http://adlnet.gov/expapi/activities/file"
STATE_ID = "scormpack"
CAPACITY = 32_000
"""Characters of the state: half of what a page can still send as it closes (64 KiB, of all requests
with `keepalive`, in the Fetch standard); the rest is left to statements."""

# The LMS names the LRS only at launch, so the page must be able to reach any.
_ANY_LRS = "'self' https: http:"

Template = Mapping[str, object]


def player(standard: str, categories: Callable[[str], Sequence[str]] = lambda _: ()) -> Player:
    """That of a standard that records in an LRS; its bundle is called like the standard.

    `categories` are the ids that statements of the launch itself carry, by the name of their verb.
    """

    def made(unit: Unit) -> dict[str, object]:
        return _settings(unit, {verb: _category(categories(verb)) for verb in SESSION_VERBS})

    return Player(standard, standard, made, CAPACITY, _ANY_LRS)


def _category(category_ids: Sequence[str]) -> Context | None:
    if not category_ids:
        return None
    category = [Activity(id=each) for each in category_ids]
    return Context(context_activities=ContextActivities(category=category))


def _settings(unit: Unit, contexts: Mapping[str, Context | None]) -> dict[str, object]:
    (first, *_) = unit.modules
    if unit.activity == activity(first).id:
        return {"xapi": {**settings(first), "statements": _session(activity(first), contexts)}}
    return {
        "xapi": {
            "statements": _session(whole(unit), contexts),
            "video": {},
            "answered": {},
            "acknowledged": {},
            "receipt": _receipt(first),
            "stateId": STATE_ID,
        },
        "parts": {each.module.id: settings(each, within=unit) for each in unit.modules},
    }


def settings(module: PreparedModule, within: Unit | None = None) -> dict[str, object]:
    """The `xapi` block of the player's settings for `module`.

    `within` is the unit that was launched where that is not the module: what is said of the module
    itself then has it as its parent.
    """
    own = activity(module)
    around = _parent(within.activity) if within else None
    parent = _parent(own.id)
    questions = module.questions
    asked = questions.items if questions else ()
    return {
        "statements": {name: _template(name, own, around) for name in SESSION_VERBS},
        "video": {
            name: _template(name, _video(module), _video_context(module)) for name in VIDEO_VERBS
        },
        "answered": {
            question.id: _template("answered", _question(module, question), parent)
            for question in asked
        },
        "acknowledged": {
            aid.id: _template("acknowledged", _aid(module, aid), parent)
            for aid in module.aids
            if aid.required
        },
        **({"attested": _attested(module, parent)} if module.completion.attest else {}),
        "receipt": _receipt(module),
        "stateId": STATE_ID,
    }


def _session(target: Activity, contexts: Mapping[str, Context | None]) -> dict[str, Template]:
    return {verb: _template(verb, target, contexts[verb]) for verb in SESSION_VERBS}


def whole(unit: Unit) -> Activity:
    """The course of a package in which one launch leads to several modules."""
    definition = ActivityDefinition(
        type=COURSE_TYPE,
        name=LanguageMap({unit.language: unit.title}),
        description=LanguageMap({unit.language: unit.description}),
    )
    return Activity(id=unit.activity, definition=definition)


def activity(module: PreparedModule) -> Activity:
    """The module itself."""
    source = module.module
    return Activity(
        id=ids.activity_iri(source.base_iri, source.id),
        definition=ActivityDefinition(
            type=MODULE_TYPE,
            name=_text(module, source.title),
            description=_text(module, source.settings.description),
        ),
    )


def _receipt(module: PreparedModule) -> str:
    """The result extension that carries the receipt: one for all that have the base IRI."""
    return ids.extension_iri(module.module.base_iri, "receipt")


def _parent(activity_id: str) -> Context:
    return Context(context_activities=ContextActivities(parent=[Activity(id=activity_id)]))


def _attested(module: PreparedModule, parent: Context) -> Template:
    name = _text(module, f"{module.module.title}: watched and understood")
    definition = ActivityDefinition(type=_CONFIRMATION_TYPE, name=name)
    target = Activity(id=_part(module, "attestation", "main"), definition=definition)
    return _template("acknowledged", target, parent)


def _part(module: PreparedModule, kind: str, part_id: str) -> str:
    source = module.module
    return ids.part_iri(ids.activity_iri(source.base_iri, source.id), kind, part_id)


def _video(module: PreparedModule) -> Activity:
    """The video profile asks for an id of its own, other than the launched activity's."""
    definition = ActivityDefinition(type=_VIDEO_TYPE, name=_text(module, module.module.title))
    return Activity(id=_part(module, "video", "main"), definition=definition)


def _video_context(module: PreparedModule) -> Context:
    """Video Profile 1.0.3: the category, and the extensions that hold for a whole session."""
    extensions = {f"{_VIDEO}/extensions/length": round(module.video.duration, 3)}
    watched = float(module.completion.watched)
    if watched < 1:
        extensions[f"{_VIDEO}/extensions/completion-threshold"] = watched
    source = module.module
    return Context(
        context_activities=ContextActivities(
            category=[Activity(id=_VIDEO)],
            parent=[Activity(id=ids.activity_iri(source.base_iri, source.id))],
        ),
        extensions=Extensions(extensions),
    )


def _question(module: PreparedModule, question: Question) -> Activity:
    """A choice interaction with its correct response (xAPI 1.0.3 Data, section 2.4.4.1)."""
    named = question.named_choices
    correct = "[,]".join(name for name, choice in named if choice.correct)
    return Activity(
        id=_part(module, "question", question.id),
        definition=ActivityDefinition(
            type=_QUESTION_TYPE,
            name=_text(module, question.text),
            description=_text(module, question.text),
            interaction_type="choice",
            correct_responses_pattern=[correct],
            choices=[
                InteractionComponent(id=name, description=_text(module, choice.text))
                for name, choice in named
            ],
        ),
    )


def _aid(module: PreparedModule, aid: PreparedAid) -> Activity:
    definition = ActivityDefinition(type=_FILE_TYPE, name=_text(module, aid.title))
    return Activity(id=_part(module, "aid", aid.id), definition=definition)


def _text(module: PreparedModule, value: str) -> LanguageMap:
    return LanguageMap({module.module.language: value})


def _template(verb: str, target: Activity, context: Context | None = None) -> Template:
    """A statement without what only the player knows: id, actor, times, registration, result."""
    display = LanguageMap({"en-US": verb})
    made: dict[str, object] = {
        "verb": Verb(id=VERBS[verb], display=display).as_version(),
        "object": target.as_version(),
    }
    if context is not None:
        made["context"] = context.as_version()
    return made
