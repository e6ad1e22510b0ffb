"""Documents and changes built by hand, so that the tests of reports stand on the model alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from policytrack.model import Change, Document, Piece, Section, SectionChange
from policytrack.report import Comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.model import Kind, PieceKind, Renumbering, Signal, Weight

Spec = tuple[int, str, str, str]  # level, number, title, body


def document(*specs: Spec, language: str = "en") -> Document:
    """A document of ATX headings; level 0 has none."""
    sections: list[Section] = []
    text = ""
    for index, (level, number, title, body) in enumerate(specs):
        heading = f"{number} {title}".strip()
        start = len(text)
        head = f"{'#' * level} {heading}\n\n" if level else ""
        text += head + body + ("\n" if index == len(specs) - 1 else "\n\n")
        parent = max((s.index for s in sections if 0 < s.level < level), default=None)
        sections.append(
            Section(
                index=index,
                heading=heading,
                number=number,
                title=title,
                level=level,
                parent=parent,
                start=start,
                body_start=start + len(head),
                end=len(text),
                line=text[:start].count("\n") + 1,
                body=text[start + len(head) :],
            )
        )
    return Document(text, tuple(sections), language)


def pieces(marked: str) -> tuple[Piece, ...]:
    """Pieces from a text with marks: "kept for [-30-]{+90+} days", moved with "[~" and "{~"."""
    kinds: dict[str, tuple[PieceKind, str]] = {
        "[-": ("removed", "-]"),
        "{+": ("added", "+}"),
        "[~": ("moved_away", "~]"),
        "{~": ("moved_here", "~}"),
    }
    found: list[Piece] = []
    while marked:
        at = min((i for i in map(marked.find, kinds) if i >= 0), default=len(marked))
        if at:
            found.append(Piece("same", marked[:at]))
        if at < len(marked):
            kind, closing = kinds[marked[at : at + 2]]
            end = marked.index(closing, at + 2)
            found.append(Piece(kind, marked[at + 2 : end]))
            at = end + 2
        marked = marked[at:]
    return tuple(found)


def side(marked: str, *kinds: str) -> str:
    """The text of one side of `pieces(marked)`."""
    return "".join(piece.text for piece in pieces(marked) if piece.kind in {"same", *kinds})


def row(
    before: Sequence[Section],
    after: Sequence[Section],
    *kinds: Kind,
    weight: Weight = "substantive",
    body: str = "",
    signals: tuple[Signal, ...] = (),
    rewritten: bool = False,
) -> SectionChange:
    return SectionChange(
        tuple(before), tuple(after), kinds, weight,
        body=pieces(body), signals=signals, rewritten=rewritten,
    )  # fmt: skip


def modified(marked: str, title: str = "Cookies", **known: object) -> Comparison:
    """A policy of one section "4.2 Cookies" within "4 Data", with one edit."""
    before = document(
        (1, "4", "Data", ""), (2, "4.2", title, side(marked, "removed", "moved_away"))
    )
    after = document((1, "4", "Data", ""), (2, "4.2", title, side(marked, "added", "moved_here")))
    rows = (
        row(before.sections[:1], after.sections[:1], "unchanged", weight="none"),
        row(before.sections[1:], after.sections[1:], "modified", body=marked, **known),  # type: ignore[arg-type]
    )
    return comparison(Change(before, after, rows, "substantive"))


def comparison(change: Change, **known: object) -> Comparison:
    facts: dict[str, object] = {
        "policy": "acme.example/privacy",
        "title": "Acme Privacy Policy",
        "source": "https://acme.example/privacy",
        "before_captured": datetime(2025, 3, 1, 10, 0, tzinfo=UTC),
        "after_captured": datetime(2025, 5, 2, 9, 30, tzinfo=UTC),
        "before_label": "a1b2c3d4e5",
        "after_label": "f6a7b8c9d0",
    }
    return Comparison(change=change, **{**facts, **known})  # type: ignore[arg-type]


def restructured(renumbering: Renumbering | None = None) -> Change:
    """Ten sections become twelve: one added, one removed, moved, split, merged, two renumbered."""
    before = document(
        (1, "", "Acme Privacy Policy", "Hello."),
        (2, "1", "Cookies", "We use cookies."),
        (2, "2", "Sharing", "We share nothing."),
        (2, "3", "Rights", "You may ask.\nYou may object."),
        (2, "4", "Children", "No children."),
        (2, "5", "Minors", "No minors."),
        (2, "6", "Fees", "It is free."),
        (2, "7", "Contact", "Write to us."),
        (2, "8", "Law", "The law of Utopia."),
    )
    after = document(
        (1, "", "Acme Privacy Policy", "Hello."),
        (2, "1", "Sharing", "We share nothing."),
        (2, "2", "Cookies", "We use cookies."),
        (2, "3", "Access", "You may ask."),
        (2, "4", "Objection", "You may object."),
        (2, "5", "Young people", "No children.\nNo minors."),
        (2, "6", "Advertising", "There is advertising."),
        (2, "8", "Contact", "Write to us."),
        (2, "9", "Law", "The law of Utopia!"),
    )
    b, a = before.sections, after.sections
    rows = (
        row(b[:1], a[:1], "unchanged", weight="none"),
        row(b[2:3], a[1:2], "renumbered", weight="cosmetic"),
        row(b[1:2], a[2:3], "renumbered", "moved", weight="cosmetic"),
        row(b[3:4], a[3:5], "split", weight="cosmetic"),
        row(b[4:6], a[5:6], "merged", weight="cosmetic"),
        row(b[6:7], (), "removed", body="[-It is free.-]"),
        row((), a[6:7], "added", body="{+There is advertising.+}"),
        row(b[7:8], a[7:8], "renumbered", weight="cosmetic"),
        row(b[8:9], a[8:9], "renumbered", "cosmetic", weight="cosmetic",
            body="The law of Utopia[-.-]{+!+}"),
    )  # fmt: skip
    runs = (renumbering,) if renumbering else ()
    return Change(before, after, rows, "substantive", runs)
