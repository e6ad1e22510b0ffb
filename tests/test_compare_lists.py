"""A list that got one more, or lost its last, is told as just that."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytrack.compare.inline import diff_text

WORDS = st.lists(st.sampled_from(["and", "or", "Ada", "Bea", "Cleo", "a", ","]), max_size=12)


def marked(before: str, after: str) -> str:
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks.get(p.kind, "{}").format(p.text) for p in diff_text(before, after))


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (
            "We work in Utopia, Oz and Narnia.",
            "We work in Utopia, Oz, Narnia and Erewhon.",
            "Narnia",
        ),
        ("Ask in Oz, Ys and Narnia now.", "Ask in Oz and Ys now.", "Ys"),
        (
            "Send it by fax or by post to us.",
            "Send it by fax, by post or by hand to us.",
            "by post",
        ),
    ],
)
def test_a_name_that_stays_in_a_list_is_neither_added_nor_removed(
    before: str, after: str, kept: str
) -> None:
    same = "".join(piece.text for piece in diff_text(before, after) if piece.kind == "same")
    assert kept in same, marked(before, after)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_both_sides_keep_their_words_in_order(before: list[str], after: list[str]) -> None:
    texts = " ".join(before), " ".join(after)
    found = diff_text(*texts)
    sides = ({"same", "removed", "moved_away"}, {"same", "added", "moved_here"})
    for text, kinds in zip(texts, sides, strict=True):
        told = "".join(piece.text for piece in found if piece.kind in kinds)
        assert text.replace(",", "").split() == told.replace(",", "").split()


LINES = st.lists(
    st.sampled_from(["We keep it for 30 days.", "We keep it for 90 days.", "- all of it", "Ask."]),
    max_size=7,
)


@given(LINES, LINES)
@settings(max_examples=150, deadline=None)
@example(
    ["We keep it for 30 days.", "We keep it for 30 days."],
    ["We keep it for 30 days.", "We keep it for 90 days.", "- all of it"] * 2,
)
def test_no_word_of_lines_that_repeat_is_kept_twice(before: list[str], after: list[str]) -> None:
    for joint in ("\n", "\n\n"):
        texts = joint.join(before), joint.join(after)
        found = diff_text(*texts)
        sides = ({"same", "removed", "moved_away"}, {"same", "added", "moved_here"})
        for text, kinds in zip(texts, sides, strict=True):
            told = "".join(piece.text for piece in found if piece.kind in kinds)
            assert re.findall(r"\w+", text) == re.findall(r"\w+", told)
