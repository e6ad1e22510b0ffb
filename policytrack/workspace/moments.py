"""Dates and times as people write them on the command line, in file names and in settings.

Only unambiguous forms are read: ISO 8601 dates and times. What could mean two days is refused.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from policytrack.errors import WorkspaceError

_COMPACT_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ](\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$")
_HINT = "Write it as YYYY-MM-DD, or as YYYY-MM-DDTHH:MM with Z or an offset such as +02:00."


def parse_moment(text: str) -> datetime:
    """A date (midnight UTC) or a time as an aware UTC datetime; a time without zone is local.

    Raises WorkspaceError for anything else, also for dates that could be read in two ways.
    """
    written = text.strip()
    if match := _COMPACT_TIME.match(written):
        day, hours, minutes, seconds, zone = match.groups()
        written = f"{day}T{hours}:{minutes}:{seconds or '00'}{zone or ''}"
    if not re.match(r"\d{4}-\d{2}-\d{2}", written):
        msg = f"{text!r} is not a date that can be read in one way only"
        raise WorkspaceError(msg, hint=_HINT)
    try:
        moment = datetime.fromisoformat(written)
        if is_day(written):
            return moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        msg = f"{text!r} is not a date: {error}"
        raise WorkspaceError(msg, hint=_HINT) from error


def is_day(text: str) -> bool:
    """Whether the text names a whole day rather than a time."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()) is not None


def end_of_day(text: str) -> datetime:
    """The last moment that a date or time speaks of: a day means its end, UTC."""
    moment = parse_moment(text)
    if not is_day(text):
        return moment
    return datetime.combine(moment.date(), time.max, UTC) - timedelta(microseconds=999_999)
