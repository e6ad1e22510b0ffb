"""What a change is told as: kinds, pieces, numbers, remarks."""

from __future__ import annotations

import re

import pytest

from policytrack.compare import compare
from policytrack.model import Change, SectionChange
from policytrack.report import Comparison, render, summarise
from policytrack.report.moments import latest_dates
from policytrack.report.notes import tell_lines
from policytrack.report.signs import say_dates
from policytrack.sections import parse_document

COLLECT = "We collect the name, the address and the date of birth that you give us when you join."
SHARE = (
    "We share your data with carriers who deliver your parcels and with banks that take payment."
)
RIGHTS = "You may ask for a copy of your data, have mistakes put right, or object to its use by us."
ADS = "Advertisers see only how many people read a page and never who these people were."


def text(*sections: tuple[str, str]) -> str:
    return "\n\n".join(f"## {heading}\n\n{body}" for heading, body in sections) + "\n"


def change(before: str, after: str, language: str = "en") -> Change:
    return compare(parse_document(before, language), parse_document(after, language))


def row(found: Change, heading: str) -> SectionChange:
    return next(row for row in found.sections if row.section.heading == heading)


def shown(found: SectionChange) -> str:
    marks = {
        "same": "{}", "removed": "[-{}-]", "added": "[+{}+]",
        "moved_away": "[<{}<]", "moved_here": "[>{}>]",
    }  # fmt: skip
    return "".join(marks[piece.kind].format(piece.text) for piece in found.body).strip()


def edit(before: str, after: str) -> str:
    return shown(change(before, after).sections[0])


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (COLLECT, COLLECT.replace("name", "names"), ("modified",)),
        (COLLECT, COLLECT.upper(), ("cosmetic",)),
        (f"{COLLECT}\n\n{SHARE}", f"{SHARE}\n\n{COLLECT}", ("reordered",)),
        (
            "Last updated: 1 May 2024.\n\n" + ADS,
            "Last updated: 2 June 2025.\n\n" + ADS,
            ("cosmetic",),
        ),
        (COLLECT, f"\n{COLLECT}  \n\n", ("unchanged",)),
    ],
)
def test_kinds_of_a_body(before: str, after: str, kinds: tuple[str, ...]) -> None:
    assert kinds == change(f"## A\n\n{before}\n", f"## A\n\n{after}\n").sections[0].kinds


def test_several_kinds_hold_at_once() -> None:
    before = text(("1. Data", COLLECT), ("2. Sharing", SHARE), ("3. Rights", RIGHTS))
    after = text(
        ("1. Who gets it", SHARE.replace("banks", "card firms")),
        ("2. Data", COLLECT),
        ("3. Rights", RIGHTS),
    )
    found = row(change(before, after), "1. Who gets it")
    assert ("modified", "renamed", "renumbered") == tuple(k for k in found.kinds if k != "moved")
    assert "substantive" == found.weight


def test_an_inserted_section_renumbers_the_rest_as_one_fact() -> None:
    before = text(("1. Data", COLLECT), ("2. Sharing", SHARE), ("3. Rights", RIGHTS))
    after = text(
        ("1. Data", COLLECT), ("2. Ads", ADS), ("3. Sharing", SHARE), ("4. Rights", RIGHTS)
    )
    (fact,) = change(before, after).renumberings
    assert (("2", "3"), ("3", "4")) == fact.labels
    assert "because “2. Ads” was inserted" == fact.cause


def test_a_text_split_into_numbered_sections_had_no_number_to_lose() -> None:
    before = f"{ADS}\n\n{COLLECT}\n\n{SHARE}\n\n{RIGHTS}\n"
    after = text(("Terms", ADS), ("1. Data", f"{COLLECT}\n\n{SHARE}\n\n{RIGHTS}"))
    found = change(before, after)
    assert {"split", "renumbered"} <= set(found.sections[0].kinds)
    assert () == found.renumberings


