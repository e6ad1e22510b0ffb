"""Two pieces of HTML that a site puts on its own policy page; neither loads anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policytrack.publish.catalogue import Catalogue
from policytrack.publish.changepage import page_of
from policytrack.publish.shell import address_of, folder_of, moment
from policytrack.report.escape import escape_html

if TYPE_CHECKING:
    from policytrack.publish.views import PolicyView, SiteOptions

_SCRIPT = (
    "(function(){try{var b=document.getElementById(%(name)s),k=%(key)s,n=%(id)s,"
    "s=localStorage.getItem(k);if(s&&s!==n)b.hidden=false;"
    "else localStorage.setItem(k,n);"
    "b.querySelector('button').onclick=function(){b.hidden=true;localStorage.setItem(k,n)}"
    "}catch(e){}})()"
)


def render_line(view: PolicyView, options: SiteOptions) -> str:
    """A line such as "Last changed on …, 2 sections: see what changed"."""
    say = Catalogue(options.language)
    change = view.changes[0]
    sections = say.count("sections", _touched(view))
    return (
        f'<p class="policytrack">{say("changed_on")} {moment(change.captured)}, {sections}: '
        f'<a href="{_address(view, options)}">{say("see")}</a></p>\n'
    )


def render_banner(view: PolicyView, options: SiteOptions) -> str:
    """A banner for who was here before the last change; remembers its id in localStorage."""
    say = Catalogue(options.language)
    name = "policytrack-banner"
    values = {"name": name, "key": f"policytrack:{view.id}", "id": view.changes[0].id}
    literals = {key: json.dumps(value).replace("<", "\\u003c") for key, value in values.items()}
    return (
        f'<div id="{name}" role="status" hidden>{say("changed_since")} '
        f'<a href="{_address(view, options)}">{say("see")}</a> '
        f'<button type="button">{say("dismiss")}</button></div>\n'
        f"<script>{_SCRIPT % literals}</script>\n"
    )


def _address(view: PolicyView, options: SiteOptions) -> str:
    path = folder_of(view.id) + page_of(view.changes[0].id)
    return escape_html(options.base + address_of(path))


def _touched(view: PolicyView) -> int:
    rows = view.changes[0].event["sections"]
    touched: int = sum(row["weight"] == "substantive" for row in rows)
    return max(1, touched)
