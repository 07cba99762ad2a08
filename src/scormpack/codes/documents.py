"""PDF-: job aids and packet items: PDF files (from 001), Markdown (101) and DOCX (201)."""

from scormpack.findings import Code, Severity

_UA = "ISO 14289-1 (PDF/UA-1), {}"
_SAFE = "scormpack: a package runs nothing but its own player"
_MD = "CommonMark 0.31, {}"

PDF_001 = Code(
    "PDF-001",
    Severity.ERROR,
    "this is not a PDF that can be read ({reason})",
    "Export it again.",
    "ISO 32000-2, 7.5",
)
PDF_002 = Code(
    "PDF-002",
    Severity.ERROR,
    "the PDF is encrypted",
    "Save it without a password and without restrictions.",
    _UA.format("7.16"),
)
PDF_003 = Code(
    "PDF-003",
    Severity.ERROR,
    "the PDF holds {what}",
    "Remove it, or print the document to a new PDF.",
    _SAFE,
)
PDF_004 = Code(
    "PDF-004",
    Severity.ERROR,
    "the PDF has no text, only pictures of it",
    "Export it from its source, or run text recognition over it and correct the result.",
    _UA.format("7.2"),
)
PDF_005 = Code(
    "PDF-005",
    Severity.ERROR,
    "the PDF is not tagged",
    "Export it with tags for accessibility; a Markdown job aid gets them by itself.",
    _UA.format("7.1"),
)
PDF_006 = Code(
    "PDF-006",
    Severity.ERROR,
    "the PDF does not say its language",
    "Set the document's language and export it again.",
    _UA.format("7.2"),
)
PDF_007 = Code(
    "PDF-007",
    Severity.ERROR,
    "the PDF has no title",
    "Set the title among the document's properties and export it again.",
    _UA.format("7.1"),
)
PDF_008 = Code(
    "PDF-008",
    Severity.ERROR,
    "a job aid is a .md, .pdf or .docx file",
    "Convert it to one of these.",
    "scormpack: the document formats it reads",
)

PDF_101 = Code(
    "PDF-101",
    Severity.ERROR,
    "the file is not UTF-8 (byte {byte})",
    "Save it again as UTF-8.",
    _MD.format("2.1"),
)
PDF_102 = Code(
    "PDF-102",
    Severity.ERROR,
    "the file is larger than {limit} bytes",
    "Shorten it: a job aid fits on a page.",
    "scormpack: a job aid is read standing up",
)
PDF_103 = Code(
    "PDF-103",
    Severity.ERROR,
    "the file begins with a block of settings ('---')",
    "Remove it; titles and languages are set in module.yaml.",
    "scormpack: one place for each setting",
)
PDF_104 = Code(
    "PDF-104",
    Severity.ERROR,
    "HTML '{found}' in Markdown",
    "Write it in Markdown; put a less-than sign in backquotes or write &lt;.",
    _SAFE,
)
PDF_105 = Code(
    "PDF-105",
    Severity.ERROR,
    "the link '{href}' leads out of what a job aid may name",
    "Link to https:, mailto: or tel: addresses, or to a heading of this file as #its-words.",
    _SAFE,
)
PDF_106 = Code(
    "PDF-106",
    Severity.ERROR,
    "the link '{href}' names no heading of this file",
    "Use one of: {known}.",
    "WCAG 2.2, 2.4.4 Link Purpose",
)
PDF_107 = Code(
    "PDF-107",
    Severity.ERROR,
    "a picture ('{source}') in Markdown",
    "Make this job aid a tagged PDF, or say in words what the picture shows.",
    "scormpack: Markdown job aids are text",
)
PDF_108 = Code(
    "PDF-108",
    Severity.ERROR,
    "lists, quotes or emphasis lie more than {limit} deep",
    "Flatten it.",
    "scormpack: a job aid is read standing up",
)
PDF_109 = Code(
    "PDF-109",
    Severity.ERROR,
    "the file holds nothing to read",
    "Write the job aid, or take it out of module.yaml.",
    "scormpack: an empty page misleads",
)
PDF_110 = Code(
    "PDF-110",
    Severity.ERROR,
    "'{characters}' cannot be printed with the font of the PDFs",
    "Write it otherwise, or make this job aid a PDF of your own.",
    _UA.format("7.21"),
)
PDF_111 = Code(
    "PDF-111",
    Severity.WARNING,
    "the job aid runs over {pages} pages",
    "Shorten it to one: line officers use it standing up.",
    "scormpack: one page, made to be used standing up",
)
PDF_112 = Code(
    "PDF-112",
    Severity.ERROR,
    "no PDF can be made of it ({reason})",
    "Simplify it.",
    _UA.format("7"),
)

PDF_201 = Code(
    "PDF-201",
    Severity.ERROR,
    "this is not a DOCX file that can be read ({reason})",
    "Save it again as .docx, without a password and without macros.",
    "ISO/IEC 29500-2",
)
PDF_202 = Code(
    "PDF-202",
    Severity.WARNING,
    "the page made from it leaves out {what}",
    "Look at the page; the file itself is carried untouched.",
    "scormpack: what mammoth says of the conversion",
)

ALL = (
    *(PDF_001, PDF_002, PDF_003, PDF_004, PDF_005, PDF_006, PDF_007, PDF_008),
    *(PDF_101, PDF_102, PDF_103, PDF_104, PDF_105, PDF_106),
    *(PDF_107, PDF_108, PDF_109, PDF_110, PDF_111, PDF_112),
    *(PDF_201, PDF_202),
)
