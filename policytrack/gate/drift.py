"""Whether a text is still the policy that was in force; knows nothing of walls.

Everything found here may be a real change as well: such a text is held until it persists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from policytrack.gate.candidate import Reason
from policytrack.gate.naming import names_policy
from policytrack.gate.traits import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policytrack.gate.candidate import Candidate, Known
    from policytrack.gate.traits import Traits

# Calibrated on 4,841 versions of 133 policies and 990 pairs of policies of the same kind from
# different companies (docs/gate.md).
SHRUNK = 1 / 3  # of the words in force
HALF = 0.7  # of the words in force: a text shorter than this may be a part of it
PART = 0.9  # of the candidate's words stand in force: nothing but a part
FEW_KEPT = 0.7  # of the words in force
MOSTLY_NEW = 0.5  # of the candidate's words: more of them in force, and it is a remainder
UNRELATED = 0.22  # of the long words of the text with fewer of them
RELATED = 0.5  # likewise: a text at another address is still the same policy
MIN_TOPICS = 20  # long words; fewer say nothing of what a text is about
MIN_WORDS = 60  # a text in force that is shorter cannot be said to have shrunk
MIN_HEADINGS = 4
HEADINGS_KEPT = 0.25
TWIN = 0.8  # of the words stand in another policy's text
NOT_TWIN = 0.5  # of the words in force

DETOUR = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|auth|oauth2?|sso|account|consent|cookie-?wall|challenge|captcha"
    r"|checkpoint|blocked|denied|error|errors|404|not-?found|unavailable|unsupported|maintenance|sorry"
    r"|index)(?:[/._-]|$)|^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?$",
    re.IGNORECASE,
)


def find_drift(
    candidate: Candidate, seen: Traits, known: Known, familiar: Traits
) -> Iterable[Reason]:
    """All that speaks against this text being the policy in force, changed or not."""
    ratio = seen.words / max(familiar.words, 1)
    if ratio < SHRUNK and familiar.words >= MIN_WORDS:
        left = f"Of {familiar.words} words {seen.words} are left."
        if is_no_policy(candidate, known) and seen.shared_with(familiar) < MOSTLY_NEW:
            yield Reason("other_page", "What is there does not call itself a policy.")
        yield Reason("shrunk", left)
    elif (
        ratio < HALF
        and familiar.words >= MIN_WORDS
        and seen.shared_with(familiar) >= PART
        and familiar.shared_with(seen) < FEW_KEPT
    ):
        yield Reason(
            "half_loaded",
            f"The text is a part of the one in force: {seen.words} of {familiar.words} words.",
        )
    if lost_headings(candidate, known):
        yield Reason("lost_headings", f"Hardly any of {len(known.headings)} headings is left.")
    if candidate.language and known.language and candidate.language != known.language:
        yield Reason("language", f'The language is "{candidate.language}", not "{known.language}".')
    elif are_unrelated(seen, familiar):
        yield unrelated_reason(candidate, known)


def unrelated_reason(candidate: Candidate, known: Known) -> Reason:
    """A policy rewritten, or some other page: one names itself a policy, the other does not."""
    nothing = "next to no words in common with the one in force"
    if is_no_policy(candidate, known):
        return Reason("other_page", f"The text has {nothing}, and does not call itself a policy.")
    return Reason("unrelated", f"The text has {nothing}.")


def is_no_policy(candidate: Candidate, known: Known) -> bool:
    """Whether the text in force calls itself a policy and this one, under other headings, not."""
    before, after = (known.title, *known.headings), (candidate.title, *candidate.headings)
    if {*map(fold, known.headings)} & {*map(fold, candidate.headings)}:
        return False
    return names_policy(before) and not names_policy(after)


def lost_headings(candidate: Candidate, known: Known) -> bool:
    """Whether headings are gone whose text is not: the page's structure failed to come."""
    kept = {fold(heading) for heading in candidate.headings}
    count = len(known.headings)
    found = sum(fold(heading) in kept for heading in known.headings)
    few = len(candidate.headings) <= HEADINGS_KEPT * count
    return count >= MIN_HEADINGS and few and found <= HEADINGS_KEPT * count


def are_unrelated(seen: Traits, familiar: Traits) -> bool:
    """Whether two texts are about different things, or in different languages."""
    return min(len(seen.topics), len(familiar.topics)) >= MIN_TOPICS and (
        topic_overlap(seen, familiar) < UNRELATED
    )


def topic_overlap(seen: Traits, familiar: Traits) -> float:
    """The share of long words in common, of those of the text with fewer."""
    fewer = min(len(seen.topics), len(familiar.topics))
    return len(seen.topics & familiar.topics) / fewer if fewer else 0.0


def find_elsewhere(
    candidate: Candidate, seen: Traits, known: Known | None, familiar: Traits | None
) -> Reason | None:
    """Another address than before, with another text; or a detour to a front page or a login."""
    expected = known.final_url if known and known.final_url else candidate.source
    if not candidate.final_url or not expected or same_place(candidate.final_url, expected):
        return None
    if familiar and topic_overlap(seen, familiar) >= RELATED:
        return None
    path = urlsplit(candidate.final_url).path
    detour = bool(DETOUR.search(path)) and not DETOUR.search(urlsplit(expected).path)
    if not detour and familiar is None:
        return None  # a first look has nothing to compare with, and redirects are common
    return Reason("elsewhere", f"The page came from {candidate.final_url}, not {expected}.")


def same_place(url: str, other: str) -> bool:
    """Whether two URLs differ in nothing but scheme, www, case, a slash or the query."""
    return place(url) == place(other)


def place(url: str) -> tuple[str, str]:
    """Host and path in one form."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/").casefold()


def find_twin(
    seen: Traits, familiar: Traits, others: Iterable[tuple[Known, Traits]]
) -> Reason | None:
    """Another policy of the workspace whose text this is, all of a sudden."""
    if familiar.shared_with(seen) >= NOT_TWIN:
        return None
    for other, traits in others:
        if seen.shared_with(traits) >= TWIN and traits.shared_with(seen) >= TWIN:
            return Reason("other_policy", f"The text is that of {other.name or 'another policy'}.")
    return None
