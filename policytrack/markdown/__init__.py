"""Markdown as written text: its lines, its blocks, and the words under its marks.

Owns positions (0-based character offsets, 0-based lines) and what the marks mean. Must not know
what a section, a heading's number or a language is.
"""

from __future__ import annotations

from policytrack.markdown.blocks import Block, BlockKind, Blocks, scan_blocks
from policytrack.markdown.lines import Lines, split_lines
from policytrack.markdown.plain import plain_text

__all__ = ["Block", "BlockKind", "Blocks", "Lines", "plain_text", "scan_blocks", "split_lines"]
