"""The page of one change: summary first, then what changed, then the evidence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from policytrack.publish.catalogue import Catalogue
from policytrack.publish.in_short import render_short
from policytrack.publish.lines import render_lines, render_whole
from policytrack.publish.noted import render_note
from policytrack.publish.shell import (
    Page,
    account,
    chip,
    folder_of,
    inline,
    link,
    moment,
    own,
    render_page,
)
from policytrack.report import ReportOptions, summarise
from policytrack.report.escape import escape_html
from policytrack.report.inline_html import ELEMENTS
from policytrack.report.moments import tell_date
from policytrack.report.places import name_pair
from policytrack.report.story import LONGEST_RUN, anchor_of, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.model import Document, PieceKind, Snapshot
    from policytrack.publish.views import ChangeView, PolicyView, SiteOptions
    from policytrack.report import Comparison
    from policytrack.report.story import Block, Entry, Story

# Characters of unchanged text that a page may bring along: with it the longest stay quick.
MOST_UNCHANGED = 400_000
_MARKS: dict[str, PieceKind] = {
    "del": "removed",
    "ins": "added",
    "away": "moved_away",
    "here": "moved_here",
}


def page_of(change: str) -> str:
    """The file of a change, within its policy's folder."""
    return f"c-{change}.html"


def render_change(
    view: PolicyView, place: int, comparison: Comparison, options: SiteOptions
) -> str:
    """The page of the change at that place among the policy's, newest first."""
    say = Catalogue(options.language)
    change = view.changes[place]
    story = tell(comparison, ReportOptions(context=-1), with_rest=True)
    summary = summarise(comparison.change)
    called = comparison.note_title or summary
    anchors = _anchors(comparison, change)
    groups = "\n".join(_groups(story, comparison, say, anchors))
    body = [
        f'<p class="crumb"><a href="index.html">← {own(view.name)}</a></p>',
        "<article>",
        f"<h1>{own(view.name)}: {_headline(change, say)}</h1>",
        f'<p class="lead">{account(summary, say)}. {chip(str(change.event["weight"]), say)}</p>',
        *render_note(change, say),
        *_facts(change, comparison.change.after, say),
        *_remarks(story, change, say),
        *render_short(comparison, say),
        *([] if comparison.change.another_page else _tools(say)),
        *_legend(groups, say),
        groups,
        *_evidence(view, change, say),
        "</article>",
        *_steps(view, place, say),
    ]
    return render_page(
        Page(
            path=folder_of(view.id) + page_of(change.id),
            title=f"{view.name}: {called}",
            body="\n".join(body),
            description=f"{summary}. {change.captured:%Y-%m-%d}",
            feeds=folder_of(view.id),
            facts={
                "@type": "Article",
                "headline": f"{view.name}: {called}",
                "datePublished": change.captured.isoformat(),
                "dateModified": max(change.captured, change.noted or change.captured).isoformat(),
                "about": {"@type": "DigitalDocument", "name": view.name, "url": view.source},
            },
        ),
        options,
    )


def _anchors(comparison: Comparison, change: ChangeView) -> dict[str, str]:
    """The permanent anchors of sections, each once, by their names within the comparison."""
    rows = [row for row in comparison.change.sections if row.kinds != ("unchanged",)]
    names = [anchor_of(row) for row in rows]
    told = change.event["sections"]
    if len(told) != len(names):
        return {}
    first = {row["anchor"]: name for row, name in zip(told[::-1], names[::-1], strict=True)}
    return {name: anchor for anchor, name in first.items()}


def _headline(change: ChangeView, say: Catalogue) -> str:
    """What changed, and when that was first seen, which may be long after it was done."""
    words = f"{say('what_changed')}, {say('seen', b='{}')}".lower()
    return words.format(moment(change.captured))


