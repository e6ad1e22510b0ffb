"""What a text shows of itself: sentences, words, prose; knows nothing of walls or policies."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

# None of these can begin twice at the same place, so all run in linear time.
IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
URL = re.compile(r"https?://\S*")
EDGES = " >#*+-=|"
SENTENCE_END = re.compile(r" (?<=[.!?:;] )")  # in a line whose words are one space apart
WORD = re.compile(r"[^\W_]+")
ASCII_WORDS = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + bytes(128)
QUOTES = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\xa0": " "}
LONG_WORD = re.compile(r"[^\W_]{5,}")  # shorter words are mostly grammar
PROSE_WORDS = 5  # a line of fewer words is a label, a heading or a link


@dataclass(frozen=True)
class Traits:
    """A Markdown text's sentences, each in lower case without its marks; repeats count once.

    A page that shows its wall three times over is as small as one that shows it once.
    """

    sentences: dict[str, int]  # each distinct sentence to its number of words, in order

    @cached_property
    def words(self) -> int:
        """Words of all distinct sentences."""
        return sum(self.sentences.values())

    @cached_property
    def joined(self) -> str:
        """All distinct sentences, each on a line."""
        return "\n".join(self.sentences)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word."""
        return frozenset(WORD.findall(self.joined))

    @cached_property
    def prose(self) -> int:
        """Words in sentences that are long enough to say something."""
        return sum(count for count in self.sentences.values() if count >= PROSE_WORDS)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The long words."""
        return frozenset(LONG_WORD.findall(self.joined))

    def shared_with(self, other: Traits) -> float:
        """The share of this text's words in sentences that stand in the other, too."""
        kept = sum(self.sentences[key] for key in self.sentences.keys() & other.sentences.keys())
        return kept / self.words if self.words else 0.0


def read_traits(text: str) -> Traits:
    """The traits of a Markdown text, in one pass."""
    found: dict[str, int] = {}
    for line in fold(strip_marks(text)).splitlines():
        for sentence in SENTENCE_END.split(" ".join(line.split()).strip(EDGES)):
            if sentence not in found and (words := count_words(sentence)):
                found[sentence] = words
    return Traits(found)


def strip_marks(text: str) -> str:
    """Markdown without its marks, images and addresses."""
    text = LINK.sub(r"\1", IMAGE.sub(" ", text))
    text = text.replace("(http://", "http://").replace("(https://", "https://")
    text = URL.sub(" ", text)
    for mark in "*_`\\":
        text = text.replace(mark, "")
    return text


def count_words(text: str) -> int:
    """How often `WORD` stands in the text; most texts are ASCII, which takes a quarter."""
    if text.isascii():
        return len(text.encode("ascii").translate(ASCII_WORDS).split())
    return len(WORD.findall(text))


def fold(text: str) -> str:
    """Lower case and plain quotes."""
    text = unicodedata.normalize("NFKC", text)
    for quote, plain in QUOTES.items():  # some times as fast as `str.translate`
        text = text.replace(quote, plain)
    return text.casefold()
