"""The page of a policy: its changes, the text in force, the lives of its sections, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.publish.catalogue import Catalogue
from policytrack.publish.changepage import page_of
from policytrack.publish.embed import render_banner, render_line
from policytrack.publish.figures import draw_steps, draw_timeline, minutes
from policytrack.publish.noted import call_change
from policytrack.publish.prose import render_prose
from policytrack.publish.shell import (
    Page,
    account,
    account_lines,
    folder_of,
    inline,
    link,
    list_chip,
    moment,
    own,
    render_page,
)
from policytrack.report.escape import escape_html
from policytrack.report.eventlog import touched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from policytrack.model import Section
    from policytrack.publish.views import ChangeView, PolicyView, SiteOptions, Size, Standing

    Gists = Mapping[str, Sequence[str]]

SHOWN_AT_FIRST = 12  # changes that stand open on the page
MOST_FIGURES = 40  # rows of the table; of more, every so manieth


def render_policy(view: PolicyView, gists: Gists, options: SiteOptions) -> str:
    """The whole page; `gists`: the first lines of the note of each change."""
    say = Catalogue(options.language)
    body = [
        (
            f'<p class="crumb"><a href="{"../" * folder_of(view.id).count("/")}index.html">'
            f"← {say('policies')}</a></p>"
        ),
        f"<h1>{own(view.name)}</h1>",
        *_facts(view, say),
        *_pages(say),
        *_changes(view, gists, say),
        *_text(view, say),
        f'<section id="timeline"><h2>{say("timeline")}</h2>',
        f'<p class="quiet">{say("timeline_alt")}</p>',
        (
            f'<div class="picture" role="region" tabindex="0" aria-label="{say("timeline")}">'
            f"{draw_timeline(view.timeline)}</div></section>"
        ),
        *_figures(view.sizes, say),
        *_embed(view, options, say),
    ]
    page = Page(
        path=folder_of(view.id) + "index.html",
        title=view.name,
        body="\n".join(body),
        description=_description(view),
        feeds=folder_of(view.id),
        facts={
            "@type": "DigitalDocument",
            "name": view.name,
            "url": view.source,
            "dateModified": _newest(view).isoformat(),
            "inLanguage": view.document.language,
        },
    )
    return render_page(page, options)


def _newest(view: PolicyView) -> datetime:
    return view.changes[0].captured if view.changes else view.first


def _description(view: PolicyView) -> str:
    if not view.changes:
        return view.name
    return f"{view.changes[0].captured:%Y-%m-%d}: {view.changes[0].headline}."


def _facts(view: PolicyView, say: Catalogue) -> Iterator[str]:
    yield '<dl class="facts">'
    if view.changes:
        newest = view.changes[0]
        yield f"<dt>{say('updated')}</dt><dd>{moment(newest.captured)}: "
        yield f'<a href="{page_of(newest.id)}">{call_change(newest, say)}</a></dd>'
    yield f"<dt>{say('tracked_since')}</dt><dd>{moment(view.first)}</dd>"
    if view.source:
        yield f"<dt>{say('source')}</dt><dd>{link(view.source)}</dd>"
    yield "</dl>"


def _pages(say: Catalogue) -> Iterator[str]:
    yield f'<nav aria-label="{say("policy")}"><ul class="pages">'
    for key in ("changes", "text", "timeline", "figures"):
        yield f'<li><a href="#{key}">{say(key)}</a></li>'
    yield f'<li><a href="compare.html">{say("compare")}</a></li>'
    yield '<li><a href="feed.atom">Atom</a></li><li><a href="feed.json">JSON Feed</a></li>'
    yield f'<li><a href="changes.json">{say("data")}</a></li></ul></nav>'


def _changes(view: PolicyView, gists: Gists, say: Catalogue) -> Iterator[str]:
    yield f'<section id="changes"><h2>{say("changes")}</h2>'
    if not view.changes:
        yield f"<p>{say('no_changes')}</p>"
    yield from _list(view.changes[:SHOWN_AT_FIRST], gists, say)
    if view.changes[SHOWN_AT_FIRST:]:
        yield f"<details><summary>{say('more_changes')}</summary>"
        yield from _list(view.changes[SHOWN_AT_FIRST:], gists, say)
        yield "</details>"
    if view.folded:
        known = sorted((kind, n) for kind, n in view.folded.items() if kind != "first")
        what = "; ".join(say.folded(kind, number) for kind, number in known)
        yield f'<p class="quiet">{say("folded", what=what)}</p>' if what else ""
    yield "</section>"


def _list(changes: Sequence[ChangeView], gists: Gists, say: Catalogue) -> Iterator[str]:
    yield '<ul class="changes">'
    for change in changes:
        names = " · ".join(map(own, touched(change.event)))
        summary = account(str(change.event["summary"]), say)
        title = f'<span dir="auto">{inline(change.note_title)}</span>' if change.note_title else ""
        told = [title, names, account_lines(gists[change.id], say), summary]
        first, *below = filter(None, told)
        lines = "".join(f' <span class="who">{line}</span>' for line in below)
        yield (
            f'<li>{moment(change.captured)}<span class="what">'
            f'<a href="{page_of(change.id)}">{first}</a>{lines}</span>'
            f"{list_chip(str(change.event['weight']), say)}</li>"
        )
    yield "</ul>"


def _text(view: PolicyView, say: Catalogue) -> Iterator[str]:
    sections = view.document.sections
    language = view.document.language
    spoken = f' lang="{language}"' if language.isalpha() else ""
    yield f'<section id="text"><h2>{say("text")}</h2>'
    if len(sections) > 3:
        yield f'<nav aria-label="{say("contents")}"><ul class="toc"{spoken}>'
        for section, standing in zip(sections, view.standings, strict=True):
            level = min(4, max(1, section.level))
            yield f'<li class="l{level}"><a href="#{escape_html(standing.anchor)}">'
            yield f"{_heading(section, say)}</a></li>"
        yield "</ul></nav>"
    yield f'<div class="policy-text" dir="auto"{spoken}>'
    for section, standing in zip(sections, view.standings, strict=True):
        yield from _section(section, standing, say)
    yield "</div></section>"


def _heading(section: Section, say: Catalogue) -> str:
    return inline(section.heading) or (say("untitled") if section.level else say("opening"))


def _section(section: Section, standing: Standing, say: Catalogue) -> Iterator[str]:
    tag = "h3" if section.level <= 2 else "h4"
    yield f'<section id="{escape_html(standing.anchor)}"><{tag} dir="auto">'
    yield f"{_heading(section, say)}</{tag}>"
    when = moment(standing.since)
    if standing.change:
        told = f'{say("section_since")} <a href="{page_of(standing.change)}">{when}</a>'
    else:
        told = f"{say('section_first')} {when}"
    yield f'<p class="since" lang="{say.language}">{told}</p>'
    body = render_prose(section.body)
    yield (f'<div class="prose" dir="auto">{body}</div>' if body else "") + "</section>"


def _figures(sizes: Sequence[Size], say: Catalogue) -> Iterator[str]:
    yield f'<section id="figures"><h2>{say("figures")}</h2>'
    moments = [size.since for size in sizes]
    for key, values in (
        ("words", [size.words for size in sizes]),
        ("lix", [size.lix for size in sizes]),
    ):
        yield f"<h3>{say(key)}</h3>"
        yield draw_steps(moments, values, f"{say(key)}: {values[0]:,} … {values[-1]:,}")
    step = 1 + len(sizes) // MOST_FIGURES
    yield f"<details><summary>{say('data')}</summary>"
    yield '<div class="scroll" tabindex="0"><table class="figures"><thead><tr>'
    heads = ("date", "words", "minutes", "lix")
    yield "".join(f'<th scope="col">{say(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for size in sizes[::-1][::step]:
        yield f"<tr><td>{moment(size.since)}</td><td>{size.words:,}</td>"
        yield f"<td>{minutes(size.words)}</td><td>{size.lix}</td></tr>"
    yield "</tbody></table></div></details>"
    newest = sizes[-1]
    yield f'<p class="quiet">{say("words")}: {newest.words:,}. {say("minutes")}: '
    yield f"{minutes(newest.words)}. LIX: {newest.lix}. {say('figures_help')}</p></section>"


def _embed(view: PolicyView, options: SiteOptions, say: Catalogue) -> Iterator[str]:
    if not view.changes or not options.url:
        return
    yield f'<section class="embed" id="embed"><h2>{say("embed")}</h2>'
    yield f'<p class="quiet">{say("embed_help")}</p>'
    forms = (("embed_line", render_line), ("embed_banner", render_banner))
    for key, form in forms:
        code = escape_html(form(view, options))
        yield f"<details><summary>{say(key)}</summary>"
        yield f'<pre tabindex="0"><code>{code}</code></pre></details>'
    yield "</section>"
