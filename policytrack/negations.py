"""The words that turn a sentence round, in seven languages.

Owns which words these are, for those who weigh a change and those who tell it. What a negation
does to a text is theirs to decide. Phrases stand in lower case with plain apostrophes, separated
by commas.
"""

from __future__ import annotations

import re


def any_of(phrases: str) -> str:
    """The phrases of a list as alternatives of a pattern, in which "n'" begins a word."""
    words = (" ".join(phrase.split()) for phrase in phrases.split(","))
    return "|".join(re.sub(r"'\Z", "(?=')", word).replace("'", "['’]") for word in words)


# Deny what follows them.
_DENIALS = {
    "en": "not, no, never",
    "fr": "ne, pas, aucun, aucune, aucunement",
    "de": """
        nicht, kein, keine, keiner, keinen, keinem, keines, keinerlei, keinesfalls, keineswegs,
        niemals
    """,
    "es": "no, nunca, ningún, ninguno, ninguna, ningunos, ningunas",
    "it": "non, nessun, nessuno, nessuna",
    "pt": "não, nenhum, nenhuma, nenhuns, nenhumas",
    "nl": "niet, geen",
}
_OTHERS = {
    "en": """
        nor, neither, none, cannot, without, don't, doesn't, didn't, won't, can't, isn't, aren't,
        shouldn't, wouldn't, haven't, hasn't, mustn't, no longer, prohibited, forbidden, except,
        unless
    """,
    "fr": """
        n', ni, sans, jamais, nul, nulle, interdit, interdite, interdits, interdites, sauf, excepté
    """,
    "de": """
        nie, niemand, weder, ohne, nichts, untersagt, verboten, unzulässig, ausgeschlossen,
        ausgenommen
    """,
    "es": """
        jamás, ni, sin, nadie, tampoco, prohibido, prohibidos, prohibida, prohibidas, prohíbe,
        salvo, excepto
    """,
    "it": """
        né, mai, senza, neanche, nemmeno, vietato, vietata, vietati, vietate, proibito, proibita,
        proibiti, proibite, salvo, eccetto, tranne
    """,
    "pt": """
        nunca, jamais, nem, sem, ninguém, tampouco, proibido, proibidos, proibida, proibidas,
        vedado, vedada, salvo, exceto, excepto
    """,
    "nl": """
        nooit, noch, zonder, niets, niemand, geenszins, evenmin, verboden, behalve, tenzij,
        uitgezonderd
    """,
}
# All that negate, forbid or except, wherever they stand.
NEGATIONS = {language: f"{words}, {_OTHERS[language]}" for language, words in _DENIALS.items()}
ANY_DENIAL = any_of(", ".join(_DENIALS.values()))  # for texts whose language is not asked for
# Have such a word and turn nothing round.
NEUTRAL = {
    "en": "not only, not limited to, without limitation, whether or not, no matter, no later than",
    "fr": "sans limitation, sans s'y limiter, non seulement, n'hésitez pas, n'importe",
    "de": """
        nicht nur, nicht zuletzt, nicht abschließend, nicht beschränkt auf, ohne weiteres, ohne
        einschränkung
    """,
    "es": "sin limitación, no solo, no sólo, no obstante, no dudes",
    "it": "non solo, non limitatamente, non esaustivo, senza limitazione, senza limitazioni",
    "pt": "sem limitação, sem se limitar, não só, não apenas, não se limitando, não hesite",
    "nl": "niet alleen, niet beperkt tot, niet uitsluitend, zonder beperking",
}
