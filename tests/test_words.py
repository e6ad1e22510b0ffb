"""What a word is, and what is no difference of words."""

from __future__ import annotations

import pytest

from policytrack.words import find_words, fold_words, plain_copy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We don't share.", ["We", "don't", "share"]),
        ("We don’t share.", ["We", "don't", "share"]),
        ("l'usage d’un service", ["l", "usage", "d", "un", "service"]),
        ("USD 1,000.50 in 4.2", ["USD", "1,000.50", "in", "4.2"]),
        ("**Y**ou and _we_", ["You", "and", "we"]),
        ("snake_case", ["snake_case"]),
        ("cafe\u0301 and café", ["café", "and", "café"]),
        ("Acme™ ½ day", ["AcmeTM", "1⁄2", "day"]),
        ("da\u200bta co\u00adokies", ["data", "cookies"]),
        ("see [our terms](https://a.example/b_(c)?d=1) now", ["see", "our", "terms", "now"]),
        ("a<br>b &nbsp; c", ["a", "b", "c"]),
        ("", []),
        ("\x00\ud800 - –", []),
    ],
)
def test_words_are_found_whole(text: str, words: list[str]) -> None:
    assert words == find_words(text).keys


def test_places_point_into_the_text_as_written() -> None:
    found = find_words("Ca\u200bfé, [x](y) **Z**")
    spans = zip(found.starts, found.ends, strict=True)
    assert ["Ca\u200bfé", "x", "Z"] == [found.text[start:end] for start, end in spans]


def test_direction_signs_are_part_of_a_word_as_they_change_what_is_read() -> None:
    assert find_words("\u202eabc").keys != find_words("abc").keys


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The “Service” – free", 'the "service" - FREE'),
        ("**Important:** we\u00a0pay", "Important we pay"),
        ("[Terms](https://a.example)", "[Terms](https://b.example)"),
        ("cafe\u0301", "café"),
        ("da\u200bta", "data"),
        ("ﬁnal", "final"),
        ("third-party", "third party"),
        ("one\n\n* two", "one\n- two"),
    ],
)
def test_differences_of_form_are_none_of_words(before: str, after: str) -> None:
    assert fold_words(before) == fold_words(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1,000", "1.000"),
        ("Microsoft", "Microsоft"),  # a Cyrillic letter
        ("may", "may not"),
        ("cooperate", "co operate"),
    ],
)
def test_other_letters_figures_and_words_differ(before: str, after: str) -> None:
    assert fold_words(before) != fold_words(after)


def test_a_plain_copy_has_no_targets_and_keeps_what_is_read() -> None:
    assert "see [our terms] now" == plain_copy("see [our terms](https://a.example/x) now")
