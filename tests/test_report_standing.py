"""A note quotes nothing as gone, or new, whose words stand in other sentences of its section."""

from __future__ import annotations

import pytest

from policytrack.compare import compare
from policytrack.report import Comparison, render_notes
from policytrack.sections import parse_document
from tests.report_samples import modified

REST = "Lamps burn oil and wool. Keepers wear hats of felt in every season of the year."


def line(before: str, after: str) -> str:
    change = compare(
        parse_document(f"# Lamps\n\n{before}\n"), parse_document(f"# Lamps\n\n{after}\n")
    )
    return render_notes([Comparison(change=change, policy="lamps")])


def test_a_licence_that_another_sentence_gives_now_is_not_quoted_as_gone() -> None:
    told = line(
        "By lending a lamp through the harbour office, you grant to the guild a licence to use "
        f"your lamp.\n\n{REST}\n\nThe licence to your lamp that you grant to us extends to our "
        "sisters as part of lending through the office.",
        "By lending a lamp through the harbour office, you grant to the guild and our sisters a "
        f"licence to use your lamp.\n\n{REST} A new lamp hangs at the gate.",
    )
    assert "extends" not in told
    assert "A new lamp hangs at the gate" in told


SYNC = (
    "Your name and badge{+ and your lamp colours, including evening colours,+} will glow along "
    "every row of lamps by the quay.\n\nTell us of a new name within a month{+, since the office "
    "shuts early; any marks you make will also glow+}.\n\n[-Lamp colours, including evening "
    "colours, and any marks you make will also glow along every row of lamps.-]\n\n"
)


@pytest.mark.parametrize(
    ("marked", "quoted"),
    [
        (SYNC, False),
        (SYNC.replace("any marks you make will also glow+", "marks of guests are gone+"), True),
        (SYNC.replace("{+, since", "{+, and you may not, since"), True),
    ],
)
def test_a_sentence_whose_words_went_to_two_others_is_not_quoted_as_gone(
    marked: str, quoted: bool
) -> None:
    told = render_notes([modified(marked)])
    assert quoted == ("“Lamp colours, including evening colours" in told)


LEAD = "Your stall must not sell the following:"
GLASS = "* Glass for lamps. Examples include blown globes, coloured panes and polished mirrors."
WIDE = (
    "* Fragile wares. Examples include glass for lamps, blown globes, clay cups, coloured panes, "
    "polished mirrors and eggs."
)


def test_an_entry_that_another_of_its_list_takes_in_is_not_quoted_as_gone() -> None:
    told = line(
        f"{LEAD}\n\n{GLASS}\n* Bread of last week\n* Ropes that were mended",
        f"{LEAD}\n\n* Bread of last week\n* Ropes that were mended\n\n* Hats\n{WIDE}",
    )
    assert "Glass for lamps. Examples" not in told
    assert "Fragile wares" in told


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(
            f"You may sell:\n\n{WIDE}\n\n{LEAD}\n\n* Bread of last week\n* Ropes that were mended",
            id="under other words",
        ),
        pytest.param(
            f"{LEAD}\n\n* Bread of last week\n* Ropes that were mended\n* Panes. Examples include "
            "coloured panes and polished mirrors.",
            id="not with all that it says",
        ),
    ],
)
def test_an_entry_that_is_gone_from_its_list_is_quoted(after: str) -> None:
    told = line(f"{LEAD}\n\n{GLASS}\n* Bread of last week\n* Ropes that were mended", after)
    assert "Glass for lamps" in told


STALL = """{lead}

{went}* Salt. Examples include coarse salt, fine salt, smoked salt and barrels of brine.
* Rope. Examples include hemp rope, tarred rope, twine and the nets that are made of it.
{came}"""
OTHERS = (
    "* Live Birds. Examples include geese and hens.\n"
    "* Old Carts. Examples include used carts, sledges and barrows.\n"
    "* Unlicensed Ferry Passes. Examples include every sale of a pass to sailors, to guests, to "
    "traders and to pilgrims without prior leave.\n"
    "* Almanacs. Examples include printed calendars, tables of tides and moons.\n"
    "* Stolen Bells.\n"
)
MERGED = (
    "* Old Carts and Stolen Bells. Examples include live birds, used carts, bells, candles, "
    "unlicensed resale of a ferry pass.\n"
)


def stall(went: str, came: str) -> str:
    return line(
        STALL.format(lead=LEAD, went=went, came=""), STALL.format(lead=LEAD, went="", came=came)
    )


def test_an_entry_that_another_one_names_now_is_not_quoted_as_removed() -> None:
    told = stall(OTHERS, MERGED)
    assert "Ferry Passes" not in told
    assert "“Almanacs. Examples include printed calendars" in told


def test_an_entry_that_nothing_else_names_is_quoted_as_removed() -> None:
    told = stall(OTHERS, MERGED.replace("unlicensed resale of a ferry pass", "tar"))
    assert "“Unlicensed Ferry Passes." in told


PLACE = (
    "Place – We note your {+{came}+} mooring. We ask where you tie up[-, "
    "or guess a rough mooring by {by} mast and berth-].\n\n"
)


@pytest.mark.parametrize(
    ("came", "by", "quoted"),
    [
        ("rough berth and", "your", False),
        ("felt", "your", True),
        ("rough berth and", "30", True),
    ],
)
def test_a_clause_that_its_entry_says_in_another_place_is_not_quoted_as_removed(
    came: str, by: str, quoted: bool
) -> None:
    lamps = "".join(f"Row {n} has a lamp [-of{n}-]{{+with{n}+}} oil.\n\n" for n in "123456789")
    told = PLACE.replace("{came}", came).replace("{by}", by)
    told = render_notes([modified(f"{told}{lamps}")])
    assert quoted == ("or guess a rough" in told)
