"""What only commanders may have is found in a package, however it is set; nothing else is."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
import typst
from click.testing import CliRunner, Result

import scormpack
from scormpack import leakage
from scormpack.cli import main
from scormpack.errors import OutputError, ScormpackError, SourceError
from scormpack.leakage import Withheld
from scormpack.leakage.sentences import sentences

GOOD = Path(__file__).parent / "sources" / "good"
NIGHT_SHIFT = GOOD / "night-shift"
COMMANDER = NIGHT_SHIFT / "01-radio" / "commander"
PLAN, GUIDE, STAFFING, MAP = (
    "01-radio/commander/plan.md",
    "01-radio/commander/guide.docx",
    "01-radio/commander/staffing.pdf",
    "03-traffic/commander/map.md",
)
LINK = "01-radio/module.yaml ('What other agencies say on the radio')"
SENTENCE = "Hand out the list of call signs; don’t read it aloud."
OVER = "Two officers fill each difficult affidavit together before the night is over."
WITHOUT = "consecutive nights without the approval of the commander."
PAGE = b"<!doctype html>\n<title>Traffic at Night</title>\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every package of the night shift in dist/, and their cache."""
    folder = tmp_path_factory.mktemp("night-shift")
    scormpack.build(
        scormpack.load(NIGHT_SHIFT).modules,
        out=folder / "dist",
        cache=folder / "cache",
        combinations=["modules", "series", "single"],
    )
    return folder


@pytest.fixture(scope="module")
def kept(built: Path) -> Withheld:
    return leakage.withheld(scormpack.load(NIGHT_SHIFT), cache=built / "cache")


