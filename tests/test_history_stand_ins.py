"""Another page in a policy's place: told once as what it is, and never mixed with the policy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from policytrack.history import Fold, fold_versions
from policytrack.publish import SiteOptions
from policytrack.store import NewVersion, Store
from policytrack.tracker.doubts import is_other_page
from policytrack.tracker.history import folded_histories
from policytrack.tracker.publishing import publish
from policytrack.workspace import load_workspace
from tests.door import Door
from tests.site_parts import record
from tests.test_history import WALL, history, said

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """# Privacy Policy

## What we collect

We collect your address, your birthday and the orders that you place at our nursery.

## Why we collect it

Orders are delivered to that address, invoices are written, and warranty claims are settled.

## Who receives it

Carriers receive your address; accountants receive invoices; nobody else receives anything.

## How long we keep it

Invoices are kept for seven years, since the tax office demands it; everything else for one.

## Your rights

You may demand a copy, a correction or the deletion of whatever is stored about yourself.
"""
AFTER = BEFORE.replace("seven years", "ten years")
START_PAGE = """# Welcome to the garden

Fresh tulips, daffodils and crocuses brighten even the smallest balcony in early spring.

Taste heirloom tomatoes, crunchy radishes and sweet strawberries straight from the meadow.

Our gardeners explain grafting, pruning and composting every Saturday morning in the greenhouse.

Bring children, grandparents and neighbours along for pumpkin carving and lantern parades.

Become a member and enjoy discounts, previews and invitations throughout the seasons.
"""
START_PAGE_2 = START_PAGE + "\nPlant one apple tree, and get the next one for half its price.\n"
REWRITTEN = """# Privacy Policy

Whoever orders from the nursery leaves traces with us: an address, invoices and a birthday.

Warranty claims and deliveries need them, and the tax office wants invoices for seven years.

Ask for a copy at any time; a correction or deletion follows within days, whatever is stored.

Accountants and carriers work from what they need, and are bound to silence by contract.
"""


def fold(*texts: str | tuple[str, float]) -> tuple[Fold, ...]:
    """The folded history, as the gate's eyes see it."""
    plain = [row if isinstance(row, str) else row[0] for row in texts]
    return fold_versions(
        history(*texts), lambda before, after: is_other_page(plain[after], plain[before])
    )


def test_another_page_is_told_once_and_the_policy_is_compared_with_its_own_last_text() -> None:
    folds = fold(BEFORE, START_PAGE, (START_PAGE_2, 30), (AFTER, 90))
    told = [("first", (0,)), ("replaced", (1,)), ("held", (2,)), ("change", (3,))]
    assert told == said(folds)
    assert 0 == folds[3].before
    assert "stood there for 120 days" in folds[1].reason


def test_a_policy_that_comes_back_as_it_was_did_not_change() -> None:
    folds = fold(BEFORE, START_PAGE, (BEFORE, 400), AFTER)
    assert [("first", (0,)), ("replaced", (1, 2)), ("change", (3,))] == said(folds)
    assert 2 == folds[2].before


def test_another_page_that_is_there_to_stay_is_told_at_once() -> None:
    folds = fold(BEFORE, START_PAGE)
    assert [("first", (0,)), ("replaced", (1,))] == said(folds)
    assert "does not call itself one" in folds[1].reason


@pytest.mark.parametrize("after", [BEFORE, AFTER])
def test_another_page_that_soon_left_is_not_worth_telling(after: str) -> None:
    folds = fold(BEFORE, START_PAGE, START_PAGE_2, (after, 5))
    assert {"first", "held", *(["change"] if after == AFTER else [])} == {f.kind for f in folds}
    assert 0 == folds[-1].before


def test_a_policy_rewritten_from_end_to_end_is_a_change() -> None:
    folds = fold(BEFORE, (REWRITTEN, 90))
    assert [("first", (0,)), ("change", (1,))] == said(folds)


def test_a_text_that_was_never_called_a_policy_may_be_rewritten() -> None:
    nameless = BEFORE.replace("# Privacy Policy", "# How we go about it")
    assert not is_other_page(START_PAGE, nameless)


def test_a_wall_before_the_page_that_stands_in_does_not_end_its_stay() -> None:
    versions = history(BEFORE, START_PAGE, (WALL, 20), (START_PAGE, 20), (BEFORE, 20))
    doubted = [*versions]
    doubted[2] = type(versions[2])(versions[2].captured, versions[2].trace, doubt="a wall")
    folds = fold_versions(doubted, lambda _, after: after in {1, 3})
    kinds = [(one.kind, one.members) for one in folds]
    assert [("first", (0,)), ("replaced", (1, 4)), ("held", (2,)), ("held", (3,))] == kinds


