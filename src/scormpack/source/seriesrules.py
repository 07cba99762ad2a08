"""What must hold between the modules of a series, and between them and series.yaml."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

from scormpack.codes import source as codes
from scormpack.findings import Finding
from scormpack.source.nearest import did_you_mean
from scormpack.source.rules import repeated
from scormpack.source.yamlnode import Node


@dataclass(frozen=True)
class Member:
    """A module's folder as far as it was read; `place` is its module.yaml, for findings.

    `root` is None where module.yaml cannot be read.
    """

    folder: Path
    place: str
    root: Node | None

    @property
    def id(self) -> str | None:
        """The module's id, None where it has none or cannot be read."""
        return self.root["id"].text if self.root else None


def known_ids(series: Node | None, members: Sequence[Member]) -> frozenset[str]:
    """The ids of all modules that there are or will be."""
    ids = {member.id for member in members}
    if series is not None:
        ids |= {each.text for name in ("order", "planned") for each in series[name]}
    return frozenset(each for each in ids if each is not None)


def series_faults(series: Node, members: Sequence[Member]) -> Iterator[Finding]:
    """All that is wrong between series.yaml and all its modules, and among the modules."""
    for rule in _RULES:
        yield from rule(series, members)


def module_faults(series: Node | None, module: Node, known: frozenset[str]) -> Iterator[Finding]:
    """All that is wrong between one module and its series, or in it because it has none."""
    others = known - {module["id"].text}
    otherwise = "Its modules are" if others else "A module that stands alone can require"
    for required in module["requires"]:
        if required.text is not None and required.text not in known:
            advice = did_you_mean(required.text, others, otherwise)
            yield required.finding(codes.SRC_059, id=required.text, advice=advice)
        elif required.text == module["id"].text:
            yield required.finding(codes.SRC_060, cycle=f"{required.text} → {required.text}")
    if series is None:
        yield from _stands_alone(module)
        return
    own, shared = module["base_iri"], series["base_iri"]
    if own.text is not None and shared.text is not None and own.text != shared.text:
        yield own.finding(codes.SRC_066, own=own.text, series=shared.text)


def _stands_alone(module: Node) -> Iterator[Finding]:
    if not module["base_iri"].given:
        advice = "Add 'base_iri: https://…/', the start of the module's IRI; it never changes."
        yield module.finding(codes.SRC_065, name="base_iri", advice=advice)
    if not module["language"].given:
        advice = "Add 'language: en-US', or whichever it is written in."
        yield module.finding(codes.SRC_065, name="language", advice=advice)


def _listed_twice(series: Node, _members: Sequence[Member]) -> Iterator[Finding]:
    for name in ("order", "planned", "audiences"):
        yield from repeated(series[name], f"'{name}':", "List it once.")


def _same_ids(_series: Node, members: Sequence[Member]) -> Iterator[Finding]:
    first: dict[str, Member] = {}
    for member in members:
        if member.root is not None and member.id is not None:
            other = first.setdefault(member.id, member)
            if other is not member:
                yield member.root["id"].finding(codes.SRC_053, id=member.id, first=other.place)


def _order(series: Node, members: Sequence[Member]) -> Iterator[Finding]:
    if any(member.id is None for member in members):
        return  # what cannot be read may be the one that is named
    ids = {member.id for member in members if member.id}
    planned = {each.text for each in series["planned"]}
    listed = {each.text for each in series["order"]}
    for each in series["order"]:
        if each.text is not None and each.text not in ids | planned:
            otherwise = "Add it to 'planned' until it has one; ids not in 'order' are"
            advice = did_you_mean(each.text, ids - listed, otherwise)
            yield each.finding(codes.SRC_061, id=each.text, advice=advice)


def _planned(series: Node, members: Sequence[Member]) -> Iterator[Finding]:
    places = {member.id: member.place for member in members}
    listed = {each.text for each in series["order"] if each.text}
    for each in series["planned"]:
        if each.text is None:
            continue
        if each.text in places:
            yield each.finding(codes.SRC_062, id=each.text, file=places[each.text])
        if each.text not in listed:
            advice = did_you_mean(each.text, listed, "Add it to 'order', which has")
            yield each.finding(codes.SRC_063, id=each.text, advice=advice)


def _cycles(series: Node, members: Sequence[Member]) -> Iterator[Finding]:
    """Every cycle is told of once, at the first of its modules; one edge of each is then cut.

    Where the series is taken in order, every module requires the one before it as well.
    """
    roots = {member.id: member.root for member in members if member.root and member.id}
    required = {
        name: [each.text for each in root["requires"] if each.text in roots and each.text != name]
        for name, root in roots.items()
    }
    told = {name: list(others) for name, others in required.items()}
    if series["sequence"].text == "in-order":
        listed = [each.text for each in series["order"] if each.text in roots]
        order = [*listed, *(name for name in roots if name not in listed)]
        for before, name in pairwise(order):
            required[name] = [*required[name], before]
    while (cycle := _cycle(required)) is not None:
        steps = pairwise([*cycle, cycle[0]])
        name, other = next(step for step in steps if step[1] in told[step[0]])
        at = cycle.index(name)
        turned = [*cycle[at:], *cycle[:at], name]
        yield roots[name]["requires"].finding(codes.SRC_060, cycle=" → ".join(turned))
        required[name] = [each for each in required[name] if each != other]


def _cycle(required: Mapping[str, Sequence[str | None]]) -> list[str] | None:
    """Modules each of which requires the next, the last the first; the earliest comes first."""
    try:
        TopologicalSorter(required).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1][:0:-1]  # graphlib lists it from prerequisite to dependent
        start = min(range(len(cycle)), key=lambda n: list(required).index(cycle[n]))
        return [*cycle[start:], *cycle[:start]]
    return None


_RULES: tuple[Callable[[Node, Sequence[Member]], Iterator[Finding]], ...] = (
    _listed_twice,
    _same_ids,
    _order,
    _planned,
    _cycles,
)
