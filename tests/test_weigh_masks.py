"""Addresses that a page hides from programs are the addresses that they were."""

from __future__ import annotations

from policytrack.compare import compare
from policytrack.report import Comparison, render, render_notes
from policytrack.sections import parse_document

TEXT = "## Contact\n\nWrite to {} at any time.{}\n"
SHOWN = "[desk@acme.example](mailto:desk@acme.example)"
HIDDEN = r"[\[email protected\]](https://acme.example/cdn-cgi/l/email-protection)"


def told(before: str, after: str) -> Comparison:
    change = compare(*(parse_document(text) for text in (before, after)))
    return Comparison(change=change, policy="acme.example/terms")


def test_a_hidden_address_is_no_change_of_words() -> None:
    for pair in ((SHOWN, HIDDEN), (HIDDEN, SHOWN)):
        found = told(*(TEXT.format(one, "") for one in pair))
        assert "cosmetic" == found.change.weight
        assert "hidden address" in found.change.sections[0].reason


def test_beside_a_change_of_words_a_hidden_address_is_neither_gone_nor_marked() -> None:
    found = told(TEXT.format(SHOWN, ""), TEXT.format(HIDDEN, " We answer within 30 days."))
    assert "substantive" == found.change.weight
    assert "desk@" not in render_notes([found])
    assert "-]" not in render([found], "text")


def test_another_address_is_a_change() -> None:
    for after in ("[news@acme.example](mailto:news@acme.example)", f"{HIDDEN} or {HIDDEN}"):
        found = told(TEXT.format(SHOWN, ""), TEXT.format(after, ""))
        assert "substantive" == found.change.weight
