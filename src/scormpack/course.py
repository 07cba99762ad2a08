"""Which courses to make: modules, audiences and combinations, and what the caller chose of them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from scormpack.codes import output
from scormpack.codes import source as codes
from scormpack.errors import OutputError, SourceError
from scormpack.findings import Finding
from scormpack.model import Combination, Course, Module, Series
from scormpack.settings import Audience, Use
from scormpack.source.nearest import did_you_mean

_RANGE = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


def pick(
    series: Sequence[Series], module_ids: Sequence[str] = (), numbers: str | None = None
) -> tuple[Module, ...]:
    """The modules of all `series` in teaching order, or those that ids or `numbers` name.

    `numbers` are places in the series, from 1: `1,3,5-8`. Raises SourceError where an id or a
    number is that of no module, or `numbers` is no such list.
    """
    modules = [module for each in series for module in each.modules]
    findings = list(_unknown_ids(modules, module_ids))
    chosen = set(module_ids)
    if numbers is not None:
        wanted = _numbers(numbers)
        there = {module.number for module in modules}
        findings += _unknown_numbers(numbers, wanted, there)
        chosen |= {
            module.id for module in modules if any(module.number in run for run in wanted or ())
        }
    if findings:
        raise SourceError(findings)
    return tuple(module for module in modules if not chosen or module.id in chosen)


def _unknown_ids(modules: Iterable[Module], wanted: Sequence[str]) -> Iterator[Finding]:
    known = [module.id for module in modules]
    for each in wanted:
        if each not in known:
            advice = did_you_mean(each, known, "The ids are")
            yield Finding.of(codes.SRC_068, "--module", id=each, advice=advice)


def _numbers(text: str) -> list[range] | None:
    """The parts of `1,3,5-8`; None where it is no such list."""
    found: list[range] = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if first < 1 or last < first:
            return None
        found.append(range(first, last + 1))
    return found


def _unknown_numbers(text: str, wanted: list[range] | None, there: set[int]) -> Iterator[Finding]:
    """Of each part of the list the first number that is no module's."""
    if wanted is None:
        yield Finding.of(codes.SRC_073, "--select", text=text)
        return
    known = ", ".join(str(number) for number in sorted(there))
    firsts = (next((number for number in run if number not in there), None) for run in wanted)
    for first in dict.fromkeys(firsts):
        if first is not None:
            yield Finding.of(codes.SRC_074, "--select", number=first, known=known)


def courses(
    modules: Sequence[Module],
    audiences: Iterable[Audience] | None = None,
    combinations: Iterable[Combination] = (Combination.MODULES,),
    use: Use | None = None,
) -> tuple[Course, ...]:
    """A course for each combination, its modules, and audience, in this order.

    No `audiences`: those that the module's series is for. Raises OutputError (OUT-012) where a
    module that stands alone is to be part of a series.
    """
    wanted = None if audiences is None else set(audiences)
    chosen = set(combinations)
    return tuple(
        Course(group, audience, combination, use)
        for combination in Combination
        if combination in chosen
        for group in _groups(modules, combination)
        for audience in Audience
        if audience in (group[0].audiences if wanted is None else wanted)
    )


def _groups(modules: Sequence[Module], combination: Combination) -> list[tuple[Module, ...]]:
    """The modules that share a package."""
    if combination is Combination.MODULES:
        return [(module,) for module in modules]
    alone = [module for module in modules if module.series is None]
    if alone:
        raise OutputError(
            Finding.of(output.OUT_012, str(module.folder), id=module.id, combination=combination)
            for module in alone
        )
    found: dict[object, list[Module]] = {}
    for module in modules:
        found.setdefault(module.folder.resolve().parent, []).append(module)
    return [tuple(sorted(group, key=lambda module: module.number)) for group in found.values()]
