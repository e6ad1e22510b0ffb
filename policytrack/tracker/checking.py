"""Checking policies before they go out: which texts are meant, against what, by which rules.

A file that the workspace tracks is held against its recorded version, any other against git's
HEAD (or both against a revision that is named). A policy that is read from the web is looked at
as recorded: its version in force against the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.compare import compare
from policytrack.errors import ExtractError, FetchError, WorkspaceError
from policytrack.gitrepo.committed import read_committed
from policytrack.model import Capture
from policytrack.report.check import Problem
from policytrack.sections import parse_document
from policytrack.store import Store
from policytrack.tracker.check_rules import RULES, Finding, Subject
from policytrack.tracker.own_words import load_words, next_file
from policytrack.tracker.reading import load_reading, read_capture
from policytrack.tracker.source_lines import find_line
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from policytrack.model import Document, Snapshot
    from policytrack.workspace import TrackedPolicy, Workspace

CHANGELOG = "CHANGELOG.md"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """How to check. `day` stands for today; `against` is a git revision or ""."""

    day: date
    against: str = ""
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Target:
    """A file or a recorded text to check; `policy` is None for a file that is not tracked."""

    path: str
    policy: TrackedPolicy | None = None
    recorded: bool = False


def check_policies(
    workspace: Workspace | None, wanted: Sequence[str], options: CheckOptions
) -> tuple[list[str], list[Problem]]:
    """What was checked, and what is wrong with it in the order of files, lines and rules.

    Files or ids; with none all policies that the workspace reads from files. A file that cannot
    be read is a problem, and the others are still checked.
    """
    if unknown := sorted(options.skip - RULES.keys()):
        msg = f"there is no rule {unknown[0]!r}"
        raise WorkspaceError(msg, hint=f"The rules are: {', '.join(RULES)}.")
    targets = list(_targets(workspace, wanted))
    problems: list[Problem] = []
    for target in targets:
        try:
            problems += _check(workspace, target, options)
        except (FetchError, ExtractError) as error:
            problems.append(Problem(target.path, 1, UNREADABLE, error.message, error.hint))
    order = list(RULES)
    problems.sort(key=lambda one: (one.path, one.line, order.index(one.rule)
                                   if one.rule in order else -1))  # fmt: skip
    return [target.path for target in targets], problems


def _targets(workspace: Workspace | None, wanted: Iterable[str]) -> Iterator[_Target]:
    tracked = _tracked_files(workspace) if workspace else {}
    wanted = list(wanted)
    if not wanted:
        if not tracked:
            msg = "no policy is read from a file here"
            raise WorkspaceError(msg, hint="Name files or ids: policytrack check FILE.")
        yield from (_Target(_shown(path), policy) for path, policy in tracked.items())
    for word in wanted:
        if Path(word).is_file():
            yield _Target(word, tracked.get(Path(word).resolve()))
        elif workspace is None:
            msg = f"{word} is no file, and there is no workspace here that could know it"
            raise WorkspaceError(msg, hint="Check the path, or name a workspace with -C DIR.")
        else:
            (name,) = match_policies(workspace.policies, [word])
            policy = workspace.policies[name]
            if policy.is_url or policy.source == "-":
                yield _Target(f"snapshots/{name}.md", policy, recorded=True)
            else:
                yield _Target(_shown(Path(workspace.locate(policy))), policy)


def _tracked_files(workspace: Workspace) -> dict[Path, TrackedPolicy]:
    return {
        Path(workspace.locate(policy)).resolve(): policy
        for policy in workspace.policies.values()
        if not policy.is_url and policy.source != "-"
    }


def _shown(path: Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _check(
    workspace: Workspace | None, target: _Target, options: CheckOptions
) -> Iterator[Problem]:
    if workspace and target.policy and target.recorded:
        subject, source = _recorded_subject(workspace, target.policy, options)
    else:
        subject, source = _file_subject(workspace, target, options)
    for rule, check in RULES.items():
        if rule not in options.skip:
            for finding in check(subject):
                yield _problem(target, rule, finding, subject.document.text, source)


def _problem(target: _Target, rule: str, finding: Finding, text: str, source: str) -> Problem:
    line = find_line(text, finding.at, source)
    return Problem(target.path, line, rule, finding.message, finding.hint)


def _recorded_subject(
    workspace: Workspace, policy: TrackedPolicy, options: CheckOptions
) -> tuple[Subject, str]:
    from policytrack.tracker.look import compare_latest, version_text

    latest, document = version_text(workspace, policy.id)
    comparisons = compare_latest(workspace, [policy.id])
    noting = f"Say what changed: policytrack note {policy.id}"
    if not comparisons:
        return Subject(document, None, options.day), document.text
    change = comparisons[0]
    told = change.id in _changelog(workspace.root)
    noted = bool(change.note or change.note_title or told)
    return Subject(document, change.change, latest.captured.date(), noted, noting), document.text


def _file_subject(
    workspace: Workspace | None, target: _Target, options: CheckOptions
) -> tuple[Subject, str]:
    path = Path(target.path)
    reading = load_reading(target.path, workspace, policy=_as_file(target))
    source = reading.capture.body.decode("utf-8", "replace")
    recorded = _recorded(workspace, target.policy)
    if options.against or recorded is None:
        before = _committed(path, options.against or "HEAD", target)
    else:
        before = parse_document(recorded[1], reading.document.language)
    if before is None:
        return Subject(reading.document, None, options.day), source
    change = compare(before, reading.document)
    noted = _changelog_grew(workspace, path, options.against or "HEAD")
    noting = f"Say what changed in {CHANGELOG}."
    if workspace and target.policy and recorded:
        noted = noted or _has_words(workspace, target.policy, recorded, reading.document)
        noting = f"Say what changed: policytrack note {target.policy.id} --next"
    return Subject(reading.document, change, options.day, noted, noting), source


def _as_file(target: _Target) -> TrackedPolicy | None:
    """The policy's rules, for the file that was named."""
    return replace(target.policy, source=target.path) if target.policy else None


