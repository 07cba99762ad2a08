"""Job aids: what the page and the PDF say, what is refused, what is carried."""

import io
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from lxml import html as lxml_html
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from scormpack import documents
from scormpack.documents import markdown, pdfcheck, typstpdf, wordfile
from scormpack.errors import SourceError
from scormpack.findings import Severity
from scormpack.prepared import PreparedAid
from tests.makemodule import module

EVERYTHING = """\
# Stops: every construct

> **Decide first.** Is it *safe*?
> Then ~~wait~~ go.

## Steps

1. One, `code <b>` and a [link](https://example.org/a?b=1&c=2).
2. Two\\
   on two lines, to [the papers](#the-papers)

   - nested **strong *em***
   - [x] done, nested
3. Three <mailto:desk@example.org>

## The papers

| | Who signs | What |
|---|:--|--:|
| 1 | Judge | a *warrant* |
| 2 | Officer | <!-- nothing --> |

#### Skips a level

- [ ] Form in
- [ ] Copy served

## The papers

* plain & "quoted" <https://example.org/>
* call [us](tel:+12025550123)

5. starts at five

---

    indented code

```text
fenced $x$ #let @a \\ code
```

Typst's own: #panic("no") $ x $ @label *not* _em\\_ `raw` = heading // comment
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "01-stops"
    folder.mkdir()
    return folder


def prepare(folder: Path, name: str, **options: object) -> PreparedAid:
    aid = {"file": name, "title": "Stops", "kind": "checklist", **options}
    (prepared,) = documents.prepare_all(module(folder, job_aids=[aid]), folder.parent / "cache")
    return prepared


def printed(aid: PreparedAid) -> Pdf:
    assert isinstance(aid.download, Path)
    return pikepdf.open(aid.download)


def test_the_page_has_every_construct(folder: Path) -> None:
    (folder / "all.md").write_text(EVERYTHING)
    aid = prepare(folder, "all.md")
    assert aid.html is not None
    page = lxml_html.fromstring(f"<div>{aid.html}</div>")
    assert [(h.tag, h.get("id"), h.text) for h in page.iter("h1", "h2", "h3", "h4")] == [
        ("h2", "all-steps", "Steps"),
        ("h2", "all-the-papers", "The papers"),
        ("h3", "all-skips-a-level", "Skips a level"),
        ("h2", "all-the-papers-2", "The papers"),
    ]
    assert [(a.get("href"), a.get("target")) for a in page.iter("a")] == [
        ("https://example.org/a?b=1&c=2", "_blank"),
        ("#all-the-papers", None),
        ("mailto:desk@example.org", None),
        ("https://example.org/", "_blank"),
        ("tel:+12025550123", None),
    ]
    assert [(th.get("scope"), th.text) for th in page.iter("th")] == [
        ("col", "Who signs"),
        ("col", "What"),
    ]
    boxes = [("checked" in box.attrib, box.tail) for box in page.iter("input")]
    assert boxes == [(True, " done, nested"), (False, " Form in"), (False, " Copy served")]
    counts = Counter(str(element.tag) for element in page.iter())
    expected = {"ol": 2, "ul": 3, "blockquote": 1, "hr": 1, "pre": 2, "s": 1, "br": 1, "table": 1}
    assert {tag: counts[tag] for tag in expected} == expected
    assert page.xpath("string(//ol[2]/@start)") == "5"
    assert "code &lt;b&gt;" in aid.html
    assert "#panic(" in aid.html


def test_the_pdf_is_tagged_and_says_what_it_is(folder: Path) -> None:
    (folder / "all.md").write_text(EVERYTHING)
    aid = prepare(folder, "all.md", language="es-MX")
    assert (aid.download_name, aid.pages, aid.warnings) == ("all.pdf", 1, ())
    with printed(aid) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "es-MX"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Stops"
            assert metadata["pdfuaid:part"] == "1"
            assert "xmp:CreateDate" not in metadata
        roles = Counter(roles_of(pdf.Root.StructTreeRoot.K))
        assert roles["/H1"] == 1
        assert (roles["/H2"], roles["/H3"]) == (3, 1)
        assert (roles["/Table"], roles["/TH"], roles["/TD"]) == (1, 3, 6)
        assert (roles["/L"], roles["/LI"], roles["/Link"]) == (5, 10, 5)
        assert roles["/BlockQuote"] == 1
        for font in fonts(pdf):
            assert "/FontFile2" in font or "/FontFile3" in font


def roles_of(node: Object) -> Iterator[str]:
    if isinstance(node, Array):
        for child in node:
            yield from roles_of(child)
    elif isinstance(node, Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from roles_of(node.K)


def fonts(pdf: Pdf) -> list[Object]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and "/FontName" in o]


def test_the_same_bytes_anywhere(folder: Path, tmp_path: Path) -> None:
    (folder / "all.md").write_text(EVERYTHING)
    here = prepare(folder, "all.md").download
    assert isinstance(here, Path)
    code = (
        "import sys; from pathlib import Path; from makemodule import module\n"
        "from scormpack import documents\n"
        "folder = Path(sys.argv[1])\n"
        "aid = {'file': 'all.md', 'title': 'Stops', 'kind': 'checklist'}\n"
        "given = module(folder, job_aids=[aid])\n"
        "print(documents.prepare_all(given, folder.parent / 'cache')[0].download)"
    )
    other = tmp_path / "elsewhere" / "01-stops"
    other.mkdir(parents=True)
    (other / "all.md").write_text(EVERYTHING)
    tests = Path(__file__).parent
    environment = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent / 'src'}",
        "TMPDIR": str(other),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(other)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    there = Path(done.stdout.strip())
    assert there != here
    assert there.read_bytes() == here.read_bytes()


def test_the_page_holds_the_footer_and_large_type_when_short(folder: Path) -> None:
    (folder / "short.md").write_text("Call the desk.\n")
    (folder / "long.md").write_text("Call the desk, and say who you are.\n\n" * 100)
    with printed(prepare(folder, "short.md")) as pdf:
        assert sizes(pdf) >= {12.5, 8.0}
    long = prepare(folder, "long.md")
    assert (long.pages or 0) > 1
    assert [f.code.id for f in long.warnings] == ["PDF-111"]
    packet = [{"file": "long.md", "title": "Long"}]
    cache = folder.parent / "cache"
    (held,) = documents.prepare_all(module(folder, commanders_packet=packet), cache)
    assert held.packet
    assert held.warnings == ()


def test_what_cannot_be_printed_is_told(folder: Path) -> None:
    """PDF/UA allows no empty heading, which Markdown does."""
    (folder / "empty.md").write_text("##\n\nCall the desk.\n")
    with pytest.raises(SourceError, match=r"empty\.md: error PDF-112: .*heading title is empty"):
        prepare(folder, "empty.md")


def sizes(pdf: Pdf) -> set[float]:
    """The sizes of type on the first page, in points."""
    operators = pikepdf.parse_content_stream(pdf.pages[0])
    return {float(o.operands[1]) for o in operators if str(o.operator) == "Tf"}


def test_nothing_is_made_twice(folder: Path) -> None:
    (folder / "a.md").write_text("Call the desk.\n")
    first = prepare(folder, "a.md")
    assert isinstance(first.download, Path)
    stamp = first.download.stat().st_mtime_ns
    assert prepare(folder, "a.md") == first
    assert first.download.stat().st_mtime_ns == stamp
    assert [path.name for path in folder.iterdir()] == ["a.md"]


def faults(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    document, findings = markdown.read(data, "m/a.md")
    assert (document is None) == bool(findings)
    return [f"{f.code.id}@{f.line}:{f.column}" for f in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a\n\xff\n", ["PDF-101@2:None"]),
        (b"x" * 1_000_001, ["PDF-102@None:None"]),
        ("---\ntitle: x\n---\n\ntext\n", ["PDF-103@1:1"]),
        ("---\n\ntext\n", []),
        ("text\n\n<div onclick='x'>a</div>\n", ["PDF-104@3:1"]),
        ("a <script>alert(1)</script>\n", ["PDF-104@1:3", "PDF-104@1:19"]),
        ("<!-- a comment\nof two lines -->\n\ntext\n", []),
        ("one\n[x](javascript:alert(1))\n", ["PDF-105@2:5"]),
        ("[x](data:text/html,hi)\n", ["PDF-105@1:5"]),
        ("[x](//host/path)\n", ["PDF-105@1:5"]),
        ("[x](http://example.org)\n", ["PDF-105@1:5"]),
        ("[x](file:///etc/passwd)\n", ["PDF-105@1:5"]),
        ("[x](other.md)\n", ["PDF-105@1:5"]),
        ("[x]()\n", ["PDF-105@1:1"]),
        ("[x][y]\n\n[y]: vbscript:x\n", ["PDF-105@1:None"]),
        ("# A\n\n## B c\n\n[x](#b)\n", ["PDF-106@5:5"]),
        ("| a |\n|---|\n| [x](JaVaScRiPt:x) |\n", ["PDF-105@3:7"]),
        ("![map](map.png)\n", ["PDF-107@1:8"]),
        ("> " * 1000 + "deep\n", ["PDF-108@1:None"]),
        ("\n".join("  " * n + "- x" for n in range(200)), ["PDF-108@8:None"]),
        ("*a _b " * 200 + "x" + "_*" * 200, ["PDF-108@None:None"]),
        ("", ["PDF-109@None:None"]),
        ("# Only a title\n", ["PDF-109@None:None"]),
    ],
    ids=range(23),
)
def test_faults_of_markdown(text: str | bytes, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "`" * 50_000, "![" * 20_000, "*_" * 20_000], ids=range(4)
)
def test_no_bomb_takes_long(text: str) -> None:
    document, findings = markdown.read(text.encode(), "m/a.md")
    assert document or findings


def test_all_faults_of_a_module_are_told_at_once(folder: Path) -> None:
    (folder / "a.md").write_text("[x](javascript:1)\n")
    (folder / "b.md").write_text("書\n")
    (folder / "c.txt").write_text("x")
    aids = [{"file": name, "title": name} for name in ("a.md", "b.md")]
    given = module(folder, job_aids=aids, commanders_packet=[{"file": "c.txt", "title": "c"}])
    with pytest.raises(SourceError) as raised:
        documents.prepare_all(given, folder.parent / "cache")
    assert [f"{f.place} {f.code.id}" for f in raised.value.findings] == [
        "01-stops/a.md:1:5 PDF-105",
        "01-stops/b.md PDF-110",
        "01-stops/c.txt PDF-008",
    ]


def test_the_font_has_what_english_and_spanish_need() -> None:
    assert typstpdf.missing("“Señor” – § 287.7(d) … é ñ ¿ ¡ ½ × ° → • ☐") == "☐" * (
        "☐" in typstpdf.missing("☐")
    ) + "→" * ("→" in typstpdf.missing("→"))
    assert typstpdf.missing("書a書") == "書"


def test_ids_come_from_names_and_titles_and_are_unique(folder: Path) -> None:
    for name in ("Quick card.md", "x/quick-card.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Call.\n")
    web = {"url": "https://example.org/", "title": "Form I-247A!", "owner": "DHS", "read": "no"}
    files = [{"file": f, "title": "T"} for f in ("Quick card.md", "x/quick-card.md")]
    given = module(folder, job_aids=files, commanders_packet=[web, {**web, "title": "書"}])
    aids = documents.prepare_all(given, folder.parent / "cache")
    assert [aid.id for aid in aids] == ["quick-card", "quick-card-2", "form-i-247a", "aid"]
    link = aids[2]
    assert (link.url, link.owner, link.read) == ("https://example.org/", "DHS", "no")
    assert (link.html, link.download, link.pages, link.packet) == (None, None, None, True)


def good_pdf() -> Pdf:
    """A small tagged PDF with text, language and title."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F1=font))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 72 720 Td (Call the desk)Tj ET")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    element = Dictionary(Type=Name.StructElem, S=Name.P, K=0)
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([element]))
    pdf.Root.Lang = pikepdf.String("en-US")
    pdf.docinfo["/Title"] = "Card"
    return pdf


