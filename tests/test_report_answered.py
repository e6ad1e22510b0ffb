"""What went is not told without what came in its place, where that says what became of it."""

from __future__ import annotations

from policytrack.report import render_notes
from tests.report_samples import modified

LAMPS = "".join(f"Row {n} has a lamp [-of{n}-]{{+with{n}+}} oil.\n\n" for n in "123456789")
BAN = "{+We may ban you from the quay and sell your lamps to others at any time.+}\n\n"
BELL = (
    "[-We may ring a bell when we repaint the hats, and by walking along the quay you are bound to "
    "look at the board, on which we reserve the right to write whatever we see fit. Be merry-]"
    "{+{came}+}.\n\n"
)
ANSWER = (
    "Kites fly high in spring. We repaint the hats twice and ring a bell through all the streets "
    "whenever a feather on them turns blue"
)


def test_what_went_is_told_with_the_part_of_what_came_that_answers_it() -> None:
    told = render_notes([modified(BELL.replace("{came}", ANSWER) + BAN + LAMPS)])
    assert "“We may ring a bell when we repaint the hats" in told
    assert "“We repaint the hats twice and ring a bell through all the streets" in told
    assert "Kites" not in told


def test_what_went_is_told_alone_where_nothing_in_its_place_answers_it() -> None:
    came = "Kites fly high in spring. Geese eat oats from a wooden bowl beside seven green doors"
    told = render_notes([modified(BELL.replace("{came}", came) + BAN + LAMPS)])
    assert "“We may ring a bell when we repaint the hats" in told
    assert "Geese" not in told


def test_what_came_is_quoted_from_the_clause_that_answers_what_went() -> None:
    told = render_notes(
        [
            modified(
                "If the harbour master forbids any of these songs[-, then that song (and only that "
                "song) must be taken from the book and may be sung at the chapel.-]{+ or one dance "
                "(such as a reel for twelve pairs of keepers) and every drum has been heard or the "
                "evening is over at last, and the wool is weighed by two of them, then all agree "
                "that such a song shall be heard at the chapel only after all other books.+}\n\n"
                + LAMPS
            )
        ]
    )
    assert "may be sung at the chapel.” removed" in told
    assert "“… then all agree that such a song shall be heard at the chapel only after" in told
