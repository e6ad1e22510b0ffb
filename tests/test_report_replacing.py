""" "A → B" is said of words that took one another's place, and of no others."""

from __future__ import annotations

import pytest

from .test_report_quotes import line

# Marked text, and what is told of it; each with what it is an example of.
PAIRS = {
    "an address, and a sentence behind it": (
        (
            "The list appears at [-oz.example-]{+www.lamps.example/list. The keeper must sign each "
            "page of it before the guests of the hall have read it+}."
        ),
        r"appears at oz.example” → “appears at www\.lamps.example/list”",
    ),
    "two sentences, of which the first goes on with the one before": (
        (
            "Guests who stay under the new rules [-may leave the hall at any time "
            "by telling us. The "
            "date above says when these rules were last changed-]{+must leave "
            "their rooms in the hall "
            "before noon. If we change how quarrels are settled, guests may refuse it by letter+}."
        ),
        (
            "may leave the hall at any time by telling us” → “Guests who stay under the new rules "
            "must leave their rooms in the hall before noon”"
        ),
    ),
    "a place in a sentence that goes on": (
        (
            "Guests pay [-whenever the bells of the upper town have rung for the evening-]{+once a "
            "month, to the desk at the gate, for all who came with them+}, unless we ask."
        ),
        "whenever the bells of the upper town have rung for the evening” → “Guests pay once a",
    ),
    "what only became one of two": (
        "We use the songs {+and+} guessed [-from letters-]{+age+} for plays in our hall, for all.",
        "songs guessed from letters for plays” → “the songs and guessed age for plays”",
    ),
}
APART = {
    "clauses joined to the end of a sentence": (
        (
            "They form part of these rules[-, which are set out below for those "
            "who read-]{+ and you "
            "must follow, and never get round, any of them+}."
        ),
        ("which are set out below for those who read", "and you must follow"),
    ),
    "whole sentences of which neither says what the other says": (
        (
            "[-We look at every letter that comes to the hall, and decide when to "
            "act on it.-] {+Our "
            "charter explains where quarrels between neighbours are settled.+}"
        ),
        ("We look at every letter", "Our charter explains"),
    ),
    "long sides that have nothing in common where they are quoted": (
        (
            "[-If the bells of the upper town have rung for the evening and nobody "
            "came, we keep each "
            "of the lamps in the cellar for all guests.-]\n"
            "{+Singers, bakers and people who paint may ask the mayor for help, by "
            "letter or at the "
            "desk, and lamps are kept in the cellar by all.+}"
        ),
        ("If the bells", "Singers, bakers"),
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_what_stands_in_one_place_is_a_pair(case: str) -> None:
    marked, told = PAIRS[case]
    assert told in line(marked)


@pytest.mark.parametrize("case", APART)
def test_what_says_something_else_is_told_apart(case: str) -> None:
    marked, sides = APART[case]
    told = line(marked)
    assert "→" not in told
    went, came = (told.split(text)[1].split("”")[1] for text in sides)
    assert went.startswith(" removed")
    assert came.startswith(" added")


def test_the_parts_of_one_edit_take_the_place_of_no_other_edit() -> None:
    marked, sides = APART["clauses joined to the end of a sentence"]
    others = "They [-walk-]{+run+}. Guests [-sing-]{+dance+}. Nobody {+ever +}sleeps."
    told = line(f"{marked} {others}")
    assert all(text in told for text in (*sides, "walk” → “", "sing” → “", "ever"))
