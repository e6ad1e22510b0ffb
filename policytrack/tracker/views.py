"""What a kept capture's page looked like: a screenshot and a print, where the policy asks for them.

A page is loaded once more for them, by the browser, when its capture is kept; what that load showed
is said beside them. Where it fails, the reason is kept in their place and nothing else is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policytrack.errors import FetchError
from policytrack.fetch import is_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.browser import Rendering
    from policytrack.tracker.eyes import Errand, Eyes

LARGEST = 8_000_000  # bytes of one view; a long policy's screenshot takes 1 to 3 million


@dataclass(frozen=True, slots=True)
class Views:
    """Files by kind, and what is to be said of them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)


def take_views(eyes: Eyes | None, errand: Errand) -> Views:
    """The views that the errand's policy asks for; none where it asks for none."""
    wanted = errand.policy.evidence
    if not wanted or eyes is None or not is_url(errand.source):
        return Views()
    try:
        rendering = eyes.picture(errand.source, errand.policy, wanted)
    except FetchError as error:
        return Views(about={"views": {"failed": error.message}})
    found = {"screenshot": rendering.screenshot, "pdf": rendering.pdf}
    files = {kind: data for kind, data in found.items() if data and len(data) <= LARGEST}
    left_out = [kind for kind, data in found.items() if len(data) > LARGEST]
    return Views(files, {"views": _facts(rendering, left_out)})


def _facts(rendering: Rendering, left_out: list[str]) -> dict[str, Any]:
    capture = rendering.capture
    facts: dict[str, Any] = {
        "final_url": capture.final_url,
        "status": capture.status,
        "renderer": capture.facts.get("renderer", ""),
        "taken": capture.finished.isoformat() if capture.finished else None,
    }
    return {**facts, "larger_than_allowed": left_out} if left_out else facts
