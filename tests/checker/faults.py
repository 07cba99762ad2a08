"""One-change faults: a good package, what is changed in it, and the one code that it must raise."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.checker.samples import Files

Change = Callable[[Files], Files]

SCORM = "imsmanifest.xml"


@dataclass(frozen=True)
class Fault:
    """`changes` made to the good package of `standard` raise `code` and nothing else."""

    code: str
    standard: str
    changes: tuple[Change, ...]


def edit(name: str, old: str, new: str) -> Change:
    """Replaces `old`, which must stand in file `name` exactly once."""

    def change(files: Files) -> Files:
        text = files[name].decode()
        assert text.count(old) == 1, (name, old, text.count(old))
        return {**files, name: text.replace(old, new).encode()}

    return change


def edit_all(name: str, old: str, new: str) -> Change:
    """Replaces every `old` in file `name`."""
    return lambda files: {**files, name: files[name].replace(old.encode(), new.encode())}


def add(name: str, data: bytes = b"x") -> Change:
    """Adds a file."""
    return lambda files: {**files, name: data}


def drop(name: str) -> Change:
    """Takes a file out."""
    return lambda files: {other: data for other, data in files.items() if other != name}


def rename(old: str, new: str) -> Change:
    """Gives a file another name."""
    return lambda files: {new if name == old else name: data for name, data in files.items()}


def _files(line: str) -> Change:
    """One more line in the list of files of the shared resource."""
    return edit(SCORM, '<file href="a/player.js"/>', f'<file href="a/player.js"/>{line}')


def _item(text: str) -> Change:
    return edit(SCORM, "</organization>", f"{text}</organization>")


def _shared(family: str, standard: str, kind: str, schema: str, namespace: str) -> list[Fault]:
    """The faults that every SCORM edition numbers alike; `kind` is its scormtype attribute."""
    title = "<title>More</title>"
    table: tuple[tuple[int, tuple[Change, ...]], ...] = (
        (1, (edit(SCORM, "S0123456789abc", "S0123456789abcdef"),)),
        (2, (edit(SCORM, "ADL SCORM", "adl scorm"),)),
        (2, (edit(SCORM, "</schemaversion>", " </schemaversion>"),)),
        (3, (edit_all(SCORM, "adlcp:", "ns1:"), edit_all(SCORM, ":adlcp=", ":ns1="))),
        (4, (edit(SCORM, 'default="org"', 'default="other"'),)),
        (5, (_item(f'<item identifier="more" identifierref="none">{title}</item>'),)),
        (
            6,
            (
                edit(
                    SCORM,
                    '<item identifier="item-stops"',
                    f'<item identifier="more" identifierref="shared">{title}'
                    '<item identifier="item-stops"',
                ),
                edit(SCORM, "</item>", "</item></item>"),
            ),
        ),
        (7, (_item(f'<item identifier="more">{title}</item>'),)),
        (8, (_item('<item identifier="more" identifierref="shared"/>'),)),
        (8, (edit(SCORM, '<organization identifier="org">\n      <title>Traffic stops</title>',
                  '<organization identifier="org">'),)),
        (9, (_item(f'<item identifier="item-stops" identifierref="shared">{title}</item>'),)),
        (10, (_files('<file href="a/none.js"/>'),)),
        (11, (_files('<file href="a/Style.css"/>'),)),
        (12, (add("a/b c.css"), _files('<file href="a/b c.css"/>'))),
        (13, (_files('<file href="../a.js"/>'),)),
        (13, (_files('<file href="/a/player.js"/>'),)),
        (13, (_files('<file href="a\\player.js"/>'),)),
        (13, (_files('<file href="a/%2e%2e/index.html"/>'),)),
        (14, (_files('<file href="https://example.org/a.js"/>'),)),
        (14, (_files('<file href="//example.org/a.js"/>'),)),
        (15, (add("a/more.js"),)),
        (16, (edit(SCORM, "</resources>", f'<resource identifier="more" type="webcontent" {kind}='
                   '"sco"><file href="index.html"/></resource></resources>'),)),
        (17, (edit(SCORM, "<resources>", '<resources><resource identifier="more" type="webcontent"'
                   f' {kind}="asset"/>'),)),
        (18, (drop(schema),)),
        (19, (edit(SCORM, '<dependency identifierref="shared"/>',
                   '<dependency identifierref="shared"/><dependency identifierref="none"/>'),)),
        (20, (edit(SCORM, '<file href="index.html"/>', ""),)),
        (21, (edit(SCORM, f'{kind}="sco"', f'{kind}="asset"'),)),
        (22, (edit(SCORM, f' {kind}="asset"', ""),)),
        (23, (edit(SCORM, f"{namespace} {schema}", ""),)),
        (24, (add("a/player.js"),)),
    )  # fmt: skip
    return [Fault(f"{family}-{number:03}", standard, changes) for number, changes in table]


def _in_item(text: str) -> Change:
    return edit(SCORM, "</item>", f"{text}</item>")


_CONTROLS = '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
_ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
_RULE = (
    "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition "
    'referencedObjective="none" condition="satisfied"/></imsss:ruleConditions>'
    '<imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>'
)
_WAITING = (
    '<imsss:objectives><imsss:primaryObjective/><imsss:objective objectiveID="after-first">'
    '<imsss:mapInfo targetObjectiveID="https://example.org/first"/>'
    "</imsss:objective></imsss:objectives>"
)
_OBJECTIVE = "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>"


def _scorm2004(standard: str, threshold: str) -> list[Fault]:
    adlcp = "http://www.adlnet.org/xsd/adlcp_v1p3"
    shared = _shared("S04", standard, "adlcp:scormType", "adlcp_v1p3.xsd", adlcp)
    table = (
        (101, edit(SCORM, _CONTROLS, "")),
        (101, edit(SCORM, ' objectiveSetByContent="true"', "")),
        (102, edit(SCORM, _CONTROLS, "<imsss:objectives><imsss:primaryObjective>"
                   f"{_OBJECTIVE}</imsss:primaryObjective></imsss:objectives>{_CONTROLS}")),
        (103, _in_item(threshold)),
        (104, _in_item(f"<adlcp:dataFromLMS>{'x' * 4001}</adlcp:dataFromLMS>")),
        (105, edit(SCORM, "<imsss:sequencing>", '<imsss:sequencing IDRef="none">')),
        (106, edit(SCORM, "<imsss:sequencing>", f"<imsss:sequencing>{_RULE}")),
    )  # fmt: skip
    unwritten = Fault(
        "S04-107",
        standard,
        (
            edit(SCORM, _CONTROLS, f"{_WAITING}{_CONTROLS}"),
            edit(SCORM, "imsss_v1p0.xsd", f"imsss_v1p0.xsd {_ADLSEQ} adlseq_v1p3.xsd"),
            edit(SCORM, '<organization identifier="org"', '<organization identifier="org" '
                 f'xmlns:adlseq="{_ADLSEQ}" '
                 'adlseq:objectivesGlobalToSystem="false"'),
        ),
    )  # fmt: skip
    changed = [Fault(f"S04-{number}", standard, (change,)) for number, change in table]
    return [*shared, *changed, unwritten]


_S12 = [
    *_shared(
        "S12",
        "scorm12",
        "adlcp:scormtype",
        "adlcp_rootv1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    ),
    *(
        Fault(code, "scorm12", (_in_item(f"<adlcp:{name}>{text}</adlcp:{name}>"),))
        for code, name, text in (
            ("S12-101", "masteryscore", "eighty"),
            ("S12-101", "masteryscore", "101"),
            ("S12-102", "masteryscore", "80"),
            ("S12-103", "maxtimeallowed", "30 minutes"),
        )
    ),
]

_CMI5 = "cmi5.xml"
_IRI = "https://example.org/modules/stops"
_CMI5_FAULTS = [
    Fault(code, "cmi5", changes)
    for code, changes in (
        ("CMI5-001", (edit(_CMI5, ' moveOn="CompletedAndPassed"', ""),)),
        ("CMI5-002", (edit(_CMI5, "CompletedAndPassed", "NotApplicable"),)),
        ("CMI5-003", (edit(_CMI5, _IRI, "stops"),)),
        ("CMI5-003", (edit(_CMI5, "https://example.org/courses/stops", "https:///stops"),)),
        ("CMI5-004", (edit(_CMI5, "https://example.org/courses/stops", _IRI),)),
        ("CMI5-005", (edit(_CMI5, "index.html", "start.html"),)),
        ("CMI5-006", (edit(_CMI5, "index.html", "Index.html"),)),
        ("CMI5-007", (rename("index.html", "the start.html"),
                      edit("aids/card.html", "../index.html", "../the%20start.html"),
                      edit(_CMI5, "index.html", "the start.html"))),
        ("CMI5-008", (edit(_CMI5, "index.html", "../index.html"),)),
        ("CMI5-009", (edit(_CMI5, "index.html", "https://example.org/index.html"),)),
        ("CMI5-010", (edit(_CMI5, "menu=no", "fetch=no"),)),
        ("CMI5-011", (edit(_CMI5, "0.8", "0.80001"),)),
        ("CMI5-012", (edit(_CMI5, ' masteryScore="0.8"', ""),)),
        ("CMI5-013", (edit(_CMI5, 'idref="https://example.org/objectives/approach"',
                           'idref="https://example.org/objectives/none"'),)),
    )
]  # fmt: skip

_TINCAN = "tincan.xml"
_LAUNCH = '<launch lang="en-US">index.html</launch>'
_SECOND = (
    '<activity id="https://example.org/second" type="http://adlnet.gov/expapi/activities/module">'
    f'<name lang="en-US">Second</name>{_LAUNCH}</activity></activities>'
)
_SECOND_ALIKE = _SECOND.replace(_LAUNCH, "").replace("https://example.org/second", _IRI)
_XAPI_FAULTS = [
    Fault(code, "xapi", changes)
    for code, changes in (
        ("XAPI-001", (edit(_TINCAN, _LAUNCH, ""),)),
        ("XAPI-002", (edit(_TINCAN, "</activities>", _SECOND),)),
        ("XAPI-003", (edit(_TINCAN, _IRI, "stops"),)),
        ("XAPI-003", (edit(_TINCAN, "http://adlnet.gov/expapi/activities/module", "module"),)),
        ("XAPI-004", (edit(_TINCAN, "</activities>",
                           _SECOND_ALIKE),)),
        ("XAPI-005", (edit(_TINCAN, "index.html", "start.html"),)),
        ("XAPI-006", (edit(_TINCAN, "index.html", "INDEX.html"),)),
        ("XAPI-007", (rename("index.html", "the start.html"),
                      edit("aids/card.html", "../index.html", "../the%20start.html"),
                      edit(_TINCAN, "index.html", "the start.html"))),
        ("XAPI-008", (edit(_TINCAN, "index.html", "a\\index.html"),)),
        ("XAPI-009", (edit(_TINCAN, "index.html", "http://example.org/index.html"),)),
        ("XAPI-010", (edit(_TINCAN, ' type="http://adlnet.gov/expapi/activities/module"', ""),)),
        ("XAPI-011", (edit(_TINCAN, _LAUNCH, _LAUNCH + _LAUNCH),)),
        ("XAPI-012", (edit(_TINCAN, '<name lang="en-US">Traffic stops</name>', ""),)),
        ("XAPI-013", (edit(_TINCAN, '<launch lang="en-US">', "<launch>"),)),
    )
]  # fmt: skip


def _head(text: str) -> Change:
    return edit("index.html", "</head>", f"{text}</head>")


def _body(text: str) -> Change:
    return edit("index.html", "</body>", f"{text}</body>")


_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)
_WEB_FAULTS = [
    Fault(code, "web", changes)
    for code, changes in (
        ("WEB-001", (_body('<img src="a/none.png" alt="">'),)),
        ("WEB-001", (_body('<video poster="a/none.jpg"></video>'),)),
        ("WEB-002", (_head('<link rel="stylesheet" href="a/Style.css">'),)),
        ("WEB-003", (add("a/b c.css"), _head('<link rel="stylesheet" href="a/b%2520c.css">'))),
        ("WEB-004", (_body('<a href="../outside.html">Out</a>'),)),
        ("WEB-005", (_body('<script src="https://example.org/a.js"></script>'),)),
        ("WEB-005", (_body('<a href="//example.org/">Out</a>'),)),
        ("WEB-006", (_body('<a href="http://example.org/">Out</a>'),)),
        ("WEB-007", (_body("<script>start()</script>"),)),
        ("WEB-008", (_body('<p onclick="start()">Start</p>'),)),
        ("WEB-009", (_body('<a href="javascript:start()">Start</a>'),)),
        ("WEB-009", (_body('<img src="data:image/gif;base64,AAAA" alt="">'),)),
        ("WEB-010", (edit("index.html", "<title>Traffic stops</title>", ""),)),
        ("WEB-010", (edit("index.html", "<title>Traffic stops</title>", "<title> </title>"),)),
        ("WEB-011", (edit("aids/card.html", ' lang="en-US"', ""),)),
        ("WEB-012", (edit("index.html", _POLICY, ""),)),
        ("WEB-013", (edit("index.html", "script-src 'self'", "script-src 'unsafe-inline'"),)),
        ("WEB-014", (_body('<script type="module" src="a/player.js"></script>'),)),
        ("WEB-015", (add("aids/empty.html", b""),)),
    )
]  # fmt: skip

_XML_FAULTS = [
    Fault("XML-001", "scorm12", (edit(SCORM, "</manifest>", ""),)),
    Fault("XML-002", "scorm12", (edit(SCORM, "<manifest", "<!DOCTYPE manifest []>\n<manifest"),)),
    Fault("XML-002", "cmi5", (edit(_CMI5, "<courseStructure",
          '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<courseStructure'),)),
    Fault("XML-003", "xapi", (edit(_TINCAN, "</tincan>", " " * (16 * 1024**2) + "</tincan>"),)),
    Fault("XML-004", "scorm12", (_in_item("<bogus/>"),)),
    Fault("XML-004", "scorm2004-3", (edit(SCORM, 'objectiveSetByContent="true"/>',
          'objectiveSetByContent="true" tracked="yes"/>'),)),
    Fault("XML-004", "scorm2004-4", (_in_item("<title>Again</title>"),)),
    Fault("XML-004", "cmi5", (edit(_CMI5, "0.8", "80"),)),
    Fault("XML-004", "xapi", (edit(_TINCAN, "</activity>", "<launcher/></activity>"),)),
    Fault("XML-005", "xapi", (edit_all(_TINCAN, "projecttincan.com/tincan.xsd", "example.org/"),)),
    Fault("XML-005", "cmi5", (edit_all(_CMI5, "courseStructure", "course"),)),
    Fault("XML-005", "scorm12", (edit(SCORM, 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"',
          'xmlns="http://example.org/"'),)),
    Fault("XML-006", "scorm12", (_in_item("<adlcp:dataFromLMS>x</adlcp:dataFromLMS>"),)),
    Fault("XML-006", "scorm2004-4", (edit(SCORM, "<file href=\"index.html\"/>",
          '<file href="index.html" adlcp:persist="true"/>'),)),
]  # fmt: skip

FAULTS = (
    *_XML_FAULTS,
    *_S12,
    *_scorm2004("scorm2004-3", "<adlcp:completionThreshold>0.9</adlcp:completionThreshold>"),
    *_scorm2004("scorm2004-4", '<adlcp:completionThreshold completedByMeasure="true"/>'),
    *_CMI5_FAULTS,
    *_XAPI_FAULTS,
    *_WEB_FAULTS,
)
