"""What a text only names: other sections, examples, those who get nothing, what is denied.

Also the data that a notice has to bear: nobody collects more for that.

Knows the words for it in seven languages, in one set: policies mix them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from policytrack.negations import ANY_DENIAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.model import Signal

PLACES = frozenset({"jurisdiction", "place"})  # told last, and not out of an example in brackets

# A quoted title, of three words or more.
TITLE = re.compile(r"[“\"„«](?=(?:[^“”\"„«»\s]+\s+){2})[^“”\"„«»\n]{1,200}[”\"“»]")
_OPENING = (
    r"\((?:for (?:example|instance)|e\.g\.|par exemple|p\. ex\.|zum Beispiel|z\. ?B\.|por ejemplo"
    r"|p\. ej\.|ad esempio|por exemplo|bijvoorbeeld|bijv\.)"
)
EXAMPLE = re.compile(rf"{_OPENING}[^()]{{0,400}}\)", re.IGNORECASE)
OPEN_EXAMPLE = re.compile(rf"{_OPENING}[^()]*\Z", re.IGNORECASE)  # at the end of a text
# Begins a sentence that but gives an example, or points to where more is told.
ILLUSTRATES = re.compile(
    r"(?:(?:for|as an?other|as an) (?:example|instance)|examples?\b|e\.g\.|par exemple|exemples?\b"
    r"|zum beispiel|z\. ?b\.|beispiele?\b|por ejemplo|ejemplos?\b|ad esempio|esempi?o?\b"
    r"|por exemplo|bijvoorbeeld"
    r"|(?:please )?(?:see|visit|review|read|refer to|learn more|to learn more)\b"
    r"|for (?:more|further|additional) (?:information|details)|more information\b"
    r"|(?:our|the) (?:\w+ ){1,4}(?:explains|describes)\b"
    r"|you can (?:find|learn|read) (?:out )?more|pour (?:plus d['’]informations?|en savoir plus)"
    r"|veuillez consulter|weitere informationen|mehr (?:dazu|informationen|erfahren)|siehe\b"
    r"|para (?:obtener )?más información|consult[ea]\b|per (?:maggiori|ulteriori) informazioni"
    r"|para (?:saber mais|mais informações)|voor meer informatie|lees meer|zie\b)",
    re.IGNORECASE,
)
_SOMEONE_IN = re.compile(
    r"\b(?:someone|somebody|jemande?[nm]?|quelqu['’]un|alguien|qualcuno|alguém|iemand) "
    r"(?:in|à|en|a|em|aus) \Z",
    re.IGNORECASE,
)
# A part of a name: "the EU Commission", "die Kommission der EU".
_BODY = (
    r"(?:Commission|Kommission|Comisi[óo]n|Comissão|Commissione|Commissie|Parliament|Parlament[oe]?"
    r"|Parlement)"
)
_OF_BODY = re.compile(rf"['’]?s?['’]?[ -]{_BODY}\b")
_OF_COMPANY = re.compile(r" (?:(?:limited|private|public) )?(?:company|corporation)\b")
_CAPITAL_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Þ]\w*[a-zß-ÿ]\w* \Z")
_CAPITAL_BEHIND = re.compile(r" [A-ZÀ-Þ]\w*[a-zß-ÿ]")
_BODY_OF = re.compile(rf"\b{_BODY} (?:of the |der |de l['’]|de la |da |dell['’]|van de )?\Z")

# A waiver holds for the rest of its sentence, a "not" up to the next comma.
_DENIED = re.compile(
    r"(?<![^\W_])(?:waiv\w*|verzicht\w*|renonc\w*|renunci\w*|rinunci\w*|afstand)\b[^.;\n]{0,240}"
    rf"|\b(?:nor|{ANY_DENIAL})\b(?! (?:only|later|matter|limited))[^.,;:\n]{{0,80}}",
    re.IGNORECASE,
)
# A right that the service has.
_RESERVED = re.compile(
    r"\b(?:reserv\w*|vorbehalt\w*|behält sich|behalten uns|se réserve\w*|nous réservons|riserv\w*"
    r"|behoud\w*)\b[^.;:\n]{0,40}\Z",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"jury|class a|refund|money back|appeal|automated|profiling|erstattung|profilage|rembours"
    r"|reembols|rimbors|profilazione|perfiles|perfis|terugbetal|profilering",
    re.IGNORECASE,
)
_USED_UP = re.compile(
    r"\s(?:\w+ ){0,3}(?:exhausted|ausgeschöpft|épuisée?s|agotad[oa]s|esaurit[ie])"
)

# What is only hoped is no duty, whatever its "will".
_EXPECTED = re.compile(
    r"\b(?:(?:we|i)(?:['’]d)? (?:\w+ )?(?:expect|hope|believe|intend|anticipate|trust|think|assume)"
    r"|wir (?:\w+ )?(?:erwarten|hoffen|glauben|beabsichtigen|gehen davon aus)"
    r"|nous (?:\w+ )?(?:espérons|croyons|pensons|attendons|estimons)"
    r"|esperamos|creemos|confiamos|acreditamos|speriamo|crediamo|riteniamo|prevediamo"
    r"|(?:wij|we) (?:\w+ )?(?:verwachten|hopen|geloven|vertrouwen))\b[^.;\n]*\Z",
    re.IGNORECASE,
)

# Whom a text may name without giving them anything; others are named for what they get.
_BYSTANDER = re.compile(
    r"third|regulator|authorit|government|law enforcement|court|dritt|behörde|tiers|autorit"
    r"|tercer|terceir|terz|derde|autoridad",
    re.IGNORECASE,
)
_THING_OF = re.compile(
    r"['’]?s?['’]? (?:web ?sites?|sites?|apps?|applications?|content|games?|links?|software"
    r"|terms)\b"
)
_GIVES = re.compile(
    r"\b(?:information|data\b|daten|données|datos|dados|dati\b|gegevens|track"
    r"|stor|keep|kept|host|speicher|stock|conserv|bewaar|opgesl|almacen|armazen|memorizz"
    r"|shar|disclos|transfer|provid|suppl|send|sent\b|sell|sold|sale|giv|access|receiv|collect"
    r"|obtain|deliver|pass|available|report|request|respon|process|plac|cookie|weiterg|offenleg"
    r"|offengel|übermit|teil|bereit|zugriff|zugäng|erh[aeäo]|verkauf|meld|verarbeit|partag|divulg"
    r"|transm|communi|fourn|acc[eèé]|re[cç][eou]|vend|compart|comuni|proporcion|facilit|fornec"
    r"|aces|recib|trat|condivi|trasf|trasm|forni|ricev|ced[aeio]|delen|deel|verstrek|doorg|toegang"
    r"|ontvang|verko|verwerk|mitteil|mitget|gedeel|gegeb)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*(?:[|*+•#-]|\d+\\?[.)])")
_SENTENCE_END = re.compile(r"[.!?][)\]”\"]?\s|\n")

# What nobody may post is nothing that is collected.
_BAN = re.compile(
    r"(?:^|[.:;,>*]\s{1,3}|\d\\?[.)]\s)(?:please )?(?:do not|don['’]t|never) (?:\w+ ){0,3}?"
    r"(?:post|share|upload|publish|distribute|solicit|dox)"
    r"|\b(?:you|users?|members?) (?:must not|may not|shall not|should not|agree not to"
    r"|are not (?:allowed|permitted) to) (?!be able)(?:\w+ ){0,3}?"
    r"(?:post|share|upload|publish|distribute|solicit|reveal|use or attempt)"
    r"|\bwe (?:do not|don['’]t) (?:allow|permit|tolerate)\b"
    r"|\bwe remove(?: or limit|:| (?:\w+ ){0,2}(?:content|posts?)\b)"
    r"|\b(?:poste|teile|veröffentliche)n? (?:sie )?(?:keine|nicht)"
    r"|\bwir (?:erlauben|gestatten|dulden) (?:\w+ ){0,2}(?:keine|nicht)"
    r"|\bne (?:publiez|partagez|postez) (?:pas|aucun)|\bne pas (?:publier|partager|poster)"
    r"|\bnous n['’](?:autorisons|acceptons|admettons) (?:pas|aucun)|\bil est interdit"
    r"|\bno (?:publi(?:que|ques|car)|compart(?:as|a|ir)|permitimos|se permiten?)\b"
    r"|\bqueda prohibid|\bnon (?:pubblicare|condividere|permettiamo|consentiamo)"
    r"|\bè vietato|\bnão (?:publique|compartilhe|partilhe|poste|permitimos)\b|\bé proibido"
    r"|\b(?:plaats|deel|publiceer) geen|\bhet is (?:verboden|niet toegestaan)",
    re.IGNORECASE | re.MULTILINE,
)
_IS_BANNED = re.compile(
    r"\b(?:(?:is|are)(?: strictly)? (?:prohibited|forbidden|not (?:allowed|permitted))"
    r"|(?:ist|sind) (?:verboten|untersagt|nicht (?:erlaubt|gestattet))"
    r"|(?:est|sont)(?: strictement)? interdit|(?:está|están|quedan?) prohibid|(?:é|são) proibid"
    r"|(?:è|sono) vietat|(?:is|zijn) (?:verboden|niet toegestaan))",
    re.IGNORECASE,
)
# What a notice, claim or request has to bear, and where somebody is written to.
_IN_NOTICE = re.compile(
    r"(?:(?<!privacy )(?<!cookie )(?<!our )\b(?:notice|demand|claim|complaint|request|letter"
    r"|(?:counter-?)?notification)s?(?: of [\w-]+)? (?:must|shall|should|needs? to|ha(?:s|ve) to)\b"
    r"(?! not\b)"
    r"|\b(?:mitteilung|anzeige|meldung|erklärung|beschwerde|antrag|anfrage) (?:muss|müssen|soll)"
    r"|\b(?:notification|réclamation|demande|plainte|avis)s? (?:doi(?:t|vent)|devra)"
    r"|\b(?:notificación|aviso|reclamación|solicitud|notificação|reclamação|solicitação|pedido"
    r"|reclamo|notifica|comunicazione|richiesta|avviso) (?:deb|dev)"
    r"|\b(?:kennisgeving|melding|klacht|verzoek) moet)[^.\n]{0,280}\Z",
    re.IGNORECASE,
)
_WRITTEN_TO = re.compile(
    r"\b(?:sen[dt]|serve[ds]?|deliver(?:ed)?|write|mail(?:ed)?|gesendet|geschickt|zugestellt"
    r"|envoyé\w*|enviad[oa]s?|inviat[aeio]|verzonden|gestuurd)\b[^.;\n]{0,80}?"
    r"\b(?:to|at|an|à|a|al|all['’]|naar) ?"
    r"(?:(?:the|your|an?|my|die|ihre|votre|la|su|sua|het|uw) |l['’])?\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"address|mail|phone|adress|telefon|téléphon|direcci|indirizz|endereço|adres|correo",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"[ -](?:policy|policies|notice|statement|richtlinien?|hinweise?|erklärung)\b", re.IGNORECASE
)
_DOCUMENT_OF = re.compile(
    r"\b(?:politique|charte|política|politica|informativa|aviso)(?: [\w’']+){1,4}[ ’']\Z",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"\w-\Z")  # "non-personal data", "on-device data"
_REACH = 300  # characters on either side of a term in which its sentence is read
_MOST_LEADS = 40  # lines that are looked through for those that lead a list


class Asides:
    """The text of one side of a change, and what it only names."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _titles(self) -> list[tuple[int, int]]:
        return [match.span() for match in TITLE.finditer(self._text)]

    @cached_property
    def _examples(self) -> list[tuple[int, int]]:
        return [match.span() for match in EXAMPLE.finditer(self._text)]

    def hold(self, signal: Signal) -> bool:
        """Whether a term is only named, so that it is no news of its sort."""
        if _HYPHEN.search(self._text, max(0, signal.start - 2), signal.start):
            return signal.name in {"right", "recipient", "data_type"}
        if any(start <= signal.start < end for start, end in self._titles):
            return True
        if signal.name in PLACES:
            return self._is_example(signal) or self._is_in_name(signal)
        if signal.name == "right":
            return self._is_denied(signal)
        if signal.name == "modality":
            return bool(_EXPECTED.search(self._around(signal)[0]))
        if signal.name == "recipient":
            return self._gets_nothing(signal)
        return signal.name == "data_type" and self._is_not_collected(signal)

    def _is_example(self, signal: Signal) -> bool:
        return any(start <= signal.start < end for start, end in self._examples) or bool(
            _SOMEONE_IN.search(self._text, max(0, signal.start - 30), signal.start)
        )

    def _is_in_name(self, signal: Signal) -> bool:
        return bool(
            _OF_BODY.match(self._text, signal.end)
            or _OF_COMPANY.match(self._text, signal.end)
            or (
                _CAPITAL_BEFORE.search(self._text, max(0, signal.start - 40), signal.start)
                and _CAPITAL_BEHIND.match(self._text, signal.end)
            )
            or _BODY_OF.search(self._text, max(0, signal.start - 30), signal.start)
        )

    def _is_denied(self, signal: Signal) -> bool:
        """Whether a right is waived, used up, or the service's own."""
        if _RESERVED.search(self._text, max(0, signal.start - 80), signal.start):
            return True
        if not _BENEFIT.search(signal.text):
            return False
        before, after = self._around(signal)
        return bool(_USED_UP.match(after)) or any(
            match.end() == len(before) for match in _DENIED.finditer(before)
        )

    def _gets_nothing(self, signal: Signal) -> bool:
        if not _BYSTANDER.search(signal.text):
            return False
        before, after = self._around(signal)
        line = self._text.rfind("\n", 0, signal.start) + 1
        told_in_prose = not _ENTRY.match(self._text, line)
        return (told_in_prose or bool(_THING_OF.match(after))) and not _GIVES.search(before + after)

    def _is_not_collected(self, signal: Signal) -> bool:
        before, after = self._around(signal)
        return bool(
            _DOCUMENT.match(after)
            or _DOCUMENT_OF.search(before[-60:])
            or _BAN.search(before)
            or _IS_BANNED.search(after)
            or _IN_NOTICE.search(before)
            or (_ADDRESS.search(signal.text) and _WRITTEN_TO.search(before))
            or any(
                _BAN.search(lead) or _IN_NOTICE.search(lead) for lead in self._leads(signal.start)
            )
        )

    def _around(self, signal: Signal) -> tuple[str, str]:
        """What stands before and behind a term in its sentence."""
        before = self._text[max(0, signal.start - _REACH) : signal.start]
        after = self._text[signal.end : signal.end + _REACH]
        ends = [match.end() for match in _SENTENCE_END.finditer(before)]
        end = _SENTENCE_END.search(after)
        return before[ends[-1] if ends else 0 :], after[: end.start() if end else len(after)]

    def _leads(self, place: int) -> Iterator[str]:
        """The lines that lead the entry of a list at a place, the nearest first."""
        lines = self._text[:place].split("\n")[-_MOST_LEADS:]
        depth = _depth(lines[-1])
        for line in reversed(lines[:-1]):
            if line.strip() and _depth(line) < depth:
                depth = _depth(line)
                yield line


def _depth(line: str) -> int:
    """How deep a line stands: an entry below what leads it."""
    indent = len(line) - len(line.lstrip())
    return 2 * indent + bool(_ENTRY.match(line))
