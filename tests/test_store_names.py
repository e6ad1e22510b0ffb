"""Names from outside: which become paths, and that none leads out of the snapshots."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.errors import StoreError, WorkspaceError
from policytrack.store import Store, path_of_policy
from policytrack.store.names import find_policy
from tests.store_parts import FILE, POLICY, git, version

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    "",
    "/",
    "privacy",
    "example.com/",
    "/privacy",
    "example.com/a/b",
    "../privacy",
    "example.com/..",
    "example.com/../../x",
    ".git/hooks",
    ".git/hooks/x",
    "example.com/.git",
    "example.com/.hidden",
    "-rf/privacy",
    "example.com/-rf",
    "example.com/--output=x",
    "CON/privacy",
    "example.com/CON",
    "example.com/con.txt",
    "example.com/lpt1",
    "example.com/nul",
    "example.com/a\nb",
    "example.com/a\x1b[2J",
    "example.com/a\0b",
    "example.com/a b",
    "example.com/a\\b",
    "example.com:8080/privacy",
    "example.com/a*",
    "example.com/[a]",
    "example.com/a?",
    "example.com/a\u200db",
    "example.com/a\u202eb",
    "example.com/git~1",
    "example.com/name.",
    "example.com/" + unicodedata.normalize("NFD", "préférences"),
    "example.com/\udc80",
    "example.com/" + "x" * 300,
]


@pytest.mark.parametrize("policy", HOSTILE)
def test_a_hostile_name_is_refused(policy: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        path_of_policy(policy)
    assert caught.value.message.isprintable()
    assert caught.value.hint


@pytest.mark.parametrize(
    "policy", ["example.com/privacy", "böse-firma.de/datenschutz", "例え.jp/規約", "a.b/c_d-1.2"]
)
def test_an_honest_name_is_a_path(policy: str) -> None:
    assert f"snapshots/{policy}.md" == path_of_policy(policy)


@given(st.text())
def test_every_name_is_refused_or_stays_two_folders_down(policy: str) -> None:
    try:
        path = path_of_policy(policy)
    except WorkspaceError:
        return
    assert path == os.path.normpath(path)
    assert path.split("/")[0] == "snapshots"
    assert len(path.split("/")) == 3
    assert policy == find_policy(path)


@pytest.mark.parametrize(
    "other", ["example.com/Privacy", "Example.com/privacy", "EXAMPLE.COM/terms", "example.com/ﬁ"]
)
def test_a_name_that_differs_from_another_in_case_or_form_only_is_refused(
    tmp_path: Path, other: str
) -> None:
    store = Store.create(tmp_path)
    store.record_many([version("Text.\n"), version("Text.\n", policy="example.com/fi")])
    with pytest.raises(StoreError):
        store.record(version("Other.\n", policy=other))
    with pytest.raises(StoreError):
        Store.create(tmp_path / "new").record_many(
            [
                version("Text.\n"),
                version("Text.\n", policy="example.com/fi"),
                version("Other.\n", policy=other),
            ]
        )
    assert store.policies() == ["example.com/fi", "example.com/privacy"]


def make_link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [make_link, make_pipe, make_folder])
@pytest.mark.parametrize("place", ["snapshots", "snapshots/example.com", FILE])
def test_what_is_no_plain_file_in_plain_folders_is_not_followed(
    tmp_path: Path, make: object, place: str
) -> None:
    if make is make_folder and place != FILE:
        pytest.skip("a folder is what belongs there")
    store = Store.create(tmp_path / "workspace")
    target = tmp_path / "workspace" / place
    target.parent.mkdir(parents=True, exist_ok=True)
    make(target)  # type: ignore[operator]
    with pytest.raises(StoreError) as caught:
        store.record(version("Text.\n"))
    assert caught.value.hint
    assert [] == store.policies()
    assert target.is_dir() or not target.is_file() or target.is_symlink()


def test_a_link_to_a_folder_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store = Store.create(tmp_path / "workspace")
    (tmp_path / "workspace" / "snapshots").symlink_to(elsewhere)
    with pytest.raises(StoreError):
        store.record(version("Text.\n"))
    assert [] == list(elsewhere.iterdir())


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_a_link_or_module_in_the_repository_is_not_written_over(tmp_path: Path, mode: str) -> None:
    store = Store.create(tmp_path)
    blob = git(tmp_path, "hash-object", "-w", "--stdin", stdin="/etc/passwd").strip()
    if mode == "160000":
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "Begin")
        blob = git(tmp_path, "rev-parse", "HEAD").strip()
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{FILE}")
    git(tmp_path, "commit", "-qm", "Put something odd there")
    with pytest.raises(StoreError):
        store.record(version("Text.\n"))
    assert [] == store.policies()
    assert [] == store.versions(POLICY)


def test_a_file_where_a_folder_belongs_is_not_replaced(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    (tmp_path / "snapshots").write_text("mine\n")
    git(tmp_path, "add", "snapshots")
    git(tmp_path, "commit", "-qm", "A file of that name")
    with pytest.raises(StoreError):
        store.record(version("Text.\n"))
    assert git(tmp_path, "show", "HEAD:snapshots") == "mine\n"
