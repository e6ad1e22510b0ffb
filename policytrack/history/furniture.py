"""Changes that are the page's, not the policy's: buttons, navigation, search boxes, counters.

A change counts as one of the page only when everything that changed in it does; where a single
word of a policy changed as well, it is a change of the policy. Closed lists, in seven languages.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policytrack.dates import find_days
from policytrack.dates.folding import fold
from policytrack.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from policytrack.model import Change, Document, Section, SectionChange

# What stands on buttons and above boxes, folded, whole lines.
_SAYINGS = """
was it helpful|was this helpful|was this page helpful|was this article helpful|yes|no|yesno|yes no
|learn more|read more|read next|read on|see more|show more|show less|view more|view all|see all
|next|previous|prev|back|back to top|top|close|open|menu|search|print|share|copy|copy link|download
|download pdf|save|edit|cancel|submit|send|loading|expand|collapse|expand all|collapse all|more
|less|skip to content|skip to main content|jump to content|table of contents|contents|on this page
|in this article|related articles|related topics|related links|related content
|other ways to get help|need more help|need help|still need help|get help|help|feedback
|send feedback|give feedback
|contact us|sign in|log in|login|sign up|log out|register|subscribe|follow us|notifications
|secondary navigation|navigation|main navigation|home|cookie settings|manage cookies
|cookie preferences|accept all|reject all|select language|language|english|permalink|anchor|link
|true|false|null
|undefined|nan|object object|image|video|play video|new|updated|beta
|hilfreich|war das hilfreich|war dieser artikel hilfreich|ja|nein|ja nein|mehr erfahren|weiterlesen
|mehr anzeigen|weniger anzeigen|alle anzeigen|weiter|zurück|nach oben|schließen|menü|suche|suchen
|drucken|teilen|inhaltsverzeichnis|inhalt|verwandte artikel|ähnliche artikel|anmelden|abmelden
|registrieren|cookie einstellungen|navigation|startseite|zum inhalt springen|sprache
|cela vous a t il aidé|cet article vous a t il été utile|oui|non|en savoir plus|lire la suite
|afficher plus|voir plus|suivant|précédent|retour|haut de page|fermer|rechercher|recherche|imprimer
|partager|sommaire|table des matières|articles connexes|articles similaires|se connecter|connexion
|s inscrire|paramètres des cookies|accueil|aller au contenu|langue
|te ha resultado útil|fue útil|sí|más información|leer más|ver más|mostrar más|siguiente|anterior
|volver|volver arriba|cerrar|buscar|imprimir|compartir|índice|artículos relacionados|iniciar sesión
|registrarse|configuración de cookies|inicio|ir al contenido|idioma
|isto foi útil|sim|não|saiba mais|leia mais|ver mais|mostrar mais|seguinte|próximo|voltar
|voltar ao topo|fechar|pesquisar|imprimir|compartilhar|partilhar|artigos relacionados|entrar
|iniciar sessão|definições de cookies|início|ir para o conteúdo
|è stato utile|ti è stato utile|sì|scopri di più|leggi di più|mostra altro|avanti|indietro
|torna su|chiudi|cerca|stampa|condividi|indice|articoli correlati|accedi|registrati
|impostazioni cookie|vai al contenuto|lingua
|was dit nuttig|ja|nee|meer informatie|lees meer|meer weergeven|volgende|vorige|terug|naar boven
|sluiten|zoeken|afdrukken|delen|inhoudsopgave|gerelateerde artikelen|inloggen|aanmelden
|cookie instellingen|ga naar inhoud|taal
"""
_LINES = frozenset(tuple(line.split()) for line in _SAYINGS.replace("\n", "").split("|"))
# Headings over boxes that hold nothing of the policy, when what is below is short or only links.
_BOXES = frozenset(
    tuple(line.split())
    for line in [
        "was it helpful", "was this helpful", "need more help", "other ways to get help",
        "still need help", "related articles", "related topics", "related links",
        "verwandte artikel", "ähnliche artikel", "articles connexes", "artículos relacionados",
        "artigos relacionados", "articoli correlati", "gerelateerde artikelen",
    ]
)  # fmt: skip
_BOX_WORDS = 40
_SLACK = 0.02  # of the characters: marks of lists and the like that go with an order
_LONGEST_DAY = 80  # characters of a line that holds a day and nothing else
# Hints inside boxes, as pieces of a line.
_HINT = re.compile(
    r"search box|expand table of contents|use the tab key|save this page to|documentation index"
    r"|suchfeld|champ de recherche|cuadro de búsqueda|caixa de pesquisa|casella di ricerca|zoekvak",
    re.IGNORECASE,
)
# Possessive, so that a line of links that ends otherwise costs linear time.
_INNER_LINKS = re.compile(r"(?:[\s*\-+>|·]*+\[[^\[\]]{1,200}+\]\(#[^()\s]{0,300}+\))++[\s*|]*+")
_LINK_LINE = re.compile(r"(?:[\s*\-+>|·]*+!?+\[[^\[\]]{0,200}+\]\([^()\s]{0,2000}+\))++[\s*|]*+")
# So many links on one line and no other word: a bar of navigation, not a list of a policy.
_NAVIGATION = 3
_LONGEST_LINE = 4000  # characters
# How often a video was seen, glued to the line behind it.
_COUNTER = re.compile(r"(?<![$€£\d.,])\d[\d.,]{0,10}[KMB](?=[A-Z][a-z])")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}Z?")


def is_furniture(change: Change) -> bool:
    """Whether nothing but the page's furniture changed, in words.

    Judged by whole lines, never by the words that differ within one: "no" on a button is
    furniture, "no" within a sentence is not.
    """
    heavy = [row for row in change.changed if row.weight == "substantive"]
    titles = _titles(change.before) & _titles(change.after)  # a heading told again elsewhere
    return bool(heavy) and all(_is_row(row, titles) for row in heavy)


def _titles(document: Document) -> set[tuple[str, ...]]:
    return {tuple(fold_words(part.title)) for part in document.sections}


def is_reordered_only(change: Change) -> bool:
    """Whether the same lines stand in another order, such as partners in a list."""
    sizes = len(change.before.text), len(change.after.text)
    if abs(sizes[0] - sizes[1]) > _SLACK * max(sizes):
        return False
    lines = Counter(change.before.text.splitlines()), Counter(change.after.text.splitlines())
    return _said(lines[0] - lines[1]) == _said(lines[1] - lines[0])


def _said(lines: Counter[str]) -> Counter[tuple[str, ...]]:
    """The words of lines, and how often they are said; lines without words left out."""
    said: Counter[tuple[str, ...]] = Counter()
    for line, times in lines.items():
        if words := fold_words(line):
            said[tuple(words)] += times
    return said


def is_dated_only(change: Change) -> bool:
    """Whether only days changed that stand on lines of their own."""
    heavy = [row for row in change.changed if row.weight == "substantive"]
    return bool(heavy) and all(
        row.before and row.after and "renamed" not in row.kinds and _only_days(row) for row in heavy
    )


def _is_row(row: SectionChange, titles: Collection[tuple[str, ...]]) -> bool:
    headings = {tuple(fold_words(part.title)) for part in (*row.before, *row.after)}
    boxed = bool(headings) and headings <= _BOXES
    if boxed and all(_is_small(part.body) for part in (*row.before, *row.after)):
        return True
    sides = _lines(row.before), _lines(row.after)
    lines = _differing(*([_COUNTER.sub("", line) for line in side] for side in sides))
    if not row.before or not row.after:
        return all(_is_line(line) for line in lines)
    return bool(_differing(*sides)) and all(
        _is_line(line) or tuple(fold_words(line)) in titles for line in lines
    )


def _lines(sections: tuple[Section, ...]) -> list[str]:
    """All lines of sections, their headings first."""
    return [line for part in sections for line in (part.heading, *part.body.splitlines())]


def _differing(before: list[str], after: list[str]) -> list[str]:
    """The lines that only one side has, or has more often; those without words left out."""
    counts = Counter(before), Counter(after)
    found = [*(counts[0] - counts[1]), *(counts[1] - counts[0])]
    return [line for line in found if fold_words(line)]


def _is_small(body: str) -> bool:
    lines = [line for line in body.splitlines() if line.strip()]
    return all(_LINK_LINE.fullmatch(line) for line in lines) or len(fold_words(body)) <= _BOX_WORDS


def _is_line(line: str) -> bool:
    words = tuple(fold_words(line))
    if not words or words in _LINES:
        return True
    inner = line[:_LONGEST_LINE]
    if line.count("](") >= _NAVIGATION and len(line) == len(inner) and _LINK_LINE.fullmatch(inner):
        return True
    return bool(
        _HINT.search(line[:400])
        or (len(line) == len(inner) and _INNER_LINKS.fullmatch(inner))
        or _STAMP.fullmatch(line.strip())
    )


def _only_days(row: SectionChange) -> bool:
    """Whether the lines that differ hold a day each and no other word."""
    differing = _differing(row.before[0].body.splitlines(), row.after[0].body.splitlines())
    return 0 < len(differing) <= 4 and all(_is_day(line) for line in differing)


def _is_day(line: str) -> bool:
    if len(line) > _LONGEST_DAY:
        return False
    folded = fold(line, 0, len(line)).text
    days = find_days(folded)
    return len(days) == 1 and not fold_words(folded[: days[0].start] + " " + folded[days[0].end :])
