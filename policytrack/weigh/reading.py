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

LINK_TARGET = re.compile(
    r"\]\([ \t]*(<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4})"
    r"(?:\s{1,10}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\)"
)
_DEFINITION = re.compile(r"(?m)^[ ]{0,3}(\[[^\]\n]{1,300}\]:)[ \t]{0,10}\S{1,2000}.{0,300}$")
_STRUCK = re.compile(r"</?(?:del|s|strike)>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LEGAL_MARKS = re.compile(r"[®©™℠]")
_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d.,]?\d)")
_GROUP_SPACE = re.compile(r"[ \u00a0\u202f\u2009]")

# Ends of host names that stand in policies without "https://"; a closed list, since a missing
# space after a full stop would make a host of any two words.
_TOP = (
    r"(?:com|org|net|edu|gov|info|biz|io|ai|app|dev|eu|uk|us|ca|au|de|fr|es|it|nl|pt|br|be|at|ch"
    r"|ie|mx|ar|jp|cn|se|dk|fi|pl|tv|co)"
)
_ADDRESS = (
    r"https?://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,60}){1,5}"
    rf"|(?<![\w.-])(?:[a-z0-9-]{{1,60}}\.){{1,5}}{_TOP}(?![\w-]|\.\w)(?:/[^\s<>\"]{{0,500}})?"
)
_TOKEN = re.compile(
    rf"(?P<address>{_ADDRESS})"
    r"|(?P<number>(?:(?<![\w.,)%-])-(?=\d))?\d+(?:[.,:/^]\d+)*)"
    r"|[^\W\d_]+"
    r"|[$€£¥₹₽₩¢₺₴₪฿₫%‰&✓✗]|~~|[<>≤≥±=+](?=\s?\d)|(?<=\d)\+(?!\w)"
)
_SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("✔✅☑", "✓"),
        **dict.fromkeys("✘❌✖☒🚫", "✗"),
    }
)


def read_tokens(plain: str) -> list[str]:
    """What a text as `plain_copy` gives it says, in order, in the case it is written in."""
    return [
        match[0].rstrip(".,;:!?)]}'*_/-") if match.lastgroup == "address" else match[0]
        for match in _TOKEN.finditer(plain)
    ]


def plain_copy(text: str) -> str:
    """The text without link targets, tags and unseen characters, in one Unicode form."""
    text = _without_markup(text)
    if not text.isascii():
        text = _RAISED.sub(lambda digits: "^" + digits[0], _LEGAL_MARKS.sub("", text))
        unseen = {ord(char): None for char in set(text) if is_unseen(char)}
        text = unicodedata.normalize("NFKC", text.translate(unseen) if unseen else text)
        text = text.translate(_SAME_SIGN)
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
