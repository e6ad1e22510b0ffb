"""Laws of the Markdown: what a reader of it sees is what stood on the page, whatever that was."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytrack.extract.html import parse_html, render_tree
from policytrack.extract.html.parse import parse_html as parse
from tests.html_pages import read

MARKS = st.sampled_from(
    [*"*_`~[]()<>#+-=|\\!&.:1a b", "**", "](", "1. ", "- ", "&amp;", "<b>", "ab"]
)
LINES = st.lists(MARKS, min_size=1, max_size=14).map(lambda marks: " ".join("".join(marks).split()))
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def render(page: str) -> str:
    return render_tree([parse_html(page).body or parse_html(page).root])


def seen(markdown: str) -> list[str]:
    """The texts of the blocks that a reader of CommonMark sees."""
    tree = parse(READER.render(markdown))
    return [" ".join(node.text().split()) for node in tree.css("p, h1, h2, h3, li, td, th")]


@given(LINES)
def test_a_paragraph_reads_as_it_stood(line: str) -> None:
    markdown = render(f"<p>x</p><p>{escape(line)}</p>")
    if any(c.isalnum() for c in line):
        assert line.lstrip("-*+ ").strip() in " ".join(seen(markdown)) or line in " ".join(
            seen(markdown)
        )


@given(LINES)
def test_a_heading_reads_as_it_stood(line: str) -> None:
    if any(c.isalnum() for c in line):
        assert [line] == seen(render(f"<h2>{escape(line)}</h2>"))


@given(LINES)
def test_a_link_reads_as_it_stood(line: str) -> None:
    markdown = render(f'<p>see <a href="https://wrenfield.example/x">{escape(line)}</a></p>')
    if any(c.isalnum() for c in line):
        assert [f"see {line}"] == seen(markdown)
        assert 1 == READER.render(markdown).count('<a href="https://wrenfield.example/x">')


@given(LINES, LINES)
def test_cells_read_as_they_stood(one: str, two: str) -> None:
    markdown = render(
        f"<table><tr><th>a<th>b</tr><tr><td>{escape(one)}<td>{escape(two)}</tr></table>"
    )
    if any(c.isalnum() for c in one) and any(c.isalnum() for c in two):
        assert one.strip("-*+ ") in seen(markdown)[2]


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from(["a", "b.", "(c)", ": d", "e ", " f", "“g”"]))
    )
)
def test_bold_runs_keep_every_word(runs: list[tuple[bool, str]]) -> None:
    inner = "".join(f"<b>{text}</b>" if bold else text for bold, text in runs)
    text = " ".join("".join(text for _, text in runs).split())
    assert ([text] if text else []) == seen(render(f"<p>{inner}</p>"))


@given(st.text(max_size=300))
def test_any_text_is_read_twice_the_same(text: str) -> None:
    page = f"<title>T</title><p>Words first. {escape(text)}</p>"
    assert read(page).markdown == read(page).markdown


@given(st.text(max_size=300))
def test_any_bytes_of_markup_are_survived(text: str) -> None:
    assert read(f"<p>Words first.</p>{text}").markdown
