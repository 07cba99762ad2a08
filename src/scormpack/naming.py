"""What a course is called: for people, in file names, and in the identifiers of the standards."""

from collections.abc import Iterator, Sequence

from scormpack import ids
from scormpack.model import Course, Module
from scormpack.settings import Audience, Use

_USES = {Use.BRIEFING: "roll-call briefing", Use.IN_SERVICE: "in-service training"}


def file_name(course: Course) -> str:
    """The start of its package's file name, such as `secure-communities-series-1.3-officer`."""
    parts = [subject(course)]
    if course.series is not None:
        parts.append(course.combination)
        parts += [] if course.whole else [".".join(_runs(course.modules, "-"))]
    return "-".join([*parts, course.audience, *([course.use] if course.use else [])])


def title(course: Course) -> str:
    """What an LMS lists; in brackets what sets the package apart from others of the same modules.

    An officer's package, and one in which the learner chooses, have the plain title.
    """
    notes = []
    if course.series is not None and not course.whole:
        noun = "module" if len(course.modules) == 1 else "modules"
        notes.append(f"{noun} {', '.join(_runs(course.modules, '–'))}")
    if course.audience is Audience.COMMANDER:
        notes.append("commanders")
    if course.use is not None:
        notes.append(_USES[course.use])
    plain = course.series.title if course.series else course.modules[0].title
    return f"{plain} ({', '.join(notes)})" if notes else plain


def description(course: Course) -> str:
    """The module's description; of a series its own, or its title where it has none."""
    if course.series is None:
        return course.modules[0].settings.description
    return course.series.description or course.series.title


def keywords(course: Course) -> tuple[str, ...]:
    """For catalogues: the series' title, course numbers, and the use."""
    found = [module.series_title for module in course.modules]
    found += [module.settings.record.course_number for module in course.modules]
    found += [_USES[course.use]] if course.use else []
    return tuple(dict.fromkeys(word for word in found if word))


def language(course: Course) -> str:
    """The language of the course's own texts."""
    return course.series.language if course.series else course.modules[0].language


def version(course: Course) -> str:
    """The author's version: the module's, or that of the series."""
    return course.series.version if course.series else course.modules[0].settings.version


def minutes(course: Course) -> int:
    """How long it takes."""
    return sum(module.settings.minutes for module in course.modules)


def subject(course: Course) -> str:
    """The id of the module or of the series."""
    return course.series.id if course.series else course.modules[0].id


def activity(course: Course) -> str:
    """The xAPI activity of the whole course, the same for every audience, combination and use."""
    base = course.modules[0].base_iri
    if course.series is None:
        return ids.activity_iri(base, course.modules[0].id)
    chosen = None if course.whole else [module.id for module in course.modules]
    return ids.series_iri(base, course.series.id, chosen)


def manifest_id(course: Course) -> str:
    """The identifier of the course's manifest; see `ids.manifest_id`.

    A selection is told by its modules' ids, sorted, so that no order or number changes it.
    """
    combination = "module"
    if course.series is not None:
        chosen = [] if course.whole else sorted(module.id for module in course.modules)
        combination = ",".join([str(course.combination), *chosen])
    base = course.modules[0].base_iri
    return ids.manifest_id(
        base, subject(course), course.audience, combination, str(course.use or "")
    )


def _runs(modules: Sequence[Module], dash: str) -> Iterator[str]:
    """The modules' numbers, those in a row as `5-8`."""
    numbers = [module.number for module in modules]
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 < len(numbers) and numbers[at + 1] == number + 1:
            continue
        first = numbers[start]
        yield f"{first}" if first == number else f"{first}{dash}{number}"
        start = at + 1
