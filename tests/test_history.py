"""Folding on histories as they are met: what happened, and what only seemed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from policytrack.compare import compare
from policytrack.history import (
    FOLDED,
    Ends,
    Fold,
    Version,
    find_successors,
    fold_versions,
    read_trace,
    settle,
)
from policytrack.sections import parse_document

START = datetime(2021, 3, 1, tzinfo=UTC)
RULES = "\n\n".join(
    f"## {n}. Rule {n}\n\nThe service keeps record number {n} about every member for {n} days, "
    "and shows it to nobody without a warrant."
    for n in range(1, 8)
)
BEFORE = f"# Privacy Policy\n\nLast updated: 1 March 2021\n\n{RULES}\n"
AFTER = BEFORE.replace("7 days", "70 days")
OTHER = BEFORE.replace("a warrant", "the member's consent")
LINKS = BEFORE.replace("a warrant", "a [warrant](https://acme.example/w?id=1)")
LINKS_2 = LINKS.replace("id=1", "id=2")
WALL = "# Are you a robot?\n\nPlease prove that you are human.\n"


def history(*texts: str | tuple[str, float], marked: tuple[int, ...] = ()) -> list[Version]:
    """Versions a day apart, or after as many days as stand beside a text."""
    moment, found = START, []
    for number, row in enumerate(texts):
        text, days = row if isinstance(row, tuple) else (row, 1.0)
        moment += timedelta(days=days)
        found.append(Version(moment, read_trace(text), reextraction=number in marked))
    return found


def said(folds: tuple[Fold, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(fold.kind, fold.members) for fold in folds]


def test_a_text_that_goes_and_comes_back_is_one_note() -> None:
    folds = fold_versions(history(BEFORE, AFTER, BEFORE))
    assert [("first", (0,)), ("flapping", (1, 2))] == said(folds)


def test_alternation_is_one_note_with_its_variants() -> None:
    folds = fold_versions(history(BEFORE, AFTER, BEFORE, OTHER, BEFORE, AFTER, BEFORE))
    assert [("first", (0,)), ("flapping", (1, 2, 3, 4, 5, 6))] == said(folds)
    assert 2 == folds[1].variants


def test_alternation_with_a_small_edit_inside_keeps_the_edit() -> None:
    rewritten = BEFORE.replace("The service keeps", "Our partners store")
    edited = BEFORE.replace("7 days", "9 days")
    folds = fold_versions(history(BEFORE, rewritten, edited, rewritten, edited))
    assert [("first", (0,)), ("flapping", (1, 3, 4)), ("change", (2,))] == said(folds)


def test_a_rollout_that_flaps_is_one_change_at_its_first_appearance() -> None:
    versions = history(BEFORE, AFTER, BEFORE, AFTER, (OTHER, 200))
    folds = fold_versions(versions)
    assert [("first", (0,)), ("change", (1, 2, 3)), ("change", (4,))] == said(folds)
    assert 1 == folds[1].first
    assert "went back once" in folds[1].reason


def test_a_change_that_stands_for_months_and_is_taken_back_is_two_changes() -> None:
    folds = fold_versions(history(BEFORE, AFTER, (BEFORE, 120)))
    assert [("first", (0,)), ("change", (1,)), ("change", (2,))] == said(folds)
    assert 0 == folds[2].returns_to


def test_a_change_that_stands_for_weeks_and_is_taken_back_is_one_entry_and_shown() -> None:
    folds = fold_versions(history(BEFORE, AFTER, (BEFORE, 30), OTHER))
    assert [("first", (0,)), ("returned", (1, 2)), ("change", (3,))] == said(folds)
    assert (0, 1, 0) == (folds[1].before, folds[1].after, folds[1].returns_to)
    assert "returned" not in FOLDED
    assert "30 days" in folds[1].reason


def test_a_change_that_is_back_the_day_after_it_was_taken_back_never_went() -> None:
    folds = fold_versions(history(BEFORE, AFTER, (BEFORE, 30), AFTER))
    assert [("first", (0,)), ("change", (1,)), ("flapping", (2, 3))] == said(folds)


def test_one_of_several_variants_that_stays_is_the_change() -> None:
    folds = fold_versions(history(BEFORE, AFTER, BEFORE, OTHER, BEFORE, AFTER, (RULES, 90)))
    assert ("change", (1, 5)) in said(folds)
    assert ("flapping", (2, 3, 4)) in said(folds)


def test_a_start_page_in_the_place_of_the_policy_is_held() -> None:
    start = "# Welcome\n\n" + "\n\n".join(
        f"Our {word} makes every day brighter for you and for all of your {word} friends."
        for word in ("music", "garden", "kitchen", "travel", "sports", "school", "winter", "summer")
    )
    folds = fold_versions(history(BEFORE, start, AFTER))
    assert [("first", (0,)), ("held", (1,)), ("change", (2,))] == said(folds)
    assert 0 == folds[2].before


def test_new_link_targets_are_no_change_however_many() -> None:
    folds = fold_versions(history(BEFORE, LINKS, LINKS_2, LINKS, AFTER))
    assert [("first", (0,)), ("form", (1, 2, 3)), ("change", (4,))] == said(folds)
    assert 3 == folds[2].before


@pytest.mark.parametrize("days", [1, 30])
def test_half_a_page_that_recovers_was_never_the_policy(days: float) -> None:
    half = "\n".join(BEFORE.splitlines()[:8])
    folds = fold_versions(history(BEFORE, half, (BEFORE, days)))
    assert [("first", (0,)), ("held", (1, 2))] == said(folds)


def test_what_is_left_of_a_text_after_a_broken_reading_is_compared_with_that_text() -> None:
    long = f"{BEFORE}\n# The rules before\n\n" + RULES.replace("record", "file")
    folds = fold_versions(history(long, "Imprint, Contact", BEFORE, marked=(1,)))
    assert [("first", (0,)), ("reextraction", (1,)), ("change", (2,))] == said(folds)
    assert 0 == folds[2].before


def test_half_a_page_that_recovers_into_an_edited_text_leaves_the_edit() -> None:
    half = "\n".join(BEFORE.splitlines()[:8])
    folds = fold_versions(history(BEFORE, half, (AFTER, 30)))
    assert [("first", (0,)), ("held", (1,)), ("change", (2,))] == said(folds)
    assert 0 == folds[2].before


def test_what_the_gate_doubts_is_held_even_where_it_stays() -> None:
    versions = history(BEFORE, AFTER)
    doubted = Version(START + timedelta(days=9), read_trace(WALL), doubt="asks for a person")
    folds = fold_versions([*versions, doubted])
    assert [("first", (0,)), ("change", (1,)), ("held", (2,))] == said(folds)


def test_a_marked_reextraction_is_set_apart_and_the_next_change_starts_from_it() -> None:
    read_anew = "Menu. Home. About.\n\n" + BEFORE
    folds = fold_versions(
        history(BEFORE, read_anew, read_anew.replace("7 days", "70 days"), marked=(1,))
    )
    assert [("first", (0,)), ("reextraction", (1,)), ("change", (2,))] == said(folds)
    assert 1 == folds[2].before


def test_an_archive_that_puts_more_pages_together_changes_no_policy() -> None:
    more = f"{BEFORE}\n# Cookies\n\nWe set a cookie that holds your basket for an hour.\n"
    versions = [
        replace(version, pages=pages)
        for version, pages in zip(history(BEFORE, more, (BEFORE, 99)), (1, 2, 1), strict=True)
    ]
    folds = fold_versions(versions)
    assert [("first", (0,)), ("reextraction", (1,)), ("reextraction", (2,))] == said(folds)
    assert "2 pages where it read 1" in folds[1].reason


def test_pages_that_share_a_heading_with_those_before_change_no_policy() -> None:
    more = f"All our rules\n\n{BEFORE}\n# Cookies\n\n## Rule 3\n\nWe set a cookie for an hour."
    read = [replace(one, pages=of) for of, one in enumerate(history(BEFORE, more), 1)]
    assert "reextraction" == fold_versions(read)[1].kind


def test_a_change_says_that_the_archive_reads_other_pages() -> None:
    read = [replace(one, pages=2 - of) for of, one in enumerate(history(BEFORE, AFTER))]
    assert "the archive reads 1 page where it read 2" == fold_versions(read)[1].reason


@pytest.mark.parametrize("pages", [(1, 1), (0, 2), (2, 1)])
def test_what_comes_without_another_page_is_a_change(pages: tuple[int, int]) -> None:
    versions = history(BEFORE, f"{BEFORE}\nWe set a cookie that holds your basket for an hour.\n")
    read = [replace(one, pages=of) for one, of in zip(versions, pages, strict=True)]
    assert "change" == fold_versions(read)[1].kind


def test_an_edit_beside_another_page_is_a_change() -> None:
    more = f"{AFTER}\n# Cookies\n\nWe set a cookie that holds your basket for an hour.\n"
    read = [replace(one, pages=of) for of, one in enumerate(history(BEFORE, more), 1)]
    assert "change" == fold_versions(read)[1].kind


NOTES = "\n".join(
    f"{line}\n\nNote {number}: by this we mean what stands in law {number}, and nothing else.\n"
    for number, line in enumerate(BEFORE.splitlines())
)
BARE = "\n".join(f"{line}\n\n" for line in BEFORE.splitlines())


def test_notes_that_unfold_again_all_over_the_text_are_another_layout() -> None:
    folds = fold_versions(history(NOTES, (BARE, 90), (NOTES, 90), (BARE, 90)))
    kinds = [fold.kind for fold in folds]
    assert ["first", "change", "reextraction", "reextraction"] == kinds
    assert "no sentence was edited" in folds[2].reason


def test_what_came_along_with_unfolded_notes_goes_along_with_them() -> None:
    more = NOTES.replace("and nothing else.", "and nothing else.\n\nSee also the next law.", 1)
    folds = fold_versions(history(NOTES, (BARE, 90), (more, 90), (BARE, 90)))
    assert ["first", "change", "change", "reextraction"] == [fold.kind for fold in folds]
    assert "places it says again what it said before" in folds[2].reason


def test_a_rule_that_goes_beside_notes_that_go_is_a_change() -> None:
    without = BARE.replace("## 7. Rule 7", "").replace("record number 7", "record")
    folds = fold_versions(history(NOTES, (BARE, 90), (NOTES, 90), (without, 90)))
    assert ["first", "change", "reextraction", "change"] == [fold.kind for fold in folds]


def test_a_rule_that_is_put_back_after_long_is_a_change() -> None:
    without = BEFORE.replace("## 7. Rule 7", "").replace("record number 7", "record")
    folds = fold_versions(history(BEFORE, (without, 90), (BEFORE, 90)))
    assert ["first", "change", "change"] == [fold.kind for fold in folds]


def test_an_edit_beside_unfolded_notes_is_a_change() -> None:
    edited = NOTES.replace("7 days", "70 days")
    folds = fold_versions(history(NOTES, (BARE, 90), (edited, 90)))
    assert ["first", "change", "change"] == [fold.kind for fold in folds]


LOST = "\nRead our [rules](/r).\n\nSee [this page](/p) for ways to ask us.\n"
PARTNERS = "\n[Cookie settings](/c)\n\n## Who sets cookies\n\n* [Ann](/a)\n* [Bob](/b)\n"
MENU = "Garden SchoolHome" + "".join(
    f"Planting a Tulip {n} in all of your flower beds" for n in range(99)
)
PROSE = "Updated yesterday we keep records for 7 days and never longer than that. " * 9
BOXES = """
## Ann Other

