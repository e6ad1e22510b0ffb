"""What a format and a user's rules must offer; knows no format and no rule by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from policytrack.model import Capture, Extraction


class Rules(Protocol):
    """A user's rules for one policy, as far as the formats need to know them."""

    def narrow(self, tree: LexborHTMLParser, base_url: str) -> list[LexborNode] | None:
        """Take out of `tree` what is to be removed; return the nodes selected, in order.

        None when the rules select nothing, so that the policy is to be found in what is left.
        Raises ExtractError when a selector matches nothing.
        """

    def check_format(self, name: str) -> None:
        """Raise ExtractError where the rules cannot be used on this format: selectors on text."""

    def filter_text(self, markdown: str) -> str:
        """The Markdown after the rules' filters and bounds on text."""


class Format(Protocol):
    """One form that a policy can come in. A module of `policytrack.extract` is a Format."""

    NAME: str  # stands in Extraction.format
    MEDIA_TYPES: frozenset[str]  # "text/html", lower case, without parameters
    SUFFIXES: frozenset[str]  # ".html", lower case

    def sniff(self, body: bytes) -> bool:
        """Whether the bytes themselves say that they are of this form, beyond doubt."""

    def read(self, capture: Capture, rules: Rules | None = None) -> Extraction:
        """The policy's text. Raises ExtractError when there is none or it cannot be read."""
