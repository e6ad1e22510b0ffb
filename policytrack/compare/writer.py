"""Collects the pieces of an inline diff. Must not know where they come from."""

from __future__ import annotations

from policytrack.model import Piece, PieceKind


class Writer:
    """Collects pieces, joining neighbours of one kind; a move stays a piece of its own."""

    def __init__(self) -> None:
        self.runs: list[tuple[PieceKind, int, list[str]]] = []

    def add(self, kind: PieceKind, text: str, move: int = -1) -> None:
        """Append text; `move` tells one moved run from the next."""
        if not text:
            return
        if self.runs and self.runs[-1][:2] == (kind, move):
            self.runs[-1][2].append(text)
        else:
            self.runs.append((kind, move, [text]))

    def pieces(self) -> tuple[Piece, ...]:
        """What was collected."""
        return tuple(
            Piece(kind, parts[0] if len(parts) == 1 else "".join(parts))
            for kind, _, parts in self.runs
        )
