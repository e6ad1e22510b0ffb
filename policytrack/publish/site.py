"""What the policies' pages have in common: the index, the feed of all, data, sitemap, assets."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.publish.data import render_data
from policytrack.publish.indexpage import render_index
from policytrack.publish.policysite import feed_of
from policytrack.report.escape import escape_html, safe_link
from policytrack.report.feed import render_atom_items, render_json_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.publish.staging import Staging
    from policytrack.publish.views import SiteOptions

IN_FEED = 50
ASSETS = ("site.css", "site.js", "compare.js")


def write_site(records: Sequence[dict[str, Any]], options: SiteOptions, staging: Staging) -> None:
    """Write the pages and files of the whole. `records`: what `write_policy` gave for each."""
    policies = sorted(
        (record["policy"] for record in records),
        key=lambda policy: (policy["title"].casefold(), policy["id"]),
    )
    changes = sorted(
        chain.from_iterable(record["changes"] for record in records),
        key=lambda change: (change["observed"], change["id"]),
        reverse=True,
    )
    staging.put("index.html", render_index(policies, changes, options))
    staging.put("changes.json", render_data(options, policies, changes))
    _write_feeds(records, options, staging)
    for name in ASSETS:
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        staging.put(f"assets/{name}", text)
    _write_robots(policies, changes, options, staging)


def _write_feeds(records: Sequence[dict[str, Any]], options: SiteOptions, staging: Staging) -> None:
    items = sorted(
        chain.from_iterable(record["items"] for record in records),
        key=lambda item: (item["date_published"], item["id"]),
        reverse=True,
    )[:IN_FEED]
    told = [{key: value for key, value in item.items() if key != "page"} for item in items]
    forms = (("atom", render_atom_items), ("json", render_json_items))
    for ending, render in forms:
        feed = feed_of("", options.title, "site", options, ending)
        staging.put(f"feed.{ending}", render(told, feed))


def _write_robots(
    policies: Sequence[dict[str, Any]],
    changes: Sequence[dict[str, Any]],
    options: SiteOptions,
    staging: Staging,
) -> None:
    """A sitemap needs whole addresses: without the site's own there is none."""
    robots = "User-agent: *\nAllow: /\n"
    if safe_link(options.base):
        latest = changes[0]["observed"] if changes else ""
        pages = [("", latest)]
        pages += [(policy["page"], policy["last_changed"] or "") for policy in policies]
        pages += [(change["page"], change["observed"]) for change in changes]
        rows = "".join(_place(options.base + page, when) for page, when in pages[:50_000])
        staging.put(
            "sitemap.xml",
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n',
        )
        robots += f"Sitemap: {options.base}sitemap.xml\n"
    staging.put("robots.txt", robots)


def _place(address: str, when: str) -> str:
    changed = f"<lastmod>{when[:10]}</lastmod>" if when else ""
    return f"<url><loc>{escape_html(address)}</loc>{changed}</url>\n"
