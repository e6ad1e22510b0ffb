"""A person's words on a change, as pages show them: named as such, apart from what is generated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.publish.prose import render_prose
from policytrack.publish.shell import account, inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.publish.catalogue import Catalogue
    from policytrack.publish.views import ChangeView


def call_change(change: ChangeView, say: Catalogue) -> str:
    """What a list calls the change: a person's title in whatever language, else the summary."""
    if change.note_title:
        return f'<span dir="auto">{inline(change.note_title)}</span>'
    return account(change.headline, say)


def render_note(change: ChangeView, say: Catalogue) -> Iterator[str]:
    """The words for the change's own page; nothing where there are none."""
    if not (change.note or change.note_title):
        return
    yield f'<aside class="note" dir="auto" aria-label="{say("note")}">'
    yield f'<p class="quiet" lang="{say.language}">{say("note")}</p>'
    if change.note_title:
        yield f"<h2>{inline(change.note_title)}</h2>"
    yield f"{render_prose(change.note)}</aside>"
