"""A redline as an Office Open XML document (ECMA-376) with real tracked changes.

Written by hand: of the libraries that write such files none knows `w:ins`, `w:del` or moves.
Everything that comes from outside passes `escape_html`, which leaves no character that XML
forbids.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from policytrack.model import Piece
from policytrack.report.escape import escape_html, single_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from policytrack.model import PieceKind
    from policytrack.report.redline_paragraphs import Paragraph

AUTHOR = "policytrack"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    _HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r{number}" Type="{type}" Target="{target}"/>{more}</Relationships>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TEXT_WIDTH = 9070  # twentieths of a point: A4 within its margins
_BORDER = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLE = (
    f'<w:tblPr><w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>'
    f"{''.join(map(_BORDER.format, _SIDES))}</w:tblBorders></w:tblPr>"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same text gives the same bytes
_ELEMENTS: dict[PieceKind, str] = {
    "removed": "w:del", "moved_away": "w:del", "added": "w:ins", "moved_here": "w:ins",
}  # fmt: skip
_OPPOSITES = [
    {gone, here} for gone in ("removed", "moved_away") for here in ("added", "moved_here")
]
_MOVES = {"moved_away": "w:moveFrom", "moved_here": "w:moveTo"}


def render_redline_docx(
    paragraphs: Sequence[Paragraph], title: str, moment: datetime | None = None
) -> bytes:
    """The document. `moment` dates the changes; without one they bear no date."""
    body = "".join(_Writer(moment).write(_parted(paragraphs)))
    document = (
        f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" '
        'w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" '
        'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    core = (
        f"{_HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape_html(single_line(title))}</dc:title><dc:creator>{AUTHOR}</dc:creator>"
        "</cp:coreProperties>"
    )
    more = f'<Relationship Id="r2" Type="{_CORE}" Target="docProps/core.xml"/>'
    top = _RELATIONS.format(
        number=1, type=f"{_OFFICE}/officeDocument", target="word/document.xml", more=more
    )
    inner = _RELATIONS.format(number=1, type=f"{_OFFICE}/styles", target="styles.xml", more="")
    return _zip({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": top,
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": inner,
        "word/styles.xml": _styles(),
    })  # fmt: skip


def _parted(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """No change that ends a paragraph before one of its kind that begins the next, where it can be.

    LibreOffice (7.4) takes such two for one, with the end of the paragraph between them in it.
    """
    parted: list[Paragraph] = []
    first = "same"
    for paragraph in reversed(paragraphs):
        *rest, last = paragraph.runs or (Piece("same", ""),)
        kinds = {rest[-1].kind, last.kind} if rest and last.kind == first else set()
        if paragraph.mark == "same" and kinds in _OPPOSITES and not paragraph.is_row:
            parted.append(replace(paragraph, runs=(*rest[:-1], last, rest[-1])))
        else:
            parted.append(paragraph)
        first = parted[-1].runs[0].kind if parted[-1].runs else "same"
    return parted[::-1]


class _Writer:
    """Paragraphs as XML, every tracked change with a number of its own."""

    def __init__(self, moment: datetime | None) -> None:
        self._number = 0
        date = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
        self._said = f'w:author="{AUTHOR}"' + (f' w:date="{date}"' if date else "")

    def write(self, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        for (move, mark), group in groupby(
            paragraphs, lambda one: (one.move, one.move and one.mark)
        ):
            kind = _MOVES.get(str(mark), "") if move else ""
            range_id = self._next()
            if kind:
                yield f'<{kind}RangeStart w:id="{range_id}" {self._said} w:name="move{move}"/>'
            for row, parts in groupby(group, lambda one: one.is_row):
                told = list(parts)
                yield self._table(told) if row else "".join(map(self._paragraph, told))
            if kind:
                yield f'<{kind}RangeEnd w:id="{range_id}"/>'

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _change(self, element: str) -> str:
        return f'{element} w:id="{self._next()}" {self._said}'

    def _table(self, rows: Sequence[Paragraph]) -> str:
        """Rows that follow each other; a paragraph behind keeps the next table apart."""
        wide = max(len(row.cells) for row in rows)
        grid = f'<w:gridCol w:w="{_TEXT_WIDTH // wide}"/>' * wide
        told = "".join(self._row(row, wide) for row in rows)
        return f"<w:tbl>{_TABLE}<w:tblGrid>{grid}</w:tblGrid>{told}</w:tbl><w:p/>"

    def _row(self, row: Paragraph, wide: int) -> str:
        element = _ELEMENTS.get(row.mark, "")
        properties = f"<w:trPr><{self._change(element)}/></w:trPr>" if element else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_TEXT_WIDTH // wide}" w:type="dxa"/></w:tcPr>'
            f"{self._paragraph(replace(row, runs=cell, cells=()))}</w:tc>"
            for cell in (*row.cells, *[()] * (wide - len(row.cells)))
        )
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _paragraph(self, paragraph: Paragraph) -> str:
        style = f"Heading{paragraph.level}" if paragraph.level else ""
        style = style or ("ListParagraph" if paragraph.item else "")
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if _is_rtl("".join(run.text for run in paragraph.runs)):
            properties += "<w:bidi/>"
        if element := self._element(paragraph.mark, paragraph):
            properties += f"<w:rPr><{self._change(element)}/></w:rPr>"
        properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return (
            f"<w:p>{properties}{''.join(self._run(run, paragraph) for run in paragraph.runs)}</w:p>"
        )

    def _element(self, kind: PieceKind, paragraph: Paragraph) -> str:
        moved = _MOVES.get(kind, "") if paragraph.move else ""
        return moved or _ELEMENTS.get(kind, "")

    def _run(self, run: Piece, paragraph: Paragraph) -> str:
        element = self._element(run.kind, paragraph)
        tag = "w:delText" if element == "w:del" else "w:t"
        right = "<w:rPr><w:rtl/></w:rPr>" if _is_rtl(run.text) else ""
        lines = (
            f'<{tag} xml:space="preserve">{escape_html(line)}</{tag}>'
            for line in run.text.split("\n")
        )
        text = f"<w:r>{right}{'<w:br/>'.join(lines)}</w:r>"
        return f"<{self._change(element)}>{text}</{element}>" if element else text


def _is_rtl(text: str) -> bool:
    """Whether the first letter with a direction reads from right to left (UAX 9, rule P2)."""
    if text.isascii():
        return False
    strong = (bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _styles() -> str:
    sizes = (36, 30, 26, 24, 22, 22)
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        for level, size in enumerate(sizes, 1)
    )
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"</w:style>{headings}"
        '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="425" w:hanging="227"/></w:pPr></w:style>'
        "</w:styles>"
    )


def _zip(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return packed.getvalue()
