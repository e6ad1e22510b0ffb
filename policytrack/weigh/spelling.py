"""One word in two spellings: "personalize" and "personalise", "daß" and "dass".

Owns the families of spellings, one list a language. Each turns both spellings into one form; words
that differ in meaning by the same letters ("advice", "advise"; "Maße", "Masse") are left alone.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from policytrack.words import find_words, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.model import Piece

_MOST_WORDS = 200  # that differ on a side
_FAMILIES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"(?<=[a-z]{3})([iy])s(?=(?:e|es|ed|er|ers|ing|able|ations?|ational)$)", r"\1z"),
        (
            r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ably|ite|ites|ful|less|al|ally|er|ers|hood)?$)",
            "or",
        ),
        (r"(?<=[a-z]{2}[tb])re(?=[sd]?$)", "er"),
        (r"(?<=[a-z]{4})ll(?=(?:ed|ing|er|ers|ation|ations)$)", "l"),
        (r"^(fulfi|enro|insta|ski|insti)ll(?=(?:s|ment|ments|ful)?$)", r"\1l"),
        (r"^(licen|defen|offen|preten|practi)c(?=e|ing$)", r"\1s"),
        (r"^((?:cata|dia|ana|mono)log)ue?(?=s?$)", r"\1"),
        (r"^(judg|acknowledg|abridg)e(?=ments?$)", r"\1"),
        (r"^(program)me(?=s?$)", r"\1"),
        (r"^(a)ge(?=ing$)", r"\1g"),
        (r"^grey", "gray"),
        (r"^(p)ae(?=diatr)|^(an)ae(?=sth)|^(encyclop)ae(?=d)", r"\1\2\3e"),
        (r"^(amid|among|whil)st$", r"\1"),
        (r"^while$", "whil"),
        (r"^(learn|burn|spel|spoil|dream)(?:l?t|l?ed)$", r"\1t"),
        (r"^alumin(?:i)?um$", "aluminum"),
    ),
    "de": (
        (r"^(?!ma(?:ß|ss)e|bu(?:ß|ss)e)(.*?)ß", r"\1ss"),
        (r"(?<=n)tiell", "ziell"),
        (r"^selbst?ständig", "selbständig"),
        (r"^(auf)w[eä]ndig", r"\1wendig"),
        (r"ph(?=on|oto|ie|ik)", "f"),
        (r"^(sch)iff?fahrt", r"\1iffahrt"),
    ),
    "fr": (
        (r"(?<=[a-z]{3})î", "i"),
        (r"(?<=[a-z]{2})û(?=t)", "u"),
        (r"^(év)é(?=nement)", r"\1è"),
        (r"^cl(?:é|ef)(?=s?$)", "clé"),
    ),
    "es": (
        (r"^sólo$", "solo"),
        (r"^(é)(?=st[aeo]s?$|s[ae]s?$)", "e"),
        (r"^perío(?=dos?$)", "perio"),
        (r"^ví(?=deos?$)", "vi"),
        (r"^gui[oó]n$", "guion"),
    ),
    "pt": (
        (r"(?<=[a-zé]{3})[cp](?=ç|t[aoiu])", ""),
        (r"^(a|ó)[cp](?=ç|tim|tiv|tual)", r"\1"),
        (r"ü", "u"),
        (r"ô(?=mic|nic)", "ó"),
        (r"ê(?=mi|ni)", "é"),
        (r"^(reg)istr(?=os?$|ad)", r"\1ist"),
        (r"éi(?=a)", "ei"),
    ),
    "it": ((r"^(obbie|ogge)tt?(?=iv)", r"\1tt"),),
    "nl": ((r"ë", "e"), (r"ï", "i"), (r"ö", "o"), (r"^(pan)ne(?=k)", r"\1nen")),
}


def respelled(pieces: Iterable[Piece], language: str) -> tuple[str, str] | None:
    """The first word and its other spelling, where nothing but spellings differ; else None."""
    first: tuple[str, str] | None = None
    words = 0
    for same, run in groupby(pieces, lambda piece: piece.kind == "same"):
        if same:
            continue
        texts = {"removed": "", "added": ""}
        for piece in run:
            if piece.kind not in texts:
                return None
            texts[piece.kind] += f"{piece.text} "
        if _is_one_sided(*texts.values()):
            return None
        before, after = (find_words(text).keys for text in texts.values())
        words += len(before)
        if len(before) != len(after) or words > _MOST_WORDS:
            return None
        for was, now in zip(map(str.lower, before), map(str.lower, after), strict=True):
            if was != now and not is_same_word(was, now, language):
                return None
            first = first or ((was, now) if was != now else None)
    return first


def _is_one_sided(removed: str, added: str) -> bool:
    """Whether words stand on one side only; links, tags and entities may hold none."""
    if any(mark in text for text in (removed, added) for mark in ("](", "<", "&")):
        return bool(fold_words(removed)) != bool(fold_words(added))
    return any(map(str.isalnum, removed)) != any(map(str.isalnum, added))


def is_same_word(before: str, after: str, language: str) -> bool:
    """Whether two words in small letters are spellings of one."""
    return before == after or _form(before, language) == _form(after, language)


def _form(word: str, language: str) -> str:
    for pattern, form in _families(language):
        word = pattern.sub(form, word)
    return word


@cache
def _families(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = _FAMILIES.get(language, _FAMILIES["en"])
    return tuple((re.compile(pattern), form) for pattern, form in found)
