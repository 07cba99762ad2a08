"""Files that ship inside the package beside its code: the built player and the templates."""

from pathlib import Path

from scormpack.codes.output import OUT_009
from scormpack.errors import OutputError
from scormpack.findings import Finding

TEMPLATES = Path(__file__).parent / "templates"

_DIST = Path(__file__).parent / "player" / "dist"


def player_asset(name: str) -> bytes:
    """`player-<standard>.js` or `player.css`, as built into player/dist/.

    Raises OutputError (OUT-009) where the player was never built.
    """
    try:
        return (_DIST / name).read_bytes()
    except FileNotFoundError:
        raise OutputError([Finding.of(OUT_009, f"player/dist/{name}", name=name)]) from None


def template_asset(name: str) -> bytes:
    """A file of templates/ that goes into packages as it stands, such as `aid.css`."""
    return (TEMPLATES / name).read_bytes()