def zipped(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def found(kept: Withheld, folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """What is found in a package with `files` and a page of the night shift: place, code, text."""
    package = folder / "x.zip"
    package.write_bytes(zipped({"index.html": PAGE, **files}))
    findings = leakage.compare(package, kept).findings
    return [f"{each.place.removeprefix('x.zip/')} {each.code.id} {each.text}" for each in findings]


def test_what_is_withheld(kept: Withheld) -> None:
    """Not what the job aid says too; short sentences together; of a PDF the lines besides."""
    assert [(each.text, *each.sources) for each in kept.sentences] == [
        ("Plan for the first hour of the night", PLAN),
        ("Begin with the officer who has been here longest.", PLAN),
        (SENTENCE, PLAN),
        ("Ask. Wait. Thank whoever spoke.", PLAN),
        ("The sergeant of the evening shift", PLAN),
        (
            "Ten minutes before the shift, standing up.",
            "01-radio/module.yaml ('Plan for the first hour')",
        ),
        ("Who listens when the dispatcher is on another call?", GUIDE),
        ("Agree on one channel for the whole county.", GUIDE),
        (f"Staffing {OVER}", STAFFING),
        (f"Nobody works more than three {WITHOUT}", STAFFING),
        (OVER.removesuffix(" over."), STAFFING),
        ("Nobody works more than three", STAFFING),
        (WITHOUT, STAFFING),
        ("What other agencies say on the radio", LINK),
        ("https://example.org/radio", LINK),
        ("Mark every corner at which a lamp is out.", MAP),
    ]
    assert sorted(kept.files.values()) == [
        *(GUIDE, PLAN, STAFFING, MAP),
        *(f"the PDF made of {name}" for name in (PLAN, MAP)),
        *(f"the page made of {name}" for name in (GUIDE, PLAN, MAP)),
    ]
    assert kept.warnings == ()


def test_officers_packages_hold_nothing(built: Path, kept: Withheld) -> None:
    packages = sorted((built / "dist").glob("*-officer-*.zip"))
    assert len(packages) == 6 * (2 + 1 + 1)
    for package in packages:
        compared = leakage.compare(package, kept)
        assert compared.findings == (), package
        assert (compared.files, compared.sentences) == (9, 16)
        assert compared.entries == len(zipfile.ZipFile(package).namelist())


def test_commanders_packages_are_found_out_and_every_item_named(
    built: Path, kept: Withheld
) -> None:
    packages = sorted((built / "dist").glob("*-commander-[cw]*.zip"))  # cmi5, web
    assert len(packages) == 2 * (2 + 1 + 1)
    for package in packages:
        findings = leakage.compare(package, kept).findings
        texts = "\n".join(finding.text for finding in findings)
        sources = {PLAN, GUIDE, STAFFING, LINK} if "traffic" not in package.name else {MAP}
        sources |= {MAP} if "night-shift" in package.name else set()
        assert {each for each in (PLAN, GUIDE, STAFFING, LINK, MAP) if each in texts} == sources
        assert {finding.code.id for finding in findings} == {"LEAK-001", "LEAK-002"}
        said = set(re.findall("'(.+)' is for commanders only", texts))
        # Files that are known by their bytes are not read too; only the PDF has the plan's heading.
        told = {*sources} - {STAFFING}
        wanted = {each.text for each in kept.sentences if {*each.sources} & told}
        assert wanted - {"Plan for the first hour of the night"} <= said, package


SET = {
    "mark-up": "<p>Hand <i>out</i> the\n<b>l</b>ist of<br>call&nbsp;signs; don&rsquo;t read it</p>"
    "a<span title='>'>loud",
    "capitals": "\nHAND OUT THE LIST OF CALL SIGNS - DON'T READ IT ALOUD",
    "hyphens": "\nHand out the list of call-signs, don't re\u00adad it a-\nloud.",
    "full width": "\nＨａｎｄ out the list of call signs; don't read it aloud.",
    "an attribute": "\n<img alt='Hand out the list of call signs; don&#39;t read it aloud.'>",
    "a comment": "\n<!-- <p>Hand <b>out</b> the list of call signs; don't read it aloud. -->",
    "around a comment": "\n<p>Hand out the <!-- whole --> list of call signs; don't read it aloud.",
    "CDATA": "\n<a>Hand out the list <![CDATA[of call]]> signs; don't read it aloud.</a>",
    "a script": "\na='Hand out the list '+\n\"of call signs; don\\u2019t re\\x61d it\\nalo\"+'ud.'",
    "a tag in a script": '\na<b;c={"h":"\\u003cp\\u003eHand \\u003cb>out</b> the list of call'
    ' signs; don&rsquo;t read it aloud."}',
    "JSON in an attribute": '\n<div data-x="{&quot;h&quot;:&quot;Hand \\u003cb\\u003eout\\u003c/b'
    '\\u003e the list of call signs; don\\u2019t read it aloud.&quot;}">',
    "escaped mark-up": "\n<d>&lt;p&gt;Hand &lt;b&gt;out&lt;/b&gt; the list of call signs;"
    " don&amp;rsquo;t read it aloud.</d>",
    "cues": "\nHand out the list\n\n2\n00:01.000 --> 00:02.000 line:1\nof call signs; don't read"
    "\n\n3\n00:02.000 --> 00:03.000\n<v Anna>it aloud.",
    "old line ends": "\rHand out the list of call signs; don't read it aloud.\r",
}


@pytest.mark.parametrize("way", SET)
def test_no_way_to_set_it_hides_a_sentence(way: str, kept: Withheld, tmp_path: Path) -> None:
    line = 2 if SET[way][0] in "\n\r" else 1
    assert found(kept, tmp_path, {"a/b": SET[way].encode()}) == [
        f"a/b:{line} LEAK-002 '{SENTENCE}' is for commanders only: it stands in {PLAN}"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings(encoding: str, kept: Withheld, tmp_path: Path) -> None:
    (finding,) = found(kept, tmp_path, {"a.txt": f"\n{SENTENCE}".encode(encoding)})
    assert finding.startswith("a.txt:2 LEAK-002")


@pytest.mark.parametrize(
    "text",
    [
        "When nobody answers, move to high ground.",
        "Give your call sign before you say anything else.",
        "Hand out the list of call signs; don’t read it.",
        "Hand out the list of call signs; then don’t read it aloud.",
        "Ask. Wait.",
        "https://example.org/channels",
    ],
    ids=["of the job aid", "of the captions", "cut short", "changed", "short", "a link"],
)
def test_what_is_not_withheld_is_not_found(text: str, kept: Withheld, tmp_path: Path) -> None:
    assert found(kept, tmp_path, {"a.html": text.encode()}) == []


def test_an_address_is_found_in_a_link(kept: Withheld, tmp_path: Path) -> None:
    page = b'<p>See <a href="https://example.org/radio">there</a>.'
    assert found(kept, tmp_path, {"a.html": page}) == [
        f"a.html:1 LEAK-002 'https://example.org/radio' is for commanders only: it stands in {LINK}"
    ]


def printed(text: str) -> bytes:
    """A PDF: `text` in Typst's mark-up, narrow and justified, so that words are hyphenated."""
    page = '#set page(width: 7cm, height: 6cm)\n#set text(lang: "en", hyphenate: true)\n'
    return bytes(typst.compile(f"{page}#set par(justify: true)\n{text}".encode(), format="pdf"))


def test_pdfs_are_read_by_page(kept: Withheld, tmp_path: Path) -> None:
    pdf = printed(f"First page.\n#pagebreak()\n*Hand out* {SENTENCE[9:]}\n")
    assert found(kept, tmp_path, {"aids/card.pdf": pdf}) == [
        f"aids/card.pdf LEAK-002 '{SENTENCE}' on page 2 is for commanders only: it stands in {PLAN}"
    ]


def noted(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Contents=pikepdf.String(SENTENCE))
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["plan.txt"] = SENTENCE.encode()


@pytest.mark.parametrize(
    ("change", "place"), [(noted, "a.pdf"), (attached, "a.pdf/attached-1:1")], ids=["note", "file"]
)
def test_notes_in_a_pdf_and_files_attached_to_it_are_read(
    change: Callable[[pikepdf.Pdf], None], place: str, kept: Withheld, tmp_path: Path
) -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("A page."))) as pdf:
        change(pdf)
        pdf.save(held)
    assert found(kept, tmp_path, {"a.pdf": held.getvalue()}) == [
        f"{place} LEAK-002 '{SENTENCE}' is for commanders only: it stands in {PLAN}"
    ]


def test_documents_and_zips_are_opened(kept: Withheld, tmp_path: Path) -> None:
    """A file of the packet is known by its bytes alone, deep in others."""
    guide = (COMMANDER / "guide.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(guide)) as archive:
        other = zipped({name: archive.read(name) for name in archive.namelist()} | {"x": b""})
    files = {"a.docx": other, "b": zipped({"c/": b"", "c/d.bin": guide})}
    assert found(kept, tmp_path, files) == [
        *(
            f"a.docx/word/document.xml:1 LEAK-002 '{text}' is for commanders only:"
            f" it stands in {GUIDE}"
            for text in (
                "Agree on one channel for the whole county.",
                "Who listens when the dispatcher is on another call?",
            )
        ),
        f"b/c/d.bin LEAK-001 this is {GUIDE}, which is for commanders only",
    ]


def test_a_file_that_officers_have_too_is_not_withheld(
    built: Path, kept: Withheld, tmp_path: Path
) -> None:
    guide = COMMANDER / "guide.docx"
    shutil.copytree(NIGHT_SHIFT, tmp_path / "source")
    radio = tmp_path / "source" / "01-radio"
    shutil.copy(guide, radio / "job-aids")
    text = (radio / "module.yaml").read_text()
    aid = "  - {file: job-aids/guide.docx, title: Guide}\n"
    (radio / "module.yaml").write_text(text.replace("commanders_p", f"{aid}commanders_p"))
    package = tmp_path / "x.zip"
    package.write_bytes(zipped({"a.html": PAGE, "b": guide.read_bytes()}))
    series = scormpack.load(tmp_path / "source")
    assert scormpack.leaks(package, series, cache=built / "cache").findings == ()
    assert [f.code.id for f in leakage.compare(package, kept).findings] == ["LEAK-001"]


def encrypted() -> bytes:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("A page."))) as pdf:
        pdf.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(65 * 1024**2))
    return held.getvalue()


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted PDF": (encrypted, "it is encrypted"),
    "picture of text": (lambda: printed("#rect()"), "it has no text, only pictures of it"),
    "broken PDF": (lambda: b"%PDF-1.7\nnothing more", ""),
    "broken zip": (lambda: b"PK\x03\x04 nothing more", "File is not a zip file"),
    "zip bomb": (bomb, "it unpacks to more than 67,108,864 bytes"),
    "nested deeply": (
        lambda: zipped({"1": zipped({"2": zipped({"3": zipped({"4": zipped({"5": b"x"})})})})}),
        "there are files in it that lie too deep",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_told(kind: str, kept: Withheld, tmp_path: Path) -> None:
    make, reason = UNREADABLE[kind]
    (finding,) = found(kept, tmp_path, {"a": make()})
    place, code, text = finding.split(" ", 2)
    assert place.startswith("a")
    assert code == "LEAK-003"
    assert text.startswith(f"what this says cannot be read ({reason}")


def test_a_film_is_known_by_its_bytes_and_not_read(kept: Withheld, tmp_path: Path) -> None:
    film = (NIGHT_SHIFT / "01-radio" / "video.mp4").read_bytes()
    assert found(kept, tmp_path, {"a.txt": film, "empty": b""}) == []


def test_what_is_no_package_is_what_the_checker_says(kept: Withheld, tmp_path: Path) -> None:
    package = tmp_path / "x.zip"
    package.write_bytes(b"<html>")
    assert [f.code.id for f in leakage.compare(package, kept).findings] == ["ZIP-003"]
    good = zipped({"index.html": PAGE + SENTENCE.encode()})
    package.write_bytes(good.replace(b"PK\x01\x02\x14\x03", b"PK\x01\x02\x14\x07", 1)[:-30])
    assert [f.code.id for f in leakage.compare(package, kept).findings] == ["ZIP-004"]
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(ScormpackError, match="ZIP-001"):
            leakage.compare(path, kept)


def test_a_package_of_another_source_proves_nothing(built: Path) -> None:
    six_seconds = scormpack.load(GOOD / "six-seconds")
    package = built / "dist" / "radio-officer-web.zip"
    (finding,) = scormpack.leaks(package, six_seconds, cache=built / "cache").findings
    assert str(finding) == (
        "radio-officer-web.zip: error LEAK-004: holds no module of 'Six seconds': neither the title"
        " nor the identifier of one. Name the source that the package was built from."
    )


def test_a_source_without_packets_is_told(built: Path, tmp_path: Path) -> None:
    shutil.copytree(NIGHT_SHIFT, tmp_path / "source")
    for settings in (tmp_path / "source").glob("*/module.yaml"):
        text = settings.read_text()
        settings.write_text(re.sub(r"commanders_packet:\n( .*\n)+", "", text))
    package = built / "dist" / "radio-commander-web.zip"
    series = scormpack.load(tmp_path / "source")
    compared = scormpack.leaks(package, series, cache=built / "cache")
    assert (compared.files, compared.sentences) == (0, 0)
    assert [f.code.id for f in compared.findings] == ["LEAK-005"]


def test_a_packet_item_without_text_is_known_by_its_bytes(built: Path, tmp_path: Path) -> None:
    """The finding that the PDF has no text was accepted, or a package could not be built either."""
    shutil.copytree(NIGHT_SHIFT, tmp_path / "source")
    radio = tmp_path / "source" / "01-radio"
    with pikepdf.open(COMMANDER / "staffing.pdf") as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"")
        pdf.save(radio / "commander" / "staffing.pdf")
    accepted = "accepted: [{code: PDF-004, by: A. B., reason: A plan, until: 2030-01-01}]\n"
    settings = radio / "module.yaml"
    settings.write_text(settings.read_text() + accepted)
    (tmp_path / "x.zip").write_bytes(
        zipped({"a": PAGE, "b": (radio / "commander" / "staffing.pdf").read_bytes()})
    )
    series = scormpack.load(tmp_path / "source")
    warning, leak = scormpack.leaks(tmp_path / "x.zip", series, cache=built / "cache").findings
    assert (warning.place, warning.code.id) == (STAFFING, "LEAK-006")
    assert (leak.place, leak.text) == (
        "x.zip/b",
        f"this is {STAFFING}, which is for commanders only",
    )


