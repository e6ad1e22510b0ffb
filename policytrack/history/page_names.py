"""Names that a page gives and that no policy says: contents, navigation, languages, its title.

Owns the judgement of single lines by what they say and where they stand. Must not know the other
side of a comparison.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.history.page_lines import has_digit, is_area_tab, names_document
from policytrack.history.sayings import is_machine_made
from policytrack.words import fold_words

if TYPE_CHECKING:
    from policytrack.history.side_lines import Line, SideLines
    from policytrack.model import Document

ENTRY = 12  # words of an entry of a table of contents
_SHORT = 6  # words of a name in the head or the foot of a page
_SUMMARY = 20  # lines of a machine's summary
_REPEATED = 8  # times that a page says the same few words anew
_CONTENTS = 3, 0.8  # entries of a table of contents in one block, and their share of its lines
_NUMBER = re.compile(
    r"^\W{0,3}(?:\d{1,3}|[ivxlc]{1,6}|[a-z])(?:\\?[.)])+(?:\d{1,3}\\?[.)]?)*\s*", re.IGNORECASE
)


@dataclass(slots=True)
class Names:
    """Which lines of a side are names that a page gives: contents, navigation, languages."""

    side: SideLines
    rest: list[Line]
    titles: set[tuple[str, ...]]
    one_sided: bool  # only one side has anything to say in the head of the page
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.counts.update(line.key for line in self.rest)

    def of_page(self, block: list[Line]) -> list[Line]:
        """The lines of a block, one after the other in the document, that are the page's."""
        if len(block) <= _SUMMARY and any(is_machine_made(line.text) for line in block[:3]):
            return block
        entries = [line for line in block if self._is_entry(line)]
        if (
            len(entries) >= _CONTENTS[0]
            and len(entries) >= _CONTENTS[1] * len(block)
            and all(len(fold_words(line.text)) <= ENTRY for line in block)
        ):
            return block
        return [line for line in block if self._is_name(line) or line in entries]

    def _is_entry(self, line: Line) -> bool:
        """A title of the document told once more."""
        return bool(self.titles & {_entry(line.text), fold_words(line.text)})

    def _is_name(self, line: Line) -> bool:
        words = fold_words(line.text)
        if line.place < self.side.start and is_area_tab(line.text):
            return True
        if len(words) > _SHORT or "@" in line.text or has_digit(words):
            return False
        if self.counts[line.key] >= _REPEATED:
            return True
        if line.place > self.side.foot:  # what stands under a heading of its own is no foot
            return line.title <= self.side.foot
        return self.one_sided and line.place < self.side.head


def title_over(line: Line, document: Document) -> list[Line]:
    """The line where it is a short title over everything: the name that the document has."""
    words = fold_words(line.text)
    if line.place or len(words) > _SHORT or has_digit(words):
        return []
    if not any(line.text == part.heading for part in document.sections):
        return []
    return [line] if names_document(words) else []


def titles_of(document: Document) -> set[tuple[str, ...]]:
    """The words of every title and heading."""
    return {
        fold_words(text) for part in document.sections for text in (part.title, part.heading)
    } - {()}


def _entry(text: str) -> tuple[str, ...]:
    """The words of an entry of a table of contents, without its number."""
    plain = text.strip().lstrip("*-+#[ ").replace("\\", "")
    return fold_words(_NUMBER.sub("", plain, count=1))
