"""The Wayback Machine, as a server on this machine plays it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.door import Door
from tests.loopback import Loopback
from tests.test_import import subjects

PAGE = "https://firm.example/privacy"
ROWS = [["timestamp", "original", "digest"], ["20190101000000", PAGE, "A"],
        ["20200101000000", PAGE, "B"], ["20210101000000", PAGE, "C"]]  # fmt: skip
INDEX = "/cdx/search/cdx"


@pytest.fixture
def door(capsys: pytest.CaptureFixture[str]) -> Door:
    return Door(capsys)


@pytest.fixture
def here(tmp_path: Path, door: Door) -> str:
    door.ok("init", str(tmp_path))
    settings = "[settings]\npause = 0.0\nallow_private = true\nrespect_robots = false\n"
    (tmp_path / "policytrack.toml").write_text(settings)
    return str(tmp_path)


def serve(server: Loopback, rows: object, gone: str = "") -> None:
    server.page(INDEX, json.dumps(rows), content_type="application/json")
    for year in (2019, 2020, 2021):
        status = 404 if str(year) == gone else 200
        page = f"<h1>Privacy</h1><p>We keep your letters since {year}, as always.</p>"
        server.page(f"/web/{year}0101000000id_/{PAGE}", page, status=status)


def test_captures_are_recorded_by_their_dates_and_asked_for_once(door: Door, here: str) -> None:
    with Loopback() as server:
        serve(server, ROWS, gone="2020")
        arguments = ("-C", here, "import", PAGE, "--as", "wayback", "--server", server.url(""))
        ran = door(*arguments)
        assert "1 policies, 2 versions recorded, 1 left out" in ran.out
        assert ["2019-01-01 firm.example/privacy", "2021-01-01 firm.example/privacy"] == [
            line.partition(":")[0] for line in subjects(here)
        ]
        asked = len(server.paths)
        assert "0 versions recorded, 3 settled before" in door(*arguments).out
        assert asked + 1 == len(server.paths)


def test_an_index_that_is_none_is_refused(door: Door, here: str) -> None:
    with Loopback() as server:
        serve(server, {"error": 1})
        said = door.refused(
            "-C", here, "import", PAGE, "--as", "wayback", "--server", server.url("")
        )
    assert "gave no list of captures" in said
