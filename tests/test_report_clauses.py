"""Change notes quote clauses: what differs, with what it takes to know of whom it is said."""

from __future__ import annotations

import pytest

from policytrack.model import Piece
from policytrack.report.cuts import begin, cut_alike
from policytrack.report.linewise import at_rest
from policytrack.report.wording import plain_body
from tests.test_report_notes import lines
from tests.test_report_quotes import changed, line


def test_what_leads_on_is_quoted_with_what_it_leads_to() -> None:
    told = line("You need a {+Gold Card, Silver Card or +}Guest Card to sing.")
    assert told == "“Gold Card, Silver Card or” added between “You need a” and “Guest Card”"


def test_a_space_that_belongs_to_the_edit_hides_nothing_behind_it() -> None:
    told = line("Loud song [-is clearly against the harbour -]{+at night goes against the +}rules.")
    assert told.endswith("against the harbour rules” → “Loud song at night goes against the rules”")


def test_a_longer_replacement_is_quoted_from_the_beginning_of_its_clause() -> None:
    told = line(
        "Our halls [-are run by the town council and its many friends-]{+belong to nobody+}."
    )
    went = "Our halls are run by the town council and its many friends."
    assert told == f"“{went}” → “Our halls belong to nobody.”"


@pytest.mark.parametrize(
    ("marked", "went", "came"),
    [
        (("Any quarrel between you and Acme will [-be heard under the old rules of the harbour-]"
          "{+be settled by the keeper of the lighthouse+}."),
         "Any quarrel between you and Acme will be heard under the old rules of the harbour",
         "Any quarrel between you and Acme will be settled by the keeper of the lighthouse"),
        ("Guests come to better know [-lamps-]{+bells and lamps+} and how they can light them.",
         "Guests come to better know lamps and how they can light them",
         "Guests come to better know bells and lamps and how they can light them"),
        ("At night, if guests stay with us in [-rooms-]{+halls+}, we sing.",
         "if guests stay with us in rooms, we sing", "if guests stay with us in halls, we sing"),
    ],
)  # fmt: skip
def test_no_quote_begins_behind_a_joint(marked: str, went: str, came: str) -> None:
    assert line(marked) == f"“{went}” → “{came}”"


@pytest.mark.parametrize(
    ("marked", "went", "came"),
    [
        ("Rooms may be [-lent-]{+given+} by us[- without limit-].",
         "may be lent by us without limit", "may be given by us"),
        ("Then {+Acme reserves the right to change +}its halls and their doors [-may change-].",
         "Then its halls and their doors may change",
         "Then Acme reserves the right to change its halls and their doors"),
        (("We [-lend halls to guests who asked for them in time-]{+give halls away+} in the old "
         "town [-as soon as the council met on Monday-]{+to nobody but us+}."),
         ("We lend halls to guests who asked for them in time in the old town as soon as the "
         "council met on Monday"),
         "We give halls away in the old town to nobody but us"),
    ],
)  # fmt: skip
def test_edits_of_one_clause_are_quoted_as_one(marked: str, went: str, came: str) -> None:
    assert f"“{went}” → “{came}”" == line(marked).replace(".”", "”")


def test_a_sentence_of_which_beginning_and_end_are_others_is_one_edit() -> None:
    kept = "do not agree to sing with us in the old hall by the sea"
    told = line(
        f"We sing. [-If you-]{{+Guests there who+}} {kept}[-, you may leave by letter. The bells "
        "of the upper town ring for everybody at noon-]{+ must leave their rooms before the bells "
        "ring. Nobody lends lamps to painters+}."
    )
    assert told == (
        f"“If you {kept}, you may leave by letter” → “Guests there who {kept} must leave their "
        "rooms before the bells ring”; “The bells of the upper town ring for everybody at noon” "
        "removed; “Nobody lends lamps to painters” added"
    )


def test_the_end_of_a_sentence_is_told_apart_from_the_sentences_behind_it() -> None:
    told = line(
        "We sing as the council has it{+ or as other houses. Nobody may sing after the bells "
        "at night+}."
    )
    assert "“or as other houses” added after “the council has it”" in told
    assert "“Nobody may sing after the bells at night” added" in told