def _facts(change: ChangeView, after: Document, say: Catalogue) -> Iterator[str]:
    event = change.event
    facts = [(say("observed"), _window(change, say))]
    said = {stated.value.isoformat(): tell_date(after, stated) for stated in after.dates}
    facts += [
        (say(key), inline(said.get(event[key], event[key])))
        for key in ("announced", "effective", "upcoming")
        if event[key]
    ]
    if event["returns_to"]:
        facts.append((say("returns"), inline(str(event["returns_to"]["captured"])[:10])))
    yield '<dl class="facts">'
    yield from (f"<dt>{label}</dt><dd>{said}</dd>" for label, said in facts)
    yield "</dl>"


def _window(change: ChangeView, say: Catalogue) -> str:
    since = change.event["window"][0]
    seen = datetime.fromisoformat(since) if since else change.before.captured
    if seen.replace(second=0, microsecond=0) >= change.captured.replace(second=0, microsecond=0):
        return say("seen", b=moment(change.captured, clock=True))
    return say("between", a=moment(seen, clock=True), b=moment(change.captured, clock=True))


def _remarks(story: Story, change: ChangeView, say: Catalogue) -> Iterator[str]:
    remarks = [r for r in story.remarks if not (change.event["silent"] and "date did not" in r)]
    told = [say("silent")] if change.event["silent"] else []
    told += [say("other_page")] if change.event["kind"] == "replaced" else []
    told += [account(remark, say) for remark in remarks]
    lost = dict.fromkeys(f"{ref['word']} {ref['label']}" for ref in change.event["references"])
    if lost:
        told.append(f"{say('lost_references')}: {inline(', '.join(list(lost)[:6]))}")
    if told:
        yield '<ul class="remarks">' + "".join(f"<li>{one}</li>" for one in told) + "</ul>"


def _tools(say: Catalogue) -> Iterator[str]:
    yield '<div class="tools">'
    sides = f'data-before="{say("before")}" data-after="{say("after")}"'
    yield f'<div data-needs-script="" hidden role="group" {sides} aria-label="{say("view")}">'
    yield f'<button type="button" data-view="inline" aria-pressed="true">{say("inline")}</button>'
    yield f'<button type="button" data-view="side" aria-pressed="false">{say("side")}</button>'
    yield "</div>"
    yield f'<label class="row"><input type="checkbox" id="everything"> {say("everything")}</label>'
    yield "</div>"


def _legend(groups: str, say: Catalogue) -> Iterator[str]:
    """What the colours say, of those that are on the page."""
    keys = [
        f'<span class="mark {key}">{say(f"mark_{key}")}</span>'
        for key, kind in _MARKS.items()
        if ELEMENTS[kind][0] in groups
    ]
    if keys:
        yield f'<p class="legend quiet">{say("marks")} {" ".join(keys)}</p>'


def _groups(
    story: Story, comparison: Comparison, say: Catalogue, anchors: dict[str, str]
) -> Iterator[str]:
    bodies = {f"s{section.index}": section.body for section in comparison.change.after.sections}
    for group in story.groups:
        if group.key == "unchanged":
            yield from _unchanged(group.entries, bodies, say)
            continue
        folded = group.key == "cosmetic"
        yield f"<section><h2>{say(group.key)}</h2>"
        if folded:
            yield f"<details><summary>{say.count('sections', len(group.entries))}</summary>"
        for entry in group.entries:
            yield from _entry(entry, say, anchors.get(entry.anchor, ""))
        yield ("</details>" if folded else "") + "</section>"


def _unchanged(entries: Sequence[Entry], bodies: dict[str, str], say: Catalogue) -> Iterator[str]:
    size = sum(len(bodies.get(entry.anchor, "")) for entry in entries)
    yield f"<section><h2>{say('unchanged')}</h2>"
    yield f"<details><summary>{say.count('sections', len(entries))}</summary>"
    if size > MOST_UNCHANGED:
        yield f'<p class="quiet">{say("too_long")}</p>'
    for entry in entries:
        yield f'<section class="entry short" id="{entry.anchor}"><h3>{own(entry.place)}</h3>'
        text = bodies.get(entry.anchor, "").strip() if size <= MOST_UNCHANGED else ""
        if text:
            yield f'<div class="text" dir="auto"{_language(entry)}>{render_whole(text)}</div>'
        yield "</section>"
    yield "</details></section>"


