"""Does a change matter, and what in it says so.

Owns what counts as cosmetic and the signals found in changed words, per language. Must not know
how sections were found or paired, nor how anything is shown.
"""

from policytrack.weigh.judgement import Judgement, judge

__all__ = ["Judgement", "judge"]
