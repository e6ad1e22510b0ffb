"""Exporting: tables that other programs read, and a bundle that is the same history again."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.door import Door
from tests.store_parts import git
from tests.test_import import Archive

TEXTS = [
    ("2020-01-01", "# Privacy\n\nWe keep your data for 30 days.\n\n## Law\n\nIrish law applies.\n"),
    ("2021-01-01", "# Privacy\n\nWe keep your data for 90 days.\n\n## Law\n\nIrish law applies.\n"),
]


@pytest.fixture
def door(capsys: pytest.CaptureFixture[str]) -> Door:
    return Door(capsys)


@pytest.fixture
def here(tmp_path: Path, door: Door) -> str:
    made = Archive(tmp_path / "firm-versions")
    for date, text in TEXTS:
        made.put("=Firm/Privacy Policy.md", text, date)
    made.put("Other/Terms of Service.md", "# Terms\n\nBe – kind.\r\n", "2020-05-05")
    door.ok("init", str(tmp_path / "here"))
    door.ok("-C", str(tmp_path / "here"), "import", str(made.root))
    return str(tmp_path / "here")


def rows(said: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.splitlines()]


def test_policies_and_versions_come_as_json_lines(door: Door, here: str) -> None:
    policies = rows(door.ok("-C", here, "export", "policies"))
    assert [("firm/privacy-policy", 2), ("other/terms-of-service", 1)] == [
        (row["policy"], row["versions"]) for row in policies
    ]
    versions = rows(door.ok("-C", here, "export", "versions", "firm/privacy-policy"))
    assert ["2020-01-01T00:00:00+00:00", "2021-01-01T00:00:00+00:00"] == [
        row["captured"] for row in versions
    ]
    assert "firm-versions" == versions[0]["archive"]


def test_changes_say_what_and_sections_say_where(door: Door, here: str) -> None:
    changes = rows(door.ok("-C", here, "export", "changes", "privacy-policy"))
    change = next(row for row in changes if row["kind"] == "change")
    assert "substantive" == change["weight"]
    assert "2020-01-01T00:00:00+00:00" == change["unchanged_until"]
    (section,) = rows(door.ok("-C", here, "export", "sections", "privacy-policy"))
    assert change["revision"] == section["revision"]
    assert ["modified"] == section["kinds"]


def test_csv_has_every_column_and_no_formula(door: Door, here: str) -> None:
    said = door.ok("-C", here, "export", "versions", "--format", "csv")
    table = list(csv.DictReader(io.StringIO(said)))
    assert 3 == len(table)
    assert "'=Firm Privacy Policy" == table[0]["title"]
    assert "'=Firm/Privacy Policy.md" == table[0]["archive_path"]


@pytest.mark.parametrize("table", ["policies", "versions", "changes", "sections"])
def test_parquet_holds_what_json_lines_hold(
    tmp_path: Path, door: Door, here: str, table: str
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    door.ok("-C", here, "export", table, "--format", "parquet", "-o", str(tmp_path / "t.parquet"))
    held = parquet.read_table(tmp_path / "t.parquet").to_pylist()
    for row in held:
        times = {name: value for name, value in row.items() if isinstance(value, datetime)}
        assert {"captured", "latest"} & {*times}
        assert all(value.utcoffset() == timedelta(0) for value in times.values())
        row.update({name: value.isoformat() for name, value in times.items()})
    assert rows(door.ok("-C", here, "export", table)) == held


def test_a_bundle_imported_is_the_same_history_byte_for_byte(
    tmp_path: Path, door: Door, here: str
) -> None:
    bundle = str(tmp_path / "all.bundle")
    door.ok("-C", here, "export", "bundle", "-o", bundle)
    there = tmp_path / "there"
    door.ok("init", str(there))
    assert "all (policytrack): 2 policies, 3 versions recorded" in (
        door.ok("-C", str(there), "import", bundle)
    )
    assert git(Path(here), "rev-parse", "HEAD") == git(there, "rev-parse", "HEAD")
    assert "3 settled before" in door.ok("-C", str(there), "import", bundle)
    door.ok("-C", str(there), "export", "bundle", "-o", str(tmp_path / "again.bundle"))
    assert git(there, "bundle", "list-heads", bundle) == (
        git(there, "bundle", "list-heads", str(tmp_path / "again.bundle"))
    )


def test_own_snapshots_survive_the_round_trip(tmp_path: Path, door: Door) -> None:
    here, there, draft = tmp_path / "mine", tmp_path / "there", tmp_path / "draft.md"
    door.ok("init", str(here))
    for date, text in TEXTS:
        draft.write_text(text)
        if date == TEXTS[0][0]:
            door.ok("-C", str(here), "add", str(draft), "--id", "a.example/privacy")
        door.ok("-C", str(here), "snapshot", "--at", date)
    door.ok("-C", str(here), "export", "bundle", "-o", str(tmp_path / "b"))
    door.ok("init", str(there))
    door.ok("-C", str(there), "import", str(tmp_path / "b"))
    assert git(here, "rev-parse", "HEAD") == git(there, "rev-parse", "HEAD")


def test_what_cannot_be_written_is_refused_with_a_way_out(
    tmp_path: Path, door: Door, here: str
) -> None:
    for what in (("bundle",), ("versions",), ("versions", "--format", "parquet")):
        door.refused("-C", here, "export", *what, "-o", str(tmp_path / "no" / "where"))
    door.ok("init", str(tmp_path / "empty"))
    door.refused("-C", str(tmp_path / "empty"), "export", "bundle", "-o", str(tmp_path / "b"))
