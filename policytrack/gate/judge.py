"""Is this capture the policy? All findings joined into one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.gate.candidate import Reason, Verdict
from policytrack.gate.drift import find_drift, find_elsewhere, find_twin
from policytrack.gate.traits import read_traits
from policytrack.gate.walls import MAX_WALL, SHELL_PROSE, find_shell, find_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policytrack.gate.candidate import Candidate, Known
    from policytrack.gate.traits import Traits

OPENING = 8000  # characters; three times what a wall may say
GOOD_STATUS = frozenset({None, 200, 203, 304})


def judge_capture(
    candidate: Candidate, known: Known | None = None, others: Iterable[Known] = ()
) -> Verdict:
    """Whether a capture is the policy.

    `known` is the text in force, None at the first look; `others` are texts in force of other
    policies, best those of the same host. Time grows linearly with the texts.
    """
    if candidate.status not in GOOD_STATUS:
        return Verdict("failed", (Reason("status", f"The server answered {candidate.status}."),))
    if known is not None and candidate.text == known.text:
        return Verdict("accepted")
    seen = read_traits(candidate.text) if known else read_opening(candidate)
    if not seen.words:
        return Verdict("failed", (Reason("empty", "The page holds no words."),))
    familiar = read_traits(known.text) if known is not None else None
    reasons = list(find_reasons(candidate, seen, known, familiar))
    if familiar is not None:
        twin = find_twin(seen, familiar, ((other, read_traits(other.text)) for other in others))
        reasons += [twin] if twin else []
    return Verdict("held" if reasons else "accepted", tuple(reasons))


def read_opening(candidate: Candidate) -> Traits:
    """As much of the text as shows that it is no wall and no shell; all of it where it may be one.

    For a first look, which has nothing else to compare.
    """
    opening = read_traits(candidate.text[: candidate.text.rfind("\n", 0, OPENING) + 1])
    if opening.words > MAX_WALL and find_shell(candidate, opening) is None:
        return opening
    return read_traits(candidate.text)


def find_reasons(
    candidate: Candidate, seen: Traits, known: Known | None, familiar: Traits | None
) -> Iterator[Reason]:
    """What speaks against the capture, by itself and beside the text in force."""
    wall = find_wall(candidate, seen, familiar)
    if wall:
        yield wall
    elif familiar is None or familiar.prose > SHELL_PROSE:
        shell = find_shell(candidate, seen)
        if shell:
            yield shell
    elsewhere = find_elsewhere(candidate, seen, known, familiar)
    if elsewhere:
        yield elsewhere
    if known is not None and familiar is not None:
        yield from find_drift(candidate, seen, known, familiar)
