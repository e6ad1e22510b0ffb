"""The unified form, applied by the real `git apply` and `patch`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.model import Change, Document
from policytrack.report import ReportOptions, render
from policytrack.report.unified import _lines, find_edits
from tests.report_samples import comparison

PAIRS = [
    ("One.\nTwo.\nThree.\n", "One.\n2.\nThree.\n"),
    ("One.", "One.\n"),
    ("One.\n", "Two."),
    ("", "All new.\n"),
    ("All gone.\n", ""),
    ("\n\n\n", "\n"),
    ("A\n" * 30 + "B\n" + "A\n" * 30, "B\n" + "A\n" * 60 + "C\n"),
    ("\u200bx\n", "y\u2029\n"),
    ("Grüße\u2028\n", "Grüße\u2028!\n"),
]
NAMES = [
    "privacy.md",
    "my policy.md",
    "-rf.md",
    "../../etc/passwd",
    "ünï.md",
    'a"b\t.md',
    "x/y.md",
    "",
]


def patch(before: str, after: str, label: str = "", **known: object) -> str:
    change = Change(Document(before, ()), Document(after, ()), (), "substantive")
    facts = {"policy": "", "before_label": label or "policy.md", **known}
    return render([comparison(change, **facts)], "unified")


def apply(folder: Path, tool: list[str], text: str, name: str, before: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before.encode())
    subprocess.run(tool, cwd=folder, input=text.encode(), check=True, capture_output=True)
    return path.read_bytes().decode() if path.exists() else ""


@pytest.mark.parametrize("tool", [["git", "apply", "-"], ["patch", "-p1"]], ids=["git", "patch"])
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_patch_turns_before_into_after(
    tmp_path: Path, tool: list[str], before: str, after: str
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    assert after == apply(tmp_path, tool, patch(before, after), "policy.md", before)


@pytest.mark.parametrize("name", NAMES)
def test_a_patch_stays_inside_the_folder_whatever_the_name(tmp_path: Path, name: str) -> None:
    text = patch("One.\n", "Two.\n", name)
    steps = [step for step in name.split("/") if step not in {"", ".", ".."}]
    path = "/".join(steps) or "policy.md"
    assert "Two.\n" == apply(tmp_path, ["git", "apply", "-"], text, path, "One.\n")


def test_a_recorded_policy_is_patched_where_the_workspace_keeps_it() -> None:
    text = patch("One.\n", "Two.\n", policy="acme.example/privacy")
    assert "--- a/snapshots/acme.example/privacy.md\n" in text
    assert "+++ b/snapshots/acme.example/privacy.md\n" in text


def test_equal_texts_have_no_patch() -> None:
    assert "" == patch("One.\n", "One.\n")


def test_a_patch_that_shows_marks_says_that_it_is_for_reading() -> None:
    text = patch("One.\n", "\x1b[2JTwo.\n")
    assert text.startswith("# ")
    assert "+␛[2JTwo.\n" in text


def test_context_follows_the_options() -> None:
    before = "".join(f"{i}\n" for i in range(20))
    change = Change(
        Document(before, ()), Document(before.replace("10\n", "x\n"), ()), (), "substantive"
    )
    text = render([comparison(change)], "unified", ReportOptions(context=0))
    assert "@@ -11 +11 @@\n-10\n+x\n" in text


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=12).map("".join)


@settings(deadline=None)
@given(LINES, LINES, st.sampled_from(["", "end"]), st.sampled_from(["", "end"]))
def test_the_edits_are_the_whole_difference(one: str, two: str, end: str, other: str) -> None:
    before, after = _lines(one + end), _lines(two + other)
    rebuilt, at = [], 0
    for start, stop, start_after, stop_after in find_edits(before, after):
        assert before[start:stop] != after[start_after:stop_after]
        rebuilt += before[at:start] + after[start_after:stop_after]
        at = stop
    assert after == rebuilt + before[at:]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(LINES, LINES, st.sampled_from(["", "end"]))
def test_git_applies_any_patch(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str, end: str
) -> None:
    folder = tmp_path_factory.mktemp("patch")
    text = patch(before, after + end)
    if text:
        assert after + end == apply(folder, ["git", "apply", "-"], text, "policy.md", before)
