"""SRC-: what an author wrote, and the files that it names."""

from scormpack.findings import Code, Severity

_YAML = "scormpack: settings are read as text, and nothing is guessed (docs/source-format.md)"
_SETTINGS = "scormpack: docs/source-format.md"
_NAMES = "scormpack: names that every file system and LMS takes the same way"
_RECORDS = "scormpack: ids never change, since records hang on them"


def _error(code: str, text: str, remedy: str, source: str) -> Code:
    return Code(code, Severity.ERROR, text, remedy, source)


SRC_001 = _error(
    "SRC-001",
    "there is no module or series here ({reason})",
    "Name a module's folder, which holds module.yaml, or a folder with series.yaml.",
    _SETTINGS,
)
SRC_002 = _error("SRC-002", "not valid YAML: {what}", "{advice}", _YAML)
SRC_003 = _error("SRC-003", "unknown setting '{name}'", "{advice}", _SETTINGS)
SRC_004 = _error("SRC-004", "setting '{name}' is missing", "{advice}", _SETTINGS)
SRC_005 = _error("SRC-005", "{name} must be {wanted}, not {got}", "{advice}", _SETTINGS)
SRC_006 = _error("SRC-006", "{name} is '{value}', not {wanted}", "{advice}", _SETTINGS)
SRC_007 = _error(
    "SRC-007", "{name} is '{value}', which is not one of its values", "{advice}", _SETTINGS
)
SRC_008 = _error("SRC-008", "{name} is '{value}', not {wanted}", "{advice}", _SETTINGS)
SRC_009 = _error(
    "SRC-009",
    "{name} has no value",
    "Write one, or leave the line out if it is optional.",
    _SETTINGS,
)
SRC_010 = _error(
    "SRC-010", "{name} holds {count}; it must hold {limit}", "Add or remove some.", _SETTINGS
)
SRC_011 = _error(
    "SRC-011", "'{name}' is set twice; line {first} has the first", "Keep one of them.", _YAML
)
SRC_012 = _error(
    "SRC-012",
    "{what} is a YAML anchor or alias, which is not allowed",
    "Write the value out; put it in quotes if it should begin with & or *.",
    _YAML,
)
SRC_013 = _error(
    "SRC-013",
    "{tag} is a YAML tag, which is not allowed",
    "Leave it out; put the value in quotes if it should begin with an exclamation mark.",
    _YAML,
)
SRC_014 = _error(
    "SRC-014", "nested more than {most} levels deep", "Close the brackets or dashes above.", _YAML
)
SRC_015 = _error(
    "SRC-015", "a second YAML document begins here", "Remove the line '---' or '...'.", _YAML
)
SRC_016 = _error("SRC-016", "larger than {most} bytes", "Move long texts into job aids.", _YAML)
SRC_017 = _error(
    "SRC-017",
    "not UTF-8: the byte {byte} on this line belongs to no character",
    "Save the file as UTF-8 in your editor.",
    _YAML,
)
SRC_018 = _error(
    "SRC-018",
    "an invisible character, {character}",
    "Delete it: it can hide or rearrange what readers see.",
    _YAML,
)
SRC_019 = _error("SRC-019", "more than {most} values", "Split the module into several.", _YAML)
SRC_020 = _error(
    "SRC-020",
    "the name of a setting must be plain text",
    "Write 'name: value'; put a value that begins with a bracket or '? ' in quotes.",
    _YAML,
)
SRC_021 = _error("SRC-021", "cannot be read ({reason})", "Make it readable.", _SETTINGS)
SRC_022 = _error(
    "SRC-022",
    "{name} is {count} characters long; at most {most} are allowed",
    "Shorten it.",
    _SETTINGS,
)

SRC_030 = _error("SRC-030", "{file} does not exist; '{name}' names it", "{advice}", _SETTINGS)
SRC_031 = _error(
    "SRC-031",
    "{file} does not exist, but {nearest} does: the names differ only in {how}",
    "Write the name exactly as the file has it, or rename the file.",
    _NAMES,
)
SRC_032 = _error(
    "SRC-032",
    "{file} is not a path inside the module's folder: {why}",
    "Copy the file into the folder and name it with forward slashes: job-aids/card.md.",
    _NAMES,
)
SRC_033 = _error(
    "SRC-033", "{file} is {kind}, not a file", "Put an ordinary file in its place.", _NAMES
)
SRC_034 = _error(
    "SRC-034",
    "{file} is a symbolic link that {why}",
    "Put a copy of the file in its place.",
    _NAMES,
)
SRC_035 = _error(
    "SRC-035",
    "the name of this file is not UTF-8",
    "Rename it with letters, digits, hyphens and dots.",
    _NAMES,
)
SRC_036 = _error(
    "SRC-036",
    "{first} and {second} differ only in upper and lower case",
    "Rename one: on Windows and macOS they are the same file.",
    _NAMES,
)
SRC_037 = _error(
    "SRC-037",
    "{first} and {second} look the same but are spelled in two Unicode forms",
    "Rename one: on macOS they are the same file.",
    _NAMES,
)
SRC_038 = _error(
    "SRC-038",
    "the file {first} and the folder {second} have the same name",
    "Rename one: on Windows and macOS they cannot both exist.",
    _NAMES,
)
SRC_039 = _error(
    "SRC-039",
    "the name of this file holds an invisible character, {character}",
    "Rename it with letters, digits, hyphens and dots.",
    _NAMES,
)
SRC_040 = _error(
    "SRC-040",
    "Windows cannot have a file of this name ({why})",
    "Rename it with letters, digits, hyphens and dots.",
    _NAMES,
)
SRC_041 = _error(
    "SRC-041",
    "the path is {count} characters long; at most {most} are safe",
    "Use shorter names or fewer folders.",
    _NAMES,
)
SRC_042 = _error("SRC-042", "{file} is empty", "Put the finished file in its place.", _SETTINGS)
SRC_043 = _error(
    "SRC-043",
    "{file} is not of a type that '{name}' takes",
    "Use one of: {types}.",
    _SETTINGS,
)

