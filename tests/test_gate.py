"""Which captures are taken for the policy: walls, errors and half pages are not, rewrites are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.gate import DOUBTFUL, GONE, UNREADABLE, Candidate, Known, judge_capture
from tests.gate_samples import POLICIES, REWRITTEN, SHORT_POLICIES, WALLS

URL = "https://lumenfold.example/legal/privacy"


def heads(text: str) -> tuple[str, ...]:
    return tuple(line.strip("# ") for line in text.splitlines() if line.startswith("#"))


def page(text: str, **more: object) -> Candidate:
    fields = {"title": "", "status": 200, "source": URL, "final_url": URL, "headings": heads(text)}
    return Candidate(text, **{**fields, **more})  # type: ignore[arg-type]


def in_force(text: str, language: str = "en") -> Known:
    title = next(iter(heads(text)), "")
    return Known(text, title, URL, language, heads(text), "lumenfold.example/privacy")


WALL_CASES = [(code, text) for code, texts in WALLS.items() for text in texts]


@pytest.mark.parametrize(("code", "text"), WALL_CASES)
def test_a_wall_is_held_at_the_first_look(code: str, text: str) -> None:
    verdict = judge_capture(page(text))
    assert "held" == verdict.outcome
    assert (UNREADABLE | GONE).intersection(verdict.codes)


@pytest.mark.parametrize("language", POLICIES)
def test_a_wall_is_held_in_the_place_of_each_policy(language: str) -> None:
    known = in_force(POLICIES[language], language)
    verdicts = {text: judge_capture(page(text), known) for _, text in WALL_CASES}
    wrong = {
        text: verdict
        for text, verdict in verdicts.items()
        if verdict.outcome != "held" or not (UNREADABLE | GONE).intersection(verdict.codes)
    }
    assert {} == wrong


@pytest.mark.parametrize(("code", "text"), WALL_CASES)
def test_a_wall_is_named_for_what_it_is(code: str, text: str) -> None:
    assert code in judge_capture(page(text)).codes


@pytest.mark.parametrize("language", POLICIES)
def test_a_policy_is_accepted_at_the_first_look(language: str) -> None:
    assert "accepted" == judge_capture(page(POLICIES[language], language=language)).outcome


@pytest.mark.parametrize("name", SHORT_POLICIES)
def test_a_short_policy_that_speaks_of_walls_is_accepted(name: str) -> None:
    text = SHORT_POLICIES[name]
    verdict = judge_capture(page(text, title=name))
    assert ("accepted", ()) == (verdict.outcome, verdict.reasons)


@pytest.mark.parametrize("language", REWRITTEN)
def test_a_policy_rewritten_from_end_to_end_is_accepted(language: str) -> None:
    candidate = page(REWRITTEN[language], language=language)
    verdict = judge_capture(candidate, in_force(POLICIES[language], language))
    assert ("accepted", ()) == (verdict.outcome, verdict.reasons)


def test_what_the_policy_in_force_says_too_is_no_sign_of_a_wall() -> None:
    text = "# Robots\n\nPlease complete the security check.\nVerify that you are human.\n"
    assert "accepted" == judge_capture(page(text + "Be polite."), in_force(text)).outcome


ENGLISH = POLICIES["en"]


def parts(text: str, share: float) -> str:
    lines = text.splitlines()
    return "\n".join(lines[: int(len(lines) * share)])


def test_a_small_edit_is_accepted() -> None:
    edited = ENGLISH.replace("30 days", "60 days")
    assert edited != ENGLISH
    assert "accepted" == judge_capture(page(edited), in_force(ENGLISH)).outcome


def test_a_text_shrunk_to_a_fraction_is_held() -> None:
    verdict = judge_capture(page(parts(ENGLISH, 0.2)), in_force(ENGLISH))
    assert ("held", True) == (verdict.outcome, "shrunk" in verdict.codes)


def test_a_remainder_under_its_own_heading_is_not_another_page() -> None:
    help_page = "# Reporting a lost lamp\n\n" + ENGLISH.replace("# Privacy", "## Privacy")
    left = "# Reporting a lost lamp\n\nWrite to us and we shall answer by electronic mail soon.\n"
    verdict = judge_capture(page(left), in_force(help_page))
    assert ("held", False) == (verdict.outcome, bool(GONE.intersection(verdict.codes)))


def test_the_first_half_of_a_text_is_held_as_half_loaded() -> None:
    verdict = judge_capture(page(parts(ENGLISH, 0.55)), in_force(ENGLISH))
    assert ("held", ("half_loaded",)) == (verdict.outcome, verdict.codes)


def test_a_text_that_lost_a_section_is_accepted() -> None:
    shorter = parts(ENGLISH, 0.85)
    assert "accepted" == judge_capture(page(shorter), in_force(ENGLISH)).outcome


def test_a_text_without_its_headings_is_held() -> None:
    bare = "\n".join(line for line in ENGLISH.splitlines() if not line.startswith("#"))
    verdict = judge_capture(page(bare), in_force(ENGLISH))
    assert ("held", ("lost_headings",)) == (verdict.outcome, verdict.codes)


def test_headings_without_their_text_are_a_shell() -> None:
    bare = "\n\n".join(line for line in ENGLISH.splitlines() if line.startswith("#"))
    assert ("shell",) == judge_capture(page(bare)).codes
    assert "shell" in judge_capture(page(bare), in_force(ENGLISH)).codes


def test_the_policy_in_another_language_is_held() -> None:
    german = page(POLICIES["de"], language="de")
    verdict = judge_capture(german, in_force(ENGLISH, "en"))
    assert ("held", ("language",)) == (verdict.outcome, verdict.codes)


def test_another_language_is_noticed_without_being_told_it() -> None:
    verdict = judge_capture(page(POLICIES["de"]), in_force(ENGLISH, ""))
    assert "held" == verdict.outcome


FRONT_PAGE = """# Light that folds away

