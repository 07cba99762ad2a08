"""Identifiers in every standard, from the module's own id alone: never from title, time or chance.

LMSs orphan records when an id changes on re-import, so these functions are frozen: a change of
what they return is a change of every agency's records.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from urllib.parse import quote

MAX_ID_LENGTH = 48


def activity_iri(base_iri: str, module_id: str) -> str:
    """The xAPI activity of a module: the series' base IRI followed by the module's id."""
    return base_iri + module_id


def part_iri(activity: str, kind: str, part_id: str) -> str:
    """The activity of a part of a module, such as `…/video/main` or `…/question/q1`."""
    return f"{activity}/{kind}/{quote(part_id, safe='-._~')}"


def series_iri(base_iri: str, series_id: str, module_ids: Collection[str] | None = None) -> str:
    """The xAPI activity of a series as a whole, or of those of its modules that are named.

    Below `series/`, where no module's id can be. A selection is named by its modules' ids, in
    whatever order, so that a module that moves in the series makes no new activity.
    """
    whole = f"{base_iri}series/{series_id}"
    return whole if module_ids is None else f"{whole}/{_digits(sorted(module_ids))}"


def extension_iri(base_iri: str, name: str) -> str:
    """The IRI of an xAPI extension: below `extensions/`, where no module's id can be."""
    return f"{base_iri}extensions/{name}"


def manifest_id(base_iri: str, subject_id: str, audience: str, combination: str, use: str) -> str:
    """`S` and 13 hex digits: the identifier of an imsmanifest, a course's own part in cmi5.

    Fourteen characters, since SuccessFactors keeps the first 15; different for each audience,
    combination and use, since some hosts overwrite a course whose manifest id is the same.
    """
    return "S" + _digits((base_iri, subject_id, audience, combination, use))


def _digits(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:13]


def slug(name: str) -> str:
    """`name` as lower-case ASCII letters, digits and single hyphens; empty if nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