def spoilt(kind: str) -> Pdf:
    pdf = good_pdf()
    SPOILERS[kind](pdf)
    return pdf


SCRIPT = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
LAUNCH = Dictionary(S=Name.Launch, F=pikepdf.String("x.exe"))
EMPTY_TREE = Dictionary(Type=Name.StructTreeRoot, K=Array())
SPOILERS: dict[str, Callable[[Pdf], object]] = {
    "good": lambda _: None,
    "no pages": lambda pdf: pdf.pages.remove(p=1),
    "script on opening": lambda pdf: setattr(pdf.Root, "OpenAction", SCRIPT),
    "script on a link": lambda pdf: setattr(
        pdf.pages[0], "Annots", Array([Dictionary(Subtype=Name.Link, A=SCRIPT)])
    ),
    "named script": lambda pdf: setattr(
        pdf.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array()))
    ),
    "launch": lambda pdf: setattr(pdf.pages[0], "AA", Dictionary(O=LAUNCH)),
    "no text": lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(b"(TJ) pop")),
    "untagged": lambda pdf: delattr(pdf.Root, "MarkInfo"),
    "empty tree": lambda pdf: setattr(pdf.Root, "StructTreeRoot", EMPTY_TREE),
    "no language": lambda pdf: delattr(pdf.Root, "Lang"),
    "no title": lambda pdf: pdf.docinfo.__delitem__("/Title"),
}


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("good", []),
        ("no pages", ["PDF-001"]),
        ("script on opening", ["PDF-003"]),
        ("script on a link", ["PDF-003"]),
        ("named script", ["PDF-003"]),
        ("launch", ["PDF-003"]),
        ("no text", ["PDF-004"]),
        ("untagged", ["PDF-005"]),
        ("empty tree", ["PDF-005"]),
        ("no language", ["PDF-006"]),
        ("no title", ["PDF-007"]),
    ],
)
def test_pdfs_are_checked_and_carried(kind: str, codes: list[str], folder: Path) -> None:
    path = folder / "card.pdf"
    spoilt(kind).save(path)
    assert problems(folder, "card.pdf") == codes
    if not codes:
        aid = prepare(folder, "card.pdf")
        assert (aid.download, aid.download_name, aid.pages) == (path, "card.pdf", 1)
        assert aid.html is None


