from __future__ import annotations

import pytest

from policytrack.weigh import judge

COSMETIC = [
    ("We keep  data.", "We keep\ndata."),
    ("We keep “data”.", 'We keep "data"'),
    ("We keep data – always.", "We keep **data** - always."),
    ("See [our page](https://a.example/x).", "See [our page](https://a.example/y)."),
    ("WE KEEP DATA.", "We keep data."),
    ("caf\u00e9", "cafe\u0301"),
    ("Last updated: 12 May 2021\n\nWe keep data.", "Last updated: 1 June 2022\n\nWe keep data."),
]


@pytest.mark.parametrize(("before", "after"), COSMETIC)
def test_the_same_words_in_another_dress_are_cosmetic(before: str, after: str) -> None:
    assert "cosmetic" == judge(before, after, (), "en").weight


def test_a_changed_word_is_substantive() -> None:
    assert "substantive" == judge("We may share it.", "We must share it.", (), "en").weight


def test_equal_bodies_weigh_nothing() -> None:
    assert "none" == judge("We keep data.\n\n", "We keep data.\n", (), "en").weight
