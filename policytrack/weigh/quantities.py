"""Figures and what they count: money, durations, dates, percentages; addresses and numbers of law.

Knows forms, not languages: the words beside a figure come from the language's lexicon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policytrack.dates import anchors, find_days, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.weigh.phrases import Lexicon, Phrase, Word

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(
    r"(?<![\w.,:])(?<![^\W\d_][-‑])(?:(?<!\d)[-\u2212](?=\d))?\d++(?:[.,:/]\d++)*+"
    r"(?:[ \u00a0\u202f]\d{3}(?!\d))*+(?![^\W\d_])"
)
_CODE = (
    r"(?:USD|EUR|GBP|CHF|BRL|CAD|AUD|JPY|INR|MXN|PLN|SEK|DKK|NOK|CNY|KRW|ZAR|CZK|HUF|RON|TRY|NZD|"
    r"SGD|HKD)"
)
_CURRENCY_BEFORE = re.compile(
    rf"(?:(?:\b(?:US|CA|AU|NZ|HK|MX)[ \u00a0]|US|CA|AU|NZ|HK|MX|R|C|A|S)?[$€£¥₹₩]|\b{_CODE})"
    r"[ \u00a0]?\Z"
)
_CURRENCY_AFTER = re.compile(rf"[ \u00a0\u202f]?(?:[$€£¥₹₩]|{_CODE}\b)")
_PER_CENT = re.compile(r"[ \u00a0\u202f]?[%‰]")
_GAP = re.compile(r"[\s\u00a0\u202f()*_-]{0,6}")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,60}){1,5}")
_PHONE = re.compile(
    r"(?<![\w/.,+-])(?:\+\d{1,3}[ \u00a0./-]?|\(\d{2,5}\)[ ]?|0\d{1,5}[ \u00a0/-])"
    r"(?:\(0?\d{0,5}\)[ ]?)?\d{1,5}(?:[ \u00a0./-]?\d{2,5}){1,6}(?![\w/])"
)
_IS_DATE = re.compile(r"\d\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d{2,4}|\d{4}([./-])\d\d\1\d\d")
_LONGEST_DATE = 32  # characters on either side of a year: "25 de septiembre de 2020"
_FEWEST_DIGITS = 7  # of a telephone number with its area code
_CITY = r"[A-ZÀ-Þ][\w'’-]{1,30}(?:[ \u00a0](?:[a-z]{2,3}[ \u00a0]){0,2}[A-ZÀ-Þ][\w'’-]{1,30}){0,3}"
_COUNTRY = r"(?:,?[ \u00a0]{1,2}(?:USA|U\.S\.A\.|UK|United (?:States|Kingdom)(?: of America)?))?"
_CODE_BEFORE = (
    r"(?:(?:[A-Z]{1,2}-)?(?:\d{5}(?:-\d{3})?|\d{4}[ \u00a0][A-Z]{2}|\d{4}-\d{3})|[A-Z]{1,2}-\d{4})"
)
# A town with its postal code: in America, Britain and Ireland behind it, elsewhere before it.
_POSTAL = re.compile(
    rf"(?<!\w){_CITY},\s(?:[A-Z]{{2}}|{_CITY}),?\s\d{{5}}(?:-\d{{4}})?(?!\w){_COUNTRY}"
    rf"|(?<!\w)(?:{_CITY},?\s)?[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}(?!\w){_COUNTRY}"
    rf"|(?:(?<![^\n])|(?<=,[ \u00a0]|[–-][ \u00a0])){_CODE_BEFORE}"
    rf"[ \u00a0]{_CITY}(?:,[ \u00a0]{_CITY})?(?=[ \u00a0*_]{{0,4}}(?:[\n,;.)|]|\Z))"
    rf"|(?<!\w){_CITY}[ \u00a0]\d{{1,2}},\s(?:Ireland|Irland|Irlande|Irlanda|Ierland)(?!\w)"
)
_POSTAL_HINT = re.compile(r"\d{4}|\d[A-Z]{2}|\d,\sI")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"]{3,500}")
_SCHEME = re.compile(r"\A(?:https?://)?(?:www\.)?")
_LANGUAGE = re.compile(
    r"(?:cs|da|de|el|en|es|fi|fr|hu|it|ja|ko|nl|no|pl|pt|ro|sv|tr|zh)(?:[-_][a-z]{2,4})?"
    r"|intl[-_][a-z]{2}"
)
_TRACKING = re.compile(r"(?:utm_\w+|_ga|gclid|fbclid|ref|lang|locale|hl)=")
# A number alone counts anything; these words say that it is a law's.
_ACT_OF = (
    r"(?:\b(?:[Rr]egulation|[Dd]irective|[Dd]ecision|Verordnung|Richtlinie|[Bb]eschluss"
    r"|[Rr]èglement|[Dd]écision|Reglamento|Directiva|Decisión|Regolamento|Direttiva|Decisione|Regulamento"
    r"|Diretiva|Decisão|Verordening|Richtlijn|Besluit|EU|UE)[ \u00a0])"
)
_LAW = re.compile(
    r"\((?:EU|UE|EG|CE|EC|EWG|CEE)\)\s?(?:No\.?\s?|n[°º]\s?|Nr\.?\s?)?\d{2,4}/\d{2,4}"
    rf"|{_ACT_OF}(?:19|20)\d\d/\d{{1,4}}\b(?!/)"
    rf"|{_ACT_OF}?\b(?:(?:19|20)\d\d/\d{{1,4}}/(?:EU|UE)|(?:\d\d)?\d\d/\d{{2,4}}/(?:EG|CE|EC|EWG|CEE))\b"
    r"|\b(?:[A-Z][\w-]{1,30} ){1,6}Act(?: of (?:19|20)\d\d| (?:19|20)\d\d)?\b"
)
_LAW_NUMBER = re.compile(r"(?:19|20)\d\d/\d{1,4}(?=\Z|/[A-Z])")
# "Ley Orgánica 3/2018", "loi n° 78-17", "D.Lgs. 196/2003", "Lei n.º 13.709/2018".
_NUMBERED_LAW = re.compile(
    r"(?<!\w)(?:Ley(?: Orgánica)?|Real Decreto(?:[- ][Ll]ey| Legislativo)?|Lei(?: Complementar)?"
    r"|Decreto(?:-Lei|-legge| Legislativo| legislativo)?|D\.\s?Lgs\.|D\.\s?P\.\s?R\.|[Ll]egge"
    r"|[Ll]oi|[Oo]rdonnance|[Dd]écret)[ \u00a0](?:n(?:\.|o|º|°|r)?[º°o]?\.?[ \u00a0]?)?"
    r"\d{1,5}(?:[.-]\d{1,5})?(?:/\d{2,4})?(?!\w)"
    r"|(?<!\w)[A-ZÄÖÜ][a-zäöüß]{2,40}gesetz(?:es|e|buch(?:es)?)?(?!\w)"
    r"|(?<!\w)[A-Z][a-z]{3,40}(?:wet|wetboek)(?!\w)"
)
_NUMBERED_HINT = re.compile(r"Le[yi]|ecreto|D\.\s?[LP]|egge|oi[ \u00a0]|rdonnance|écret|gesetz|wet")
_ISO_DATE_END = re.compile(r"\d{4}/\d\d?/\d\d?")
_IN_FIGURES = re.compile(r"\s?\(\d{1,4}\)")


class Found(NamedTuple):
    """A candidate for a signal: what it is, what it comes to, and where."""

    name: str
    key: str
    start: int
    end: int


def find_addresses(text: str, *, figures: bool) -> Iterator[Found]:
    """E-mail addresses, telephone numbers (contact), towns with their codes (postal), links.

    `figures` is false for a text that holds no digit.
    """
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Found("contact", match[0].casefold(), *match.span())
    for match in _PHONE.finditer(text) if figures else ():
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= _FEWEST_DIGITS and not _IS_DATE.fullmatch(match[0]):
            yield Found("contact", digits, *match.span())
    for match in _POSTAL.finditer(text) if figures and _POSTAL_HINT.search(text) else ():
        yield Found("postal", " ".join(match[0].split()).casefold(), *match.span())
    if "http" in text or "www." in text:
        for match in _URL.finditer(text):
            yield Found("link", page_address(match[0]), *match.span())


def page_address(address: str) -> str:
    """What of an address says which page it is.

    Not whether it is read over TLS or begins with "www.", nor a language, the slash at its end or
    what tells where a visitor came from.
    """
    path, _, query = _SCHEME.sub("", address.casefold().rstrip(".,;:")).partition("?")
    host, *parts = path.rstrip("/").split("/")
    kept = [part for part in parts if not _LANGUAGE.fullmatch(part)]
    asked = [item for item in query.split("&") if item and not _TRACKING.match(item)]
    return "/".join([host, *kept]) + ("?" + "&".join(asked) if asked else "")


def find_laws(text: str) -> Iterator[Found]:
    """Regulations and directives by number, acts by title."""
    numbered = _NUMBERED_LAW.finditer(text) if _NUMBERED_HINT.search(text) else ()
    titled = _LAW.finditer(text) if "/" in text or "Act" in text else ()
    for match in (*numbered, *titled):
        if not _ISO_DATE_END.match(text, match.start()):
            key = _LAW_NUMBER.search(match[0]) or match
            yield Found("law", " ".join(key[0].split()).casefold(), *match.span())


def find_dates(text: str) -> Iterator[Found]:
    """Calendar days, in whatever form; a date in numbers is known by its text."""
    beyond = 0
    for anchor in anchors(text):
        folded = fold(text, max(beyond, anchor - _LONGEST_DATE), anchor + _LONGEST_DATE)
        for day in find_days(folded.text):
            start, end = folded.origin(day.start), folded.origin(day.end - 1) + 1
            if start <= anchor < end:
                yield Found("date", str(day.value or text[start:end]), start, end)
                beyond = end


def find_figures(
    text: str, words: list[Word], phrases: list[tuple[Phrase, int, int]], lexicon: Lexicon
) -> Iterator[Found]:
    """Money, durations and bare numbers; `phrases` are those found in the same text."""
    units = {start: (phrase, end) for phrase, start, end in phrases if phrase.name in _UNIT_NAMES}
    for match in _FIGURE.finditer(text) if _DIGIT.search(text) else ():
        start, end = match.span()
        figure = re.sub(r"[\s\u00a0\u202f]", "", match[0])
        before = _CURRENCY_BEFORE.search(text, max(0, start - 5), start)
        after = _CURRENCY_AFTER.match(text, end)
        per_cent = _PER_CENT.match(text, end)
        unit = None if before or after or per_cent else _unit_after(text, end, units)
        if before or after:
            money = "".join((before or after or [""])[0].split())
            span = (before.start() if before else start, after.end() if after else end)
            yield Found("money", f"{figure}{money}", *span)
        elif per_cent:
            yield Found("number", f"{figure}%", start, per_cent.end())
        elif unit:
            yield Found(unit[0], f"{figure} {unit[1]}", start, unit[2])
        else:
            yield Found("number", figure, start, end)
    if units:
        yield from _spelt_out(text, words, units, lexicon)


_UNIT_NAMES = {
    "duration_unit": "duration",
    "money_word": "money",
    "age_unit": "number",
    "per_cent": "number",
}


def _unit_after(
    text: str, end: int, units: dict[int, tuple[Phrase, int]]
) -> tuple[str, str, int] | None:
    """The unit right after a figure: its signal, its stem and where it ends."""
    gap = _GAP.match(text, end)
    place = gap.end() if gap else end
    found = units.get(place)
    if found is None:
        return None
    phrase, unit_end = found
    return _UNIT_NAMES[phrase.name], " ".join(word.rstrip("se") for word in phrase.words), unit_end


def _spelt_out(
    text: str, words: list[Word], units: dict[int, tuple[Phrase, int]], lexicon: Lexicon
) -> Iterator[Found]:
    """Durations and sums whose figure is a word: "thirty (30) days", "six months"."""
    for place, (first, start, _) in enumerate(words):
        if first not in lexicon.figure_starts:
            continue
        for size in (4, 3, 2, 1):
            spelt = words[place : place + size]
            figure = lexicon.figures.get(tuple([word for word, _, _ in spelt]))
            if figure is None or len(spelt) < size:
                continue
            last = spelt[-1][2]
            digits = _IN_FIGURES.match(text, last)
            unit = _unit_after(text, digits.end() if digits else last, units)
            if unit:
                yield Found(unit[0], f"{figure} {unit[1]}", start, unit[2])
            break
