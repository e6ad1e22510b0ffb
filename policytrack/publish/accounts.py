"""Accounts of changes in the language of the interface.

`policytrack.report` tells changes in English, in few words and forms. Here they are put into
another language where every word of one is known; else the account stays as it is, in English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUOTED = re.compile(r"“[^”]*”")
_JOINTS = re.compile(r"(, |; )")
_REASON = re.compile(r"(.*cosmetic) \(only (.+) changed\)")
_REASONS = re.compile(r", (?![^(]*\))| and (?![^(]*\))")
_N = r"(\d+)"
_NAME = r"(⟪\d+⟫|§ \S+|opening text)"
_COUNTED = re.compile(
    rf"{_N}( sections?)? ([a-z]+(?: (?!into|because)[a-z]+)*)(?: into {_N})?(?: because (.+))?"
)

# What sections may be counted as: one, several.
_FR_COUNTED = {
    "changed": ("changée", "changées"),
    "added": ("ajoutée", "ajoutées"),
    "removed": ("supprimée", "supprimées"),
    "split": ("divisée", "divisées"),
    "merged": ("fusionnée", "fusionnées"),
    "moved unchanged": ("déplacée telle quelle", "déplacées telles quelles"),
    "changed in level": ("d’un autre niveau", "d’un autre niveau"),
    "retitled": ("au titre changé", "au titre changé"),
    "reordered inside": ("réordonnée", "réordonnées"),
    "renumbered": ("renumérotée", "renumérotées"),
    "spelled otherwise": ("orthographiée autrement", "orthographiées autrement"),
}
_FR_JOINTS = {", ": ", ", "; ": " ; "}
_FR_PIECES = {
    "Nothing changed": "Rien n’a changé",
    "Only cosmetic changes": "Seulement des changements de forme",
    rf"in {_N} sections?": r"sections : \1",
    "the rest cosmetic": "le reste de forme",
    'Now in "(.+)"': r"Désormais en « \1 »",
    'was in "(.+)"': r"auparavant en « \1 »",
    "new": "nouvelle",
    "removed": "supprimée",
    "changed": "changée",
    "rewritten": "réécrite",
    "cosmetic": "de forme",
    "unchanged": "inchangée",
    "its paragraphs in another order": "ses paragraphes dans un autre ordre",
    "an entry moved to another list": "une entrée est passée dans une autre liste",
    "spelled otherwise": "orthographiée autrement",
    "one level down": "d’un niveau plus bas",
    "one level up": "d’un niveau plus haut",
    "had no title": "était sans titre",
    f"was titled {_NAME}": r"avait pour titre \1",
    f"was {_NAME}": r"était \1",
    f"now numbered {_NAME}": r"désormais \1",
    "now without number": "désormais sans numéro",
    f"moved from after {_NAME}": r"venait après \1",
    "moved from the start of the document": "était au début du texte",
    f"moved from the start of {_NAME}": r"était au début de \1",
    f"split into {_NAME}": r"divisée en \1",
    f"split into {_NAME} and {_NAME}": r"divisée en \1 et \2",
    f"merged from {_NAME}": r"réunit \1",
    f"merged from {_N} sections {_NAME}": r"réunit \1 sections \2",
    f"split into {_N} sections {_NAME}": r"divisée en \1 sections \2",
    f"merged from {_NAME} and {_NAME}": r"réunit \1 et \2",
    f"{_NAME} changed": r"\1 changée",
    f"{_NAME} added": r"\1 ajoutée",
    f"{_NAME} removed": r"\1 supprimée",
    f"{_NAME} retitled": r"\1 au titre changé",
    f"{_NAME} moved": r"\1 déplacée",
    f"{_NAME} reordered": r"\1 réordonnée",
    _NAME: r"\1",
    f"{_NAME} and {_NAME}": r"\1 et \2",
    f"{_NAME} and {_N} more": r"\1 et \2 autres",
    r"(\S+→\S+)( …)?( \S+→\S+)?": r"\1\2\3",
}
# What stands around the accounts in the entries of feeds.
_FR_LABELS = {
    "Before": "Avant",
    "After": "Après",
    "Now": "Après",
    "Changed between": "Changé entre",
    "Source": "Source",
    "Changed": "Changées",
    "Moved or renumbered, words unchanged": "Déplacées ou renumérotées, mots inchangés",
    "Cosmetic": "De forme",
    "Unchanged": "Inchangées",
    "Renumbered": "Renumérotées",
    "Not shown": "Non montré",
    "moved away": "parti d’ici",
    "moved here": "venu ici",
    "text changed, date did not": "le texte a changé, sa date non",
    rf"{_N} sections? with cosmetic changes only": r"sections de forme seulement : \1",
    rf"{_N} sections? unchanged": r"sections inchangées : \1",
    rf"{_N} unchanged": r"inchangées : \1",
}
# Lines of change notes, behind the name of a section: parts between semicolons.
_SAID = r"(⟪\d+⟫)"
_FR_PARTS = {
    rf"{_SAID} → {_SAID}": r"\1 → \2",
    rf"{_SAID} → {_SAID} \({_N} times\)": r"\1 → \2 (\3 fois)",
    rf"{_SAID} added": r"\1 ajouté",
    rf"{_SAID} added \({_N} times\)": r"\1 ajouté (\2 fois)",
    rf"{_SAID} removed": r"\1 supprimé",
    rf"{_SAID} removed \({_N} times\)": r"\1 supprimé (\2 fois)",
    rf"{_SAID} added in {_SAID}": r"\1 ajouté dans \2",
    rf"{_SAID} removed from {_SAID}": r"\1 supprimé de \2",
    rf"{_SAID} moved": r"\1 déplacé",
    rf"{_SAID} and {_SAID} moved": r"\1 et \2 déplacés",
    "now mentions (.+)": r"mentionne désormais \1",
    "no longer mentions (.+)": r"ne mentionne plus \1",
    rf"spelled otherwise: (.+) and {_N} more": r"orthographiée autrement : \1 et \2 autres",
    "spelled otherwise: (.+)": r"orthographiée autrement : \1",
    "rewritten": "réécrite",
    rf"rewritten: {_SAID}": r"réécrite : \1",
}
_FR_FATES = {"New section": "Nouvelle section", "Removed section": "Section supprimée"}
_FR_UNITS = {"sentence": "phrase", "sentences": "phrases", "line": "ligne", "lines": "lignes"}
# What was done to sentences or lines: of one, of several.
_FR_DONE = {
    "changed": ("changée", "changées"),
    "added": ("ajoutée", "ajoutées"),
    "removed": ("supprimée", "supprimées"),
    "moved": ("déplacée", "déplacées"),
    "moved here": ("venue ici", "venues ici"),
    "moved away": ("partie d’ici", "parties d’ici"),
    "moved and changed": ("déplacée et changée", "déplacées et changées"),
    "moved here and changed": ("venue ici et changée", "venues ici et changées"),
    "moved away and changed": ("partie d’ici et changée", "parties d’ici et changées"),
}
_DONE = "|".join(sorted(_FR_DONE, key=len, reverse=True))
_TALLY = re.compile(
    rf"{_N} (sentences?|lines?) ({_DONE})((?:, \d+ (?:{_DONE}))*)(?:, (?:with|among them) (.+))?"
)
_FR_CAUSES = {
    f"{_NAME} was inserted": r"\1 a été insérée",
    f"{_NAME} was removed": r"\1 a été supprimée",
    f"{_NAME} was split": r"\1 a été divisée",
    f"{_NAME} took in others": r"\1 en a repris d’autres",
    f"{_NAME} moved": r"\1 a été déplacée",
    f"{_NAME} and {_NAME} were inserted": r"\1 et \2 ont été insérées",
    f"{_NAME} and {_NAME} were removed": r"\1 et \2 ont été supprimées",
    f"{_NAME} and {_NAME} were split": r"\1 et \2 ont été divisées",
    f"{_NAME} and {_NAME} took in others": r"\1 et \2 en ont repris d’autres",
    f"{_NAME} and {_NAME} moved": r"\1 et \2 ont été déplacées",
    "the form of the numbers changed": "la forme des numéros a changé",
    "sections are numbered now": "les sections sont désormais numérotées",
    "sections are no longer numbered": "les sections ne sont plus numérotées",
}
_FR_REASONS = {
    "white space": "les espaces",
    "the stated date": "la date indiquée",
    "punctuation": "la ponctuation",
    "links": "les liens",
    "markup": "le balisage",
    "case": "les majuscules",
    "the form of the title": "la forme du titre",
    "quotes": "les guillemets",
    "dashes": "les tirets",
    "a hidden address": "une adresse masquée",
    "a link target": "la cible d’un lien",
    r"a link target \((.+) to (.+)\)": r"la cible d’un lien (\1 devenue \2)",
    rf"{_N} link targets": r"la cible de \1 liens",
    r"unseen characters \((.+)\)": r"des caractères invisibles (\1)",
}
_FR_SIGNALS = {
    "amount": "montant",
    "duration": "durée",
    "date": "date",
    "law": "loi",
    "jurisdiction": "juridiction",
    "named party": "partie nommée",
    "place": "lieu",
    "recipient": "destinataire",
    "kind of data": "type de données",
    "right": "droit",
    "contact": "contact",
    "number": "nombre",
    "link to": "lien vers",
    "obligation": "obligation",
    "negation": "négation",
}


def voice(text: str, *, language: str) -> str:
    """Whatever a feed tells beside the policy's words in that language, English where unknown."""
    if language == "en":
        return text
    known = translate_account, translate_signal, _translate_label, _translate_line
    return next(filter(None, (translate(text, language) for translate in known)), text)


