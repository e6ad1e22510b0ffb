"""The one place where outside text is made harmless: one function for each kind of output.

Knows the output languages, nothing of policies. Every character that acts instead of being seen
(control characters, direction overrides, lone surrogates) becomes a visible mark first.
"""

from __future__ import annotations

import html
import re
import unicodedata

# C0 without tab and line feed, DEL, C1, direction marks that reorder what follows, lone surrogates,
# noncharacters, interlinear annotation, tags.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Characters without a body; joiners and variation selectors only where no script asks for them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
    "|(?<![\u0590-\U000effff])[\u200c\u200d\ufe00-\ufe0f]"
)
_WORD = re.compile(r"\w+")
_FOREIGN = frozenset(
    {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL"}
)
# Of other scripts, but like Latin letters (after Unicode Technical Standard 39, "confusables").
_LOOK_ALIKES = frozenset("АВЕЅІЈКМНОРСТУХҮԌԛԝаеорсухѕіјһԁӏвкмнтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικυγϲϳօսոցհաքզ")
# No percent sign in the host: a browser refuses such an address.
_WEB = re.compile(
    r"https?://[^\s\x00-\x20\"'<>\\^`{|}%/?#]+(?:[/?#][^\s\x00-\x20\"'<>\\^`{|}]*)?", re.IGNORECASE
)
_SPACES = re.compile(r"\s+")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w)|(?<=[A-Za-z]):(?=//)|(?<=[Ww]{3})\.|@(?=\w)")
_MARKDOWN_START = re.compile(r"^(\s*)(?:([-+=#])|(\d{1,9})([.)]))", re.MULTILINE)


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟦U+{code:04X}⟧"


def visible(text: str) -> str:
    r"""The text with characters that act on a reader's screen shown as marks.

    >>> visible("a\x1b[2Jb\u202ec")
    'a␛[2Jb⟦U+202E⟧c'
    """
    return _ACTING.sub(_mark, text)


def reveal(text: str) -> str:
    """As `visible`, for changed words: what takes no room and what only looks alike shown too."""
    seen = visible(text)
    return seen if text.isascii() else _WORD.sub(_unmask, _INVISIBLE.sub(_mark, seen))


def _unmask(match: re.Match[str]) -> str:
    """A word of several scripts with the letters shown that stand in for others."""
    word = match[0]
    if word.isascii():
        return word
    scripts = [_script(letter) for letter in word]
    if "LATIN" not in scripts or _FOREIGN.isdisjoint(scripts):
        return word
    genuine = any(script in _FOREIGN and not is_look_alike(letter)
                  for letter, script in zip(word, scripts, strict=True))  # fmt: skip
    odd = {"LATIN"} if genuine else _FOREIGN
    return "".join(
        name_letter(letter) if script in odd else letter
        for letter, script in zip(word, scripts, strict=True)
    )


def is_look_alike(letter: str) -> bool:
    """Whether a letter of another script looks like a Latin one in common typefaces."""
    return letter in _LOOK_ALIKES or _script(letter) in {"FULLWIDTH", "MATHEMATICAL"}


def name_letter(letter: str) -> str:
    """A letter with its script and number: "⟦Cyrillic а U+0430⟧"."""
    return f"⟦{_script(letter).title()} {letter} U+{ord(letter):04X}⟧"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0]


def single_line(text: str) -> str:
    """Titles, names and URLs: on one line, whatever they hold."""
    return reveal(_SPACES.sub(" ", text).strip())


def escape_terminal(text: str) -> str:
    """For a terminal and for plain text. Line breaks and tabs stay; see `single_line`."""
    return visible(text)


def escape_html(text: str) -> str:
    """For element content and quoted attribute values of HTML and XML."""
    return html.escape(visible(text), quote=True)


def escape_markdown(text: str) -> str:
    """For CommonMark and GitHub's dialect: every character stands for itself.

    No markup, raw HTML, link, mention or entity comes out of the text, and no line of it starts
    a heading, list, table or fence. Tabs and leading spaces are narrowed, for code blocks.
    """
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in visible(text).split("\n"))
    text = _MARKDOWN.sub(lambda match: "\\" + match[0], text)
    return _MARKDOWN_START.sub(r"\1\3\\\2\4", text)


def safe_link(url: str) -> str:
    """The URL when following it can only open a web page, else ""."""
    plain = _WEB.fullmatch(url)
    return url if plain and not _ACTING.search(url) else ""