def test_two_causes_are_two_facts() -> None:
    names = [(f"{k}. Part {k}", f"{ADS} This is part {k} of them all.") for k in range(1, 9)]
    numbered = [
        (f"{k}. {name.split('. ')[1]}", body) for k, (name, body) in enumerate(names[1:], 1)
    ]
    gone = [
        *numbered[:4],
        *((f"{k}. {n.split('. ')[1]}", b) for k, (n, b) in enumerate(numbered[5:], 5)),
    ]
    first, second = change(text(*names), text(*gone)).renumberings
    assert "because “1. Part 1” was removed" == first.cause
    assert [("7", "5"), ("8", "6")] == list(second.labels)


def test_a_reference_that_follows_a_renumbering_is_cosmetic() -> None:
    before = text(
        ("1. Data", COLLECT), ("2. Sharing", SHARE), ("3. Rights", RIGHTS + " See Section 2.")
    )
    after = text(
        ("1. Data", COLLECT), ("2. Ads", ADS), ("3. Sharing", SHARE),
        ("4. Rights", RIGHTS + " See Section 3."),
    )  # fmt: skip
    assert "cosmetic" == row(change(before, after), "4. Rights").weight


def test_a_split_whose_words_stayed_is_cosmetic() -> None:
    before = text(("Data", f"{COLLECT}\n\n{SHARE}"), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    found = change(before, after)
    assert "cosmetic" == found.weight
    assert ("split",) == tuple(kind for kind in found.sections[0].kinds if kind != "cosmetic")


@pytest.mark.parametrize("mark", ["1. **Sharing.** ", "1. Sharing. ", "**Sharing** – "])
def test_a_title_that_opened_a_paragraph_and_becomes_a_heading_is_no_change_of_words(
    mark: str,
) -> None:
    before = text(("Data", f"{COLLECT}\n\n{mark}{SHARE}"), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("1. Sharing", SHARE), ("Rights", RIGHTS))
    for found in (change(before, after), change(after, before)):
        assert "cosmetic" == found.weight
        edited = [p.text for p in found.sections[0].body if p.kind in {"removed", "added"}]
        assert not re.search(r"[^\W\d]", "".join(edited))
    assert "substantive" == change(before, after.replace("banks", "shops")).weight


def test_another_heading_style_changes_no_section() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    after = before.replace("## Data", "**Data**").replace("## Sharing", "**Sharing**")
    found = change(before, after.replace("## Rights", "**Rights**"))
    assert "cosmetic" == found.weight
    assert {("unchanged",)} == {row.kinds for row in found.sections}
    assert ("only the form of headings or white space changed",) == found.remarks


def test_levels_that_shift_together_are_no_change_of_any_section() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    found = change(before, before.replace("## ", "### "))
    assert {("unchanged",)} == {row.kinds for row in found.sections}


def test_a_section_put_below_another_changes_its_level() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS), ("Ads", ADS))
    found = change(before, before.replace("## Sharing", "### Sharing"))
    assert ("level",) == row(found, "Sharing").kinds


def test_words_are_replaced_whole() -> None:
    assert "We [-may-][+must+] keep it for [-30-][+90+] days." == edit(
        "We may keep it for 30 days.", "We must keep it for 90 days."
    )


def test_an_inserted_sentence_is_shown_from_its_start() -> None:
    assert "We keep it. [+We sell it. +]We use it." == edit(
        "We keep it. We use it.", "We keep it. We sell it. We use it."
    )


def test_an_edit_ends_with_its_sentence_where_more_was_added_behind_it() -> None:
    assert "We keep it [-safe-][+secure+]. [+It costs nothing. +]You know." == edit(
        "We keep it safe. You know.", "We keep it secure. It costs nothing. You know."
    )


def test_an_edit_does_not_run_across_list_items() -> None:
    assert "- a name[+;+]\n- [-New-][+Your+] address[+.+]" == edit(
        "- a name\n- New address", "- a name;\n- Your address."
    )


