"""References that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.crossrefs.references import Crossref, find_crossrefs, normalise

if TYPE_CHECKING:
    from policytrack.model import Document

_FEWEST_NUMBERED = 3  # sections; with fewer the text is not one that is cited by number
_BEYOND = 10  # numbers past the last section's that may still be a section that went
_LINE_LABEL = re.compile(
    r"^[ \t>*_#+-]{0,12}(?:§[ \u00a0]?)?\\?\(?(\d{1,3}(?:\\?\.\d{1,3}){0,6}|[IVXLC]{1,7})"
    r"(?:\\?[.):]|[ \u00a0*_]|$)",
    re.MULTILINE,
)


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
    highest = max(map(_first_number, labels))
    return tuple(
        ref
        for ref in find_crossrefs(document.text, document.language)
        if not ref.external
        and not _leads_somewhere(normalise(ref.label), labels)
        and _first_number(ref.label) <= highest + _BEYOND
    )


def _leads_somewhere(label: str, labels: set[str]) -> bool:
    """A label counts as known with its letters too: "3(b)" where there is a "3", "D.4" under D."""
    bare = label.partition("(")[0]
    chapter = bare.partition(".")[0]
    forms = {label, bare, bare.rstrip("abcdefgh"), chapter if chapter.isalpha() else label}
    return bool(forms & labels)


def _first_number(label: str) -> int:
    found = re.match(r"\d+", label)
    return int(found[0]) if found else 0
