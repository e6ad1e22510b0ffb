"""The words by which furniture is known, in en, fr, de, es, pt, it, nl; data and nothing else.

Each set is about what a visitor's controls and menus say, never about what a policy says: a
phrase only counts where the whole block is that phrase.
"""

from __future__ import annotations

import re
from typing import Final

BANNER_TITLE: Final = re.compile(
    r"we (?:value|care|respect|use|and our)|(?:about )?your (?:privacy|choices|cookies?)|manage"
    r"|privacy (?:preference|settings|overview|options)|cookie[- ](?:settings|preferences|consent)"
    r"|this (?:web)?site|our use of cookies$|choose|customi[sz]e|wir (?:verwenden|nutzen|benutzen)"
    r"|(?:datenschutz|cookie)[- ]?einstellungen|diese (?:web)?s[ei]ite|ihre (?:privatsph|daten)"
    r"|nous (?:utilisons|respectons|et nos)|votre vie priv[ée]e|g[ée]rer|param[èe]tres|ce site"
    r"|utilizamos|usamos|valoramos|valorizamos|tu privacidad|sua privacidade|este (?:sitio|site)"
    r"|configuraci[óo]n|utilizziamo|usiamo|la tua privacy|questo sito|impostazioni|wij gebruiken"
    r"|deze (?:web)?site|jouw privacy|uw privacy|cookie-?voorkeuren",
    re.IGNORECASE,
)
"""How the title of a question about cookies starts."""

CONSENT_CONTROL: Final = re.compile(
    r"(?:yes,? ?)?(?:i )?(?:accept|agree|allow|reject|decline|deny|refuse|got it|ok(?:ay)?\b"
    r"|understood"
    r"|manage|customi[sz]e|necessary only|only necessary|essential only|continue without"
    r"|(?:tout|alles?|toutes?|todas?|todos?|tutt[oi])? ?(?:accepter|refuser|autoriser|akzeptieren"
    r"|ablehnen|zulassen|zustimmen|accepteren|weigeren|aceptar|rechazar|aceitar|rejeitar|recusar"
    r"|accett\w+|rifiut\w+)|j'accepte|je refuse|continuer sans|param[ée]trer|personnaliser"
    r"|einverstanden|verstanden|nur notwendige|auswahl|nicht zustimmen|akkoord|configurar"
    r"|gestionar|acepto|concordo|aceito|gestisci|personalizza|ho capito|entendido|de acuerdo)"
    r".{0,40}",
    re.IGNORECASE,
)
SINCE: Final = (
    r"updated?|revised|revision|effective|modified|version|since|dated?|stand|g[üu]ltig"
    r"|aktualisiert|zuletzt|fassung|mise? [àa] jour|en vigueur|applicable|actuali[sz]ad[oa]"
    r"|actualizaci[óo]n|vigente?|vig[êe]ncia|vigor|atualiza(?:da|do|[çc][ãa]o)|aggiornat[oa]"
    r"|aggiornamento|bijgewerkt|laatst|versie|geldig|ingangsdatum|data"
)
SINCE_WORD: Final = re.compile(rf"\b(?:{SINCE})\b", re.IGNORECASE)
DATE_WORD: Final = re.compile(rf"\b(?:{SINCE}|(?:19|20)\d\d)\b", re.IGNORECASE)
POLICY_WORD: Final = re.compile(
    r"privacy|terms|conditions|policy|policies|polic[ií]y|agreement|notice|legal|cookie|guidelines"
    r"|rules|standards|statement|imprint|disclaimer|license|licence|eula|code of conduct|copyright"
    r"|gdpr|acceptable use|data protection|accessibility|confidentialit[ée]|donn[ée]es|mentions"
    r"|cgu|cgv|conditions g[ée]n[ée]rales|r[èe]gles|charte|politique|datenschutz|agb|impressum"
    r"|nutzungsbedingungen|gesch[äa]ftsbedingungen|richtlinien?|erkl[äa]rung|hinweise|privacidad"
    r"|t[ée]rminos|condiciones|aviso|pol[íi]tica|privacidade|termos|condi[çc][õo]es|diretrizes"
    r"|informativa|condizioni|termini|riservatezza|note legali|privacyverklaring|privacybeleid"
    r"|voorwaarden|beleid|verklaring|richtlijnen",
    re.IGNORECASE,
)
"""Words of a policy's title."""