def test_a_link_goes_with_its_words() -> None:
    assert "See our terms[-,-] and [-[rules](https://a.example/x)-][+standards+] now." == edit(
        "See our [terms](https://a.example/y), and [rules](https://a.example/x) now.",
        "See our terms and standards now.",
    )


def test_a_mark_goes_with_its_line() -> None:
    assert "Ask [-us-][+me+].\n\n[+**New** rule.\n\n+]**Old** rule." == edit(
        "Ask us.\n\n**Old** rule.", "Ask me.\n\n**New** rule.\n\n**Old** rule."
    )


def test_unrelated_sentences_are_not_shown_as_a_salad_of_common_words() -> None:
    before = (
        "The owner of the site may ask you for the name of the bank that you use for the payment."
    )
    after = (
        "Parcels are sent by the carrier of the week, and you follow them on the map of the shop."
    )
    found = change(before, after).sections[0]
    assert f"[-{before[:-1]}-][+{after[:-1]}+]." == shown(found)
    assert found.rewritten


def test_a_word_of_two_unrelated_paragraphs_cuts_neither() -> None:
    gone = (
        "Short breaks range from one to 30 days. After the break is over we see you again, and"
        " letters go on where they stopped, in ink or in pencil."
    )
    came = (
        "A writing break is given where a post broke our rules. It lasts a day to 30 days.\n\n"
        "Reading breaks\n\n"
        "A reading break is given where a book came back wet, and you will not be able to read."
    )
    shown_ = edit(f"{COLLECT}\n\n{gone}\n\n{ADS}", f"{COLLECT}\n\n{came}\n\n{ADS}")
    whole = shown_.replace("[+", "").replace("+]", "")
    assert f"{COLLECT}\n\n[-{gone[:-1]}-]{came}\n\n{ADS}" == whole


def test_equal_words_stay_with_their_own_paragraph() -> None:
    before = (
        "We keep the letters of our readers in halls in Norland, Sudland and Eastland.\n\n"
        "Norland, Sudland, and Eastland have joined the league of careful letter keepers."
    )
    expected = (
        "We keep the letters of our readers in halls in Norland[-,-][+ and+] Sudland"
        "[- and Eastland-].\n\n"
        "Norland[-,-][+ and+] Sudland[-, and Eastland-] have joined the league of careful letter"
        " keepers."
    )
    after = before.replace("Norland,", "Norland and").replace("Sudland, and Eastland", "Sudland")
    assert expected == edit(before, after.replace("Sudland and Eastland", "Sudland"))


def test_an_edit_inside_a_sentence_does_not_begin_before_it() -> None:
    expected = (
        f"{ADS}\n\n[+We print a list of them each May.\n\n+]"
        "[-These-][+If you see any, these+] advertisers also pay for the paper."
    )
    before = f"{ADS}\n\nThese advertisers also pay for the paper."
    after = (
        f"{ADS}\n\nWe print a list of them each May.\n\n"
        "If you see any, these advertisers also pay for the paper."
    )
    assert expected == edit(before, after)


def test_what_only_lost_or_gained_a_passage_is_not_rewritten() -> None:
    for before, after in (
        (f"{SHARE}\n\n{RIGHTS}\n\nBe kind.", "Be kind."),
        (ADS, f"{RIGHTS}\n\n{ADS}\n\n{SHARE}"),
    ):
        found = change(f"## A\n\n{before}\n", f"## A\n\n{after}\n").sections[0]
        assert (("modified",), False) == (found.kinds, found.rewritten)
    assert change(f"## A\n\n{COLLECT}\n", f"## A\n\n{RIGHTS}\n").sections[0].rewritten


def test_a_moved_paragraph_is_shown_at_both_places() -> None:
    found = edit(f"{COLLECT}\n\n{SHARE}", f"{SHARE}\n\n{COLLECT}")
    assert f"[<{COLLECT}\n\n<]{SHARE}[>\n\n{COLLECT}>]" == found


