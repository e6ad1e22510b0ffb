"""When a look becomes a record: laws over ledgers of looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.gate import DOUBTFUL, GONE, UNREADABLE, Look, Patience, add_look, decide

START = datetime(2026, 3, 1, 6, tzinfo=UTC)


def ledger(*looks: tuple[str, str, str], hours: float = 12) -> list[Look]:
    """Looks some hours apart: (outcome, text, codes)."""
    return [
        Look(START + timedelta(hours=hours * index), outcome, text, tuple(codes.split()))  # type: ignore[arg-type]
        for index, (outcome, text, codes) in enumerate(looks)
    ]


SEEN = ("accepted", "A", "")
CHANGED = ("accepted", "B", "")
SHRUNK = ("held", "half", "shrunk")
WALL = ("held", "wall", "bot_wall shrunk")
MISSING = ("failed", "", "status")
DOWN = ("unreachable", "", "")


def test_a_first_text_is_recorded_at_once() -> None:
    assert "record" == decide(ledger(SEEN), "").action


def test_a_first_text_that_is_doubtful_is_held() -> None:
    assert "hold" == decide(ledger(("held", "X", "elsewhere")), "").action


def test_the_text_in_force_changes_nothing() -> None:
    assert "nothing" == decide(ledger(SEEN, CHANGED, SEEN), "A").action


def test_a_change_is_looked_at_again_and_then_recorded_as_of_its_first_look() -> None:
    looks = ledger(SEEN, CHANGED, CHANGED)
    assert "look_again" == decide(looks[:2], "A").action
    decision = decide(looks, "A")
    assert ("record", looks[1].at) == (decision.action, decision.since)


def test_a_second_look_may_be_asked_to_keep_a_distance() -> None:
    patience = Patience(apart=timedelta(hours=20))
    looks = ledger(SEEN, CHANGED, CHANGED, CHANGED)
    decision = decide(looks[:3], "A", patience)
    assert ("look_again", looks[1].at + patience.apart) == (decision.action, decision.again)
    assert "record" == decide(looks, "A", patience).action


def test_a_text_that_differs_at_every_look_is_recorded_all_the_same() -> None:
    looks = ledger(SEEN, *[("accepted", f"B{number}", "") for number in range(4)])
    assert "look_again" == decide(looks[:4], "A").action
    decision = decide(looks, "A")
    assert ("record", "the text differs at every look") == (decision.action, decision.why)


def test_a_doubtful_text_becomes_the_policy_when_it_persists() -> None:
    looks = ledger(SEEN, *[SHRUNK] * 5)
    assert ["hold"] * 4 == [decide(looks[:count], "A").action for count in range(2, 6)]
    decision = decide(looks, "A")
    assert ("record", looks[1].at) == (decision.action, decision.since)


def test_the_good_text_in_between_starts_the_waiting_anew() -> None:
    looks = ledger(SEEN, SHRUNK, SHRUNK, SHRUNK, SEEN, SHRUNK, SHRUNK)
    decision = decide(looks, "A")
    assert ("hold", looks[5].at) == (decision.action, decision.since)


def test_a_wall_is_held_for_ever() -> None:
    decision = decide(ledger(SEEN, *[WALL] * 400), "A")
    assert ("hold", START + timedelta(hours=12)) == (decision.action, decision.since)


@pytest.mark.parametrize("gone", [MISSING, ("held", "404", "soft_404 shrunk")])
def test_a_page_that_stays_away_is_absent_since_the_first_look_without_it(
    gone: tuple[str, str, str],
) -> None:
    looks = ledger(SEEN, *[gone] * 7)
    assert "hold" == decide(looks[:2], "A").action
    assert "hold" == decide(looks[:7], "A").action
    decision = decide(looks, "A")
    assert ("absent", looks[1].at) == (decision.action, decision.since)


def test_a_failure_that_may_pass_neither_adds_nor_breaks() -> None:
    looks = ledger(SEEN, MISSING, DOWN, DOWN, MISSING, DOWN, DOWN, MISSING)
    assert "absent" == decide(looks, "A").action
    assert "nothing" == decide([*looks[:2], looks[2]], "A").action
    assert "nothing" == decide(ledger(*[DOWN] * 50), "A").action


def test_one_look_after_a_long_silence_is_not_enough() -> None:
    looks = ledger(SEEN, SHRUNK, SHRUNK, hours=24 * 30)
    assert "hold" == decide(looks, "A").action


def test_what_a_person_dismissed_is_left_alone() -> None:
    looks = ledger(SEEN, *[SHRUNK] * 9)
    assert "nothing" == decide(looks, "A", dismissed={"half"}).action


CODES = sorted(UNREADABLE | GONE | DOUBTFUL)
LOOKS = st.lists(
    st.one_of(
        st.sampled_from([SEEN, CHANGED, ("accepted", "C", ""), MISSING, DOWN]),
        st.tuples(
            st.just("held"),
            st.sampled_from("XYZ"),
            st.lists(st.sampled_from(CODES), min_size=1, max_size=3).map(" ".join),
        ),
    ),
    min_size=1,
    max_size=12,
)


@given(LOOKS, st.sampled_from(["", "A"]))
def test_only_what_was_seen_to_be_a_policy_is_ever_recorded(
    given_looks: list[tuple[str, str, str]], in_force: str
) -> None:
    looks = ledger(*given_looks)
    decision = decide(looks, in_force)
    last = looks[-1]
    if decision.action == "record":
        assert last.text_sha256
        assert last.text_sha256 != in_force
        assert not (UNREADABLE | GONE).intersection(last.codes)
    if decision.action == "absent":
        assert GONE.intersection(last.codes)
    if last.outcome == "unreachable":
        assert "nothing" == decision.action


@given(LOOKS)
def test_a_change_is_never_recorded_at_its_first_look(
    given_looks: list[tuple[str, str, str]],
) -> None:
    looks = ledger(SEEN, *given_looks)
    if decide(looks, "A").action == "record":
        run = [look.text_sha256 for look in looks if look.outcome != "unreachable"]
        assert run[-1] == run[-2] or run[-4:] == [text for text in run[-4:] if text != "A"]


def remembered(looks: list[Look]) -> tuple[Look, ...]:
    kept: tuple[Look, ...] = ()
    for look in looks:
        kept = add_look(kept, look)
    return kept


@pytest.mark.parametrize("shown", [SHRUNK, WALL, MISSING, CHANGED])
@pytest.mark.parametrize("minutes", [5, 60, 600])
def test_looking_often_does_not_keep_a_state_from_standing_long_enough(
    shown: tuple[str, str, str], minutes: float
) -> None:
    looks = ledger(SEEN, *[shown] * int(4 * 24 * 60 / minutes), hours=minutes / 60)
    kept = remembered(looks)
    assert len(kept) <= 12
    ways = decide(looks, "A"), decide(kept, "A")
    assert (ways[0].action, ways[0].since) == (ways[1].action, ways[1].since)


@given(st.lists(LOOKS, min_size=1, max_size=9))
def test_what_is_forgotten_of_the_looks_never_makes_a_record(
    parts: list[list[tuple[str, str, str]]],
) -> None:
    looks = ledger(SEEN, *[look for part in parts for look in part], hours=5)
    action = decide(remembered(looks), "A").action
    if action in {"record", "absent"}:
        assert action == decide(looks, "A").action
