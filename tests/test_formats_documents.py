"""Policies of word processors: DOCX, ODT and RTF files written here by hand."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from policytrack.errors import ExtractError
from policytrack.extract import extract, identify
from policytrack.model import Capture

if TYPE_CHECKING:
    from policytrack.model import Extraction

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(parts: dict[str, str | bytes], first: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def extracted(body: bytes, name: str) -> Extraction:
    return extract(Capture(name, name, body))


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>
 <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Klausel"><w:name w:val="Klausel"/>
 <w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
  <w:lvlText w:val="(%1)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument\
.wordprocessingml.document.main+xml"/>
</Types>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"""
INNER = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/>
<Relationship Id="n" Type="{KIND}/numbering" Target="numbering.xml"/>
<Relationship Id="f" Type="{KIND}/footnotes" Target="footnotes.xml"/>
<Relationship Id="l" Type="{KIND}/hyperlink" Target="https://acme.example/x" TargetMode="External"/>
</Relationships>"""
FOOTNOTES = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>As of today.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


def docx(body: str, **parts: str | bytes) -> bytes:
    document = f'<w:document {W} xmlns:r="{KIND}"><w:body>{body}</w:body></w:document>'
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/_rels/document.xml.rels": INNER,
            "word/document.xml": document,
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/footnotes.xml": FOOTNOTES,
            "docProps/core.xml": '<cp:p xmlns:cp="a" xmlns:dc="b"><dc:title>Privacy</dc:title>'
            "<dc:language>de-DE</dc:language></cp:p>",
            **{name.replace("__", "/"): part for name, part in parts.items()},
        }
    )


def p(text: str, style: str = "", number: str = "", run: str = "") -> str:
    inner = text if text.startswith("<") else f"<w:r>{run}<w:t>{text}</w:t></w:r>"
    return (
        "<w:p><w:pPr>"
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else "")
        + f"</w:pPr>{inner}</w:p>"
    )


def test_a_word_document_keeps_its_headings_numbers_and_form() -> None:
    body = docx(
        p("Privacy Policy", "Titel")
        + p("1. Collection 3", "Verz1")
        + p("Collection", "berschrift1")
        + p("From you", "berschrift2")
        + p("From others", "Klausel")
        + p("We keep data.")
        + p("your name", number="2")
        + p("your address", number="2")
        + p("one", number="3")
        + p("two", number="3")
        + p("seventh", number="4")
        + p("eighth", number="4")
        + p("Use", "berschrift1")
        + p("Bold words", run="<w:rPr><w:b/></w:rPr>")
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Purpose</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Basis</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>Ads</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Consent</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        + p('<w:hyperlink r:id="l"><w:r><w:t>More</w:t></w:r></w:hyperlink>')
        + p('<w:r><w:t>Noted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    found = extracted(body, "policy.docx")
    assert [
        "# Privacy Policy",
        "# 1. Collection",
        "## 1.1 From you",
        "## 1.2 From others",
        "We keep data.",
        "(a) your name",
        "(b) your address",
        "- one",
        "- two",
        "7. seventh",
        "8. eighth",
        "# 2. Use",
        "**Bold words**",
        "|  |  |",
        "| --- | --- |",
        "| Purpose | Basis |",
        "| Ads | Consent |",
        "[More](https://acme.example/x)",
        "Noted [1]",
        "1. As of today.",
    ] == lines(found.markdown)
    assert ("docx", "Privacy", "de") == (found.format, found.title, found.language)


def test_tracked_insertions_are_text_and_deletions_are_not() -> None:
    body = docx(
        p(
            "<w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>sell</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>keep</w:t></w:r></w:ins>"
            "<w:moveFrom><w:r><w:t> away</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t> here</w:t></w:r></w:moveTo><w:r><w:t> data.</w:t></w:r>"
        )
    )
    assert ["We keep here data."] == lines(extracted(body, "policy.docx").markdown)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "manifest", "meta")
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", **parts: str | bytes) -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    outline = (
        f"<office:document-styles {ODF}><office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style></office:styles></office:document-styles>"
    )
    meta = (
        f"<office:document-meta {ODF}><office:meta><dc:title>Privacy</dc:title>"
        "<dc:language>fr-FR</dc:language></office:meta></office:document-meta>"
    )
    return packed(
        {
            "content.xml": content,
            "styles.xml": outline,
            "meta.xml": meta,
            **{name.replace("__", "/"): part for name, part in parts.items()},
        },
        ODT_TYPE,
    )


def test_an_opendocument_text_keeps_its_headings_numbers_and_form() -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."/><text:list-level-style-number '
        'text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>'
        "</text:list-style>"
    )
    body = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Use 3</text:p></text:index-body>"
        "</text:table-of-content>"
        '<text:h text:outline-level="1">Collection</text:h>'
        '<text:h text:outline-level="2">From<text:s text:c="2"/>you</text:h>'
        '<text:p>We <text:span text:style-name="T1">keep</text:span> data'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As of "
        "today.</text:p></text:note-body></text:note>, see <text:a "
        'xlink:href="https://acme.example/x">more</text:a>.'
        "<office:annotation><text:p>Comment</text:p></office:annotation></text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>first</text:p>'
        "<text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list>"
        "</text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>bullet</text:p>'
        "</text:list-item></text:list>"
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>'
        "<text:p>third</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Ads</text:p></table:table-cell>"
        "<table:table-cell><text:p>Consent</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>Safety</text:p></table:table-cell>"
        "<table:table-cell><text:p>Interest</text:p></table:table-cell></table:table-row>"
        "</table:table>",
        styles,
    )
    found = extracted(body, "policy.odt")
    assert [
        "# 1. Collection",
        "## 1.1 From you",
        "We **keep** data [1], see [more](https://acme.example/x).",
        "1. first",
        "  - a) deep",
        "2. second",
        "- bullet",
        "3. third",
        "|  |  |",
        "| --- | --- |",
        "| Ads | Consent |",
        "| Safety | Interest |",
        "[1]",
        "As of today.",
    ] == lines(found.markdown.replace("   - a)", "  - a)"))
    assert ("odt", "Privacy", "fr") == (found.format, found.title, found.language)


RTF = r"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Hidden}}
{\b Privacy Policy}\par
We keep your data \'96 for 30\~days \u8211? and no more.\par
\pard{\listtext\'b7\tab}first\par
}"""