def test_only_officers_can_be_asked_for(built: Path) -> None:
    package = built / "dist" / "radio-officer-web.zip"
    with pytest.raises(OutputError, match="unknown audience 'commander'"):
        scormpack.leaks(package, scormpack.load(NIGHT_SHIFT), "commander")


def test_sentences_end_where_they_seem_to() -> None:
    text = (
        "In Galarza v. Szalczyk the Third Circuit read 8 C.F.R. § 287.7 as a request. The U.S. rule"
        " is older than e.g.  that one... is! “Who decides in our own agency?” Nobody has yet said"
        " who decides it"
    )
    assert list(sentences([text])) == [
        "In Galarza v. Szalczyk the Third Circuit read 8 C.F.R. § 287.7 as a request.",
        "The U.S. rule is older than e.g. that one... is!",
        "“Who decides in our own agency?”",
        "Nobody has yet said who decides it",
    ]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["leaks", *(str(argument) for argument in arguments)])


def test_the_command_says_what_was_compared(built: Path) -> None:
    packages = [built / "dist" / f"radio-officer-{name}.zip" for name in ("web", "cmi5")]
    files = sum(len(zipfile.ZipFile(package).namelist()) for package in packages)
    source = ("--source", NIGHT_SHIFT, "--cache-dir", built / "cache")
    result = run(*packages, *source)
    assert result.exit_code == 0
    assert result.output == (
        f"2 packages ({files} files) compared with 9 files and 16 sentences for commanders only:"
        " no leaks\n"
    )
    assert run(*packages, *source, "--quiet").output == ""
    assert json.loads(run(*packages, *source, "--output-format", "json").output) == {"findings": []}


