"""Makes the Word and PDF files of good/night-shift: run it from the repository's root."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import typst

_FOLDER = Path(__file__).parent / "good" / "night-shift" / "01-radio" / "commander"
_NOWHEN = (1980, 1, 1, 0, 0, 0)
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_OPC}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_OPC}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>""",
}
# A run ends within a word, as Word's own spelling marks make it.
_PARAGRAPHS = (
    ("Who listens when the dispa", "tcher is on another call?"),
    ("Agree on one channel for the whole county.",),
)
_PDF = """
#set document(title: "Staffing", date: none)
#set text(lang: "en", size: 14pt, hyphenate: true)
#set par(justify: true)
#set page(width: 9cm, height: 9cm, margin: 1cm)
= Staffing
Two officers fill each difficult affidavit together before the night is over.
#pagebreak()
Nobody works more than three consecutive nights without the approval of the commander.
"""


def main() -> None:
    """Write guide.docx and staffing.pdf."""
    runs = ("".join(f"<w:r><w:t>{escape(t)}</w:t></w:r>" for t in p) for p in _PARAGRAPHS)
    body = "".join(f"<w:p>{each}</w:p>" for each in runs)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(_FOLDER / "guide.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name, _NOWHEN), text)
    data = typst.compile(
        _PDF.encode(), format="pdf", pdf_standards="ua-1", ignore_system_fonts=True
    )
    (_FOLDER / "staffing.pdf").write_bytes(data)


if __name__ == "__main__":
    main()