def test_rich_text_gives_its_paragraphs() -> None:
    found = extracted(RTF.encode(), "policy.rtf")
    assert "rtf" == found.format
    first, second, *_ = lines(found.markdown)
    assert ("Privacy Policy", "We keep your data – for 30 days – and no more.") == (first, second)


BOMB = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)
THEFT = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>"


def locked(body: bytes) -> bytes:
    """The same archive with every part flagged as encrypted."""
    flagged = bytearray(body)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagged.find(mark)
        while at >= 0:
            flagged[at + offset] |= 1
            at = flagged.find(mark, at + 4)
    return bytes(flagged)


@pytest.mark.parametrize(
    ("body", "name", "said"),
    [
        (docx(p("a")).replace(b"PK\x05\x06", b"PK\x00\x00"), "a.docx", "damaged"),
        (docx(p("a"))[:900], "a.docx", "damaged"),
        (docx("", word__document_xml=""), "a.docx", "no text"),
        (packed({"word/document.xml": f"{BOMB}]><a>&a11;</a>"}), "a.docx", "document type"),
        (packed({"word/document.xml": f"{THEFT}]><a>&x;</a>"}), "a.docx", "document type"),
        (packed({"word/document.xml": b"<a>" + b" " * 80_000_000}), "a.docx", "unpacks"),
        (packed({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "a.docx", "nested"),
        (packed({"word/document.xml": "<a><b></a>"}), "a.docx", "damaged"),
        (locked(docx(p("a"))), "a.docx", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old form"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9,
            "a.docx",
            "encrypted",
        ),
        (packed({"content.xml": f"{BOMB}]><a>&a11;</a>"}, ODT_TYPE), "a.odt", "document type"),
        (packed({"content.xml": f"{THEFT}]><a>&x;</a>"}, ODT_TYPE), "a.odt", "document type"),
        (packed({"content.xml": "<a>" * 5000}, ODT_TYPE), "a.odt", "nested"),
        (packed({"x": "y"}, ODT_TYPE), "a.odt", "no text document"),
        (
            packed(
                {
                    "content.xml": "?",
                    "META-INF/manifest.xml": f"<manifest:manifest {ODF}><manifest:file-entry>"
                    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
                },
                ODT_TYPE,
            ),
            "a.odt",
            "encrypted",
        ),
        (b"{\\rtf1 " + b"{" * 300_000, "a.rtf", "no text|damaged|too"),
    ],
)
def test_hostile_documents_say_what_is_wrong(body: bytes, name: str, said: str) -> None:
    with pytest.raises(ExtractError, match=said) as caught:
        extracted(body, name)
    assert name in caught.value.message
    assert caught.value.hint


def test_documents_are_known_by_their_bytes() -> None:
    kinds = [
        identify(Capture("x", "https://acme.example/x", body, "application/octet-stream")).NAME
        for body in (docx(p("a")), odt("<text:p>a</text:p>"), RTF.encode())
    ]
    assert ["docx", "odt", "rtf"] == kinds


@pytest.mark.parametrize(
    ("module", "body", "name"),
    [
        ("pypdfium2", b"%PDF-1.7\n", "a.pdf"),
        ("mammoth", docx(p("a")), "a.docx"),
        ("striprtf", RTF.encode(), "a.rtf"),
    ],
)
def test_a_missing_library_is_named_with_the_way_to_install_it(
    module: str, body: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policytrack.extract import sandbox

    start = sandbox.START.replace(
        "from policytrack", f"sys.modules['{module}'] = None; from policytrack", 1
    )
    monkeypatch.setattr(sandbox, "START", start)
    with pytest.raises(ExtractError, match=module) as caught:
        extracted(body, name)
    assert caught.value.hint.startswith('pip install "policytrack[')


def test_a_parser_that_hangs_or_grows_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from policytrack.extract import sandbox

    monkeypatch.setattr(sandbox, "TASKS", frozenset({"pdf.reader", "greedy"}))
    start = sandbox.START.replace(
        "from policytrack",
        "import types; m = types.ModuleType('policytrack.extract.greedy'); {}; from policytrack",
        1,
    )
    hang = "m.parse = lambda b: __import__('time').sleep(99)"
    grow = "m.parse = lambda b: len(bytearray(5_000_000_000))"
    register = "sys.modules['policytrack.extract.greedy'] = m"
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 1)
    monkeypatch.setattr(sandbox, "START", start.format(f"{hang}; {register}"))
    with pytest.raises(ExtractError, match="not read within 1 seconds"):
        sandbox.run_apart("greedy", b"", "a.pdf")
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 30)
    monkeypatch.setattr(sandbox, "START", start.format(f"{grow}; {register}"))
    with pytest.raises(ExtractError, match="too large"):
        sandbox.run_apart("greedy", b"", "a.pdf")
