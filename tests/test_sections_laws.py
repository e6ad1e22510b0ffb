"""What holds of the splitting of any text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytrack.markdown import blocks, plain_text
from policytrack.model import Document
from policytrack.sections import parse_document

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)
MARKED_TEXT = st.lists(
    st.sampled_from(
        ["# ", "## A", "**B**", "__", "1. ", "1\\. C", "2) D", "(a) e", "Article 5", "§ 3 F", "IV.",
         "- ", "> ", "| ", "---", "===", "```", "~~~", "\n", "\n\n", "\r\n", "\r", "\f", "\ufeff",
         "\0", "\ud800", "\u202e", " ", "    ", "\t", "Word", "WORD", "word.", "text, more text",
         "[a](b)", "[", "](", "<h2>", "</h2>", "2024", "1General", "*", "_", "\\"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
TEXTS = ANY_TEXT | MARKED_TEXT

NAMES = ["Scope", "Data we collect", "Your rights", "Log files", "Payment and refunds",
         "Who sees it", "Kündigung", "Données de connexion", "Derecho aplicable"]  # fmt: skip
PROSE = ["We process the data that you give us when you use the service, and nothing beyond that.",
         "Wir speichern die Daten so lange, wie es für den Zweck nötig ist, und löschen sie dann.",
         "You may write to us:\n\n*   by letter;\n*   by e-mail.",
         "(a) one of the reasons that we may have;\n\n(b) another one of them."]  # fmt: skip
# A tree of headings: each at most one level below the one before it, the first at the top.
OUTLINES = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(NAMES), st.sampled_from(PROSE)),
    min_size=3,
    max_size=9,
).map(lambda rows: settle(rows))


def settle(rows: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    settled: list[tuple[int, str, str]] = []
    for level, name, prose in rows:
        deepest = settled[-1][0] + 1 if settled else 1
        settled.append((min(level, deepest), name, prose))
    return settled


def number(rows: list[tuple[int, str, str]]) -> list[str]:
    counts = [0, 0, 0]
    labels = []
    for level, _, _ in rows:
        counts = [*counts[: level - 1], counts[level - 1] + 1, *[0] * (3 - level)]
        labels.append(".".join(map(str, counts[:level])) + ("." if level == 1 else ""))
    return labels


def write(rows: list[tuple[int, str, str]], style: str) -> str:
    parts = []
    for (level, name, prose), label in zip(rows, number(rows), strict=True):
        title = f"{label} {name}"
        if style == "setext" and level < 3:
            parts.append(f"{title}\n{'=-'[level - 1] * len(title)}")
        elif style in {"atx", "setext"}:
            parts.append(f"{'#' * level} {title}")
        elif style == "bold":
            parts.append(f"**{title}**")
        else:
            parts.append(title.replace(". ", "\\. ", 1))
        parts.append(prose)
    return "\n\n".join(parts) + "\n"


def tree(text: str) -> list[tuple[int, str, str]]:
    document = parse_document(text)
    return [(len(document.path(s)), s.number, s.title) for s in document.sections if s.level]


STRETCHES = st.lists(
    st.sampled_from(
        ["# A", "#", "    # A", "A", "Some words here", "Some words here.", "=====", "----------",
         "------------------", "---", "* * *", "* a", "* ", "1. b", "> c", "    d", "| e |",
         "```", "~~~", "", " ", "\t", "\ufeff", "key: value", "Last updated: 1 May 2021"]
    ),
    max_size=30,
).map("\n".join)  # fmt: skip


@given(STRETCHES, STRETCHES)
@example("- a\n\n    # A", "#\n\nA\n\n#\n\nB")
@example("A\n\n---", "Some words\n\n-------------\n\nA\n\nSome words\n\n-------------")
@example("#\n\n\n\nA", "---\nkey: value\n\nb: c\n---\n\nA")
def test_what_was_read_before_does_not_change_how_a_text_is_read(before: str, text: str) -> None:
    whole = _read_line_by_line(text)
    parse_document(before)
    assert whole == parse_document(text)
    assert whole == parse_document(text)


def _read_line_by_line(text: str) -> Document:
    """The document, with no stretch of the text read by itself and remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks._Scan, "read_stretches", lambda scan, _: scan.read_to(len(scan.texts)))
        return parse_document(text)


