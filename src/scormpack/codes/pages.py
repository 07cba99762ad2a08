"""WEB-: the HTML pages of a package. Warnings, since many working packages break these rules."""

from scormpack.codes._references import reference_codes
from scormpack.findings import Code, Severity

_HTML = "HTML Living Standard"

REFERENCES = reference_codes("WEB", 1, f"{_HTML}, section 2.4 (URLs)", Severity.WARNING)
WEB_006 = Code(
    "WEB-006",
    Severity.WARNING,
    "links to {href}, which is not https",
    "Link to the https address: an https LMS may block the other.",
    "W3C Mixed Content",
)
WEB_007 = Code(
    "WEB-007",
    Severity.WARNING,
    "has a script in the page itself",
    "Move it into a .js file: a Content-Security-Policy without 'unsafe-inline' blocks it.",
    "CSP Level 3, script-src",
)
WEB_008 = Code(
    "WEB-008",
    Severity.WARNING,
    "has the event attribute {name}",
    "Add the listener in a script file: a Content-Security-Policy blocks the attribute.",
    "CSP Level 3, script-src-attr",
)
WEB_009 = Code(
    "WEB-009",
    Severity.WARNING,
    "has the {scheme}: address {href}",
    "Use a button and a script file, or a file of the package.",
    "CSP Level 3; browsers block such navigation",
)
WEB_010 = Code(
    "WEB-010",
    Severity.WARNING,
    "has no title",
    "Add a title that says what the page is.",
    "WCAG 2.2, 2.4.2 Page Titled",
)
WEB_011 = Code(
    "WEB-011",
    Severity.WARNING,
    "does not say its language",
    "Add lang to the html element.",
    "WCAG 2.2, 3.1.1 Language of Page",
)
WEB_012 = Code(
    "WEB-012",
    Severity.WARNING,
    "is launched and has no Content-Security-Policy",
    "Add a meta element with one, without 'unsafe-inline' and 'unsafe-eval' for scripts.",
    "CSP Level 3, section 3.3",
)
WEB_013 = Code(
    "WEB-013",
    Severity.WARNING,
    "its Content-Security-Policy allows {value} for scripts",
    "Take it out, and keep scripts in files.",
    "CSP Level 3, script-src",
)
WEB_014 = Code(
    "WEB-014",
    Severity.WARNING,
    "has a module script, which does not run when the page is opened from a disk",
    "Bundle it as a classic script.",
    "HTML Living Standard: module scripts are fetched with CORS, which file: URLs fail",
)
WEB_015 = Code(
    "WEB-015",
    Severity.WARNING,
    "cannot be read as HTML ({reason})",
    "Save the page as UTF-8 HTML.",
    f"{_HTML}, section 13",
)

ALL = (
    *REFERENCES.all,
    *(WEB_006, WEB_007, WEB_008, WEB_009, WEB_010),
    *(WEB_011, WEB_012, WEB_013, WEB_014, WEB_015),
)
