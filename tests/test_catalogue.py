"""index.html for training IT: each package once, each fact with its source, the same every time."""

import datetime
import re

import pytest
from lxml import html

from scormpack import catalogue, lmsfacts
from scormpack.catalogue import Record
from scormpack.formats import FORMATS

CONDITION = "90 % of the video was watched"
NAMES = {each.name for each in FORMATS}


def record(
    module: str, audience: str, name: str, title: str, *, size: int = 3_249_000, when: str = ""
) -> Record:
    return {
        "file": f"{module}-{audience}-{name}.zip",
        "format": name,
        "audience": audience,
        "modules": [module],
        "number": 2 if module == "stops" else 3,
        "title": title if audience == "officer" else f"{title} (commanders)",
        "complete_when": [["Traffic Stops", when or CONDITION]],
        "size": size,
        "sha256": f"{size:064x}",
        "tool": "scormpack 0.1.0",
    }


TITLE = "Stops & <searches>"
RECORDS = [
    record("stops", "commander", "scorm12", TITLE, size=812_400),
    record("stops", "officer", "cmi5", TITLE),
    record("stops", "officer", "scorm12", TITLE, size=4_000_000),
    record("arrest", "officer", "web", "arrest: what to say"),
]
UNKNOWN: Record = {"file": "old <course>.zip", "size": 48_123_456, "sha256": "a" * 64}


def tree(*records: Record) -> html.HtmlElement:
    return html.document_fromstring(catalogue.page(records))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(table: html.HtmlElement) -> list[list[str]]:
    """Each row's cells, without the labels that only narrow screens show."""
    for label in table.find_class("label"):
        label.drop_tree()
    return [[words(cell) for cell in row] for row in table.iter("tr")]


def test_modules_stand_in_teaching_order_with_a_column_for_each_audience() -> None:
    page = tree(*RECORDS)
    reports = {each.name: each.reports for each in FORMATS}
    assert [words(each) for each in page.xpath("//h3[starts-with(@id, 'group-')]")] == [
        "Stops & <searches>",
        "arrest: what to say",
    ]
    stops, arrest = page.find_class("packages")
    assert rows(arrest) == [
        ["Format", "Line officers", "What it reports"],
        ["Web page", "arrest-officer-web.zip 3.2 MB", reports["web"]],
    ]
    assert rows(stops) == [
        ["Format", "Line officers", "Commanders", "What it reports"],
        [
            "SCORM 1.2",
            "stops-officer-scorm12.zip 4.0 MB",
            "stops-commander-scorm12.zip 812 KB",
            reports["scorm12"],
        ],
        ["cmi5", "stops-officer-cmi5.zip 3.2 MB", "Not in this folder", reports["cmi5"]],
    ]
    assert "4 packages, 11.3 MB in all." in words(page)
    assert "Made with scormpack 0.1.0." in words(page)


def test_headings_tell_the_ways_of_combining_apart_and_name_no_audience() -> None:
    both = [
        {
            **record("stops", audience, "scorm12", TITLE),
            "combination": combination,
            "title": TITLE if audience == "all" else f"{TITLE} (commanders)",
        }
        for combination in ("modules", "series", "single")
        for audience in ("commander", "all")
    ]
    page = tree(*both)
    headings = [words(each) for each in page.xpath("//h3[starts-with(@id, 'group-')]")]
    assert headings == [
        TITLE,
        f"{TITLE}: one package of many units",
        f"{TITLE}: one unit with a menu",
    ]
    links = page.xpath("//section[@aria-labelledby='packages']/ul/li/a")
    assert [(words(each), each.get("href")) for each in links] == [
        (heading, f"#group-{place}") for place, heading in enumerate(headings, 1)
    ]


def test_what_both_by_choice_means_is_told_where_there_is_such_a_package() -> None:
    sentence = "“Both, by choice” holds the Commander's Packet too"
    assert sentence not in words(tree(*RECORDS))
    assert sentence in words(tree({**RECORDS[1], "audience": "all"}))


def test_every_package_is_linked_once_and_has_its_digest() -> None:
    page = tree(*RECORDS, UNKNOWN)
    links = [str(each.get("href")) for each in page.find_class("file")]
    assert sorted(links) == sorted(each["file"] for each in RECORDS)
    (table,) = page.find_class("digests")
    expected = [[each["file"], each["sha256"]] for each in [*RECORDS, UNKNOWN]]
    assert rows(table) == [["File", "SHA-256"], *expected]


