"""A series of three six-second modules, taken in order: built both ways, launched unit by unit."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import scormpack
from scormpack.model import Module
from tests.browser import unpacked
from tests.browser.hosts import Cmi5Host, Host, ScormHost, hosted
from tests.browser.scorm_record import Record
from tests.browser.sequencing import Sequencing
from tests.browser.xapi_validator import XapiValidator
from tests.makeseries import write_series


@dataclass(frozen=True)
class Built:
    """The series and the folder that holds its packages."""

    modules: tuple[Module, ...]
    folder: Path

    def package(self, combination: str, standard: str, audience: str = "officer") -> Path:
        """The zip."""
        return self.folder / f"three-{combination}-{audience}-{standard}.zip"


def built(shared: Path) -> Built:
    """Builds the series below `shared`, unless another process has done it already."""
    source, out = shared / "three-source", shared / "three"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "three.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "SHA256SUMS").is_file():
            modules = scormpack.load(write_series(source)).modules
            scormpack.build(
                modules,
                out=out,
                audiences=["officer", "all"],
                combinations=["series", "single"],
                cache=shared / "cache",
                jobs=2,
            )
    return Built(scormpack.load(source).modules, out)


class SeriesLms:
    """An LMS with a series in it: a host for each unit, and what the whole has come to."""

    def __init__(self, folder: Path, standard: str, hosts: list[Host]) -> None:
        self.hosts = hosts
        self._units = unpacked.units(folder)
        self._sequencing = (
            Sequencing(folder / "imsmanifest.xml") if standard.startswith("scorm2004") else None
        )

    def available(self, index: int, learner: str) -> bool:
        """Whether the LMS lets the learner choose the unit."""
        if self._sequencing is None:
            return True
        return self._sequencing.available(self._units[index].item, self._records(learner))

    def whole(self, learner: str) -> bool:
        """Whether the series as a whole is recorded as complete."""
        if self._sequencing is not None:
            completed, satisfied = self._sequencing.whole(self._records(learner))
            assert completed is satisfied or completed is not True
            return completed is True
        if all(isinstance(host, Cmi5Host) for host in self.hosts):
            return all(
                isinstance(h, Cmi5Host) and h.launched(learner) and h.launcher.satisfied(learner)
                for h in self.hosts
            )
        return all(host.outcome(learner).completed for host in self.hosts)

    def _records(self, learner: str) -> dict[str, Record]:
        return {
            unit.item: host.record(learner)
            for unit, host in zip(self._units, self.hosts, strict=True)
            if isinstance(host, ScormHost)
        }


@contextmanager
def lms(
    package: Path, folder: Path, standard: str, validator: XapiValidator
) -> Iterator[SeriesLms]:
    """An LMS of `standard` with the package in it, which must have found no fault at the end."""
    unpacked.unpack(package, folder)
    with ExitStack() as stack:
        hosts = [
            stack.enter_context(hosted(unit, standard, validator))
            for unit in unpacked.units(folder)
        ]
        yield SeriesLms(folder, standard, hosts)
        assert [host.faults() for host in hosts] == [[] for _ in hosts]
