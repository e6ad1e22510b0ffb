"""What a text says of its own update: "We have updated our terms. Read the new terms here.".

It is out of date by itself, and its date is told above. Owns how such sentences are known, in seven
languages, in one set: policies mix them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.report.cuts import split_sentences

if TYPE_CHECKING:
    from policytrack.report.stakes import Stakes

MOST_WORDS = 40  # of a sentence of a notice
_TEXT = (
    r"(?:terms|polic(?:y|ies)|guidelines|notice|statement|agreement|rules|version|updates|changes"
    r"|conditions|politique|règles|modifications|mises à jour|bedingungen|richtlinien?|erklärung"
    r"|fassung|änderungen|términos|política|normas|versión|cambios|termini|condizioni|informativa"
    r"|versione|modifiche|termos|versão|alterações|voorwaarden|beleid|versie|wijzigingen)"
)
_CHANGES = (
    r"(?:updates|changes|modifications|mises à jour|änderungen|cambios|modifiche|alterações"
    r"|wijzigingen)"
)
_NEW = (
    r"(?:new|updated|revised|current|latest|previous|prior|earlier|old|archived|nouve\w+|précédent\w*"
    r"|actuel\w*|mises? à jour|neuen?|aktuell\w*|aktualisiert\w*|vorherig\w*|frühere\w*|nuev[ao]s?"
    r"|actual(?:es|izad[ao]s?)?|anterior(?:es)?|nuov[aieo]|aggiornat[aieo]|precedent[ei]"
    r"|attual[ei]|nov[ao]s?|atualizad[ao]s?|atua(?:l|is)|nieuwe|bijgewerkte|huidige|vorige)"
)
_NOTICE = re.compile(
    # "We have updated our terms", "The policy was revised"
    rf"\b(?:we['’]re|we['’]ve|we are|we have|(?:has|have) been|was|were) (?:\w+ )?"
    rf"(?:updat|revis|chang)\w+[^.]{{0,60}}\b{_TEXT}\b"
    rf"|\b{_TEXT} (?:\w+ )?(?:was|were|(?:has|have) been) (?:\w+ )?(?:updated|revised|changed)\b"
    rf"|\b(?:nous avons (?:\w+ )?(?:mis à jour|modifié)|wir (?:haben|aktualisieren)"
    rf"|hemos (?:actualizado|modificado)|abbiamo (?:aggiornato|modificato)"
    rf"|atualizámos|atualizamos|we hebben)\b[^.]{{0,60}}\b{_TEXT}\b"
    # "The updates go into effect on 5 July"
    rf"|\b{_CHANGES}\b[^.]{{0,60}}\b(?:effect|effective|en vigueur|in kraft|en vigor|in vigore"
    r"|em vigor|van kracht|in werking)\b[^.]{0,30}\d"
    r"|\b(?:last (?:updated?|revised|modified)|effective (?:date|since|as of)|dernière mise à jour"
    r"|zuletzt (?:aktualisiert|geändert)|última actualización|ultimo aggiornamento"
    r"|última atualização|laatst bijgewerkt)\b"
    # "Read the new terms here", "This is the updated version"
    rf"|\b{_NEW} (?:\w+ ){{0,5}}?{_TEXT}\b|\b{_TEXT} (?:\w+ ){{0,2}}?{_NEW}\b",
    re.IGNORECASE,
)


def without_notices(text: str, stakes: Stakes) -> str:
    """The text without the sentences that are but notices of its update; "" if all are."""
    if not _NOTICE.search(text):
        return text
    return " ".join(one for one in split_sentences(text) if not _is_notice(one, stakes))


def _is_notice(sentence: str, stakes: Stakes) -> bool:
    return (
        len(sentence.split()) <= MOST_WORDS
        and _NOTICE.search(sentence) is not None
        and stakes.only_says_when(sentence)
    )
