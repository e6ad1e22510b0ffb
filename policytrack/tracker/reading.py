"""From a source to a policy's text and its sections: load, extract, lay out, parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytrack.extract import extract
from policytrack.fetch import FetchSettings, load
from policytrack.sections import parse_document
from policytrack.sentences import lay_out

if TYPE_CHECKING:
    from policytrack.model import Capture, Document, Extraction
    from policytrack.workspace import Settings, TrackedPolicy


@dataclass(frozen=True, slots=True)
class Reading:
    """A capture and what was read out of it; `document.text` is what would be stored."""

    capture: Capture
    extraction: Extraction
    document: Document

    @property
    def title(self) -> str:
        """The title that the document gives itself."""
        return self.extraction.title or next(iter(self.headings), "")

    @property
    def headings(self) -> tuple[str, ...]:
        """The document's headings, in order."""
        return tuple(part.heading for part in self.document.sections if part.heading)


def fetch_settings(settings: Settings) -> FetchSettings:
    """The workspace's settings in the fetcher's terms."""
    return FetchSettings(
        contact=settings.contact,
        pause=settings.pause,
        timeout=settings.timeout,
        max_decoded_bytes=int(settings.max_megabytes * 1_000_000),
        max_wire_bytes=int(settings.max_megabytes * 1_000_000),
        allow_private=settings.allow_private,
        respect_robots=settings.respect_robots,
        verify_tls=settings.verify_tls,
        parallel=max(1, int(settings.parallel)),
    )


def load_reading(source: str, settings: FetchSettings | None = None) -> Reading:
    """Load a URL, a file or standard input ("-") and read it without any rules."""
    return read_capture(load(source, settings or FetchSettings()))


def read_capture(capture: Capture, policy: TrackedPolicy | None = None) -> Reading:
    """Read a capture as the policy asks for. Raises ExtractError."""
    rules = None
    if policy is not None and policy.rules:
        from policytrack.extract.rules import parse_rules

        rules = parse_rules(policy.rules)
    extraction = extract(capture, rules)
    language = (policy.language if policy else "") or extraction.language
    text = lay_out(extraction.markdown, language)
    return Reading(capture, extraction, parse_document(text, language))
