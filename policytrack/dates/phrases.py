"""The words of "last updated" and "effective" in seven languages, lower case, without accents.

One set serves all languages: policies mix them, and next to a date none of these means something
else in another language. One pattern a line (a backslash continues it); a space stands for any
white space.
"""

from __future__ import annotations

import re
from functools import cache

_UPDATED = r"""
    (?:date of )?(?:the )?(?:last|latest|most recent)(?: \w{2,9})? (?:updated?|updating|\
      revised|revision|modified|modification|amended|amendment|changed?|reviewed|edited|\
      published|posted|refreshed|version)
    (?:updated?|revision|revised|modified|modification|amended|publication|version|posted|\
      published|issued?|released?) (?:date|on|as of)
    date (?:last )?(?:updated|revised|modified|amended|posted|published|issued)
    date of (?:update|revision|publication|issue|modification|last review)
    (?:up)?dated|revised|modified|amended|posted|published|released|(?:current )?as of
    version(?: (?:of|dated|from|date|\d[\d.]{0,8}))?|v\d[\d.]{0,8}

    (?:date de )?(?:la )?derniere? (?:mise a jour|maj|modification|revision|actualisation|version)
    (?:date de )?(?:la )?mise?s? a jour|maj
    date de (?:publication|revision|modification|la version|version)
    (?:modifie|revise|actualise|publie)e?s?|derniere fois
    version (?:du|en date du|au|mise a jour)|en date du|en ligne depuis

    (?:aktueller )?stand(?: der (?:information|informationen|bearbeitung|datenschutzerklarung))?
    (?:zuletzt|letztmals|letztmalig)(?: (?:aktualisiert|geandert|uberarbeitet|bearbeitet|\
      modifiziert|angepasst|revidiert|uberpruft))?
    letzte[rns]? (?:aktualisierung|anderung|uberarbeitung|bearbeitung|fassung|stand|update|\
      revision|anpassung|aktualisierte fassung|uberprufung)
    datum der (?:letzten )?(?:aktualisierung|anderung|uberarbeitung|bearbeitung|fassung|\
      veroffentlichung)
    aktualisiert|geandert|uberarbeitet|aktualisierungsdatum|anderungsdatum|veroffentlicht|\
      aktualisierung
    (?:fassung|version)(?: v[ob][nm])?

    ultim[ao] (?:actualizacion|modificacion|revision|atualizacao|actualizacao|modificacao|\
      alteracao|revisao|version|versao|cambio|edicion)
    (?:fecha|data) d[ea] (?:la )?(?:ultima )?(?:actualizacion|modificacion|revision|\
      publicacion|atualizacao|actualizacao|modificacao|alteracao|revisao|publicacao|version|\
      versao)
    (?:actualizad|atualizad|modificad|revisad|revist|alterad|publicad)[oa]s?|(?:por|\
      pela) ultima vez
    (?:version|versao) d(?:e|el|a)

    (?:data )?(?:di |dell')?ultim[oa] (?:aggiornamento|modifica|revisione|versione)
    data d(?:i|ell'|ella) ?(?:ultim[oa] )?(?:aggiornamento|modifica|revisione|pubblicazione)
    (?:aggiornat|modificat|rivist|revisionat|pubblicat)[oaie]|aggiornamento|versione(?: del)?|\
      (?:per l')?ultima volta

    (?:voor het )?laatste?(?: keer)? (?:bijgewerkt|gewijzigd|herzien|aangepast|update|\
      wijziging|aanpassing|versie|herziening|bewerking|geupdatet|geupdate|geactualiseerd)
    datum (?:van )?(?:de )?(?:laatste )?(?:update|wijziging|herziening|publicatie|versie)
    bijgewerkt|gewijzigd|herzien|aangepast|gepubliceerd|voor het laatst|versie(?: van| d\.d\.)?
"""
_EFFECTIVE = r"""
    effective(?: (?:date|as of|as from|on|from|since|starting|beginning|immediately))?
    date (?:effective|of effect|of effectiveness|of entry into force)|effect date
    in (?:effect|force)(?: (?:as of|as from|since|from|on|starting))?
    (?:takes?|taking|took) effect|(?:comes?|came|go(?:es)?|went) into (?:effect|force)
    (?:enters?|entered|entry) into (?:effect|force)
    with effect from|(?:valid|applicable|appl(?:y|ies)) (?:from|as of|since|beginning|starting)

    (?:en )?vigueur(?: (?:depuis|a compter|a partir|au|le|des))?
    (?:date d')?(?:entree|entre|entrent|entrant|entrera|entreront|entrees) en vigueur
    (?:s'applique|s'appliquent|s'appliquera|s'appliqueront) (?:depuis|a compter|a partir|des)
    date d' ?(?:effet|application)|(?:prend|prendra|prennent) effet
    applicables?(?: (?:depuis|a compter|a partir|au|des))?|valables? (?:a partir|a compter|depuis)
    effectifs?|effectives? (?:le|au|depuis|a compter|a partir)

    gultig (?:ab|seit|vom|von)|gultigkeit (?:ab|seit)|(?:gilt|gelten) (?:ab|seit)
    in kraft(?: (?:seit|ab|getreten))?|(?:datum des )?inkrafttretens?|wirksam (?:ab|seit|zum)
    gultigkeitsdatum|datum der gultigkeit

    e[nm] vigor(?: (?:desde|a partir))?|vigentes?(?: (?:desde|a partir))?|vigencia
    (?:entra|entrada|entrara|entran|entraran|entrou|entram) e[nm] vigor
    (?:fecha|data) d[ea] (?:entrada e[nm] )?(?:vigor|vigencia|efectividad|eficacia)
    fecha efectiva|data efetiva|efe(?:c)?tiv[oa]s?|valid[oa]s? (?:desde|a partir)

    (?:entra|entrata|entrera|entrano|entreranno) in vigore|in vigore(?: (?:dal|da))?
    data d(?:i|ell') ?(?:entrata in vigore|decorrenza|efficacia|validita)|decorrenza|efficac[ei]
    valid[oaie] (?:dal|da|a partire)

    geldig (?:vanaf|sinds|per)|van kracht(?: (?:vanaf|sinds|per))?|ingangsdatum|ingaande?
    in werking(?: (?:vanaf|sinds|per|getreden|treedt|treden))?|met ingang van|inwerkingtreding
"""

