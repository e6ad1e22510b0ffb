"""What pages say around a policy, in closed lists of seven languages.

Owns the words; must not know what a change is.
"""

from __future__ import annotations

import re

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
|page summary|key takeaways|more help|more options|index|top of page|jump to top|print version
|printable version|view printable version|archived versions|previous versions|see previous versions
|view previous versions|subscribe to updates|all rights reserved|go to top|view full site
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
SAYINGS = frozenset(tuple(line.split()) for line in _SAYINGS.replace("\n", "").split("|"))
# Headings over boxes that hold nothing of the policy, when what is below is short or only links.
BOXES = frozenset(
    tuple(line.split())
    for line in [
        "was it helpful", "was this helpful", "need more help", "other ways to get help",
        "still need help", "related articles", "related topics", "related links",
        "verwandte artikel", "ähnliche artikel", "articles connexes", "artículos relacionados",
        "artigos relacionados", "articoli correlati", "gerelateerde artikelen",
    ]
)  # fmt: skip

# Hints, surveys and boxes for letters, as pieces of a short line; and what each of them holds,
# which is found in a hundredth of the time.
_HINT_SIGNS = (
    "search box", "table of contents", "tab key", "save this page", "documentation index",
    "all available pages", "suchfeld", "champ de", "cuadro de", "caixa de", "casella di", "zoekvak",
    "have a moment", "re doing", "stay organized", "survey", "news", "conference", "infolettre",
    "bolet", "nieuwsbrief",
)  # fmt: skip
_HINT = re.compile(
    r"search box|expand table of contents|use the tab key|save this page to|documentation index"
    r"|discover all available pages before exploring"
    r"|suchfeld|champ de recherche|cuadro de búsqueda|caixa de pesquisa|casella di ricerca|zoekvak"
    r"|have a moment|how we.re doing|stay organized with"
    r"|take (?:the|our|a)\b.{0,25}\bsurvey|minute.{0,12} survey"
    r"|(?:sign up|subscribe).{0,20}(?:newsletter|developer news)|apply for the .{0,40}conference"
    r"|(?:abonnieren|anmelden).{0,30}newsletter|newsletter.{0,30}(?:abonnieren|anmelden)"
    r"|(?:inscri|abonne).{0,30}(?:newsletter|infolettre)|suscr[ií]b.{0,30}(?:newsletter|bolet[ií]n)"
    r"|iscriv.{0,30}newsletter|inscre.{0,30}newsletter|inschrijven.{0,30}nieuwsbrief",
    re.IGNORECASE,
)
# What a machine wrote above the policy's own words; and what each of these holds.
_MACHINE_SIGNS = ("ai-generated", "by ai", "ki-generiert", "généré par")
_MACHINE_MADE = re.compile(
    r"ai-generated (?:key takeaways|summary|overview)|(?:generated|summari[sz]ed) by ai\b"
    r"|ki-generierte? (?:zusammenfassung|übersicht)|résumé généré par (?:l.)?ia\b",
    re.IGNORECASE,
)
# How often a page or a video was seen, glued to the words behind it or alone; how many liked it.
# Begins with a set of characters, so that the search skips to these.
COUNTER = re.compile(
    r"[\dV](?:(?<=\d)(?<![$€£\d.,]\d)[\d.,]{0,10}(?:[KMB](?=[A-Z][a-z])| ?[KMB]? ?"
    r"(?:views|Aufrufe|vues|visualizaciones|visualizações|visualizzazioni|weergaven)"
    r"(?=[A-Z]|\s*$))|(?<=\bV)iews: ?\d[\d.,]{0,10}[KMB]?)"
)
_OPINIONS = (
    r"\d[\d.,]* (?:out of|of|von|sur|de|di|van(?: de)?) \d[\d.,]* .{0,40}"
    r"(?:helpful|hilfreich|utile|útil|nuttig).{0,10}"
    r"|.{0,40}(?:helpful|hilfreich|utile|útil|nuttig).{0,12}: ?\d[\d.,]* .{0,12} \d[\d.,]*"
)
_CLOCK = r"\d{1,3}:\d\d(?: ?/ ?\d{1,3}:\d\d)?"
_STAMP = r"\d{4}-\d\d-\d\dT[\d:.]{5,15}Z?"
_KEYS = r"(?:Ctrl|Cmd|Alt|Shift|⌘)(?: ?\+ ?\w{1,5})+"
_OWNER = r".{0,60}(?:©|\(c\)|copyright) ?(?:\d{4}\b.{0,60}|.{0,40}\b\d{4})"
# Lines that hold a counter, a clock, a time stamp, keys to press, the owner of the page.
COUNTERS = re.compile(f"{_OPINIONS}|{_CLOCK}|{_STAMP}|{_KEYS}|{_OWNER}", re.IGNORECASE)
_LANGUAGES = """
english deutsch german français french español spanish italiano italian português portuguese
nederlands dutch polski polish türkçe turkish русский russian українська ukrainian română
romanian čeština czech slovenčina slovenský slovak magyar hungarian svenska swedish dansk
danish norsk norwegian bokmål suomi finnish ελληνικά greek български bulgarian hrvatski cruatu
croatian srpski српски serbian slovenščina slovenian eesti estonian latviešu latviski latvian
lietuvių lithuanian 日本語 japanese 한국어 korean 中文 chinese العربية arabic
עברית hebrew हिन्दी hindi ไทย thai tiếng việt vietnamese bahasa indonesian melayu malay català
"""
_REGIONS = """
us uk france brasil brazil españa canada latinoamérica latam portugal indonesia keel 简体 繁體
simplified traditional
"""
# Parts of the world by their letters, as tabs over the editions of a policy name them.
_AREAS = "eea eu uk gb ch us usa row emea apac latam anz ewr eee ue"
# Words that only say of which day a text is.
_DATING = """
last updated update effective date as of from on modified revised revision version published
letzte aktualisierung aktualisiert stand am zuletzt geändert gültig ab dem vom datum
dernière mise à jour le en vigueur du modification depuis
última actualización atualização fecha data de efectiva vigente desde el em a partir
ultimo aggiornamento il dal in vigore laatst bijgewerkt gewijzigd op vanaf
"""
# What documents of rules are called.
_DOCUMENTS = """
policy policies terms agreement guidelines rules notice statement conditions standards
datenschutzerklärung datenschutzhinweise nutzungsbedingungen richtlinie richtlinien regeln agb
impressum bedingungen vereinbarung politique conditions règles charte mentions política políticas
términos condiciones aviso normas reglas termos condições diretrizes informativa termini condizioni
norme regole beleid voorwaarden verklaring richtlijnen regels
"""
DOCUMENTS = frozenset(_DOCUMENTS.split())
LANGUAGES = frozenset(_LANGUAGES.split())
REGIONS = frozenset(_REGIONS.split())
AREAS = frozenset(_AREAS.split())
DATING = frozenset(_DATING.split())


def is_hint(line: str) -> bool:
    """Whether a short line holds a hint, a survey or a box for letters."""
    lower = line.lower()
    return any(sign in lower for sign in _HINT_SIGNS) and _HINT.search(line) is not None


def is_machine_made(line: str) -> bool:
    """Whether a line says that a machine wrote what follows."""
    lower = line.lower()
    return any(sign in lower for sign in _MACHINE_SIGNS) and _MACHINE_MADE.search(line) is not None
