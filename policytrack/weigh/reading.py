"""What two texts must share to say the same: words, numbers, addresses and telling signs.

Owns the copy on which "is anything worded differently?" is decided. Beside the words it keeps
what changes the meaning without being a word: currency and percent signs, a minus, the points and
commas inside numbers, addresses shown as text, struck-out text, check marks.
"""

from __future__ import annotations

import html
import re
import unicodedata

from policytrack.weigh.unseen import is_unseen
from policytrack.words import ADDRESS_OPENING, letter_runs, odd_characters

LINK_TARGET = re.compile(
    r"\]\([ \t]*(<[^<>\n]{0,2000}>|data:[^()\n]{0,20000}"
    r"|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4})"
    r"(?:\s{1,10}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\)"
)
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->")
_DEFINITION = re.compile(r"(?m)^[ ]{0,3}(\[[^\]\n]{1,300}\]:)[ \t]{0,10}\S{1,2000}.{0,300}$")
_STRUCK = re.compile(r"</?(?:del|s|strike)>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LEGAL_MARK = re.compile(r"(?<!\w)\((?:c|r|tm)\)", re.IGNORECASE)
_RAISED = re.compile(r"[⁰¹²³⁴-⁹](?<=\d.)[⁰¹²³⁴-⁹]*")
_GROUPED = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d.,]?\d)")
_GROUP_SPACE = re.compile(r"[ \u00a0\u202f\u2009]")
_SAME_SIGN = {
    **dict.fromkeys("®©™℠", ""),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("✔✅☑", "✓"),
    **dict.fromkeys("✘❌✖☒🚫", "✗"),
}

# Ends of host names that stand in policies without "https://"; a closed list, since a missing
# space after a full stop would make a host of any two words.
_TOP = (
    r"(?:com|org|net|edu|gov|info|biz|io|ai|app|dev|eu|uk|us|ca|au|de|fr|es|it|nl|pt|br|be|at|ch"
    r"|ie|mx|ar|jp|cn|se|dk|fi|pl|tv|co)"
)
# Begins with one of four characters, so that the search skips to these.
_ADDRESS_HINT = re.compile(rf"@|:(?=//)|w(?=ww\.)|\.(?<=[a-z0-9]\.){_TOP}(?![\w-])")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,60}){1,5}"
    rf"|(?<![\w.-])(?:[a-z0-9-]{{1,60}}\.){{1,5}}{_TOP}(?![\w-]|\.\w)(?:/[^\s<>\"]{{0,500}})?"
)
_LONGEST_ADDRESS = 2000
_SPACE = re.compile(r"\s")
_HELD = "\x00"  # stands for an address while the rest is divided into tokens
_TOKEN = re.compile(
    r"[^\W\d_]+|(?:(?<![\w.,)%-])-(?=\d))?\d+(?:[.,:/^]\d+)*"
    r"|[$€£¥₹₽₩¢₺₴₪฿₫%‰&✓✗\x00]|~~|[<>≤≥±=+](?=\s?\d)|(?<=\d)\+(?!\w)"
)
# Without any of these a text is nothing but words of letters.
_TELLING = re.compile(r"[\d$€£¥₹₽₩¢₺₴₪฿₫%‰&✓✗~\x00]")


def read_tokens(plain: str) -> list[str]:
    """What a text as `plain_copy` gives it says, in order, in the case it is written in."""
    rest, addresses = _set_addresses_apart(plain)
    if not _TELLING.search(rest):
        return letter_runs(rest)
    tokens = _TOKEN.findall(rest)
    if not addresses:
        return tokens
    held = iter(addresses)
    return [next(held) if token == _HELD else token for token in tokens]


def _set_addresses_apart(plain: str) -> tuple[str, list[str]]:
    """The text with a mark for each address, and the addresses."""
    addresses: list[str] = []
    parts: list[str] = []
    place = 0
    for hint in _ADDRESS_HINT.finditer(plain):
        if hint.start() < place:
            continue
        start, end = _around(plain, hint, place)
        parts.append(plain[place:start])
        parts.append(_ADDRESS.sub(lambda found: _hold(found[0], addresses), plain[start:end]))
        place = end
    return "".join([*parts, plain[place:]]), addresses


def _hold(address: str, addresses: list[str]) -> str:
    addresses.append(ADDRESS_OPENING.sub("", address.rstrip(".,;:!?)]}'*_/-"), count=1))
    return f" {_HELD} "


def _around(plain: str, hint: re.Match[str], least: int) -> tuple[int, int]:
    """The stretch without white space around a hint."""
    least = max(least, hint.start() - _LONGEST_ADDRESS)
    start = max(plain.rfind(space, least, hint.start()) + 1 for space in " \n\t")
    end = _SPACE.search(plain, hint.end(), hint.end() + _LONGEST_ADDRESS)
    return max(start, least), end.start() if end else min(len(plain), hint.end() + _LONGEST_ADDRESS)


def plain_copy(text: str) -> str:
    """The text without link targets, tags and unseen characters, in one Unicode form."""
    text = _without_markup(text)
    if not text.isascii():
        text = _RAISED.sub(lambda digits: "^" + digits[0], text)
        for char in odd_characters(text):
            if char in _SAME_SIGN or is_unseen(char):
                text = text.replace(char, _SAME_SIGN.get(char, ""))
        text = unicodedata.normalize("NFKC", text)
    if _HELD in text:
        text = text.replace(_HELD, "")
    if "(" in text:
        text = _LEGAL_MARK.sub("", text)
    return _GROUPED.sub(lambda number: _GROUP_SPACE.sub("", number[0]), text)


def _without_markup(text: str) -> str:
    if "](" in text:
        text = LINK_TARGET.sub("]", text)
    if "]:" in text:
        text = _DEFINITION.sub(r"\1", text)
    if "<" in text:
        text = _STRUCK.sub("~~", _AUTOLINK.sub(r" \1 ", text))
        text = TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text.replace("*", "").replace("`", "")
