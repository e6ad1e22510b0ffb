"""Laws of folding, on generated histories: nothing lost, deterministic, stable once settled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytrack.history import Fold, Version, fold_versions, read_trace
from policytrack.history.limits import SETTLED

START = datetime(2020, 1, 1, tzinfo=UTC)
LINES = [f"Rule {letter} holds for everyone who uses the service." for letter in "abcdefgh"]
TEXTS = [
    "",
    "Please verify that you are human.",
    "\n".join(LINES * 3),
    "\n".join([*LINES * 3, "We keep your data for 30 days."]),
    "\n".join([*LINES * 3, "We keep your data for 90 days."]),
    "\n".join([*LINES * 3, "We keep your [data](https://x.example/1) for 90 days."]),
    "\n".join(reversed(LINES * 3)),
    "\n".join(LINES[:2]),
    "\n".join(f"{line} Except on Sundays." for line in LINES * 3),
    "\n".join(f"Nobody may do {line} again." for line in LINES * 3),
    "\n".join(f"{line}\nThis is note {line[5]}." for line in LINES * 3),
]
# Busy machines are slow; what is tested is what comes out, not when.
UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
TRACES = [read_trace(text) for text in TEXTS]


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, len(TEXTS) - 1),
                st.sampled_from([-1, 0, 1, 6, 24, 24 * 20, 24 * 70, 24 * 400]),
                st.sampled_from([False] * 5 + [True]),
                st.sampled_from([""] * 6 + ["a wall"]),
                st.integers(0, 2),
            ),
            max_size=40,
        )
    )
    moment, found = START, []
    for text, hours, marked, doubt, pages in rows:
        moment += timedelta(hours=hours)
        found.append(Version(moment, TRACES[text], None, marked, doubt, pages))
    return found


def settled(folds: tuple[Fold, ...], versions: list[Version], now: datetime) -> list[Fold]:
    """The folds all of whose members lie so long before that nothing may touch them."""
    ends = [max(versions[i].captured for i in range(fold.members[-1] + 1)) for fold in folds]
    return [fold for fold, end in zip(folds, ends, strict=True) if now - end > SETTLED]


@UNHURRIED
@given(histories())
def test_every_version_is_a_member_of_exactly_one_fold(versions: list[Version]) -> None:
    members = [index for fold in fold_versions(versions) for index in fold.members]
    assert list(range(len(versions))) == sorted(members)


@UNHURRIED
@given(histories())
def test_folds_stand_in_order_and_name_versions_that_exist(versions: list[Version]) -> None:
    folds = fold_versions(versions)
    assert [fold.first for fold in folds] == sorted(fold.first for fold in folds)
    for fold in folds:
        assert fold.after in range(len(versions))
        assert fold.before is None or fold.before in range(len(versions))
        assert list(fold.members) == sorted(fold.members)


@UNHURRIED
@given(histories())
def test_folding_twice_gives_the_same(versions: list[Version]) -> None:
    assert fold_versions(versions) == fold_versions(list(versions))


@UNHURRIED
@given(histories(), st.integers(0, 40))
def test_later_versions_never_change_what_is_settled(versions: list[Version], cut: int) -> None:
    earlier = versions[:cut]
    if not versions[cut:]:
        return
    now = max(version.captured for version in versions[: cut + 1])
    before = settled(fold_versions(earlier), earlier, now)
    after = fold_versions(versions)
    assert [fold for fold in before if fold not in after] == []


@UNHURRIED
@given(histories())
def test_there_is_one_first_text_and_changes_say_something_else(versions: list[Version]) -> None:
    folds = fold_versions(versions)
    plain = [version for version in versions if not version.doubt]
    assert (1 if plain else 0) == sum(fold.kind == "first" for fold in folds)
    for fold in folds:
        if fold.kind == "change" and fold.before is not None:
            keys = versions[fold.before].trace.key, versions[fold.after].trace.key
            assert keys[0] != keys[1]


@UNHURRIED
@given(histories())
def test_changes_lead_from_the_first_text_to_the_one_in_force(versions: list[Version]) -> None:
    folds = fold_versions(versions)
    chain = sorted((f for f in folds if f.lasting), key=lambda fold: fold.after)
    plain = [version for version in versions if not version.doubt]
    if plain:
        assert plain[-1].trace.key == versions[chain[-1].after].trace.key
        for was, now in pairwise(chain):
            assert now.before is not None
            assert versions[was.after].trace.key == versions[now.before].trace.key


@UNHURRIED
@given(histories(), st.sets(st.integers(2, len(TEXTS) - 1)))
def test_with_pages_that_stand_in_nothing_is_lost_either(
    versions: list[Version], others: set[int]
) -> None:
    pages = {TRACES[text].key for text in others}
    folds = fold_versions(versions, lambda _, after: versions[after].trace.key in pages)
    members = [index for fold in folds for index in fold.members]
    assert list(range(len(versions))) == sorted(members)
    assert [fold.first for fold in folds] == sorted(fold.first for fold in folds)
    for fold in folds:
        assert list(fold.members) == sorted(fold.members)
        if fold.kind == "change" and fold.before is not None:
            keys = versions[fold.before].trace.key, versions[fold.after].trace.key
            assert keys[0] != keys[1]
