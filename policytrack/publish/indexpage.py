"""The first page: what changed lately, and all policies, with a search."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from policytrack.publish.catalogue import Catalogue
from policytrack.publish.shell import (
    Page,
    account,
    account_lines,
    inline,
    list_chip,
    moment,
    own,
    render_page,
)
from policytrack.report.escape import escape_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policytrack.publish.views import SiteOptions

SHOWN_AT_FIRST = 25
MOST_LISTED = 300  # older ones are on the pages of their policies, and in the data


def render_index(
    policies: Sequence[dict[str, Any]], changes: Sequence[dict[str, Any]], options: SiteOptions
) -> str:
    """The page; policies by name, changes newest first."""
    say = Catalogue(options.language)
    body = [
        f"<h1>{inline(options.title)}</h1>",
        *_tools(say),
        f'<section id="latest"><h2>{say("latest")}</h2>',
        (
            f'<p id="since-visit" class="quiet" hidden data-new="{say("new")}" '
            f'data-words="{escape_html(say("since_visit", n="{n}"))}"></p>'
        ),
        *_changes(changes, say),
        f'</section><section id="policies"><h2>{say("policies")}</h2>',
        *_policies(policies, say),
        "</section>",
    ]
    facts = {"@type": "WebSite", "name": options.title, "url": options.base}
    page = Page("index.html", options.title, "\n".join(body), facts=facts)
    return render_page(page, options)


def _tools(say: Catalogue) -> Iterator[str]:
    yield '<div class="tools" role="search" data-needs-script="" hidden>'
    yield f'<label class="wide">{say("search")}<input type="search" id="search"></label>'
    yield f'<label>{say("weight")}<select id="weight">'
    yield f'<option value="">{say("all_weights")}</option>'
    for weight in ("substantive", "cosmetic", "none"):
        yield f'<option value="{weight}">{say(weight)}</option>'
    yield "</select></label></div>"


def _changes(changes: Sequence[dict[str, Any]], say: Catalogue) -> Iterator[str]:
    yield '<ul class="changes" data-list="">'
    yield from (_change(change, say) for change in changes[:SHOWN_AT_FIRST])
    yield "</ul>"
    if not changes:
        yield f"<p>{say('no_changes')}</p>"
    yield f'<p class="nothing" hidden>{say("nothing_found")}</p>'
    if changes[SHOWN_AT_FIRST:]:
        yield f'<details class="more"><summary>{say("more_changes")}</summary>'
        yield '<ul class="changes" data-list="">'
        yield from (_change(change, say) for change in changes[SHOWN_AT_FIRST:MOST_LISTED])
        yield "</ul></details>"
    if older := len(changes[MOST_LISTED:]):
        yield f'<p class="quiet">{say("older", n=older)}</p>'


def _change(change: dict[str, Any], say: Catalogue) -> str:
    observed = datetime.fromisoformat(change["observed"])
    told = account_lines(change["lines"], say) or " · ".join(map(own, change["touched"]))
    told = f'<span class="where">{told}</span> ' if told else ""
    return (
        f'<li data-find="{escape_html(change["policy"])}" '
        f'data-weight="{escape_html(change["weight"])}" data-at="{observed.isoformat()}">'
        f'{moment(observed)}<span class="what"><a href="{escape_html(change["page"])}">'
        f'{own(change["title"])}</a> {_own(change)}{told}<span class="who">'
        f"{account(change['summary'], say)}</span></span>{list_chip(change['weight'], say)}</li>"
    )


def _own(change: dict[str, Any]) -> str:
    """The title that a person gave the change."""
    title = inline(change["note_title"])
    return f'<span class="own" dir="auto">{title}</span>' if title else ""


def _policies(policies: Sequence[dict[str, Any]], say: Catalogue) -> Iterator[str]:
    yield '<ul class="policies" data-list="">'
    for policy in policies:
        yield (
            f'<li data-find="{escape_html(policy["id"])}">'
            f'<a href="{escape_html(policy["page"])}index.html">{own(policy["title"])}</a>'
            f"<p>{inline(policy['id'])}</p><p>{say.count('changes', policy['changes'])}"
            f"{_last(policy, say)}</p></li>"
        )
    yield f'</ul><p class="nothing" hidden>{say("nothing_found")}</p>'


def _last(policy: dict[str, Any], say: Catalogue) -> str:
    if not policy["last_changed"]:
        return ""
    return f". {say('updated')} {moment(datetime.fromisoformat(policy['last_changed']))}"
