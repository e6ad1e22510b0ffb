"""The HTML form: one self-contained page without script, for any width, light, dark and print.

Everything that comes from outside passes `escape_html`; a strict policy in the page lets nothing
be loaded and no style or script run but the one style sheet that is in it.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.report.escape import escape_html, safe_link, single_line
from policytrack.report.inline_html import ELEMENTS, as_item, how_far_in, is_item, mark_pieces
from policytrack.report.places import name_pair
from policytrack.report.story import REST, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policytrack.model import PieceKind
    from policytrack.report.comparison import Comparison, ReportOptions
    from policytrack.report.excerpt import Line
    from policytrack.report.story import Block, Entry, Group, Story

    Voice = Callable[[str], str]  # puts an account in English into another language

_MOVED: dict[PieceKind, str] = {"moved_away": "moved away", "moved_here": "moved here"}
_MARKS: dict[PieceKind, str] = {"removed": "removed", "added": "added", **_MOVED}
# With more sections than this to read, a list of them stands first.
LONGEST_WITHOUT_CONTENTS = 3


def render_html(
    comparisons: Sequence[Comparison],
    options: ReportOptions,
    say: Voice = str,
    language: str = "en",
) -> str:
    """The whole page. `say` puts accounts in English into its language."""
    articles = [
        "\n".join(_article(tell(item, options, with_rest=True), item.id, say))
        for item in comparisons
    ]
    names = dict.fromkeys(comparison.name for comparison in comparisons)
    title = inline(", ".join(names)) if len(names) < 4 else f"{len(names)} policies"
    body = "\n".join(articles) or "<p>Nothing to compare.</p>"
    what = say("What changed")
    return wrap_page(f"{what}: {title}" if names else what, body, language)


def wrap_page(title: str, body: str, language: str = "en") -> str:
    """A page around escaped HTML, with its own style sheet and a policy that allows just that."""
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def render_article(comparison: Comparison, options: ReportOptions, say: Voice = str) -> str:
    """One comparison as HTML to be put into something else, such as the entry of a feed.

    No style sheet goes with it, so that it is said in words what moved. `say` puts an account in
    English into another language.
    """
    story = tell(comparison, options)
    body = (part for group in story.groups for part in _group(group, f"c{comparison.id}", say))
    told = f"{say('Not shown')}: {inline(say(story.rest))}"
    rest = [f"<p>{told}.</p>"] if story.folded and story.rest else []
    article = "\n".join([*_opening(story, say), *body, *rest])
    for kind, said in _MOVED.items():
        opening = ELEMENTS[kind][0]
        article = article.replace(opening, f"<em>({say(said)})</em> {opening}")
    return article


def _legend(told: str, say: Voice) -> Iterator[str]:
    """What the colours say, where some of them do not say it by themselves."""
    if 'class="moved"' in told:
        elements = ((*ELEMENTS[kind], said) for kind, said in _MARKS.items())
        marks = (f"{opening}{say(said)}{closing}" for opening, closing, said in elements)
        yield f'<p class="verdict">{say("Marks")}: {" ".join(marks)}</p>'


def inline(text: str) -> str:
    """A title, name or URL within a line."""
    return escape_html(single_line(text))


def _article(story: Story, name: str, say: Voice) -> Iterator[str]:
    name = f"c{name}"
    yield f'<article id="{name}">\n<header>\n<h1>{inline(story.title)}</h1>'
    yield from _opening(story, say)
    yield "</header>"
    shown = [group for group in story.groups if group.key not in REST]
    told = "\n".join(part for group in shown for part in _group(group, name, say))
    yield from _legend(told, say)
    yield from _contents(shown, name, say)
    yield told
    rest = [group for group in story.groups if group not in shown]
    if rest:
        yield f"<details{'' if story.folded else ' open'}>"
        yield f"<summary>{inline(say(story.rest))}</summary>"
        for group in rest:
            yield from _group(group, name, say)
        yield "</details>"
    yield "</article>"


def _opening(story: Story, say: Voice = str) -> Iterator[str]:
    """The summary, what is known of the two sides, remarks and a person's note."""
    yield f'<p class="summary">{inline(say(story.summary))}.</p>'
    if story.facts:
        yield '<dl class="facts">'
        yield from (f"<dt>{say(label)}</dt><dd>{_fact(said)}</dd>" for label, said in story.facts)
        yield "</dl>"
    if story.remarks:
        yield '<ul class="remarks">'
        yield from (f"<li>{inline(say(remark))}</li>" for remark in story.remarks)
        yield "</ul>"
    yield from _note(story.note_title, story.note)


