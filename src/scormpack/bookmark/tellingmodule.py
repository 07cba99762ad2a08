"""A module's bookmark in words, alone or within a series."""

from collections.abc import Iterator

from scormpack.bookmark.module import MARK
from scormpack.bookmark.names import Named, NamedQuestion
from scormpack.bookmark.record import Asked, Damage, Judged, Record
from scormpack.bookmark.wording import audience, numbers, percent, spent, unwatched, yes
from scormpack.findings import one_line
from scormpack.words import clock

_HEAD = 11  # fields of the part that alone says whether it is complete
_LIMITS = (255, 4_000, 4_096, 64_000)  # characters, at which LMSs are known to cut


def module_lines(record: Record) -> Iterator[str]:
    """One line a fact, then what the player does with it."""
    if not record.readable:
        yield f"Nothing of it can be read: it was {_DAMAGE[record.damage]}"
        yield "At the next launch: it counts as not opened, unless this browser still has it"
        return
    if record.named and record.named.same_video is not None:
        yield f"Of this version: {_version(record, record.named)}"
    yield from _standing(record)
    yield _watched(record)
    if record.judged:
        yield f"Score: {_score(record)}"
        if record.attempts or (record.asked and record.asked.questions is not None):
            yield f"Attempts finished: {record.attempts}"
    yield from _aids(record)
    yield from _answers(record)
    if record.judged:
        yield f"Resumes at: {_place(record)}"
        yield f"Time spent: {spent(record.seconds or 0)}"
        # Of a series it is the series that is taken as something.
        if record.audience or record.key is None:
            yield f"Taken as: {audience(record.audience)}"
    if record.attested:
        yield "Confirmed as watched and understood: yes"
    yield f"Checksums: {_checksums(record)}"
    yield f"At the next launch: {_next(record)}"


_DAMAGE = {Damage.CUT: "cut short", Damage.CHANGED: "changed", None: "damaged"}


def _duration(record: Record) -> float:
    return record.content.video if record.content else 0


def _place(record: Record) -> str:
    """Where it resumes, and of how long a video; a text that was cut may not say so."""
    of = f" of {clock(_duration(record))}" if record.content else ""
    return f"{clock(record.position or 0)}{of}"


def _version(record: Record, named: Named) -> str:
    lengths = f"{_duration(record):g} s in the text, {named.video:g} s in the source"
    if named.same_video and named.same_lists:
        return f"yes{_built_for(named)}"
    if named.same_video:
        return "in part: the video is the same, job aids or questions are others"
    if named.same_lists:
        same = f"job aids and questions are the same{_built_for(named)}"
        return f"in part: {same}, the video is another: {lengths}"
    return f"no: the video is another ({lengths}), and so are job aids or questions"


def _built_for(named: Named) -> str:
    """Nothing where no packet tells the packages of officers and commanders apart."""
    if len(named.audiences) > 2:
        return ""
    return (
        ", as built for officers" if "officer" in named.audiences else ", as built for commanders"
    )


def _standing(record: Record) -> Iterator[str]:
    if record.judged is None:
        yield "Complete: lost, as are score, attempts, place and time"
        return
    yield f"Complete: {yes(record.completed)}"
    if not record.completed:
        yield f"Left to do: {', '.join(_left(record.judged, record.asked))}"


def _left(judged: Judged, asked: Asked | None) -> Iterator[str]:
    """By the criteria in force when it was written."""
    counted = asked is None or asked.questions is not None
    left = [not judged.watched, not judged.aids, counted and not judged.questions]
    names = ("watch more of the video", "acknowledge job aids", "pass the questions")
    yield from (name for name, missing in zip(names, left, strict=True) if missing)
    if not any(left):
        yield "say who takes it, or confirm that it was watched and understood"


def _watched(record: Record) -> str:
    asked = f" (asked: {percent(record.asked.watched)})" if record.asked else ""
    if record.watched is None:
        return f"Video watched: lost{asked}"
    gaps = unwatched(record.played or (), _duration(record))
    not_watched = f"; not watched: {gaps}" if gaps else ""
    return f"Video watched: {percent(record.watched)}{asked}{not_watched}"


def _score(record: Record) -> str:
    passed = "passed" if record.judged and record.judged.questions else "not passed"
    score = "none yet" if record.score is None else percent(record.score)
    if record.asked is None:
        return f"{score}, {passed}"
    if record.asked.questions is None:
        return "not asked" if record.score is None else f"{score}, which does not count"
    return f"{score}, asked: {percent(record.asked.questions)}, {passed}"


def _aids(record: Record) -> Iterator[str]:
    if record.acknowledged is None:
        yield "Job aids acknowledged: lost"
    elif not record.named or not record.named.same_lists:
        yield f"Job aids acknowledged, by number: {numbers(record.acknowledged)}"
    elif record.named.aids:
        yield "Job aids:"
        for aid in record.named.aids:
            asked = " (asked of commanders)" if aid.packet else " (asked)"
            state = "acknowledged" if aid.acknowledged else "not acknowledged"
            yield f"  {one_line(aid.title)}: {state}{asked if aid.required else ''}"


def _answers(record: Record) -> Iterator[str]:
    if record.chosen is None:
        yield "Answers: lost"
    elif not record.named or not record.named.same_lists:
        if any(record.chosen):
            yield f"Answers chosen, by number through all questions: {numbers(record.chosen)}"
    elif record.named.questions:
        yield "Answers:"
        yield from (f"  {_answer(question)}" for question in record.named.questions)


def _answer(question: NamedQuestion) -> str:
    chosen = [one_line(each.text) for each in question.choices if each.chosen]
    right = all(each.correct == each.chosen for each in question.choices)
    verdict = f" ({'right' if right else 'wrong'})" if chosen else ""
    return f"{one_line(question.text)} {'; '.join(chosen) or 'no answer'}{verdict}"


def _checksums(record: Record) -> str:
    if record.sound:
        return "right"
    if not record.text.startswith(MARK):
        return f"right for one of its two parts, the other {_CHECKSUM[record.damage]}"
    head = len(".".join(record.text.split(".")[:_HEAD]))
    sound = f"right up to character {head}, wrong after it"
    if record.damage is Damage.CHANGED:
        return f"{sound}: something was changed"
    length = len(record.text)
    limit = ", a limit of some LMSs" if length in _LIMITS else ""
    return f"{sound}: it was cut short at character {length}{limit}"


_CHECKSUM = {Damage.CUT: "is cut off", Damage.CHANGED: "was changed", None: "is lost"}


def _next(record: Record) -> str:
    if record.judged is None:
        return "it is not complete unless the LMS or this browser still says so; the rest counts"
    if record.completed:
        return "it opens as complete and stays so; nothing is to be done again"
    lost = list(_lost(record))
    other = record.named and record.named.same_video is False
    at = clock(0 if other else record.position or 0)
    return "; ".join([f"it goes on at {at}", *(lost or ["all that was done counts"])])


def _lost(record: Record) -> Iterator[str]:
    """What is to be done again."""
    named = record.named
    if not record.sound:
        yield (
            "what was watched, acknowledged and answered is to be done again, unless this browser"
            " still has it"
        )
    if named and named.same_video is False:
        yield "the video starts anew"
    if named and named.same_lists is False:
        yield "job aids, questions and attempts start anew"
