"""OUT-1xx: what scormpack itself must bring along to write a package."""

from scormpack.findings import Code, Severity

OUT_100 = Code(
    "OUT-100",
    Severity.ERROR,
    "the player has not been built: {name} is missing",
    "Install scormpack with pip, which builds it, or run `npm ci && npm run build` in the player's"
    " folder.",
    "scormpack: its own wheel carries player/dist/",
)

ALL = (OUT_100,)
