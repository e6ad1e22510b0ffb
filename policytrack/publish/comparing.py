"""Any two texts of a policy compared in the reader's browser, from one file of all sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policytrack.publish.catalogue import Catalogue
from policytrack.publish.shell import Page, folder_of, own, render_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policytrack.publish.views import PolicyView, SiteOptions


def render_comparing(view: PolicyView, options: SiteOptions) -> str:
    """The page; the choices are filled in by a script."""
    say = Catalogue(options.language)
    body = [
        f'<p class="crumb"><a href="index.html">← {own(view.name)}</a></p>',
        f"<h1>{own(view.name)}: {say('compare').lower()}</h1>",
        f'<noscript><p class="remarks">{say("compare_nojs")}</p></noscript>',
        '<div class="tools" data-needs-script="" hidden>',
        f'<label>{say("compare_from")}<select id="from"></select></label>',
        f'<label>{say("compare_to")}<select id="to"></select></label>',
        f'<label class="row"><input type="checkbox" id="everything"> {say("everything")}</label>',
        "</div>",
        f'<p class="quiet">{say("compare_help")}</p>',
        (
            f'<div id="compared" role="region" aria-live="polite" dir="auto" class="text" '
            f'aria-label="{say("what_changed")}" data-same="{say("compare_same")}"></div>'
        ),
    ]
    page = Page(
        path=f"{folder_of(view.id)}compare.html",
        title=f"{view.name}: {say('compare').lower()}",
        body="\n".join(body),
        feeds=folder_of(view.id),
        scripts=("compare",),
    )
    texts = '<script src="texts.js" defer></script>'
    return render_page(page, options).replace("<script src=", f"{texts}\n<script src=", 1)


def render_texts(view: PolicyView) -> str:
    """Every line once, and each version as runs of line numbers: [first, how many, …]."""
    versions = [
        [edition.since.isoformat(), edition.revision[:10], _runs(edition.lines)]
        for edition in view.editions
    ]
    told = json.dumps({"lines": view.lines, "versions": versions}, separators=(",", ":"))
    return f"self.policytrackTexts={told};\n"


def _runs(numbers: Sequence[int]) -> list[int]:
    runs: list[int] = []
    for number in numbers:
        if runs and runs[-2] + runs[-1] == number:
            runs[-1] += 1
        else:
            runs += [number, 1]
    return runs
