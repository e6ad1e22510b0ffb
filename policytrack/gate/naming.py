"""Which titles name a policy, in seven languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.gate.traits import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

POLICY_TITLE = re.compile(
    r"polic(?:y|ies)|privacy|terms|conditions|cookies?\b|legal|notice|guidelines?|\brules\b|agreement"
    r"|imprint|standards|code of conduct|statement|disclaimer|licen[cs]e|datenschutz|bedingungen"
    r"|\bagb\b|impressum|richtlinie|regeln|hinweise?\b|erklärung|vertrag|confidentialité|mentions"
    r"|politique|règle|charte|contrat|données personnelles|privacidad|términos|condiciones|política"
    r"|aviso|normas|privacidade|termos|condições|regras|informativa|condizioni|termini|norme"
    r"|voorwaarden|beleid|verklaring|regels|richtlijnen|overeenkomst"
)


def names_policy(titles: Iterable[str]) -> bool:
    """Whether one of the titles or headings names a policy."""
    return any(POLICY_TITLE.search(fold(title)) for title in titles)