CONTROL: Final = re.compile(
    # to other parts of the page or site
    r"(?:skip|jump|go|zum|zur|aller|passer|ir|saltar|salta|vai|naar|direkt|direct)"
    r" (?:to|zum|zur|au|al|a|para|naar|vers le|ao?)? ?(?:the )?(?:main )?"
    r"(?:content|main|inhalt|hauptinhalt|contenu|contenu principal|contenido|conte[úu]do"
    r"|contenuto|inhoud|navigation|menu|search|footer|top)(?: springen| gaan| principal"
    r"| principale)?"
    r"|(?:back|return|scroll|go) to (?:the )?top|to(?: the)? top|(?:top|bottom)(?: of page)?"
    r"|nach oben|zur[üu]ck nach oben|zum seitenanfang|seitenanfang|haut de (?:la )?page"
    r"|(?:retour|revenir) en haut(?: de (?:la )?page)?|volver arriba|ir arriba|subir|voltar ao topo"
    r"|torna su|torna all'inizio|terug naar boven|naar boven|back|back to .{1,30}|return|home"
    r"|(?:main |open |close |toggle )?(?:menu|navigation|search|sidebar)(?: menu)?"
    r"|(?:open|toggle|close) (?:main |mobile )?(?:menu|navigation)|close|dismiss|schlie(?:ß|ss)en"
    r"|fermer|cerrar|fechar|chiudi|sluiten|suche|rechercher|recherche|buscar|pesquisar|cerca|zoeken"
    # what to do with the page
    r"|druckversion|druckansicht|version imprimable|versi[óo]n para imprimir|versione stampabile"
    r"|vers[ãa]o para impress[ãa]o|printversie|print"
    r"|print (?:this )?(?:page|version|policy|document)?|drucken|seite drucken|imprimer"
    r"|imprimir|stampa|afdrukken|(?:download|view|open|save) (?:as )?(?:a )?(?:the )?pdf"
    r"(?: version)?|pdf (?:download|version)|t[ée]l[ée]charger(?: (?:le|en) pdf)?|als pdf"
    r"(?: (?:herunterladen|speichern|[öo]ffnen))?|descargar(?: pdf)?|scarica(?: pdf)?|download"
    r"|share(?: (?:this|on|via|with))?(?: (?:page|article|post|link|facebook|twitter|x|linkedin"
    r"|whatsapp|e-?mail))?|teilen|partager|compartir|compartilhar|condividi|delen|tweet(?:en)?"
    r"|copy(?: link| url)?|copied!?|link copied!?|copier le lien|link kopieren|copiar enlace"
    r"|edit(?: this)? page|edit on github|bookmark|follow(?: us)?|subscribe|unfollow|like"
    r"|(?:expand|collapse|open|close|show|hide)(?: all)?(?: sections?| content)?"
    r"|(?:alle[s]? )?(?:aufklappen|zuklappen|einklappen|[öo]ffnen)|tout (?:ouvrir|fermer|afficher)"
    r"|(?:show|read|see|learn|view) (?:more|less|all)|mehr (?:anzeigen|lesen|erfahren)"
    r"|weniger(?: anzeigen)?|(?:lire|voir|afficher) (?:la suite|plus|moins)|ver m[áa]s|leer m[áa]s"
    r"|ver mais|leggi (?:di pi[ùu]|tutto)|meer (?:lezen|tonen)|lees meer"
    r"|log ?in|sign ?in|sign ?up|log ?out|register|get started|anmelden|einloggen|registrieren"
    r"|se connecter|connexion|s'inscrire|iniciar sesi[óo]n|entrar|accedi|registrati|inloggen"
    r"|next|previous|prev|weiter|zur[üu]ck|suivant|pr[ée]c[ée]dent|siguiente|anterior|volgende"
    r"|loading\.*|please wait\.*|wird geladen\.*|chargement\.*"
    r"|[\d.,]+ ?(?:views?|aufrufe|vues|vistas|visualiza\w+|weergaven)"
    r"|\d+ ?min(?:ute[ns]?)?\.?(?: read| de lecture| lesezeit| de lectura| leestijd)?"
    r"|language|languages|select (?:your )?(?:language|country|region)|sprache|langue|idioma|lingua"
    r"|taal|cookie (?:settings|preferences)|manage cookies|(?:advertisement|anzeige|publicit[ée])",
    re.IGNORECASE,
)
"""What a control or a link within the page says; the whole block has to match."""

