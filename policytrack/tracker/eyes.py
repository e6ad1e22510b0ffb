"""How a run sees sources: plain fetches, and a browser for the pages that need one.

One pair of eyes serves a whole run and all its threads; the browser starts when first needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from policytrack.errors import ExtractError
from policytrack.fetch import Fetcher, is_url, load, utc_now
from policytrack.gate import Candidate, judge_capture
from policytrack.tracker.asking import settings_for
from policytrack.tracker.combined import join_captures
from policytrack.tracker.readers import Readers
from policytrack.tracker.reading import Reading, is_same_source, reading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from policytrack.browser import Browser, Rendering
    from policytrack.model import Capture
    from policytrack.workspace import TrackedPolicy, Workspace

NOT_MODIFIED = 304
SHELLS = frozenset({"shell", "script_wall"})  # verdicts on a page that scripts would fill


@dataclass(frozen=True, slots=True)
class Errand:
    """What to look at, and what spares reading it again.

    `conditional`: validators of the capture that is known already.
    """

    policy: TrackedPolicy
    source: str  # a URL, a path or "-"
    conditional: Mapping[str, str] = field(default_factory=dict)
    in_force: str = ""  # mark of the text in force
    known: str = ""  # `reading_key` of what that text was read from last
    reading: Reading | None = None  # of the look before, where this one confirms it


class Eyes:
    """Sees sources with one fetcher and, where it must be, one browser."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._fetcher = Fetcher(settings_for(workspace), now=now)
        self._now = now
        self._browser: Browser | None = None
        self._readers = Readers()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._fetcher.__exit__(*error)
        self._readers.__exit__(*error)
        if self._browser is not None:
            self._browser.__exit__(*error)

    def see(self, errand: Errand) -> Reading | Capture | None:
        """The source as text; the capture alone where the text in force was read from its like.

        None when the server says that it was not modified. FetchError, ExtractError.
        """
        policy = errand.policy
        if not is_url(errand.source):
            settings = settings_for(self._workspace, policy)
            capture = load(errand.source, settings, now=self._now)
        elif len(policy.pages) > 1:
            capture = join_captures([self._capture(page.source, policy) for page in policy.pages])
        else:
            conditional = errand.conditional if policy.render == "plain" else {}
            capture = self._capture(errand.source, policy, conditional)
        if capture.status == NOT_MODIFIED:
            return None
        if errand.known and errand.known == reading_key(capture, policy, errand.in_force):
            return capture
        if errand.reading is not None and is_same_source(errand.reading.capture, capture):
            return replace(errand.reading, capture=capture)
        if policy.render == "auto" and is_url(errand.source):
            return self._read_or_render(errand, capture)
        return self._readers.read(capture, policy)

    def _capture(
        self, url: str, policy: TrackedPolicy, conditional: Mapping[str, str] | None = None
    ) -> Capture:
        if policy.render == "browser":
            return self._render(url, policy)
        settings = settings_for(self._workspace, policy)
        return self._fetcher.fetch(url, conditional=conditional or None, settings=settings)

    def _read_or_render(self, errand: Errand, capture: Capture) -> Reading:
        try:
            reading = self._readers.read(capture, errand.policy)
        except ExtractError:
            return self._readers.read(self._render(errand.source, errand.policy), errand.policy)
        if SHELLS.isdisjoint(judge_capture(candidate_of(reading)).codes):
            return reading
        return self._readers.read(self._render(errand.source, errand.policy), errand.policy)

    def picture(self, url: str, policy: TrackedPolicy, views: Collection[str] = ()) -> Rendering:
        """The page as it looks ("screenshot", "pdf"), at its host's turn. FetchError."""
        settings = settings_for(self._workspace, policy)
        with self._fetcher.turn(url, settings=settings) as robots:
            seen = self._find_browser().fetch(url, settings=settings, views=views)
        facts = {**seen.capture.facts, "robots": robots}
        return replace(seen, capture=replace(seen.capture, facts=facts))

    def _render(self, url: str, policy: TrackedPolicy) -> Capture:
        return self.picture(url, policy).capture

    def _find_browser(self) -> Browser:
        if self._browser is None:
            from policytrack.browser import Browser, BrowserSettings

            program = BrowserSettings(program=self._workspace.settings.browser)
            self._browser = Browser(self._fetcher.settings, program, now=self._now)
        return self._browser


def candidate_of(reading: Reading) -> Candidate:
    """A reading as the gate wants to see it."""
    return Candidate(
        text=reading.document.text,
        title=reading.title,
        status=reading.capture.status,
        source=reading.capture.source,
        final_url=reading.capture.final_url,
        language=reading.document.language,
        headings=reading.headings,
    )


def load_policy(workspace: Workspace, policy: TrackedPolicy, source: str = "") -> Reading:
    """A tracked policy's source (or `source` in its place) as it stands now."""
    with Eyes(workspace, utc_now) as eyes:
        reading = eyes.see(Errand(policy, source or workspace.locate(policy)))
    if not isinstance(reading, Reading):
        raise ExtractError(f"{policy.source}: not modified, though nothing was asked for")
    return reading
