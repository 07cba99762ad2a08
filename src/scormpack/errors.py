"""The exceptions that leave the library: `ScormpackError` and its two children."""

from collections.abc import Iterable

from scormpack.findings import Finding, in_order


class ScormpackError(Exception):
    """Something failed for reasons the caller can see and mend; all of them are in `findings`."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = in_order(dict.fromkeys(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class SourceError(ScormpackError):
    """The module folder, or a file it names, cannot be used as it stands."""


class OutputError(ScormpackError):
    """The packages cannot be written where they were asked for."""
