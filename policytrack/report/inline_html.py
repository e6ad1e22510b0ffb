"""A line of an inline diff as HTML: what went, came and moved, each in an element of its own.

Owns these elements, and how a line stands in its list. Everything from outside passes
`escape_html`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.escape import escape_html, reveal
from policytrack.report.excerpt import stub

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policytrack.model import PieceKind

ELEMENTS: dict[PieceKind, tuple[str, str]] = {
    "removed": ("<del>", "</del>"),
    "added": ("<ins>", "</ins>"),
    "moved_away": ('<del class="moved">', "</del>"),
    "moved_here": ('<ins class="moved">', "</ins>"),
}
_BEFORE, _AFTER = {"removed", "moved_away"}, {"added", "moved_here"}
_STOPS = tuple(".,;:!?)…")
_APART = re.compile(r"</del><ins(?![^>]*>[.,;:!?)…])")
MOST_IN = 3  # lists within lists that are set off
_BULLETS = ("- ", "* ", "+ ", "• ")


def how_far_in(pieces: Sequence[Piece]) -> str:
    """The class of a line within an item of a list, or within such a one; "" of none."""
    after = "".join(piece.text for piece in pieces if piece.kind not in _BEFORE)
    text = after if after.strip() else "".join(piece.text for piece in pieces)
    spaces = len(text) - len(text.lstrip(" "))
    return f" in{min((spaces + 2) // 4, MOST_IN)}" if spaces > 1 else ""


def is_item(pieces: Sequence[Piece]) -> bool:
    """Whether a line is an item of a list, or has become one."""
    sides = (pieces, [piece for piece in pieces if piece.kind not in _BEFORE])
    texts = ("".join(piece.text for piece in side).lstrip() for side in sides)
    return any(text.startswith(_BULLETS) for text in texts)


def as_item(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of an item of a list, with the bullet that a reader knows on either side.

    A bullet alone that words got bears no mark: it is no word that came.
    """
    shown = list(pieces)
    for place, piece in enumerate(shown):
        bullet = piece.text.lstrip()
        opens = all(one.kind == "removed" or not one.text.strip() for one in shown[:place])
        if bullet.startswith(_BULLETS) and (opens or not place):
            first = not any(one.text.strip() for one in shown[:place])
            alone = first and piece.kind == "added" and not bullet[1:].strip()
            shown[place] = Piece("same" if alone else piece.kind, f"•{bullet[1:]}")
    return shown


def mark_pieces(pieces: Iterable[Piece], apart: str = " ", behind: str = "") -> str:
    """An inline diff of one line as `ins` and `del`, escaped; `apart` stands between the two.

    `behind` is the text that follows on the same line, if any.
    """
    shown = (*pieces, Piece("same", behind))
    marked = "".join(
        _piece(piece, holds=_meets_a_stop(shown, place)) for place, piece in enumerate(shown[:-1])
    )
    return _APART.sub(lambda _: f"</del>{apart}<ins", marked)


def _meets_a_stop(pieces: Sequence[Piece], place: int) -> bool:
    """Whether, for who reads the other side alone, a full stop or the like is next."""
    own = _BEFORE if pieces[place].kind in _BEFORE else _AFTER
    while pieces[place].kind in own:
        place += 1
    return pieces[place].text.startswith(_STOPS)


def _piece(piece: Piece, *, holds: bool = False) -> str:
    if piece.kind == "same":
        return escape_html(piece.text)
    core = piece.text.strip()
    if not core:
        return " "
    opening, closing = ELEMENTS[piece.kind]
    text = stub(core) if piece.kind == "moved_away" else core
    lead, tail = " " * piece.text[0].isspace(), " " * piece.text[-1].isspace()
    if holds:  # the space belongs to this side alone
        return f"{opening}{lead}{escape_html(reveal(text))}{closing}{tail}"
    return f"{lead}{opening}{escape_html(reveal(text))}{closing}{tail}"