def test_next_to_nothing_before_a_new_text_is_no_change_of_its_own() -> None:
    folds = fold(BEFORE, "# Rules\n\nRead on.", (REWRITTEN, 9))
    assert [("first", (0,)), ("held", (1,)), ("change", (2,))] == said(folds)
    assert 0 == folds[2].before


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    root = tmp_path / "work"
    texts = [BEFORE, START_PAGE, START_PAGE_2]
    record(root, "garden.example/privacy", texts, apart=timedelta(days=40))
    return root


def test_a_log_says_that_the_policy_is_not_there(
    garden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Door(capsys).ok("-C", str(garden), "log")
    assert "Another page stands in its place; next to nothing in common" in told
    assert "1 folded (1 held)" in told


def test_pages_and_feeds_say_that_the_policy_is_not_there(garden: Path, tmp_path: Path) -> None:
    workspace = load_workspace(garden)
    publish(workspace, tmp_path / "site", SiteOptions(url="https://x.example", language="fr"))
    folder = tmp_path / "site" / "p" / "garden.example" / "privacy"
    (page,) = folder.glob("c-*.html")
    for file in (page, folder / "index.html", folder / "feed.atom"):
        text = file.read_text(encoding="utf-8")
        assert "Une autre page est à sa place" in text
        assert "crocuses" not in text
    assert "continue de montrer son dernier texte" in page.read_text(encoding="utf-8")
    assert "data-view" not in page.read_text(encoding="utf-8")
    items = json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]
    assert 1 == len(items)


def test_the_last_text_of_the_policy_stays_the_one_that_is_shown(
    garden: Path, tmp_path: Path
) -> None:
    publish(load_workspace(garden), tmp_path / "site", SiteOptions())
    index = tmp_path / "site" / "p" / "garden.example" / "privacy" / "index.html"
    assert "Carriers receive your address" in index.read_text(encoding="utf-8")


def test_the_event_compares_no_section(garden: Path) -> None:
    (found,) = folded_histories(load_workspace(garden))
    told = found.events()[-1]
    assert ("replaced", [], "substantive") == (told["kind"], told["sections"], told["weight"])


def test_notes_speak_of_the_last_change_not_of_the_other_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "work"
    texts = [BEFORE, AFTER, START_PAGE]
    record(root, "garden.example/privacy", texts, apart=timedelta(days=40))
    told = Door(capsys).ok("-C", str(root), "notes")
    assert "ten years" in told
    assert "tulips" not in told


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ([BEFORE, WALL, AFTER], 80),
        ([BEFORE, START_PAGE, AFTER], 80),
        ([BEFORE, START_PAGE, BEFORE, AFTER], 40),
    ],
)
def test_a_change_is_dated_from_when_the_policy_itself_was_read(
    tmp_path: Path, texts: list[str], days: int
) -> None:
    root = tmp_path / "work"
    record(root, "garden.example/privacy", texts, apart=timedelta(days=40))
    workspace = load_workspace(root)
    change = folded_histories(workspace)[0].events()[-1]
    since, until = map(datetime.fromisoformat, change["window"])
    assert ("change", timedelta(days=days)) == (change["kind"], until - since)
    publish(workspace, tmp_path / "site", SiteOptions())
    pages = (tmp_path / "site" / "p" / change["policy"]).glob("c-*.html")
    heads = [page.read_text(encoding="utf-8").partition("<h2")[0] for page in pages]
    assert any(until.isoformat()[:10] in head and since.isoformat()[:10] in head for head in heads)


def test_a_bad_reading_is_no_sight_of_the_policy(tmp_path: Path) -> None:
    root, apart = tmp_path / "work", timedelta(days=40)
    record(root, "garden.example/privacy", [BEFORE], apart=apart)
    store = Store.open(root)
    (first,) = store.histories()["garden.example/privacy"]
    version = NewVersion(first.policy, START_PAGE, first.captured + apart, reextraction=True)
    store.record(version)
    store.record(
        replace(version, text=AFTER, captured=first.captured + 2 * apart, reextraction=False)
    )
    change = folded_histories(load_workspace(root))[0].events()[-1]
    assert first.captured == datetime.fromisoformat(change["window"][0])
