"""Whether a text speaks of a term, in whatever form: in the plural, by another name.

Knows nothing of changes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_TERM = 6  # letters; a shorter one may be a part of another word

# Each with all that it is called, in seven languages; abbreviations in capitals.
_ALIKE = """
    EU|UE|european union|europäische union|europäischen union|union européenne|unión europea|\
unione europea|união europeia|europese unie
    EEA|EWR|EEE|SEE|EER|european economic area|europäischer wirtschaftsraum|\
europäischen wirtschaftsraum|espace économique européen|espacio económico europeo|\
spazio economico europeo|espaço económico europeu|espaço econômico europeu|\
europese economische ruimte
    US|USA|U.S.|U.S.A.|EUA|VS|EE.UU.|united states|vereinigte staaten|vereinigten staaten|\
états unis|estados unidos|stati uniti|verenigde staten
    UK|U.K.|united kingdom|vereinigtes königreich|vereinigten königreich|royaume uni|\
reino unido|regno unito|verenigd koninkrijk
    GDPR|DSGVO|DS-GVO|RGPD|AVG|general data protection regulation|datenschutz grundverordnung|\
règlement général sur la protection des données|reglamento general de protección de datos|\
regolamento generale sulla protezione dei dati|regulamento geral sobre a proteção de dados|\
algemene verordening gegevensbescherming|2016/679|(EU) 2016/679|(UE) 2016/679
    CCPA|california consumer privacy act
    DSA|digital services act
    DMA|digital markets act
    DMCA|digital millennium copyright act
    SCCs|standard contractual clauses
    photo|photograph|picture|image
    foto|bild|bilder|bildern|fotografie|fotografien
    fotografía|imagen|imágenes
    fotografia|imagem|imagens|immagine|immagini
    phone number|telephone number|mobile number
    inference|inferred|infer|inferring
    right to erasure|right to erase|right to deletion|right to delete|right of erasure|\
right of deletion|right to be forgotten
    right to rectification|right to rectify|right to correction|right to correct|\
right of rectification
    right to access|right of access
    turkey|türkiye|türkei|turquie|turquía|turchia|turquia|turkije
    czech republic|czechia|tschechien|tschechische republik|tschechischen republik|tchéquie|\
république tchèque|chequia|república checa|cechia|repubblica ceca|tchéquia|tsjechië
"""
_FORMS = {
    form.casefold(): tuple(line.split("|"))
    for line in map(str.strip, _ALIKE.strip().splitlines())
    for form in line.split("|")
}

_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]*\)")
# "Your consent" is no news where consent was spoken of.
_WHOSE = re.compile(
    r"\A(?:your|our|their|the|votre|vos|notre|nos|ihre?|deine?|unsere?) (?=\w)", re.IGNORECASE
)
_PLURAL = re.compile(
    r"(?<=[a-z]{3})(?:(?<=ss)(?:es)?|ies|(?<![aeiou])y|(?<!s)s|(?=$)(?<![sy])|(?<=[aeiou]y)(?=$))$"
)
_SINGULAR = re.compile(r"(?<=[a-z]{3}[^s])s$|(?<=ddress)es$")
# A number and what it counts: "60 days", or with its words before, "sixty (60) days".
_COUNTED = re.compile(r"(?:[^\d()]+ \((\d{1,4})\)|(\d{1,4})) ([^\W\d_]+)")
_GAP = re.compile(r"[ -]")
_TIGHT, _LOOSE = "[ -]", r"[ -](?:[^\W\d_]+[ -])?"  # between the words of a term


class Searched(NamedTuple):
    """A text with single spaces, as it is and in small letters.

    Where it has links it stands there twice, with and without: a term may run into one.
    """

    cased: str
    lower: str


def searched(text: str) -> Searched:
    """A text, ready to be asked for terms."""
    text = " ".join(f"|{text}|".split())[1:-1]  # as `\s+` to " ", in a third of the time
    plain = _LINK.sub(r"\1", text)
    cased = text if plain == text else f"{text}\n{plain}"
    return Searched(cased, cased.lower())


def speaks_of(text: Searched, term: str, *, loosely: bool = False) -> bool:
    """Whether it does; an abbreviation stands in capitals: "us" is not the US.

    `loosely` also with another word within: "cloud hosting providers" are cloud providers.
    """
    return any(
        _stands_apart(text.cased, form)
        if form.isupper()
        else _has(text.lower, _WHOSE.sub("", form, count=1), gap=_LOOSE if loosely else _TIGHT)
        for form in _forms_of(term)
    )


def say_the_same(term: str, other: str) -> bool:
    """Whether two terms are names of one thing."""
    return _forms_of(term)[0] == _forms_of(other)[0]


def _forms_of(term: str) -> tuple[str, ...]:
    term = term.casefold()
    if counted := _COUNTED.fullmatch(term):
        number, unit = counted[1] or counted[2], counted[3]
        return tuple(dict.fromkeys((f"{number} {unit}", f"({number}) {unit}", term)))
    return _FORMS.get(_GAP.sub(" ", _SINGULAR.sub("", term))) or _FORMS.get(term) or (term,)


def _stands_apart(text: str, form: str) -> bool:
    return form in text and bool(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text))


def _has(text: str, term: str, gap: str) -> bool:
    """Whether a text in small letters has the term; its first word leads to where it may stand.

    Where a longer word stands, too: "social networking" is of social networks.
    """
    term = term.lower()
    first = _PLURAL.sub("", _GAP.split(term)[0])
    longer = len(term) >= LONG_TERM and term.replace(" ", "").isalpha()
    pattern = pattern_of(term, gap if longer else _TIGHT, r"\w{0,4}(?!\w)" if longer else r"(?!\w)")
    place = text.find(first)
    while place >= 0 and not pattern.match(text, place):
        place = text.find(first, place + 1)
    return place >= 0


@lru_cache(maxsize=4096)  # more terms than `re` remembers
def pattern_of(term: str, gap: str = _TIGHT, end: str = r"(?!\w)") -> re.Pattern[str]:
    """The term itself, each word in the singular or plural, with a hyphen or a space between.

    An address is not found within a longer one.
    """
    if "://" in term:
        return re.compile(rf"(?<!\w){re.escape(term)}(?![\w/?#&=%+-]|\.\w)", re.IGNORECASE)
    words = (_PLURAL.sub(_either, re.escape(word)) for word in _GAP.split(term))
    return re.compile(rf"(?<!\w){gap.join(words)}{end}", re.IGNORECASE)


def _either(ending: re.Match[str]) -> str:
    """The ending of the singular or the plural."""
    if ending.string.endswith(("ss", "sses")):
        return "(?:es)?"
    return "(?:y|ies?)" if "y" in ending[0] or "i" in ending[0] else "s?"


def each_once(terms: Iterator[str], most: int) -> list[str]:
    """The terms without those that only say an earlier one again: its plural, another name."""
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(pattern_of(_forms_of(term)[0]).pattern.casefold(), term)
        if len(first) == most:
            break
    return list(first.values())
