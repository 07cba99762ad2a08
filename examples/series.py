"""Builds every module of a series for commanders, telling each step.

Run it with a series' folder and an output folder:
    python examples/series.py modules out
"""

import sys
from pathlib import Path

import scormpack


def tell(step: scormpack.Step) -> None:
    """One line a step."""
    print(f"{step.done} of {step.total}: {step.what}")


def main(source: Path, out: Path) -> int:
    """Returns the exit status: 0 where every package checks clean."""
    series = scormpack.load(source)
    for module in series.modules:
        print(f"{module.number}. {module.title} ({module.settings.minutes} minutes)")
    packages = scormpack.build(
        series.modules,
        formats=["scorm2004-4"],
        audiences=[scormpack.Audience.COMMANDER],
        out=out,
        progress=tell,
    )
    return 1 if any(package.findings for package in packages) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
