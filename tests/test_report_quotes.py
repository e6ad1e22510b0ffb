"""What of a change is quoted: the edits that matter to a reader, whole, once, and in place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrack.compare import compare
from policytrack.model import Renumbering, Signal
from policytrack.publish.accounts import voice
from policytrack.report import Comparison, render, render_notes
from policytrack.report.headline import digest, name_change
from policytrack.sections import parse_document
from tests.report_samples import comparison, modified, restructured


def lines(told: Comparison) -> list[str]:
    return [line[2:] for line in render_notes([told]).splitlines() if line.startswith("- ")]


def line(marked: str, *signals: Signal) -> str:
    (told,) = lines(modified(marked, signals=signals))
    return told.removeprefix("§ 4.2 Cookies: ")


def changed(before: str, after: str) -> Comparison:
    return Comparison(change=compare(parse_document(before, "en"), parse_document(after, "en")))


TALK = (
    "{+The hall is a lovely place with tall windows and many plants near the old river.\n"
    "Its garden is open.\nIts roof is green.\nIts doors are wide and red.+}\n"
)


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("We may [-warn-]{+ban+} you.", "“We may warn you” → “We may ban you”"),
        ("{+You agree to them by entering.+}", "“You agree to them by entering.” added"),
        ("{+The rules take effect on 1 May.+}", "“The rules take effect on 1 May.” added"),
        ("We {+never +}sell it.", "“never” added in “We never sell it”"),
    ],
)  # fmt: skip
def test_of_many_edits_those_are_quoted_in_which_most_is_at_stake(marked: str, told: str) -> None:
    signals = [Signal("negation", "after", "never", 3, 8)] if "never" in marked else []
    assert told in line(TALK + marked, *signals)


def test_what_went_is_quoted_beside_what_came() -> None:
    told = line(
        "We lend books.\n[-So that we can train our models we read every letter of yours.-]\n"
        "{+We infer your gender and age from the name on your card.\nThe hall is red.\n"
        "The roof is green.\nThe doors are wide.+}"
    )
    assert "“So that we can train our models we read every letter of yours.” removed" in told
    assert "“We infer your gender and age from the name on your card.” added" in told


def test_sentences_of_one_paragraph_are_counted_each() -> None:
    kept = "We keep the lists of our guests in a box on a shelf."
    told = line(
        f"{kept} {{+Nobody reads them. Nobody moves them. +}}We [-close-]{{+open+}} at noon. "
        "[-We sing on Mondays. -]The [-box-]{+shelf+} is ours. Rooms are [-warm-]{+cold+}."
    )
    assert told.startswith("3 sentences changed, 2 added, 1 removed, among them ")


def test_a_bullet_that_became_a_number_is_no_edit() -> None:
    text = "# Rules\n\n## Labels\n\nPlease do so:\n\n{}Keep them short.\n{}\n{}Be kind.\n"
    before = text.format("* ", "* Aim for clear words.", "* ")
    after = text.format("1. ", "2. Choose clear words.", "3. ")
    (told,) = lines(changed(before, after))
    assert "Labels: “Aim for clear words” → “Choose clear words”" == told


def test_an_item_that_no_longer_repeats_what_leads_its_list_lost_nothing() -> None:
    told = line("Do not:\n* [-Do not label-]{+Label+} guests.\n* Sing [-loudly-]{+at night+}.")
    assert "Label" not in told
    assert "Sing" in told


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("If you [-use-]{+sing on+} the [-stage for plays-]{+roof+}, you pay.",
         "“If you use the stage for plays, you pay” → “If you sing on the roof, you pay”"),
        ("The [-Hall and Garden Agreement-]{+Fox Terms+} also [-applies-]{+apply+} to guests.",
         "“Hall and Garden Agreement” → “Fox Terms”"),
        ("We sell to third parties, [-and we never deal with-]{+including+} brokers.",
         "“third parties, and we never deal with brokers” → “third parties, including brokers”"),
        ("Ask at the Hall Request Desk{+, a place for such questions,+} for more.",
         "“a place for such questions” added after “the Hall Request Desk”"),
        ("We limit guests and {+rooms (for example, halls) before singing. We also +}ask for fees.",
         "“rooms (for example, halls) before singing.” added after “We limit guests and”"),
        ("No theft [-or hacking -](in writing or in words).",
         "“or hacking” removed from “No theft or hacking”"),
        ("In Utopia, [-Oldland-]{+Newland+}, Oz and Narnia.", "“Oldland” → “Newland”"),
        ("No Wrong or Odd [-Tales-]{+Songs+}.", "“or Odd Tales” → “or Odd Songs”"),
        ("We pay all costs (including reasonable [-lender-]{+lenders'+} fees and such) at once.",
         "“including reasonable lender fees” → “including reasonable lenders' fees”"),
    ],
)  # fmt: skip
def test_an_edit_is_quoted_with_what_it_takes_to_understand_it(marked: str, told: str) -> None:
    assert told == line(marked)


def test_lines_of_a_list_that_was_rewritten_are_no_pairs() -> None:
    told = line(
        "A group is one that:\n[-* Carries swords and lances whenever it meets others in public.\n"
        "* Sings songs of war against the people of the next village.\n-]"
        "{+* Has the stated aim to govern others in place of those who were elected.\n+}* Meets."
    )
    assert "→" not in told
    assert "“Has the stated aim to govern others in place of those who were elected.” added" in told


def test_words_that_only_stand_elsewhere_neither_went_nor_came() -> None:
    told = line(
        "{+Policy news. +}{~We changed the rules on 7 April. ~}{+Read the rules before. +}"
        "How we sing [-We wait for the council, and tell you before we sing. -]"
        "[~We changed the rules on 7 April. ~][-Read the rules before.-]"
        "{+We sing from May on, and you may object by letter.+}"
    )
    assert "Read the rules before" not in told
    assert "“We sing from May on, and you may object by letter.” added" in told


def test_a_date_that_the_text_states_of_itself_is_told_once() -> None:
    text = "# Terms\n\n## Rules\n\nRooms are {} at night.\n\nDate of Last Revision: {}\n"
    sides = text.format("closed", "October 11, 2022"), text.format("locked", "July 5, 2023")
    told = render_notes([changed(*sides)])
    assert "Says of itself: updated 2023-07-05 (before: 2022-10-11)." in told
    assert "- Rules: “Rooms are closed at night” → “Rooms are locked at night”" in told
    assert "October" not in told


@pytest.mark.parametrize(("place", "said"), [(24, False), (45, True)])
def test_a_title_in_quotes_is_no_mention(place: int, said: bool) -> None:
    marked = "Guests read {+“Rules for Oz Guests”+} first.\nThe {+Oz +}hall is open.\n" + TALK
    signal = Signal("jurisdiction", "after", "Oz", place, place + 2)
    assert said == ("now mentions Oz" in line(marked, signal))


def test_a_term_of_which_a_longer_word_stands_is_not_gone() -> None:
    gone = Signal("recipient", "before", "social network", 9, 23)
    told = "We are a [-social network-]{+social networking tool+}.\n" + TALK
    assert "no longer mentions" not in line(told, gone)
    assert "no longer mentions" in line(told.replace("social networking", "singing"), gone)


def test_what_is_told_of_two_sections_alike_is_told_once() -> None:
    text = "# Terms\n\n## Guests\n\n{0}\n\n## Singers\n\n{0}\n"
    body = "You pay {} for a room. You may {} at night."
    found = changed(
        text.format(body.format("a coin", "sing")), text.format(body.format("two coins", "whisper"))
    )
    (told,) = lines(found)
    assert told.startswith("In 2 sections: “")
    assert told.endswith(" (Guests; Singers)")
    assert voice(told, language="fr").startswith("Dans 2 sections : “")


def test_what_a_text_that_it_holds_twice_says_is_told_once() -> None:
    text = "# Rules\n\nYou pay {0} for a room.\n\n## Guests\n\nThey sing.\n\n"
    found = changed(*(text.format(coins) + text.format(coins) for coins in ("a coin", "coins")))
    assert [
        "In 2 sections: “You pay a coin for a room” → “You pay coins for a room” (Rules)"
    ] == lines(found)
    assert name_change(found).endswith(": 2 sections “Rules” changed")


def test_how_often_is_told_of_each_section() -> None:
    text = "# Terms\n\n## Guests\n\n{0}\n\n## Singers\n\n{0}\n"
    body = "You pay {0} for a room. You may {1} at night. {0} are paid for a bed."
    found = changed(
        text.format(body.format("Old coins", "sing")),
        text.format(body.format("New notes", "whisper")),
    )
    (told,) = lines(found)
    assert "“Old coins” → “New notes” (2 times each)" in told


def test_a_word_that_came_or_went_several_times_stands_with_those_around_it() -> None:
    marked = "The Oz [-Help -]Hall is open. Ask in the Oz [-Help -]Hall, and sing."
    assert "“Help” removed from “Oz Help Hall” (2 times)" == line(marked)
    apart = "We ask [-all -]guests to sing. Trains let [-all -]birds sing."
    assert "“all” removed (2 times)" == line(apart)


def test_a_section_is_named_with_the_one_that_it_is_numbered_in() -> None:
    names = ["4. Boats", "1. Oars", "2. Sails", "5. Trains", "6. Guests"]
    text = "\n".join(f"## {name}\n\nWe say a word or two of {name}.\n" for name in names)
    (told,) = lines(changed(text, text.replace("of 2. Sails", "of old sails")))
    assert told.startswith("§ 4 Boats › § 2 Sails: ")
    apart = text.replace("## 5. Trains", "## 3. Trains").replace("## 6", "## 4")
    (told,) = lines(changed(apart, apart.replace("of 2. Sails", "of old sails")))
    assert told.startswith("§ 2 Sails: ")


def test_the_summary_of_a_long_change_has_what_matters_and_is_not_cut_within_a_line() -> None:
    things = ["tall", "wide", "narrow", "red", "bright", "dark", "loud", "cold"]
    talk = "Its windows are {} and its plants stand near the river all the summer long.\n"
    halls = "".join(f"\n## Hall {n} of the house\n\n{{{n}}}" for n in range(8))
    text = f"# Terms\n{halls}\n## Money\n\nGuests sit. {{8}}\n"
    before = [talk.format(f"{word} and round") for word in things]
    after = [talk.format(f"{word} and square") for word in reversed(things)]
    sides = text.format(*before, "We sing."), text.format(*after, "You agree to pay a fee.")
    told = digest(changed(*sides))
    assert "You agree to pay a fee" in told
    assert len(told) <= 500
    assert told.endswith(" …")


def test_a_long_new_section_is_told_by_the_sentence_that_matters() -> None:
    talk = "The hall has many windows, and plants, and a roof that is green in spring. " * 3
    before = "# Terms\n\n## Guests\n\nGuests sit.\n"
    after = f"{before}\n## The Hall\n\n{talk}We may ban you and sell your coat without notice.\n"
    (told,) = lines(changed(before, after))
    assert told.endswith("“… We may ban you and sell your coat without notice.”")


def test_the_text_below_a_date_opens_the_policy() -> None:
    text = "# House\n\n#### Last Updated: {} 2025\n\nWe {} here, and you.\n\n## Guests\n\nSit.\n"
    told = lines(changed(text.format("May 2", "sing"), text.format("June 3", "dance")))
    assert ["Opening text: “We sing here” → “We dance here”"] == told


def test_a_notice_above_the_title_is_told_apart_from_the_opening() -> None:
    rest = "".join(f"## {name}\n\nHere {name} may sing.\n\n" for name in ("Ann", "Bob", "Cy"))
    text = "# House Rules\n\nWe {} here, and you.\n\n" + rest
    notice = "New rules are on their way. Read them below.\n\n"
    told = lines(changed(notice + text.format("sing"), text.format("dance")))
    assert told == [
        "Opening text: “We sing here” → “We dance here”",
        "Removed text above the title: “New rules are on their way. Read them below.”",
    ]


def test_the_text_below_the_title_of_the_document_opens_the_policy() -> None:
    rest = "".join(
        f"## {name}\n\nIn the hall {name} may sing.\n\n" for name in ("Ann", "Bob", "Cy")
    )
    text = "{} House Rules\n\nWe {} here, and you.\n\n" + rest
    told = changed(text.format("#", "sing"), text.format("#", "dance"))
    assert lines(told) == ["Opening text: “We sing here” → “We dance here”"]
    row = replace(told.change.sections[0], kinds=("level",), weight="structural")
    assert lines(replace(told, change=replace(told.change, sections=(row,)))) == []


def test_sections_that_have_numbers_now_are_told_with_them() -> None:
    run = Renumbering((("", "6"), ("", "7")), "because sections are numbered now")
    told = lines(comparison(replace(restructured(), renumberings=(run,))))
    assert "Now numbered: § 6, § 7" in told
    assert "Désormais numérotées : § 6, § 7" == voice("Now numbered: § 6, § 7", language="fr")


def test_a_line_that_moved_here_is_not_beside_one_that_went() -> None:
    marked = (
        "Pictures of cats.\n\n[-For what follows we add a label, so that people know-]"
        "{~For what follows we show pictures to grown people only~}:\n"
    )
    shown = render([modified(marked)], "text")
    assert "know-]\n" in shown


def test_accounts_of_two_quotes_are_put_into_french() -> None:
    said = "Cookies: 5 sentences changed, among them “a” → “b” and “c” added after “d”"
    assert "Cookies : 5 phrases changées, dont “a” → “b” et “c” ajouté après “d”" == voice(
        said, language="fr"
    )


def test_the_lead_of_a_list_stands_over_an_item_that_changed() -> None:
    marked = (
        "What we do not allow:\n* Cats:\n    * Red ones.\n    * Old ones.\n* Dogs in the hall.\n"
        "* Birds in [-cages-]{+rooms+}.\n\nThank you."
    )
    shown = render([modified(marked)], "text")
    assert "What we do not allow:\n" in shown
    assert "Cats" not in shown


def test_an_example_in_brackets_is_neither_a_place_nor_what_is_quoted() -> None:
    marked = (
        "We sing (for example, in halls {+of Oz+}).\n{+You pay a fee at the door of a hall.+}\n"
    )
    place = 32
    told = line(f"{marked}{TALK}", Signal("jurisdiction", "after", "Oz", place, place + 2))
    assert "now mentions" not in told
    assert "“You pay a fee at the door of a hall.” added" in told


def test_a_list_within_a_list_is_set_off_on_pages() -> None:
    told = modified(
        "1. Do not sing:\n    1. {+At night.+}\n    2. In rooms.\n        1. Of [-wood-]{+stone+}."
    )
    page = render([told], "html")
    assert '<span class="line in1">    1. <ins>At night.</ins></span>' in page
    assert '<span class="line in2">        1. Of' in page
    assert ".in2 {" in page


def test_a_row_of_a_table_with_another_first_cell_is_another_row() -> None:
    told = line(
        "Aim | Data | Basis\n"
        "[-So we can learn what guests like | names, letters, songs and other lists | consent-]"
        "{+Selling coats that suit the guests | names, letters, songs and other files | law+}\n"
        "[-So we can count rooms and beds here | names | consent-]\nThe end."
    )
    assert "→" not in told
    assert "“Selling coats that suit the guests – names" in told


def test_a_section_of_which_others_of_the_same_name_stay_is_told_so() -> None:
    both = (
        "# Art\n\n## Pictures\n\nWe show pictures of castles to adults alone, as they bite."
        "\n\n## Pictures\n\nWe keep pictures of gardens for a year, then burn them in a yard.\n"
    )
    one = both.partition("## Pictures")[0] + "## Pictures" + both.rpartition("## Pictures")[2]
    assert lines(changed(both, one))[0].startswith("Removed section (others of its name stay): Pic")
    (came,) = lines(changed(one, both))
    assert came.startswith("New section (beside others of its name): Pictures: “We show pictures")
    assert voice(came, language="fr").startswith(
        "Nouvelle section (à côté d’autres du même nom) : "
    )
    elsewhere = one.replace("## Pictures\n\nWe keep", "## Gardens\n\nWe keep")
    assert "(others" not in "".join(lines(changed(both, elsewhere)))
