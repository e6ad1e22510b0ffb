"""A word or two that chance put in order tie no two sentences together that say something else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.compare.inline import diff_text

WORDS = st.sampled_from(["you", "the", "shop", "agree", "keep", "You", "lamp."])
TEXTS = st.lists(WORDS, max_size=24).map(" ".join)


def marked(before: str, after: str) -> str:
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks.get(p.kind, "{}").format(p.text) for p in diff_text(before, after))


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        (
            (
                "When you open a shop to sell lamps and candles in our market, you must name the "
                "street and the town. You agree to keep the shop tidy and lit."
            ),
            "you agree to keep the shop tidy and lit.",
            (
                "When you open a shop to sell lamps and candles in our market, you must name the "
                "street and the town"
            ),
        ),
        (
            (
                "Run the market across all towns: Our stalls help everyone find and meet with "
                "people, guilds, bakers, and others that matter to you. We build our stalls to "
                "last."
            ),
            (
                "Run the market across all towns, outside of our contract with you: We build our "
                "stalls to last."
            ),
            (
                "Our stalls help everyone find and meet with people, guilds, bakers, and others "
                "that matter to you"
            ),
        ),
    ],
)
def test_a_sentence_that_went_is_not_cut_by_a_word_of_another_one(
    before: str, after: str, whole: str
) -> None:
    gone = [piece.text for piece in diff_text(before, after) if piece.kind == "removed"]
    assert any(whole in text for text in gone), marked(before, after)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (  # a list of words in front of which much was put
            "We light it in a small lamp house or a hall of stone.",
            (
                "We light it in a small lamp house (so long as the wick is trimmed, and the keeper "
                "of the house has not gone to bed in the meantime); or a hall of stone."
            ),
            "[-",
        ),
        (  # a line break within a sentence
            "Close your\n\naccount in the hall by asking the keeper of the lamps.",
            (
                "Close your account by writing to the keeper, or while you are logged into your\n\n"
                "account in the hall by asking the keeper of the lamps."
            ),
            "[-",
        ),
    ],
)
def test_a_sentence_that_only_grew_loses_nothing(before: str, after: str, shown: str) -> None:
    assert shown not in marked(before, after)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_both_sides_keep_their_words(before: str, after: str) -> None:
    found = diff_text(before, after)
    sides = ({"same", "removed", "moved_away"}, {"same", "added", "moved_here"})
    for text, kinds in zip((before, after), sides, strict=True):
        told = "".join(piece.text for piece in found if piece.kind in kinds)
        assert re.findall(r"\w+", text) == re.findall(r"\w+", told)
