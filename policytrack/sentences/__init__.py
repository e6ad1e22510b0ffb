"""The form in which a policy's text is kept: plain Markdown, one sentence a line.

Owns where sentences end and how blocks of Markdown are written; knows nothing of sections,
comparison or where the text came from.
"""

from __future__ import annotations

from policytrack.sentences.boundaries import split_sentences
from policytrack.sentences.layout import lay_out

__all__ = ["lay_out", "split_sentences"]