def test_no_short_quote_cuts_a_name_or_ends_with_a_word_that_leads_on() -> None:
    told = line("See the [-Song-]{+Play+} Rules Program of May.")
    assert told == "“See the Song Rules Program” → “See the Play Rules Program”"
    told = line("The guests [-will do so-]{+should sing+} for the good of all.")
    assert told == "“The guests will do so for the good” → “The guests should sing for the good”"


def test_edits_of_two_sentences_are_two() -> None:
    told = line("We sing [-for the guests in every hall.-] Rooms are {+for the guests of halls+}.")
    assert "→" not in told


def test_where_few_edits_are_told_a_long_one_is_quoted_to_the_end_of_its_sentence() -> None:
    went = "We use what you sing, write and draw in our halls to choose the plays that we show you"
    came = (
        "The plays that we show you are always chosen by your age and by the town that you told us "
        "you live in, unless you ask us for all"
    )
    told = line(f"[-{went}-]{{+{came}. They change every week, as they did in all the years+}}.")
    assert told == f"“{went}.” → “{came}. …”"


def test_where_both_sides_begin_alike_at_length_what_differs_is_quoted() -> None:
    alike = "Rooms that are lent to guests for a night or more are"
    told = line(
        f"Hello.\n[-{alike} swept by the guests themselves and by their friends of the town-]\n"
        "Bye.",
    )
    assert "…" not in told
    told = line(
        f"[-{alike} swept by the guests and their friends before they leave in the morning-]"
        f"{{+{alike} locked by the staff of our halls and never swept by anybody at all+}}."
    )
    assert told.startswith("“… or more are swept by the guests")
    assert "→ “… or more are locked by the staff" in told


def test_an_entry_that_ends_the_sentence_of_its_lead_is_told_with_it() -> None:
    told = line("A guest is one that:\n* Has a key.\n{+* Came with others to sing in our hall.\n+}")
    assert told == "“Came with others to sing in our hall.” added under “A guest is one that”"


def test_what_led_a_list_that_went_is_told_as_what_leads_on() -> None:
    told = line("Hello.\n[-A friend of the hall is one that:\n* Sings.\n* Draws.\n-]Bye.")
    assert "“A friend of the hall is one that: …” removed" in told


def test_a_row_of_a_table_is_quoted_from_its_first_cell_and_without_bars() -> None:
    told = line(
        "Hello.\n[-| **Wishes.** Whether you like letters <br>**Basis:** Consent to what we do. "
        "| To send what you agreed to. |\n-]| Keys | To open doors |"
    )
    quote = "Wishes. Whether you like letters Basis: Consent to what we do. – To send what"
    assert f"“{quote} you agreed to.” removed" in told


def test_of_sentences_that_moved_to_another_section_the_first_is_named() -> None:
    told = line("We {+never +}sing.\n[~If you do not agree to what is sung here you may leave.~]")
    assert told.endswith(
        "; 1 sentence moved away (“If you do not agree to what is sung here you may leave.”)"
    )


def test_entries_of_a_list_are_parted_where_one_has_no_end() -> None:
    text = "# Rules\n\n## Halls\n\nWe sing.\n"
    new = "\n## Bans\n\nWe ban:\n\n* Loud songs\n* Candles\n\nWe mean it.\n"
    assert lines(changed(text, text + new)) == [
        "New section: Bans: “We ban: Loud songs; Candles; We mean it.”"
    ]


def test_what_the_other_side_seems_to_lose_is_quoted_though_it_stands_behind_the_cut() -> None:
    went = "We wait for the council, and tell you by letter how you may object to what we sing."
    came = (
        "We sing at noon from the roof of every hall in the old town and in the gardens behind the "
        "river, as long as the bells are mended and nobody is ill at home. Our songs are those of "
        "the year before, with more of the drums and the horns that so many guests told us they "
        "liked best. The gardens stay open until the lamps are out and the last boat has left for "
        "the islands in the bay. You may object to our songs at the desk. Bring a pen of your own "
        "then, and a sheet of paper that is large enough for all of us to read."
    )
    told = line(f"Hello.\n[-{went}-]\nWe draw.\n{{+{came}+}}\nBye.")
    assert "You may object to our songs at the desk. …” added" in told
    assert "Bring a pen" not in told


