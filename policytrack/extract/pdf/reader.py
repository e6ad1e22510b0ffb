"""PDF in, words with their places out; runs apart, for the parser is C++ and the file is hostile.

Owns every call of pypdfium2. What the words make (lines, paragraphs, headings) is decided
elsewhere.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

from policytrack.errors import ExtractError

MOST_PAGES: Final = 1000
MOST_CHARACTERS: Final = 3_000_000
MOST_OUTLINE: Final = 5000
LONGEST_FONT_NAME: Final = 128
BOLD_FROM: Final = 600  # CSS weight
HYPHEN_MARKS: Final = frozenset({0x02, 0xFFFE})
"""What the library gives for a hyphen at a line's end, in place of it and of the line's end."""
LINE_ENDS: Final = frozenset({0x0A, 0x0D})
BOLD_NAMES: Final = ("bold", "black", "heavy", "semibold", "demi")


def parse(body: bytes) -> dict[str, Any]:
    """`pages`: width, height, images, lines; a line is words; `outline`: (title, level, page).

    A word is [text, x0, x1, bottom, top, size, bold], in points from the page's lower left.
    """
    try:
        import pypdfium2
    except ImportError:
        raise ExtractError(
            "reading PDF needs pypdfium2", hint='pip install "policytrack[pdf]"'
        ) from None
    try:
        document = pypdfium2.PdfDocument(body)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from None
    if count > MOST_PAGES:
        raise ExtractError(
            f"{count:,} pages, where {MOST_PAGES:,} are the most", hint="Give the policy's pages."
        )
    pages: list[dict[str, Any]] = []
    left = MOST_CHARACTERS
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue  # a page that the file promises and does not hold
        found, left = _read_page(page, left)
        pages.append({**found, "number": number})
        page.close()
    if count and not pages:
        raise _refusal("no page can be read")
    return {
        "pages": pages,
        "outline": _read_outline(document),
        "title": document.get_metadata_dict().get("Title", ""),
    }


def _refusal(reason: str) -> ExtractError:
    if "password" in reason.lower() or "security" in reason.lower():
        return ExtractError(
            "the PDF is encrypted and needs a password", hint="Save it without one and try again."
        )
    return ExtractError(
        "the PDF is damaged and cannot be read", hint="Open it, print it to PDF, and take that."
    )


def _read_page(page: Any, left: int) -> tuple[dict[str, Any], int]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = pdfium.FPDFText_CountChars(text)
    if count > left:
        raise ExtractError(
            f"more than {MOST_CHARACTERS:,} characters", hint="Give the policy's pages."
        )
    lines = _read_lines(_Characters(text, pdfium), count) if count > 0 else []
    text.close()
    images = 0 if lines else _count_images(page, pdfium)
    width, height = page.get_size()
    return {"width": width, "height": height, "images": images, "lines": lines}, left - count


class _Characters:
    """What the library knows of a character, with the buffers that its calls fill."""

    def __init__(self, text: Any, pdfium: Any) -> None:
        self._text, self._pdfium = text, pdfium
        self._box = pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(LONGEST_FONT_NAME)
        self._flags = ctypes.c_int()
        self.code = pdfium.FPDFText_GetUnicode

    def codes(self, count: int) -> list[int]:
        get, text = self.code, self._text
        return [get(text, index) for index in range(count)]

    def box(self, index: int) -> tuple[float, float, float, float]:
        """x0, x1, bottom, top, of the font's height, not the letter's."""
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, self._box)
        box = self._box
        return box.left, box.right, box.bottom, box.top

    def is_bold(self, index: int) -> bool:
        length = self._pdfium.FPDFText_GetFontInfo(
            self._text, index, self._name, LONGEST_FONT_NAME, ctypes.byref(self._flags)
        )
        name = self._name.value.decode("latin-1").lower() if length else ""
        if any(word in name for word in BOLD_NAMES):
            return True
        return bool(self._pdfium.FPDFText_GetFontWeight(self._text, index) >= BOLD_FROM)

    def is_generated(self, index: int) -> bool:
        return bool(self._pdfium.FPDFText_IsGenerated(self._text, index) == 1)


def _read_lines(characters: _Characters, count: int) -> list[list[list[Any]]]:
    codes = characters.codes(count)
    lines: list[list[list[Any]]] = [[]]
    start = 0
    for index, code in enumerate([*codes, 0x0A]):
        is_hyphen = code in HYPHEN_MARKS
        if not is_hyphen and code not in LINE_ENDS and not _is_space(code):
            continue
        end = index + is_hyphen
        if end > start:
            lines[-1].append(_word(characters, codes, start, end))
        start = index + 1
        if (is_hyphen or code in LINE_ENDS) and lines[-1]:
            lines.append([])
    return [line for line in lines if line]


def _is_space(code: int) -> bool:
    return code < 0x110000 and chr(code).isspace()


def _word(characters: _Characters, codes: list[int], start: int, end: int) -> list[Any]:
    text = _text_of(codes[start:end])
    x0, _, bottom, top = characters.box(start)
    _, x1, *_ = characters.box(end - 1)
    if x1 <= x0:  # a character that the library made up, such as that mark, has no place
        x1 = max((characters.box(index)[1] for index in range(start, end)), default=x0)
    return [
        text,
        round(x0, 1),
        round(x1, 1),
        round(bottom, 1),
        round(top, 1),
        round(abs(top - bottom), 1),
        characters.is_bold(start),
    ]


def _text_of(codes: list[int]) -> str:
    """Text of UTF-16 units, a hyphen's mark as a hyphen."""
    units = b"".join(
        (0x2D if code in HYPHEN_MARKS else code).to_bytes(2, "little")
        if code < 0x10000
        else chr(code).encode("utf-16-le")
        for code in codes
        if code < 0x110000
    )
    return units.decode("utf-16-le", "replace")


def _count_images(page: Any, pdfium: Any) -> int:
    objects = min(pdfium.FPDFPage_CountObjects(page), 500)
    kinds = [
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
        for index in range(objects)
    ]
    return sum(
        kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM}
        for kind in kinds
    )


def _read_outline(document: Any) -> list[list[Any]]:
    """(title, level from 0, page number); the library bounds depth and stops at loops."""
    found: list[list[Any]] = []
    for mark in document.get_toc(max_depth=15):
        if len(found) >= MOST_OUTLINE:
            break
        destination = mark.get_dest()
        number = destination.get_index() if destination is not None else None
        found.append([mark.get_title(), mark.level, -1 if number is None else number])
    return found
