"""A change that stood for weeks and was taken back, while something else was edited."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from policytrack.history import fold_versions
from policytrack.publish import SiteOptions
from policytrack.tracker.history import folded_histories
from policytrack.tracker.lineage import blame, timeline
from policytrack.tracker.publishing import publish
from policytrack.workspace import load_workspace
from tests.site_parts import record
from tests.test_history import AFTER, BARE, BEFORE, NOTES, history, said

if TYPE_CHECKING:
    from pathlib import Path

EDITED = BARE.replace("1 March 2021", "9 May 2021").replace("7 days", "70 days")


def test_what_was_edited_in_going_back_is_compared_with_the_text_before() -> None:
    folds = fold_versions(history(BARE, (NOTES, 90), (EDITED, 20)))
    assert [("first", (0,)), ("returned", (1,)), ("change", (2,))] == said(folds)
    assert 0 == folds[2].before
    assert folds[1].returns_to is None


def test_what_goes_back_after_months_is_two_changes() -> None:
    folds = fold_versions(history(BARE, (NOTES, 90), (EDITED, 90)))
    assert [("first", (0,)), ("change", (1,)), ("change", (2,))] == said(folds)
    assert 1 == folds[2].before


def test_an_edit_of_the_text_before_last_that_keeps_most_of_the_last_is_a_change() -> None:
    folds = fold_versions(history(BARE, (NOTES, 90), (NOTES.replace("7 days", "70 days"), 20)))
    assert [("first", (0,)), ("change", (1,)), ("change", (2,))] == said(folds)


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    root = tmp_path / "work"
    texts = [BARE, NOTES, EDITED, EDITED.replace("Rule 3", "Rule three")]
    record(root, "acme.example/privacy", texts, apart=timedelta(days=20))
    return root


def test_the_edit_alone_is_told(acme: Path) -> None:
    (found,) = folded_histories(load_workspace(acme))
    taken, edit, _ = found.events()[1:]
    assert ("returned", "taken back after 20 days") == (taken["kind"], taken["reason"])
    assert ["§ 7 Rule 7"] == [
        row["place"] for row in edit["sections"] if row["weight"] == "substantive"
    ]


def test_sections_stay_who_they_are_over_the_detour(acme: Path) -> None:
    (found,) = folded_histories(load_workspace(acme))
    told = [{row["anchor"]: row["place"] for row in event["sections"]} for event in found.events()]
    (anchor,) = (name for name, place in told[2].items() if "Rule 7" in place)
    assert "Rule 7" in told[1].get(anchor, "Rule 7")
    picture = timeline(load_workspace(acme), "acme.example/privacy")
    assert all(a <= b for a, b in pairwise(picture.moments))
    assert anchor in {track.anchor for track in picture.tracks}


def test_sentences_are_dated_by_the_text_that_they_came_back_with(acme: Path) -> None:
    version, sentences = blame(load_workspace(acme), "acme.example/privacy")
    origins = {one.text: one.origin.captured for one in sentences}
    (edited,) = (moment for text, moment in origins.items() if "70 days" in text)
    assert timedelta(days=20) == version.captured - edited


def test_pages_show_each_text_in_force_once(acme: Path, tmp_path: Path) -> None:
    publish(load_workspace(acme), tmp_path / "site", SiteOptions())
    folder = tmp_path / "site" / "p" / "acme.example" / "privacy"
    assert 3 == len(list(folder.glob("c-*.html")))
    changes = json.loads((folder / "changes.json").read_text(encoding="utf-8"))["changes"]
    assert 3 == len(changes)


def test_a_return_that_is_taken_back_at_once_leaves_the_change() -> None:
    folds = fold_versions(history(BEFORE, (AFTER, 90), (BEFORE, 20), AFTER))
    assert ("change", (1,)) in said(folds)