def test_a_condition_is_told_once_or_for_each_audience() -> None:
    assert "Complete when 90 % of the video was watched." in words(tree(*RECORDS))
    other = record("stops", "commander", "cmi5", TITLE, when="2 job aids acknowledged")
    page = tree(RECORDS[1], other)
    told = [words(each) for each in page.xpath("//ul[@class='quiet']/li")]
    assert told == [
        "Line officers: complete when 90 % of the video was watched.",
        "Commanders: complete when 2 job aids acknowledged.",
    ]


@pytest.mark.parametrize(
    "strange",
    [
        UNKNOWN,
        {**RECORDS[0], "file": "old <course>.zip", "format": "aicc", "size": 48_123_456},
        {**RECORDS[0], "file": "old <course>.zip", "audience": "everyone", "size": 48_123_456},
        {**RECORDS[0], "file": "old <course>.zip", "format": ["aicc"], "size": 48_123_456},
        {**RECORDS[0], "file": "old <course>.zip", "modules": 5, "size": 48_123_456},
        {**RECORDS[0], "file": "old <course>.zip", "complete_when": [], "size": 48_123_456},
        {**RECORDS[0], "file": "old <course>.zip", "complete_when": "x", "size": 48_123_456},
    ],
    ids=[
        "no record",
        "unknown format",
        "unknown audience",
        "no format",
        "no modules",
        "no rule",
        "a word",
    ],
)
def test_zips_of_unknown_origin_stand_apart(strange: Record) -> None:
    page = tree(RECORDS[1], strange)
    apart = page.xpath("//h3[.='Other zips in this folder']/following-sibling::ul/li")
    assert [words(each) for each in apart] == ["old <course>.zip (48.1 MB)"]
    assert len(page.find_class("file")) == 1
    assert "1 package, 3.2 MB in all." in words(page)
    assert "Other zips in this folder" not in words(tree(RECORDS[1]))


def test_a_folder_without_packages_says_so() -> None:
    page = tree()
    assert "There is no package here yet." in words(page)
    assert not page.find_class("packages")
    assert not page.find_class("digests")


def test_every_format_and_every_lms_has_a_row() -> None:
    page = tree(*RECORDS)
    (formats,) = page.xpath("//table[@aria-labelledby='formats']")
    assert rows(formats)[1:] == [[each.label, each.suits] for each in FORMATS]
    (choice,) = page.find_class("choice")
    labels = {each.name: each.label for each in FORMATS}
    assert [row[:3] for row in rows(choice)[1:]] == [
        [
            lms.name,
            labels[lms.first],
            ", ".join(labels[name] for name in lms.others) or "No other that is known",
        ]
        for lms in lmsfacts.LMSS
    ]
    assert all(name in words(page) for name in lmsfacts.UNREAD)


@pytest.mark.parametrize("lms", lmsfacts.LMSS, ids=lambda lms: lms.name)
def test_an_lms_row_rests_on_pages_that_were_read(lms: lmsfacts.Lms) -> None:
    assert {lms.first, *lms.others} <= NAMES - {"web"}
    assert lms.first not in lms.others
    sources = [fact.source for fact in lms.facts if fact.source]
    assert sources
    for source in sources:
        assert re.fullmatch(r"https://[a-z0-9.-]+/\S+", source.address)
        assert datetime.date.fromisoformat(source.read) >= datetime.date(2026, 11, 24)
    assert all(fact.text.endswith(".") for fact in lms.facts)


def test_lmss_stand_in_the_order_of_their_names_and_once() -> None:
    names = [lms.name for lms in lmsfacts.LMSS]
    assert names == sorted(set(names), key=str.casefold)
    assert not set(names) & set(lmsfacts.UNREAD)


def test_the_only_addresses_are_the_sources() -> None:
    page = catalogue.page([*RECORDS, UNKNOWN])
    sources = {fact.source.address for lms in lmsfacts.LMSS for fact in lms.facts if fact.source}
    document = html.document_fromstring(page)
    outside = [each for each in document.iter("a") if "://" in (each.get("href") or "")]
    assert {each.get("href") for each in outside} == sources
    assert {each.get("rel") for each in outside} == {"noopener noreferrer"}
    assert page.count("://") == len(outside)
    loaded = "//script | //link | //img | //iframe | //@style | //@src | //@srcset"
    assert document.xpath(loaded) == []
    assert "url(" not in page
    assert "@import" not in page


def test_links_on_the_page_lead_somewhere() -> None:
    page = tree(*RECORDS)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets | set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_titles_and_names_stay_text() -> None:
    page = catalogue.page([*RECORDS, UNKNOWN])
    assert "<searches>" not in page
    assert "<course>" not in page


def test_the_same_records_give_the_same_page() -> None:
    assert catalogue.page(RECORDS) == catalogue.page(list(RECORDS))
