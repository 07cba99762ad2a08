"""Which courses to make of a series: modules, audiences, and what the caller chose of them."""

from collections.abc import Sequence

from scormpack.codes import source as codes
from scormpack.errors import SourceError
from scormpack.findings import Finding
from scormpack.model import Course, Series
from scormpack.settings import Audience
from scormpack.source.nearest import did_you_mean


def select(
    series: Series, *, audiences: Sequence[Audience] = (), module_ids: Sequence[str] = ()
) -> tuple[Course, ...]:
    """A course for each module and audience: by the series' order of modules, then audiences.

    No `audiences`: those of series.yaml, else both. No `module_ids`: all modules. Raises
    SourceError where an id is not that of a module.
    """
    known = [module.id for module in series.modules]
    unknown = [each for each in module_ids if each not in known]
    if unknown:
        raise SourceError(
            Finding.of(
                codes.SRC_068, "--module", id=each, advice=did_you_mean(each, known, "The ids are")
            )
            for each in unknown
        )
    offered = series.settings.audiences if series.settings else tuple(Audience)
    chosen = [each for each in Audience if each in (audiences or offered)]
    return tuple(
        Course((module,), audience)
        for module in series.modules
        if not module_ids or module.id in module_ids
        for audience in chosen
    )
