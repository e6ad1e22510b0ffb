"""How a time is told, in one place."""

from __future__ import annotations

from datetime import UTC, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo


def tell_moment(moment: datetime, timezone: tzinfo | None) -> str:
    """A time to the minute where the reader is; a day alone where a text was dated to a day.

    Such a day is kept as its midnight in UTC, and stays that day wherever it is read.
    """
    if moment.astimezone(UTC).time() == time.min:
        return f"{moment.astimezone(UTC):%Y-%m-%d}"
    return f"{moment.astimezone(timezone):%Y-%m-%d %H:%M}"