Baker

[](#popup-close)

## Ann Other

Baker

Ann bakes for the whole town, and says that no other service reads a recipe as well as ours.
"""
FOOT = """
[Shop](/s)[News](/n)

Acme keeps shop at Mill Road 1, and forecasts may not come true.

[Help](/h)[Press](/p)

[Privacy](/y)[Terms](/t)

© 2021 Acme. All rights reserved.
"""


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (BEFORE, AFTER, "change"),
        (BEFORE, BEFORE.replace("1 March 2021", "9 May 2021"), "date"),
        (BEFORE, BEFORE + "\n## Was this helpful?\n\nYes\n\nNo\n", "furniture"),
        (BEFORE + "\n[Learn more](/x)\n", BEFORE + "\n[Read next](/x)\n", "furniture"),
        (BEFORE + "\nLearn more\n", AFTER + "\nRead next\n", "change"),
        (
            BEFORE,
            BEFORE + "\n## Was this helpful?\n\n" + "We sell your data to anyone. " * 9,
            "change",
        ),
        (BEFORE, BEFORE + "\n* Acme Pixel\n", "change"),
        (BEFORE + "[A](/a)[B](/b)[Sale](/c)", BEFORE + "[A](/a)[B](/b)[Shop](/d)", "furniture"),
        (BEFORE + "\n* [Ann](/a)\n", BEFORE + "\n* [Ann](/a)\n* [Bob](/b)\n", "change"),
        (
            BEFORE + "\nThis video was seen 1.9MLast by you.\n",
            BEFORE + "\nThis video was seen 2MLast by you.\n",
            "furniture",
        ),
        (
            BEFORE + "\n3 out of 4 found this helpful",
            BEFORE + "\n4 out of 5 found this helpful",
            "furniture",
        ),
        (
            BEFORE + "\nBirds, 1.3M viewsLast seen",
            BEFORE + "\nBirds, 1.4M viewsLast seen",
            "furniture",
        ),
        (
            "Terms, 1.3M viewsLast seen" + BEFORE.replace("\n", " ") * 9,
            "Terms, 1.4M viewsLast seen" + BEFORE.replace("\n", " ") * 9,
            "furniture",
        ),
        (BEFORE + "\nPaid for 1.3M views a day", BEFORE + "\nPaid for 1.4M views a day", "change"),
        (BEFORE + "\nAcme © 2021\n", BEFORE + "\nAcme © 2022\n", "furniture"),
        (BEFORE, BEFORE + "\nEnglish (US)\n\nDeutsch\n\nTürkçe\n", "furniture"),
        (BEFORE + "\nWe sell in:\n\n* France\n", BEFORE + "\nWe sell in:\n\n* Canada\n", "change"),
        (
            BEFORE + "\n[Ask us](/a)[News](/b)",
            BEFORE + "\n[Ask us](/a)[News](/b)[Jobs](/c)",
            "furniture",
        ),
        (BEFORE + "\n[About birds](/a)\n", BEFORE + "\n[Your first bird](/b)\n", "furniture"),
        (BEFORE, BEFORE + "\n[New terms from 1 May 2022](/b)\n", "change"),
        (
            BEFORE,
            BEFORE.replace(
                "\n\nLast", "\n\nEurope\n\n* Rule 1\n* Rule 2\n* Rule 3\n* Rule 4\n\nLast"
            ),
            "furniture",
        ),
        ("Menu\n\n" + BEFORE, "Menu\n\nEU/UK\n\n" + BEFORE, "furniture"),
        (BEFORE, BEFORE.replace("to nobody without a warrant.", "to nobody without"), "furniture"),
        (BEFORE.replace("to nobody without a warrant.", "to nobody without"), BEFORE, "furniture"),
        (BEFORE, BEFORE.replace(", and shows it to nobody without a warrant.", "."), "change"),
        (
            BEFORE,
            BEFORE.replace("7 days, and shows it to nobody without a warrant.", "7"),
            "change",
        ),
        (BEFORE + LOST, BEFORE + "\nRead our .\n\nSee for ways to ask us.\n", "furniture"),
        (BEFORE + LOST[23:], BEFORE + "\nSee for ways to ask us.\n", "change"),
        (BEFORE + PARTNERS, BEFORE + PARTNERS + "* [Eve](/e)\n", "change"),
        (BEFORE + PARTNERS, BEFORE + PARTNERS + "\nEve\n", "change"),
        (BEFORE, "EEA/UK/CH\n\n" + BEFORE, "furniture"),
        (
            BEFORE,
            BEFORE + "\n## EEA/UK/CH\n\nThere a court of your own town hears you.\n",
            "change",
        ),
        (BEFORE, BEFORE.replace("Policy\n", "Policy\n\nEurope\n", 1), "change"),
        (BEFORE, BEFORE.replace("Policy\n", "Policy\n\nFor children, too\n", 1), "change"),
        (MENU + PROSE, MENU.replace("Tulip 4", "Rose 4") + PROSE, "furniture"),
        (MENU + PROSE, MENU.replace("Tulip 4", "Rose 4") + PROSE.replace("7", "70"), "change"),
        (MENU[:400] + PROSE, MENU[:400].replace("Tulip 4", "Rose 4") + PROSE, "change"),
        (BEFORE, BEFORE + BOXES, "furniture"),
        (BEFORE, BEFORE + BOXES.replace("#popup-close", "/ann"), "change"),
        (BEFORE, BEFORE + BOXES.replace("## Ann Other\n\nBaker\n\n[", "## Ann\n\n["), "change"),
        (BEFORE + FOOT, BEFORE + FOOT.replace("Mill Road 1", "River Lane 22"), "furniture"),
        (BEFORE + FOOT, AFTER + FOOT.replace("Mill Road 1", "River Lane 22"), "change"),
        (BEFORE + FOOT[:80], BEFORE + FOOT[:80].replace("Mill Road 1", "River Lane 22"), "change"),
        (BEFORE + "\n" + "More\n\nBirds of Acme\n\n" * 9, BEFORE, "furniture"),
        (
            BEFORE,
            "# Privacy Policy\n\n## AI-generated Key Takeaways\n\n* The policy speaks of records "
            "and of warrants.\n\n" + BEFORE.partition("\n\n")[2],
            "furniture",
        ),
        (BEFORE.replace("# Privacy Policy\n\n", "# Privacy Policy"), BEFORE, "cosmetic"),
        (BEFORE.replace("to nobody", "tonobody"), BEFORE, "cosmetic"),
        (
            BEFORE.replace("for 7 days", "for 1 0 days"),
            BEFORE.replace("for 7 days", "for 10 days"),
            "change",
        ),
        (
            BEFORE + "\nWrite to birds@acme.example.\n",
            BEFORE + "\nWrite to [\\[email protected\\]](/cdn).\n",
            "cosmetic",
        ),
        (
            BEFORE + "\nWrite to birds@acme.example.\n",
            BEFORE + "\nWrite to cats@acme.example.\n",
            "change",
        ),
        (
            BEFORE + "\nViews: 2MLast updated: 1 May 2021",
            BEFORE + "\nViews: 2MLast updated: 2 May 2021",
            "date",
        ),
        (
            BEFORE + "\nWe allow:\n\n* Ann\n* Bob\n\nWe ban:\n\n* Eve\n",
            BEFORE + "\nWe allow:\n\n* Ann\n\nWe ban:\n\n* Eve\n* Bob\n",
            "change",
        ),
        (BEFORE + "\nA fine of 1.9M\n", BEFORE + "\nA fine of 2M\n", "change"),
        (BEFORE, BEFORE.replace("## 3. Rule 3", "## 3. Sale of data"), "change"),
        (BEFORE, BEFORE.replace("shows it", "no more shows it"), "change"),
        (BEFORE + "\n* Ann\n* Bob\n* Eve\n", BEFORE + "\n* Eve\n* Ann\n* Bob\n", "structure"),
        (BEFORE, BEFORE.replace("about every", "about  every"), "cosmetic"),
        (BEFORE, BEFORE.replace("a warrant", "no warrant"), "change"),
        (
            BEFORE + "\nWhat of this you may not do is said in our [Guide for members](/g).\n",
            BEFORE + "\nWhat of this you may not do is said in our .\n",
            "furniture",
        ),
        (
            BEFORE + "\nWhat of this you may not do is said in our [Guide](/g), and in law .\n",
            BEFORE + "\nWhat of this you may not do is said in our [Rules](/g), and in law .\n",
            "change",
        ),
        (BEFORE, BEFORE + "\n" + BEFORE, "cosmetic"),
        (BEFORE + "\nWe sell data.\n\nWe sell data.\n", BEFORE + "\nWe sell data.\n", "cosmetic"),
        (BEFORE + "\nWe sell data.\n\nWe sell data.\n", BEFORE, "change"),
        (
            BEFORE + "\nChildren:\n\n* Ann\n\nAdults:\n\n* Bob\n* Ann\n",
            BEFORE + "\nChildren:\n\n* Ann\n\nAdults:\n\n* Bob\n",
            "change",
        ),
        (
            "# Acme Terms\n\n" + BEFORE + "\nThe Acme terms hold.\n",
            BEFORE + "\nThe Acme terms hold.\n",
            "furniture",
        ),
        ("# For children only\n\n" + BEFORE, BEFORE, "change"),
        (BEFORE + f"\n![](data:image/png;base64,{'iVB/Ow+KG3' * 9000})\n", BEFORE, "furniture"),
        (
            BEFORE,
            BEFORE + "\n## Elsewhere\n\n* [Deutsch](/d)\n* [Français](/f)\n* [Polski](/p)\n",
            "furniture",
        ),
        (BEFORE, BEFORE + "\n## Partners\n\n* [Ann](/d)\n* [Bob](/f)\n* [Eve](/p)\n", "change"),
        (
            BEFORE,
            "# Privacy Policy\n\n## AI-generated Key Takeaways\n\n* The policy speaks of the "
            "records that the service keeps, for how many days, and of warrants.\n\n"
            + BEFORE.partition("\n\n")[2],
            "furniture",
        ),
    ],
)
def test_a_change_is_settled_by_what_changed_in_it(before: str, after: str, kind: str) -> None:
    change = compare(parse_document(before), parse_document(after))
    assert kind == settle("change", change).kind


def test_a_price_is_no_matter_of_form() -> None:
    assert read_trace("It costs $5.").key != read_trace("It costs €5.").key


def test_a_policy_that_goes_on_under_a_new_name_is_found() -> None:
    old = Ends("bird/terms", read_trace(BEFORE), START, read_trace(AFTER), START)
    later = START + timedelta(days=3)
    new = Ends("x/terms", read_trace(AFTER), later, read_trace(AFTER), later)
    unlike = Ends("y/terms", read_trace(WALL * 20), later, read_trace(WALL * 20), later)
    assert {"x/terms": "bird/terms"} == find_successors([old, new, unlike])


def test_another_document_that_shares_much_of_its_text_carries_nothing_on() -> None:
    rules = "\n\n".join(f"Bird {n} is counted by member number {n} in May." for n in range(30))
    consent = rules + "\n\n" + "\n\n".join(f"Visitor {n} consents in June." for n in range(20))
    later = START + timedelta(days=3)
    old = Ends("acme/data-agreement", read_trace(rules), START, read_trace(rules), START)
    new = Ends("acme/consent", read_trace(consent), later, read_trace(consent), later)
    same = Ends("bird/data-agreement", read_trace(consent), later, read_trace(consent), later)
    assert {} == find_successors([old, new])
    assert {"bird/data-agreement": "acme/data-agreement"} == find_successors([old, new, same])
