"""Time stamps over the ledger: by a real authority on loopback, checked by us and by OpenSSL."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.errors import WorkspaceError
from policytrack.stamping.der import sort_certificates
from policytrack.tracker.job import Job
from policytrack.tracker.outcomes import TakeOptions
from policytrack.tracker.stamping import UNCHECKED
from policytrack.tracker.verifying import verify
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.door import Door
from tests.loopback import Loopback
from tests.stamp_authority import Authority
from tests.store_parts import git
from tests.test_snapshot_job import Site, page

pytest.importorskip("rfc3161_client")
if shutil.which("openssl") is None:
    pytest.skip("no openssl here", allow_module_level=True)


class Stamped(Site):
    """A tracked policy whose ledger is stamped."""

    def __init__(self, root: Path, server: Loopback, authority: Authority) -> None:
        super().__init__(root, server)
        self.authority = authority
        config = root / CONFIG_NAME
        line = f'[settings]\ntimestamp = "{authority.url}"'
        config.write_text(config.read_text().replace("[settings]", line), encoding="utf-8")
        self.workspace = load_workspace(root)

    def job(self) -> Job:
        self.clock.advance(days=1)
        job = Job(self.workspace, options=TakeOptions(now=self.clock))
        job.run()
        return job


@pytest.fixture
def stamped(tmp_path: Path) -> Iterator[Stamped]:
    with Loopback() as server, Authority(tmp_path / "authority") as authority:
        server.page("/privacy", page())
        yield Stamped(tmp_path / "workspace", server, authority)


def test_each_run_is_stamped_and_verified_against_the_roots_given(stamped: Stamped) -> None:
    for _ in range(3):
        stamping = stamped.job().stamping
        assert stamping is not None
        assert (1, "") == (stamping.stamped, stamping.error)
    assert 3 == len(stamped.store.timestamps())
    found = verify(stamped.workspace, stamped.authority.root)
    assert found.sound
    assert 2 == sum("says CN=Larkspur Time,O=Larkspur" in line for line in found.proves)
    assert any(line.startswith("1 time stamps between") for line in found.proves)
    assert UNCHECKED in verify(stamped.workspace).cannot


def test_openssl_finds_the_stamp_good_for_the_ledgers_hash(stamped: Stamped) -> None:
    stamped.job()
    ((digest, data),) = stamped.store.timestamps().items()
    assert (digest,) == stamped.store.verify().ledger_hashes
    stamp = stamped.authority.folder / "kept.tsr"
    stamp.write_bytes(data)
    command = ["openssl", "ts", "-verify", "-digest", digest, "-in", str(stamp)]
    subprocess.run([*command, "-CAfile", str(stamped.authority.root)], check=True)


def test_an_authority_that_fails_fails_no_run_and_the_next_run_makes_up_for_it(
    stamped: Stamped, capsys: pytest.CaptureFixture[str]
) -> None:
    stamped.authority.broken = True
    said = Door(capsys).ok("-C", str(stamped.workspace.root), "snapshot")
    assert "not time-stamped, the next run makes up for it: 127.0.0.1 gave no stamp" in said
    assert {} == stamped.store.timestamps()
    stamped.authority.broken = False
    stamped.job()
    assert 1 == len(stamped.store.timestamps())
    assert verify(stamped.workspace, stamped.authority.root).sound


def test_anothers_root_and_a_stamp_for_other_bytes_are_told(
    stamped: Stamped, tmp_path: Path
) -> None:
    stamped.job()
    other = Authority(tmp_path / "other")
    (problem,) = verify(stamped.workspace, other.root).problems
    assert "the stamp does not hold" in problem.what
    ((_, data),) = stamped.store.timestamps().items()
    stamped.job()
    latest = stamped.store.verify().ledger_hashes[0]
    stamped.store.keep_timestamp(latest, data)
    (problem,) = verify(stamped.workspace, stamped.authority.root).problems
    assert "for other bytes" in problem.what


def test_a_ledger_that_was_cut_behind_a_stamp_is_told(stamped: Stamped) -> None:
    stamped.job()
    before = git(stamped.workspace.root, "rev-parse", "policytrack/evidence").strip()
    stamped.job()
    ((digest, data),) = [
        item
        for item in stamped.store.timestamps().items()
        if item[0] in stamped.store.verify().ledger_hashes
    ]
    git(stamped.workspace.root, "update-ref", "refs/heads/policytrack/evidence", before)
    stamped.store.keep_timestamp(digest, data)
    (problem,) = verify(stamped.workspace, stamped.authority.root).problems
    assert "the ledger has no such run" == problem.what


def test_what_an_authority_says_is_taken_only_for_what_it_was_asked(stamped: Stamped) -> None:
    real = stamped.authority.stamp
    stamped.job()
    kept = next(iter(stamped.store.timestamps().values()))
    stamped.authority.stamp = lambda _: kept  # type: ignore[method-assign]
    stamping = stamped.job().stamping
    assert stamping is not None
    assert "something else" in stamping.error
    stamped.authority.stamp = lambda query: real(query)[:-20] + b"x" * 20  # type: ignore[method-assign]
    stamped.job()
    stamped.authority.stamp = lambda _: b"<html>Sorry</html>"  # type: ignore[method-assign]
    stamping = stamped.job().stamping
    assert stamping is not None
    assert "no time stamp" in stamping.error


def test_roots_that_are_none_are_refused(stamped: Stamped, tmp_path: Path) -> None:
    stamped.job()
    path = tmp_path / "roots.pem"
    path.write_text("nothing", encoding="ascii")
    with pytest.raises(WorkspaceError, match="holds no certificates"):
        verify(stamped.workspace, path)


@given(st.binary(max_size=200))
def test_whatever_an_authority_sends_keeps_its_bytes(data: bytes) -> None:
    assert sorted(data) == sorted(sort_certificates(data))
