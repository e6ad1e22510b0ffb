"""Names of companies: by their legal form, as a text defines them, or one put for another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.weigh.quantities import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG_FORM = (
    r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|LLP|L\.P|Corp|Corporation|PLC|plc|Company|Co"
    r"|GmbH(?: & Co\.? KG)?|KGaA|OHG|e\.V|mbH|SAS|S\.A\.S|SASU|SARL|S\.A\.R\.L|S\.à r\.l|S\.A|SA/NV"
    r"|SA/NV|S\.L|S\.L\.U|S\.?r\.?l|S\.?p\.?A|B\.V|N\.V|C\.V|Lda|Ltda|S\.A\. de C\.V|Pty\.? Ltd"
    r"|Pte\.? Ltd|Oyj?|ApS|A/S|K\.K)"
)
# Two capitals are a legal form only after a name in mixed case: text in capitals is full of them.
_SHORT_FORM = r"(?:AG|SE|KG|UG|SA|SL|BV|NV|AB|AS|LP)"
_WORD = r"[A-ZÀ-Þ0-9][\w&'’!-]{0,30}(?:\.\w{1,20}){0,3}"
_FORM_HINT = re.compile(rf"[ \u00a0](?:{_LONG_FORM}|{_SHORT_FORM})(?!\w)")
_COMPANY_START = re.compile(r"[A-ZÀ-Þ0-9](?<![\w.].)")
_COMPANY = re.compile(
    rf"(?:{_WORD}[ \u00a0]){{0,4}}"
    rf"(?:(?P<last>{_WORD}),?[ \u00a0](?:\([A-Z][\w ]{{1,20}}\)[ ])?(?P<form>{_LONG_FORM})"
    rf"|[A-ZÀ-Þ][\w&'’.-]{{0,30}}[a-zß-ÿ][\w&'’.-]{{0,30}}[ \u00a0]{_SHORT_FORM})(?!\w|-\w)\.?"
    r"(?! (?:License|Liability|Warranty|Use|Rights?|Time|Access|Edition)\b)"
)
_NO_NAMES = frozenset({"the", "our", "this", "your", "any", "each", "such", "not", "a", "an"})
_POINTING = re.compile(r"(?:These|This|Those|Our|Your)[ \u00a0](?=\S+[ \u00a0])")
_DEFINED = re.compile(
    r"\([^()\n\"“„«]{0,80}[\"“„«]\*{0,3}([A-ZÀ-Þ][\w&'’. -]{1,30}?)\*{0,3}[\"”“»]"
)
_ENDS_IN_FORM = re.compile(rf"(?<!\w)(?:{_LONG_FORM}|{_SHORT_FORM})(?!\w|-\w)\.?[^()\n]{{0,120}}\Z")
_DEFINITION_REACH = 135  # characters from a company's legal form to the name that it is given
_CAMEL = re.compile(r"[A-Z](?<![\w@/.+-].)[a-z]+(?:[A-Z][a-z]+){0,2}[A-Z][a-z]*(?![\w@])")
# "ThisAgreement": a space is missing; no name begins so.
_RUN_TOGETHER = re.compile(r"(?:The|This|That|These|Those|Our|Your|Their|Any|Each|Such|And)[A-Z]")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]{0,30}[ \u00a0]?){1,3}")
# A capital next to it makes it a part of a title: "Community Guidelines", "Zip Code".
_CAPITAL_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]{0,30}[ \u00a0&/-]{1,3}\Z")
_CAPITAL_AFTER = re.compile(r"[ \u00a0&/-]{1,3}[A-ZÀ-Þ]")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;•|]|\n)[\s*_>#\"“„«(\[-]*\Z")


def find_companies(text: str) -> Iterator[Found]:
    """Companies with their legal form, and names written like "GitHub"."""
    for match in _companies(text):
        last = match["last"]
        if not last or (last.casefold() not in _NO_NAMES and any(map(str.isalpha, last))):
            pointing = _POINTING.match(match[0])
            name = match[0][pointing.end() :] if pointing else match[0]
            key = " ".join(name.rstrip(".").casefold().split())
            yield Found("party", key, match.end() - len(name), match.end())
    for match in _CAMEL.finditer(text):
        if not _RUN_TOGETHER.match(match[0]):
            yield Found("party", match[0].casefold(), *match.span())


def _companies(text: str) -> Iterator[re.Match[str]]:
    """Matches from left to right, tried only where a name may begin before a legal form."""
    if not _FORM_HINT.search(text):
        return
    place = 0
    while start := _COMPANY_START.search(text, place):
        match = _COMPANY.match(text, start.start())
        place = match.end() if match else start.end()
        if match:
            yield match


def defined_names(text: str) -> frozenset[str]:
    """Short names that a text gives to companies: Acme Inc. ("Acme")."""
    return frozenset(
        match[1].strip()
        for match in _DEFINED.finditer(text)
        if _ENDS_IN_FORM.search(text, max(0, match.start() - _DEFINITION_REACH), match.start())
    )


def find_defined(text: str, names: frozenset[str]) -> Iterator[Found]:
    """Where a text names a party by its defined short name."""
    for name in sorted(names):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield Found("party", name.casefold(), *match.span())


def looks_like_name(passage: str) -> bool:
    """One to three words with capitals."""
    return bool(_NAME.fullmatch(passage))


def is_camel(passage: str) -> bool:
    """Whether the passage is written like "GitHub", as only names are."""
    return bool(_CAMEL.fullmatch(passage)) and not _RUN_TOGETHER.match(passage)


def is_company(name: str, text: str) -> bool:
    """Whether the text names a company by that name and a legal form, or defines it as a name."""
    if name not in text:
        return False
    called = re.compile(rf"(?<!\w){re.escape(name)},?[ \u00a0](?:{_LONG_FORM}|{_SHORT_FORM})(?!\w)")
    return called.search(text) is not None or name in defined_names(text)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a passage in capitals stands in mid-sentence, among words without any."""
    return (
        not _SENTENCE_START.search(text, max(0, start - 12), start)
        and not _CAPITAL_BEFORE.search(text, max(0, start - 40), start)
        and not _CAPITAL_AFTER.match(text, end)
    )
