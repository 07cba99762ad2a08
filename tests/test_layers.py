"""The data go one way: a module imports only what stands before it in this list."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "scormpack"

# Low to high. Modules of one line know nothing of each other; a package's own modules may.
LAYERS = (
    "findings digest reading aside stopping",
    "codes",
    "errors cache",
    "ids package settings",
    "words model",
    "prepared assets acceptance",
    "schemas rendering",
    "jsonschema captions",
    "source inputs clip",
    "course naming media documents starter criteria",
    "suspend",
    "pages",
    "formats lmsfacts",
    "catalogue choices zipwriter",
    "archive outfolder",
    "checker",
    "prepare leakage listing",
    "builder bookmark",
    "clireport",
    "clilist clishared",
    "cliread clidecode",
    "cli",
    "__init__ __main__",
)
RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line.split()}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "templates" not in path.parts]


def top(path: Path) -> str:
    """`formats` for formats/cmi5.py, `archive` for archive.py."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The top-level modules of scormpack that `path` imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "scormpack":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scormpack."):
            yield (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("scormpack."):
                    yield alias.name.split(".")[1]


def test_every_module_has_a_place() -> None:
    assert {top(path) for path in modules()} == set(RANK)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path: Path) -> None:
    mine = top(path)
    up = {name for name in imported(path) if name != mine and RANK[name] >= RANK[mine]}
    assert up == set()


def test_the_checker_knows_nothing_of_the_builder() -> None:
    allowed = {"checker", "codes", "errors", "findings", "schemas"}
    found = {name for path in (SOURCE / "checker").rglob("*.py") for name in imported(path)}
    assert found <= allowed


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_asks_which_standard_it_is(path: Path) -> None:
    """A standard lives in its own module on each side; nobody else compares names of standards."""
    if top(path) in {"formats", "checker", "schemas"}:
        return
    names = {"scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi"}
    compared = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for side in [node.left, *node.comparators]
        if isinstance(side, ast.Constant) and side.value in names
    ]
    assert compared == []
