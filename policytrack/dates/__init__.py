"""The dates that a policy states of itself: "Last updated: 12 May 2021", "gültig ab 1.2.2020".

Owns the forms of dates and of such statements in English, French, German, Spanish, Portuguese,
Italian and Dutch. Must not know what changed, nor any date that the text does not state.
"""

from policytrack.dates.calendar_days import MONTHS, CalendarDay, anchors, find_days
from policytrack.dates.folding import fold
from policytrack.dates.lines import find_date_lines, is_date_line
from policytrack.dates.statements import find_dates, mask_dates

__all__ = [
    "MONTHS",
    "CalendarDay",
    "anchors",
    "find_date_lines",
    "find_dates",
    "find_days",
    "fold",
    "is_date_line",
    "mask_dates",
]
