"""The JSON form: its schema, and the delta that leads from one side to the other and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.compare import compare
from policytrack.model import Renumbering
from policytrack.report import Comparison, render
from policytrack.report.delta import apply_delta, join_map, make_delta
from policytrack.sections import parse_document
from tests.report_samples import comparison, modified, restructured

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8")
)
CHECKER = jsonschema.FormatChecker()


def report(*comparisons: Comparison) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(render(comparisons, "json"))
    return told


def check(told: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA, format_checker=CHECKER).validate(told)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_report_follows_its_schema() -> None:
    run = Renumbering((("7", "8"), ("8", "9")), "because “6 Advertising” was inserted")
    check(report())
    check(report(modified("Kept [-30-]{+90+} days."), comparison(restructured(run))))


def test_the_schema_refuses_what_is_not_a_report() -> None:
    told = report(modified("Kept [-30-]{+90+} days."))
    told["comparisons"][0]["changes"][0]["kinds"] = ["abolished"]
    with pytest.raises(jsonschema.ValidationError):
        check(told)


def test_every_section_is_in_the_data_whatever_the_options_fold() -> None:
    told = report(comparison(restructured()))["comparisons"][0]
    for side in ("before", "after"):
        rows = [section["id"] for row in told["changes"] for section in row[side]]
        assert sorted(told[side]["map"]["order"]) == sorted(rows)
        assert len(rows) == len(set(rows))


def test_a_section_that_stayed_has_one_id() -> None:
    told = report(comparison(restructured()))["comparisons"][0]
    contact = next(row for row in told["changes"] if row["after"][:1] and
                   row["after"][0]["title"] == "Contact")  # fmt: skip
    assert contact["before"][0]["id"] == contact["after"][0]["id"]


def test_a_moved_section_is_not_told_as_new_text() -> None:
    """Order is kept apart from the text of the sections."""
    delta = report(comparison(restructured()))["comparisons"][0]["delta"]
    assert "We use cookies" not in json.dumps(delta)


def test_the_delta_is_applied_with_deepdiff_alone() -> None:
    from deepdiff import Delta

    told = report(comparison(restructured()))["comparisons"][0]
    delta = Delta(json.dumps(told["delta"]), deserializer=json.loads, bidirectional=True)
    assert told["after"]["map"] == told["before"]["map"] + delta
    assert told["before"]["map"] == told["after"]["map"] - delta


def test_the_delta_of_thousands_of_sections_leads_there_and_back() -> None:
    names = [f"s{number}" for number in range(2600)]
    sections = {name: [f"# {name}"] for name in names} | {"s1": [f"Line {n}" for n in range(2600)]}
    before = {"order": names, "sections": sections, "ending": "\n"}
    kept = [*names[100:200], *names[:100], *names[200::2], "new"]  # moved, removed and added
    after = {
        "order": kept,
        "sections": {name: sections.get(name, ["# new"])[::-1] for name in kept},
        "ending": "\n",
    }
    delta = json.loads(json.dumps(make_delta(before, after)))
    assert {"root['order']", "root['sections']['s1']"} <= delta["_iterable_opcodes"].keys()
    assert after == apply_delta(before, delta)
    assert before == apply_delta(after, delta, backwards=True)


def test_a_delta_refuses_a_text_that_it_was_not_made_from() -> None:
    from deepdiff.delta import DeltaError

    one = report(modified("Kept [-30-]{+90+} days."))["comparisons"][0]
    other = report(modified("Kept [-7-]{+8+} days."))["comparisons"][0]
    with pytest.raises(DeltaError):
        apply_delta(other["before"]["map"], one["delta"])


LINE = st.one_of(
    st.sampled_from(["# One", "## 1. Two", "**Three**", 'It\'s "so".', "- item", "", "", "a) x"]),
    st.text(st.characters(codec=None, exclude_characters="\r"), max_size=8),
)
TEXT = st.lists(LINE, max_size=14).map("\n".join)


@settings(deadline=None, max_examples=150)
@given(TEXT, TEXT)
def test_the_delta_leads_from_any_text_to_any_other_and_back(before: str, after: str) -> None:
    change = compare(parse_document(before), parse_document(after))
    told = report(Comparison(change=change))
    check(told)
    told = told["comparisons"][0]
    maps = told["before"]["map"], told["after"]["map"]
    assert change.before.text == join_map(maps[0])
    assert change.after.text == join_map(maps[1])
    assert maps[1] == apply_delta(maps[0], told["delta"])
    assert maps[0] == apply_delta(maps[1], told["delta"], backwards=True)
