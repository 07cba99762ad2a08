"""The content script: what the player knows of a module, as player/src/content.ts types it."""

import json
from decimal import Decimal

from scormpack.prepared import PreparedModule, Track
from scormpack.settings import Audience, Question, QuestionsSettings
from scormpack.words import seconds

# JSON inside a script: `<` and `>` could end the element or open a comment, U+2028 and U+2029 end a
# line in old engines (all non-ASCII is escaped anyway, so that no server's charset matters).
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def script(name: str, value: object) -> bytes:
    """`window.<name>=…;`: a classic script in ASCII that sets a global to `value` as JSON."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"window.{name}={text.translate(_ESCAPES)};\n".encode("ascii")


def content_script(prepared: PreparedModule, audience: Audience) -> bytes:
    """The script that hands a module's content to the player."""
    return script("scormpackContent", content_data(prepared, audience))


def content_data(prepared: PreparedModule, audience: Audience) -> dict[str, object]:
    """The `Content` of player/src/content.ts."""
    module = prepared.module
    settings = module.settings
    video = prepared.video
    return {
        "module": {
            "id": module.id,
            "title": module.title,
            "series": module.series_title,
            "version": settings.version,
            "language": module.language,
            "minutes": settings.minutes,
            "audience": audience.value,
        },
        "video": {
            "duration": round(video.duration, 3),
            "chapters": [
                {"at": seconds(chapter.at), "title": chapter.title}
                for chapter in settings.video.chapters
            ],
            "transcriptCredit": settings.video.transcript_credit,
        },
        "captions": [_track(track) for track in video.captions],
        "descriptions": [_track(track) for track in video.descriptions],
        "aids": [
            {"id": aid.id, "title": aid.title, "packet": aid.packet, "required": aid.required}
            for aid in prepared.aids
        ],
        "questions": _questions(prepared.questions),
        "criteria": {
            "watched": float(prepared.completion.watched),
            "questions": _share(prepared.completion.questions),
            "attest": prepared.completion.attest,
        },
    }


def _track(track: Track) -> dict[str, object]:
    return {
        "language": track.language,
        "label": track.label,
        "cues": [
            [round(cue.start, 3), round(cue.end, 3), cue.text, cue.html] for cue in track.cues
        ],
    }


def _questions(questions: QuestionsSettings | None) -> dict[str, object] | None:
    if questions is None:
        return None
    return {
        "attempts": questions.attempts,
        "items": [_question(item) for item in questions.items],
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "several": question.several,
        "choices": [
            {
                "id": choice_id,
                "text": choice.text,
                "correct": choice.correct,
            }
            for choice_id, choice in question.named_choices
        ],
    }


def _share(share: Decimal | None) -> float | None:
    return None if share is None else float(share)
