"""From a source to a policy's text and its sections: load, extract, lay out, parse."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from policytrack.extract import EXTRACTOR, extract
from policytrack.fetch import FetchSettings, load
from policytrack.languages import LANGUAGES, guess_language
from policytrack.tracker.asking import settings_for
from policytrack.tracker.combined import MEDIA_TYPE, join_extractions, split_capture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policytrack.extract.explained import Explanation
    from policytrack.extract.format import Rules
    from policytrack.fetch import SettingsOf
    from policytrack.model import Capture, Document, Extraction
    from policytrack.workspace import TrackedPolicy, Workspace


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


def load_reading(
    source: str, workspace: Workspace | None = None, *, policy: TrackedPolicy | None = None
) -> Reading:
    """Load a URL, a file or standard input ("-") and read it, by a policy's rules if given.

    Sites are asked as the workspace says, where there is one.
    """
    return read_capture(load(source, _settings(workspace, policy)), policy)


def explain_source(
    source: str, workspace: Workspace | None = None, *, policy: TrackedPolicy | None = None
) -> Explanation:
    """What is taken of a URL, a file or standard input, what is left out, and why."""
    return explain_capture(load(source, _settings(workspace, policy)), policy)


def explain_capture(capture: Capture, policy: TrackedPolicy | None) -> Explanation:
    """The same of what is here already."""
    from policytrack.extract import explain

    return explain(capture, _rules(policy.rules) if policy else None)


def _settings(
    workspace: Workspace | None, policy: TrackedPolicy | None
) -> FetchSettings | SettingsOf:
    return settings_for(workspace, policy) if workspace else FetchSettings()


def read_capture(capture: Capture, policy: TrackedPolicy | None = None) -> Reading:
    """Read a capture as the policy asks for. Raises ExtractError."""
    from policytrack.sections import parse_document
    from policytrack.sentences import lay_out

    extraction = _extract(capture, policy)
    language = (policy.language if policy else "") or _language(extraction)
    text = lay_out(extraction.markdown, language)
    return Reading(capture, extraction, parse_document(text, language))


def reading_key(capture: Capture, policy: TrackedPolicy, text_mark: str) -> str:
    """Equal for equal bytes read the same way into the same text: it need not be read again."""
    way = (EXTRACTOR, capture.content_type, capture.final_url, policy.language, policy.pages)
    told = sha256(capture.body).hexdigest()
    return sha256(repr((told, way, text_mark)).encode("utf-8", "surrogatepass")).hexdigest()


def rules_mark(policy: TrackedPolicy) -> str:
    """Tells ways of reading a page apart; "" for a policy without rules of its own."""
    rules = [page.rules for page in policy.pages]
    if not policy.language and rules == [{}]:
        return ""
    way = json.dumps([policy.language, rules], sort_keys=True, default=str)
    return sha256(way.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_same_source(before: Capture, after: Capture) -> bool:
    """Whether two captures are bound to be read as the same text."""
    return (before.body, before.content_type, before.final_url) == (
        after.body,
        after.content_type,
        after.final_url,
    )


def _language(extraction: Extraction) -> str:
    """What the page says of its language, unless its words plainly say otherwise."""
    stated = extraction.language
    return (guess_language(extraction.markdown) if stated in LANGUAGES else "") or stated


def _extract(capture: Capture, policy: TrackedPolicy | None) -> Extraction:
    if policy is None or capture.content_type != MEDIA_TYPE:
        return extract(capture, _rules(policy.rules) if policy else None)
    pages = zip(split_capture(capture), policy.pages, strict=False)
    return join_extractions([extract(page, _rules(part.rules)) for page, part in pages])


def _rules(rules: Mapping[str, Any]) -> Rules | None:
    if not rules:
        return None
    from policytrack.extract.rules import parse_rules

    return parse_rules(rules)
