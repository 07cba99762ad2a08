"""What a caller asks for by name: formats, audiences, combinations, a use.

Each raises OutputError for the names that it does not know.
"""

from collections.abc import Iterable, Sequence

from scormpack.codes import output
from scormpack.errors import OutputError
from scormpack.findings import Code, Finding
from scormpack.formats import FORMATS, Format
from scormpack.model import Combination
from scormpack.settings import Audience, Use


def formats(names: Iterable[str] | None) -> tuple[Format, ...]:
    """The formats called `names`, in the order of the table; None: all (OUT-005)."""
    known = [each.name for each in FORMATS]
    wanted = known if names is None else _names(names)
    _refuse_unknown(wanted, known, output.OUT_005, "--format")
    return tuple(each for each in FORMATS if each.name in wanted)


def audiences(names: Iterable[Audience | str] | None) -> list[Audience] | None:
    """None: those that the series is for (OUT-011)."""
    if names is None:
        return None
    wanted = _names(names)
    _refuse_unknown(wanted, [str(each) for each in Audience], output.OUT_011, "--audience")
    return [Audience(name) for name in wanted]


def combinations(names: Iterable[Combination | str]) -> list[Combination]:
    """Ways to share packages (OUT-013)."""
    wanted = _names(names)
    known = [str(each) for each in Combination]
    _refuse_unknown(wanted, known, output.OUT_013, "--as", what="combination")
    return [Combination(name) for name in wanted]


def use(name: Use | str | None) -> Use | None:
    """None: every module's own completion rule (OUT-013)."""
    if name is None:
        return None
    _refuse_unknown([str(name)], [str(each) for each in Use], output.OUT_013, "--use", what="use")
    return Use(name)


def _names(names: Iterable[str]) -> list[str]:
    """One name is often given where several may be; its letters are not meant."""
    return [names] if isinstance(names, str) else [str(name) for name in names]


def _refuse_unknown(
    wanted: Iterable[str], known: Sequence[str], code: Code, option: str, what: str = ""
) -> None:
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise OutputError(
            Finding.of(code, option, what=what, name=name, known=", ".join(known))
            for name in unknown
        )
