"""References from a text to its own sections: "Section 4.2", "§ 5", "article 6", "Ziffer 4".

Owns how seven languages name a section and which of a document's references lead nowhere. Must not
know how sections are found or compared.
"""

from policytrack.crossrefs.dangling import dangling
from policytrack.crossrefs.references import Crossref, find_crossrefs, follow, normalise
from policytrack.crossrefs.words import DIVISIONS

__all__ = ["DIVISIONS", "Crossref", "dangling", "find_crossrefs", "follow", "normalise"]
