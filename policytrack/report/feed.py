"""Changes as feeds that people subscribe to: Atom (RFC 4287) and JSON Feed 1.1.

An entry's id is made from the change: it stays when a note is added, and only its update time
moves on. No clock: a feed is as new as its newest entry. Everything that comes from outside
passes `escape_html`, which leaves no character that XML forbids.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from policytrack.report.comparison import ReportOptions
from policytrack.report.escape import escape_html, safe_link, single_line, visible
from policytrack.report.headline import digest, name_change
from policytrack.report.page import render_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policytrack.report.comparison import Comparison
    from policytrack.report.page import Voice

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # for entries that no date is known of


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself. Addresses that are no web addresses are left out."""

    title: str
    name: str  # stays the same for ever: the feed's id is made from it
    home: str = ""  # the page that the feed belongs to
    address: str = ""  # where the feed itself is
    entry_address: str = ""  # where a change has its page, with "{id}" for the change's id
    author: str = ""  # the title when empty
    language: str = "en"  # of what is said beside the policy's own words


def render_atom(comparisons: Iterable[Comparison], feed: Feed) -> str:
    """The changes as an Atom feed, newest first."""
    return render_atom_items([feed_item(entry, feed) for entry in _newest_first(comparisons)], feed)


def render_json_feed(comparisons: Iterable[Comparison], feed: Feed) -> str:
    """The changes as a JSON Feed, newest first; the output is ASCII."""
    return render_json_items([feed_item(entry, feed) for entry in _newest_first(comparisons)], feed)


def render_atom_items(items: Sequence[dict[str, Any]], feed: Feed) -> str:
    """Entries that were made before, as an Atom feed in the order given."""
    return "\n".join(_atom(feed, items)) + "\n"


def render_json_items(items: Sequence[dict[str, Any]], feed: Feed) -> str:
    """Entries that were made before, as a JSON Feed in the order given."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": single_line(feed.title),
        "home_page_url": safe_link(feed.home),
        "feed_url": safe_link(feed.address),
        "language": feed.language,
        "authors": [{"name": single_line(feed.author or feed.title)}],
        "items": items,
    }
    return json.dumps({key: value for key, value in told.items() if value != ""}, indent=1) + "\n"


def _newest_first(comparisons: Iterable[Comparison]) -> list[Comparison]:
    known = {comparison.id: comparison for comparison in comparisons if comparison.change.differs}
    return sorted(known.values(), key=lambda entry: (_published(entry), entry.id), reverse=True)


def _published(entry: Comparison) -> datetime:
    return entry.after_captured or EPOCH


def _updated(entry: Comparison) -> datetime:
    return max(_published(entry), entry.noted or EPOCH)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _address(entry: Comparison, feed: Feed) -> str:
    """The change's own page where there is one, else the policy itself."""
    page = safe_link(feed.entry_address.replace("{id}", entry.id))
    return page or safe_link(entry.source)


def _id(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, visible(name))}"


def _atom(feed: Feed, items: Sequence[dict[str, Any]]) -> Iterator[str]:
    updated = max((item["date_modified"] for item in items), default=_moment(EPOCH))
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape_html(feed.language)}">'
    yield f"<id>{_id(f'policytrack:feed:{feed.name}')}</id>"
    yield f"<title>{_inline(feed.title)}</title>"
    yield f"<updated>{updated}</updated>"
    yield f"<author><name>{_inline(feed.author or feed.title)}</name></author>"
    yield "<generator>policytrack</generator>"
    if home := safe_link(feed.home):
        yield f'<link rel="alternate" type="text/html" href="{escape_html(home)}"/>'
    if address := safe_link(feed.address):
        yield f'<link rel="self" type="application/atom+xml" href="{escape_html(address)}"/>'
    for item in items:
        yield from _entry(item)
    yield "</feed>"


def _entry(item: dict[str, Any]) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{escape_html(item['id'])}</id>"
    yield f"<title>{_inline(item['title'])}</title>"
    yield f"<published>{item['date_published']}</published>"
    yield f"<updated>{item['date_modified']}</updated>"
    if address := item.get("url"):
        yield f'<link rel="alternate" type="text/html" href="{escape_html(address)}"/>'
    yield from (f'<category term="{escape_html(tag)}"/>' for tag in item["tags"])
    yield f"<summary>{_inline(item['summary'])}</summary>"
    yield f'<content type="html">{escape_html(item["content_html"])}</content>'
    yield "</entry>"


def feed_item(entry: Comparison, feed: Feed, say: Voice = str) -> dict[str, Any]:
    """A change as an entry: a JSON Feed item, from which the Atom entry is made too.

    `say` puts an account in English into the feed's language.
    """
    told = {
        "id": _id(f"policytrack:change:{entry.id}"),
        "url": _address(entry, feed),
        "title": single_line(name_change(entry, say)),
        "summary": digest(entry, say),
        "content_html": render_article(entry, ReportOptions(), say),
        "date_published": _moment(_published(entry)),
        "date_modified": _moment(_updated(entry)),
        "tags": [entry.change.weight],
    }
    return {key: value for key, value in told.items() if value != ""}


def _inline(text: str) -> str:
    return escape_html(single_line(text))
