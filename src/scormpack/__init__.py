"""Turns training modules into SCORM, cmi5 and xAPI packages.

`load` reads a module or series, `build` makes packages of it, `check` reads a finished package,
`leaks` compares one with the Commander's Packets, `overview` lists what a source teaches, `decode`
reads what a package kept in an LMS:

    series = scormpack.load("modules")
    packages = scormpack.build(series.modules, formats=["scorm12"], out="dist")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormpack.bookmark import Record, decode
    from scormpack.builder import Step, build
    from scormpack.checker import check
    from scormpack.errors import OutputError, ScormpackError, SourceError
    from scormpack.findings import Code, Finding, Severity
    from scormpack.leakage import Comparison, leaks
    from scormpack.listing import Overview, overview
    from scormpack.model import Combination, Module, Series
    from scormpack.prepared import Package
    from scormpack.settings import Audience, Use
    from scormpack.source import load

# Each name with the module that holds it: imported when first used, so that `scormpack --help`
# and a program that only checks packages do not wait for media libraries.
_HOMES = {
    "Audience": "settings",
    "Code": "findings",
    "Combination": "model",
    "Comparison": "leakage",
    "Finding": "findings",
    "Module": "model",
    "OutputError": "errors",
    "Overview": "listing",
    "Package": "prepared",
    "Record": "bookmark",
    "ScormpackError": "errors",
    "Series": "model",
    "Severity": "findings",
    "SourceError": "errors",
    "Step": "builder",
    "Use": "settings",
    "build": "builder",
    "check": "checker",
    "decode": "bookmark",
    "leaks": "leakage",
    "load": "source",
    "overview": "listing",
}

__all__ = [
    "Audience",
    "Code",
    "Combination",
    "Comparison",
    "Finding",
    "Module",
    "OutputError",
    "Overview",
    "Package",
    "Record",
    "ScormpackError",
    "Series",
    "Severity",
    "SourceError",
    "Step",
    "Use",
    "build",
    "check",
    "decode",
    "leaks",
    "load",
    "overview",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'scormpack' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"scormpack.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, for `help(scormpack)` and completion in a REPL."""
    return __all__
