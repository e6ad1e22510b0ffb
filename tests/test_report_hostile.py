"""Outside text is inert in every form: terminals, pages, Markdown, data, patches, notes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytrack.model import Change, Renumbering, Signal
from policytrack.report import (
    FORMS,
    Comparison,
    ReportOptions,
    escape_html,
    escape_markdown,
    escape_terminal,
    merge_notes,
    render,
    render_notes,
    single_line,
)
from tests.report_samples import comparison, document, row

ATTACKS = (
    "\x1b[2J\x1b]0;owned\x07",  # clears the screen, names the window
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",  # OSC 8 link
    "\x9b31mred\x90q\x9c",  # C1 control strings
    "safe\u202egpj.exe\u2066x\u2069",  # direction overrides
    "back\b\b\bspace\rreturn\x00nul\x7f",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>&amp;&#60;script&#62;",
    "[click](javascript:alert(1)) <javascript:alert(1)> ![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example a@evil.example",
    "<!-- policytrack:change 0123456789abcdef undated 0123456789ab -->",
    "-->\n# Heading\n- list\n> quote\n```\nfence\n| a | b |\n|---|---|",
    "{{ 7*7 }} {% raw %} ${x} [bold red]rich[/] [[link]]",
    "@@ -1 +1 @@\n--- a/etc\n+++ b/etc\ndiff --git a/x b/x",
    "lone \ud800 surrogate \ufffe \U000e0041",
)
# What acts on a terminal; line feed and tab do not.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COLOUR = re.compile("\x1b\\[[0-9;]*m")
ALLOWED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "article", "header", "h1", "h2",
    "h3", "h4", "p", "dl", "dt", "dd", "ul", "li", "aside", "strong", "nav", "a", "section", "div",
    "span", "ins", "del", "details", "summary",
}  # fmt: skip


def hostile(attack: str) -> Comparison:
    """The attack in every place that takes outside text."""
    line = attack.replace("\n", " ")
    before = document((1, line, line, f"{attack} before"), (2, "", line, "Gone."))
    after = document((1, line, line, f"{attack} after"), (2, "", f"{line}!", "Come."))
    signals = (Signal("money", "before", attack, 0, 1), Signal(line, "after", attack, 0, 1))
    rows = (
        replace(
            row(before.sections[:1], after.sections[:1], "modified", "renamed", "moved",
                signals=signals),
            body=tuple(row((), (), body="").body),
        ),
        row(before.sections[1:], (), "removed"),
        row((), after.sections[1:], "added"),
    )  # fmt: skip
    rows = (replace(rows[0], body=_pieces(attack)), *rows[1:])
    runs = (Renumbering(((line, f"{line}x"),), f"because {attack}"),)
    change = Change(before, after, rows, "substantive", runs, (attack,))
    return comparison(
        change, policy=attack, title=attack, source=attack, before_label=attack,
        after_label=attack, note=attack, note_title=attack,
    )  # fmt: skip


def _pieces(attack: str) -> tuple[object, ...]:
    from policytrack.model import Piece

    return (
        Piece("same", attack), Piece("removed", f"{attack} before"), Piece("added", attack),
        Piece("moved_here", attack), Piece("same", "\n"), Piece("moved_away", attack),
    )  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("colour", [False, True])
def test_no_form_lets_a_character_act(form: str, attack: str, colour: bool) -> None:
    text = render([hostile(attack)], form, ReportOptions(all_rows=True, colour=colour))
    assert [] == ACTING.findall(COLOUR.sub("", text))
    if not (colour and form == "terminal"):
        assert "\x1b" not in text
    text.encode("utf-8")


@pytest.mark.parametrize("attack", ATTACKS)
def test_notes_let_no_character_act(attack: str) -> None:
    for text in (render_notes([hostile(attack)]), merge_notes("", [hostile(attack)])):
        assert [] == ACTING.findall(text)


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = dict(attrs)["content"] or ""


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_page_holds_only_its_own_markup(attack: str) -> None:
    parser = Tags()
    parser.feed(render([hostile(attack)], "html", ReportOptions(all_rows=True)))
    assert set() == parser.tags - ALLOWED_TAGS
    assert set() == {name for name, _ in parser.attributes if name.startswith("on")}
    links = {value or "" for name, value in parser.attributes if name in {"href", "src"}}
    assert set() == {link for link in links if not link.startswith(("#", "https://", "http://"))}
    assert "default-src 'none'" in parser.policy
    assert "unsafe" not in parser.policy


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "data:text/html,x", "https://x y", "//x"]
)
def test_only_web_addresses_become_links(source: str) -> None:
    told = comparison(hostile("x").change, source=source)
    assert f'href="{source}' not in render([told], "html")
    assert f"<{source}>" not in render([told], "markdown")


def markdown_tokens(text: str) -> list[str]:
    """The types of all tokens that a CommonMark reader finds, with tables and autolinks."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [t.type for token in tokens for t in [token, *(token.children or [])]]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_holds_no_markup_of_the_policy(attack: str) -> None:
    harmless = comparison(hostile("harmless").change, source="harmless", title="harmless")
    text = render([hostile(attack)], "markdown", ReportOptions(all_rows=True))
    assert {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "code_inline",
            "table_open", "hr"}.isdisjoint(markdown_tokens(text))  # fmt: skip
    headings = markdown_tokens(text).count("heading_open")
    assert markdown_tokens(render([harmless], "markdown")).count("heading_open") == headings


@pytest.mark.parametrize("attack", ATTACKS)
def test_notes_hold_no_markup_of_the_policy(attack: str) -> None:
    told = replace(hostile(attack), note="", note_title="")
    found = markdown_tokens(render_notes([told]))
    assert {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "code_inline",
            "table_open", "hr", "blockquote_open"}.isdisjoint(found)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_note_cannot_end_or_begin_an_entry(attack: str) -> None:
    merged = merge_notes("", [hostile(attack)])
    assert 1 == merged.count("\n<!-- policytrack:change")
    assert merged == merge_notes(merged, [hostile(attack)])


@pytest.mark.parametrize("attack", ATTACKS)
def test_data_keeps_the_text_as_it_is(attack: str) -> None:
    told = json.loads(render([hostile(attack)], "json"))["comparisons"][0]
    assert attack == told["title"]
    assert {"kind": "added", "text": attack} in told["changes"][0]["body"]


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_markdown_text_is_read_back_as_it_was(text: str) -> None:
    """A CommonMark reader sees one paragraph of plain text, word for word."""
    escaped = escape_markdown(text)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped)
    inline = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or []}
    assert kinds <= {"text", "softbreak", "text_special"}
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    shown = " ".join(
        "".join(
            "\n" if child.type == "softbreak" else child.content for child in token.children or []
        )
        for token in inline
    )
    assert escape_terminal(text).split() == shown.split()


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_every_escape_leaves_nothing_that_acts(text: str) -> None:
    for escape in (escape_terminal, escape_html, escape_markdown, single_line):
        assert [] == ACTING.findall(escape(text))
    assert "\n" not in single_line(text)
    assert set("<>\"'").isdisjoint(escape_html(text))
