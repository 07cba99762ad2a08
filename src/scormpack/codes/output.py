"""OUT-: where packages are written, and what they are asked to be."""

from scormpack.findings import Code, Severity

OUT_001 = Code(
    "OUT-001",
    Severity.ERROR,
    "the output folder lies inside the source {source}",
    "Choose a folder outside it: packages must never become part of what they are built from.",
    "scormpack: the source folder is never written to",
)
OUT_002 = Code(
    "OUT-002",
    Severity.ERROR,
    "the output folder cannot be written to ({reason})",
    "Choose another folder with --out, or change its permissions.",
    "scormpack: said before any work",
)
OUT_003 = Code(
    "OUT-003",
    Severity.ERROR,
    "the output is a file, not a folder",
    "Name a folder with --out.",
    "scormpack: said before any work",
)
OUT_004 = Code(
    "OUT-004",
    Severity.ERROR,
    "cannot be written ({reason})",
    "The earlier file of that name, if any, is untouched; mend the cause and build again.",
    "scormpack: written aside, then renamed",
)
OUT_005 = Code(
    "OUT-005",
    Severity.ERROR,
    "unknown format '{name}'",
    "Use one or more of: {known}.",
    "scormpack: the formats it writes",
)
OUT_006 = Code(
    "OUT-006",
    Severity.ERROR,
    "its packages would have the names of those of {first}: the id '{id}' is that of both",
    "Give one of them another id, or build them into different folders.",
    "scormpack: one name, one package",
)
OUT_007 = Code(
    "OUT-007",
    Severity.ERROR,
    "the cache folder {folder} lies inside {holder}",
    "Choose another with --cache-dir: caches are kept neither in sources nor among packages.",
    "scormpack: an output folder holds packages alone",
)
OUT_008 = Code(
    "OUT-008",
    Severity.ERROR,
    "{file} changed while it was being packed",
    "Build again when nothing writes to the source.",
    "scormpack: a package holds what was checked",
)

OUT_009 = Code(
    "OUT-009",
    Severity.ERROR,
    "the player has not been built: {name} is missing",
    "Install scormpack with pip, which builds it, or run `npm ci && npm run build` in the player's"
    " folder.",
    "scormpack: its own wheel carries player/dist/",
)

OUT_010 = Code(
    "OUT-010",
    Severity.ERROR,
    "the cache folder {folder} cannot be written to ({reason})",
    "Choose another with --cache-dir, make room, or change its permissions.",
    "scormpack: results that are slow to make are kept there",
)
OUT_011 = Code(
    "OUT-011",
    Severity.ERROR,
    "unknown audience '{name}'",
    "Use one or more of: {known}.",
    "scormpack: the audiences it packages for",
)
OUT_012 = Code(
    "OUT-012",
    Severity.ERROR,
    "the module '{id}' stands alone, so it cannot be packed as '{combination}'",
    "Put a series.yaml into the folder above it, or leave out --as.",
    "scormpack: a series gives the package its title and ids",
)
OUT_013 = Code(
    "OUT-013",
    Severity.ERROR,
    "unknown {what} '{name}'",
    "Use one of: {known}.",
    "scormpack: how modules share packages, and what packages are for",
)
OUT_014 = Code(
    "OUT-014",
    Severity.ERROR,
    "the record of what a learner did can take {longest} characters, {over} more than the"
    " {capacity} that {label} has an LMS keep; {share} of them are of '{module}', the longest",
    "Put fewer modules into one package, or each into its own with --as modules; or give that"
    " module fewer questions, choices or job aids.",
    "RTE 1.2 section 3.4, RTE 2004 section 4.2: cmi.suspend_data; scormpack: the state in an LRS",
)

ALL = (
    *(OUT_001, OUT_002, OUT_003, OUT_004, OUT_005, OUT_006, OUT_007, OUT_008, OUT_009),
    *(OUT_010, OUT_011, OUT_012, OUT_013, OUT_014),
)
