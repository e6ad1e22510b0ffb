"""Calendar days as people write them in seven languages; knows nothing of why they stand there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache

_MONTH_NAMES = (
    "january jan januar janner janv janvier enero ene janeiro gennaio gen januari genn",
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
MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # the time of policies on the web
_LONGEST_PART = 16_000  # characters of a part of a text whose anchors are remembered
_LONGEST_KEPT = 1000  # characters of a stretch whose days are remembered
_DAY_FIRST = frozenset({"fr", "de", "es", "pt", "it", "nl"})

# Both begin with the digit and look behind it, so that the search skips from digit to digit.
_ANCHOR = re.compile(
    r"\d(?<!\d\d)(?:(?<=1)9\d\d|(?<=2)0\d\d|\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d\d)(?!\d)"
)
# Line ends before headings, where a long text is divided; no anchor runs over one.
_PART = re.compile(r"\n(?=\n#|---|===)")
_NUMBERS = re.compile(r"(\d(?<![\w./-]\d)\d?)[-/](\d\d?)[-/](?:(?:19|20)\d\d|\d\d)(?![\w/-])")

_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th|er|re|eme|e|o|a|º|ª|°)?"
_OF = r"(?:(?:day )?(?:of|de|do|del|di)\s{1,3})?"
_NEXT = r"\s?\.?,?[\s/-]{1,3}"  # from a month to what follows
_COMMA = r"(?:\s?[,.]\s{0,3}|[\s-]{1,3})"
_CLOCK = (
    r"(?:[t ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?(?![\w:]))?"  # of a time stamp
)
_FORMS = (
    rf"(?P<iso>(?P<iy>{_YEAR})\s?(?P<is>[-/.])\s?(?P<im>\d\d?)\s?(?P=is)\s?(?P<id>\d\d?)(?!\d){_CLOCK})",
    rf"(?P<num>(?P<na>\d\d?)\s?(?P<ns>[-/.])\s?(?P<nb>\d\d?)\s?(?P=ns)\s?(?P<ny>{_YEAR}|\d\d)(?!\d))",
    rf"(?P<dmy>(?P<dd>\d\d?){_ORDINAL}\s?\.?[\s-]{{0,3}}{_OF}(?P<dm>@){_NEXT}{_OF}(?P<dy>{_YEAR})(?!\d))",
    rf"(?P<mdy>(?P<mm>@)\.?[\s-]{{0,3}}(?P<md>\d\d?){_ORDINAL}{_COMMA}{_OF}(?P<my>{_YEAR})(?!\d))",
    rf"(?P<ymd>(?P<yy>{_YEAR}),?\s{{1,3}}(?P<ym>@)\s{{1,3}}(?P<yd>\d\d?)(?![\d:]))",
    rf"(?P<figures>(?P<fm>0[1-9]|1[0-2])[/.](?P<fy>{_YEAR})(?![\d/.-]\d|\d))",
    rf"(?P<month>(?P<om>@){_NEXT}{_OF}(?P<oy>{_YEAR})(?!\d))",
)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A date in a folded text. `value` is None when day and month cannot be told apart."""

    start: int
    end: int
    value: dt.date | None  # the first of the month where no day is written


@cache
def _forms() -> re.Pattern[str]:
    month = "|".join(sorted(MONTHS, key=len, reverse=True))
    forms = "|".join(form.replace("@", month) for form in _FORMS)
    return re.compile(rf"(?<![\w./-])(?:{forms})")


def anchors(text: str) -> list[int]:
    """Where in a text a year or a date in numbers stands; every date of ours holds one."""
    if len(text) <= _LONGEST_PART:
        return [match.start() for match in _ANCHOR.finditer(text)]
    found: list[int] = []
    place = 0
    for part in _PART.split(text):
        read = _anchors_of if len(part) <= _LONGEST_PART else _anchors_of.__wrapped__
        found += [place + start for start in read(part)]
        place += len(part) + 1
    return found


@lru_cache(maxsize=2048)  # versions of a policy share nearly all of their parts
def _anchors_of(part: str) -> tuple[int, ...]:
    return tuple([match.start() for match in _ANCHOR.finditer(part)])


def holds_year(text: str) -> bool:
    """False when no date can stand in the text."""
    return bool(_ANCHOR.search(text))


def find_days(folded: str, *, day_first: bool | None = None) -> tuple[CalendarDay, ...]:
    """Every calendar day in a text as `fold` gives it.

    `day_first` reads 1/2/2020: True as the first of February, False as the second of January,
    None not at all unless both readings agree. Points always put the day first.
    """
    return _days_of(folded, day_first) if len(folded) <= _LONGEST_KEPT else _days(folded, day_first)


def _days(folded: str, day_first: bool | None) -> tuple[CalendarDay, ...]:
    days = [_read(match, day_first=day_first) for match in _forms().finditer(folded)]
    return tuple([day for day in days if day is not None])


# The line of a date is asked for its days several times, and again in the policy's next version.
_days_of = lru_cache(maxsize=2048)(_days)


def find_day_order(text: str, language: str) -> bool | None:
    """True when this text writes 1 February as 1/2, False when as 2/1, None when nothing tells.

    English is written both ways: the text's other dates decide, if they agree.
    """
    if language in _DAY_FIRST:
        return True
    orders = {
        first > 12
        for match in _NUMBERS.finditer(text)
        for first, second in [(int(match[1]), int(match[2]))]
        if max(first, second) <= 31 and (first > 12) != (second > 12)
    }
    return orders.pop() if len(orders) == 1 else None


def _read(match: re.Match[str], *, day_first: bool | None) -> CalendarDay | None:
    if match["num"]:
        return _read_numbers(match, day_first=day_first)
    for day, month, year in (
        ("id", "im", "iy"),
        ("dd", "dm", "dy"),
        ("md", "mm", "my"),
        ("yd", "ym", "yy"),
    ):
        if match[year]:
            value = _day(match[year], match[month], match[day])
            return CalendarDay(*match.span(), value) if value else None
    value = _day(match["oy"] or match["fy"], match["om"] or match["fm"], 1)
    return CalendarDay(*match.span(), value) if value else None


def _read_numbers(match: re.Match[str], *, day_first: bool | None) -> CalendarDay | None:
    first, second, year = int(match["na"]), int(match["nb"]), int(match["ny"])
    year += 2000 if year < 100 else 0
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if match["ns"] == ".":
        day_first = True
    if not (by_day and by_month):
        value = by_day or by_month
        return CalendarDay(*match.span(), value) if value else None
    if by_day == by_month:
        return CalendarDay(*match.span(), by_day)
    return CalendarDay(
        *match.span(), None if day_first is None else (by_day if day_first else by_month)
    )


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    number = MONTHS.get(month) if isinstance(month, str) and not month.isdecimal() else int(month)
    if number is None or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
