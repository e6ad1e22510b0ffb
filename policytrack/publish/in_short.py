"""A change in short: what its note says of each section, each with the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.publish.accounts import voice
from policytrack.publish.shell import inline, own
from policytrack.report.notes import tell_sections
from policytrack.report.story import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.publish.catalogue import Catalogue
    from policytrack.report import Comparison
    from policytrack.report.note_words import Telling

MOST_OPEN, FEWEST_MORE = 8, 3  # lines that are shown at once; of fewer more none are folded


def render_short(comparison: Comparison, say: Catalogue) -> Iterator[str]:
    """The list; nothing where only one section is told, which stands right below."""
    tellings = sorted(tell_sections(comparison.change), key=lambda telling: telling.minor)
    if len(tellings) < 2:
        return
    most = MOST_OPEN if len(tellings) >= MOST_OPEN + FEWEST_MORE else len(tellings)
    first = sorted(tellings, key=lambda one: (one.minor, -one.worth))[:most]
    tellings.sort(key=lambda telling: telling not in first)
    told = [_line(telling, say) for telling in tellings]
    yield f'<nav class="short" aria-label="{say("changed_sections")}"><h2>{say("in_short")}</h2>'
    yield f"<ul>{''.join(told[:most])}</ul>"
    if more := told[most:]:
        yield f"<details><summary>{say('more_sections', n=len(more))}</summary>"
        yield f"<ul>{''.join(more)}</ul></details>"
    yield "</nav>"


def _line(telling: Telling, say: Catalogue) -> str:
    """A line in the interface's language, or marked as English; the section's name is the way."""
    text = voice(telling.text, language=say.language)
    english = say.language != "en" and text == telling.text
    language = ' lang="en"' if english else ""
    if telling.row is None or telling.place not in text:
        return f"<li{language}>{inline(text)}</li>"
    before, _, after = text.partition(telling.place)
    way = f'<a href="#{anchor_of(telling.row)}">{own(telling.place)}</a>'
    space = " " * before.endswith(" ")
    return f"<li{language}>{inline(before)}{space}{way}{inline(after)}</li>"
