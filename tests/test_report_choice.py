"""Which lines and which quotes are chosen: what weighs for who reads it first."""

from __future__ import annotations

import pytest

from policytrack.model import Signal
from policytrack.publish.accounts import voice
from policytrack.publish.catalogue import Catalogue
from policytrack.publish.in_short import render_short
from policytrack.report.audience import names_place
from policytrack.report.choice import choose_lines
from policytrack.report.headline import digest
from policytrack.report.note_words import Telling
from policytrack.report.notes import tell_sections
from policytrack.report.promises import reassures
from tests.report_samples import modified
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


def test_new_sections_of_a_long_change_are_summarised_by_their_names() -> None:
    names = ("Oars", "Sails", "Ropes", "Nets")
    text = "We keep them in the shed beside the harbour, where the keeper looks after them. " * 3
    added = "".join(f"# {name}\n\n{text} Number {name}.\n\n" for name in names)
    assert "New sections: “Oars”, “Sails”, “Ropes”, “Nets”" in digest(changed(KEEP, KEEP + added))


LONG = "The harbour has a long wall of grey stone, and on it stand lamps that burn at night. "


def test_a_shortened_line_of_a_summary_says_that_there_is_more() -> None:
    door = "to whoever asks us at the door of the hall by the sea, or sends us a letter by post. "
    rules = [f"{act} {door}" for act in ("We sell data", "We suspend an account", "Pay a fee")]
    before = "".join(f"# Room {n}\n\n{LONG * 2}\n\n" for n in "ABC")
    after = "".join(
        f"# Room {n}\n\n{n}: {rules[0]}{LONG}{n}: {rules[1]}{LONG}{n}: {rules[2]}\n\n"
        for n in "ABC"
    )
    told = digest(changed(before, after))
    for part in told.split("Room ")[1:]:
        assert part.rstrip(" .").endswith("…")


def test_what_came_beside_what_went_is_not_summarised_alone() -> None:
    marked = (
        "[-Boats are lent to whoever shows us a letter and agrees to the rules here.-] Sing. "
        "{+Boats are lent to whoever pays a fee and agrees to sell us his data at the door.+}"
    )
    said = modified(f"{marked} {LONG} {{+It burns.+}} {LONG} [-Oars float.-] {LONG} {{+Ok then.+}}")
    told = choose_lines(tell_sections(said.change), str, 200, 0)[0]
    assert "letter" in told
    assert "fee" in told


def test_no_trifle_stands_in_the_place_of_what_matters() -> None:
    weighty = Telling("Changed", f"Fees: “{LONG * 5}” added", "Fees", worth=9)
    first = Telling("Changed", f"Law: “{LONG * 2}” added", "Law", worth=10)
    trifle = Telling("Changed", "Lamps: “a” added in “a lamp”", "Lamps", worth=0.1)
    assert choose_lines([trifle, first, weighty], str, 260, 0) == [first.text]
    assert trifle.text in choose_lines([trifle, first], str, 260, 0)


def test_a_shortened_line_is_told_in_french_too() -> None:
    told = voice("§ 2 Boats: “red” → “blue”; …", language="fr")
    assert told == "§ 2 Boats : “red” → “blue” ; …"
    assert voice("New sections: “Oars”, “Nets”, …", language="fr").startswith("Nouvelles sections")


@pytest.mark.parametrize(
    ("text", "reassured"),
    [
        ("We do not sell your data to anyone.", True),
        ("or other rules. We never share it with partners.", True),
        ("Wir verkaufen Ihre Daten nicht.", True),
        ("Nous ne vendons jamais vos données.", True),
        ("No vendemos sus datos.", True),
        ("Non vendiamo i dati.", True),
        ("Não vendemos seus dados.", True),
        ("We verkopen uw gegevens niet.", True),
        ("We do not sell your data unless you agree.", False),
        ("We do not sell data. We lend it to partners.", False),
        ("We do not allow drums in the hall.", False),
        ("You must not share a key.", False),
    ],
)
def test_what_a_service_says_that_it_does_not_do(text: str, reassured: bool) -> None:
    assert reassures(text) is reassured


