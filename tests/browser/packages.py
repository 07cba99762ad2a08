"""Builds packages through the public API, once for all test processes of a run."""

import fcntl
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import scormpack
from scormpack.model import Module
from tests.browser.shortmodule import SECONDS, write_short
from tests.browser.unpacked import Unpacked, unpack

REPOSITORY = Path(__file__).parents[2]
SIX_SECONDS = REPOSITORY / "tests" / "sources" / "good" / "six-seconds"
MODULES = REPOSITORY / "modules"


@dataclass(frozen=True)
class Built:
    """A module, a folder that holds its packages, and the seconds that its video takes."""

    module: Module
    folder: Path
    seconds: float = 6

    def package(self, standard: str, audience: str = "officer") -> Path:
        """The zip."""
        return self.folder / f"{self.module.id}-{audience}-{standard}.zip"

    def unpacked(self, standard: str, folder: Path, audience: str = "officer") -> Unpacked:
        """The package's contents in `folder`, a fresh one."""
        return unpack(self.package(standard, audience), folder / f"{self.module.id}-{standard}")


def built(source: Path, shared: Path, formats: Iterable[str] | None = None) -> tuple[Built, ...]:
    """Builds the modules of `source` below `shared`, unless another process has done it already."""
    out = shared / source.name
    shared.mkdir(parents=True, exist_ok=True)
    modules = scormpack.load(source).modules
    with (shared / f"{source.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "SHA256SUMS").is_file():
            scormpack.build(modules, formats=formats, out=out, cache=shared / "cache", jobs=2)
    return tuple(Built(module, out) for module in modules)


def short(
    shared: Path, seconds: float = SECONDS, version: str = "1.0.0", variant: str = "plain"
) -> Built:
    """The packages of a module whose video takes two seconds, or `seconds`; see VARIANTS."""
    shared.mkdir(parents=True, exist_ok=True)
    source = shared / "sources" / f"short-{seconds}-{version}-{variant}"
    with (shared / f"{source.name}-source.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not source.is_dir():
            source.parent.mkdir(exist_ok=True)
            write_short(source.with_suffix(".aside"), seconds, version, variant).rename(source)
    (one,) = built(source, shared)
    return replace(one, seconds=seconds)