@given(TEXTS)
@example("")
@example("\r")
@example("\ufeff---\na: b\n---\n# A")
@settings(max_examples=200)
def test_sections_tile_the_text(text: str) -> None:
    sections = parse_document(text).sections
    assert (0, len(text)) == (sections[0].start, sections[-1].end)
    assert all(one.end == other.start for one, other in pairwise(sections))
    assert all(s.start <= s.body_start <= s.end for s in sections)
    assert text == "".join(text[s.start : s.body_start] + s.body for s in sections)


@given(TEXTS)
@settings(max_examples=100)
def test_the_tree_is_in_order_and_levels_rise_downwards(text: str) -> None:
    sections = parse_document(text).sections
    assert list(range(len(sections))) == [s.index for s in sections]
    for section in sections:
        assert section.parent is None or section.parent < section.index
        assert section.parent is None or sections[section.parent].level < section.level
        assert bool(section.level) == bool(section.heading)
        assert section.heading.endswith(section.title)
    assert all(s.level for s in sections[1:])


@given(TEXTS)
@settings(max_examples=100)
def test_lines_count_the_line_ends_before_the_heading(text: str) -> None:
    for section in parse_document(text).sections[1:]:
        assert section.line == 1 + len(re.findall(r"\r\n|\r|\n", text[: section.start]))


@given(TEXTS)
@settings(max_examples=100)
def test_the_same_text_gives_the_same_document(text: str) -> None:
    assert parse_document(text) == parse_document(text)


@given(OUTLINES)
@settings(max_examples=60)
def test_every_style_gives_the_same_tree(rows: list[tuple[int, str, str]]) -> None:
    expected = [
        (level, label.rstrip("."), name)
        for (level, name, _), label in zip(rows, number(rows), strict=True)
    ]
    for style in ("atx", "setext", "bold", "plain"):
        assert expected == tree(write(rows, style)), style


@given(OUTLINES, st.data())
@settings(max_examples=50)
def test_another_text_in_one_section_changes_no_heading(
    rows: list[tuple[int, str, str]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    style = data.draw(st.sampled_from(["atx", "setext", "bold", "plain"]))
    edited = list(rows)
    edited[place] = (*rows[place][:2], data.draw(st.sampled_from(PROSE)) + " It is so.")
    assert tree(write(rows, style)) == tree(write(edited, style))


@given(TEXTS)
def test_plain_text_has_no_white_space_to_collapse(text: str) -> None:
    plain = plain_text(text)
    assert plain == " ".join(plain.split())


@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000,
        "# " + "[a](b \"" * 60_000,
        "- " * 100_000 + "# x",
        "".join(f"{'  ' * (i % 300)}- item\n" for i in range(20_000)),
        "1\\. Heading\n\ntext\n\n" * 5_000,
        "**Heading**\n\n" * 10_000,
        "a\n" * 200_000,
        "```\n~~~\n" * 20_000,
        ("i" * 300 + "\n\n") * 2_000,
    ],
    ids=["paragraph", "links", "markers", "nesting", "ones", "bold", "lines", "fences", "romans"],
)  # fmt: skip
def test_hostile_texts_are_read_whole(text: str) -> None:
    sections = parse_document(text).sections
    assert (0, len(text)) == (sections[0].start, sections[-1].end)


@pytest.mark.slow
def test_fifty_thousand_headings_are_fifty_thousand_sections() -> None:
    text = "".join(f"## Heading {i}\n\ntext\n\n" for i in range(50_000))
    assert 50_000 == len(parse_document(text).sections)
