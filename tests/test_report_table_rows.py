"""Rows of a table that take several lines: what is shown of one stands below its own label."""

from __future__ import annotations

from policytrack.compare import compare
from policytrack.model import Piece
from policytrack.publish.lines import render_lines
from policytrack.report import Comparison, ReportOptions, render
from policytrack.report.excerpt import cut
from policytrack.report.inline_html import as_item
from policytrack.sections import parse_document

HEAD = "# Lamps\n\n| What | Why |\n| --- | --- |\n"
OIL = (
    "| **Oil lamps.** Lamps of oil in towers. | - To light the town;<br>• to warm the hall;<br>"
    "• to help ships;<br>• to test oil;<br>• to count towers. |\n"
)
GAS = OIL.replace("Oil lamps", "Gas lamps").replace("oil", "gas")
BEFORE = HEAD + OIL + GAS
AFTER = HEAD + OIL + GAS.replace("• to test gas;", "• to test gas;<br>• to sing;")


def told(form: str) -> str:
    change = compare(parse_document(BEFORE), parse_document(AFTER))
    return render([Comparison(change=change)], form, ReportOptions())  # type: ignore[arg-type]


def test_the_label_of_a_row_is_shown_above_what_changed_in_it() -> None:
    shown = told("text")
    assert shown.index("Gas lamps") < shown.index("to sing")
    assert "Oil lamps" not in shown


def test_the_label_of_a_row_is_not_far_on_the_page_of_the_change() -> None:
    change = compare(parse_document(BEFORE), parse_document(AFTER))
    (row,) = (one for one in change.sections if one.kinds != ("unchanged",))
    shown = render_lines(cut(row.body, -1))
    (label,) = (line for line in shown.split("<span ") if "Gas lamps" in line)
    (other,) = (line for line in shown.split("<span ") if "Oil lamps" in line)
    assert "far" not in label
    assert "far" in other


def test_what_follows_a_table_without_bars_at_its_ends_is_no_part_of_its_rows() -> None:
    text = "| a | b\n| c | d\n\nWe say so.\n\nAnd so."
    assert all(line.row < 0 for line in cut((Piece("same", text), Piece("added", "!")), -1))


def test_a_bullet_alone_that_words_got_bears_no_mark() -> None:
    pieces = (Piece("added", "• "), Piece("same", "sharing your place;"))
    assert [piece.kind for piece in as_item(pieces)] == ["same", "same"]
    whole = (Piece("added", "• sharing your place;"),)
    assert [piece.kind for piece in as_item(whole)] == ["added"]


def test_a_sentence_that_lost_the_bar_before_it_shows_its_links_as_text() -> None:
    pieces = (Piece("removed", "| "), Piece("same", "Ask [here](https://lamp.example/ask) for it."))
    more = (*pieces, Piece("same", "\nLamps burn "), Piece("added", "oil"))
    assert "lamp.example" not in render_lines(cut(more, -1))
