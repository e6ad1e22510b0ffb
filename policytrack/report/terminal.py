"""The forms for a terminal and for plain text: the same lines, with colour or with marks.

Owns layout in columns. Everything that comes from outside passes `escape_terminal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.report.escape import escape_terminal, reveal, single_line
from policytrack.report.excerpt import stub
from policytrack.report.story import tell
from policytrack.report.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.model import Piece
    from policytrack.report.comparison import Comparison, ReportOptions
    from policytrack.report.excerpt import Line
    from policytrack.report.page import Voice
    from policytrack.report.story import Block, Entry, Group, Story
    from policytrack.report.wrapping import Paint, Span

STYLES = {
    "title": "bold",
    "summary": "bold",
    "remark": "yellow",
    "dim": "dim",
    "group": "bold underline",
    "place": "bold cyan",
    "verdict": "cyan",
    "signal": "magenta",
    "removed": "red strike",
    "removed_block": "red",
    "added": "green",
    "moved_away": "dim strike",
    "moved_here": "blue",
    "same": "",
    "": "",
}
MARKS = {
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
    "moved_away": ("[~", "~]"),
    "moved_here": ("{~", "~}"),
}
NARROWEST = 24


def render_terminal(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """For a terminal; with colour when the options say so, else with marks."""
    return _render(comparisons, options, colour=options.colour)


def render_text(comparisons: Sequence[Comparison], options: ReportOptions) -> str:
    """Plain text with marks, for mail, files and pipes."""
    return _render(comparisons, options, colour=False)


def render_words(comparison: Comparison, options: ReportOptions, say: Voice = str) -> str:
    """The sections with their changed words alone, as plain text.

    `say` puts accounts in English into another language.
    """
    page = _Page(max(options.width, NARROWEST), colour=False, say=say)
    for group in tell(comparison, options).groups:
        page.group(group)
    return page.text().strip("\n")


def _render(comparisons: Sequence[Comparison], options: ReportOptions, *, colour: bool) -> str:
    page = _Page(max(options.width, NARROWEST), colour=colour)
    for index, comparison in enumerate(comparisons):
        if index:
            page.rule()
        page.story(tell(comparison, options))
    return page.text()


class _Page:
    """Lines of at most `width` columns."""

    def __init__(self, width: int, *, colour: bool, say: Voice = str) -> None:
        self.width = width
        self.say = say
        self.colour = colour
        self.lines: list[str] = []
        self.paint = _painter() if colour else _no_paint

    def text(self) -> str:
        return "\n".join(self.lines) + "\n" if self.lines else ""

    def rule(self) -> None:
        self.lines += ["", self.paint("─" * self.width, "dim"), ""]

    def put(self, spans: Iterable[Span], indent: str = "", hang: str | None = None) -> None:
        """A paragraph, wrapped; its first line after `indent`, the others after `hang`."""
        indents = (indent, indent if hang is None else hang)
        self.lines += wrap(spans, self.width, indents, self.paint)

    def story(self, story: Story) -> None:
        self.put([(single_line(story.title), "title")])
        self.put([(f"{single_line(story.summary)}.", "summary")])
        for name, said in story.facts:
            self.put([(f"{name}: {single_line(said)}", "dim")], "", "  ")
        for remark in story.remarks:
            self.put([(f"Remark: {single_line(remark)}.", "remark")], "", "  ")
        self._note(story)
        for group in story.groups:
            self.group(group)
        if story.folded and story.rest:
            self.lines.append("")
            self.put([(f"Not shown: {story.rest} (--all shows everything).", "dim")], "", "  ")

    def group(self, group: Group) -> None:
        """Entries with text apart from their neighbours, entries of one line as a list."""
        self.lines.append("")
        self.put([(self.say(group.name), "group")])
        above_is_list = True
        for entry in group.entries:
            in_list = not (entry.blocks or entry.signals)
            if not (in_list and above_is_list):
                self.lines.append("")
            self.entry(entry)
            above_is_list = in_list

    def _note(self, story: Story) -> None:
        if story.note_title:
            self.put([(single_line(story.note_title), "title")], "| ")
        for line in escape_terminal(story.note).splitlines():
            self.put([(line, "")], "| ")

    def entry(self, entry: Entry) -> None:
        head = [(single_line(entry.place), "place"), (": ", "dim")]
        self.put([*head, (single_line(self.say(entry.verdict)), "verdict")], "", "  ")
        for signal in entry.signals:
            self.put([(single_line(self.say(signal)), "signal")], "  * ", "    ")
        for block in entry.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        if block.kind == "inline":
            for line in block.lines:
                self._line(line, "    ", "    ")
            return
        sign, style = ("- ", "removed_block") if block.kind == "before" else ("+ ", "added")
        for line in block.lines:
            text = "".join(piece.text for piece in line.pieces)
            prefix = "  " + self.paint(sign, style)
            self.put([(escape_terminal(text), style)], prefix, prefix)

    def _line(self, line: Line, indent: str, hang: str) -> None:
        if line.folded:
            self.put([("…", "dim")], indent)
        elif line.blank:
            self.lines.append("")
        else:
            self.put(self._spans(line.pieces), indent, hang)

    def _spans(self, pieces: Iterable[Piece]) -> Iterator[Span]:
        above, spaced = "", False
        for piece in pieces:
            text = stub(piece.text) if piece.kind == "moved_away" else piece.text
            apart = self.colour or "moved_away" in {above, piece.kind}
            if apart and above not in {"", "same"} and piece.kind != "same" and not spaced:
                yield " ", "same"
            above, spaced = piece.kind, text[-1:].isspace()
            if piece.kind == "same":
                yield escape_terminal(text), "same"
            else:
                yield from self._changed(reveal(text), piece.kind)

    def _changed(self, text: str, kind: str) -> Iterator[Span]:
        core = text.strip()
        opening, closing = ("", "") if self.colour else MARKS[kind]
        start = text.find(core) if core else 0
        if not core:
            yield text, "same"
            return
        yield text[:start], "same"
        yield f"{opening}{core}{closing}", kind
        yield text[start + len(core) :], "same"


def _no_paint(text: str, _style: str) -> str:
    return text


def _painter() -> Paint:
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(words) for name, words in STYLES.items() if words}

    def paint(text: str, style: str) -> str:
        known = styles.get(style)
        return known.render(text, color_system=ColorSystem.STANDARD) if known and text else text

    return paint
