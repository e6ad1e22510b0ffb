"""Bytes to text with the right charset: BOM, header, meta, guess; knows nothing of HTML's tree.

Labels are read as browsers read them (https://encoding.spec.whatwg.org/): `latin1` and `ascii`
mean windows-1252, and so on. Two departures, because labels lie more often than bytes: what is
valid UTF-8 beyond ASCII is UTF-8 whatever the label says, and a label that the bytes contradict
gives way to the next source.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META_WINDOW: Final = 4096  # bytes; the standard says 1024, real pages put scripts before it
GUESS_WINDOW: Final = 200_000  # bytes handed to the guesser, which is slow
GUESSED: Final = (
    "cp1252", "cp1251", "cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp874",
)  # fmt: skip
"""What pages without a label are in; out of all of Python's codecs, guesses are worse."""

TOLERATED: Final = 0.02  # share of undecodable sequences that is taken for damage, not mislabelling
LABELS: Final = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "l1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-8",  # a label that can be read as ASCII rules UTF-16 out
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
PLAIN_LABEL: Final = re.compile(
    r"utf-8|windows-12[5]\d|iso-8859-1?\d|koi8-[ru]|gb18030|euc-jp|iso-2022-jp|cp(?:932|949|874)"
    r"|windows-874|windows-1252|mac-roman|big5(?:hkscs)?|ibm866|mac-cyrillic|utf-(?:16|32)-[lb]e"
)
RE_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
RE_META: Final = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)


class Decoded(NamedTuple):
    """A text, the charset that it was read with, and a remark where a label was not believed."""

    text: str
    charset: str
    remark: str = ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Never fails: what cannot be decoded becomes U+FFFD."""
    for mark, charset in BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(charset, "replace"), charset)
    if charset := _wide(body):
        return Decoded(body.decode(charset, "replace"), charset)
    labels = tuple(_labels(body, content_type))
    if body.isascii() and "iso-2022-jp" not in labels:
        return Decoded(body.decode("ascii"), labels[0] if labels else "utf-8")
    if (text := _strictly(body, "utf-8")) is not None:
        remark = f"labelled {labels[0]}, but is UTF-8" if labels and labels[0] != "utf-8" else ""
        return Decoded(text, "utf-8", remark)
    for label in labels:
        text = body.decode(label, "replace")
        if text.count("\ufffd") <= TOLERATED * _beyond_ascii(body):
            return Decoded(text, label)
    charset = _guess(body)
    remark = (
        f"labelled {labels[0]}, read as {charset}" if labels else f"no label, read as {charset}"
    )
    return Decoded(body.decode(charset, "replace"), charset, remark)


def _labels(body: bytes, content_type: str) -> Iterator[str]:
    if (found := RE_HEADER.search(content_type)) and (label := codec_of(found[1])):
        yield label
    for meta in RE_META.finditer(body[:META_WINDOW]):
        if label := codec_of((meta[1] or meta[2]).decode("ascii", "replace")):
            yield label


def codec_of(label: str) -> str:
    """Python's codec for a label of the web, "" for one that is not to be trusted."""
    name = label.strip().lower()
    name = LABELS.get(name, name)
    return name if PLAIN_LABEL.fullmatch(name) else ""


def _strictly(body: bytes, charset: str) -> str | None:
    """The text, None where the bytes are not of the charset. A cut last character is no matter."""
    try:
        return codecs.getincrementaldecoder(charset)().decode(body)
    except UnicodeDecodeError:
        return None


def _wide(body: bytes) -> str:
    """UTF-16 without a mark shows in the NULs between the first ASCII characters."""
    head = body[:64]
    if len(head) >= 8 and not any(head[1::2]) and all(head[::2]):
        return "utf-16-le"
    if len(head) >= 8 and not any(head[::2]) and all(head[1::2]):
        return "utf-16-be"
    return ""


def _beyond_ascii(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))


def _guess(body: bytes) -> str:
    """Windows-1252 for want of better; the guesser is not asked about a handful of bytes."""
    if _beyond_ascii(body[:GUESS_WINDOW]) < 8:
        return "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(_text_of(body[:GUESS_WINDOW]), cp_isolation=list(GUESSED)).best()
    return best.encoding if best else "windows-1252"


def _text_of(body: bytes) -> bytes:
    """Without tags and scripts, whose ASCII drowns the evidence."""
    return re.sub(rb"(?is)<(script|style)\b.*?</\1|<[^<>]*>", b" ", body)