# Words that may stand between such a phrase and its date, or fill the rest of its line.
_JOINTS = """
    zijn on as of the date from at since is was were are has have been and in starting beginning
    by to this effect currently current le la les l du de d des depuis a au aux en est sont ont
    ete compter partir et effectuee am vom von zum ab seit dem den der die das ist wurde wurden im
    und um uhr datum dato aktuell derzeit gultig hat tritt treten traten trat sind el los las dia
    desde del es fecha y e fue ha sido han por vez o os em no na da do dos data foi pela il lo gli
    dal al alla della dell ed stata stato ultima volta per op van vanaf sinds het een werd d.d.
    laatst voor treedt treden dd utc gmt cet cest edt pst pdt pm h monday tuesday wednesday
    thursday friday saturday sunday mon tue wed thu fri sat sun lundi mardi mercredi jeudi
    vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag lunes
    martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta segunda-feira
    terca-feira quarta-feira quinta-feira sexta-feira lunedi martedi mercoledi giovedi venerdi
    sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag will shall wird
    werden sera seront sara saranno serao zal zullen
"""
# What a policy calls itself, with the small words inside such names.
_OWN_NAMES = """
    privacy policy policies terms term conditions notice statement agreement addendum guidelines
    rules standards disclaimer charter document politique confidentialite mentions charte
    reglement cgu cgv cga datenschutzerklarung datenschutzhinweise datenschutzhinweis
    datenschutzbestimmungen nutzungsbedingungen agb geschaftsbedingungen richtlinie richtlinien
    hinweise erklarung impressum cookie-richtlinie cookie-richtlinien bedingungen fassung dokument
    politica politicas privacidad terminos condiciones aviso documento texto privacidade termos
    condicoes informativa termini condizioni privacybeleid privacyverklaring voorwaarden
    gebruiksvoorwaarden cookiebeleid cookieverklaring beleid verklaring datenschutzrichtlinie
    datenschutzrichtlinien cookie-policy privacy-policy nutzungsrichtlinien abonnement
"""
_CHANGES = "updates changes anderungen modifications cambios alteracoes modifiche wijzigingen"
_NAME_FILLERS = """
    this these our your its use service services cookie cookies website web site page app legal
    general user users data protection processing transfer sale online text edition version
    community and for content additional supplemental ces cette ce presente presentes present
    presents generales utilisation vente legales donnees personnelles notre nos vos internet
    gestion relative caractere personnel qui actuelle diese dieser dieses unsere unserer
    datenschutz allgemeine allgemeinen fur nutzung esta este estos estas uso nuestra proteccion
    datos contratacion estes nossa gerais dados protecao utilizacao questa questi presenti sulla
    servizio generali utilizzo nostra dei dati trattamento dit deze ons onze algemene gebruik we
    ve s d l abonnement appliquent applique section all
"""
_DEMONSTRATIVES = """
    the this these our ces cette ce la le les notre nos diese dieser dieses unsere esta este estos
    estas nuestra as os a nossa questa questi i il dit deze onze ons presente presentes die das
    der de het
"""
JOINTS = frozenset(_JOINTS.split())
_TEXTS = frozenset(_OWN_NAMES.split())
OWN_NAMES = _TEXTS | frozenset(_CHANGES.split())
NAME_WORDS = OWN_NAMES | frozenset(_NAME_FILLERS.split())
DEMONSTRATIVES = frozenset(_DEMONSTRATIVES.split())