def _recorded(
    workspace: Workspace | None, policy: TrackedPolicy | None
) -> tuple[Snapshot, str] | None:
    """The version in force with its text; None for what is not tracked or not recorded yet."""
    if workspace is None or policy is None:
        return None
    store = Store.open(workspace.root)
    latest = store.latest(policy.id)
    return (latest, store.read_text(latest)) if latest else None


def _committed(path: Path, revision: str, target: _Target) -> Document | None:
    body = read_committed(path, revision)
    if body is None:
        return None
    capture = Capture(source=target.path, final_url=target.path, body=body)
    return read_capture(capture, _as_file(target)).document


def _has_words(
    workspace: Workspace, policy: TrackedPolicy, recorded: tuple[Snapshot, str], now: Document
) -> bool:
    """Whether a person's words go with the change: on the next one, or on the one just recorded."""
    from policytrack.tracker.look import compare_latest

    latest, text = recorded
    if now.text != text:
        return bool(load_words(next_file(workspace.root, policy.id, latest.captured, text)))
    return any(one.note or one.note_title for one in compare_latest(workspace, [policy.id]))


def _changelog(root: Path) -> str:
    try:
        return (root / CHANGELOG).read_text(encoding="utf-8", errors="replace")
    except OSError:  # a changelog that is not there, or is a folder, tells of nothing
        return ""


def _changelog_grew(workspace: Workspace | None, path: Path, revision: str) -> bool:
    """Whether a changelog near the file, or the workspace's, has lines that it had not."""
    folders = {path.absolute().parent, *([workspace.root] if workspace else [])}
    folders |= {folder for folder in path.absolute().parents if (folder / ".git").exists()}
    return any(_has_more(folder / CHANGELOG, revision) for folder in folders)


def _has_more(changelog: Path, revision: str) -> bool:
    if not changelog.is_file():
        return False
    now = set(_changelog(changelog.parent).split("\n"))
    then = (read_committed(changelog, revision) or b"").decode("utf-8", "replace")
    return any(line.strip() for line in now - set(then.replace("\r\n", "\n").split("\n")))
