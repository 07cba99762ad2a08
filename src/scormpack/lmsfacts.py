"""What LMSs are documented to take: one row an LMS, each fact beside the page that says it.

Only what was read on the day that is given stands here; an LMS whose formats no public page names
is in `UNREAD`. A fact without a source was seen in tests of this project. Nothing else may be
added: a wrong row costs an agency its records.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A public page and the day on which it was read (ISO 8601)."""

    title: str
    address: str
    read: str


@dataclass(frozen=True)
class Fact:
    """One sentence. `source` is None for what tests of this project showed."""

    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Lms:
    """An LMS. `first` and `others` are names of formats; `others` best first.

    `first` is the newest edition of SCORM that the vendor's page supports in full: the 3rd where it
    says SCORM 2004 and no edition, SCORM 1.2 where it names neither. SCORM needs no record store.
    """

    name: str
    first: str
    others: tuple[str, ...]
    facts: tuple[Fact, ...]


def _said(text: str, title: str, address: str) -> Fact:
    return Fact(text, Source(title, address, "2026-11-24"))


_CSOD = "https://help.csod.com/help/csod_0/Content"

LMSS = (
    Lms(
        "Absorb",
        "scorm2004-3",
        ("scorm12", "xapi"),
        (
            _said(
                "Takes SCORM 1.2, SCORM 2004 and xAPI (Tin Can). The package must hold the whole "
                "course, as these do: files that only point elsewhere are refused.",
                "Absorb: third-party courses",
                "https://support.absorblms.com/hc/en-us/articles/4946744843539-Third-Party-Courses-SCORM-AICC-Tin-Can",
            ),
        ),
    ),
    Lms(
        "Blackboard Learn",
        "scorm2004-3",
        ("scorm12", "xapi"),
        (
            _said(
                "In the Original course view it takes SCORM 1.2, SCORM 2004 and xAPI (Tin Can). It "
                "has no record store: of xAPI, basic results alone reach the grade center.",
                "Blackboard: add content packages",
                "https://help.anthology.com/blackboard-preview/instructor/en/original-course-view/original-course-content/original-create-content/original-add-content-packages.html",
            ),
        ),
    ),
    Lms(
        "Brightspace (D2L)",
        "scorm2004-3",
        ("scorm12",),
        (
            _said(
                "Takes SCORM 1.2 and SCORM 2004. Add the package in the course's content; the "
                "Learning Repository does not take SCORM 2004 from your computer.",
                "Brightspace: about SCORM",
                "https://documentation.brightspace.com/EN/le/scorm/admin/about_scorm.htm",
            ),
            _said(
                "The older player sets a grade when the package gives a score with its maximum and "
                "then finishes. These packages do both.",
                "D2L: publish legacy SCORM objects",
                "https://community.d2l.com/brightspace/kb/articles/4271-publish-legacy-scorm-objects",
            ),
        ),
    ),
    Lms(
        "Canvas",
        "scorm12",
        (),
        (
            _said(
                "Upload through SCORM in the course's navigation. The page names no edition; "
                "SCORM 1.2 is the safe one.",
                "Canvas: SCORM launch links",
                "https://community.canvaslms.com/t5/The-Product-Blog/SCORM-to-Require-Signed-Launch-Links/bc-p/470023/highlight/true",
            ),
        ),
    ),
    Lms(
        "Cornerstone",
        "scorm2004-3",
        ("scorm12", "xapi"),
        (
            _said(
                "Of SCORM 2004 it runs the 3rd edition and advises it.",
                "Cornerstone: create a publication",
                f"{_CSOD}/Content/Course_Publisher/Create_New_Publication.htm",
            ),
            _said(
                "Largest package: 250 MB in Course Publisher, 750 MB in Content Uploader, 2 GB in "
                "Edge Import.",
                "Cornerstone: bulk publish content",
                f"{_CSOD}/0_Whats_New/212/Core/Edge_Import/Edge_Import_-_Bulk_Publish_Content_212.htm",
            ),
            _said(
                "xAPI packages go in through Content Uploader or Course Publisher too.",
                "Cornerstone: xAPI package support",
                f"{_CSOD}/Catalog/xAPI_Package_Support/xAPI_Package_Support_-_Overview.htm",
            ),
        ),
    ),
    Lms(
        "Docebo",
        "scorm2004-3",
        ("scorm12", "xapi"),
        (
            _said(
                "Takes SCORM 1.2 and SCORM 2004 3rd Edition, without sequencing, which these "
                "packages do not need.",
                "Docebo: SCORM as training material",
                "https://help.docebo.com/hc/en-us/articles/360020128479-Uploading-and-managing-SCORM-as-training-material",
            ),
            _said(
                "xAPI packages up to 1,024 MB. Clear “track all activities”: with it, the end of "
                "the video alone may complete the module.",
                "Docebo: xAPI content",
                "https://help.docebo.com/hc/en-us/articles/360020128459-Uploading-xAPI-formerly-Tin-Can-API-content",
            ),
        ),
    ),
    Lms(
        "ILIAS",
        "scorm2004-3",
        ("scorm12", "cmi5"),
        (
            _said(
                "Certified for SCORM 1.2 and SCORM 2004.",
                "ILIAS: xAPI and SCORM",
                "https://docu.ilias.de/go/blog/3439/179",
            ),
            _said(
                "Takes cmi5 packages of one unit; a package of one module is one.",
                "ILIAS: assignable units",
                "https://docu.ilias.de/go/wiki/wpage_5293_1357",
            ),
        ),
    ),
    Lms(
        "Moodle",
        "scorm12",
        ("xapi", "cmi5"),
        (
            _said(
                "Supports SCORM 1.2 in full. SCORM 2004 is only partly implemented.",
                "MoodleDocs: SCORM FAQ",
                "https://docs.moodle.org/35/en/index.php?diff=prev&oldid=125875&title=SCORM_FAQ",
            ),
            _said(
                "xAPI needs the plug-in xAPI Launch Link and a record store.",
                "Moodle plugins: xAPI Launch Link",
                "https://moodle.org/plugins/mod_tincanlaunch/v1.63/28949",
            ),
            _said(
                "cmi5 needs the plug-in cmi5launch, a record store and a running cmi5 player.",
                "cmi5launch: read me",
                "https://github.com/adlnet/Moodle-mod_cmi5launch/blob/0c6458abbe456a72dcd95f2c12f421509387e699/README.md",
            ),
            Fact(
                "Set Activity completion to require the status “Completed”: Passed alone is not "
                "reached in SCORM 1.2."
            ),
        ),
    ),
    Lms(
        "Open edX",
        "scorm2004-3",
        ("scorm12",),
        (
            _said(
                "The SCORM block takes SCORM 1.2 and SCORM 2004; add “scorm” to the course's "
                "advanced module list first.",
                "SCORM XBlock: read me",
                "https://github.com/overhangio/openedx-scorm-xblock",
            ),
            Fact(
                "It gives no earlier status or score back to a package; these keep both themselves "
                "and resume all the same."
            ),
        ),
    ),
    Lms(
        "SAP SuccessFactors",
        "scorm2004-3",
        ("scorm12",),
        (
            _said(
                "Takes SCORM 1.2 and SCORM 2004. It names content by the first 15 characters of "
                "the package's identifier; these have 14, so that none is cut.",
                "SAP note 2316909",
                "https://userapps.support.sap.com/sap/support/knowledge/en/2316909",
            ),
        ),
    ),
    Lms(
        "TalentLMS",
        "scorm12",
        ("cmi5", "xapi"),
        (
            _said(
                "Of SCORM it takes 1.2 only.",
                "TalentLMS: SCORM overview",
                "https://help.talentlms.com/hc/en-us/articles/26499696329756-SCORM-in-TalentLMS-Overview-Setup-and-Best-Practices",
            ),
            _said(
                "For cmi5 and xAPI, switch on xAPI under Integrations first; its own record store "
                "keeps the results.",
                "TalentLMS: cmi5 content",
                "https://help.talentlms.com/hc/en-us/articles/9651373731356-How-to-import-and-track-cmi5-content-in-TalentLMS",
            ),
        ),
    ),
    Lms(
        "Totara",
        "scorm12",
        (),
        (
            _said(
                "Supports SCORM 1.2 in full and SCORM 2004 in part. A replaced package keeps its "
                "records where the item identifiers are the same, as they are here.",
                "Totara: SCORM",
                "https://help.totaralearning.com/display/TH13/SCORM",
            ),
        ),
    ),
    Lms(
        "Tovuti",
        "scorm2004-4",
        ("scorm2004-3", "scorm12", "xapi"),
        (
            _said(
                "Takes SCORM 1.2, SCORM 2004 (2nd to 4th edition) and xAPI, not cmi5; packages of "
                "one unit only.",
                "Tovuti: eLearning packages",
                "https://help.tovutilms.com/hc/en-us/articles/4413651362573-Upload-eLearning-Packages-SCORM-xAPI-etc",
            ),
        ),
    ),
)

# No public page that was found names the formats that these import.
UNREAD = ("Acadis", "Lexipol", "Litmos", "PowerDMS", "Vector Solutions")