def test_a_short_sentence_is_told_with_the_end_of_the_one_before() -> None:
    told = line(
        "Games for money in our halls may be played with care. {+Please write to our desk.+}"
    )
    assert told == ("“Please write to our desk.” added after “halls may be played with care”")


def test_what_stood_a_word_or_two_behind_a_replacement_goes_with_it() -> None:
    told = line(
        "Keys [-may not-]{+cannot+} be lent [-or sold -]by you, but may be [-sold-]{+lent+} by us"
        "[- without limit-]."
    )
    assert "may be sold by us without limit” → " in told
    assert told.endswith("may be lent by us”")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("agree that the warden shall have the exclusive |right to say who may sing there",
         "right"),
        ("agree that a guest of ours will pay for |every hour of the night and of the day",
         "every hour"),
        ("should come to the old house by May |3, 2031, or stay away for good, as they like",
         "3, 2031"),
        ("in unseren Häusern sagen es dem Wirt und werden |von der Stadt gebeten bald zu gehen",
         "von der Stadt gebeten"),
    ],
)  # fmt: skip
def test_a_long_quote_is_not_cut_in_front_of_what_its_last_words_lead_to(
    text: str, shown: str
) -> None:
    cut, _, rest = text.partition("|")
    assert begin(f"{cut}{rest} and so on, too", len(cut.split())) == f"“{cut}{shown} …”"


REST = " we" * 9


def test_both_sides_are_cut_alike() -> None:
    sides = (
        f"Rooms are lent to guests and friends of the halls by the council where they pay{REST}",
        "Rooms are lent to guests of the halls by the council at night",
    )
    assert cut_alike(sides, [begin(sides[0], 6), f"“{sides[1]}”"]) == [
        "“Rooms are lent to guests and friends of the halls by the council where they pay …”",
        f"“{sides[1]}”",
    ]


def test_no_few_words_are_cut_away() -> None:
    few = "Guests of our halls agree with what the warden says in them"
    assert begin(few, 9) == f"“{few}”"


def test_a_replacement_is_told_with_what_its_last_words_lead_to() -> None:
    told = line(
        "Loud singing [-is against the town-]{+is banned in May and goes against the+} rules, too."
    )
    went, came = "against the town rules, too", "and goes against the rules, too"
    assert went in told
    assert came in told
    told = line(
        "For [-legal needs-]{+reasons of law+}, we may not [-be able to tell-]{+tell+} you."
    )
    went, came = (
        "For legal needs, we may not be able to tell",
        "For reasons of law, we may not tell",
    )
    assert told == f"“{went}” → “{came}”"
    told = line("You [-understand and agree-]{+know+} that the songs may be loud.")
    assert told == "“You understand and agree that the songs” → “You know that the songs”"


def test_a_sentence_that_points_back_is_told_with_what_its_row_is_of() -> None:
    told = line("| Lamps | We light the hall at night.{+ This process may not be in use.+} |")
    assert told == (
        "“This process may not be in use.” added after “Lamps – … We light the hall at night”"
    )
    told = line("We ask for your name.[- Without it, no guest may sing in the old hall.-] Come.")
    assert told.endswith("removed after “We ask for your name”")


def test_sentences_that_took_the_place_of_sentences_are_told_each() -> None:
    told = line(
        "[-We sang our-]{+The+} song {+below is to be sung +}on [-May 2-]{+June 1+}, 2023. "
        "[-View-]{+Read+} our [-old-]{+new+} songs, and the songs of all the guests."
    )
    assert told == (
        "“We sang our song on May 2, 2023.” → “The song below is to be sung on June 1, 2023.”; "
        "“View our old songs” → “Read our new songs”"
    )


def test_what_moved_out_of_a_sentence_is_not_passed_over_in_a_quote() -> None:
    sentence = (
        Piece("same", "In short and so: "),
        Piece("moved_away", "our hall will not stand here for ever, "),
        Piece("removed", "but we tell you in time."),
        Piece("added", "we move."),
    )
    assert "".join(p.text for p in at_rest(sentence) if p.kind != "added") == (
        "In short and so: … but we tell you in time."
    )


def test_paragraphs_without_an_end_are_parted_in_a_quote() -> None:
    assert plain_body("Keeper of lamps\n\nAda lights the hall.") == (
        "Keeper of lamps / Ada lights the hall."
    )
