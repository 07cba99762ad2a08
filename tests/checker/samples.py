"""The small good packages under tests/packages."""

from pathlib import Path

from scormpack import schemas

GOOD = Path(__file__).parents[1] / "packages" / "good"
Files = dict[str, bytes]


def good_files(standard: str) -> Files:
    """The files of the good package of `standard`, with its control documents if it is SCORM."""
    folder = GOOD / standard
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    if standard.startswith("scorm"):
        files |= dict(schemas.control_documents(standard))
    return files
