"""Checking policies before they go out, from the command line, on real files and real git."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.report.check import Problem, render_check
from policytrack.tracker.check_rules import RULES
from policytrack.tracker.source_lines import find_line
from tests.door import Door

TERMS = """\
# Terms of Use

Last updated: 1 March 2024

## 1. Scope

These terms apply to the reading room. See Section 3 for payment.

## 2. Account

You need an account. You must keep your
password to yourself.

## 3. Payment

You pay 5 euros a month. Section 2 says who pays.
"""


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@acme.example")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    monkeypatch.chdir(tmp_path)
    return Door(capsys)


@pytest.fixture
def committed(door: Door) -> Door:
    """A repository, not a workspace, with terms.md in its HEAD."""
    git("init", "-q", "-b", "main")
    Path("terms.md").write_text(TERMS, encoding="utf-8")
    git("add", "terms.md")
    git("commit", "-q", "-m", "Add the terms")
    return door


def edit(before: str, after: str, name: str = "terms.md") -> None:
    text = Path(name).read_text(encoding="utf-8")
    assert before in text
    Path(name).write_text(text.replace(before, after), encoding="utf-8")


def problems(door: Door, *arguments: str) -> list[tuple[str, int]]:
    """Rule and line of each problem of terms.md, checked as if it were 10 May 2024."""
    ran = door("check", "terms.md", "--format", "json", "--today", "2024-05-10", *arguments)
    told = json.loads(ran.out)
    assert ran.code == (1 if told["problems"] else 0), ran.err
    assert ["terms.md"] == told["checked"]
    assert all(one["path"] == "terms.md" and one["hint"] for one in told["problems"])
    return [(one["rule"], one["line"]) for one in told["problems"]]


def test_an_unchanged_policy_passes(committed: Door) -> None:
    assert [] == problems(committed)


def test_changed_words_ask_for_a_new_date_and_a_note_on_their_lines(committed: Door) -> None:
    edit("5 euros", "9 euros")
    assert [("date", 3), ("note", 14)] == problems(committed)


def test_a_new_date_and_a_line_in_the_changelog_satisfy_it(committed: Door) -> None:
    edit("5 euros", "9 euros")
    edit("1 March 2024", "9 May 2024")
    Path("CHANGELOG.md").write_text("# Changelog\n\n- The price rises.\n", encoding="utf-8")
    assert [] == problems(committed)


def test_a_changelog_that_nobody_touched_is_no_note(committed: Door) -> None:
    Path("CHANGELOG.md").write_text("# Changelog\n\n- Of last year.\n", encoding="utf-8")
    git("add", "CHANGELOG.md")
    git("commit", "-q", "-m", "Tell of last year")
    edit("5 euros", "9 euros")
    assert ("note", 14) in problems(committed)


def test_cosmetic_edits_ask_for_nothing(committed: Door) -> None:
    edit("reading room. See", "reading room.\nSee")
    edit("a month.", "a month .")
    assert [] == problems(committed)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Section 3 for", "Section 7 for", ("dangling-reference", 7)),
        ("## 3. Payment", "## 4. Payment", ("skipped-number", 14)),
        ("## 3. Payment", "## 2. Payment", ("skipped-number", 14)),
        ("## 3. Payment", "## 3. Account", ("repeated-heading", 14)),
        ("1 March 2024", "1 March 2042", ("impossible-date", 3)),
    ],
)
def test_each_fault_is_told_with_its_line(
    committed: Door, before: str, after: str, expected: tuple[str, int]
) -> None:
    edit(before, after)
    assert expected in problems(committed)
    assert expected not in problems(committed, "--skip", expected[0])


def faults(committed: Door, text: str) -> list[tuple[str, int]]:
    """What is found in a text that is new."""
    Path("new.md").write_text(text, encoding="utf-8")
    told = json.loads(committed("check", "new.md", "--format", "json").out)
    return [(one["rule"], one["line"]) for one in told["problems"]]


def test_a_title_that_comes_three_times_is_a_device(committed: Door) -> None:
    parts = [f"## {name}\n\nText of {name}.\n\n" for name in ("Cards", "Learn more", "Shops")]
    text = "# Help\n\n" + "".join([*parts, parts[1]])
    assert [("repeated-heading", 15)] == faults(committed, text)
    assert [] == faults(committed, text + parts[1])


def test_a_heading_that_was_repeated_before_is_told_no_more(committed: Door) -> None:
    edit("## 3. Payment", "## 3. Account")
    git("commit", "-q", "-a", "-m", "Repeat a title")
    edit("5 euros", "6 euros")
    assert "repeated-heading" not in {rule for rule, _ in problems(committed)}


@pytest.mark.parametrize(
    "headings",
    [
        ["24. March 2019", "26. October 2021", "28. May 2022"],
        ["2.a. Whom it is for", "2.b. What applies", "2.c. Where"],
        ["1. Use", "2. Data", "3. Content", "2. What you allow", "4. End"],
    ],
)
def test_days_letters_and_lists_within_skip_no_number(committed: Door, headings: list[str]) -> None:
    parts = [f"## {heading}\n\nWords of {heading[3:]}.\n\n" for heading in headings]
    assert [] == faults(committed, "# Terms\n\n" + "".join(parts))


def test_a_new_date_long_past_cannot_be_right(committed: Door) -> None:
    edit("5 euros", "9 euros")
    edit("1 March 2024", "2 March 2024")
    assert ("impossible-date", 3) in problems(committed)


def test_a_date_that_goes_backwards_is_not_a_new_one(committed: Door) -> None:
    edit("5 euros", "9 euros")
    edit("1 March 2024", "28 February 2024")
    assert ("date", 3) in problems(committed)


def test_a_paragraph_that_bears_the_number_fills_the_gap(committed: Door) -> None:
    edit("## 3. Payment", "3. Nothing is sold here, and nothing was ever sold.\n\n## 4. Payment")
    assert "skipped-number" not in dict(problems(committed))


def test_a_branch_can_be_checked_as_a_whole_against_another(committed: Door) -> None:
    git("checkout", "-q", "-b", "raise")
    edit("5 euros", "9 euros")
    git("commit", "-q", "-a", "-m", "Raise the price")
    assert [] == problems(committed)
    assert [("date", 3), ("note", 14)] == problems(committed, "--against", "main")
    error = committed.refused("check", "terms.md", "--against", "nowhere")
    assert "nowhere" in error


def test_the_way_out_is_said_and_annotations_are_as_github_reads_them(committed: Door) -> None:
    edit("5 euros", "9 euros")
    said = committed("check", "terms.md", "--today", "2024-05-10").out
    assert "terms.md:3: date: " in said
    assert 'Write "Last updated: 2024-05-10"' in said
    assert said.endswith("1 policy checked, 2 problems\n")
    first, *_ = committed("check", "terms.md", "--format", "github").out.splitlines()
    assert first.startswith("::error file=terms.md,line=3,title=policytrack date::the text changed")


def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_are_checked(
    committed: Door,
) -> None:
    Path("empty.docx").write_bytes(b"PK\x03\x04 not really")
    edit("5 euros", "9 euros")
    ran = committed("check", "empty.docx", "terms.md", "--format", "json")
    assert ["unreadable", "date", "note"] == [
        one["rule"] for one in json.loads(ran.out)["problems"]
    ]


def test_what_is_neither_file_nor_policy_and_a_rule_that_is_none_are_refused(door: Door) -> None:
    assert "nothing.md" in door.refused("check", "nothing.md")
    Path("terms.md").write_text(TERMS, encoding="utf-8")
    assert "impossible-date" in door.refused("check", "terms.md", "--skip", "dates")


@pytest.fixture
def workspace(door: Door) -> Door:
    """A workspace that tracks terms.md, recorded on 2 March 2024."""
    door.ok("init")
    Path("terms.md").write_text(TERMS, encoding="utf-8")
    door.ok("add", "terms.md", "--id", "acme.example/terms")
    door.ok("snapshot", "--at", "2024-03-02")
    return door


def test_a_tracked_file_is_held_against_its_recorded_version(workspace: Door) -> None:
    assert "1 policy checked, no problems\n" == workspace.ok("check")
    edit("5 euros", "9 euros")
    git("add", "terms.md")
    git("commit", "-q", "-m", "Raise the price")
    assert [("date", 3), ("note", 14)] == problems(workspace)
    said = workspace("check", "acme.example/terms").out
    assert "policytrack note acme.example/terms --next" in said


def test_a_recorded_page_of_the_web_is_checked_against_its_version_before(
    workspace: Door,
) -> None:
    config = Path("policytrack.toml")
    text = config.read_text().replace('"terms.md"', '"https://acme.example/terms"')
    config.write_text(text)
    edit("5 euros", "9 euros")
    workspace.ok("snapshot", "acme.example/terms", "--at", "2024-05-02", "--from", "terms.md")
    told = json.loads(workspace("check", "acme.example/terms", "--format", "json").out)
    assert [("date", 3), ("note", 15)] == [(p["rule"], p["line"]) for p in told["problems"]]


def test_hostile_names_cannot_write_commands_or_escape_sequences() -> None:
    problem = Problem("a\n::error::x\x1b[2J,line=9.md", 1, "note", "50% of\nit", "Do.")
    said = render_check([problem], ["x"], "github")
    assert 2 == len(said.splitlines())
    assert "::error file=a %3A%3Aerror%3A%3Ax␛[2J%2Cline=9.md,line=1," in said
    assert "::50%25 of it. Do.\n" in said
    assert "\x1b" not in render_check([problem], ["x"], "text")


def test_the_hook_names_every_rule_that_there_is(door: Door) -> None:
    from policytrack.cli.check import EPILOG

    assert f"Rules: {', '.join(RULES)}." in " ".join(EPILOG.split())


WORDS = st.lists(st.sampled_from(["We", "keep", "data", "for", "days", "30"]), min_size=1)


@given(lines=st.lists(WORDS, min_size=1, max_size=8), data=st.data())
def test_relaid_text_leads_back_to_the_line_of_each_word(
    lines: list[list[str]], data: st.DataObject
) -> None:
    source = "\n".join(" ".join(line) for line in lines)
    number = data.draw(st.integers(0, len(lines) - 1))
    before = [word for line in lines[:number] for word in line]
    words = [word for line in lines for word in line]
    text = "\n".join(words)
    at = len("\n".join(before)) + bool(before)
    assert number + 1 == find_line(text, at, source)
