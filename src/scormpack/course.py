"""Which courses to make: modules and audiences, and what the caller chose of them."""

from collections.abc import Iterable, Sequence

from scormpack.codes import source as codes
from scormpack.errors import SourceError
from scormpack.findings import Finding
from scormpack.model import Course, Module, Series
from scormpack.settings import Audience
from scormpack.source.nearest import did_you_mean


def pick(series: Sequence[Series], module_ids: Sequence[str] = ()) -> tuple[Module, ...]:
    """The modules of all `series` in teaching order, or those that `module_ids` names.

    Raises SourceError where an id is that of no module.
    """
    modules = [module for each in series for module in each.modules]
    known = [module.id for module in modules]
    unknown = [each for each in module_ids if each not in known]
    if unknown:
        raise SourceError(
            Finding.of(
                codes.SRC_068, "--module", id=each, advice=did_you_mean(each, known, "The ids are")
            )
            for each in unknown
        )
    return tuple(module for module in modules if not module_ids or module.id in module_ids)


def courses(
    modules: Sequence[Module], audiences: Iterable[Audience] | None = None
) -> tuple[Course, ...]:
    """A course for each module and audience: by the order of modules, then of audiences.

    No `audiences`: those that the module's series is for.
    """
    wanted = None if audiences is None else set(audiences)
    return tuple(
        Course((module,), audience)
        for module in modules
        for audience in Audience
        if audience in (module.audiences if wanted is None else wanted)
    )
