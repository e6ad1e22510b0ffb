"""Entries of a rewritten list: each beside its own, or apart where there is none."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytrack.compare.inline import diff_text
from policytrack.model import Piece
from policytrack.report.linewise import split_lines

MARKS = {"removed": "[-{}-]", "added": "{{+{}+}}", "moved_away": "[~{}~]", "moved_here": "{{~{}~}}"}
BEFORE, AFTER = {"same", "removed", "moved_away"}, {"same", "added", "moved_here"}


def marked(before: str, after: str) -> str:
    return "".join(MARKS.get(p.kind, "{}").format(p.text) for p in diff_text(before, after))


def lines(before: str, after: str) -> list[str]:
    """Each line as it is shown, with its marks."""
    return [
        "".join(MARKS.get(piece.kind, "{}").format(piece.text) for piece in line)
        for line in split_lines(diff_text(before, after))
        if line
    ]


def test_a_name_of_both_lists_stays_where_the_entries_around_it_were_replaced() -> None:
    before = (
        "* Kites. Examples are box kites, stunt kites and long tails of silk.\n"
        "* Lamps. Examples are oil lamps and lanterns.\n"
        "* Boats. Examples are rafts made of reed and punts.\n"
        "* Seeds. Examples are poppy and flax.\n"
    )
    after = (
        "* Drums. Examples are snares, congas, bells and rattles of every make.\n"
        "* Lamps. Examples are torches and candles.\n"
        "* Coins. Examples are tokens, medals and notes that nobody takes.\n"
        "* Seeds. Examples are rye and wheat.\n"
    )
    text = marked(before, after)
    assert "* Lamps. " in re.sub(r"\[-.*?-\]|\{\+.*?\+\}", "", text, flags=re.DOTALL), text
    assert "* Seeds. " in re.sub(r"\[-.*?-\]|\{\+.*?\+\}", "", text, flags=re.DOTALL), text


def test_entries_that_have_nothing_in_common_are_no_pair() -> None:
    before = "* Old lamps stay.\n* Kites of silk with long tails.\n* Seeds of flax stay here.\n"
    after = "* Old lamps stay.\n* Drums played at night near water.\n* Seeds of flax stay now.\n"
    shown = lines(before, after)
    assert "[-* Kites of silk with long tails.-]" in shown
    assert "{+* Drums played at night near water.+}" in shown


def test_the_last_entry_that_was_replaced_is_no_pair_either() -> None:
    before = "* Old lamps stay for good.\n* Kites of silk with long tails."
    after = "* Old lamps stay for now.\n* Drums played at night near water."
    assert lines(before, after)[1:] == [
        "[-* Kites of silk with long tails.-]",
        "{+* Drums played at night near water.+}",
    ]


def test_entries_that_were_replaced_stand_with_each_other() -> None:
    gone = ["* Kites of silk.\n", "* Lamps full of oil.\n", "* Boats made from reed.\n"]
    came = ["* Drums at night.\n", "* Coins nobody takes.\n"]
    text = marked("".join([*gone, "* Seeds stay.\n"]), "".join([*came, "* Seeds stay.\n"]))
    assert text == "[-" + "".join(gone) + "-]{+" + "".join(came) + "+}* Seeds stay.\n"


def test_an_edit_at_the_end_of_an_entry_does_not_run_into_the_next() -> None:
    before = (
        "Contents\n\n[The Lamp Provided by Us](#lamp)\n\n[Your Use of the Lamp](#use)\n\n"
        "[Oil and Wicks](#oil)\n"
    )
    after = (
        "Contents\n\n1. [The Lamp](#lamp)\n\n2. [Your Use of the Lamp](#use)\n\n"
        "3. [Oil and Wicks](#oil)\n"
    )
    shown = [line for line in lines(before, after) if "Provided" in line]
    assert len(shown) == 1
    assert "Your Use" not in shown[0]
    assert "The Lamp" in shown[0]


def test_an_entry_that_grew_beside_one_that_went_takes_nothing_of_it() -> None:
    before = (
        "* Pipes and their parts: bowls, stems, rolling paper and filters.\n"
        "* Tickets: sold again without leave.\n* Knives: swords and axes.\n"
    )
    after = (
        "* Pipes and their parts: bowls, stems, rolling paper, filters and vapour.\n"
        "* Knives: swords, spears and axes.\n"
    )
    shown = lines(before, after)
    assert "[-* Tickets: sold again without leave.-]" in shown
    assert not any("filters" in line and "Tickets" in line for line in shown)


def test_a_paragraph_that_became_two_keeps_its_words() -> None:
    first = "We keep the oil in the cellar of the tower until the winter is over."
    second = "Whoever wants some of it asks the keeper, who writes it down in a book."
    before = f"Opening words.\n\n{first} {second}\n\nLast of all we close the door at nine.\n"
    after = f"Opening lines.\n\n{first}\n\n{second}\n\nLast of all we close the door at ten.\n"
    assert marked(before, after) == (
        f"Opening [-words-]{{+lines+}}.\n\n{first}\n\n{second}\n\n"
        "Last of all we close the door at [-nine-]{+ten+}.\n"
    )


def test_a_line_break_at_another_word_of_a_sentence_changes_no_word() -> None:
    before = "The lamp is lit, and the sender of any note\n\nmay be named by its keeper at once.\n"
    after = "The lamp is red, and the sender of any note may\n\nbe named by its keeper at night.\n"
    text = marked(before, after)
    assert "may" not in "".join(re.findall(r"\[-.*?-\]|\{\+.*?\+\}", text, re.DOTALL)), text


def test_numbers_in_front_do_not_make_a_pair() -> None:
    before = (
        "1.3. Lamp means a light that burns oil and is carried.\n\n"
        "1.4. Keeper means whoever holds the key of the tower.\n"
    )
    after = (
        "1.3. Wick means a braid of cotton that draws up what burns.\n\n"
        "1.4. Lamp means a light that burns oil and is hung.\n\n"
        "1.5. Keeper means whoever holds the key of the tower.\n"
    )
    kept = "".join(piece.text for piece in diff_text(before, after) if piece.kind == "same")
    assert "Lamp means a light that burns oil and is" in kept
    assert "Keeper means whoever holds the key of the tower" in kept


def test_rows_that_share_cells_are_told_apart_by_how_they_begin() -> None:
    data = "the number on your card, the date on it and the tower that you came from"
    before = (
        f"| So we can guess what you want and like | {data} | our interest |\n"
        f"| So we can show lamps tailored to the taste and needs of our guests | {data} | ads |\n"
    )
    after = (
        f"| Showing lamps tailored to your taste and needs | now {data} | by law |\n"
        "| Telling the time | noon | by law |\n"
    )
    (shown,) = (line for line in lines(before, after) if "Showing" in line)
    assert "tailored to" in re.sub(r"\[-.*?-\]|\{\+.*?\+\}", "", shown), shown


def test_of_words_that_could_be_kept_those_with_fewer_edits_are() -> None:
    before = "We look for misuse and we will end your loan."
    after = "We look for misuse and will stop (while we ask around) or end your loan."
    assert marked(before, after) == (
        "We look for misuse and [-we -]will {+stop (while we ask around) or +}end your loan."
    )


def test_a_sentence_that_names_firms_moves_whole() -> None:
    firms = "Lamp Inc. and Lamp Pte. Ltd.) light the tower for all who come by at night."
    rest = "Ask the keeper before you climb up, and hold on to the rail."
    before = f"{rest}\n\nWe and others (such as {firms}\n"
    after = f"We and others (such as Oil Lamp Company Limited, {firms}\n\n{rest} Not now.\n"
    text = marked(before, after)
    assert "We and others" not in "".join(re.findall(r"\{\+.*?\+\}", text, re.DOTALL)), text


ENTRIES = st.lists(
    st.sampled_from(
        [
            "* Lamps. Examples are oil and wax.",
            "* Lamps. Examples are torches.",
            "* Kites",
            "* Boats of reed, and of oak",
            "We keep it for 30 days. Ask the keeper.",
            "We keep it for 90 days.",
            "| oil | wax |",
            "1.2. Ask the keeper.",
            "_Seeds_",
        ]
    ),
    max_size=8,
)


@given(ENTRIES, ENTRIES, st.sampled_from(["\n", "\n\n", "\n  \n"]))
@settings(max_examples=200, deadline=None)
@example(["* Kites", "_Seeds_"], ["_Seeds_", "* Kites"], "\n")
def test_pieces_give_back_both_lists(before: list[str], after: list[str], joint: str) -> None:
    texts = joint.join(before), joint.join(after)
    found = diff_text(*texts)
    for text, kinds in zip(texts, (BEFORE, AFTER), strict=True):
        told = "".join(piece.text for piece in found if piece.kind in kinds)
        assert re.findall(r"\w+", text) == re.findall(r"\w+", told)


@given(ENTRIES, ENTRIES)
@settings(max_examples=100, deadline=None)
def test_lines_show_all_that_the_pieces_hold(before: list[str], after: list[str]) -> None:
    pieces = diff_text("\n".join(before), "\n".join(after))
    shown = [piece for line in split_lines(pieces) for piece in line]
    for kinds in (BEFORE, AFTER):
        assert _words(shown, kinds) == _words(pieces, kinds)


def _words(pieces: list[Piece] | tuple[Piece, ...], kinds: set[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(piece.text for piece in pieces if piece.kind in kinds))


def test_a_sentence_that_comes_at_the_end_of_a_line_is_an_edit_of_its_own() -> None:
    before = "We light the lamp at six.\n\nYou may ask why we do.\n"
    after = "We light the lamp at six. It burns until the morning.\n\nYou may ask why we do.\n"
    assert marked(before, after) == (
        "We light the lamp at six. {+It burns until the morning.+}\n\nYou may ask why we do.\n"
    )


def test_paragraphs_apart_are_no_pair_in_front_of_an_edited_one() -> None:
    before = (
        "The lamp is lit at six.\n\nWe count how often you came too late.\n\n"
        "Old guests may come in, too.\n\nYou hear of it in order to get ready for the night.\n"
    )
    after = (
        "The lamp is lit at ten.\n\nFairness matters above all else.\n\n"
        "You are told of it, to get ready for the night.\n"
    )
    shown = lines(before, after)
    assert "{+Fairness matters above all else.+}" in shown
    assert "[-We count how often you came too late.-]" in shown


def test_a_word_that_is_kept_stays_with_its_own_entry() -> None:
    before = (
        "| Lighting the lamp each evening | contract with you and Lampfirm |\n"
        "| So we can process and manage what you buy in town | contract with you and Lampfirm |\n"
    )
    after = (
        "| Lighting the lamp each night | contract with you |\n"
        "| Processing and managing what you buy in town | contract with you |\n"
    )
    first, second = lines(before, after)
    assert "[-and Lampfirm" in first
    assert "Lampfirm" not in second.split("what you buy")[0]


def test_a_short_sentence_behind_one_that_moved_moved_with_it() -> None:
    moved = (
        "We wrote this text anew in April of 2031. [See the text before.](https://lamp.example/{})"
    )
    lamps = "Lamps burn oil in the towers of the town. Doors stay open at night."
    before = f"{lamps} {moved.format('7/')} Ships see it."
    after = f"{moved.format('7')} {lamps} Ships see it."
    kinds = {piece.kind for piece in diff_text(before, after) if piece.text.strip()}
    assert kinds == {"same", "moved_away", "moved_here"}
