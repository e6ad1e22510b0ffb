"""The last lines of a section, told where sections came or went before them: they stayed."""

from __future__ import annotations

from policytrack.compare import compare
from policytrack.report import Comparison, ReportOptions, render
from policytrack.report.notes import render_notes
from policytrack.sections import parse_document

END = "For what follows we tell those who are younger than eighteen that they may not see it:"
LEAD = "# Lamps\n\nLamps burn oil.\n\n## Animals\n\nPictures of {} that burn are not for lamps.\n\n"
AGENTS = "## Agents\n\nOur agents are Ada in Utopia and Bea in Narnia, who write back.\n\n"
REST = "\n\n## Rules\n\nAll that is above holds for every lamp in every tower of the town.\n"
WITHOUT = LEAD.format("cats") + END + REST
WITH = LEAD.format("dogs") + AGENTS + END + REST


def told(before: str, after: str) -> Comparison:
    return Comparison(change=compare(parse_document(before), parse_document(after)))


def test_lines_behind_a_section_that_came_are_told_neither_as_moved_nor_as_new() -> None:
    note = render_notes([told(WITHOUT, WITH)])
    assert "“Pictures of dogs that burn”" in note
    assert " moved" not in note
    assert "New section: Agents: “Our agents are Ada in Utopia and Bea in Narnia, who write" in note
    assert "younger" not in note


def test_lines_behind_a_section_that_went_are_told_neither_as_moved_nor_as_gone() -> None:
    note = render_notes([told(WITH, WITHOUT)])
    assert "Removed section: Agents: “Our agents" in note
    assert " moved" not in note
    assert "younger" not in note


def test_such_lines_bear_no_marks_where_the_changes_are_shown() -> None:
    for texts in ((WITHOUT, WITH), (WITH, WITHOUT)):
        shown = render([told(*texts)], "text", ReportOptions(all_rows=True))
        assert "Our agents" in shown
        assert "~" not in shown


def test_a_paragraph_that_went_into_another_section_is_still_told_as_moved() -> None:
    before = WITHOUT.replace(END, "").replace("Lamps burn oil.", f"Lamps burn oil.\n\n{END}")
    after = before.replace(f"\n\n{END}", "").replace("of the town.", f"of the town.\n\n{END}")
    assert " moved" in render_notes([told(before, after)])


def test_what_led_a_section_that_went_or_came_is_told_with_it() -> None:
    lead = "Of these lamps we say to every guest that the light may be too bright:\n\n"
    kept, more = LEAD.format("cats"), f"{lead}{AGENTS}"
    went, came = told(kept + more + END + REST, WITHOUT), told(WITHOUT, kept + more + END + REST)
    for fate, comparison in (("removed", went), ("added", came)):
        note = render_notes([comparison])
        assert f"\n1 section {fate}.\n" in note
        assert note.index("section: Agents") < note.index("too bright: Our agents are Ada")
        assert "### Changed" not in note
        shown = render([comparison], "text", ReportOptions())
        assert shown.index("Agents") < shown.index("Of these lamps")
