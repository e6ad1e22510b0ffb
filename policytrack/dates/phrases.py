"""The words of "last updated" and "effective" in seven languages, lower case and without accents.

Patterns and words are one set for all languages: policies mix them, and none means something else
in another language next to a date.
"""

from __future__ import annotations

import re
from functools import cache

_UPDATED = (
    # en
    r"last (?:\w{3,8} )?(?:update|updated|updating|revised|revision|modified|modification|amended|"
    r"changed|change|reviewed|review|edited|amendment|published|posted|refreshed)",
    r"(?:latest|most recent) (?:update|revision|version|change)",
    r"(?:date of )?(?:the )?(?:last|latest) (?:update|revision|modification|amendment|change)",
    r"(?:update|updated|revision|revised|modified|modification|amended|publication|version|posted|"
    r"published|issue|issued) (?:date|on|as of)",
    r"date (?:last )?(?:updated|revised|modified|amended|posted|published|of (?:update|revision|"
    r"publication|issue|modification))",
    r"updated|revised|modified|amended|posted|published|as of|current as of|dated",
    r"version(?: (?:of|dated|from|date|\d[\d.]{0,8}))?",
    r"v\d[\d.]{0,8}",
    # fr
    r"derniere (?:mise a jour|modification|revision|actualisation|version)",
    r"(?:date de )?(?:la )?(?:derniere )?(?:mise|mises|mis) a jour",
    r"date de (?:publication|revision|modification|la version|version)",
    r"(?:modifiee?s?|revisee?s?|actualisee?s?|publiee?s?)",
    r"version (?:du|en date du|au|mise a jour)|en date du|en ligne depuis",
    # de
    r"stand(?: der (?:information|informationen|bearbeitung|datenschutzerklarung))?|sachstand",
    r"(?:zuletzt|letztmals|letztmalig) (?:aktualisiert|geandert|uberarbeitet|bearbeitet|modifiziert|"
    r"angepasst|revidiert|uberpruft)",
    r"letzte[rns]? (?:aktualisierung|anderung|uberarbeitung|bearbeitung|fassung|stand|update|"
    r"revision|anpassung|aktualisierte fassung)",
    r"datum der (?:letzten )?(?:aktualisierung|anderung|uberarbeitung|bearbeitung|fassung|"
    r"veroffentlichung)",
    r"aktualisiert|geandert|uberarbeitet|aktualisierungsdatum|anderungsdatum|veroffentlicht|"
    r"aktualisierung",
    r"(?:fassung|version)(?: v(?:om|on))?",
    # es, pt
    r"ultim[ao] (?:actualizacion|modificacion|revision|atualizacao|actualizacao|modificacao|"
    r"alteracao|revisao|version|versao|cambio|edicion)",
    r"(?:fecha|data) (?:de|da) (?:la )?(?:ultima )?(?:actualizacion|modificacion|revision|"
    r"publicacion|atualizacao|actualizacao|modificacao|alteracao|revisao|publicacao|version|versao)",
    r"(?:actualizad|atualizad|modificad|revisad|revist|alterad|publicad)[oa]s?",
    r"(?:version|versao) (?:de|del|da)",
    # it
    r"ultim[ao] (?:aggiornamento|modifica|revisione|versione)",
    r"data (?:di|dell'|della)\s?(?:ultim[ao] )?(?:aggiornamento|modifica|revisione|pubblicazione)",
    r"(?:aggiornat|modificat|rivist|revisionat|pubblicat)[oaie]|aggiornamento|versione(?: del)?",
    # nl
    r"laatste? (?:keer )?(?:bijgewerkt|gewijzigd|herzien|aangepast|update|wijziging|aanpassing|"
    r"versie|herziening|bewerking|geupdatet|geactualiseerd)",
    r"datum (?:van )?(?:de )?(?:laatste )?(?:update|wijziging|herziening|publicatie|versie)",
    r"bijgewerkt|gewijzigd|herzien|aangepast|gepubliceerd|versie(?: van| d\.d\.)?",
)
_EFFECTIVE = (
    # en
    r"effective(?: (?:date|as of|as from|on|from|since|starting|beginning|immediately))?",
    r"effect date|date (?:effective|of effect|of effectiveness|of entry into force)",
    r"in (?:effect|force)(?: (?:as of|as from|since|from|on|starting))?",
    r"(?:takes?|taking|took) effect|(?:comes?|came|coming|enters?|entered|entry) into (?:effect|force)",
    r"with effect from|valid (?:from|as of|since)|applicable (?:from|as of|since)",
    # fr
    r"(?:en )?vigueur(?: (?:depuis|a compter|a partir|au|le|des))?",
    r"(?:date d')?(?:entree|entre|entrent|entrant|entrera|entreront|entrees) en vigueur",
    r"date d'?\s?(?:effet|application)|(?:prend|prendra|prennent) effet",
    r"applicables?(?: (?:depuis|a compter|a partir|au|des))?|valables? (?:a partir|a compter|depuis)",
    # de
    r"gultig (?:ab|seit|vom|von)|gultigkeit (?:ab|seit)|(?:gilt|gelten) (?:ab|seit)",
    r"in kraft(?: (?:seit|ab|getreten))?|(?:datum des )?inkrafttreten[s]?|wirksam (?:ab|seit|zum)",
    r"gultigkeitsdatum|datum der gultigkeit",
    # es, pt
    r"(?:en|em) vigor(?: (?:desde|a partir))?|vigentes?(?: (?:desde|a partir))?|vigencia",
    r"(?:entra|entrada|entrara|entran|entraran|entrou) e[nm] vigor",
    r"(?:fecha|data) (?:de|da) (?:entrada e[nm] )?(?:vigor|vigencia|efectividad|eficacia)",
    r"fecha efectiva|data efetiva|(?:efectiv|efetiv)[oa]s?|valid[oa]s? (?:desde|a partir)",
    # it
    r"(?:entra|entrata|entrera|entrano|entreranno) in vigore|in vigore(?: (?:dal|da))?",
    r"data di (?:entrata in vigore|decorrenza|efficacia|validita)|decorrenza|efficac[ei]",
    r"valid[oaie] (?:dal|da|a partire)",
    # nl
    r"geldig (?:vanaf|sinds|per)|van kracht(?: (?:vanaf|sinds|per))?|ingangsdatum|ingaande?",
    r"in werking(?: (?:vanaf|sinds|per|getreden|treedt|treden))?|met ingang van|inwerkingtreding",
)

