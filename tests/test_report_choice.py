"""Which lines and which quotes are chosen: what weighs for who reads it first."""

from __future__ import annotations

import pytest

from policytrack.report.audience import names_place
from policytrack.report.notes import tell_sections
from tests.test_report_quotes import changed, line, lines

KEEP = "# Hall\n\nThe hall is open all day.\n\n"


def worths(before: str, after: str) -> dict[str, float]:
    """How much is at stake in each line, by the last word of its place."""
    told = tell_sections(changed(before, after).change)
    return {telling.place.split()[-1]: telling.worth for telling in told}


def test_a_new_section_weighs_by_what_is_in_it() -> None:
    law = "# Fees\n\nGuests may come.\n\nWe may charge you 40 dollars and sell your data.\n\n"
    songs = "# Songs\n\nA song is a short piece of music with words.\n\n"
    found = worths(KEEP, f"{KEEP}{songs}{law}")
    assert found["Fees"] > 2 * found["Songs"]


def test_sections_within_a_new_one_weigh_with_it() -> None:
    inside = "## Lending\n\nWe may sell your data and suspend your account.\n\n"
    found = worths(KEEP, f"{KEEP}# Songs\n\nA song is short.\n\n{inside}# Bells\n\nThey ring.\n\n")
    assert found["Songs"] > 2 * found["Bells"]


NOTICE = "Whoever wants to borrow a boat must first send a signed letter to the harbour keeper. "
FINE = "Whoever brings a boat back late owes the harbour a fine of forty silver coins a day. "
SHELF = "Oars hang on hooks beside the stove, and ropes lie coiled upon the shelf above them. " * 3


def test_of_a_removed_section_nothing_is_quoted_that_stands_elsewhere() -> None:
    after = f"{KEEP}# Boats\n\nBoats are red and blue. {NOTICE}\n\n"
    before = f"{KEEP}# Boats\n\nBoats are red and blue.\n\n# Borrowing\n\n{NOTICE}{FINE}{SHELF}\n\n"
    told = " ".join(lines(changed(before, after)))
    removed = told.partition("Removed section: Borrowing")[2]
    assert FINE[:40] in removed
    assert NOTICE[:40] not in removed


def test_what_all_users_read_weighs_more_than_what_one_state_does() -> None:
    rule = "We may sell your data to partners.\n\n"
    text = "# Sharing\n\n{0}We share with the keeper.\n\n# Guests in California\n\n{0}We share.\n\n"
    found = worths(text.format(""), text.format(rule))
    assert found["Sharing"] > found["California"] > 0


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("U.S. Privacy Rights", True),
        ("Residents of California", True),
        ("Information for EEA users", True),
        ("Governing law and jurisdiction", False),
        ("How we use your data", False),
        ("Droits en France", True),
        ("Nutzer in Deutschland", True),
        ("Usuarios de España", True),
        ("Utenti in Italia", True),
        ("Usuários no Brasil", True),
        ("Gebruikers in Nederland", True),
        ("Talk to us", False),
    ],
)
def test_titles_that_name_a_place(title: str, place: bool) -> None:
    assert names_place(title) is place


def test_what_both_sides_say_is_not_at_stake() -> None:
    told = line(
        "Guests [-do not have to pay for their use-]{+do not have to pay to use it+} here. "
        "A quiet room is kept. {+We may suspend your account at any time.+} Songs are sung. "
        "The [-old-]{+new+} lamp is lit. The [-low-]{+high+} door is open. We [-sing-]{+hum+}."
    )
    assert "We may suspend your account" in told
    assert "have to pay" not in told
