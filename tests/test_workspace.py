"""policytrack.toml, ids and dates as people write them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.errors import WorkspaceError
from policytrack.workspace import (
    CONFIG_NAME,
    TrackedPolicy,
    add_policy,
    create_config,
    end_of_day,
    find_workspace,
    load_workspace,
    match_policies,
    parse_moment,
    propose_id,
)


def write(root: Path, text: str) -> Path:
    path = root / CONFIG_NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_a_fresh_workspace_loads_and_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    assert create_config(tmp_path)
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert tmp_path == find_workspace(tmp_path / "a" / "b").root


def test_an_existing_workspace_is_left_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, "# mine\n")
    assert not create_config(tmp_path)
    assert path.read_text() == "# mine\n"


def test_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="not in a policytrack workspace") as caught:
        find_workspace(tmp_path)
    assert "policytrack init" in caught.value.hint


def test_adding_a_policy_keeps_comments_and_what_stands_there(tmp_path: Path) -> None:
    before = (
        "# why we track these\n[settings]\npause = 2 # be kind\n\n"
        '[policies."a.example/terms"]\nsource = "https://a.example/terms"  # the long one\n'
    )
    write(tmp_path, before)
    policy = TrackedPolicy("b.example/privacy", "https://b.example/privacy", title='A "title"')
    workspace = add_policy(load_workspace(tmp_path), policy)
    text = (tmp_path / CONFIG_NAME).read_text()
    assert text.startswith(before)
    assert {"a.example/terms", "b.example/privacy"} == set(workspace.policies)
    assert workspace.policies["b.example/privacy"] == policy
    assert workspace.settings.pause == 2.0


def test_adding_an_id_twice_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    create_config(tmp_path)
    policy = TrackedPolicy("b.example/privacy", "https://b.example/privacy")
    workspace = add_policy(load_workspace(tmp_path), policy)
    text = (tmp_path / CONFIG_NAME).read_text()
    with pytest.raises(WorkspaceError, match="tracked already"):
        add_policy(workspace, policy)
    assert text == (tmp_path / CONFIG_NAME).read_text()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[settings\n", "line 1, column 10"),
        ('[settings]\npause = "2"\n', "settings.pause"),
        ("[settings]\npause = -1\n", "settings.pause"),
        ("[settings]\npause = nan\n", "settings.pause"),
        ("[settings]\nallow_private = 1\n", "settings.allow_private"),
        ("[settings]\npauze = 2\n", "'pauze'"),
        ("[policy.x]\n", "'policy'"),
        ('policies = "x"\n', "[policies]"),
        ('[policies."a/b"]\ntitle = "x"\n', "no source"),
        ('[policies."a/b"]\nsource = 7\n', "source is 7"),
        ('[policies."a/b"]\nsource = "x"\nrender = "magic"\n', "render is 'magic'"),
    ],
)
def test_a_damaged_file_is_named_with_its_place(tmp_path: Path, text: str, named: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(WorkspaceError) as caught:
        load_workspace(tmp_path)
    assert str(path) in caught.value.message
    assert named in caught.value.message
    assert caught.value.hint


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_bytes(b"# caf\xe9\n")
    with pytest.raises(WorkspaceError, match="byte 5 is not UTF-8"):
        load_workspace(tmp_path)


@pytest.mark.parametrize(
    ("source", "taken", "expected"),
    [
        (
            "https://www.Example.org/legal/privacy-policy.html?x=1#y",
            [],
            "example.org/privacy-policy",
        ),
        ("https://example.org/legal/privacy", ["example.org/privacy"], "example.org/legal-privacy"),
        ("https://example.org/", [], "example.org/home"),
        ("https://example.org/", ["example.org/home"], "example.org/home-2"),
        (
            "https://example.org/de/Datenschutzerkl%C3%A4rung/",
            [],
            "example.org/datenschutzerklarung",
        ),
        ("docs/Privacy Policy.md", [], "local/privacy-policy"),
        ("../../etc/../x.md", [], "local/x"),
        ("snapshots/a.example/terms/2020-01-02.html", [], "local/terms"),
        ("-", [], "local/stdin"),
    ],
)
def test_an_id_is_proposed_from_the_source(source: str, taken: list[str], expected: str) -> None:
    assert expected == propose_id(source, taken)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_source_gives_an_id_of_two_plain_parts(source: str, taken: list[str]) -> None:
    try:
        policy = propose_id(source, taken)
    except WorkspaceError:
        assert source.lower().startswith("http")
        return
    host, name = policy.split("/")
    assert host
    assert name
    assert not {".", "..", ".git"} & {host, name}
    assert policy not in taken


def test_policies_are_found_by_id_and_by_unique_name() -> None:
    known = ["a.example/terms", "b.example/terms", "b.example/privacy"]
    assert known == match_policies(known, [])
    assert ["b.example/privacy", "a.example/terms"] == match_policies(
        known, ["privacy", "a.example/terms"]
    )
    with pytest.raises(WorkspaceError, match="several policies"):
        match_policies(known, ["terms"])
    with pytest.raises(WorkspaceError) as caught:
        match_policies(known, ["a.example/term"])
    assert "a.example/terms" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-06-25", datetime(2016, 6, 25, tzinfo=UTC)),
        ("2016-06-25T10:00+02:00", datetime(2016, 6, 25, 8, tzinfo=UTC)),
        ("2016-06-25T1000Z", datetime(2016, 6, 25, 10, tzinfo=UTC)),
        ("2024-02-29 23:59:30Z", datetime(2024, 2, 29, 23, 59, 30, tzinfo=UTC)),
    ],
)
def test_iso_moments_are_read(text: str, expected: datetime) -> None:
    assert expected == parse_moment(text)


@pytest.mark.parametrize(
    "text",
    ["03/04/2020", "2020", "2020-02-30", "April 3", "20-01-02", "", "0001-01-01T00:00+23:59"],
)
def test_what_could_mean_two_days_or_none_is_refused(text: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        parse_moment(text)
    assert "YYYY-MM-DD" in caught.value.hint


def test_a_day_ends_at_its_last_second_and_a_time_where_it_is() -> None:
    assert datetime(2020, 1, 2, 23, 59, 59, tzinfo=UTC) == end_of_day("2020-01-02")
    assert datetime(2020, 1, 2, 8, tzinfo=UTC) == end_of_day("2020-01-02T08:00Z")
