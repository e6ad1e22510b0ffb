"""What changed its form alone: labels of lists, and levels of what stands on top."""

from __future__ import annotations

from policytrack.compare import compare
from policytrack.model import Change, SectionChange
from policytrack.report import Comparison
from policytrack.report.notes import render_notes
from policytrack.sections import parse_document

BOLD = """# Lamps

Lamps are for everybody who walks in the town at night.

## Lighting of lamps

Lamps help the town to see. We expect that whoever lights a lamp does so for the good of all.

1. **Do:**
    * Keep every lamp clean, and free of the soot of other lamps in the same street.
    * Light the lamps of a street in the order in which their doors are numbered.
2. **Do not:**
    * Light a lamp that stands in the garden of somebody who did not ask you to do so.
    * Take money for one lamp that should burn longer than all the others in the street.

Who does otherwise may light no more lamps.

## Oil

Oil is bought by the town in spring and is kept in the cellar of the tower until it is used up.
"""
PLAIN = BOLD.replace("**Do:**", "Do:").replace("**Do not:**", "Do not:")


def told(before: str, after: str) -> Change:
    return compare(parse_document(before), parse_document(after))


def row(change: Change, heading: str) -> SectionChange:
    (found,) = (
        one for one in change.sections if heading in {s.heading for s in one.before + one.after}
    )
    return found


def test_labels_of_a_list_that_lose_or_gain_their_bold_are_no_merge_and_no_split() -> None:
    assert len(parse_document(BOLD).sections) > len(parse_document(PLAIN).sections)
    for texts in ((BOLD, PLAIN), (PLAIN, BOLD)):
        change = told(*texts)
        assert row(change, "Lighting of lamps").kinds == ("cosmetic",)
        assert "merged" not in render_notes([Comparison(change=change)])
        assert "split" not in render_notes([Comparison(change=change)])
        assert change.weight == "cosmetic"


def test_an_edit_beside_labels_that_lost_their_bold_is_told_alone() -> None:
    change = told(BOLD, PLAIN.replace("for the good of all", "for the good of the street"))
    assert row(change, "Lighting of lamps").kinds == ("modified",)
    note = render_notes([Comparison(change=change)])
    assert "1 section changed" in note
    assert "street" in note


def test_sections_whose_headings_are_gone_are_still_a_merge() -> None:
    after = PLAIN.replace("1. Do:\n", "").replace("2. Do not:\n", "")
    assert "merged" in row(told(BOLD, after), "Lighting of lamps").kinds


def test_what_stands_on_top_as_before_did_not_rise_when_all_the_others_went_below_it() -> None:
    names = ("Lamps", "Oil", "Towers", "Streets", "Doors")
    parts = [f"{name}\n\nOf {name.lower()} we say what is so.\n\n" for name in names]
    before = "".join(f"# {part}" for part in parts)
    after = f"# {parts[0]}" + "".join(f"## {part}" for part in parts[1:])
    assert all(one.kinds == ("unchanged",) for one in told(before, after).sections)
