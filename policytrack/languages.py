"""What the splitter knows of each language: structural words, ordinals, function words.

Owns word lists for English, French, German, Spanish, Portuguese, Italian and Dutch, and a guess
of a text's language from them. Must not know what a section or a heading is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl")

# Words that stand before the number of a division of a legal text, by what they divide, the
# larger first. In contracts an "Article" holds "Sections" in English, and the other way round
# in French codes, so the order among these two says nothing.
STRUCTURE_WORDS: dict[str, tuple[str, ...]] = {
    "annex": (
        "annex", "annexe", "appendix", "schedule", "exhibit", "attachment", "addendum", "anhang",
        "anlage", "beilage", "anexo", "anexa", "apéndice", "apêndice", "allegato", "appendice",
        "bijlage", "aanhangsel",
    ),
    "part": (
        "part", "partie", "teil", "parte", "deel", "book", "livre", "buch", "libro", "livro",
        "boek", "module", "modul", "módulo", "modulo",
    ),
    "title": ("title", "titre", "titel", "título", "titolo"),
    "chapter": ("chapter", "chapitre", "kapitel", "capítulo", "capitolo", "capo", "hoofdstuk"),
    "section": (
        "section", "sect.", "sec.", "abschnitt", "sección", "seção", "secção", "sezione",
        "sectie", "afdeling", "subsection", "sous-section", "unterabschnitt",
    ),
    "article": (
        "article", "artikel", "art.", "art", "artículo", "artigo", "articolo", "§§", "§",
    ),
    "clause": (
        "clause", "klausel", "ziffer", "cláusula", "clausola", "clausule", "paragraph",
        "paragraf", "paragraphe", "párrafo", "parágrafo", "paragrafo", "paragraaf", "apartado",
        "item", "rule", "règle", "regel", "regla", "regra", "regola", "point", "punkt", "punto",
        "ponto", "punt",
    ),
}  # fmt: skip

# Ordinals by value, as "Article premier", "CLÁUSULA PRIMERA", "Erster Teil" use them.
ORDINALS: tuple[tuple[str, ...], ...] = (
    ("one", "first", "premier", "première", "1er", "1ère", "erster", "erste", "erstes", "primero",
     "primera", "primer", "primeiro", "primeira", "primo", "prima", "eerste"),
    ("two", "second", "deuxième", "seconde", "zweiter", "zweite", "zweites", "segundo", "segunda",
     "secondo", "seconda", "tweede"),
    ("three", "third", "troisième", "dritter", "dritte", "drittes", "tercero", "tercera",
     "terceiro", "terceira", "terzo", "terza", "derde"),
    ("four", "fourth", "quatrième", "vierter", "vierte", "viertes", "cuarto", "cuarta", "quarto",
     "quarta", "vierde"),
    ("five", "fifth", "cinquième", "fünfter", "fünfte", "fünftes", "quinto", "quinta", "vijfde"),
    ("six", "sixth", "sixième", "sechster", "sechste", "sechstes", "sexto", "sexta", "sesto",
     "sesta", "zesde"),
    ("seven", "seventh", "septième", "siebter", "siebte", "siebtes", "séptimo", "séptima",
     "sétimo", "sétima", "settimo", "settima", "zevende"),
    ("eight", "eighth", "huitième", "achter", "achte", "achtes", "octavo", "octava", "oitavo",
     "oitava", "ottavo", "ottava", "achtste"),
    ("nine", "ninth", "neuvième", "neunter", "neunte", "neuntes", "noveno", "novena", "nono",
     "nona", "negende"),
    ("ten", "tenth", "dixième", "zehnter", "zehnte", "zehntes", "décimo", "décima", "decimo",
     "decima", "tiende"),
    ("eleven", "eleventh", "onzième", "undécimo", "undécima", "décimo primero", "décima primera",
     "décimo primeiro", "décima primeira", "undicesimo", "undicesima", "elfde"),
    ("twelve", "twelfth", "douzième", "duodécimo", "duodécima", "décimo segundo",
     "décima segunda", "dodicesimo", "dodicesima", "twaalfde"),
    ("thirteenth", "décimo tercero", "décima tercera", "décimo terceiro", "décima terceira"),
    ("fourteenth", "décimo cuarto", "décima cuarta", "décimo quarto", "décima quarta"),
    ("fifteenth", "décimo quinto", "décima quinta"),
)  # fmt: skip

# First words of a section that opens a policy, so that it is not taken for the policy's title.
_OPENING_WORDS = (
    " introduction introductory intro preamble overview summary scope definitions general "
    "welcome about background purpose preface who what how why when "
    "préambule présentation objet définitions généralités sommaire aperçu préliminaire qui "
    "einleitung präambel überblick allgemeines geltungsbereich begriffsbestimmungen vorwort "
    "definitionen einführung zusammenfassung wer was "
    "introducción preámbulo objeto definiciones resumen generalidades quiénes "
    "introdução preâmbulo objetivo objeto definições resumo quem "
    "introduzione premessa premesse preambolo oggetto definizioni ambito sintesi chi "
    "inleiding preambule algemeen definities overzicht samenvatting toepassingsgebied wie "
)

# Parts of words that name a policy as a whole.
_DOCUMENT_WORDS = re.compile(
    r"polic(?:y|ies)|terms|conditions|agreement|notice|statement|guideline|standards|rules"
    r"|licen[cs]e|contract|disclaimer|charter|code of|privacy|cookie"
    r"|politique|charte|règlement|règles|mentions légales|contrat|déclaration|confidentialité"
    r"|vie privée|erklärung|bedingungen|richtlinie|hinweise|impressum|vertrag|\bagb\b|regeln"
    r"|datenschutz|política|términos|condiciones|aviso|acuerdo|normas|contrato|privacidad"
    r"|termos|condições|acordo|regras|privacidade|informativa|termini|condizioni|accordo"
    r"|regolamento|contratto|riservatezza|verklaring|voorwaarden|beleid|overeenkomst|reglement"
)

# How a text that is no longer in force is called.
_LONGEST_NAME = 300  # characters of a line that may name it
_MOST_NAME_WORDS = 8  # of what names it, a bracket or a date behind it apart
_ARTICLE = (
    r"(?:(?:the|our|la|le|les|notre|nos|die|der|das|unsere?|el|los|nuestr[ao]s?|as?|os?|noss[ao]s?"
    r"|il|i|gli|nostr[aeio]|de|het|onze)\s+|l['’])?"
)
_FORMER = (
    r"previous|prior|former|earlier|old|past|superseded|outdated|archived"
    r"|ancien(?:ne)?s?|précédente?s?|vorherigen?|frühere[nr]?|alte[nr]?|bisherigen?|vorige[nr]?"
    r"|ehemaligen?|vorangegangenen?|antigu[ao]s?|antig[ao]s?|vecchi[aeo]?|precedent[ei]|vorige"
    r"|eerdere|oude|voorgaande"
)
_FORMER_BEHIND = (
    r"précédente?s?|antérieure?s?|anterior(?:es)?|previ[ao]s?|prévi[ao]s?|antigu[ao]s?|antig[ao]s?"
    r"|precedent[ei]"
)
_VERSION_WORDS = (
    r"versione?s?|versión|versiones|versão|versões|versioni|versionen|fassung(?:en)?|versies?"
)
_SUPERSEDED = re.compile(
    rf"{_ARTICLE}(?:(?:{_FORMER})\s+\S|(?:\S+\s+){{1,5}}?(?:{_FORMER_BEHIND})(?!\w))", re.IGNORECASE
)
_VERSION = re.compile(rf"(?<!\w)(?:{_VERSION_WORDS})(?!\w)", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:[(\[:]|\s[–—-]\s).*\Z", re.DOTALL)

_FUNCTION_WORDS = {
    "en": "the and of to in you your we our that is for or with this as by may are be will not "
    "any us from on have if it which such at",
    "fr": "le la les de des du et à en vous nous votre vos nos que qui est pour ou dans sur avec "
    "ce cette par pas une un aux sont peut au ces ne se notre",
    "de": "der die das und oder sie wir ihre ihr ihrer ihren von zu zur zum den dem des ein eine "
    "einer ist sind mit für auf nicht werden bei sich im als durch in wird uns",
    "es": "el la los las de del y o que en usted su sus nuestro nuestra nuestros para por con una "
    "un se es no al como más lo este esta nos ser si",
    "pt": "o a os as de do da dos das e ou que em você seu sua seus suas nosso nossa para por com "
    "uma um se é não ao à como mais no na nos ser pelo pela",
    "it": "il la i gli le di del della dei delle e o che in lei suo sua tuo tuoi nostro nostra per "
    "con una un si è non al alla come più nel sono da dal ai",
    "nl": "de het een en of van in u uw wij onze ons voor met dat die te op is zijn niet door als "
    "bij worden kunnen deze aan om wordt je we",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # characters from each of the beginning, the middle and the end
_FEWEST_WORDS = 12  # below, a heading or an address decides
_LEAST_SHARE = 0.18  # of words that are function words; running text of any of the seven has > .3
_LEAST_LEAD = 1.25  # over the second language; Spanish and Portuguese text differ by > 1.6


def guess_language(text: str) -> str:
    """The ISO 639-1 code of one of `LANGUAGES`, or "" when unsure. Same text, same answer."""
    words = _WORD.findall(_sample(text))
    if len(words) < _FEWEST_WORDS:
        return ""
    counts: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for language in _LANGUAGES_OF.get(word.lower(), ()):
            counts[language] += times
    ranked = sorted(LANGUAGES, key=lambda language: (-counts[language], language))
    best, second = counts[ranked[0]], counts[ranked[1]]
    if best < _LEAST_SHARE * len(words) or best < _LEAST_LEAD * second:
        return ""
    return ranked[0]


def is_opening(title: str) -> bool:
    """Whether a heading names the opening part of a policy rather than the policy."""
    first = _WORD.search(title.lower())
    return first is not None and f" {first[0]} " in _OPENING_WORDS


def names_document(title: str) -> bool:
    """Whether a heading has a word for a whole policy: "Terms of Use", "Datenschutzerklärung"."""
    return _DOCUMENT_WORDS.search(title.lower()) is not None


def _sample(text: str) -> str:
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        text = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=8192)  # versions of a policy share nearly all of their lines
def names_superseded(title: str) -> bool:
    """Whether a line names a text that is no longer in force: "Previous privacy policy"."""
    if len(title) > _LONGEST_NAME:
        return False
    name = _TAIL.sub("", title)
    if title.endswith((".", ";", "?", "!")) or not 0 < len(name.split()) <= _MOST_NAME_WORDS:
        return False
    return bool(_SUPERSEDED.match(name)) and bool(names_document(name) or _VERSION.search(name))