def test_a_reassurance_is_not_told_before_what_is_done() -> None:
    told = line(
        f"{{+We do not share your home address with the keepers of other halls.+}} {LONG}"
        f"{{+We share your name with the keepers of halls beside the river.+}} {LONG}"
        f"The lamp is [-low-]{{+high+}}. {LONG} The door is [-wide-]{{+narrow+}}. {LONG}"
        f"It [-rings-]{{+sings+}}."
    )
    assert "We share your name" in told


def test_an_article_is_not_quoted_beside_what_matters() -> None:
    told = line(
        f"{{+We may sell your data to anyone.+}} {LONG} Guests {{+also+}} ring bells. {LONG}"
    )
    assert told == "“We may sell your data to anyone.” added; …"
    assert "“also”" in line(f"Guests {{+also+}} ring bells. {LONG}")


def test_a_number_of_another_section_comes_behind_what_matters() -> None:
    told = line(
        f"See section [-10-]{{+11+}} of the rules. {LONG} {{+We may sell your data to anyone.+}}"
        f" {LONG} The door is [-wide-]{{+narrow+}}. {LONG} It [-rings-]{{+sings+}}. {LONG}"
        f"The lamp is [-low-]{{+high+}}.",
        Signal("number", "before", "10", 12, 14),
        Signal("number", "after", "11", 12, 14),
    )
    assert told.index("sell your data") < told.index("11")


def test_of_few_lines_in_short_none_is_folded() -> None:
    def text(word: str, rooms: str) -> str:
        return "".join(f"# Room {n}\n\nA {word}{n} table stands here.\n\n" for n in rooms)

    def shown(rooms: str) -> str:
        return "".join(render_short(changed(text("low", rooms), text("high", rooms)), Catalogue()))

    assert "<details>" not in shown("ABCDEFGHIJ")
    assert "<details>" in shown("ABCDEFGHIJK")


def test_a_list_of_days_that_came_is_one_line() -> None:
    days = ("25. März 2019", "24 March 2021", "September 29, 2024")
    log = "".join(f"### {day}\n\nWe now sell data of room {day}.\n\n" for day in days)
    above = f"{KEEP}# Rules\n\nSing.\n\n## Changes\n\nThey stand here.\n\n"
    told = lines(changed(above, above + log))
    assert told == [
        "New sections: Rules › Changes › “25. März 2019”, “24 March 2021”, “September 29, 2024”"
    ]


def test_of_a_rewritten_section_what_was_there_before_is_not_quoted() -> None:
    stays = "The keeper of the harbour looks after the boats, the ropes and the lamps of the wall. "
    went = "Every morning a bell rings and the gate of the yard swings open for the carts. " * 3
    came = "Visitors may now borrow kites, sledges or skates from a shed behind our mill. " * 5
    before, after = f"# Yard\n\n{stays}{went}\n\n{KEEP}", f"# Yard\n\n{stays}{came}\n\n{KEEP}"
    (told,) = lines(changed(before, after))
    assert "rewritten" in told
    assert "Visitors may now borrow" in told
    assert "The keeper of the harbour" not in told


def test_another_title_weighs_less_than_another_rule() -> None:
    told = line(
        f"Read the [-Harbour Rules for Guests-]{{+Quay Terms for Visitors+}} first. {LONG}"
        f"If you [-hire our boats, you pay-]{{+come near a boat, you pay+}} a coin. {LONG} "
        f"The door is [-wide-]{{+narrow+}}. {LONG} It [-rings-]{{+sings+}}. {LONG}"
        f"The lamp is [-low-]{{+high+}}."
    )
    assert "come near a boat" in told
    assert "Harbour Rules" not in told


def test_of_two_lines_that_weigh_nearly_the_same_the_shorter_one_is_told() -> None:
    long = Telling("Changed", f"Fees: “{LONG * 2}” added", "Fees", worth=10)
    short = Telling("Changed", "Law: jurisdiction Freedonia → Sylvania", "Law", worth=9.5)
    assert choose_lines([long, short], str, 150, 0) == [short.text]