def problems(folder: Path, name: str) -> list[str]:
    try:
        return [finding.code.id for finding in prepare(folder, name).warnings]
    except SourceError as error:
        return [finding.code.id for finding in error.findings]


def test_broken_metadata_say_nothing_on_stderr(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pdf = good_pdf()
    pdf.Root.Metadata = pdf.make_stream(b"<x><y:z></x>")
    pdf.save(folder / "card.pdf")
    assert problems(folder, "card.pdf") == []
    assert capfd.readouterr() == ("", "")


def test_broken_and_encrypted_pdfs_are_refused(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"")
    (folder / "b.pdf").write_bytes(b"hello")
    (folder / "bomb.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000)
    assert [problems(folder, n) for n in ("a.pdf", "b.pdf", "bomb.pdf")] == [["PDF-001"]] * 3
    _, (finding,) = pdfcheck.check(folder / "b.pdf", "01-stops/b.pdf")
    assert "(unable to find trailer dictionary" in finding.text
    for name, user in (("c.pdf", "secret"), ("d.pdf", "")):
        secret = pikepdf.Encryption(owner="owner", user=user)
        good_pdf().save(folder / name, encryption=secret)
        assert problems(folder, name) == ["PDF-002"]
    with pytest.raises(SourceError) as raised:
        prepare(folder, "b.pdf")
    assert str(folder) not in str(raised.value)


def test_text_is_found_in_forms_and_behind_bombs(folder: Path) -> None:
    pdf = good_pdf()
    page = pdf.pages[0]
    form = Stream(pdf, b"BT (Call)Tj ET", Type=Name.XObject, Subtype=Name.Form)
    page.Resources = Dictionary(XObject=Dictionary(Fm=pdf.make_indirect(form)))
    page.Contents = Array([pdf.make_stream(b"/Fm Do"), pdf.make_stream(b" " * 30_000_000)])
    pdf.save(folder / "form.pdf", compress_streams=True)
    assert problems(folder, "form.pdf") == []


def test_a_named_person_may_accept_an_untagged_pdf_but_no_script(folder: Path) -> None:
    pdf = spoilt("untagged")
    pdf.save(folder / "card.pdf")
    accepted = [
        {"code": code, "by": "A. Counsel", "reason": "Old form.", "until": "2027-01-01"}
        for code in ("PDF-005", "PDF-003")
    ]
    aids = [{"file": "card.pdf", "title": "Card"}]
    given, cache = module(folder, job_aids=aids, accepted=accepted), folder.parent / "cache"
    (aid,) = documents.prepare_all(given, cache, today=date(2026, 12, 31))
    assert [(f.code.id, f.code.severity) for f in aid.warnings] == [("PDF-005", Severity.WARNING)]
    with pytest.raises(SourceError, match="PDF-005"):
        documents.prepare_all(given, cache, today=date(2027, 1, 2))
    spoilt("launch").save(folder / "card.pdf")
    with pytest.raises(SourceError, match="PDF-003"):
        documents.prepare_all(given, cache)


_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
_RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="{target}" TargetMode="{mode}"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>
</Relationships>"""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, link: str = "https://example.org/", **more: bytes) -> bytes:
    """A small DOCX file; link r1 leads to `link`, and `more` are parts by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        target = _RELS.format(target="word/document.xml", mode="Internal", kind="officeDocument")
        archive.writestr("_rels/.rels", target)
        archive.writestr(
            "word/_rels/document.xml.rels",
            _RELS.format(target=link, mode="External", kind="hyperlink"),
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>',
        )
        for name, data in more.items():
            archive.writestr(f"word/{name}.bin", data)
    return held.getvalue()


def paragraph(text: str, style: str = "", link: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    run = f'<w:hyperlink r:id="{link}">{run}</w:hyperlink>' if link else run
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{run}</w:p>"


def test_a_docx_is_carried_with_a_page(folder: Path) -> None:
    path = folder / "plan.docx"
    path.write_bytes(docx(paragraph("Call &lt;script&gt;") + paragraph("Here", link="r1")))
    aid = prepare(folder, "plan.docx")
    assert aid.html == (
        "<p>Call &lt;script&gt;</p>"
        '<p><a href="https://example.org/" rel="noopener noreferrer">Here</a></p>'
    )
    assert (aid.download, aid.download_name, aid.pages) == (path, "plan.docx", None)
    assert aid.warnings == ()


def test_a_docx_too_large_to_read_is_refused(folder: Path) -> None:
    path = folder / "plan.docx"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    html, (finding,) = wordfile.read(path, "m/plan.docx")
    assert html is None
    assert "(it is larger than 50,000,000 bytes)" in str(finding)


def test_a_docx_loses_links_that_lead_out_and_says_so(folder: Path) -> None:
    path = folder / "plan.docx"
    path.write_bytes(docx(paragraph("Here", link="r1"), "javascript:alert(1)"))
    html, findings = wordfile.read(path, "m/plan.docx")
    assert html is not None
    assert "javascript" not in html
    assert [f.code.id for f in findings] == ["PDF-202"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xd0\xcf\x11\xe0 encrypted",
        docx("<w:p>")[:-200],
        docx(paragraph("x")).replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\x20"),
        docx("<w:p>"),
        docx(paragraph("x"), vbaProject=b"macro"),
        docx("<w:p><w:r>" * 5000 + "</w:r></w:p>" * 5000),
    ],
    ids=["empty", "text", "encrypted", "cut", "patched", "unclosed", "macros", "deep"],
)
def test_broken_docx_files_are_refused(data: bytes, folder: Path) -> None:
    (folder / "plan.docx").write_bytes(data)
    assert problems(folder, "plan.docx") == ["PDF-201"]


def test_a_docx_that_unpacks_to_too_much_is_refused(folder: Path) -> None:
    with zipfile.ZipFile(folder / "plan.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_001)
    assert problems(folder, "plan.docx") == ["PDF-201"]


def test_a_line_separator_ends_no_line_of_markdown() -> None:
    _, (finding,) = markdown.read("one\u2028two\n\nSee <b>this\n".encode(), "m/card.md")
    assert (finding.line, finding.column, finding.excerpt) == (3, 5, "See <b>this")


def test_the_cache_may_lie_in_a_folder_whose_name_is_not_utf8(folder: Path) -> None:
    cache = folder.parent / os.fsdecode(b"caf\xe9")
    (folder / "card.md").write_text("Words\n")
    (aid,) = documents.prepare_all(
        module(folder, job_aids=[{"file": "card.md", "title": "A"}]), cache
    )
    assert aid.pages == 1
