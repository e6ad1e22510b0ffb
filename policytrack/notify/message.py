"""What a notice says: a change with its words, or how a source stands.

Written in the form that a service shows best, so that what went and what came stay told apart in
each. Knows nothing of services.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from policytrack.report import ReportOptions, escape_html, escape_markdown, render, single_line
from policytrack.report.escape import safe_link
from policytrack.report.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.report import Comparison

Form = Literal["text", "markdown", "html"]
Tone = Literal["info", "success", "warning", "failure"]
LONGEST_TITLE = 150  # characters
LONGEST = {"text": 30_000, "markdown": 30_000, "html": 400_000}
TONES: dict[str, Tone] = {
    "recovered": "success", "held": "warning", "failing": "warning", "absent": "failure",
}  # fmt: skip
HEADS = {
    "held": "what its source shows is held",
    "failing": "its source fails",
    "absent": "its source is gone",
    "recovered": "its source shows it again",
}
WAYS_OUT = {
    "held": "`policytrack held {policy}` shows the text; --release or --dismiss decides.",
    "failing": "`policytrack snapshot {policy}` says why.",
    "absent": "Look for its new address, and put that into policytrack.toml.",
    "recovered": "Nothing needs to be done.",
}


class Message(Protocol):
    """A notice as people read it."""

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits: the same whenever the same is told."""

    @property
    def tone(self) -> Tone:
        """How bad it is."""

    @property
    def title(self) -> str:
        """One line."""

    def body(self, form: Form) -> str:
        """The words, never empty."""


@dataclass(frozen=True, slots=True)
class ChangeMessage:
    """A recorded change, with its words."""

    id: str
    comparison: Comparison
    tone: Tone = "info"

    @property
    def title(self) -> str:
        """The policy and what changed, on one line."""
        what = self.comparison.note_title or summarise(self.comparison.change)
        return _title(self.comparison.name, what)

    def body(self, form: Form) -> str:
        """The whole change; where it is too long for a service, its beginning."""
        cosmetic = self.comparison.change.weight != "substantive"
        said = render([self.comparison], form, ReportOptions(width=100, all_rows=cosmetic))
        if form == "html":
            return said if len(said) <= LONGEST[form] else _page(self.body("text"))
        if len(said) > LONGEST[form]:
            command = f"policytrack diff {self.comparison.policy}"
            said = said[: LONGEST[form]].rpartition("\n")[0]
            said += f"\n\n[cut short here; the whole: {command}]\n"
        return f"{said}\n{_foot(self.id)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a policy whose source stands otherwise than before."""

    event: str  # "held", "failing", "absent" or "recovered"
    policy: str
    title: str = ""
    source: str = ""
    since: str = ""  # as people read it
    was: str = ""  # how it stood before
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingMessage:
    """How a policy's source stands, where that is another than before."""

    id: str
    facts: Facts

    @property
    def tone(self) -> Tone:
        """How bad it is."""
        return TONES[self.facts.event]

    @property
    def title(self) -> str:
        """The policy and how it stands, on one line."""
        return _title(self.facts.title or self.facts.policy, HEADS[self.facts.event])

    def body(self, form: Form) -> str:
        """What is known, and what to do."""
        return _laid_out(list(self._lines()), self.id, form)

    def _lines(self) -> Iterator[Line]:
        facts = self.facts
        yield Line(f"{facts.title or facts.policy}: {HEADS[facts.event]}.")
        yield from map(Line, facts.reasons)
        if facts.since:
            yield Line(f"{facts.was.capitalize() or 'So'} since {facts.since}.")
        if facts.event != "recovered":
            yield Line("The text that was recorded last stays in force meanwhile.")
        if link := safe_link(facts.source):
            yield Line(f"Source: {link}", f"Source: <{link}>")
        way_out = single_line(WAYS_OUT[facts.event].format(policy=facts.policy))
        yield Line(way_out, way_out)


@dataclass(frozen=True, slots=True)
class TestMessage:
    """What shows that an address takes messages."""

    id: str
    sent: str  # when, as people read it
    tone: Tone = "info"

    @property
    def title(self) -> str:
        """The same for every test."""
        return "Test of policytrack's notices"

    def body(self, form: Form) -> str:
        """When and how it was sent."""
        said = f"Sent by `policytrack notify --test` on {self.sent}. Nothing needs to be done."
        return _laid_out([Line(said, said)], self.id, form)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a message. `markdown`: as it stands in Markdown, where its words are our own."""

    text: str
    markdown: str = ""


def _laid_out(lines: list[Line], notice: str, form: Form) -> str:
    if form == "markdown":
        said = [one.markdown or escape_markdown(single_line(one.text)) for one in lines]
        return "\n\n".join([*said, _foot(notice)])
    text = "\n".join([*(single_line(one.text) for one in lines), "", _foot(notice)])
    return _page(text) if form == "html" else text


def _title(name: str, what: str) -> str:
    title = single_line(f"{name}: {what}")
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"


def _foot(notice: str) -> str:
    """By this line a receiver knows a notice that comes a second time."""
    return f"Notice {notice}"


def _page(text: str) -> str:
    return f"<!DOCTYPE html>\n<pre>{escape_html(text)}</pre>\n"