QUESTION: Final = re.compile(
    r"(?:was|is|did|how|does|were)\b.{0,30}\b(?:this|it|we|you)\b.{0,40}"
    r"\b(?:help|helpful|useful|find what you were looking for|answer)\b.{0,30}\?(?: yes| no|\s)*"
    r"|(?:war|ist) (?:dies|das|diese[rs]?|der) .{0,40}(?:hilfreich"
    r"|n[üu]tzlich).{0,20}\?(?: ja| nein|\s)*"
    r"|(?:cet|cette|ce|est-ce|avez-vous) .{0,60}(?:utile|r[ée]pondu"
    r"|cherchiez).{0,20}\?(?: oui| non|\s)*"
    r"|¿.{0,30}(?:[úu]til|ayud).{0,30}\?(?: s[íi]| no|\s)*"
    r"|(?:este|esta|isso) .{0,30}(?:[úu]til|ajud).{0,30}\?(?: sim| n[ãa]o|\s)*"
    r"|(?:questo|questa) .{0,40}(?:utile|aiut).{0,30}\?(?: s[ìi]| no|\s)*"
    r"|(?:was|is|heeft) (?:dit|deze) .{0,40}(?:nuttig|geholpen).{0,30}\?(?: ja| nee|\s)*"
    r"|\d+ (?:out of|of|von|sur|de|di|van) \d+ (?:people|users|personen|personnes|personas|pessoas"
    r"|persone|mensen)?.{0,60}(?:help|hilfreich|utile|[úu]til|nuttig).{0,20}",
    re.IGNORECASE,
)
"""A help centre's question about its own page, and its counter."""

SECTION_AFTER: Final = re.compile(
    r"(?:related|recommended|popular|recent|similar|featured|latest|trending)"
    r" (?:articles?|posts?|pages?|content|topics?|links?|reading|news|stories|resources"
    r"|questions)|recently viewed(?: articles)?|articles in this section"
    r"|you (?:may|might) also (?:like|be interested in)|more (?:from|in|like) .{1,40}"
    r"|explore more|still (?:have questions|need help)\??|can't find what you're looking for\??"
    r"|leave a (?:reply|comment)|\d+ comments?"
    r"|verwandte (?:artikel|beitr[äa]ge|themen)|[äa]hnliche (?:artikel|beitr[äa]ge)|weitere"
    r" (?:artikel|beitr[äa]ge|themen)|schreibe? einen kommentar|articles (?:connexes|associ[ée]s"
    r"|similaires|li[ée]s)|articles dans cette section|consult[ée]s r[ée]cemment"
    r"|laisser un commentaire|art[íi]culos relacionados|contenido relacionado|artigos relacionados"
    r"|articoli correlati|gerelateerde artikelen|(?:sign up|subscribe) (?:for|to) our newsletter",
    re.IGNORECASE,
)
"""A heading after the policy's end, under which nothing is policy."""

WEAK_AFTER: Final = re.compile(
    r"see also|what's next|next steps?|in this (?:section|article)|on this page|comments?"
    r"|further (?:reading|links)|related(?: (?:documents|policies|documentation))?"
    r"|need (?:more )?help\??|have (?:more )?questions\??|kommentare?"
    r"|weitere (?:informationen|links)"
    r"|voir aussi|commentaires?|comentarios|coment[áa]rios|commenti|reacties"
    r"|follow us(?: on.{0,30})?|connect with us|stay (?:in touch|connected|up to date|informed)"
    r"|folgen sie uns|suivez-nous|s[íi]guenos|siga-nos|seguici|volg ons|social media|newsletter"
    r"|subscribe|share(?: this.{0,20})?|get the app|download (?:the|our) app.{0,20}|available on"
    r"|(?:about|company|resources|products?|support|legal|community|languages?|kontakt|service)",
    re.IGNORECASE,
)
"""The same where nothing after it reads as a sentence."""

COPYRIGHT: Final = re.compile(
    r"(?:copyright|©|\(c\)|&copy;)\s*(?:copyright|©|\(c\))?.{0,120}"
    r"|.{0,80}(?:©|\(c\)|copyright) ?(?:19|20)\d\d.{0,80}"
    r"|.{0,80}(?:all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s"
    r"|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden)\.?.{0,40}",
    re.IGNORECASE,
)
COPYRIGHT_MARK: Final = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|\bcopyright ?(?:©|(?:19|20)\d\d)", re.IGNORECASE
)