Lumenfold makes lamps that travel.
Designed in Ghent, folded from a single sheet, charged in an hour.

## New this spring

The Orimi lantern weighs less than an apple and shines all night.

## Loved by campers

"The best lamp I ever carried up a mountain." Read more stories from our customers.
Shop lanterns, pendants, reading lamps and spare batteries. Free delivery from forty euros.
"""


def test_the_front_page_in_place_of_a_policy_says_that_it_is_gone() -> None:
    moved = page(FRONT_PAGE, final_url="https://lumenfold.example/")
    verdict = judge_capture(moved, in_force(ENGLISH))
    assert "held" == verdict.outcome
    assert "elsewhere" in verdict.codes
    assert GONE.intersection(verdict.codes)


def test_a_new_address_with_the_same_policy_is_accepted() -> None:
    moved = page(ENGLISH, final_url="https://www.lumenfold.example/en/trust/privacy-policy")
    assert "accepted" == judge_capture(moved, in_force(ENGLISH + "\nMore.")).outcome


def test_a_new_address_with_another_text_is_held() -> None:
    moved = page(POLICIES["fr"], final_url="https://lumenfold.example/legal/imprint")
    assert "elsewhere" in judge_capture(moved, in_force(ENGLISH, "")).codes


@pytest.mark.parametrize("path", ["/", "/en/", "/login?next=x", "/errors/404", "/consent"])
def test_a_first_look_that_ends_at_a_detour_is_held(path: str) -> None:
    moved = page(ENGLISH, final_url=f"https://lumenfold.example{path}")
    assert ("elsewhere",) == judge_capture(moved).codes


def test_a_first_look_may_be_redirected_to_another_address() -> None:
    moved = page(ENGLISH, final_url="https://legal.lumenfold.example/privacy-notice")
    assert "accepted" == judge_capture(moved).outcome


def test_the_text_of_another_policy_is_held() -> None:
    terms = Known(REWRITTEN["en"], "Terms", "", "en", (), "lumenfold.example/terms")
    verdict = judge_capture(page(REWRITTEN["en"] + "\nx"), in_force(ENGLISH), [terms])
    assert "other_policy" in verdict.codes
    assert "lumenfold.example/terms" in verdict.reasons[-1].sentence


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, "failed"), (500, "failed"), (None, "accepted")]
)
def test_a_bad_status_is_a_failure(status: int | None, outcome: str) -> None:
    assert outcome == judge_capture(page(ENGLISH, status=status)).outcome


@pytest.mark.parametrize("text", ["", " \n\n", "---\n", "![](https://x.example/a.png)"])
def test_a_page_without_words_is_a_failure(text: str) -> None:
    assert ("failed", ("empty",)) == (
        judge_capture(page(text)).outcome,
        judge_capture(page(text)).codes,
    )


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60)
def test_any_text_gets_a_verdict_with_known_codes(text: str, other: str) -> None:
    for verdict in (
        judge_capture(page(text)),
        judge_capture(page(text, title=other), in_force(other)),
        judge_capture(page(text), in_force(ENGLISH), [in_force(other)]),
    ):
        assert (verdict.outcome == "accepted") == (not verdict.reasons)
        assert (UNREADABLE | GONE | DOUBTFUL).issuperset(verdict.codes)


@given(st.text(min_size=1, max_size=500))
@settings(max_examples=60)
def test_a_text_is_always_accepted_beside_itself(text: str) -> None:
    candidate = replace(page(text), headings=())
    assert "accepted" == judge_capture(candidate, replace(in_force(text), headings=())).outcome


def test_hostile_marks_take_no_time() -> None:
    for mark in ("[", "![", "](", "[x](", "*", "`", "\\", "((", "http://", "- ", "| ", ". "):
        judge_capture(page(mark * 100_000), in_force(ENGLISH))
