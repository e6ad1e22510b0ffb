"""The summary sentence, and what stands in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrack.compare import compare
from policytrack.errors import PolicytrackError
from policytrack.model import Change, Renumbering
from policytrack.report import FORMS, ReportOptions, render, summarise
from policytrack.report.notes import tell_lines
from policytrack.report.places import Places
from policytrack.sections import parse_document
from tests.report_samples import comparison, document, modified, restructured, row

RUN = Renumbering((("7", "8"), ("8", "9")), "because “6 Advertising” was inserted")
FOR_PEOPLE = ("terminal", "text", "markdown", "html")


def change_of(*kinds: str, weight: str = "substantive") -> Change:
    """One section for each kind."""
    text = document(*((2, str(i), f"Title {i}", "Text.") for i in range(1, len(kinds) + 1)))
    rows = []
    for section, kind in zip(text.sections, kinds, strict=True):
        sides = {"added": ((), (section,)), "removed": ((section,), ())}
        weighs = "none" if kind == "unchanged" else "cosmetic" if kind == "cosmetic" else weight
        rows.append(row(*sides.get(kind, ((section,), (section,))), kind, weight=weighs))  # type: ignore[arg-type]
    return Change(text, text, tuple(rows), "substantive")


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("Nothing changed", change_of("unchanged", "unchanged")),
        ("1 section changed", change_of("modified", "unchanged")),
        ("2 sections changed, 1 added", change_of("modified", "added", "modified")),
        ("1 section added, 2 removed", change_of("added", "removed", "removed")),
        ("1 section changed; the rest cosmetic", change_of("modified", "cosmetic")),
        ("Only cosmetic changes, in 1 section", change_of("cosmetic")),
        ("Only cosmetic changes, in 2 sections", change_of("cosmetic", "cosmetic")),
        ("1 section moved unchanged", change_of("moved", weight="cosmetic")),
        ("1 section changed", change_of("moved")),
        (
            (
                "1 section added, 1 removed, 1 split into 2, 2 merged into 1, 1 moved unchanged, "
                "3 renumbered because “6 Advertising” was inserted"
            ),
            restructured(RUN),
        ),
    ],
)
def test_the_summary_counts_in_words(expected: str, change: Change) -> None:
    assert expected == summarise(change)


def test_a_document_without_sections_has_no_change() -> None:
    empty = document()
    assert "Nothing changed" == summarise(Change(empty, empty, (), "none"))


IN_FORCE = "".join(f"## {name}\n\nWe tell you about it.\n\n" for name in ("Data", "Use", "Reach"))
SUPERSEDED = "Previous policy\n\n" + "".join(
    f"**{at}\\. {name}**\n\nWe told your partners of {name} for 30 days.\n\n"
    for at, name in enumerate(("Shops", "Ads", "Trade"), 1)
)


@pytest.mark.parametrize("fate", ["added", "removed"])
def test_a_superseded_text_below_the_policy_is_told_once(fate: str) -> None:
    sides = [IN_FORCE, IN_FORCE + SUPERSEDED]
    before, after = map(parse_document, sides if fate == "added" else reversed(sides))
    change = compare(before, after)
    now = "now" if fate == "added" else "no longer"
    told = f"An earlier version {now} stands below the policy"
    assert told == summarise(change)
    shown = render([comparison(change)], "text")
    assert told in shown
    assert "duration" not in shown  # facts of what is no longer in force
    (line,) = [line for lines in tell_lines(change).values() for line in lines]
    assert f"Earlier version, {now} below the policy: Previous policy, with" in line


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_the_summary_comes_before_everything_but_the_title(form: str) -> None:
    text = render([comparison(restructured(RUN))], form)
    assert text.index("1 section added, 1 removed") < text.index("2025-03-01 10:00")
    assert text.index("1 section added") < text.index("There is advertising")


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_substance_comes_before_structure(form: str) -> None:
    text = render([comparison(restructured(RUN))], form)
    assert text.index("There is advertising") < text.index("Renumbered")


@pytest.mark.parametrize("form", ["terminal", "text", "markdown"])
def test_cosmetic_sections_are_counted_and_shown_on_demand(form: str) -> None:
    change = change_of("modified", "cosmetic", "unchanged", "unchanged")
    folded = render([comparison(change)], form)
    assert "1 section with cosmetic changes only, 2 unchanged" in folded
    assert "Title 2" not in folded
    unfolded = render([comparison(change)], form, ReportOptions(all_rows=True))
    assert "Title 2" in unfolded
    assert "Title 4" in unfolded
    assert "Not shown" not in unfolded


def test_the_page_folds_without_leaving_out() -> None:
    change = change_of("modified", "cosmetic", "unchanged")
    page = render([comparison(change)], "html")
    assert "<details>" in page
    assert page.index("<details>") < page.index("Title 2")
    assert "<details open>" in render([comparison(change)], "html", ReportOptions(all_rows=True))


def test_the_page_says_what_its_colours_mean_where_something_moved() -> None:
    moved = '<ins class="moved">moved here</ins>'
    told = modified("{~We ask you first, always and in words.~} Then we write it down.")
    assert moved in render([told], "html")
    assert moved not in render([modified("We [-ask-]{+told+} you.")], "html")


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_a_run_of_numbers_is_one_line_with_its_cause(form: str) -> None:
    text = render([comparison(restructured(RUN))], form)
    assert "7→8, 8→9, because “6 Advertising” was inserted" in text
    assert "was § 7" not in text


def test_a_long_run_is_shortened_to_its_ends() -> None:
    labels = tuple((str(i), str(i + 1)) for i in range(4, 10))
    run = Renumbering((*labels, ("10", "11")), "because “Retention” was inserted")
    change = replace(restructured(), renumberings=(run,))
    assert "4→5, 5→6 … 10→11, because “Retention” was inserted" in render(
        [comparison(change)], "text"
    )


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_a_moved_section_says_where_it_was(form: str) -> None:
    text = render([comparison(restructured(RUN))], form)
    assert 1 == text.count("moved from the start of the document")


def test_split_and_merged_are_one_block_each() -> None:
    text = render([comparison(restructured(RUN))], "text")
    assert "§ 3 Access: split into “§ 3 Access” and “§ 4 Objection”" in text
    assert "§ 5 Young people: merged from “§ 4 Children” and “§ 5 Minors”" in text


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_the_place_in_the_document_is_named(form: str) -> None:
    assert "§ 4.2 Cookies" in render([modified("Kept [-30-]{+90+} days.")], form)


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_dates_remarks_and_a_persons_note_are_told(form: str) -> None:
    told = modified("Kept [-30-]{+90+} days.")
    told = replace(
        told,
        change=replace(told.change, remarks=("text changed, date did not",)),
        note="Asked for by our readers.",
        note_title="Longer storage",
        window=(told.before_captured, told.after_captured),
    )
    text = render([told], form)
    for words in (
        "2025-05-02",
        "2025-03-01 10:00 and 2025-05-02 09:30",
        "ext changed, date did not",
        "Asked for by our readers.",
        "Longer storage",
    ):
        assert words in text


def test_a_window_that_closes_before_it_opens_is_not_told() -> None:
    told = modified("Kept [-30-]{+90+} days.")
    told = replace(told, window=(told.after_captured, told.before_captured))
    assert "Changed between" not in render([told], "text")


@pytest.mark.parametrize("wanted", ["6", "§ 6", "advertising"])
def test_a_section_can_be_asked_for_by_number_or_title(wanted: str) -> None:
    text = render([comparison(restructured(RUN))], "text", ReportOptions(sections=(wanted,)))
    assert "Advertising" in text
    assert "Cookies" not in text


def test_asking_for_a_section_that_there_is_not_says_so() -> None:
    text = render([comparison(restructured())], "text", ReportOptions(sections=("Pets",)))
    assert "No section is called or numbered Pets" in text


def test_a_section_brings_what_stands_in_it() -> None:
    text = render([modified("Kept [-30-]{+90+} days.")], "text", ReportOptions(sections=("4",)))
    assert "{+90+}" in text


def test_several_policies_make_one_report() -> None:
    both = [modified("Kept [-30-]{+90+} days."), comparison(restructured(), title="Other")]
    for form in FORMS:
        text = render(both, form)
        assert "Other" in text or form == "unified"
        assert "90" in text


def test_an_unknown_form_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(PolicytrackError, match="docx") as caught:
        render([], "docx")
    assert "markdown" in caught.value.hint


@pytest.mark.parametrize("form", sorted(FORMS))
def test_nothing_to_compare_renders(form: str) -> None:
    assert render([], form) == "" or render([], form).endswith("\n")


def test_what_stands_in_a_section_without_number_is_named_with_it() -> None:
    text = document(
        (1, "", "Our Policy", ""), (2, "4", "Data", ""), (3, "4.2", "Cookies", ""),
        (4, "", "Analytics", ""), (4, "a", "Kinds", ""),
    )  # fmt: skip
    places = [Places(text).name(section) for section in text.sections]
    assert [
        "Our Policy",
        "§ 4 Data",
        "§ 4.2 Cookies",
        "§ 4.2 Cookies › Analytics",
        "§ 4.2 Cookies › (a) Kinds",
    ] == places


def test_what_nearly_all_stands_in_goes_without_saying() -> None:
    parts = [(3, "", f"Part {n}", "Words.") for n in range(9)]
    before = document((1, "", "Acme", "Hello."), (2, "", "Notice", ""), *parts)
    after = document((1, "", "Acme", "Hello."), (2, "", "Notice", ""), *parts[1:])
    told = Change(before, after, (row(before.sections[2:3], (), "removed"),), "substantive")
    assert "\nPart 0: removed\n" in render([comparison(told)], "text")


def test_a_section_without_words_is_none_that_was_removed() -> None:
    before = document((0, "", "", "---"), (1, "", "Acme", "Hello."))
    after = document((1, "", "Acme", "Hello."))
    rows = (
        row(before.sections[:1], (), "removed", weight="cosmetic"),
        row(before.sections[1:], after.sections, "unchanged", weight="none"),
    )
    told = render([comparison(Change(before, after, rows, "cosmetic"))], "text")
    assert "Only cosmetic changes, in 1 section." in told


def test_a_date_over_the_sections_is_no_part_of_their_places() -> None:
    text = parse_document(
        "# Fix Terms\n\nHello.\n\n# Last updated: 1 May 2024\n\n## Who may use it?.\n\nAll.\n", "en"
    )
    assert ["Fix Terms", "Last updated: 1 May 2024", "Who may use it?"] == [
        Places(text).name(section) for section in text.sections
    ]


def test_sections_of_one_name_are_counted_when_they_are_merged() -> None:
    before = document((1, "", "Notice", "A."), (1, "", "Notice", "B."))
    after = document((1, "", "Notice", "A.\n\nB."))
    merged = row(before.sections, after.sections, "merged")
    told = render([comparison(Change(before, after, (merged,), "substantive"))], "text")
    assert "merged from 2 sections “Notice”" in told


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_sections_that_got_a_number_and_other_words_are_not_called_unchanged(form: str) -> None:
    said = (
        "# Acme\n\nHello.\n\n## {}Lamps\n\nLamps burn for {} days.\n\n## {}Oil\n\nOil costs ${}.\n"
    )
    before = parse_document(said.format("", 30, "", 5))
    after = parse_document(said.format("1. ", 90, "2. ", 7))
    text = render([comparison(compare(before, after))], form)
    assert "Renumbered" in text
    assert "words unchanged" not in text
