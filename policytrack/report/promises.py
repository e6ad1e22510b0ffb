"""What a service says that it does not do: told alone it reads as if nothing else had changed.

Owns how such sentences are known, in seven languages, in one set: policies mix them.
"""

from __future__ import annotations

import re

_ACTS = (
    r"(?:sell|share|collect|use|track|store|retain|disclose|process|engage|profile|rent|transfer"
    r"|provide|retaliate|charge|read|display|sold|shared|have (?:actual )?knowledge"
    r"|vend|partag|collect|utilis|conserv|transm|divulg|lou"
    r"|verkauf|weiterg|teilen|erheb|erfass|speicher|nutzen|verwend|übermittel"
    r"|compart|recop|recog|utiliz|usa|almacen|raccog|condivid|colet|partilh|armazen"
    r"|verko|delen|verzamel|gebruik|bewar)"
)
# "We do not sell", not what users must not do, nor what a service does not warrant.
_NOT = re.compile(
    r"\b(?:we|they|(?-i:(?!Please)[A-Z]\w+)) (?:(?:do|does|will|would) ?(?:not\b|n['’]t\b)"
    r"|won['’]t|never)"
    rf" (?:\w+ )?{_ACTS}"
    rf"|\b(?:nous|il|elle) (?:ne |n['’])(?:\w+ )?{_ACTS}"
    rf"|\bwir {_ACTS}\w* (?:[\w-]+ ){{0,6}}?(?:nicht|nie|niemals|kein\w*)\b"
    rf"|\b{_ACTS}\w* wir (?:[\w-]+ ){{0,6}}?(?:nicht|nie|niemals|kein\w*)\b"
    rf"|\b(?:no|nunca|não|non) (?:\w+ )?{_ACTS}\w*(?:mos|mo)\b"
    rf"|\b(?:we|wij) {_ACTS}\w* (?:\w+ ){{0,6}}?(?:niet|nooit|geen)\b",
    re.IGNORECASE,
)
_DONE = (
    r"(?:sold|shared|sent|stored|disclosed|used|retained|collected|transferred|vendue?s?|partagée?s?"
    r"|envoyée?s?|conservée?s?|verkauft|weitergegeben|gesendet|gespeichert|vendid[ao]s?|compartid[ao]s?"
    r"|enviad[ao]s?|vendut[aieo]|condivis[aieo]|inviat[aieo]|compartilhad[ao]s?|verkocht|gedeeld"
    r"|verzonden)"
)
_PROMISE = re.compile(
    rf"{_NOT.pattern}|\bwe never \w+"
    rf"|\b(?:not|never|pas|jamais|nicht|nie|no|nunca|non|não|niet|nooit) (?:\w+ )?{_DONE}\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:but|except|unless|however|until|without|other than|mais|sauf|sans|à moins|toutefois"
    r"|aber|außer|jedoch|ohne|es sei denn|pero|salvo|excepto|sin|sino|ma|tranne|senza|però|mas"
    r"|exceto|sem|maar|behalve|tenzij|zonder)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’»)]*\s+(?=[^\W\d_a-zß-ÿ])")


def reassures(text: str) -> bool:
    """Whether all whole sentences of a text say what is not done."""
    sentences = _SENTENCE.split(text.strip())
    whole = [one for one in sentences if one[:1].isupper()]
    return bool(whole) and all(_NOT.search(one) and not _BUT.search(one) for one in whole)


def count_promises(text: str) -> int:
    """How often a text says what the service does not do, or what is not done to data."""
    return sum(1 for _ in _PROMISE.finditer(text))