def render_words(comparison: Comparison) -> str:
    """A person's words on a change, to be put into something else; "" without any."""
    return "".join(_note(comparison.note_title, comparison.note))


def _fact(said: str) -> str:
    if safe_link(said):
        return f'<a rel="noreferrer noopener" href="{escape_html(said)}">{inline(said)}</a>'
    return inline(said)


def _note(title: str, note: str) -> Iterator[str]:
    if title or note:
        yield '<aside class="note" dir="auto">'
        if title:
            yield f"<strong>{inline(title)}</strong>"
        parts = [part.strip() for part in note.split("\n\n") if part.strip()]
        yield "".join(f"<p>{escape_html(part)}</p>" for part in parts) + "</aside>"


def _contents(groups: Sequence[Group], name: str, say: Voice) -> Iterator[str]:
    entries = [entry for group in groups for entry in group.entries if entry.anchor]
    if len(entries) > LONGEST_WITHOUT_CONTENTS:
        yield f'<nav aria-label="{say("Sections that changed")}">\n<ul>'
        for entry in entries:
            yield f'<li><a href="#{name}-{entry.anchor}">{inline(entry.place)}</a></li>'
        yield "</ul>\n</nav>"


def _group(group: Group, name: str, say: Voice = str) -> Iterator[str]:
    yield f'<section class="{group.key}">\n<h2>{say(group.name)}</h2>'
    if group.key == "unchanged":
        yield '<ul class="names">'
        yield from (f"<li>{inline(entry.place)}</li>" for entry in group.entries)
        yield "</ul>"
    else:
        for entry in group.entries:
            yield from _entry(entry, name, say)
    yield "</section>"


def _entry(entry: Entry, name: str, say: Voice = str) -> Iterator[str]:
    anchor = f' id="{name}-{entry.anchor}"' if entry.anchor else ""
    short = "" if entry.blocks else " short"
    yield f'<section class="entry{short}"{anchor}>\n<h3>{inline(entry.place)}</h3>'
    yield f'<p class="verdict">{inline(say(entry.verdict))}</p>'
    if entry.labels:
        yield '<ul class="map">'
        yield from (f"<li>{inline(name_pair(*pair))}</li>" for pair in entry.labels)
        yield "</ul>"
    if entry.signals:
        yield '<ul class="signals">'
        yield from (f"<li>{inline(say(signal))}</li>" for signal in entry.signals)
        yield "</ul>"
    language = f' lang="{entry.language}"' if entry.language.isalpha() else ""
    if len(entry.blocks) > 1:
        yield f'<div class="sides"{language}>'
        yield from (_side(block, say) for block in entry.blocks)
        yield "</div>"
    else:
        for block in entry.blocks:
            yield f'<div class="text" dir="auto"{language}>{_paragraphs(block.lines)}</div>'
    yield "</section>"


def _side(block: Block, say: Voice = str) -> str:
    """One of two blocks beside each other: the column says whether it is before or after."""
    heading = "Before" if block.kind == "before" else "Now"
    lines = _paragraphs(block.lines, marked=False)
    return f'<div class="side {block.kind}" dir="auto"><h4>{say(heading)}</h4>{lines}</div>'


def _paragraphs(lines: Iterable[Line], *, marked: bool = True) -> str:
    """Lines with blank ones between them as paragraphs."""
    runs = (list(run) for blank, run in groupby(lines, lambda line: line.blank) if not blank)
    return "\n".join(f"<p>{''.join(_line(line, marked) for line in run)}</p>" for run in runs)


def _line(line: Line, marked: bool) -> str:
    if line.folded:
        return '<span class="line gap">…</span>'
    kind = "item" if is_item(line.pieces) else "line"
    pieces = as_item(line.pieces) if kind == "item" else line.pieces
    inner = mark_pieces(pieces) if marked else escape_html("".join(p.text for p in pieces))
    return f'<span class="{kind}{how_far_in(line.pieces)}">{inner}</span>'