def _translate_label(text: str, language: str) -> str:
    told = [_match(part, _FR_LABELS) for part in text.split(", ")]
    whole = _match(text, _FR_LABELS)
    return (whole or (", ".join(told) if all(told) else "")) if language == "fr" else ""


def _translate_line(text: str, language: str) -> str:
    """A line of a change note: what it says of the section, whose name stays."""
    if language != "fr" or "⟪" in text:
        return ""
    names = _QUOTED.findall(text)
    places = iter(range(len(names)))
    name, _, said = _QUOTED.sub(lambda _: f"⟪{next(places)}⟫", text).partition(": ")
    if name in _FR_FATES:
        told = f"{_FR_FATES[name]} : {said}"
        told = re.sub(r", with (\d+) sections? in it: ", r", avec \1 dedans : ", told)
    else:
        parts = [_part(part) for part in said.split("; ")]
        told = f"{name} : {' ; '.join(parts)}" if said and all(parts) else ""
    return re.sub(r"⟪(\d+)⟫", lambda place: names[int(place[1])], told)


def _part(text: str) -> str:
    if tally := _TALLY.fullmatch(text):
        counts = [(tally[1], tally[3]), *re.findall(rf"(\d+) ({_DONE})", tally[4])]
        told = [f"{n} {_FR_DONE[done][int(n) > 1]}" for n, done in counts]
        told[0] = f"{tally[1]} {_FR_UNITS[tally[2]]}{told[0].removeprefix(tally[1])}"
        quote = _match(tally[5], _FR_PARTS) if tally[5] else ""
        return ", ".join([*told, *([f"dont {quote}"] if quote else [])])
    said = _match(text, _FR_PARTS) or _piece(text)
    if said:
        return said
    label = next((label for label in _FR_SIGNALS if text.startswith(f"{label} ")), "")
    return f"{_FR_SIGNALS[label]} {text.removeprefix(label).lstrip()}" if label else ""


