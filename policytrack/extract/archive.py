"""Word processors' files as what they are: zip archives of XML, any of which may be hostile.

Owns reading parts within bounds and refusing XML that declares a document type: office formats
never do, and entities are what XML bombs and thefts of files are made of. Runs apart.
"""

from __future__ import annotations

import io
import lzma
import xml.etree.ElementTree as ET
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from policytrack.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable

DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip
MOST_PARTS: Final = 5000
LARGEST_PART: Final = 60_000_000  # bytes of XML; the longest policies have 5 million
DEEPEST: Final = 250  # elements in one another; the readers recurse
BOMB: Final = "Open it in a word processor and save it anew, or as PDF."


def open_archive(body: bytes) -> zipfile.ZipFile:
    """The archive. Raises ExtractError where there is none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except DAMAGE as error:
        raise ExtractError(f"the file is damaged ({error})", hint=BOMB) from None
    if len(archive.infolist()) > MOST_PARTS:
        raise ExtractError(f"more than {MOST_PARTS} parts in the archive", hint=BOMB)
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of XML, b"" where there is none. Raises ExtractError for what is no honest part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    if info.flag_bits & 1:
        raise ExtractError("the file is encrypted", hint="Save it without a password.")
    if info.file_size > LARGEST_PART:
        raise ExtractError(f"{name} unpacks to more than {LARGEST_PART:,} bytes", hint=BOMB)
    try:
        with archive.open(info) as part:
            body = part.read(LARGEST_PART + 1)
    except DAMAGE as error:
        raise ExtractError(f"{name} is damaged ({error})", hint=BOMB) from None
    return body


def parse_xml(body: bytes, name: str) -> ET.Element:
    """A part as a tree, after `walk_xml` has found nothing to refuse in it."""
    walk_xml(body, name)
    return ET.fromstring(body)  # noqa: S314 - without entities and bounded in depth


def walk_xml(
    body: bytes,
    name: str,
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Hand the elements and the text of a part to the callbacks; names are "namespace name".

    Raises ExtractError for a document type, for broken XML, and for too deep nesting.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> None:
        raise ExtractError(f"{name} declares a document type, as no honest file does", hint=BOMB)

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ExtractError(f"{name} is nested more than {DEEPEST} deep", hint=BOMB)
        if start is not None:
            start(tag, attributes)

    def on_end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise ExtractError(f"{name} is damaged ({error})", hint=BOMB) from None
