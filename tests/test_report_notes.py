"""Change notes: their words, and a changelog that people write in too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.compare import compare
from policytrack.model import Change, Renumbering, Signal
from policytrack.report import Comparison, merge_notes, render_notes
from policytrack.sections import parse_document as parse
from tests.report_samples import comparison, document, modified, pieces, restructured, row, side

DURATION = (
    Signal("duration", "before", "30 days", 0, 7),
    Signal("duration", "after", "90 days", 0, 7),
)
KEPT = "Kept [-30-]{+90+} days."
RUN = Renumbering((("5", "6"), ("6", "7"), ("9", "10")), "because “5 Ads” was inserted")


def lines(told: Comparison) -> list[str]:
    return [line[2:] for line in render_notes([told]).splitlines() if line.startswith("- ")]


def on(day: str, told: Comparison | None = None) -> Comparison:
    moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return replace(told or modified(KEPT), after_captured=moment)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("§ 4.2 Cookies: duration 30 days → 90 days", modified(KEPT, signals=DURATION)),
        ("§ 4.2 Cookies: “Kept 30 days” → “Kept 90 days”", modified(KEPT)),
        ("§ 4.2 Cookies: “sell” added in “We share, sell it”", modified("We share{+, sell+} it.")),
        (
            "§ 4.2 Cookies: “never” removed from “We never share it”",
            modified("We [-never -]share it."),
        ),
        (
            (
                "§ 4.2 Cookies: 1 sentence changed, 3 added, 1 removed, among them "
                "“A b c d e.” → “A f g h i.”"
            ),
            modified("A [-b c d e-]{+f g h i+}.\n{+New.\nNew two.\nNew three.+}\n[-Gone.-]"),
        ),
        (
            (
                "§ 4.2 Cookies: 1 entry changed, 1 added, 4 removed, among them "
                "“Old weapons of war. Examples include swords.” removed from under “Never sell”"
            ),
            modified(
                "Never sell:\n\n[-* Live animals. Examples include cats.\n* Old weapons of war. "
                "Examples include swords.\n* Tickets. Examples include seats.\n* Wine. "
                "Examples include port.\n-]* Coins. {+Examples include pennies.+}\n"
                "{+* Medals. Examples include crosses of iron.\n+}"
            ),
        ),
        (
            "§ 4.2 Cookies: 6 lines added, among them “third cell” added",
            modified("Kept.\n{+A\nB\nthird cell\nC\nD\nE+}"),
        ),
        (
            (
                "§ 4.2 Cookies: 1 sentence changed, "
                "with “one or more” added in “C and one or more to d”"
            ),
            modified(
                "[-A-]{+O+} is what they say [-c-]{+u+} and so they say [-x-]{+y+} as was said "
                "of [-e-]{+i+} to C and {+one or more +}to d."
            ),
        ),
        (
            (
"§ 4.2 Cookies: duration 30 days → 90 days; 1 sentence changed, 1 added, "
"among them “And more.” added"
),
            modified(f"{KEPT}\n{{+And more.+}}", signals=DURATION),
        ),
        ("§ 4.2 Cookies: rewritten: “B.”", modified("[-A.-]{+B.+}", rewritten=True)),
        ("New section: § 6 Advertising: “There is advertising.”", comparison(restructured())),
        ("Removed section: § 6 Fees: “It is free.”", comparison(restructured())),
        ("§ 3 Rights: split into “§ 3 Access” and “§ 4 Objection”", comparison(restructured())),
        (
            "§ 5 Young people: merged from “§ 4 Children” and “§ 5 Minors”",
            comparison(restructured()),
        ),
        ("§ 2 Cookies: moved from the start of the document", comparison(restructured())),
        (
            "Sections renumbered because “5 Ads” was inserted: 5→6, 6→7, 9→10",
            comparison(replace(restructured(), renumberings=(RUN,))),
        ),
    ],
)  # fmt: skip
def test_a_section_is_told_in_one_line(line: str, told: Comparison) -> None:
    assert line in lines(told)


SENTENCE = "We tell " + ", ".join(f"number {n}" for n in range(40))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("“We sell it.” added", modified("Hello.\n{+* We sell it.+}\nBye.")),
        ("“and Oz” added in “Narnia and Oz”",
         modified("We send it to Utopia, [-and -]Narnia{+ and Oz+}.")),
        (f"“We tell {', '.join(f'number {n}' for n in range(29))} …” added",
         modified(f"Hello.\n{{+{SENTENCE}.+}}")),
        ("“Theft or other murders” → “Theft or serial murders”",
         modified("Theft or [-other-]{+serial+} murders.")),
        ("“ask us or” added in “You may ask us or at any”; “Each day (write)” → “Each day (call)”",
         modified("You may {+ask us or+} at any time. Each day ([-write-]{+call+}).")),
        ("rewritten: “Sold to Ads Inc.”; now mentions Ads Inc; no longer mentions Acme Ltd",
         modified("[-Acme Ltd has it.-]{+Sold to Ads Inc.+}", rewritten=True, signals=(
             Signal("party", "before", "Acme Ltd", 0, 8),
             Signal("party", "after", "Ads Inc", 8, 15)))),
        (f"“We {'keep ' * 25}keep” → “We hold it”",
         modified(f"We [-{'keep ' * 26}-]{{+hold it+}} for {'so very many of these ' * 9}.")),
        ("“… a a a c c c c” → “… a a a d”",
         modified(f"[-{'a ' * 25}c c c c-]{{+{'a ' * 25}d+}} {'b ' * 30}.")),
        ("“and fax” removed (2 times); “You may Ask us” → “You may Write to us”",
         modified("By post[- and fax-] or mail.\nBy hand[- and fax-] we answer at once.\n"
                  "You may [-Ask-]{+Write to+} us.")),
        ("“Ads” → “Offers” (2 times)",
         modified("[-Ads-]{+Offers+} in our app.\nSame.\n[-Ads-]{+Offers+} in our app.")),
        (("now mentions third parties; 1 sentence changed, 4 added, "
          "among them “We may keep it” → “We will keep it”"),
         modified("We [-may-]{+will+} keep it.\n{+One is.\nTwo is.\nThree is.\nThird parties.+}",
                  signals=(Signal("modality", "before", "may", 3, 6),
                           Signal("modality", "after", "will", 3, 7),
                           Signal("recipient", "after", "third parties", 0, 1),
                           Signal("recipient", "after", "Third-party", 1, 2)))),
    ],
)  # fmt: skip
def test_a_small_change_is_quoted_and_a_large_one_told_by_what_it_is_about(
    line: str, told: Comparison
) -> None:
    assert [f"§ 4.2 Cookies: {line}"] == lines(told)


def test_the_same_edit_in_many_sections_is_one_line() -> None:
    marked = "It is [-Acme-]{+Bolt+}.\nAsk [-Acme-]{+Bolt+}."
    sides = [
        document(*((1, "", f"Part {n}", side(marked, kind)) for n in range(6)))
        for kind in ("removed", "added")
    ]
    rows = [
        row([before], [after], "modified", body=marked)
        for before, after in zip(*(one.sections for one in sides), strict=True)
    ]
    rows[0] = replace(rows[0], body=pieces(f"{marked}\n{{+And more.+}}"))
    told = lines(comparison(Change(*sides, tuple(rows), "substantive")))
    assert "In 5 sections: “Acme” → “Bolt” (Part 1, Part 2, Part 3, Part 4, …)" == told[0]
    assert 2 == len(told)
    assert told[1].startswith("Part 0: ")
    few = lines(comparison(Change(*sides, tuple(rows[:3]), "substantive")))
    assert "Part 1: “Acme” → “Bolt” (2 times)" == few[1]


def test_sections_within_a_new_one_are_told_with_it() -> None:
    parts = [(3, "", f"Part {n}", "Words.") for n in range(6)]
    before = document((1, "", "Acme", "Hello."))
    after = document(
        (1, "", "Acme", "Hello."),
        (2, "", "Ads", "There are ads."),
        *parts,
        (2, "", "", "Loose end."),
    )
    rows = (
        row(before.sections, after.sections[:1], "unchanged", weight="none"),
        *(row((), (section,), "added") for section in after.sections[1:]),
    )
    assert [
        "New section: Ads, with 6 sections in it: Part 0, Part 1, Part 2, Part 3, …",
        "New section without a title: “Loose end.”",
    ] == lines(comparison(Change(before, after, rows, "substantive")))


def test_a_run_of_numbers_is_told_by_its_ends() -> None:
    run = replace(RUN, labels=(("5", "6"), ("6", "7"), ("7", "8")))
    told = comparison(replace(restructured(), renumberings=(run,)))
    assert "Sections 5–7 renumbered to 6–8 because “5 Ads” was inserted" in lines(told)


def test_an_entry_is_dated_by_the_change_and_ordered_newest_first() -> None:
    text = render_notes([on("2024-01-02"), on("2025-05-02"), on("2024-12-31")])
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    days = ("2025-05-02", "2024-12-31", "2024-01-02")
    assert [f"## Acme Privacy Policy - {day}" for day in days] == headings


def test_what_is_added_changed_and_removed_stands_under_its_heading() -> None:
    text = render_notes([comparison(restructured())])
    assert ["### Changed", "### Added", "### Removed"] == re.findall(r"^###.*", text, re.MULTILINE)


def test_nothing_changed_makes_no_entry() -> None:
    told = modified("Same.")
    rows = tuple(replace(row, kinds=("unchanged",)) for row in told.change.sections)
    told = replace(told, change=replace(told.change, sections=rows))
    assert "" == render_notes([told])
    assert "" == merge_notes("", [told])
    assert "Mine.\n" == merge_notes("Mine.\n", [told])


def test_a_persons_note_stands_apart_from_the_generated_lines() -> None:
    text = render_notes([replace(modified(KEPT), note="Our *readers* asked.", note_title="Why")])
    assert "> **Why**\n>\n> Our *readers* asked.\n\n1 section changed." in text


CHANGELOG = """\
# Changelog

