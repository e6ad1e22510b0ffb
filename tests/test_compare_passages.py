"""A clause that went over to another sentence was not removed, and is not new."""

from __future__ import annotations

import pytest

from policytrack.compare import compare
from policytrack.model import SectionChange
from policytrack.report import Comparison, render_notes
from policytrack.sections import parse_document
from tests.report_samples import modified

DUTY = "you must follow the rules of the lamp guild"
DAYS = "The lights of this town will not burn for all time"


def rows(before: str, after: str) -> list[SectionChange]:
    change = compare(
        parse_document(f"# Lamps\n\n{before}\n"), parse_document(f"# Lamps\n\n{after}\n")
    )
    return [row for row in change.sections if row.kinds != ("unchanged",)]


def words(found: SectionChange, kind: str) -> list[str]:
    texts = (piece.text.strip(" ,.\n*") for piece in found.body if piece.kind == kind)
    return [text for text in texts if text]


def line(before: str, after: str) -> str:
    change = compare(
        parse_document(f"# Lamps\n\n{before}\n"), parse_document(f"# Lamps\n\n{after}\n")
    )
    (found,) = [
        one
        for one in render_notes([Comparison(change=change, policy="lamps")]).splitlines()
        if one.startswith("- ")
    ]
    return found


BEFORE = (
    "If you light a lamp that belongs to the town for a fee, unless a keeper of the harbour or of "
    f"the hill stands beside you all night, who has a licence of his own, {DUTY}. Lamps burn oil."
)
AFTER = (
    f"If you light or mend a lamp that belongs to the town for a fee {DUTY}, unless a keeper of "
    "the harbour or of the hill stands beside you all night. Lamps burn oil."
)


def test_a_duty_that_went_to_the_front_of_its_sentence_moved() -> None:
    (row,) = rows(BEFORE, AFTER)
    assert [DUTY] == words(row, "moved_away") == words(row, "moved_here")
    assert "must" not in " ".join(words(row, "removed") + words(row, "added"))


def test_a_note_quotes_what_else_changed_in_the_sentence() -> None:
    told = line(BEFORE, AFTER)
    assert "“who has a licence of his own” removed" in told
    assert "or mend" in told
    assert "guild" not in told
    assert "sentence" not in told


def test_a_sentence_that_was_a_clause_of_another_section_moved() -> None:
    before, after = rows(
        f"## Oil\n\nIn short: {DAYS}, but we light them at dusk.\n\n"
        "## Dusk\n\nKeepers come at dusk and go at dawn.",
        "## Oil\n\nIn short: oil is dear these days.\n\n"
        f"## Dusk\n\n{DAYS}. Keepers come late at dusk and go at dawn.",
    )
    assert [DAYS] == words(before, "moved_away")
    assert [DAYS] == words(after, "moved_here")


LONG = "for some of the lamps that hang along the old road to the harbour, for example"


def test_a_long_run_need_not_begin_or_end_as_a_clause_does() -> None:
    (row,) = rows(
        f"We charge strangers {LONG} those of brass, and that is all. Lamps burn oil. "
        "Keepers wear hats.",
        "Lamps burn oil. Keepers wear hats. We ask guests, who come from afar, to pay "
        f"{LONG} the ones on posts, though nobody needs to use them.",
    )
    assert words(row, "moved_here") == words(row, "moved_away")
    assert LONG in words(row, "moved_here")[0]


ENTRIES = "* Halls with straw and hay\n* Barns\n* Sheds of keepers"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"Lamps burn oil, {DUTY}. We sell no wicks of wool or of cotton.",
            f"Lamps burn oil. We sell no wicks of wool or of cotton, {DUTY}.",
            id="nothing else changed",
        ),
        pytest.param(
            "You agree that you will not at any time or place sell the wicks.\n\nKeepers wear hats "
            "in winter.",
            "Keepers wear hats in summer.\n\nAs a guest you agree that you will not at any time or "
            "place lend a lamp.",
            id="it ends within a clause",
        ),
        pytest.param(
            f"## East\n\nWe do not light:\n\n{ENTRIES}\n\n## West\n\nWe light:\n\n* Inns\n* Towers",
            f"## East\n\nWe light all.\n\n## West\n\nWe light:\n\n{ENTRIES}\n* Towers",
            id="entries of a list that are short alone",
        ),
        pytest.param(
            f"Oil is dear now, {DUTY}.\n\nWool is, {DUTY}.\n\nKeepers wear hats in winter.",
            f"Keepers wear hats in summer.\n\nGlass broke, so {DUTY}.\n\nBrass bent, so {DUTY}.",
            id="it stands twice",
        ),
    ],
)
def test_what_only_seems_to_have_moved_is_told_as_gone_and_new(before: str, after: str) -> None:
    for row in rows(before, after):
        assert not words(row, "moved_away") + words(row, "moved_here")
        assert "substantive" == row.weight


