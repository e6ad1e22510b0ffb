"""The laws of stored text, over Markdown of all kinds and over real policies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytrack.sections import parse_document
from policytrack.sentences import lay_out, split_sentences
from policytrack.sentences.characters import normalise

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

MARKDOWN = MarkdownIt("commonmark").enable("table")
LINE_PARTS = (
    "We keep data.|It is so. |E.g. Acme, Inc. is. |see No. 5. |on 25. Mai |\u00a0|?! |… |Why? |"
    '**Bold.** |_it. Is_ |`a. B` |[Link. Two](x.y) |[a](b "C. D") |<https://a.b> |<b>|5. |a. |(b) |'
    "- |* |+ |1. |2) |10. |> |# |### |    |  |\t|~~~|```|---|===|***|  \n|\\\n|\n|\n|\n\n|\r\n|\\|"
    "<div>|</div>|<!-- |-->|[^1]|• |– |„Ja.“ |« Non. » |Foo|foo|.|!|A|é|e\u0301|\u200b|$"
)
PIECES = st.sampled_from(LINE_PARTS.split("|"))
TABLES = st.sampled_from(
    ["| a. B | c |\n", "| --- | --- |\n", "|---|\n", "a | b\n", "-- | --\n", "|"]
)
TEXTS = st.lists(PIECES | TABLES, max_size=30).map("".join)
WORDS = st.sampled_from(["we", "your", "data", "keeps", "Acme", "Ireland", "under", "30", "of"])
SENTENCES = st.lists(
    st.builds(
        "{} {} {}{}".format,
        st.sampled_from(["We", "The", "You", "“If", "(See", "[Our](https://a.b)", "**Data**"]),
        st.lists(WORDS, min_size=2, max_size=8).map(" ".join),
        st.sampled_from(["policy", "Acme, Inc", "Art. 6", "e.g. this", "the U.S", "`code. It`"]),
        st.sampled_from([".", "!", "?", ".”", ".)", "…"]),
    ),
    min_size=1,
    max_size=6,
)
PARAGRAPHS = st.builds(
    "{}{}".format, st.sampled_from(["", "* ", "1. ", "> ", "## ", "   - "]), SENTENCES.map(" ".join)
)
DOCUMENTS = st.lists(PARAGRAPHS, min_size=1, max_size=6).map("\n\n".join)


def meaning(markdown: str) -> list[tuple[str, ...]]:
    """The blocks of a text and the words and marks in each, line ends inside text being spaces."""
    found: list[tuple[str, ...]] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "blockquote_close" and found[-1][0] == "blockquote_open":
            found.pop()  # an empty quote means nothing
        else:
            found += mean(token)
    return found


def mean(token: Token) -> list[tuple[str, ...]]:
    if token.type != "inline":
        return [(token.type, token.tag, token.info.strip(), " ".join(token.content.split()))]
    found: list[tuple[str, ...]] = []
    words = ""
    for child in token.children or ():
        if child.type in {"text", "softbreak"}:
            words += child.content if child.type == "text" else " "
            continue
        found += [("text", " ".join(words.split()))]
        words = ""
        content = " ".join(child.content.split())
        found.append((child.type, child.tag, content, str(child.attrs.get("href", ""))))
    return [*found, ("text", " ".join(words.split()))]


def unstressed(markdown: str) -> str:
    """The meaning without emphasis: "**  " before a line's end is none, "**\\\\" is some."""
    kept = [found for found in meaning(markdown) if not found[0].startswith(("strong", "em_"))]
    return re.sub(r"[*_\s]|\('text', ''\),|'\), \('text', '", "", str(kept))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_laying_out_again_changes_nothing(text: str) -> None:
    once = lay_out(text)
    assert once == lay_out(once)


@given(TEXTS)
@settings(max_examples=300, deadline=None, derandomize=True)  # markdown-it has corners of its own
def test_the_markdown_means_the_same(text: str) -> None:
    # Here markdown-it reads a table where CommonMark has a list item or a quote.
    assume(not re.search(r"^[ \t\u00a0]*(?:[-+*>#`~<]|\d+[.)]).*\|", text, re.MULTILINE))
    assume(not re.search(r"`[^`]*--|--.*\n.*--", text))
    # Here it ends a list at the second blank line after an empty item.
    assume(not re.search(r"(?m)^[\s>]*(?:[-+*]|\d+[.)])\s*\n[\s>]*\n[\s>]*\n", normalise(text)))
    assert meaning(normalise(text)) == meaning(lay_out(text))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_added_or_moved(text: str) -> None:
    assert bare_words(normalise(text)) == bare_words(lay_out(text))


def bare_words(markdown: str) -> str:
    """All characters but white space and the marks that laying out may write for others."""
    return re.sub(r"[\s\\>]", "", markdown)


