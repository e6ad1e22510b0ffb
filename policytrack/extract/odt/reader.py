"""OpenDocument text in, HTML out; runs apart, for the archive and its XML are hostile.

Owns which elements are text and what they are (OpenDocument 1.3, part 3). One pass over the
parser's events, no tree, no recursion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Final

from policytrack.errors import ExtractError
from policytrack.extract.archive import open_archive, read_part, walk_xml
from policytrack.extract.numbering import Counter, Level, plain_number
from policytrack.extract.odt.styles import TEXT, Styles, read_styles

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
XLINK: Final = "http://www.w3.org/1999/xlink "
DC: Final = "http://purl.org/dc/elements/1.1/ "
# Deletions, comments, tables of contents, and what a reader of the page does not see as its text.
SKIPPED: Final = frozenset(
    {
        TEXT + "tracked-changes",
        OFFICE + "annotation",
        OFFICE + "forms",
        TEXT + "table-of-content",
        TEXT + "alphabetical-index",
        TEXT + "illustration-index",
        TEXT + "user-index",
        TEXT + "number",
        TEXT + "note-citation",
        TEXT + "hidden-text",
        TEXT + "ruby-text",
    }
)
MOST_SPACES: Final = 100


def parse(body: bytes) -> dict[str, str]:
    """`html`, `title`, `language`."""
    archive = open_archive(body)
    if b"encryption-data" in read_part(archive, "META-INF/manifest.xml"):
        raise ExtractError("the file is encrypted", hint="Save it without a password.")
    content = read_part(archive, "content.xml")
    if not content:
        raise ExtractError("no text document in the file", hint="Save it anew as ODT or PDF.")
    styles = read_styles(read_part(archive, "styles.xml"), content)
    writer = Writer(styles)
    walk_xml(content, "content.xml", writer.start, writer.end, writer.text)
    return {"html": writer.html(), **_meta(read_part(archive, "meta.xml"))}


@dataclass(slots=True)
class _List:
    style: str
    counter: Counter | None = None
    label: str = ""  # of the item that is open and has no paragraph yet
    fresh: bool = False  # whether the item has no paragraph yet
    tags: list[str] = field(default_factory=list)


class Writer:
    """HTML of a document, written as the parser goes through it."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._out: list[str] = []
        self._notes: list[str] = []
        self._closers: list[str] = []  # what closes each open element
        self._skipped = 0  # open elements within one that is skipped
        self._in_text = False
        self._paragraphs = 0  # open ones, for a note stands within one
        self._lists: list[_List] = []
        self._counters: dict[str, Counter] = {}
        self._outline = Counter(styles.outline)

    def html(self) -> str:
        """What was written, the notes at the end."""
        return "".join([*self._out, *self._notes])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipped or tag in SKIPPED:
            self._skipped += 1
            return
        self._in_text = self._in_text or tag == OFFICE + "text"
        opened, closed = self._tags(tag, attributes) if self._in_text else ("", "")
        self._out.append(opened)
        self._closers.append(closed)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        closer = self._closers.pop()
        if tag in {TEXT + "p", TEXT + "h"}:
            self._paragraphs -= 1
        elif tag == TEXT + "list" and self._lists:
            self._lists.pop()
        self._out.append(closer)
        if tag == TEXT + "note-body" and self._in_text:
            self._take_note()

    def text(self, data: str) -> None:
        """Text, which counts within paragraphs only."""
        if not self._skipped and self._paragraphs > 0:
            self._out.append(escape(data))

    def _tags(self, tag: str, attributes: dict[str, str]) -> tuple[str, str]:
        if tag in {TEXT + "p", TEXT + "h"}:
            return self._paragraph(tag, attributes)
        if tag == TEXT + "list":
            return self._open_list(attributes)
        if tag in {TEXT + "list-item", TEXT + "list-header"}:
            return self._open_item(tag, attributes)
        if tag == TEXT + "note-body":
            mark = f"[{len(self._notes) + 1}]"
            self._out.append(f" {mark}")
            self._note_start = len(self._out)
            return "", ""
        if tag == TEXT + "s":
            count = attributes.get(TEXT + "c", "1")
            return " " * min(int(count) if count.isdecimal() else 1, MOST_SPACES), ""
        if tag == TEXT + "a":
            return f'<a href="{escape(attributes.get(XLINK + "href", ""))}">', "</a>"
        if tag == TEXT + "span" and self._styles.is_bold(attributes.get(TEXT + "style-name", "")):
            return "<b>", "</b>"
        return PLAIN.get(tag, ("", ""))

    def _paragraph(self, tag: str, attributes: dict[str, str]) -> tuple[str, str]:
        self._paragraphs += 1
        style = attributes.get(TEXT + "style-name", "")
        level = self._styles.heading_level(style)
        if tag == TEXT + "h":
            stated = attributes.get(TEXT + "outline-level", "1")
            level = int(stated) if stated.isdecimal() else 1
        item = self._lists[-1] if self._lists else None
        label, fresh = (item.label, item.fresh) if item else ("", False)
        if item:
            item.label, item.fresh = "", False
        if level and tag == TEXT + "h" and not item and not attributes.get(TEXT + "is-list-header"):
            label = self._outline.label(level - 1)
        number = plain_number(label) if fresh and not level else ""
        shown = "" if number else f"{escape(label)} " if label else ""
        if level:
            name = f"h{min(level, 6)}"
            return f"<{name}>{shown}", f"</{name}>"
        if self._styles.is_bold(style):
            return f"<p><b>{shown}", "</b></p>"
        return f"<p>{shown}", "</p>"

    def _open_list(self, attributes: dict[str, str]) -> tuple[str, str]:
        name = attributes.get(TEXT + "style-name", "")
        style = name or (self._lists[-1].style if self._lists else "")
        levels = self._styles.lists.get(style, {})
        goes_on = attributes.get(TEXT + "continue-numbering") == "true" or (
            TEXT + "continue-list" in attributes
        )
        if self._lists and not name:
            counter = self._lists[-1].counter
        else:
            counter = self._counters.get(style) if goes_on else None
            counter = counter or Counter(levels)
            self._counters[style] = counter
        self._lists.append(_List(style, counter))
        depth = len(self._lists) - 1
        numbered = levels.get(depth, Level(form="")).form
        return ("<ol>", "</ol>") if numbered else ("<ul>", "</ul>")

    def _open_item(self, tag: str, attributes: dict[str, str]) -> tuple[str, str]:
        if not self._lists:
            return "", ""
        item, depth = self._lists[-1], len(self._lists) - 1
        item.label, item.fresh = "", True
        if tag == TEXT + "list-header" or item.counter is None:
            return "", ""
        start = attributes.get(TEXT + "start-value", "")
        if start.isdecimal():
            item.counter.restart(depth, int(start))
        item.label = item.counter.label(depth)
        number = plain_number(item.label)
        return (f'<li value="{number}">' if number else "<li>"), "</li>"

    def _take_note(self) -> None:
        """A note's text stands behind the document's."""
        text = "".join(self._out[self._note_start :])
        del self._out[self._note_start :]
        self._notes.append(f"<p>[{len(self._notes) + 1}] </p>{text}")


PLAIN: Final = {
    TEXT + "tab": (" ", ""),
    TEXT + "line-break": ("<br>", ""),
    TABLE + "table": ("<table>", "</table>"),
    TABLE + "table-row": ("<tr>", "</tr>"),
    TABLE + "table-cell": ("<td>", "</td>"),
    TABLE + "covered-table-cell": ("<td>", "</td>"),
}


def _meta(part: bytes) -> dict[str, str]:
    found = {"title": "", "language": ""}
    open_: list[str] = []

    def text(data: str) -> None:
        name = open_[-1].removeprefix(DC) if open_ else ""
        if name in found:
            found[name] += data

    if part:
        walk_xml(part, "meta.xml", lambda tag, _: open_.append(tag), lambda _: open_.clear(), text)
    language = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", found["language"].strip())
    return {
        "title": " ".join(found["title"].split()),
        "language": language[0].lower() if language else "",
    }
