"""What is wrong with policies before they go out: for people, for programs, for GitHub.

Owns the three forms. Knows nothing of how a problem is found.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from policytrack.report.escape import single_line
from policytrack.report.summary import count

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECK_FORMS = ("text", "json", "github")


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a file does not meet. `line` is 1-based, in the file as it lies there."""

    path: str
    line: int
    rule: str
    message: str  # one sentence, without a full stop
    hint: str  # the way out, a sentence


def render_check(problems: Sequence[Problem], checked: Sequence[str], form: str) -> str:
    """The problems of the files checked as "text", "json" or "github" (workflow commands)."""
    if form == "json":
        told = {"checked": list(checked), "problems": [asdict(problem) for problem in problems]}
        return json.dumps(told, indent=2) + "\n"
    lines = [_annotation(one) if form == "github" else _line(one) for one in problems]
    return "".join(f"{line}\n" for line in [*lines, _sum(problems, checked)])


def _line(problem: Problem) -> str:
    """As compilers say it, so that editors jump there."""
    place = f"{single_line(problem.path)}:{problem.line}"
    said = f"{place}: {problem.rule}: {single_line(problem.message)}"
    return f"{said}\n    {single_line(problem.hint)}" if problem.hint else said


def _sum(problems: Sequence[Problem], checked: Sequence[str]) -> str:
    files = count(len(checked), "policy").replace("policys", "policies")
    found = count(len(problems), "problem") if problems else "no problems"
    return f"{files} checked, {found}"


def _annotation(problem: Problem) -> str:
    """A workflow command (docs.github.com, "Workflow commands for GitHub Actions")."""
    place = f"file={_property(problem.path)},line={problem.line}"
    title = _property(f"policytrack {problem.rule}")
    said = _data(f"{single_line(problem.message)}. {single_line(problem.hint)}".strip())
    return f"::error {place},title={title}::{said}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(single_line(text)).replace(":", "%3A").replace(",", "%2C")