@given(DOCUMENTS, st.data())
@settings(deadline=None)
def test_a_change_inside_a_sentence_changes_one_line(text: str, data: st.DataObject) -> None:
    before = lay_out(text).splitlines()
    places = list(re.finditer(r"(?<=\w )(?:we|your|data|keeps|of)(?= \w)", text))
    assume(places)
    place = data.draw(st.sampled_from(places))
    after = lay_out(f"{text[: place.start()]}rewritten{text[place.end() :]}").splitlines()
    assert len(before) == len(after)
    assert 1 == sum(one != other for one, other in zip(before, after, strict=True))


@given(DOCUMENTS)
@settings(deadline=None)
def test_every_sentence_has_a_line_of_its_own_however_the_text_is_wrapped(text: str) -> None:
    wrapped = re.sub(r"(?<=[a-z]) (?=[a-z])(?<!^)", "\n", text)
    assume("## " not in text)
    assert lay_out(text) == lay_out(wrapped)


@given(st.lists(SENTENCES.map(" ".join), max_size=4).map("\n\n".join))
@settings(deadline=None)
def test_split_sentences_joined_are_the_words_again(text: str) -> None:
    assert text.split() == " ".join(split_sentences(text)).split()


@pytest.mark.slow
def test_the_laws_hold_for_real_policies(shared: Path) -> None:
    for path in sorted((shared / "pages").glob("*.md"))[::4]:
        text = path.read_text(encoding="utf-8")
        once = lay_out(text)
        assert once == lay_out(once), path.name
        assert bare_words(normalise(text)) == bare_words(once), path.name
        assert unstressed(normalise(text)) == unstressed(once), path.name


def headings(text: str) -> list[tuple[str, int]]:
    return [(section.heading, section.level) for section in parse_document(text).sections]


SECTIONED = """\
**Privacy**
We keep data. You may object.

11\\. Feedback. Beta Services.

We listen. 12. Cookies are set. § 4 applies.

**Bold words.** More words. (a) This. (b) That.

* **Item.** It is so. Yes.

SHOUTED WORDS. MORE OF THEM.

Article 6. Lawfulness. It must be lawful.
"""


def test_a_text_has_the_same_sections_when_it_is_laid_out() -> None:
    assert headings(SECTIONED) == headings(lay_out(SECTIONED))


@pytest.mark.slow
def test_real_policies_have_the_same_sections_when_they_are_laid_out(shared: Path) -> None:
    for path in sorted((shared / "pages").glob("*.md"))[::6]:
        text = path.read_text(encoding="utf-8")
        assert headings(text) == headings(lay_out(text)), path.name


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("One. Two.\r\nThree.\r\n", "One.\nTwo.\nThree.\n"),
        ("\ufeffA\u00a0b\u202f!   \n\n\n\n\nC\n", "A b !\n\nC\n"),
        ("* It is. We do.\n* So.", "* It is.\n  We do.\n* So.\n"),
        ("10. It is. We do.", "10. It is.\n    We do.\n"),
        ("> It is. We do.", "> It is.\n> We do.\n"),
        ("# It is. We do.", "# It is. We do.\n"),
        ("It is. We do.\n=====", "It is. We do.\n=====\n"),
        ("| It is. We do. |\n| --- |\n", "| It is. We do. |\n| --- |\n"),
        ("```\nIt is. We do.\n```", "```\nIt is. We do.\n```\n"),
        ("    It is. We do.", "    It is. We do.\n"),
        ("A line  \nbroken. Here.", "A line\\\nbroken.\nHere.\n"),
        ("It is. 2. Cookies. - Or not. # Nor this.", "It is. 2. Cookies. - Or not. # Nor this.\n"),
        ("**Bold.** We do. It is.", "**Bold.** We do.\nIt is.\n"),
        ("**Title**\nWe do.", "**Title**\nWe do.\n"),
        ("cafe\u0301", "caf\u00e9\n"),
        ("a\x00b\ud800c", "a\ufffdb\ufffdc\n"),
        ("\u00a0\u00a0\u00a0\u00a0It is. We do.", "It is.\nWe do.\n"),
        ("", ""),
        (" \n\n", ""),
    ],
)
def test_stored_text_looks_so(written: str, stored: str) -> None:
    assert stored == lay_out(written)


@pytest.mark.parametrize(
    "text",
    [
        "." * 300_000,
        ". " * 100_000,
        "`" * 200_000,
        "`a``b" * 40_000,
        "[" * 200_000,
        "](a " * 50_000,
        '](a "' * 40_000,
        "<a " * 60_000,
        ">" * 200_000,
        "- " * 100_000,
        "(" * 200_000 + "a. B",
        "a. " + '"' * 200_000,
        "*" * 200_000,
        "| " * 100_000 + "\n" + "|-" * 100_000,
        "  \n" * 100_000,
        "a  \n" * 60_000,
        "A. " * 100_000,
        "1. " * 100_000,
        ("> " * 30 + "a\n") * 3_000,
        " " * 300_000 + "a",
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_is_laid_out_too(text: str) -> None:
    assert bare_words(text) == bare_words(lay_out(text))
