"""The words that make a change matter, one file a language.

A file maps signal names to phrases, separated by commas; "part(y|ies)" stands for both forms.
Phrases are in lower case, composed, as they are written; what stands between their words may be a
space or a hyphen. "name:key" sets phrases of one signal apart that are not the same thing: to say
"must" for "may" is a change of modality, to say "will" for "shall" is none. "neutral" phrases are
read over; behind a "seat" stands a place, not a party. A "trait" of people is a kind of data but in
a sentence with "bias", which says how people must not be treated. The words of negation stand in
`negations.py`, since others read them too.
"""

from __future__ import annotations

from importlib import import_module

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl")


def load_phrases(language: str) -> dict[str, str]:
    """The phrases of one language by signal name."""
    phrases: dict[str, str] = import_module(f"{__name__}.{language}").PHRASES
    return phrases