# Words that may stand between such a phrase and its date, or fill the rest of its line.
_JOINTS = (
    "on as of the date from at since is was were are has been and in effect starting beginning by to "
    "le la les du de d des depuis a au aux en est sont a compter partir date et "
    "am vom zum ab seit dem den der des die das ist wurde im und um uhr datum bis "
    "el los las dia desde del es en fecha y e fue ha sido "
    "o os as em no na da do dos das data foi partir "
    "il lo gli dal al alla della dell in data ed e stata stato "
    "op van per vanaf sinds het een datum werd is en d.d. "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta "
    "sexta feira lunedi martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag "
    "donderdag vrijdag zaterdag zondag"
)
_OWN_NAMES = (
    "this these our your its privacy policy policies terms term conditions use service services notice "
    "statement agreement version document page cookie cookies website site legal general user users "
    "data protection sale rules guidelines community standards disclaimer online text edition "
    "ces cette ce presente presentes present presents politique confidentialite conditions generales "
    "utilisation vente mentions legales charte protection donnees personnelles notre nos vos document "
    "reglement services site internet gestion version textes "
    "diese dieser dieses unsere unserer datenschutzerklarung datenschutzhinweise datenschutzhinweis "
    "datenschutz nutzungsbedingungen agb allgemeine allgemeinen geschaftsbedingungen richtlinie "
    "richtlinien hinweise erklarung impressum cookie-richtlinie bedingungen fassung dokument "
    "esta este estos estas politica politicas privacidad terminos condiciones uso aviso legal "
    "nuestra generales proteccion datos contratacion texto documento "
    "esta este estes estas politica privacidade termos condicoes uso aviso nossa gerais dados "
    "protecao utilizacao "
    "questa questi presente presenti informativa sulla privacy termini condizioni servizio d'uso uso "
    "generali utilizzo nostra documento politica policy dei dati "
    "dit deze ons onze privacybeleid privacyverklaring voorwaarden algemene gebruiksvoorwaarden "
    "cookiebeleid cookieverklaring beleid verklaring document gebruik"
)
JOINTS = frozenset(_JOINTS.split())
OWN_NAMES = frozenset(_OWN_NAMES.split())

# A date after one of these is not when this text was last changed: "previous version of ...".
NOT_THIS_TEXT = re.compile(
    r"\b(?:previous|prior|earlier|former|past|archived?|older|old|superseded|before|until|through|"
    r"precedente?s?|anterieure?s?|ancienne?s?|avant|jusqu'au|archives?|"
    r"vorherige[rns]?|fruhere[rns]?|alte[rns]?|bis|archiv|vor|"
    r"anterior(?:es)?|hasta|antes|ate|archivo|"
    r"precedenti|fino|prima|storico|vorige|eerdere|oude|tot|voor)\b"
)


@cache
def statement_phrase() -> re.Pattern[str]:
    """Finds a phrase of either kind: group "updated" or "effective"."""
    effective = "|".join(_EFFECTIVE)
    updated = "|".join(_UPDATED)
    pattern = rf"\b(?:(?P<effective>{effective})|(?P<updated>{updated}))(?!\w)"
    return re.compile(pattern.replace(" ", r"\s{1,4}"))