def test_a_moved_sentence_is_shown_at_both_places() -> None:
    before = f"{ADS} {COLLECT} {SHARE}"
    assert f"{COLLECT} {SHARE}[> {ADS}>]" == edit(before, f"{COLLECT} {SHARE} {ADS}").replace(
        f"[<{ADS} <]", ""
    )


def test_paragraphs_that_moved_together_stay_together_beside_an_edit() -> None:
    new = "We keep your orders for ten years, as the law on taxes asks of every trader in the land."
    before = text(("Data", f"{COLLECT}\n\n{COLLECT}\n\n{new}"))
    after = text(("Data", f"{new}\n\n{new}"), ("Data", f"{COLLECT}\n\n{COLLECT}"))
    pieces = [piece for row in change(before, after).sections for piece in row.body]
    away, here = (
        [piece.text.split() for piece in pieces if piece.kind == kind]
        for kind in ("moved_away", "moved_here")
    )
    assert [2 * len(COLLECT.split())] == [len(words) for words in away]
    assert [words[:-1] for words in away] == [words[:-1] for words in here]


def test_a_sentence_that_moved_and_changed_shows_what_changed_in_it() -> None:
    carriers = "We hand your parcels only to carriers that keep to these rules and pay for losses."
    changed = carriers.replace("only to carriers", "to all carriers").replace("pay", "answer")
    rest = f"{COLLECT}\n\n{RIGHTS}"
    shown_ = edit(f"{carriers}\n\n{rest}", f"{rest}\n\n{changed}")
    kept = "carriers that keep to these rules and "
    away = f"[<We hand your parcels <][-only to -][<{kept}<][-pay -][<for losses."
    here = f"We hand your parcels >][+to all +][>{kept}>][+answer +][>for losses.>]"
    assert shown_.startswith(away)
    assert shown_.endswith(here)


def test_an_edited_sentence_is_followed_into_a_new_section() -> None:
    before = text(("Data", f"{COLLECT} {RIGHTS}"), ("Ads", ADS))
    rights = (
        "Every reader has some rights, whoever they are and wherever they read what we print.\n\n"
        f"{RIGHTS.replace('copy', 'list')}\n\n"
        "Ask at the desk in the hall, where somebody sits from nine to five on each working day, or"
        " send a letter with your name and the number that stands on the card we sent you."
    )
    after = text(("Data", COLLECT), ("Your rights", rights), ("Ads", ADS))
    found = change(before, after)
    assert "[<You may ask for a <][-copy -]" in shown(row(found, "Data"))
    assert "[+list +]" in shown(row(found, "Your rights"))
    assert () == row(found, "Data").signals
    told = render([Comparison(change=found)], "text")
    assert "{~You may ask for a~} {+list+} {~of your data," in told.replace("\n    ", " ")


def test_sentences_of_one_pattern_are_not_taken_for_moved_ones() -> None:
    before = text(("Data", f"We use your name to greet you by post. {COLLECT}"), ("Ads", ADS))
    after = text(("Data", COLLECT), ("Ads", f"{ADS} We use your face to count you at doors."))
    assert not any("<" in shown(one) for one in change(before, after).sections)


