"""How a time is told, in one place."""

from __future__ import annotations

import re
from datetime import UTC, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from policytrack.model import Document, StatedDate

_NAMES = {"upcoming": "changes from"}
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def tell_moment(moment: datetime, timezone: tzinfo | None) -> str:
    """A time to the minute where the reader is; a day alone where a text was dated to a day.

    Such a day is kept as its midnight in UTC, and stays that day wherever it is read.
    """
    if moment.astimezone(UTC).time() == time.min:
        return f"{moment.astimezone(UTC):%Y-%m-%d}"
    return f"{moment.astimezone(timezone):%Y-%m-%d %H:%M}"


def tell_date(document: Document, stated: StatedDate) -> str:
    """A date that a text states of itself: the month alone where no day is written."""
    written = _DAY.search(document.text, stated.start, stated.end)
    return f"{stated.value:%Y-%m-%d}" if written else f"{stated.value:%Y-%m}"


def latest_dates(document: Document) -> dict[str, str]:
    """The latest date of each sort that a text states of itself, by what the sort is called."""
    return {
        _NAMES.get(kind, kind): tell_date(document, date)
        for kind, date in find_latest(document).items()
    }


def find_latest(document: Document) -> dict[str, StatedDate]:
    """Where a text states the latest date of each sort; no notice of what is in force by now."""
    found: dict[str, StatedDate] = {}
    for stated in document.dates:
        if stated.kind not in found or stated.value > found[stated.kind].value:
            found[stated.kind] = stated
    latest = max(
        found.values(), key=lambda date: (date.value, date.kind != "upcoming"), default=None
    )
    if latest is not None and latest.kind != "upcoming":
        found.pop("upcoming", None)
    return found
