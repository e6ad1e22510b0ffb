"""Web archives in and out."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.door import Door
from tests.store_parts import git
from tests.test_import import subjects

pytest.importorskip("warcio")

PAGE = "<html><h1>Privacy</h1><p>We keep your letters for {} days, and no longer.</p></html>"


@pytest.fixture
def door(capsys: pytest.CaptureFixture[str]) -> Door:
    return Door(capsys)


@pytest.fixture
def here(tmp_path: Path, door: Door) -> str:
    door.ok("init", str(tmp_path / "here"))
    return str(tmp_path / "here")


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for date, status, kind, body in [
            ("2021-01-01T00:00:00Z", "200 OK", "text/html", PAGE.format(90)),
            ("2020-01-01T00:00:00Z", "200 OK", "text/html", PAGE.format(30)),
            ("2020-06-01T00:00:00Z", "404 Not Found", "text/html", "<h1>Not found</h1>"),
            ("2020-07-01T00:00:00Z", "200 OK", "image/png", "PNG"),
            ("2099-07-01T00:00:00Z", "200 OK", "text/html", PAGE.format(1)),
        ]:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                "https://www.firm.example/legal/privacy.html",
                "response",
                payload=io.BytesIO(body.encode()),
                length=len(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": date},
            )
            writer.write_record(record)
    return path


def imported(here: str) -> list[str]:
    return [line.partition(":")[0] for line in subjects(here)]


EXPECTED = ["2020-01-01 firm.example/legal-privacy", "2021-01-01 firm.example/legal-privacy"]


def test_pages_of_a_warc_are_recorded_and_kept_as_evidence(
    door: Door, here: str, warc: Path
) -> None:
    ran = door("-C", here, "import", str(warc))
    assert 3 == ran.code
    assert "crawl (warc): 1 policies, 2 versions recorded, 1 left out" in ran.out
    assert "its date lies in the future" in ran.out
    assert EXPECTED == imported(here)
    assert "2 settled before" in door("-C", here, "import", str(warc)).out
    assert "90 days" in (Path(here) / "snapshots/firm.example/legal-privacy.md").read_text()


def test_a_wacz_is_read_as_the_warc_in_it(
    tmp_path: Path, door: Door, here: str, warc: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as held:
        held.write(warc, "archive/data.warc.gz")
        held.writestr("pages/pages.jsonl", "")
    door("-C", here, "import", str(tmp_path / "crawl.wacz"))
    assert EXPECTED == imported(here)


def test_an_exported_warc_is_the_same_history_when_imported(
    tmp_path: Path, door: Door, here: str, warc: Path
) -> None:
    door("-C", here, "import", str(warc))
    said = door.ok("-C", here, "export", "warc", "-o", str(tmp_path / "crawl.warc.gz"))
    assert said.startswith("2 captures written")
    door.ok("init", str(tmp_path / "there"))
    door.ok("-C", str(tmp_path / "there"), "import", str(tmp_path / "crawl.warc.gz"))
    assert git(Path(here), "rev-parse", "HEAD") == git(tmp_path / "there", "rev-parse", "HEAD")


def test_a_warc_of_no_captures_is_not_written(tmp_path: Path, door: Door, here: str) -> None:
    path = tmp_path / "none.warc.gz"
    assert "no capture is kept" in door.refused("-C", here, "export", "warc", "-o", str(path))
    assert not path.exists()


def test_an_exported_warc_is_sound_to_other_readers(
    tmp_path: Path, door: Door, here: str, warc: Path
) -> None:
    door("-C", here, "import", str(warc))
    path = tmp_path / "crawl.warc.gz"
    door.ok("-C", here, "export", "warc", "-o", str(path))
    command = [str(Path(sys.executable).with_name("warcio")), "check", "-v", str(path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert "digest pass" in checked.stdout
    fastwarc = pytest.importorskip("fastwarc.warc")
    found = []
    with path.open("rb") as file:
        for record in fastwarc.ArchiveIterator(file, parse_http=False):
            assert record.verify_block_digest()
            record.parse_http()
            found.append((record.headers["WARC-Target-URI"], record.http_headers.status_code))
    assert 2 == len(found)
    assert all(url.startswith("http") and 200 == status for url, status in found)


def test_a_warc_that_was_cut_off_gives_what_it_holds(door: Door, here: str, warc: Path) -> None:
    held = warc.read_bytes()
    warc.write_bytes(held[: len(held) // 2])
    ran = door("-C", here, "import", str(warc))
    assert "Traceback" not in ran.err
    assert "1 policies" in ran.out or "2 policies" in ran.out
    assert imported(here)
    warc.write_bytes(b"WARC/1.0\r\nnonsense" * 10)
    assert door("-C", here, "import", str(warc)).code in {0, 3}
