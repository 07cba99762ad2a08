"""ZIP-: the package as a zip file, before anything in it is read."""

from scormpack.findings import Code, Severity

_ZIP = "PKWARE APPNOTE 6.3.3"
_PIF = "IMS Content Packaging 1.1.4, section 2.1 (Package Interchange File)"

ZIP_001 = Code(
    "ZIP-001",
    Severity.ERROR,
    "cannot be read ({reason})",
    "Name a package (.zip) or a folder of packages that you may read.",
    "scormpack: what a check is given",
)
ZIP_002 = Code(
    "ZIP-002",
    Severity.ERROR,
    "the folder holds no .zip file",
    "Name the folder in which the packages lie.",
    "scormpack: what a check is given",
)
ZIP_003 = Code(
    "ZIP-003",
    Severity.ERROR,
    "is not a zip file: it is {what}",
    "Upload the .zip as it was built, not its contents and not a download page.",
    _PIF,
)
ZIP_004 = Code(
    "ZIP-004",
    Severity.ERROR,
    "has no end-of-directory record, so it was cut short",
    "Copy or download it again, or build it again.",
    f"{_ZIP}, 4.3.16",
)
ZIP_005 = Code(
    "ZIP-005",
    Severity.ERROR,
    "the zip's directory is broken: {reason}",
    "Build the package again; no LMS can be relied on to read it.",
    f"{_ZIP}, 4.3.12 to 4.3.16",
)
ZIP_006 = Code(
    "ZIP-006",
    Severity.WARNING,
    "{count} bytes {place} belong to no file of the zip",
    "Build the package again with a plain zip tool; some LMSs refuse such a file.",
    f"{_ZIP}, 4.3.6",
)
ZIP_007 = Code(
    "ZIP-007",
    Severity.ERROR,
    "the file's own header and the zip's directory disagree on its {field}",
    "Build the package again: two readers would see two different files.",
    f"{_ZIP}, 4.3.7 and 4.3.12",
)
ZIP_008 = Code(
    "ZIP-008",
    Severity.ERROR,
    "the file's bytes are damaged: {reason}",
    "Copy or download the package again, or build it again.",
    f"{_ZIP}, 4.4.7",
)
ZIP_009 = Code(
    "ZIP-009",
    Severity.ERROR,
    "is encrypted",
    "Zip it without a password: no LMS asks for one.",
    f"{_ZIP}, 4.4.4 bit 0",
)
ZIP_010 = Code(
    "ZIP-010",
    Severity.ERROR,
    "is packed by method {method}, which LMSs do not read",
    "Zip it with method 0 (stored) or 8 (deflated).",
    f"{_ZIP}, 4.4.5",
)
ZIP_011 = Code(
    "ZIP-011",
    Severity.ERROR,
    "the name could lead outside the package or mean two things ({reason})",
    "Use relative names with forward slashes, without '..', drive or control characters.",
    f"{_ZIP}, 4.4.17.1",
)
ZIP_012 = Code(
    "ZIP-012",
    Severity.ERROR,
    "clashes with {other}: the same name, or the same but for case",
    "Rename one: on many servers only one of the two survives unpacking.",
    "Windows and macOS file systems; seen in LMSs that run on them",
)
ZIP_013 = Code(
    "ZIP-013",
    Severity.ERROR,
    "is a {kind}, not a file",
    "Put the file itself into the zip.",
    "LMSs unpack on their own disks, where a link leads anywhere",
)
ZIP_014 = Code(
    "ZIP-014",
    Severity.ERROR,
    "the name is not ASCII and not marked as UTF-8",
    "Rename the file with ASCII letters, or zip with a tool that sets the UTF-8 flag.",
    f"{_ZIP}, appendix D",
)
ZIP_015 = Code(
    "ZIP-015",
    Severity.WARNING,
    "the name is not ASCII",
    "Use ASCII letters: some LMSs read zip names as CP437 and lose the file.",
    "seen in LMSs; PKWARE APPNOTE 6.3.3, appendix D",
)
ZIP_016 = Code(
    "ZIP-016",
    Severity.ERROR,
    "overlaps {other} inside the zip",
    "Build the package again: a zip whose files share bytes is made to do harm.",
    f"{_ZIP}, 4.3.6",
)
ZIP_017 = Code(
    "ZIP-017",
    Severity.ERROR,
    "is not a sane size: {reason}",
    "Build the package again, with fewer or smaller files.",
    "scormpack: limits against zips that swell when unpacked",
)
ZIP_018 = Code(
    "ZIP-018",
    Severity.WARNING,
    "files of type {suffix} make several LMSs refuse the whole upload",
    "Leave it out, or offer it for download from elsewhere.",
    "seen in LMSs: .zip .dat .php .sh .py .asp inside a package",
)
ZIP_019 = Code(
    "ZIP-019",
    Severity.WARNING,
    "has the same base name as {other}",
    "Give each file of the package a name of its own.",
    "seen in an Open edX release that served files by base name alone",
)
ZIP_020 = Code(
    "ZIP-020",
    Severity.ERROR,
    "no imsmanifest.xml, cmi5.xml or tincan.xml lies at the root{hint}",
    "Zip the contents of the course's folder, with the manifest's name in lower case.",
    f"{_PIF}; cmi5 section 14.1",
)
ZIP_021 = Code(
    "ZIP-021",
    Severity.WARNING,
    "holds {names}: the LMS chooses which standard it sees",
    "Keep one manifest a package.",
    "seen in LMSs: each looks for the manifests in an order of its own",
)
ZIP_022 = Code(
    "ZIP-022",
    Severity.ERROR,
    "is both a file and the folder of {other}",
    "Rename one of them: it cannot be unpacked.",
    "file systems hold one of a name",
)

ALL = (
    *(ZIP_001, ZIP_002, ZIP_003, ZIP_004, ZIP_005, ZIP_006, ZIP_007, ZIP_008, ZIP_009, ZIP_010),
    *(ZIP_011, ZIP_012, ZIP_013, ZIP_014, ZIP_015, ZIP_016, ZIP_017, ZIP_018, ZIP_019, ZIP_020),
    *(ZIP_021, ZIP_022),
)