# Words of a phrase that leave no doubt that the date is the text's own.
STRONG = re.compile(
    r"\b(?:last|latest|derniere?|letzte[rns]?|zuletzt|ultim[ao]|laatste?|date|datum|fecha|data|"
    r"ingangsdatum|mise a jour|vigueur|gultig|inkrafttreten)\b"
)
# A date after one of these is not when this text was last changed: "previous version of ...".
NOT_THIS_TEXT = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|former(?:ly)?|past|archived?s?|older|old|superseded|\
      before|"
    r"until|through|prece[dn]d?entes?|anterieure?s?|anciennes?|avant|jusqu'au|"
    r"vorherige[rns]?|fruhere[rns]?|alte[rns]?|bis|archiv|vor|bisherige[rns]?|"
    r"anterior(?:es)?|hasta|antes|ate|archivo|precedenti|fino|prima|storico|vorige|eerdere|\
      oude|tot)\b"
)
# Behind a statement: it speaks of a text to come, which is read elsewhere.
_READ = (
    r"read|see|view|review|preview|check(?: out)?|find|lesen|lies|siehe|sehen|findest|finden|"
    r"lisez|lire|consulte[rz]?|consultare|decouvrez|voir|lee|lea|leer|ver|consulta|leia|veja|"
    r"confira|leggi|leggere|vedi|lees|bekijk|vind"
)
_COMING = (
    r"new|updated|revised|upcoming|amended|neuen?|aktualisierten?|geanderten?|nouvel(?:le)?s?|"
    r"nouveaux|nuev[oa]s?|nov[oa]s?|nuov[oaie]|aggiornat[oaie]|actualizad[oa]s?|"
    r"atualizad[oa]s?|nieuwe|bijgewerkte|gewijzigde"
)
LEADS_TO_NEXT = re.compile(
    rf"\W{{0,6}}(?:\w+ ){{0,2}}(?:{_READ})(?: \w+){{0,2}} (?:{_COMING})\W{{1,3}}(?:\w+\W){{0,3}}?"
    rf"(?:{'|'.join(sorted(_TEXTS))}|version|versie|versione|fassung|versao)\b"
    r"|\W{0,6}(?:the|our) current (?:\w+ ){1,4}(?:is|are) (?:\w+ )?below\b"
)
# What joins the two ends of a stretch of time: "in force from 1.1.2019 to 31.12.2019".
RANGE = re.compile(
    r"\W{0,3}(?:-|to|until|till|through|bis(?: zum)?|au|jusqu'au|hasta(?: el)?|al|a|ate|\
      fino al|tot"
    r"(?: en met)?)\W{1,3}(?=\d(?!\d?:)|\w{3,10} \d)"
)


@cache
def statement_phrase(*, whole_words: bool = True) -> re.Pattern[str]:
    """Finds a phrase of either kind: group "updated" or "effective"."""
    effective, updated = _alternatives(_EFFECTIVE), _alternatives(_UPDATED)
    edge = r"(?<![\w-])" if whole_words else ""
    pattern = rf"{edge}(?:(?P<effective>{effective})|(?P<updated>{updated}))(?![\w-])"
    return re.compile(pattern.replace(" ?", r"\s?").replace(" ", r"\s{1,4}"))


def _alternatives(lines: str) -> str:
    joined = re.sub(r"\\\n\s*", "", lines)
    return "|".join(line.strip() for line in joined.splitlines() if line.strip())
