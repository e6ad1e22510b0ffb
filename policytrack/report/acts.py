"""The words for acts that no fact is made of: to agree, to suspend, to sell, to train.

In seven languages, the acts in the same order. Knows nothing of what an act weighs.
"""

from __future__ import annotations

import re
from functools import cache

# Acts, each with the beginnings of the words that name it; shorter ones whole.
_ACTS = {
    "en": (
        "agree|accept|consent|acknowledg|you promise|bound by|legitimate interest",
        "suspen|terminat|ban|bans|bann|disabl|restrict|block|revok",
        "sell|sold|sale|monetiz",
        (
            "shar|disclos|transfer|make available|made available|sent to|assigned to|assigned by"
            "|assignable|assign this|assign any"
        ),
        "collect|track|record|monitor|detect|moderat|reporting a|abuse|infer|analy",
        "ai|to train|train our|trained|training of|training data|machine learn|automat|algorithm",
        "fee|fees|charg|pay|pays|paid|payment|price|refund|renew",
        (
            "must|required|requires?\\b|prohibit|forbid|not allow|do not|may not|you ca not"
            "|you cannot|except|unless|only"
        ),
        "responsib|liab|warrant|indemnif|waiv|disclaim|own risk",
        "retain|retention|delet|eras|anonymi",
        "take effect|takes effect|into effect|effective|in force",
        "age|aged|minor|minors|child|children|parent|gender|under 1",
        "reserve|discretion|at any time|without notice|without restriction",
        "opt out|object|appeal|arbitrat|court",
        "advertis|personaliz|personalis|target|marketing",
    ),
    "fr": (
        "accept|consent|lié par|intérêt légitime",
        "suspen|résili|bann|désactiv|bloqu|restrei",
        "vend|vente",
        "partag|divulg|transf|transmet|envoy|à disposition|cède|céd|cession",
        "collect|recueil|suiv|enregistr|détect|modér|dédui|analys",
        "ia|entraîn|apprentissage automatique|automatis|algorithm",
        "frais|factur|paie|payer|prix|rembours|renouvel",
        "doit|doivent|devez|exig|interdi|sauf|uniquement|seulement",
        "responsab|garanti|indemnis|renonc|vos risques|propres risques",
        "conserv|supprim|effac|anonymis",
        "entre en vigueur|entrent en vigueur|prend effet|en vigueur",
        "âge|mineur|enfant|parent|genre|sexe",
        "se réserve|discrétion|à tout moment|sans préavis|sans restriction",
        "opposer|opposition|recours|arbitrag|tribuna",
        "publicit|personnalis|cibl",
    ),
    "de": (
        "zustimm|einwillig|akzeptier|berechtigtes interesse",
        "sperr|kündig|gesperrt|deaktivier|beschränk|blockier",
        "verkauf",
        (
            "weitergeb|weitergegeben|offenleg|übermittel|übertrag|gesendet|zur verfügung|abtret"
            "|abgetreten|teilen"
        ),
        "erheb|erfass|verfolg|aufzeichn|erkenn|moderier|ableiten|abgeleitet|analys",
        "ki|trainier|maschinell|automatisiert|algorithm",
        "gebühr|kosten|zahl|preis|erstatt|verlänger",
        "muss|müssen|verboten|untersag|darf nicht|dürfen nicht|außer|nur",
        "verantwort|haft|gewährleist|verzicht|eigene gefahr|eigenes risiko",
        "aufbewahr|speicher|lösch|anonymisier",
        "in kraft|wirksam",
        "alter|minderjähr|kinder|eltern|geschlecht",
        "behalten uns|behält sich|ermessen|jederzeit|ohne ankündigung|ohne einschränkung",
        "widersprech|widerspruch|beschwerde|schiedsverfahren|gericht",
        "werb|personalisi|zielgruppe",
    ),
    "es": (
        "acept|consent|interés legítimo",
        "suspen|rescin|cancel|bloque|desactiv|restring",
        "vend|venta",
        "compart|divulg|transfer|revel|envia|a disposición|ceder|cede|cesión",
        "recop|recog|rastre|registr|detect|moder|infer|analiz",
        "ia|entren|aprendizaje automático|automatiz|algoritm",
        "tarifa|cobr|pago|pagar|precio|reembols|renov",
        "debe|deberá|exig|prohib|excepto|salvo|solo|únicamente",
        "responsab|garant|indemniz|renunci|propio riesgo",
        "conserv|elimin|borra|anonimiz",
        "entra en vigor|entrará en vigor|en vigor|vigente",
        "edad|menor|niños|niñas|padres|género",
        "reserva|discreción|en cualquier momento|sin previo aviso|sin restric",
        "oponer|oposición|recurso|arbitraj|tribunal",
        "publicidad|publicitari|personaliz",
    ),
    "it": (
        "accett|consens|interesse legittimo",
        "sospen|risol|blocc|disattiv|limit",
        "vend",
        "condivi|divulg|trasfer|comunic|inviat|a disposizione|ceder|cede|cedut|cession",
        "raccog|raccol|tracc|registr|rilev|moder|dedu|analiz",
        "ia|addestr|apprendimento automatico|automatizz|algoritm",
        "tariff|addebit|pagar|pagam|pagat|prezz|rimbors|rinnov",
        "deve|devono|obblig|viet|tranne|salvo|solo|soltanto",
        "responsab|garan|indenn|rinunc|proprio rischio",
        "conserv|cancell|elimin|anonimizz",
        "entra in vigore|entrano in vigore|in vigore|efficac",
        "età|minor|bambin|genitor|genere",
        "riserv|discrezione|in qualsiasi momento|senza preavviso|senza restriz",
        "opporsi|opposizione|ricorso|arbitrat|tribunal",
        "pubblicit|personalizz|mirat",
    ),
    "pt": (
        "aceit|concord|consent|interesse legítimo",
        "suspen|rescind|cancel|bloque|desativ|restring",
        "vend",
        "compartilh|partilh|divulg|transfer|enviad|disponibiliz|ceder|cede|cessão",
        "colet|recolh|rastre|regist|detect|moder|infer|analis",
        "ia|trein|aprendizado de máquina|automatiz|algoritm",
        "taxa|cobr|pagar|pagam|preço|reembols|renov",
        "deve|deverá|exig|proib|exceto|salvo|apenas|somente",
        "responsab|garant|indeniz|renunci|conta e risco|próprio risco",
        "conserv|exclu|apag|elimin|anonimiz",
        "entra em vigor|entrará em vigor|em vigor|vigente",
        "idade|menor|criança|pais|gênero",
        "reserva|critério|a qualquer momento|sem aviso|sem restri",
        "opor|oposição|recurso|arbitrag|tribunal",
        "publicidad|anúncio|personaliz|direcion",
    ),
    "nl": (
        "akkoord|instem|toestemm|gerechtvaardigd belang",
        "opschort|beëindig|blokk|uitschakel|beperk",
        "verko",
        "delen|gedeeld|bekendma|doorgeven|verstrek|verzonden|beschikbaar|overdra",
        "verzamel|volgen|registr|detect|moder|afleid|analys",
        "ai|train|machine learning|geautomatiseerd|algoritm",
        "kosten|tarie|betal|prijs|terugbetal|verleng",
        "moet|verplicht|verbod|niet toegestaan|tenzij|alleen|uitsluitend",
        "verantwoord|aansprakel|garan|vrijwar|afstand|eigen risico",
        "bewar|verwijder|wissen|anonimis",
        "van kracht|ingang",
        "leeftijd|minderjar|kinder|ouder|geslacht",
        "voorbehoud|behouden ons|op elk moment|zonder kennisgeving|zonder beperk",
        "bezwaar|beroep|arbitrag|rechtbank",
        "adverten|reclame|personalis|gericht",
    ),
}
_SHORT = 3  # letters of a word that must stand as it is


@cache
def find_acts(language: str) -> re.Pattern[str]:
    """All acts in one pattern, each as a group of its own; those of English for others."""
    groups = (
        "|".join(rf"{word}\b" if len(word) <= _SHORT else word for word in act.split("|"))
        for act in _ACTS.get(language, _ACTS["en"])
    )
    return re.compile(rf"\b(?:{'|'.join(f'({group})' for group in groups)})")
