"""Whom a section concerns, by what it is called: all users, or those of some countries and states.

Knows nothing of what changed in it. The names are those of places that policies have sections for,
in seven languages, in one set: policies mix them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 300  # characters of a title that are read
_DOTS = re.compile(r"(?<=\b[A-Z])\.")  # of "U.S."
_CAPITALS = "US|USA|UK|EU|EEA|UE|EEE|EWR|SEE|EER|EEUU|EUA|VS|CH"
_NAMES = r"""
    united states?|états unis|vereinigte staaten|estados unidos|stati uniti|verenigde staten|america
    california\w*|californie\w*|kalifornien|colorado|connecticut|virginia|utah|texas|oregon|montana
    nevada|florida|new york|illinois|washington state|us states?|quebec|québec|ontario
    united kingdom|royaume uni|vereinigtes königreich|reino unido|regno unito|verenigd koninkrijk
    european (?:union|economic area|users|residents)|europe|europa|union européenne|unión europea
    unione europea|união europeia|europäischer? (?:union|wirtschaftsraum)|europese unie
    germany|deutschland|allemagne|alemania|germania|alemanha|duitsland
    france|frankreich|francia|frança|frankrijk|spain|spanien|espagne|españa|spagna|espanha|spanje
    italy|italien|italie|italia|itália|italië|portugal\w*|netherlands|niederlande|pays bas
    países (?:bajos|baixos)|paesi bassi|nederland|belgium|belgien|belgique|austria|österreich
    switzerland|schweiz|suisse|suiza|svizzera|suíça|zwitserland|ireland|irland|irlande|poland|polen
    sweden|norway|denmark|turkey|türkiye|turquie|türkei|russia|ukraine|israel|india|indien|inde
    china|hong kong|taiwan|macau|japan|japon|japón|south korea|republic of korea|singapore|malaysia
    indonesia|philippines|thailand|vietnam|australia|australien|australie|new zealand
    canada|kanada|canadá|mexico|méxico|brazil|brasil\w*|brésil|argentina|chile|colombia|peru
    south africa|südafrika|afrique du sud|nigeria|kenya|egypt|saudi arabia|united arab emirates
    kyrgyzstan|kazakhstan|uzbekistan
"""
_PLACE = re.compile(
    rf"\b(?:(?-i:{_CAPITALS})|{'|'.join(map(str.strip, _NAMES.strip().splitlines()))})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def names_place(title: str) -> bool:
    """Whether a title names countries, states or the like: "California Residents"."""
    text = _DOTS.sub("", title[:_LONGEST]).replace("-", " ")
    return _PLACE.search(text) is not None