HALL = (
    "{~If you do not agree that we light your ~}{+lamp +}{~in the way that this page describes, "
    "please do not bring your ~}{+lamp +}{~to the hall.~}"
)


def test_what_came_behind_a_sentence_that_moved_and_changed_is_quoted() -> None:
    told = render_notes([modified(f"Lamps burn.\n\n{HALL}{{+ By coming you know it.+}}\n")])
    assert "“By coming you know it.” added" in told
    assert "1 sentence moved here and changed" in told


def test_a_sentence_is_not_quoted_as_gone_of_which_a_good_part_stands_elsewhere() -> None:
    told = render_notes(
        [
            modified(
                "Lamps burn [-oil-]{+wax+} here. [-Guests must act kindly; they mind -][~the rest "
                "and the quiet of those next door; ~][-tell us truthful names; and keep off roofs "
                "at all times of the year.-]\n"
            )
        ]
    )
    assert "kindly" not in told
    assert "moved away and changed" in told


TRICK = (
    "Using the colour, the glass, or shape of a lamp to trick sailors into the belief that it is "
    "another one is forbidden."
)
POSTING = "* Lamps: {} {}\n* Ropes are tied twice before noon."
COLOURS = "* A red lamp has nothing to do with the pier.\n{}"


def test_a_sentence_that_stood_nearly_so_in_its_section_did_not_come_from_its_twin() -> None:
    posting = POSTING.format(TRICK.replace("glass, or", "glass,"), "")
    colours = COLOURS.format(f"* {TRICK} For example, near rocks in a storm.\n")
    changed = rows(
        f"Keepers wear hats.\n\n## Posting\n\n{posting}\n\n## Colours\n\n{colours}",
        "Keepers wear hats.\n\n## Posting\n\n"
        + POSTING.format(TRICK, "This includes lamps that promise a berth and give none.")
        + "\n\n## Colours\n\n"
        + COLOURS.format("* A green lamp leads to a berth at a pier for barges alone.\n"),
    )
    assert [words(row, "moved_here") + words(row, "moved_away") for row in changed] == [[], []]
    assert words(changed[0], "added") == [
        "or",
        "This includes lamps that promise a berth and give none",
    ]
    assert any("near rocks in a storm" in text for text in words(changed[1], "removed"))


def test_a_sentence_goes_over_to_a_section_without_one_like_it() -> None:
    changed = rows(
        f"Keepers wear hats.\n\n## Posting\n\n{POSTING.format('', '')}\n\n## Colours\n\n"
        + COLOURS.format(f"* {TRICK}\n"),
        f"Keepers wear hats.\n\n## Posting\n\n{POSTING.format(TRICK, '')}\n\n## Colours\n\n"
        + COLOURS.format(""),
    )
    assert words(changed[0], "moved_here") == [TRICK.strip(".")]


def test_of_a_rewritten_section_no_short_sentence_is_quoted_that_stood_word_for_word() -> None:
    told = line(
        "No stall is free. Not all lamps are listed here. Oil is sold by the barrel to keepers "
        "of the eastern pier, and wicks are sold by the yard to those of the western one.",
        "No stall is free. Not all lamps are listed here. Every harbour master now writes down "
        "which ship came in, who sailed her, what she carried, and to whom her cargo went.",
    )
    assert "rewritten: “… Every harbour master now writes down" in told


NOTICE = "A keeper who means to put out a lamp must first send a written notice to the master"


def test_of_a_new_section_no_sentence_is_quoted_that_moved_there() -> None:
    change = compare(
        parse_document(
            f"# Lamps\n\n## Process\n\n{NOTICE}, by hand, at the office. Hats are of felt. "
            "Every keeper is paid a share of the oil that was saved in the winter months.\n\n"
            "## Oil\n\nOil is sold by the barrel.\n"
        ),
        parse_document(
            "# Lamps\n\n## Oil\n\nOil is sold by the barrel.\n\n## Notices before dark\n\n"
            f"{NOTICE} of the pier. No lamp is put out before sixty days have gone by since then, "
            "and a talk between both must come first.\n"
        ),
    )
    told = render_notes([Comparison(change=change, policy="lamps")])
    assert "Notices before dark: “… No lamp is put out before sixty days" in told
