"""What is remembered of a history says what working it out anew says."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.compare import compare
from policytrack.sections import parse_document
from policytrack.store import NewVersion, Store
from policytrack.tracker.compared import change_of, change_row
from policytrack.tracker.publishing import publish
from policytrack.tracker.remember import Shelf
from policytrack.workspace import create_config, load_workspace
from tests.site_parts import DAY, OPTIONS
from tests.test_compare_laws import DOCUMENTS, TEXTS

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "# Terms\n\nYou may use the tool, and we keep what you wrote for {} days in all of it.\n"
GERMAN = (
    "# Terms\n\nDie Daten, die du uns gibst, werden nach {} Tagen von uns und allen gelöscht.\n"
)


@given(st.one_of(DOCUMENTS, TEXTS), st.one_of(DOCUMENTS, TEXTS))
@settings(max_examples=150, deadline=None)
def test_a_change_that_was_kept_is_the_same_change(before: str, after: str) -> None:
    change = compare(parse_document(before), parse_document(after))
    assert change == change_of(json.loads(json.dumps(change_row(change))), (before, after))


def test_a_change_is_not_taken_for_one_of_other_texts() -> None:
    before, after = ENGLISH.format(30), ENGLISH.format(90)
    change = compare(parse_document(before), parse_document(after))
    row = json.loads(json.dumps(change_row(change)))
    assert change_of(row, (before, after + "More.\n")) is None


def site_of(root: Path, folder: Path) -> dict[str, bytes]:
    publish(load_workspace(root), folder, OPTIONS)
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_a_history_gives_the_same_pages_however_it_was_worked_out(tmp_path: Path) -> None:
    root, site = tmp_path / "work", tmp_path / "site"
    root.mkdir()
    create_config(root)
    store = Store.create(root)
    texts = [ENGLISH.format(30), ENGLISH.format(60), GERMAN.format(60), GERMAN.format(90)]
    for number, text in enumerate(texts):  # with what was remembered at each step
        captured = DAY + timedelta(days=30 * number)
        store.record(NewVersion("shop.example/terms", text, captured))
        step = site_of(root, site)
    shutil.rmtree(store.cache_folder)
    assert step == site_of(root, tmp_path / "fresh")
    assert b"Now in German" in step["p/shop.example/terms/index.html"]


def test_what_another_program_found_is_dropped_when_it_is_old(tmp_path: Path) -> None:
    for name, day in (("history-old", 1), ("history-new", 29), ("other-old", 1)):
        Shelf(tmp_path / name).keep("x", b"found")
        moment = (DAY + timedelta(days=day)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    Shelf(tmp_path / "history-mine").keep("x", b"found")
    assert {"history-mine", "other-old"} == {path.name for path in tmp_path.iterdir()}
    assert b"found" == Shelf(tmp_path / "history-mine").find("x")
