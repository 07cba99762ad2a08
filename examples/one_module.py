"""Builds one module for officers, for two standards, and checks what was built.

Run it with a module's folder and an output folder:
    python examples/one_module.py modules/02-immigration-detainer out
"""

import sys
from pathlib import Path

import scormpack


def main(source: Path, out: Path) -> int:
    """Returns the exit status: 0 where every package checks clean."""
    try:
        (module,) = scormpack.load(source).modules
        packages = scormpack.build(
            [module], formats=["scorm12", "cmi5"], audiences=["officer"], out=out
        )
    except scormpack.ScormpackError as error:
        for finding in error.findings:
            print(finding, file=sys.stderr)
        return 1
    for package in packages:
        findings = scormpack.check(package.path)
        print(f"{package.path.name}: {package.size} bytes, {len(findings)} findings")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