Our own words.

## [Unreleased]

- Something to come.

## [1.1.0] - 2025-06-01

### Added

- A thing.

## [1.0.0] - 2025-01-01

- All of it.

[1.1.0]: https://acme.example/1.1.0
"""


def own(merged: str) -> str:
    """What of a changelog stands outside the entries, without blank lines."""
    rest = re.sub(
        r"(?s)<!-- policytrack:change (\w+) .*?<!-- /policytrack:change \1 -->", "", merged
    )
    return re.sub(r"(\r?\n)+", r"\n", rest).strip("\n")


def test_entries_stand_among_a_persons_own_by_date() -> None:
    merged = merge_notes(CHANGELOG, [on("2025-07-01"), on("2025-05-02"), on("2024-05-02")])
    marks = ("[Unreleased]", "2025-07-01", "[1.1.0] -", "2025-05-02", "[1.0.0] -", "2024-05-02",
             "[1.1.0]: ")  # fmt: skip
    assert sorted(marks, key=merged.index) == list(marks)
    assert own(CHANGELOG) == own(merged)


def test_merging_twice_changes_nothing() -> None:
    told = [on("2025-07-01"), on("2025-05-02", comparison(restructured()))]
    merged = merge_notes(CHANGELOG, told)
    assert merged == merge_notes(merged, told)
    assert merged == merge_notes(merged, list(reversed(told)))


def test_one_after_the_other_or_all_at_once_is_the_same() -> None:
    told = [on("2024-05-02"), on("2025-07-01"), on("2025-05-02")]
    merged = ""
    for one in told:
        merged = merge_notes(merged, [one])
    assert merge_notes("", told) == merged


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n## Old"])
def test_a_blank_line_stands_around_every_entry(end: str) -> None:
    merged = merge_notes(f"Words.{end}", [on("2024-05-02"), on("2025-07-01")])
    assert 2 == len(re.findall(r"\n\n<!-- policytrack", merged))
    assert [] == re.findall(r"\n\n\n|-->\n(?!\n|##|\Z)", merged)


def test_an_entry_that_nobody_touched_follows_a_new_note() -> None:
    told = on("2025-05-02")
    merged = merge_notes("", [told])
    noted = merge_notes(merged, [replace(told, note="Now with a note.")])
    assert "> Now with a note." in noted
    assert 1 == noted.count("## Acme Privacy Policy")


def test_a_persons_words_inside_an_entry_stay() -> None:
    told = on("2025-05-02")
    edited = merge_notes("", [told]).replace(
        "“Kept 30 days” → “Kept 90 days”", "We now keep it for **three months**."
    )
    assert edited == merge_notes(edited, [replace(told, note="Later.")])


def test_an_entry_without_its_end_is_a_persons() -> None:
    told = on("2025-05-02")
    edited = re.sub(r"<!-- /policytrack.*-->\n", "", merge_notes("", [told]))
    assert edited == merge_notes(edited, [replace(told, note="Later.")])


def test_an_entry_moved_by_a_person_stays_where_it_is() -> None:
    told = on("2025-05-02")
    entry = merge_notes("", [told]).split("first.\n\n")[1]
    moved = f"# Log\n\n## 2020\n\nOld.\n\n{entry}\nThe end.\n"
    assert moved == merge_notes(moved, [told])


def test_windows_line_ends_stay() -> None:
    existing = CHANGELOG.replace("\n", "\r\n")
    merged = merge_notes(existing, [on("2025-05-02")])
    assert [] == re.findall(r"(?<!\r)\n", merged)
    assert merged == merge_notes(merged, [on("2025-05-02")])


PIECES = st.lists(
    st.sampled_from(
        [
            "# Changelog\n", "\n", "\n\n", "## [Unreleased]\n", "## 1.0 - 2025-01-01\n", "words",
            "- item\n", "[x]: https://y\n", "\r\n", "```\n", "<!-- comment -->\n", "## Old\n",
            "<!-- policytrack:change 0123456789abcdef 2025-01-01 0123456789ab -->\n",
            "<!-- /policytrack:change 0123456789abcdef -->\n",
        ]
    ),
    max_size=10,
).map("".join)  # fmt: skip
DAYS = st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), max_size=4)


@settings(deadline=None)
@given(PIECES, DAYS, DAYS)
def test_whatever_the_file_its_words_stay_and_twice_is_once(
    existing: str, days: list[object], later: list[object]
) -> None:
    merged = merge_notes(existing, [on(str(day)) for day in days])
    assert merged == merge_notes(merged, [on(str(day)) for day in days])
    if existing:
        assert own(existing) == own(merged)
    again = merge_notes(merged, [on(str(day)) for day in later])
    assert own(merged or again) == own(again)
    assert len({*days, *later}) == again.count("## Acme Privacy Policy")


def test_dates_that_the_text_states_of_itself_or_tells_in_another_form_are_no_mentions() -> None:
    text = "Updated: {}.\n\nFrom {} we do it.\n\nOne.\nTwo.\nThree.\nFour.\nFive."
    before = parse(text.format("1 May 2024", "June 3, 2024"))
    after = parse(text.format("2 June 2025", "3 June 2024").replace("Two", "Six"))
    (told,) = lines(comparison(compare(before, after)))
    assert "mentions" not in told


def test_what_went_into_a_new_section_is_not_said_to_be_gone() -> None:
    keep = "## Keeping\n\nWe keep it for 30 days. {} {}"
    tail = "We ask you for it. We note it. We file it. We read it. We burn it at last."
    other = "We have a lock. We have a key."
    before = parse(f"# Acme\n\n{keep.format(tail, other)}\n\n## Law\n\nThe law is here.")
    part = "## Suspending\n\nAccounts are suspended for 30 days by us alone, and come back later."
    kept = keep.replace(" for 30 days", "").format(tail.upper(), "")
    after = parse(f"# Acme\n\n{kept}\n\n{part}\n\n## Law\n\nThe law is here.")
    told = " ".join(lines(comparison(compare(before, after))))
    assert "New section: Suspending" in told
    assert "no longer mentions" not in told


def test_the_items_of_a_new_section_are_quoted_without_their_bullets() -> None:
    before = document((1, "", "Data", "We keep it."))
    after = document((1, "", "Data", "We keep it."), (1, "", "Ads", "* One ad.\n* Two ads."))
    told = comparison(compare(before, after))
    assert "New section: Ads: “One ad. Two ads.”" in lines(told)


def test_a_sentence_that_moved_whole_hides_no_edit_beside_it() -> None:
    marked = (
        "We care.\n[-For what follows we tell you why it is shown to you-]"
        "{~For what follows we ask those who are younger than 18~}:\nPictures."
    )
    (told,) = lines(modified(marked))
    assert "“For what follows we tell you why it is shown to you” removed" in told
    assert "1 sentence moved here" in told


def test_one_of_several_changes_is_quoted_by_its_beginning() -> None:
    marked = f"Hello.\n{{+{SENTENCE}.+}}"
    before, after = (
        document(*((1, "", f"Part {n}", side(marked.replace("40", str(n)), kind)) for n in (1, 2)))
        for kind in ("removed", "added")
    )
    rows = tuple(
        row([one], [two], "modified", body=marked)
        for one, two in zip(before.sections, after.sections, strict=True)
    )
    told = lines(comparison(Change(before, after, rows, "substantive")))
    assert [f"Part {n}: “We tell number 0," for n in (1, 2)] == [
        x.split(" number 1,")[0] for x in told
    ]
    assert all("number 11" not in line for line in told)


def test_a_list_of_contents_is_no_place_and_a_title_in_quotes_has_them_once() -> None:
    head = "# Acme\n\n## Table of Contents\n\n1. Data\n2. Law\n\n"
    before = parse(f"{head}### “Our Data”\n\nWe keep a lot of it here.\n\n### Law\n\nIt holds.")
    after = parse(f"{head}### Your data\n\nWe keep a lot of it here.\n\n### Law\n\nIt never holds.")
    told = lines(comparison(compare(before, after)))
    assert "Your data: was titled “Our Data”" in told
    assert "Law: “never” added in “It never holds”" in told


def test_a_stated_date_that_changed_is_told_and_no_day_made_up_for_a_month() -> None:
    text = "Last updated: {}\n\n## Data\n\nWe keep {} of it."
    before, after = parse(text.format("3 May 2024", "some")), parse(text.format("June 2025", "all"))
    notes = render_notes([comparison(compare(before, after))])
    assert "Says of itself: updated 2025-06 (before: 2024-05-03)." in notes
    assert "Says" not in render_notes([modified(KEPT)])


def test_each_cell_of_a_row_is_an_edit_of_its_own() -> None:
    told = modified("[-Needed | Keeps it-]{+Essential | Holds it for you+} | All that is left.")
    assert ["“Needed” → “Essential”; “Keeps it” → “Holds it for you”"] == [
        line.partition("Cookies: ")[2] for line in lines(told)
    ]


def test_a_title_alone_above_sections_that_stay_is_told_as_a_heading() -> None:
    law, desk = "## {}\n\nThe law of Utopia holds here for all of us.\n\n", "## Desk\n\nAsk us.\n\n"
    kept = f"# Acme\n\nHello.\n\n{law.format('Law')}"
    parts = (
        "### Courts\n\nThe court of Utopia decides.\n\n",
        "### Letters\n\nWrite letters by hand.\n\n",
    )
    before = f"{kept}## Law, courts and letters\n\n{parts[0]}{parts[1]}{desk}"
    after = f"{kept}{parts[0]}{desk}"
    told = lines(comparison(compare(parse(before), parse(after))))
    assert "Removed heading: Law, courts and letters" in told
    assert "Removed section: Law, courts and letters › Letters: “Write letters by hand.”" in told
    back = lines(comparison(compare(parse(after), parse(before))))
    assert "New heading: Law, courts and letters" in back
