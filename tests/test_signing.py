"""Signed commits: by real keys of ssh and gpg, checked by git itself and by `verify`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytrack.errors import StoreError
from policytrack.store import Store
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.loopback import Loopback
from tests.store_parts import assert_sound, git, version
from tests.test_snapshot_job import ID, Site, page

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen here")


def configure(**settings: str) -> None:
    for name, value in settings.items():
        key = name.replace("_", ".")
        subprocess.run(["git", "config", "--global", key, value], check=True)


def make_key(folder: Path, name: str = "key", passphrase: str = "") -> Path:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "ada", "-f", name]
    subprocess.run(command, cwd=folder, check=True)
    return folder / name


@pytest.fixture
def key(own_home: Path) -> Path:
    """Ada's key, named by her own git configuration."""
    path = make_key(own_home)
    configure(
        gpg_format="ssh", user_signingKey=str(path), user_name="Ada", user_email="ada@a.example"
    )
    signers = own_home / "signers"
    signers.write_text(f"ada@a.example {path.with_suffix('.pub').read_text()}", encoding="utf-8")
    configure(gpg_ssh_allowedSignersFile=str(signers))
    return path


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A tracked policy whose workspace asks for signed commits."""
    with Loopback() as server:
        server.page("/privacy", page())
        site = Site(tmp_path / "workspace", server)
        config = site.workspace.root / CONFIG_NAME
        text = config.read_text(encoding="utf-8").replace("[settings]", "[settings]\nsign = true")
        config.write_text(text, encoding="utf-8")
        site.workspace = load_workspace(site.workspace.root)
        yield site


def test_git_itself_finds_both_branches_signed_by_the_users_key(site: Site, key: Path) -> None:
    site.run()
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    site.run(days=1)
    root = site.workspace.root
    for branch in ("HEAD", "policytrack/evidence"):
        for commit in git(root, "rev-list", branch).split():
            git(root, "verify-commit", commit)
    assert "Ada <ada@a.example>" == git(root, "log", "-1", "--format=%cn <%ce>").strip()
    assert 2 == len(site.texts())
    found = site.store.verify()
    assert found.sound
    assert any(
        "were signed, as they are, with the key ED25519 SHA256:" in one for one in found.proves
    )
    assert_sound(root)


def test_nothing_is_signed_unless_the_workspace_asks_for_it(tmp_path: Path, key: Path) -> None:
    configure(commit_gpgSign="true")
    store = Store.create(tmp_path / "store")
    store.record(version("One.\n"))
    assert "gpgsig" not in git(tmp_path / "store", "cat-file", "commit", "HEAD")
    assert "the key" not in " ".join(store.verify().proves)


def test_no_program_or_key_of_the_repositorys_own_configuration_is_used(
    site: Site, key: Path, tmp_path: Path
) -> None:
    root = site.workspace.root
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand"):
        git(root, "config", name, str(trap))
    git(root, "config", "user.signingKey", str(make_key(tmp_path, "other")))
    site.run()
    assert site.store.verify().sound
    assert not (tmp_path / "sprung").exists()
    subprocess.run(["git", "config", "--unset", "gpg.ssh.program"], cwd=root, check=True)
    git(root, "verify-commit", "HEAD")


@pytest.mark.parametrize("fault", ["no key", "locked key", "no such file", "unknown form"])
def test_a_key_that_cannot_be_used_unattended_stops_the_run_and_moves_nothing(
    site: Site, key: Path, own_home: Path, fault: str
) -> None:
    if fault == "no key":
        subprocess.run(["git", "config", "--global", "--unset", "user.signingKey"], check=True)
    elif fault == "locked key":
        configure(user_signingKey=str(make_key(own_home, "locked", "a passphrase")))
    elif fault == "no such file":
        configure(user_signingKey=str(own_home / "absent"))
    else:
        configure(gpg_format="x509")
    with pytest.raises(StoreError) as caught:
        site.run()
    assert "git config --global" in caught.value.hint
    assert [] == site.store.policies()


def test_a_signed_commit_that_was_altered_is_told(site: Site, key: Path) -> None:
    site.run()
    root = site.workspace.root
    commit = git(root, "cat-file", "commit", "HEAD")
    assert "first version" in commit
    forged = git(
        root, "hash-object", "-t", "commit", "-w", "--stdin",
        stdin=commit.replace("first version", "other version"),
    )  # fmt: skip
    git(root, "update-ref", "HEAD", forged.strip())
    problems = site.store.verify().problems
    assert ["its signature is not sound"] == [problem.what for problem in problems]


def test_unsigned_commits_after_signed_ones_are_remarked_on(site: Site, key: Path) -> None:
    site.run()
    site.store.record(version("# Privacy\n\nNobody signed this.\n", policy=ID))
    remarks = [remark.what for remark in site.store.verify().remarks]
    assert "1 commits since the first signed one bear no signature" in remarks


def test_gpg_signs_as_well(site: Site, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("gpg"):
        pytest.skip("no gpg here")
    rings = own_home / "g"
    rings.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(rings))
    quick = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-gen-key"]
    subprocess.run([*quick, "Ada <ada@a.example>", "ed25519", "sign", "1d"], check=True,
                   capture_output=True)  # fmt: skip
    configure(user_signingKey="ada@a.example", user_name="Ada", user_email="ada@a.example")
    try:
        site.run()
        git(site.workspace.root, "verify-commit", "HEAD")
        assert any("with the key" in one for one in site.store.verify().proves)
        monkeypatch.setenv("GNUPGHOME", str(own_home))
        found = site.store.verify()
        assert found.sound
        assert any("is not here" in remark.what for remark in found.remarks)
    finally:
        for home in (rings, own_home):
            environment = {**os.environ, "GNUPGHOME": str(home)}
            subprocess.run(["gpgconf", "--kill", "all"], env=environment, check=False)


def test_versions_that_a_push_puts_on_top_are_signed_anew(tmp_path: Path, key: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub")
    first = Store.create(tmp_path / "one")
    second = Store.create(tmp_path / "two")
    for store in (first, second):
        git(store.repository.root, "remote", "add", "origin", str(tmp_path / "hub"))
    first.record(version("One.\n"))
    first.push()
    second.pull()
    signing = Store.open(tmp_path / "two", sign=True)
    first.record(version("Two.\n", policy="example.com/terms"))
    signing.record(version("Three.\n"))
    first.push()
    assert 1 == len(signing.push().replayed)
    git(tmp_path / "two", "verify-commit", "HEAD")
    assert signing.verify().sound
