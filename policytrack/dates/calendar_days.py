"""Calendar days as people write them in seven languages; knows nothing of why they stand there."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

_MONTHS = (
    "january jan januar janner jan. janv janvier enero ene janeiro gennaio gen januari genn",
    "february feb februar feber fevr fevrier febrero fevereiro fev febbraio febb februari",
    "march mar marz mrz maerz mars marzo marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug aout agosto ago augustus",
    "september sept sep septembre septiembre setiembre setembro set settembre sett",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dez dezember decembre diciembre dic dezembro dicembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # the web's policies

_ORDINAL = r"(?:st|nd|rd|th|er|re|eme|e|o|a|º|ª|°|\.º|\.o)?"
_WEEKDAY_GAP = r"[\s,.]{1,4}"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A date in a folded text. `value` is None when day and month cannot be told apart."""

    start: int
    end: int
    value: datetime.date | None
    whole: bool = True  # False: month and year only, `value` is the first of the month
    numbers: tuple[int, int, int] | None = None  # (first, second, year) when it is ambiguous


@cache
def _forms() -> re.Pattern[str]:
    month = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    parts = (
        rf"(?P<iso>(?P<iy>{year})\s?(?P<is>[-/.])\s?(?P<im>\d\d?)\s?(?P=is)\s?(?P<id>\d\d?)(?![\d]))",
        rf"(?P<num>(?P<na>\d\d?)(?P<ns>\s?[-/.]\s?)(?P<nb>\d\d?)\s?[-/.]\s?(?P<ny>{year}|\d\d)(?!\d))",
        rf"(?P<dmy>(?P<dd>\d\d?){_ORDINAL}\.?[\s-]{{0,3}}(?:(?:de|of|di|do|del)\s{{1,3}})?"
        rf"(?P<dm>{month})\.?,?[\s/-]{{1,3}}(?:(?:de|del|of|do)\s{{1,3}})?(?P<dy>{year})(?!\d))",
        rf"(?P<mdy>(?P<mm>{month})\.?[\s-]{{0,3}}(?P<md>\d\d?){_ORDINAL}(?:\s?[,.]\s{{0,3}}|[\s-]{{1,3}}"
        rf"(?:(?:of|de)\s{{1,3}})?)(?P<my>{year})(?!\d))",
        rf"(?P<my_>(?P<om>{month})\.?,?[\s/-]{{1,3}}(?:(?:de|del|of)\s{{1,3}})?(?P<oy>{year})(?!\d))",
        rf"(?P<ymd>(?P<yy>{year}),?\s{{1,3}}(?P<ym>{month})\s{{1,3}}(?P<yd>\d\d?)(?![\d:]))",
    )
    return re.compile(r"(?<![\w./-])(?:" + "|".join(parts) + ")")


def find_days(folded: str, *, day_first: bool | None = None) -> list[CalendarDay]:
    """Every calendar day in a text as `fold` gives it.

    `day_first` reads 1/2/2020: True as the first of February, False as the second of January,
    None not at all unless both readings agree. Points always put the day first.
    """
    return [
        day
        for match in _forms().finditer(folded)
        if (day := _read(match, day_first=day_first)) is not None
    ]


def _read(match: re.Match[str], *, day_first: bool | None) -> CalendarDay | None:
    form = match.lastgroup
    span = match.span()
    if match["num"]:
        return _read_numbers(match, day_first=day_first)
    if match["iso"]:
        value = _day(match["iy"], match["im"], match["id"])
    elif match["dmy"]:
        value = _day(match["dy"], MONTHS[match["dm"]], match["dd"])
    elif match["mdy"]:
        value = _day(match["my"], MONTHS[match["mm"]], match["md"])
    elif match["ymd"]:
        value = _day(match["yy"], MONTHS[match["ym"]], match["yd"])
    else:
        value = _day(match["oy"], MONTHS[match["om"]], 1)
        return CalendarDay(*span, value, whole=False) if value else None
    return CalendarDay(*span, value) if value and form else None


def _read_numbers(match: re.Match[str], *, day_first: bool | None) -> CalendarDay | None:
    first, second, year = int(match["na"]), int(match["nb"]), int(match["ny"])
    if year < 100:
        year += 2000
    if "." in match["ns"]:
        day_first = True
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if by_day and by_month and by_day != by_month:
        if day_first is None:
            return CalendarDay(*match.span(), None, numbers=(first, second, year))
        value = by_day if day_first else by_month
    else:
        value = by_day or by_month
    return CalendarDay(*match.span(), value) if value else None


def _day(year: str | int, month: str | int, day: str | int) -> datetime.date | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