def _entry(entry: Entry, say: Catalogue, anchor: str) -> Iterator[str]:
    name = f' id="{entry.anchor}"' if entry.anchor else ""
    short = "" if entry.blocks else " short"
    lasting = f'<span id="{escape_html(anchor)}"></span>' if anchor else ""
    place = own(entry.place) if entry.anchor else say("renumbered")
    yield f'<section class="entry{short}"{name}><h3>{lasting}{place}</h3>'
    yield f'<p class="verdict">{account(entry.verdict, say)}</p>'
    if len(entry.labels) > LONGEST_RUN:
        pairs = "".join(f"<li>{inline(name_pair(*pair))}</li>" for pair in entry.labels)
        yield f'<ul class="map">{pairs}</ul>'
    if entry.signals:
        told = "".join(f"<li>{account(signal, say)}</li>" for signal in entry.signals)
        yield f'<ul class="signals">{told}</ul>'
    if len(entry.blocks) > 1:
        sides = "".join(_side(block, say) for block in entry.blocks)
        yield f'<div class="sides"{_language(entry)}>{sides}</div>'
    else:
        for block in entry.blocks:
            lines = render_lines(block.lines)
            yield f'<div class="text" dir="auto"{_language(entry)}>{lines}</div>'
    yield "</section>"


def _language(entry: Entry) -> str:
    return f' lang="{entry.language}"' if entry.language.isalpha() else ""


def _side(block: Block, say: Catalogue) -> str:
    heading = say("before" if block.kind == "before" else "after")
    lines = render_lines(block.lines, marked=False)
    return f'<div class="side {block.kind}" dir="auto"><h4>{heading}</h4>{lines}</div>'


def _evidence(view: PolicyView, change: ChangeView, say: Catalogue) -> Iterator[str]:
    yield f'<section id="evidence"><h2>{say("evidence")}</h2><div class="scroll" tabindex="0">'
    yield f'<table class="figures kept"><thead><tr><td></td><th scope="col">{say("before")}</th>'
    yield f'<th scope="col">{say("after")}</th></tr></thead><tbody>'
    sides = (change.before, change.after)
    for key, values in _kept(sides):
        if any(values):
            cells = "".join(f"<td>{value}</td>" for value in values)
            yield f'<tr><th scope="row">{say(key)}</th>{cells}</tr>'
    yield "</tbody></table></div>"
    if view.source:
        yield f'<p class="quiet">{say("source")}: {link(view.source)}</p>'
    yield "</section>"


def _kept(sides: tuple[Snapshot, Snapshot]) -> Iterator[tuple[str, list[str]]]:
    yield "captured", [moment(side.captured, clock=True) for side in sides]
    for key, name in (
        ("commit", "revision"),
        ("text_hash", "text_sha256"),
        ("capture_hash", "capture_sha256"),
    ):
        values = [str(getattr(side, name)) for side in sides]
        yield key, [f"<code>{inline(value)}</code>" if value else "" for value in values]
    yield "extractor", [inline(side.extractor) for side in sides]
    yield "found_at", [link(side.final_url) if side.final_url else "" for side in sides]


def _steps(view: PolicyView, place: int, say: Catalogue) -> Iterator[str]:
    yield '<nav class="steps" aria-label="' + say("changes") + '">'
    for key, other, mark in (("earlier", place + 1, "← {}"), ("later", place - 1, "{} →")):
        if 0 <= other < len(view.changes):
            change = view.changes[other]
            words = f"{say(key)}, {_day(change.captured)}"
            rel = "prev" if key == "earlier" else "next"
            yield f'<a rel="{rel}" href="{page_of(change.id)}">{mark.format(words)}</a>'
    yield f'<a href="index.html">{say("back")}</a></nav>'


def _day(when: datetime) -> str:
    return moment(when)
