"""What an edit has at stake for who reads it, so that of many the telling ones are quoted.

The facts are the signals of the row (a sum, a period, a right, a kind of data). Beside them count
the acts that no fact is made of: to agree, to suspend, to sell, to train. Owns how much each
weighs; what is said of an edit is others' to decide.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from policytrack.report.asides import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.model import Signal

# What a fact of that sort weighs; of one sort so many count.
_WEIGHTS = {
    "money": 3, "duration": 3, "right": 3, "recipient": 2, "data_type": 2, "party": 2, "law": 2,
    "negation": 2, "modality": 1, "date": 1, "jurisdiction": 1, "place": 1, "contact": 1,
}  # fmt: skip
# Of what is at stake for all users so much counts where it concerns those of some countries.
TO_SOME = 0.7
_MOST_OF_A_SORT = 2
_MOST_TERMS = 200  # of a side that are looked for
_ACT = 3
_OTHER_WORDS, _KNOWN_ACT = 2, 1  # of one in other words; which the row's other side has, too
_MOST_ACTS = 4
_FROM_WHEN = 10  # the act of taking effect, which weighs more where it came: all else hangs on it
_MORE = 4

# Acts, each with the beginnings of the words that name it; shorter ones whole.
_ACTS = {
    "en": (
        "agree|accept|consent|bound by|legitimate interest",
        "suspen|terminat|ban|bans|bann|disabl|restrict|block|revok",
        "sell|sold|sale|monetiz",
        "shar|disclos|transfer|assigned to|assigned by|assignable|assign this|assign any",
        "collect|track|record|monitor|infer|analy",
        "ai|to train|train our|trained|training of|training data|machine learn|automat|algorithm",
        "fee|fees|charg|pay|pays|paid|payment|price|refund|renew",
        "must|requir|prohibit|forbid|not allow|do not|may not|you can['’]t|except|unless|only",
        "responsib|liab|warrant|indemnif|waiv|disclaim",
        "retain|retention|delet|eras|anonymi",
        "take effect|takes effect|into effect|effective|in force",
        "age|aged|minor|minors|child|children|parent|gender|under 1",
        "reserve|discretion|at any time|without notice",
        "opt out|object|appeal|arbitrat|court",
        "advertis|personaliz|personalis|target|marketing",
    ),
    "fr": (
        "accept|consent|lié par|intérêt légitime",
        "suspen|résili|bann|désactiv|bloqu|restrei",
        "vend|vente",
        "partag|divulg|transf|transmet|cède|céd|cession",
        "collect|recueil|suiv|enregistr|dédui|analys",
        "ia|entraîn|apprentissage automatique|automatis|algorithm",
        "frais|factur|paie|payer|prix|rembours|renouvel",
        "doit|doivent|devez|exig|interdi|sauf|uniquement|seulement",
        "responsab|garanti|indemnis|renonc",
        "conserv|supprim|effac|anonymis",
        "entre en vigueur|entrent en vigueur|prend effet|en vigueur",
        "âge|mineur|enfant|parent|genre|sexe",
        "se réserve|discrétion|à tout moment|sans préavis",
        "opposer|opposition|recours|arbitrag|tribuna",
        "publicit|personnalis|cibl",
    ),
    "de": (
        "zustimm|einwillig|akzeptier|berechtigtes interesse",
        "sperr|kündig|gesperrt|deaktivier|beschränk|blockier",
        "verkauf",
        "weitergeb|weitergegeben|offenleg|übermittel|übertrag|abtret|abgetreten|teilen",
        "erheb|erfass|verfolg|aufzeichn|ableiten|abgeleitet|analys",
        "ki|trainier|maschinell|automatisiert|algorithm",
        "gebühr|kosten|zahl|preis|erstatt|verlänger",
        "muss|müssen|verboten|untersag|darf nicht|dürfen nicht|außer|nur",
        "verantwort|haft|gewährleist|verzicht",
        "aufbewahr|speicher|lösch|anonymisier",
        "in kraft|wirksam",
        "alter|minderjähr|kinder|eltern|geschlecht",
        "behalten uns|behält sich|ermessen|jederzeit|ohne ankündigung",
        "widersprech|widerspruch|beschwerde|schiedsverfahren|gericht",
        "werb|personalisi|zielgruppe",
    ),
    "es": (
        "acept|consent|interés legítimo",
        "suspen|rescin|cancel|bloque|desactiv|restring",
        "vend|venta",
        "compart|divulg|transfer|revel|ceder|cede|cesión",
        "recop|recog|rastre|registr|infer|analiz",
        "ia|entren|aprendizaje automático|automatiz|algoritm",
        "tarifa|cobr|pago|pagar|precio|reembols|renov",
        "debe|deberá|exig|prohib|excepto|salvo|solo|únicamente",
        "responsab|garant|indemniz|renunci",
        "conserv|elimin|borra|anonimiz",
        "entra en vigor|entrará en vigor|en vigor|vigente",
        "edad|menor|niños|niñas|padres|género",
        "reserva|discreción|en cualquier momento|sin previo aviso",
        "oponer|oposición|recurso|arbitraj|tribunal",
        "publicidad|publicitari|personaliz",
    ),
    "it": (
        "accett|consens|interesse legittimo",
        "sospen|risol|blocc|disattiv|limit",
        "vend",
        "condivi|divulg|trasfer|comunic|ceder|cede|cedut|cession",
        "raccog|raccol|tracc|registr|dedu|analiz",
        "ia|addestr|apprendimento automatico|automatizz|algoritm",
        "tariff|addebit|pagar|pagam|pagat|prezz|rimbors|rinnov",
        "deve|devono|obblig|viet|tranne|salvo|solo|soltanto",
        "responsab|garan|indenn|rinunc",
        "conserv|cancell|elimin|anonimizz",
        "entra in vigore|entrano in vigore|in vigore|efficac",
        "età|minor|bambin|genitor|genere",
        "riserv|discrezione|in qualsiasi momento|senza preavviso",
        "opporsi|opposizione|ricorso|arbitrat|tribunal",
        "pubblicit|personalizz|mirat",
    ),
    "pt": (
        "aceit|concord|consent|interesse legítimo",
        "suspen|rescind|cancel|bloque|desativ|restring",
        "vend",
        "compartilh|partilh|divulg|transfer|ceder|cede|cessão",
        "colet|recolh|rastre|regist|infer|analis",
        "ia|trein|aprendizado de máquina|automatiz|algoritm",
        "taxa|cobr|pagar|pagam|preço|reembols|renov",
        "deve|deverá|exig|proib|exceto|salvo|apenas|somente",
        "responsab|garant|indeniz|renunci",
        "conserv|exclu|apag|elimin|anonimiz",
        "entra em vigor|entrará em vigor|em vigor|vigente",
        "idade|menor|criança|pais|gênero",
        "reserva|critério|a qualquer momento|sem aviso",
        "opor|oposição|recurso|arbitrag|tribunal",
        "publicidad|anúncio|personaliz|direcion",
    ),
    "nl": (
        "akkoord|instem|toestemm|gerechtvaardigd belang",
        "opschort|beëindig|blokk|uitschakel|beperk",
        "verko",
        "delen|gedeeld|bekendma|doorgeven|verstrek|overdra",
        "verzamel|volgen|registr|afleid|analys",
        "ai|train|machine learning|geautomatiseerd|algoritm",
        "kosten|tarie|betal|prijs|terugbetal|verleng",
        "moet|verplicht|verbod|niet toegestaan|tenzij|alleen|uitsluitend",
        "verantwoord|aansprakel|garan|vrijwar|afstand",
        "bewar|verwijder|wissen|anonimis",
        "van kracht|ingang",
        "leeftijd|minderjar|kinder|ouder|geslacht",
        "voorbehoud|behouden ons|op elk moment|zonder kennisgeving",
        "bezwaar|beroep|arbitrag|rechtbank",
        "adverten|reclame|personalis|gericht",
    ),
}
_SHORT = 3  # letters of a word that must stand as it is


class Stakes:
    """What the edits of one row have at stake, by its signals and in its language."""

    def __init__(self, signals: Iterable[Signal], language: str) -> None:
        self._sorts: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for signal in signals:
            sort = self._sorts[signal.side == "after"]
            if signal.name in _WEIGHTS and len(sort) < _MOST_TERMS:
                sort.setdefault(" ".join(signal.text.split()).casefold(), signal.name)
        self._terms = [_pattern(sort) for sort in self._sorts]
        self._acts = _acts(language if language in _ACTS else "en")
        self._surplus = [0] * self._acts.groups

    def read(self, edits: Iterable[tuple[str, str]]) -> None:
        """Count of all edits of the row on which side an act stands more often."""
        for sides in edits:
            counts = self._count(sides)
            for n, (was, now) in enumerate(counts):
                self._surplus[n] += len(now) - len(was)

    def weigh(self, before: str, after: str) -> int:
        """How much is at stake where one text took the other's place; "" for none."""
        counts = self._count((before, after))
        weights = sorted(
            (
                self._weigh_act(n, bool(was), bool(now))
                for n, (was, now) in enumerate(counts)
                if set(was) != set(now)
            ),
            reverse=True,
        )
        sides = before.casefold(), after.casefold()
        facts = sum(self._facts(side, sides[side], sides[not side]) for side in (0, 1))
        return facts + sum(weights[:_MOST_ACTS])

    def name_acts(self, text: str) -> set[int]:
        """Which acts a text has words for."""
        return {n for n, (was, _) in enumerate(self._count((text, ""))) if was}

    def _count(self, sides: tuple[str, str]) -> list[tuple[list[str], list[str]]]:
        """The words of each act on both sides."""
        found: list[tuple[list[str], list[str]]] = [([], []) for _ in self._surplus]
        for side, text in enumerate(sides):
            for act in self._acts.finditer(TITLE.sub(" ", text).casefold()):
                found[(act.lastindex or 1) - 1][side].append(act[0])
        return found

    def _weigh_act(self, act: int, was: bool, now: bool) -> int:
        surplus = self._surplus[act]
        if was and now:
            return _OTHER_WORDS
        if surplus <= 0 if now else surplus >= 0:
            return _KNOWN_ACT
        return _ACT + (_MORE if now and act == _FROM_WHEN else 0)

    def _facts(self, side: int, text: str, other: str) -> int:
        """Those of one side; what both sides say is none."""
        terms = self._terms[side]
        if terms is None:
            return 0
        found = (term for term in set(terms.findall(text)) if not _has(other, term))
        names = [self._sorts[side][term] for term in found]
        return sum(
            weight * min(names.count(name), _MOST_OF_A_SORT) for name, weight in _WEIGHTS.items()
        )


def _has(text: str, term: str) -> bool:
    return term in text and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) is not None


def _pattern(terms: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else None


@cache
def _acts(language: str) -> re.Pattern[str]:
    """All acts in one pattern, each as a group of its own."""
    groups = (
        "|".join(rf"{word}\b" if len(word) <= _SHORT else word for word in act.split("|"))
        for act in _ACTS[language]
    )
    return re.compile(rf"\b(?:{'|'.join(f'({group})' for group in groups)})")
