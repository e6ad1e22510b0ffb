"""Which section is which through a whole history, and since when each sentence says what it says.

Owns identities: what a section is called by, once for all, whatever becomes of its heading, number
or place. Pure. Must not know where versions are kept, nor how a history is shown.
"""

from __future__ import annotations

from policytrack.lineage.blame import Sentence, find_origins, read_sentences
from policytrack.lineage.identity import anchor_of
from policytrack.lineage.lives import Event, Lives, Stage, follow_sections
from policytrack.lineage.passages import (
    Passage,
    SectionMark,
    match_sections,
    read_marks,
    read_passages,
)

__all__ = [
    "Event",
    "Lives",
    "Passage",
    "SectionMark",
    "Sentence",
    "Stage",
    "anchor_of",
    "find_origins",
    "follow_sections",
    "match_sections",
    "read_marks",
    "read_passages",
    "read_sentences",
]