def test_the_command_prints_three_leaks_of_a_file_or_all(built: Path, tmp_path: Path) -> None:
    text = (COMMANDER / "plan.md").read_bytes() + b"<p>Ten minutes before the shift, standing up."
    package = tmp_path / "x.zip"
    package.write_bytes(zipped({"index.html": PAGE, "a.txt": text}))
    arguments = (package, tmp_path / "gone.zip", "--source", NIGHT_SHIFT)
    result = run(*arguments, "--cache-dir", built / "cache")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split(": ")[0].removeprefix("x.zip/") for line in lines[:-2]] == [
        *("a.txt:1", "a.txt:3", "a.txt:5", "a.txt"),
    ]
    assert lines[0] == (
        "x.zip/a.txt:1: error LEAK-002: 'Plan for the first hour of the night' is for commanders"
        f" only: it stands in {PLAN}. Give this package to no officer; build it again with"
        " --audience officer."
    )
    assert lines[3] == "x.zip/a.txt: 3 more; -v prints them all"
    assert ": error ZIP-001: " in lines[4]
    assert lines[5] == (
        "1 package (2 files) compared with 9 files and 16 sentences for commanders only:"
        " 6 leaks, 1 other error"
    )
    assert len(run(*arguments, "--cache-dir", built / "cache", "-v").output.splitlines()) == 8
    document = json.loads(
        run(*arguments, "--cache-dir", built / "cache", "--output-format", "json").output
    )
    assert [each["code"] for each in document["findings"]] == ["LEAK-002"] * 6 + ["ZIP-001"]


def test_mistakes_of_the_source_are_told(tmp_path: Path) -> None:
    result = run(tmp_path / "x.zip", "--source", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "SRC-001" in result.stderr
    shutil.copytree(NIGHT_SHIFT, tmp_path / "source")
    (tmp_path / "source" / PLAN).write_bytes(b"caf\xe9")
    series = scormpack.load(tmp_path / "source")
    with pytest.raises(SourceError, match="PDF-101"):
        leakage.withheld(series, cache=tmp_path / "cache")


def test_a_cache_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"--cache-dir: error OUT-010: .*/file/cache cannot be"):
        leakage.withheld(scormpack.load(NIGHT_SHIFT), cache=tmp_path / "file" / "cache")


def test_a_folder_is_wrong_usage(tmp_path: Path) -> None:
    """In dist/ lie the commanders' packages too: which are meant must be said."""
    assert run(tmp_path, "--source", NIGHT_SHIFT).exit_code == 2
