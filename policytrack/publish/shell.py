"""The frame of every page: head with its strict policy, header, footer; small parts used by all.

Everything that comes from outside passes the one escape function of `policytrack.report.escape`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from policytrack.publish.accounts import translate_account, translate_signal, voice
from policytrack.publish.catalogue import Catalogue
from policytrack.report.escape import escape_html, safe_link, single_line
from policytrack.report.headline import LONGEST_GIST, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from policytrack.publish.views import SiteOptions

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

# Characters beyond which a browser draws only the sections in sight: quick to open and scroll, but
# pictures of the whole page have gaps.
LONGEST_DRAWN_WHOLE = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in a page's frame. `path`: from the site's root; `body`: escaped HTML."""

    path: str
    title: str
    body: str
    description: str = ""
    feeds: str = ""  # folder of the page's own feeds
    scripts: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)  # schema.org


def render_page(page: Page, options: SiteOptions) -> str:
    """The whole page."""
    say = Catalogue(options.language)
    up = "../" * page.path.count("/")
    title = inline(page.title)
    own = inline(options.title)
    full = title if title == own else f"{title} · {own}"
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{full}</title>",
        *_told(page, options),
        f'<link rel="stylesheet" href="{up}assets/site.css">',
        *(f'<script src="{up}assets/{name}.js" defer></script>'
          for name in ("site", *page.scripts)),
        *_feeds(page, up, own),
    ]  # fmt: skip
    long = ' class="long"' if len(page.body) > LONGEST_DRAWN_WHOLE else ""
    nav = f'<a class="home" href="{up}index.html">{own}</a>'
    return (
        f'<!doctype html>\n<html lang="{options.language}">\n<head>\n'
        + "\n".join(head)
        + f'\n</head>\n<body>\n<a class="skip" href="#content">{say("skip")}</a>\n'
        f'<header class="site"><nav aria-label="{own}">{nav}'
        f'<a href="{up}index.html#policies">{say("policies")}</a>'
        f'<a href="{up}feed.atom">{say("feeds")}</a></nav></header>\n'
        f'<main id="content"{long}>\n{page.body}\n</main>\n'
        f'<footer class="site"><p>{say("made")}</p></footer>\n</body>\n</html>\n'
    )


def _told(page: Page, options: SiteOptions) -> list[str]:
    """What other programs are told: Open Graph and schema.org."""
    title, said = inline(page.title), inline(page.description)
    told = [
        f'<meta property="og:title" content="{title}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:site_name" content="{inline(options.title)}">',
    ]
    if said:
        told += [f'<meta name="description" content="{said}">']
        told += [f'<meta property="og:description" content="{said}">']
    if address := safe_link(options.base + address_of(page.path)):
        told += [f'<link rel="canonical" href="{escape_html(address)}">']
        told += [f'<meta property="og:url" content="{escape_html(address)}">']
    if page.facts:
        facts = {"@context": "https://schema.org", **_known(page.facts)}
        data = json.dumps(facts, sort_keys=True).replace("<", "\\u003c").replace("&", "\\u0026")
        told += [f'<script type="application/ld+json">{data}</script>']
    return told


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without those that nothing is known of."""
    told = {key: _known(fact) if isinstance(fact, dict) else fact for key, fact in facts.items()}
    return {key: fact for key, fact in told.items() if fact}


def _feeds(page: Page, up: str, own: str) -> list[str]:
    folders = [up] if not page.feeds else [f"{up}{address_of(page.feeds)}", up]
    forms = (("atom", "application/atom+xml"), ("json", "application/feed+json"))
    names = [own] if not page.feeds else [inline(page.title), own]
    return [
        f'<link rel="alternate" type="{kind}" title="{name}" href="{folder}feed.{ending}">'
        for folder, name in zip(folders, names, strict=True)
        for ending, kind in forms
    ]


def inline(text: str) -> str:
    """A title, name or URL within a line."""
    return escape_html(single_line(text))


def own(text: str) -> str:
    """A name from outside, whose direction is its own."""
    return f"<bdi>{inline(text)}</bdi>"


def account(text: str, say: Catalogue) -> str:
    """An account of a change in the interface's language, or marked as English where it is that."""
    if say.language == "en":
        return inline(text)
    told = translate_account(text, say.language) or translate_signal(text, say.language)
    return inline(told) if told else f'<span lang="en">{inline(text)}</span>'


def account_lines(lines: Iterable[str], say: Catalogue) -> str:
    """The first lines of a change note, as far as they are short."""
    told = [(voice(line, language=say.language), line) for line in lines]
    text = inline(join_lines((said for said, _ in told), LONGEST_GIST))
    english = say.language != "en" and all(said == line for said, line in told)
    return f'<span lang="en">{text}</span>' if english else text


def address_of(path: str) -> str:
    """A path within the site as it stands in an address; the index of a folder is the folder."""
    return quote(path.removesuffix("index.html"), safe="/-._~")


def folder_of(policy: str) -> str:
    """Where the pages of a policy are, from the site's root."""
    return f"p/{policy}/"


def link(url: str) -> str:
    """An outside address: followed when it can only open a web page, else only shown."""
    if not safe_link(url):
        return inline(url)
    return f'<a rel="noreferrer noopener external" href="{escape_html(url)}">{inline(url)}</a>'


def moment(when: datetime, *, clock: bool = False) -> str:
    """A time in UTC, which a script may turn into the reader's own."""
    when = when.astimezone(UTC)
    machine = when.isoformat(timespec="seconds").replace("+00:00", "Z")
    shown = f"{when:%Y-%m-%d %H:%M} UTC" if clock else f"{when:%Y-%m-%d}"
    kind = ' data-clock=""' if clock else ""
    return f'<time datetime="{machine}"{kind}>{shown}</time>'


def chip(weight: str, say: Catalogue) -> str:
    """A change's weight as a small mark."""
    known = weight if weight in {"substantive", "cosmetic"} else "none"
    return f'<span class="chip {known}">{say(known)}</span>'


def list_chip(weight: str, say: Catalogue) -> str:
    """A change's weight in a list of changes, where most are substantive: that goes unsaid."""
    return "" if weight == "substantive" else chip(weight, say)
