"""DOCX in, HTML out; runs apart, for the archive and its XML are hostile.

Owns what mammoth does not do: numbers of lists and headings are written into the text, headings
are known by their outline level in any language, moved text stays at its new place, tables of
contents go. Structure of the files: ECMA-376, part 1.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from typing import TYPE_CHECKING, Any, Final

from policytrack.errors import ExtractError
from policytrack.extract.archive import open_archive, parse_xml, read_part, walk_xml
from policytrack.extract.docx.styles import (
    CONTENTS,
    HEADING,
    Definitions,
    read_definitions,
    w,
)
from policytrack.extract.numbering import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

DOCUMENT: Final = "word/document.xml"
KEPT: Final = re.compile(r"\[Content_Types\]\.xml|(?:word/)?_rels/[^/]+\.rels|word/[^/]+\.xml")
STYLE_MAP: Final = "\n".join(
    [f"p.{HEADING}{level} => h{level}:fresh" for level in range(1, 7)]
    + ["r[style-name='Strong'] => strong", "u => ", "strike => s"]
)
OPEN, CLOSE = "\ue000", "\ue001"  # around a number that is to be that of its list item
RE_ITEM: Final = re.compile(f"<li>{OPEN}(\\d+)\\.?{CLOSE}")
RE_LEFT: Final = re.compile(f"{OPEN}(\\d+\\.?){CLOSE}")
RE_NOTE: Final = re.compile(r'<sup><a href="#(?:foot|end)note-\d+"[^>]*>(\[\d+\])</a></sup>')
RE_BACK: Final = re.compile(r'\s*<a href="#(?:foot|end)note-ref-\d+">[^<]*</a>')


def parse(body: bytes) -> dict[str, str]:
    """`html`, `title`, `language`."""
    try:
        import mammoth
    except ImportError:
        raise ExtractError(
            "reading DOCX needs mammoth", hint='pip install "policytrack[docx]"'
        ) from None
    archive = open_archive(body)
    parts = {name: read_part(archive, name) for name in archive.namelist() if KEPT.fullmatch(name)}
    if not parts.get(DOCUMENT):
        raise ExtractError("no Word document in the file", hint="Save it anew as DOCX or PDF.")
    for name, part in parts.items():
        walk_xml(part, name)
    parts[DOCUMENT] = _prepare(parts)
    try:
        result = mammoth.convert_to_html(
            _archive(parts), style_map=STYLE_MAP, convert_image=lambda _: []
        )
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError) as error:
        raise ExtractError(
            f"the Word document is damaged ({type(error).__name__}: {error})",
            hint="Open it in a word processor and save it anew.",
        ) from None
    return {"html": _finish(result.value), **_properties(read_part(archive, "docProps/core.xml"))}


def _prepare(parts: dict[str, bytes]) -> bytes:
    """The document's XML with numbers as text and headings by one name."""
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    definitions = read_definitions(parts.get("word/styles.xml"), parts.get("word/numbering.xml"))
    for element in root.iter():
        if element.tag == w("moveTo"):
            element.tag = w("ins")
        elif element.tag == w("moveFrom"):
            element.tag = w("del")
    for parent in list(root.iter()):
        for paragraph in [child for child in parent if child.tag == w("p")]:
            if _prepare_paragraph(paragraph, definitions):
                parent.remove(paragraph)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _prepare_paragraph(paragraph: Element, definitions: Definitions) -> bool:
    """Number a paragraph and name its style; True where it is to go."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = ET.Element(w("pPr"))
        paragraph.insert(0, properties)
    style = _value(properties.find(w("pStyle")))
    kind = definitions.kind(style)
    if kind == CONTENTS:
        return True
    text = "".join(_texts(paragraph))
    level = definitions.heading_level(style, _value(properties.find(w("outlineLvl"))))
    label = definitions.label(style, properties.find(w("numPr"))) if text.strip() else ""
    if level and text.strip():
        _set_style(properties, f"{HEADING}{level}")
    number = "" if level else plain_number(label)
    if label and not number:
        _unnumber(properties)
    if label:
        _insert(paragraph, f"{OPEN}{number}.{CLOSE}" if number else f"{label} ")
    return False


def _texts(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph that is not deleted; without recursion."""
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == w("t"):
            yield element.text or ""
        elif element.tag != w("del"):
            stack.extend(element)


def _set_style(properties: Element, name: str) -> None:
    style = properties.find(w("pStyle"))
    if style is None:
        style = ET.Element(w("pStyle"))
        properties.insert(0, style)
    style.set(w("val"), name)


def _unnumber(properties: Element) -> None:
    for numbering in properties.findall(w("numPr")):
        properties.remove(numbering)
    numbering = ET.SubElement(properties, w("numPr"))
    ET.SubElement(numbering, w("ilvl")).set(w("val"), "0")
    ET.SubElement(numbering, w("numId")).set(w("val"), "0")


def _insert(paragraph: Element, text: str) -> None:
    run = ET.Element(w("r"))
    written = ET.SubElement(run, w("t"))
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    written.text = text
    paragraph.insert(1, run)


def _value(element: Element | None) -> str:
    return (element.get(w("val")) or "") if element is not None else ""


def _archive(parts: dict[str, bytes]) -> io.BytesIO:
    """An archive of the parts that hold text, without pictures and what else may be large."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed


def _finish(html: str) -> str:
    html = RE_ITEM.sub(r'<li value="\1">', html)
    html = RE_LEFT.sub(r"\1 ", html)
    return RE_BACK.sub("", RE_NOTE.sub(r" \1", html))


def _properties(part: bytes) -> dict[str, Any]:
    found = {"title": "", "language": ""}
    if part:
        for element in parse_xml(part, "docProps/core.xml"):
            name = element.tag.rpartition("}")[2]
            if name in found:
                found[name] = (element.text or "").strip()
    language = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", found["language"])
    return {**found, "language": language[0].lower() if language else ""}