def translate_account(text: str, language: str) -> str:
    """A summary or verdict in that language; "" where a part of it is not known."""
    if language != "fr" or "⟪" in text:
        return ""
    if reason := _REASON.fullmatch(text):
        head = translate_account(reason[1], language)
        told = [_match(part, _FR_REASONS) for part in _REASONS.split(reason[2])]
        return f"{head} (seulement {', '.join(told)})" if head and all(told) else ""
    names = _QUOTED.findall(text)
    places = iter(range(len(names)))
    parts = _JOINTS.split(_QUOTED.sub(lambda _: f"⟪{next(places)}⟫", text))
    told = [_FR_JOINTS.get(part) or _piece(part) for part in parts]
    if not all(told):
        return ""
    return re.sub(r"⟪(\d+)⟫", lambda place: names[int(place[1])], "".join(told))


def translate_signal(text: str, language: str) -> str:
    """A signal ("duration: 30 days → 90 days") in that language; "" for a sort not known."""
    label, colon, said = text.partition(": ")
    if language != "fr" or not colon or label not in _FR_SIGNALS:
        return ""
    said = re.sub(r" \(gone\)(?=;|$)", " (disparu)", said)
    said = re.sub(r" \(new\)(?=;|$)", " (nouveau)", said)
    said = re.sub(r" and (\d+) more(?= \(|$)", r" et \1 autres", said)
    return f"{_FR_SIGNALS[label]} : {said}"


def _piece(text: str) -> str:
    counted = _COUNTED.fullmatch(text)
    if counted and counted[3] in _FR_COUNTED:
        several = int(counted[1]) > 1
        noun = (" sections" if several else " section") if counted[2] else ""
        into = f" en {counted[4]}" if counted[4] else ""
        cause = f", car {_match(counted[5], _FR_CAUSES)}" if counted[5] else ""
        if cause == ", car ":
            return ""
        return f"{counted[1]}{noun} {_FR_COUNTED[counted[3]][several]}{into}{cause}"
    if text.startswith("because "):
        cause = _match(text.removeprefix("because "), _FR_CAUSES)
        return f"car {cause}" if cause else ""
    return _match(text, _FR_PIECES)


def _match(text: str, forms: Mapping[str, str]) -> str:
    for form, words in forms.items():
        if found := re.fullmatch(form, text):
            return found.expand(words)
    return ""
