"""A folded history as lines of text: one event a line, three kinds of dates, and what happened.

Knows events as the JSON objects that `policytrack log --format json` gives.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from policytrack.report.escape import single_line
from policytrack.report.moments import tell_moment
from policytrack.report.places import shorten
from policytrack.report.signs import SIGNAL_WORDS, enumerate_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo

    Event = dict[str, Any]

MOST_SIGNALS = 3  # sorts of terms told of a section in one line

_FATES = {
    "modified": "changed",
    "renamed": "retitled",
    "level": "changed in level",
    "reordered": "reordered inside",
    "added": "new",
    "cosmetic": "form only",
}
_COLUMNS = 5  # before what happened; an empty one takes no room
_NAMES = {
    "form": "markup or links only",
    "date": "stated date only",
    "furniture": "words of the page only",
    "reextraction": "read anew",
}


def render_events(
    events: Sequence[Event],
    *,
    timezone: tzinfo | None = None,
    folded: Iterable[Event] = (),
    of_sections: bool = False,
) -> str:
    """A line for each event, in the order given; then what was folded, in one line.

    The columns: revision; when it was observed (last seen unchanged … first seen changed); when
    the text says that it was updated; from when it says that it is in force; from when it says
    that another will be; what happened, to the policy or (`of_sections`) to the sections that the
    event holds.
    """
    rows = [
        (
            event["revision"][:10],
            _window(event, timezone),
            f"updated {event['announced']}" if event["announced"] else "",
            f"in force {event['effective']}" if event["effective"] else "",
            f"changes from {event['upcoming']}" if event["upcoming"] else "",
            say_sections(event)
            if of_sections
            else f"{single_line(event['policy'])}: {say_event(event)}",
        )
        for event in events
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(_COLUMNS)]
    lines = [
        "  ".join(
            [row[i].ljust(width) for i, width in enumerate(widths) if width] + [row[_COLUMNS]]
        )
        for row in rows
    ]
    return "\n".join([*lines, *_folded(folded)])


def say_event(event: Event) -> str:
    """What happened, in a few words."""
    kind = event["kind"]
    if kind == "first":
        old = single_line(event.get("continues", ""))
        return f"the first recorded text; carries on {old}" if old else "the first recorded text"
    told = kind in {"change", "returned", "replaced"}
    said = [str(event["summary"]) if told else _NAMES.get(kind, str(kind))]
    if not told and len(event["members"]) > 1:
        said[0] += f", {len(event['members'])} versions until {event['span'][1][:10]}"
        said[0] += f", {event['variants']} texts" if event["variants"] > 1 else ""
    if told and (names := touched(event)):
        quoted = (name if name == "…" else f"“{shorten(single_line(name))}”" for name in names)
        said.append(f"touches {', '.join(quoted)}")
    if event["reason"] and kind not in {"form", "date", "furniture"}:
        said.append(single_line(event["reason"]))
    if event["returns_to"]:
        said.append(f"back to the text of {event['returns_to']['captured'][:10]}")
    if event["silent"]:
        said.append("silent: its stated date stayed")
    if event["references"]:
        labels = dict.fromkeys(f"{ref['word']} {ref['label']}" for ref in event["references"])
        said.append(f"still cites {single_line(', '.join(list(labels)[:3]))}, which is gone")
    return "; ".join(said)


def touched(event: Mapping[str, Any], most: int = 3) -> list[str]:
    """The names of the sections whose words changed; of more than a few the first."""
    names = [row["place"] for row in event["sections"] if row["weight"] == "substantive"]
    names = list(dict.fromkeys(names))
    return names if len(names) <= most else [*names[:most], "…"]


def say_sections(event: Event) -> str:
    """What befell each section of an event, under the name that it had from then on."""
    told = [f"{single_line(row['place'])}: {_befell(row)}" for row in event["sections"]]
    return f"{'; '.join(told)}{'; silent: the stated date stayed' if event['silent'] else ''}"


def _befell(row: dict[str, Any]) -> str:
    kinds = [kind for kind in row["kinds"] if kind != "cosmetic" or len(row["kinds"]) == 1]
    said = [", ".join(_FATES.get(kind, kind) for kind in kinds)] if kinds else ["first recorded"]
    whole = {"added", "removed"} & {*kinds}  # says it all
    names = dict.fromkeys(name for name, _, _ in row["signals"] if not whole)
    said += [_exchange(name, row["signals"]) for name in [*names][:MOST_SIGNALS]]
    return "; ".join(said)


def _exchange(wanted: str, signals: Iterable[tuple[str, str, str]]) -> str:
    """As in "duration 30 days → 12 months"; what stands on one side alone is gone or new."""
    terms: dict[str, list[str]] = {"before": [], "after": []}
    for name, side, text in signals:
        if name == wanted:
            terms[side].append(single_line(text))
    gone, new = (enumerate_terms(list(dict.fromkeys(terms[side]))) for side in terms)
    told = f"{gone} → {new}" if gone and new else f"{gone or new} ({'new' if new else 'gone'})"
    return f"{SIGNAL_WORDS.get(wanted, wanted.replace('_', ' '))} {told}"


def _window(event: Event, timezone: tzinfo | None) -> str:
    moments = [
        tell_moment(datetime.fromisoformat(moment), timezone)
        for moment in event["window"]
        if moment
    ]
    return " … ".join(moments)


def _folded(events: Iterable[Event]) -> list[str]:
    counts = Counter(_NAMES.get(event["kind"], event["kind"]) for event in events)
    if not counts:
        return []
    said = ", ".join(f"{number} {name}" for name, number in counts.most_common())
    return [f"{counts.total()} folded ({said}): --all shows them"]
