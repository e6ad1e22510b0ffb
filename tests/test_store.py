"""The store on a real git: what is recorded, and what reads back."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from policytrack.errors import StoreError, WorkspaceError
from policytrack.model import Snapshot
from policytrack.store import Store
from tests.store_parts import DAY, FILE, POLICY, assert_sound, git, version

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "workspace")


def test_a_recorded_version_is_one_commit_that_reads_back(store: Store) -> None:
    root = store.repository.root
    snapshot = store.record(version("# Privacy\n\nWe collect little.\n", title="Privacy"))
    assert snapshot is not None
    assert [snapshot] == store.versions(POLICY)
    assert snapshot == store.latest(POLICY)
    assert store.read_text(snapshot) == "# Privacy\n\nWe collect little.\n"
    assert git(root, "rev-list", "--count", "HEAD").strip() == "1"
    assert (root / FILE).read_text() == "# Privacy\n\nWe collect little.\n"
    assert git(root, "status", "--porcelain") == ""
    assert_sound(root)


def test_all_that_is_known_of_a_version_comes_back(store: Store) -> None:
    given = version(
        "Text.\n",
        subject="example.com/privacy: Cookies reworded",
        title="Datenschutz · Préférences",
        source="https://example.com/privacy",
        final_url="https://www.example.com/privacy?x=1",
        capture_sha256="ab" * 32,
        extractor="html 3",
        last_seen=DAY - timedelta(days=2),
        reextraction=True,
        facts={"Language": "de", "TLS": "not verified"},
    )
    snapshot = store.record(given)
    assert isinstance(snapshot, Snapshot)
    assert [snapshot] == store.versions(POLICY)
    assert snapshot.captured == DAY
    for name in ("subject", "title", "source", "final_url", "capture_sha256", "extractor"):
        assert getattr(given, name) == getattr(snapshot, name)
    assert snapshot.last_seen == DAY - timedelta(days=2)
    assert snapshot.reextraction
    assert snapshot.facts == {"Language": "de", "TLS": "not verified"}
    assert snapshot.text_sha256 == hashlib.sha256(b"Text.\n").hexdigest()


def test_a_text_that_is_in_force_is_not_recorded_again(store: Store) -> None:
    first = store.record(version("Same.\n"))
    assert store.record(version("Same.\n", captured=DAY + timedelta(days=1))) is None
    assert [first] == store.versions(POLICY)


def test_a_text_that_returns_is_recorded_again(store: Store) -> None:
    texts = ["One.\n", "Two.\n", "One.\n"]
    store.record_many(version(text) for text in texts)
    read = [text for _, text in store.read_texts(store.versions(POLICY))]
    assert list(reversed(texts)) == read


def test_a_store_without_commits_is_empty(store: Store) -> None:
    assert [] == store.policies()
    assert [] == store.versions(POLICY)
    assert {} == store.histories()
    assert store.latest(POLICY) is None


def test_many_versions_at_once_make_the_commits_that_one_by_one_make(tmp_path: Path) -> None:
    versions = [
        version(f"Text {number // 2}.\n", policy=f"example.com/{number % 3}", title=f"T{number}")
        for number in range(12)
    ]
    one_by_one = Store.create(tmp_path / "one", clock=lambda: DAY)
    at_once = Store.create(tmp_path / "many", clock=lambda: DAY)
    expected = [one_by_one.record(each) for each in versions]
    assert expected == at_once.record_many(versions)
    assert git(tmp_path / "one", "rev-parse", "HEAD") == git(tmp_path / "many", "rev-parse", "HEAD")
    assert one_by_one.histories() == at_once.histories()
    assert git(tmp_path / "many", "status", "--porcelain") == ""


def test_histories_hold_every_version_of_every_policy(store: Store) -> None:
    names = ["example.com/privacy", "example.com/terms", "example.org/terms"]
    for number in range(4):
        store.record_many(version(f"{name} {number}\n", policy=name) for name in names)
    assert {name: store.versions(name) for name in names} == store.histories()
    assert names == store.policies()
    texts = [text for row in store.histories().values() for _, text in store.read_texts(row)]
    assert [f"{name} {number}\n" for name in names for number in (3, 2, 1, 0)] == texts


def test_a_snapshot_known_only_by_its_revision_can_be_read(store: Store) -> None:
    store.record_many([version("Before.\n"), version("After.\n")])
    before = store.versions(POLICY)[1]
    plain = Snapshot(policy=POLICY, revision=before.revision, captured=before.captured)
    assert store.read_text(plain) == "Before.\n"


@pytest.mark.parametrize(
    ("captured", "recorded"),
    [
        (datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC), "2024-02-29T23:59:59+00:00"),
        # an hour that summer time repeats: the two 02:30 stay an hour apart
        (
            datetime(2024, 10, 27, 2, 30, tzinfo=timezone(timedelta(hours=2))),
            "2024-10-27T00:30:00+00:00",
        ),
        (
            datetime(2024, 10, 27, 2, 30, tzinfo=timezone(timedelta(hours=1))),
            "2024-10-27T01:30:00+00:00",
        ),
        (datetime(1970, 1, 1, tzinfo=UTC), "1970-01-01T00:00:00+00:00"),
        (datetime(2106, 2, 8, tzinfo=UTC), "2106-02-08T00:00:00+00:00"),
    ],
)
def test_capture_times_are_kept_in_utc(store: Store, captured: datetime, recorded: str) -> None:
    store.record(version("Text.\n", captured=captured))
    assert recorded == store.versions(POLICY)[0].captured.isoformat()
    assert recorded == git(store.repository.root, "log", "--format=%aI").strip()


@pytest.mark.parametrize("captured", [datetime(2024, 1, 1), datetime(1969, 12, 31, tzinfo=UTC)])  # noqa: DTZ001
def test_times_that_git_cannot_hold_are_refused(store: Store, captured: datetime) -> None:
    with pytest.raises(StoreError):
        store.record(version("Text.\n", captured=captured))
    assert [] == store.policies()


def test_a_clock_that_ran_back_changes_no_order(tmp_path: Path) -> None:
    now = [DAY]
    store = Store.create(tmp_path, clock=lambda: now[0])
    store.record(version("First.\n", captured=now[0]))
    now[0] -= timedelta(days=400)
    store.record(version("Second.\n", captured=now[0]))
    now[0] += timedelta(days=1)
    third = store.record(version("Third.\n", captured=now[0]))
    read = [text for _, text in store.read_texts(store.versions(POLICY))]
    assert read == ["Third.\n", "Second.\n", "First.\n"]
    assert third == store.latest(POLICY)


def test_a_version_that_somebody_committed_by_hand_counts(store: Store) -> None:
    root = store.repository.root
    store.record(version("Recorded.\n"))
    (root / FILE).write_text("By hand.\n")
    git(root, "commit", "-qam", "Mend the text\n\nNot a trailer: at\nall")
    by_hand, recorded = store.versions(POLICY)
    assert by_hand.subject == "Mend the text"
    assert by_hand.extractor == ""
    assert store.read_text(by_hand) == "By hand.\n"
    assert store.read_text(recorded) == "Recorded.\n"
    assert store.record(version("By hand.\n")) is None


@pytest.mark.parametrize("authored", ["99999999999999999 +0000", "-5 +0000", "1 +9999", "0 -0000"])
def test_a_commit_with_an_impossible_date_can_be_read(store: Store, authored: str) -> None:
    root = store.repository.root
    store.record(version("Text.\n"))
    raw = git(root, "cat-file", "commit", "HEAD").split("\n")
    lines = [
        f"{row.split()[0]} A <a@b> {authored}" if row.startswith(("author ", "committer ")) else row
        for row in raw
    ]
    args = ("hash-object", "-t", "commit", "-w", "--literally", "--stdin")
    git(root, "update-ref", "HEAD", git(root, *args, stdin="\n".join(lines)).strip())
    [read] = store.versions(POLICY)
    assert store.read_text(read) == "Text.\n"
    assert 1970 <= read.captured.year <= 9999
    assert 1 == store.verify().versions


def test_a_removed_policy_is_gone_from_the_list_but_not_from_history(store: Store) -> None:
    root = store.repository.root
    recorded = store.record(version("Text.\n"))
    git(root, "rm", "-q", FILE)
    git(root, "commit", "-qm", "Stop tracking")
    assert [] == store.policies()
    assert store.latest(POLICY) is None
    assert [recorded] == store.versions(POLICY)
    again = store.record(version("Text.\n"))
    assert [again, recorded] == store.versions(POLICY)


def test_versions_of_parallel_lines_stand_in_the_order_of_their_recording(tmp_path: Path) -> None:
    now = [DAY]
    store = Store.create(tmp_path, clock=lambda: now[0])

    def record(number: int) -> None:
        now[0] = DAY + timedelta(days=number)
        store.record(version(f"{number}\n", captured=now[0]))

    record(0)
    git(tmp_path, "branch", "other")
    record(2)
    record(4)
    git(tmp_path, "switch", "-q", "other")
    record(1)
    record(3)
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "-s", "ours", "-m", "Merge", "other")
    read = [text for _, text in store.read_texts(store.versions(POLICY))]
    assert read == ["4\n", "3\n", "2\n", "1\n", "0\n"]


def test_a_text_that_a_merge_made_is_a_version_and_in_force(store: Store) -> None:
    root = store.repository.root
    store.record(version("Base.\n"))
    git(root, "branch", "other")
    store.record(version("Ours.\n"))
    git(root, "switch", "-q", "other")
    store.record(version("Theirs.\n"))
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-commit", "-s", "ours", "other")
    (root / FILE).write_text("Of both.\n")
    git(root, "commit", "-qam", "Of both")
    read = [text for _, text in store.read_texts(store.versions(POLICY))]
    assert read[0] == "Of both.\n"
    assert sorted(read) == ["Base.\n", "Of both.\n", "Ours.\n", "Theirs.\n"]
    assert store.latest(POLICY) == store.versions(POLICY)[0]


def test_half_a_character_pair_is_refused(store: Store) -> None:
    with pytest.raises(StoreError):
        store.record(version("a \ud800 b"))
    assert [] == store.policies()


def test_an_unknown_id_has_no_versions_and_a_bad_one_is_refused(store: Store) -> None:
    store.record(version("Text.\n"))
    assert [] == store.versions("example.com/unknown")
    with pytest.raises(WorkspaceError):
        store.versions("../../etc/passwd")


def test_one_bad_version_keeps_the_whole_batch_out(store: Store) -> None:
    good = version("Text.\n")
    with pytest.raises(WorkspaceError):
        store.record_many([good, version("Text.\n", policy="example.com/../x")])
    assert [] == store.policies()


def test_no_repository_is_said_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path)
    assert "policytrack init" in caught.value.hint
    with pytest.raises(StoreError):
        Store.open(tmp_path / "absent")


def test_a_tidied_store_holds_the_same_in_fewer_files(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = store.repository.root
    for number in range(8):
        store.record(version(f"Text {number}.\n"))
    dangling = git(root, "hash-object", "-w", "--stdin", stdin="nothing names me").strip()
    before = store.histories()
    assert not store.tidy().packed
    monkeypatch.setattr("policytrack.gitrepo.tidying.LOOSE", -1)
    monkeypatch.setattr("policytrack.gitrepo.tidying.COMMITS", 3)
    done = store.tidy()
    assert (True, True) == (done.packed, done.indexed)
    assert before == store.histories()
    assert "count: 0" in git(root, "count-objects", "-v")
    assert "nothing names me" == git(root, "cat-file", "blob", dangling)
    assert not store.tidy().indexed
    store.record_many(version(f"More {number}.\n") for number in range(5))
    assert store.tidy().indexed
    assert 13 == len(store.versions(POLICY))
    assert_sound(root)


def test_the_version_in_force_is_known_by_its_commit_without_the_history(store: Store) -> None:
    other = "example.com/terms"
    first = store.record(version("One.\n"))
    second = store.record(version("Two, naïve.\n", title="Préférences", facts={"Language": "fr"}))
    store.record(version("Terms.\n", policy=other))
    assert first is not None
    assert second is not None
    known = {POLICY: second.revision, other: second.revision, "example.com/none": first.revision}
    assert {POLICY: (second, "Two, naïve.\n")} == store.recall_latest(known)


def test_a_commit_that_another_has_followed_is_not_taken_for_the_version_in_force(
    store: Store,
) -> None:
    first = store.record(version("One.\n"))
    store.record(version("Two.\n"))
    assert first is not None
    assert {} == store.recall_latest({POLICY: first.revision})
    assert {} == store.recall_latest({POLICY: "f" * 40})