SRC_050 = _error(
    "SRC-050",
    "an item must have either 'file' or 'url'; this one has {which}",
    "Give 'file' for a file of the module's folder, or 'url' for a page on the web.",
    _SETTINGS,
)
SRC_051 = _error(
    "SRC-051",
    "{name} is '{value}', not a full https address",
    "Write it as https://www.example.gov/page, without a user name.",
    "scormpack: no javascript:, data: or //host addresses reach a page",
)
SRC_052 = _error(
    "SRC-052", "{what} '{value}' is used twice; line {first} has the first", "{advice}", _RECORDS
)
SRC_053 = _error(
    "SRC-053",
    "the id '{id}' is also that of {first}",
    "Give each module an id of its own.",
    _RECORDS,
)
SRC_054 = _error(
    "SRC-054",
    "no choice of question '{id}' is correct",
    "Add 'correct: true' to the right answer.",
    _SETTINGS,
)
SRC_055 = _error(
    "SRC-055",
    "question '{id}' has {count} correct choices, but one can be chosen",
    "Add 'several: true' to the question, or keep one 'correct: true'.",
    _SETTINGS,
)
SRC_056 = _error(
    "SRC-056",
    "every choice of question '{id}' is correct",
    "Add a choice that is wrong: otherwise the question tests nothing.",
    _SETTINGS,
)
SRC_057 = _error("SRC-057", "'{id}' is not the id of a source", "{advice}", _SETTINGS)
SRC_058 = _error(
    "SRC-058",
    "completion asks for questions, but the module has none",
    "Add 'questions', or remove 'questions' from 'completion'.",
    _SETTINGS,
)
SRC_059 = _error("SRC-059", "'{id}' is not the id of a module of this series", "{advice}", _RECORDS)
SRC_060 = _error(
    "SRC-060",
    "the modules require each other: {cycle}",
    "Remove one of these from 'requires': nobody could begin.",
    _SETTINGS,
)
SRC_061 = _error(
    "SRC-061",
    "'order' names '{id}', but no folder has a module of that id",
    "{advice}",
    _RECORDS,
)
SRC_062 = _error(
    "SRC-062",
    "'planned' names '{id}', but {file} has a module of that id",
    "Remove it from 'planned'.",
    _SETTINGS,
)
SRC_063 = _error(
    "SRC-063", "'planned' names '{id}', which is not in 'order'", "{advice}", _SETTINGS
)
SRC_064 = _error(
    "SRC-064",
    "the chapter at {at} does not come after the one at {before}",
    "List chapters in the order of the video.",
    _SETTINGS,
)
SRC_065 = _error(
    "SRC-065",
    "setting '{name}' is missing, and there is no series.yaml to take it from",
    "{advice}",
    _RECORDS,
)
SRC_066 = _error(
    "SRC-066",
    "base_iri is '{own}', but that of the series is '{series}'",
    "Remove it here: the series' own is used.",
    _RECORDS,
)
SRC_067 = _error(
    "SRC-067",
    "the series has no modules yet",
    "Make one with 'scormpack new' in this folder.",
    _SETTINGS,
)
SRC_068 = _error("SRC-068", "there is no module '{id}'", "{advice}", _SETTINGS)
SRC_069 = _error(
    "SRC-069",
    "a new module cannot be written here ({reason})",
    "Name a folder that does not exist yet, or an empty one.",
    "scormpack: nothing of an author's is overwritten",
)
SRC_070 = _error(
    "SRC-070",
    "the logo has no text for who cannot see it",
    "Add 'logo_alt', or 'name', to 'brand'.",
    "WCAG 2.2, 1.1.1 Non-text Content",
)
SRC_071 = _error(
    "SRC-071",
    "the logo holds {what}",
    "Export it again as a plain drawing, or use a .png file.",
    "scormpack: no script and no outside address reaches a page",
)
SRC_073 = _error(
    "SRC-073",
    "'{text}' is no list of module numbers",
    "Write places in the series, from 1, such as 1,3,5-8.",
    _SETTINGS,
)
SRC_074 = _error(
    "SRC-074", "there is no module number {number}", "The numbers are: {known}.", _SETTINGS
)

ALL = tuple(value for name, value in sorted(globals().items()) if name.startswith("SRC_"))
