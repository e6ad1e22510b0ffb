"""Laws of comparison that hold for any two texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.compare import compare
from policytrack.compare.inline import diff_text
from policytrack.sections import parse_document
from policytrack.words import find_words, fold_words

if TYPE_CHECKING:
    from policytrack.model import Piece

WORDS = st.sampled_from(
    [
        *("we", "may", "share", "your", "data", "30", "1,000", "don't", "l’usage", "§", "-", "|"),
        *("*not*", "**must**", "_x_", "[link](https://a.example/x_(y))", "A.", "B;", "(c)"),
        *("cafe\u0301", "café", "a\u200bb", "\u202ex", "™", "½"),
    ]
)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\n- ", "\n## ", ". ", "  ", "", "\r\n"])
MADE = st.lists(st.tuples(WORDS, SPACES), max_size=40).map(
    lambda parts: "".join(word + space for word, space in parts)
)
TEXTS = st.one_of(MADE, st.text(max_size=60))
HEADINGS = ["Cookies", "1. Scope", "2. Data", "Rights", "3.1 Sharing", "Cookies", ""]
BODIES = [
    "We collect the data that you give us when you open an account with us.",
    "We keep your data for thirty days. Then we delete it from all of our systems.",
    "You may ask us at any time which data we hold about you, and we answer in a month.",
    "- your name\n- your address\n- your date of birth",
    "See above.",
    "",
]
SECTIONS = st.lists(
    st.tuples(st.sampled_from(HEADINGS), st.lists(st.sampled_from(BODIES), max_size=3)), max_size=9
)
DOCUMENTS = SECTIONS.map(
    lambda sections: "\n\n".join(
        "\n\n".join([f"## {heading}", *bodies]) for heading, bodies in sections
    )
)


def joined(pieces: tuple[Piece, ...], *kinds: str) -> list[str]:
    return find_words("".join(piece.text for piece in pieces if piece.kind in kinds)).keys


@given(TEXTS, TEXTS)
@settings(max_examples=250, deadline=None)
def test_pieces_give_back_the_words_of_both_texts(before: str, after: str) -> None:
    pieces = diff_text(before, after)
    assert find_words(before).keys == joined(pieces, "same", "removed", "moved_away")
    assert find_words(after).keys == joined(pieces, "same", "added", "moved_here")


@given(TEXTS)
@settings(deadline=None)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {"same"} >= {piece.kind for piece in diff_text(text, text)}


@given(st.one_of(DOCUMENTS, TEXTS), st.one_of(DOCUMENTS, TEXTS))
@settings(max_examples=150, deadline=None)
def test_every_section_is_in_exactly_one_row(before: str, after: str) -> None:
    sides = parse_document(before), parse_document(after)
    change = compare(*sides)
    for name, side in zip(("before", "after"), sides, strict=True):
        found = [section.index for row in change.sections for section in getattr(row, name)]
        assert list(range(len(side.sections))) == sorted(found)


@given(st.one_of(DOCUMENTS, TEXTS), st.one_of(DOCUMENTS, TEXTS))
@settings(max_examples=150, deadline=None)
def test_rows_give_back_the_words_of_both_documents(before: str, after: str) -> None:
    change = compare(parse_document(before), parse_document(after))
    for row in change.sections:
        if len(row.before) > 1 or len(row.after) > 1:
            continue  # headings may be part of the text of a split or a merge
        was = [word for section in row.before for word in find_words(section.body).keys]
        now = [word for section in row.after for word in find_words(section.body).keys]
        assert was == joined(row.body, "same", "removed", "moved_away")
        assert now == joined(row.body, "same", "added", "moved_here")


@given(st.one_of(DOCUMENTS, TEXTS))
@settings(deadline=None)
def test_a_document_is_unchanged_against_itself(text: str) -> None:
    document = parse_document(text)
    change = compare(document, parse_document(text))
    assert "none" == change.weight
    assert [("unchanged",)] * len(document.sections) == [row.kinds for row in change.sections]
    assert () == change.renumberings


@given(DOCUMENTS, DOCUMENTS)
@settings(deadline=None)
def test_the_same_texts_give_the_same_change(before: str, after: str) -> None:
    sides = parse_document(before), parse_document(after)
    assert compare(*sides) == compare(parse_document(before), parse_document(after))


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_what_moves_within_the_document_leaves_as_often_as_it_arrives(
    before: str, after: str
) -> None:
    change = compare(parse_document(before), parse_document(after))
    pieces = [piece for row in change.sections for piece in row.body]
    away, here = (
        Counter(tuple(fold_words(piece.text)) for piece in pieces if piece.kind == kind)
        for kind in ("moved_away", "moved_here")
    )
    assert away == here


DISTINCT = [
    ("Cookies", "Small files remember your language, your basket and whether you signed in."),
    ("Carriers", "Parcel firms receive name and street so that drivers find every door."),
    ("Children", "Nobody under sixteen may open an account unless a parent agrees in writing."),
    ("Claims", "Faulty goods are repaired first, replaced second and paid back last."),
    ("Courts", "Disputes go before judges in Aachen; consumers sue where they live."),
    ("Credit", "Banks report unpaid invoices after three reminders sent by post."),
]
SELECTIONS = st.lists(st.sampled_from(DISTINCT), min_size=1, max_size=6, unique=True)


@given(SELECTIONS, SELECTIONS)
@settings(max_examples=200, deadline=None)
def test_the_way_back_swaps_added_and_removed(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    sides = [
        parse_document("\n\n".join(f"## {heading}\n\n{body}" for heading, body in side))
        for side in (before, after)
    ]
    there, back = compare(*sides), compare(*reversed(sides))
    assert {(row.before, row.after) for row in there.sections} == {
        (row.after, row.before) for row in back.sections
    }
    assert (
        Counter(row.kinds for row in there.sections)["added",]
        == Counter(row.kinds for row in back.sections)["removed",]
    )


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_nothing_changed_means_nothing_changed_on_the_way_back(before: str, after: str) -> None:
    sides = parse_document(before), parse_document(after)
    there, back = compare(*sides), compare(*reversed(sides))
    assert ("none" == there.weight) == ("none" == back.weight)
