"""References that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.crossrefs.references import Crossref, find_crossrefs, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.model import Document

_FEWEST_NUMBERED = 3  # sections; with fewer the text is not one that is cited by number
_BEYOND = 10  # numbers past the last section's that may still be a section that went
# Where a line begins, or bold words within one, as where a page's paragraphs were glued together.
_LINE_LABEL = re.compile(
    r"(?:^[ \t>*_#+-]{0,12}|\*\*)(?:§[ \u00a0]?)?\\?\(?(\d{1,3}(?:\\?\.\d{1,3}){0,6}|[IVXLC]{1,7})"
    r"(?:\\?[.):]|[ \u00a0*_]|$)",
    re.MULTILINE,
)
# The rest of a link's words, and the link.
_LINKED = re.compile(r"[^\[\]\n]{0,80}\]\(")
# Contracts under EU law take in clauses that the Commission numbered, and cite them by "Clause 7".
_STANDARD_CLAUSES = re.compile(r"standard contractual clauses|\bSCCs?\b", re.IGNORECASE)
# How a language cites laws; texts whose own sections are called so have it in a heading.
_OF_LAWS = {"en": ("article", "articles"), "de": ("artikel", "artikels")}


def dangling(document: Document) -> tuple[Crossref, ...]:
    """The document's references to numbers that none of its sections or paragraphs bears.

    Offsets are into the document's text. Empty for documents that do not number their sections;
    references into laws are left out, and so are numbers far beyond the last section's, which
    belong to a law that was named elsewhere.
    """
    labels = {normalise(section.number) for section in document.sections if section.number}
    if len(labels) < _FEWEST_NUMBERED:
        return ()
    labels |= {
        normalise(match[1].replace("\\", "")) for match in _LINE_LABEL.finditer(document.text)
    }
    labels |= {chapter for label in labels for chapter in _chapters(label)}
    highest = max(map(_first_number, labels))
    return tuple(
        ref
        for ref in find_crossrefs(document.text, document.language)
        if not ref.external
        and not _is_elsewhere(ref, document)
        and not _leads_somewhere(normalise(ref.label), labels)
        and _first_number(ref.label) <= highest + _BEYOND
    )


def _chapters(label: str) -> Iterator[str]:
    """The numbers that a number lies in: there is a section 9 where there is a 9.1."""
    while "." in label:
        label = label.rpartition(".")[0]
        yield label


def _is_elsewhere(ref: Crossref, document: Document) -> bool:
    """Whether a link takes the reader along, or the words are those for a law or standard form."""
    text = document.text
    if _LINKED.match(text, ref.end):
        return True
    word = ref.word.casefold()
    if word.startswith("clause"):
        return bool(_STANDARD_CLAUSES.search(text))
    is_law = word in _OF_LAWS.get(document.language, ())
    return is_law and not any(word in part.heading.casefold() for part in document.sections)


def _leads_somewhere(label: str, labels: set[str]) -> bool:
    """A label counts as known with its letters too: "3(b)" where there is a "3", "D.4" under D."""
    bare = label.partition("(")[0]
    chapter = bare.partition(".")[0]
    forms = {label, bare, bare.rstrip("abcdefgh"), chapter if chapter.isalpha() else label}
    return bool(forms & labels)


def _first_number(label: str) -> int:
    found = re.match(r"\d+", label)
    return int(found[0]) if found else 0