def test_a_paragraph_that_went_into_another_section_is_followed() -> None:
    before = text(("Data", f"{COLLECT}\n\n{ADS}"), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Rights", f"{RIGHTS}\n\n{ADS}"))
    found = change(before, after)
    assert "moved_away" in {piece.kind for piece in row(found, "Data").body}
    assert "moved_here" in {piece.kind for piece in row(found, "Rights").body}


def test_items_of_what_was_a_sentence_keep_its_words() -> None:
    before = f"{COLLECT}\n\nYou may not open closed doors, copy our old keys, or paint walls."
    items = "* Open closed doors;\n* Copy our old keys; or\n* Paint walls."
    after = f"{COLLECT}\n\nYou may not:\n\n{items}"
    told = edit(before, after)
    assert "closed doors" in told
    assert not any("our old keys" in part.split("+]")[0] for part in told.split("[+")[1:])


def test_what_opens_and_ends_rows_on_both_sides_stays() -> None:
    before = "| So we can read your letters | Letters, or not |\n| So we print | Print |\n"
    after = "| Reading your letters | Letters |\n| Printing | Print |\n"
    told = edit(before, after)
    assert told.startswith("| [-So we can read-][+Reading+] your letters | Letters[-, or not-]")
    assert "[-So we print-][+Printing+] | Print |" in told


def test_a_row_that_came_behind_an_edited_one_stands_for_itself() -> None:
    table = "| Cookie | Days |\n| --- | --- |\n| session | 2 |\n"
    shown_ = edit(table, table.replace("2", "3") + "| theme | 5 |\n")
    assert shown_.endswith("| session | [-2-][+3+] |\n[+| theme | 5 |\n+]")


def test_a_time_stamp_is_one_word() -> None:
    shown_ = edit("Printed 2024-02-26T20:30:22Z by us.", "Printed 2024-04-18T23:30:06Z by us.")
    assert "Printed [-2024-02-26T20:30:22Z-][+2024-04-18T23:30:06Z+] by us." == shown_


def test_list_items_are_units() -> None:
    assert "- your name\n[+- your phone\n+]- your address" == edit(
        "- your name\n- your address", "- your name\n- your phone\n- your address"
    )


def test_an_entry_that_goes_to_another_list_is_more_than_another_order() -> None:
    lists = (
        "## Pets\n\nWe allow:\n\n* Cats that are quiet at night\n* Birds that sing at dawn\n\n"
        "We do not allow:\n\n* Dogs that bark at guests\n* Snakes longer than a metre\n\n"
        "Ask us when you are in doubt about yours.\n"
    )
    bird, ask = "* Birds that sing at dawn\n", "Ask us when you are in doubt about yours.\n"
    banned = lists.replace(bird, "").replace("* Snakes", f"{bird}* Snakes")
    turned = lists.replace(bird, "").replace("* Cats", f"{bird}* Cats")
    asked = lists.replace(f"\n{ask}", "").replace("We allow:", f"{ask}\nWe allow:")
    found = [change(lists, after).sections[0] for after in (banned, turned, asked)]
    assert [("reordered",)] * 3 == [row.kinds for row in found]
    assert ["substantive", "cosmetic", "cosmetic"] == [row.weight for row in found]
    assert "an entry went under other words" == found[0].reason


def test_form_is_not_shown_beside_words_and_is_shown_alone() -> None:
    assert "The “site” [-may-][+must+] answer." == edit(
        'The "site" may answer.', "The “site” must answer."
    )
    assert 'The [-"-][+“+]site[-"-][+”+] may answer.' == edit(
        'The "site" may answer.', "The “site” may answer."
    )


def test_a_link_that_words_lose_or_gain_is_shown_whole() -> None:
    linked, plain = "Read our [list](https://fix.example/a) first.", "Read our list first."
    assert "Read our [-[-]list[-](https://fix.example/a)-] first." == edit(linked, plain)
    assert "Read our [+[+]list[+](https://fix.example/a)+] first." == edit(plain, linked)


def test_a_heading_that_differs_in_its_date_alone_has_no_other_title() -> None:
    before = text(("Last updated: 1 May 2024", COLLECT), ("Rights", RIGHTS))
    found = change(before, before.replace("1 May 2024", "3 June 2025"))
    assert (("cosmetic",), "only the stated date changed") == (
        found.sections[0].kinds,
        found.sections[0].reason,
    )
    assert "Only cosmetic changes, in 1 section" == summarise(found)
    other = change(before, before.replace("Rights", "Choices of 2025"))
    assert "renamed" in other.sections[1].kinds


def test_an_unseen_character_and_a_look_alike_letter_are_shown() -> None:
    assert "We share [-data-][+da\u200bta+]." == edit("We share data.", "We share da\u200bta.")
    assert "We share [-data-][+dаta+]." == edit("We share data.", "We share dаta.")


def test_a_change_without_a_new_date_is_remarked() -> None:
    dated = "Last updated: 1 May 2024\n\n" + text(("Data", COLLECT), ("Rights", RIGHTS))
    found = change(dated, dated.replace("the address", "the e-mail address"))
    assert ("text changed, date did not",) == found.remarks


def test_a_text_that_is_not_in_force_changes_without_a_date() -> None:
    names = (("Data", COLLECT), ("Rights", RIGHTS), ("Reach", "Write to us."))
    former = "".join(f"**{at}. {name}**\n\n{said}\n\n" for at, (name, said) in enumerate(names, 1))
    dated = f"Last updated: 1 May 2024\n\n{text(*names)}\n\n"
    kept = f"{dated}Previous privacy policy\n\n{former}"
    assert () == change(kept, dated).remarks
    assert () == change(kept, kept.replace(former, former.replace("to us", "to them"))).remarks
    told = change(kept, kept.replace(COLLECT, f"{COLLECT} And keep it.", 1))
    assert ("text changed, date did not",) == told.remarks


def test_the_date_of_a_second_policy_in_the_file_is_not_the_first_ones() -> None:
    second = f"# Terms of Sale\n\nEffective: 1 May 2024\n\n{RIGHTS}\n\n## Prices\n\n{RIGHTS}\n"
    both = f"# Acme Standards\n\n{COLLECT}\n\n{second}"
    assert () == change(both, both.replace(COLLECT, f"{COLLECT} And keep it.")).remarks
    told = change(both, both.replace("Prices\n", "Prices\n\nThey rise."))
    assert ("text changed, date did not",) == told.remarks


def test_a_change_that_announces_the_next_text_is_not_silent() -> None:
    dated = "Effective: 1 May 2024\n\n" + text(("Data", COLLECT), ("Rights", RIGHTS))
    notice = "These updates go into effect on 5 July 2024. Read the new terms here.\n\n"
    found = change(dated, notice + dated)
    assert () == found.remarks
    assert {"effective": "2024-05-01", "changes from": "2024-07-05"} == latest_dates(found.after)
    assert ["Says of itself: changes from 2024-07-05"] == say_dates(found)


def test_a_notice_of_what_is_in_force_by_now_announces_nothing() -> None:
    notice = "These updates go into effect on 5 July 2024. Read the new terms here.\n\n"
    found = change("# Terms\n\nWords.\n", notice + "Effective: 5 July 2024\n\n# Terms\n\nWords.\n")
    assert {"effective": "2024-07-05"} == latest_dates(found.after)


def test_a_new_date_without_a_change_is_remarked() -> None:
    dated = "Last updated: 1 May 2024\n\n" + text(("Data", COLLECT), ("Rights", RIGHTS))
    found = change(dated, dated.replace("1 May 2024", "3 June 2025"))
    assert "cosmetic" == found.weight
    assert ("date changed, text did not",) == found.remarks


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\u202e", "\r\n", "</script>", "e\u0301" * 50])
def test_odd_characters_are_compared_like_any_other(odd: str) -> None:
    found = change(f"## A\n\n{COLLECT} {odd}", f"## A\n\n{COLLECT} {odd} More.")
    assert "[+" in shown(found.sections[0])


def test_a_title_that_changed_its_place_is_no_change_of_words() -> None:
    about = "## Our promise\n\n" + "".join(
        f"We keep your {thing} safe, and we say so plainly to whoever asks us about it.\n"
        for thing in ("name", "address", "orders", "letters", "photographs", "diary")
    )
    body = "".join(
        f"Welcome to our policy, in which part {n} says what we do with what you tell us.\n"
        for n in range(4)
    )
    rest = "\n## Cookies\n\nWe use two cookies.\n"
    before = parse_document(f"{about}\n# Privacy Policy\n\n{body}{rest}")
    after = parse_document(f"# Privacy Policy\n\n{about}\n{body}{rest}")
    for pair in ((before, after), (after, before)):
        assert "cosmetic" == compare(*pair).weight


def test_another_spelling_stands_behind_what_changed_and_is_no_headline() -> None:
    before = text(("Data", f"{COLLECT} We organise it."), ("Cookies", "We keep them 30 days."))
    found = change(before, before.replace("organise", "organize").replace("30", "60"))
    assert "1 section changed, 1 spelled otherwise" == summarise(found)
    told = render([Comparison(change=found)], "text")
    assert told.index("60") < told.index("Spelled otherwise") < told.index("organize")
    (lines,) = tell_lines(found).values()
    assert "Data: spelled otherwise: “organise” → “organize”" == lines[-1]


def printed(paragraphs: list[str], on_a_page: int, form: str = "{}") -> str:
    """The paragraphs with a page number behind so many of them."""
    parts = []
    for place, paragraph in enumerate(paragraphs, 1):
        parts.append(paragraph)
        if not place % on_a_page:
            parts.append(form.format(place // on_a_page))
    return "# Letters\n\n" + "\n\n".join(parts) + "\n"


def test_page_numbers_that_stand_elsewhere_are_no_change() -> None:
    told = [
        f"{COLLECT} That is promise {word}." for word in ["a", "b", "c", "d", "e", "f", "g", "h"]
    ]
    before = printed(told, 2)
    for after in (printed(told, 1), printed(told, 2, "- {} -"), printed(told, 99)):
        (found,) = change(before, after).changed
        assert ("cosmetic", "only page numbers changed") == (found.weight, found.reason)
    (found,) = change(before, printed([ADS, *told], 2)).changed
    assert "substantive" == found.weight
    assert "number" not in {one.name for one in found.signals}


def test_a_lone_number_that_counts_no_pages_is_a_number() -> None:
    ages = "# Ages\n\nYou must be:\n\n16\n\nOr, with a parent:\n\n13\n\nFrom the year:\n\n14\n"
    for after in (ages.replace("16", "18"), ages.replace("13", "12")):
        assert "substantive" == change(ages, after).weight


def test_another_language_is_said_before_anything_else() -> None:
    english = "# Cookies\n\nWe use cookies to keep you signed in, and we keep them for 30 days.\n"
    german = (
        "# Cookies\n\nWir setzen Cookies ein, damit Sie angemeldet bleiben, und zwar 30 Tage.\n"
    )
    change = compare(parse_document(english, "en"), parse_document(german, "de"))
    assert "Now in German, was in English" == summarise(change)
    assert {} == tell_lines(change)
    same = compare(parse_document(english, "en"), parse_document(english, "de"))
    assert "Nothing changed" == summarise(same)


def test_a_party_that_the_policy_names_elsewhere_is_not_new() -> None:
    before = text(("Who we are", "This is the policy of Fernwick Media Inc."), ("Data", COLLECT))
    before += "\nTheir Larkspur Trading Ltdx is another word.\n"
    for name, told in (("Fernwick Media Inc.", []), ("Larkspur Trading Ltd", ["party"])):
        after = before.replace(COLLECT, f"{COLLECT} It goes to {name} for that.")
        found = row(change(before, after), "Data")
        assert told == [signal.name for signal in found.signals if signal.name == "party"]


def test_how_an_address_is_read_is_no_edit_beside_others() -> None:
    before = "We print it at https://acme.example/rules so that you see what we changed."
    after = "We print it at www.acme.example/rules so that you see what is new."
    (found,) = compare(parse_document(before), parse_document(after)).sections
    edits = [piece.text.strip() for piece in found.body if piece.kind != "same"]
    assert edits == ["we changed", "is new"]
    alone = compare(parse_document(before), parse_document(before.replace("https://", "www.")))
    assert alone.weight == "cosmetic"
    assert any(piece.kind != "same" for piece in alone.sections[0].body)
