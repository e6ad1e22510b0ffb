"""The last lines of a section stay where they are when other sections come, or go, before them."""

from __future__ import annotations

import pytest

from policytrack.compare import compare
from policytrack.model import Change, SectionChange
from policytrack.sections import parse_document

SEAL = "[Lamp Seal](https://seal.example/lamps)"
LANGUAGE = "If two languages say different things, what stands here in English is what holds."
AGENTS = "Our agents are Ada in Utopia and Bea in Narnia, who write back within a week."
END = "Changes that matter are told through the lamp itself, in the evening."


def told(before: str, after: str) -> Change:
    return compare(parse_document(before), parse_document(after))


def row(change: Change, heading: str) -> SectionChange:
    (found,) = (
        one for one in change.sections if heading in {s.heading for s in one.before + one.after}
    )
    return found


def words(found: SectionChange, kind: str) -> str:
    return "".join(piece.text for piece in found.body if piece.kind == kind).strip()


BEFORE = f"# Lamps\n\nLamps burn oil.\n\n## Language\n\n{LANGUAGE}\n\n{SEAL}\n"
AFTER = (
    f"# Lamps\n\nLamps burn oil.\n\n## Language\n\n{LANGUAGE}\n\n## Agents\n\n{AGENTS}\n\n{SEAL}\n"
)


def test_what_stands_behind_a_new_section_was_not_removed() -> None:
    change = told(BEFORE, AFTER)
    language, agents = row(change, "Language"), row(change, "Agents")
    assert (language.kinds, language.weight) == (("cosmetic",), "cosmetic")
    assert words(language, "removed") == ""
    assert words(language, "moved_away") == SEAL
    assert agents.kinds == ("added",)
    assert words(agents, "added") == AGENTS
    assert words(agents, "moved_here") == SEAL


def test_what_stood_behind_a_section_that_is_gone_did_not_come() -> None:
    change = told(AFTER, BEFORE)
    language, agents = row(change, "Language"), row(change, "Agents")
    assert language.kinds == ("cosmetic",)
    assert words(language, "moved_here") == SEAL
    assert agents.kinds == ("removed",)
    assert words(agents, "removed") == AGENTS
    assert words(agents, "moved_away") == SEAL


def test_dated_entries_before_the_last_line_are_no_split_of_their_section() -> None:
    opening = "## 11. Changes\n\nWe look at this now and then, and write below what we changed.\n\n"
    entries = (
        "**May 5, 2021**\n\n* 3.5 tells more of lamps.\n\n"
        "**June 6, 2022**\n\n* 10.4 names how long a lamp is kept before it is given away.\n\n"
    )
    rest = "## 12. Questions\n\nAsk at the desk in the hall of the tower.\n"
    change = told(opening + END + "\n\n" + rest, opening + entries + END + "\n\n" + rest)
    assert [one.kinds for one in change.sections] == [
        ("cosmetic",),
        ("added",),
        ("added",),
        ("unchanged",),
    ]
    assert words(change.sections[2], "moved_here") == END


def test_the_half_of_a_section_below_a_new_heading_is_still_a_split() -> None:
    before = f"# Lamps\n\nLamps burn oil.\n\n## Language\n\n{LANGUAGE}\n\n{AGENTS}\n\n{END}\n"
    after = before.replace(AGENTS, f"## Agents\n\n{AGENTS}")
    assert any("split" in one.kinds for one in told(before, after).sections)


@pytest.mark.parametrize("changed", ["in French", "in English or French"])
def test_what_else_changed_in_the_section_is_told(changed: str) -> None:
    change = told(BEFORE, AFTER.replace("in English", changed))
    language = row(change, "Language")
    assert language.weight == "substantive"
    assert "French" in words(language, "added")
    assert "Seal" not in words(language, "removed")


@pytest.mark.parametrize("turned", [False, True])
def test_a_heading_set_in_two_lines_is_no_news(turned: bool) -> None:
    body = "\n\nKeep the lamp clean and full of oil at all times.\n\n"
    rest = "### Rule 2\n\nAsk before you light it in the room of somebody else.\n"
    before = f"# Lamps\n\nLamps are what this is about.\n\n**Rules** **Rule 1**{body}{rest}"
    after = f"# Lamps\n\nLamps are what this is about.\n\n## Rules\n\n### Rule 1{body}{rest}"
    change = told(after, before) if turned else told(before, after)
    assert change.weight == "cosmetic"
    assert not change.renumberings


def test_a_new_heading_without_text_is_news() -> None:
    body = "\n\nKeep the lamp clean and full of oil at all times.\n\n"
    change = told(f"# Lamps\n\n## Rule 1{body}", f"# Lamps\n\n## Duties\n\n### Rule 1{body}")
    assert row(change, "Duties").weight == "substantive"
