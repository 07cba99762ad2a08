"""Identifiers that must never change: a change here orphans every agency's records."""

from scormpack import ids

BASE = "https://example.org/training/"


def test_the_ids_of_a_module_are_these_for_ever() -> None:
    assert ids.activity_iri(BASE, "stops") == "https://example.org/training/stops"
    assert ids.part_iri(BASE + "stops", "question", "q1") == BASE + "stops/question/q1"
    assert ids.manifest_id(BASE, "stops", "officer", "module", "") == "S8193ebc299557"
    assert ids.extension_iri(BASE, "receipt") == BASE + "extensions/receipt"


def test_a_manifest_id_differs_by_each_of_its_parts() -> None:
    parts = (BASE, "stops", "officer", "module", "")
    varied = [tuple("other/" if i == n else p for i, p in enumerate(parts)) for n in range(5)]
    made = {ids.manifest_id(*each) for each in [parts, *varied]}
    assert len(made) == 6


def test_slugs_are_lower_case_ascii() -> None:
    assert ids.slug("Roll-call Plan (2026).md") == "roll-call-plan-2026-md"
    assert ids.slug("ñ…") == ""
