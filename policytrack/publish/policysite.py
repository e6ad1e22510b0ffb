"""All files of one policy: its page, its changes' pages, its feeds, its data."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from policytrack.publish.accounts import voice
from policytrack.publish.changepage import page_of, render_change
from policytrack.publish.comparing import render_comparing, render_texts
from policytrack.publish.data import describe_change, describe_policy, render_data, with_sections
from policytrack.publish.policypage import render_policy
from policytrack.publish.shell import address_of, folder_of
from policytrack.report.escape import escape_html
from policytrack.report.feed import Feed, feed_item, render_atom_items, render_json_items
from policytrack.report.headline import gist
from policytrack.report.page import render_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.publish.staging import Staging
    from policytrack.publish.views import ChangeView, PolicyView, SiteOptions
    from policytrack.report import Comparison

IN_FEED = 20  # changes in a feed; readers fetch the whole file each time
# A feed's entry shows the change up to so many characters; beyond, the page does.
LONGEST_ENTRY = 60_000


def write_policy(
    view: PolicyView, options: SiteOptions, staging: Staging, before: Mapping[str, Any]
) -> dict[str, Any]:
    """Write what is new; the record of it all, for the next time (`before` is the last one)."""
    folder = folder_of(view.id)
    known = {item["page"]: item for item in before.get("items", ())}
    items, pages, gists = [], {}, {}
    for place, change in enumerate(view.changes):
        path = folder + page_of(change.id)
        state = _state(view, place)
        pages[path] = state
        same = before.get("pages", {}).get(path) == state
        item = known.get(path) if same else None
        comparison: Comparison | None = None
        if same and staging.keep(path):
            gists[change.id] = before["gists"][change.id]
        else:
            comparison = change.compare()
            staging.put(path, render_change(view, place, comparison, options))
            gists[change.id] = gist(comparison.change)
        if place < IN_FEED:
            items.append(item or _item(view, change, comparison or change.compare(), options))
    described = describe_policy(view)
    changes = [describe_change(view, change, gists[change.id]) for change in view.changes]
    whole = map(with_sections, changes, view.changes)
    files = [
        staging.put(f"{folder}index.html", render_policy(view, gists, options)),
        staging.put(f"{folder}compare.html", render_comparing(view, options)),
        staging.put(f"{folder}texts.js", render_texts(view)),
        *pages,
        staging.put(f"{folder}changes.json", render_data(options, [described], whole)),
    ]
    told = [{key: value for key, value in item.items() if key != "page"} for item in items]
    for ending, render in (("atom", render_atom_items), ("json", render_json_items)):
        feed = feed_of(folder, view.name, f"policy:{view.id}", options, ending)
        files.append(staging.put(f"{folder}feed.{ending}", render(told, feed)))
    return {
        "files": files,
        "pages": pages,
        "items": items,
        "gists": gists,
        "policy": described,
        "changes": changes,
    }


def _state(view: PolicyView, place: int) -> str:
    """Another one when the page would be another: the change, its neighbours, the names."""
    around = [
        view.changes[other].id if 0 <= other < len(view.changes) else ""
        for other in (place - 1, place + 1)
    ]
    return json.dumps([view.changes[place].state, *around, view.name, view.source])


def _item(
    view: PolicyView, change: ChangeView, comparison: Comparison, options: SiteOptions
) -> dict[str, Any]:
    """A feed's entry, with the page that it belongs to."""
    page = folder_of(view.id) + page_of(change.id)
    address = options.base + address_of(page) if options.url else ""
    feed = Feed(title=view.name, name=view.id, entry_address=address)
    item = feed_item(comparison, feed, partial(voice, language=options.language))
    if len(item["content_html"]) > LONGEST_ENTRY:
        item["content_html"] = f"{render_words(comparison)}<p>{escape_html(item['summary'])}</p>"
    return {**item, "page": page}


def feed_of(folder: str, title: str, name: str, options: SiteOptions, ending: str) -> Feed:
    """What a feed of the site says of itself."""
    home = options.base + address_of(folder) if options.url else ""
    return Feed(
        title=title,
        name=f"{options.base}{name}",
        home=home,
        address=f"{home}feed.{ending}" if home else "",
        author=options.title,
        language=options.language,
    )
