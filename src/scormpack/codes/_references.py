"""The five ways in which a reference to a file of the package can be wrong, for any standard."""

from dataclasses import dataclass

from scormpack.findings import Code, Severity


@dataclass(frozen=True)
class ReferenceCodes:
    """One code a fault; `first` of `reference_codes` numbers `missing`, the others follow it."""

    missing: Code
    case: Code
    encoding: Code
    unsafe: Code
    foreign: Code

    @property
    def all(self) -> tuple[Code, ...]:
        """The five codes in order."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def reference_codes(
    family: str, first: int, source: str, severity: Severity = Severity.ERROR
) -> ReferenceCodes:
    """The codes `family`-`first` to `family`-`first + 4`; `source` is the standard's section.

    The last is a warning at most: the standards allow an address on another server.
    """
    texts = (
        ("{what} names {href}, which is not in the package", "Add the file, or mend the name."),
        (
            "{what} names {href}, but the file is called {actual}",
            "Write the name with the same capital letters: most servers tell them apart.",
        ),
        (
            "{what} names {href}, which is not percent-encoded once",
            "Write a space as %20 and so on, exactly once; the zip holds the plain name.",
        ),
        (
            "{what} names {href}, which could lead outside the package",
            "Use a relative address with forward slashes, inside the package.",
        ),
        (
            "{what} names {href}, which lies outside the package",
            "Put the file into the package: LMSs do not proxy other servers.",
        ),
    )
    severities = (severity, severity, severity, severity, Severity.WARNING)
    return ReferenceCodes(
        *(
            Code(f"{family}-{first + n:03}", each, text, remedy, source)
            for n, (each, (text, remedy)) in enumerate(zip(severities, texts, strict=True))
        )
    )
