"""Which change a person's words are on, and the text that an editor opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.model import Change, Document
from policytrack.report import Comparison, single_line, summarise
from policytrack.report.comparison import change_id
from policytrack.store import Store
from policytrack.tracker.history import folded_histories
from policytrack.tracker.look import compare_versions, known_policies
from policytrack.tracker.own_words import (
    OwnWords,
    change_file,
    load_words,
    next_file,
    parse_words,
    render_words,
    save_words,
)
from policytrack.tracker.told import told_of
from policytrack.workspace import match_policies, parse_moment

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from policytrack.workspace import Workspace

CUT = "<!-- Everything from this line on is left out. -->"

_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Noted:
    """A change that words are on: where they stand, and what it is called."""

    path: Path
    words: OwnWords
    name: str
    about: tuple[str, ...] = ()  # lines that remind the writer of what changed


def find_change(workspace: Workspace, what: str, day: str = "") -> Noted:
    """The recorded change of that id, of a policy's date, or the policy's latest one."""
    if _ID.fullmatch(what):
        return _noted(workspace, _find_by_id(workspace, what))
    if day:
        parse_moment(day)
        return _noted(workspace, compare_versions(workspace, what, "", day))
    return _noted(workspace, _find_latest(workspace, what))


def find_next(workspace: Workspace, what: str) -> Noted:
    """The change of a policy that is yet to be recorded."""
    store = Store.open(workspace.root)
    (policy,) = match_policies(known_policies(workspace, store), [what])
    latest = store.latest(policy)
    if latest is None:
        msg = f"{policy}: no version is recorded yet that a change could follow"
        raise WorkspaceError(msg, hint="`policytrack snapshot` records one.")
    path = next_file(workspace.root, policy, latest.captured, store.read_text(latest))
    name = f"the next change of {policy}, after {latest.captured:%Y-%m-%d}"
    return Noted(path, load_words(path), name)


def write_words(noted: Noted, words: OwnWords, now: datetime) -> bool:
    """Save the words on a change; False when it said so already. No words take the note away."""
    if (words.text, words.title) == (noted.words.text, noted.words.title):
        return False
    save_words(noted.path, OwnWords(words.text, words.title, now) if words else words)
    return True


def draft(noted: Noted) -> str:
    """What the editor opens with: the words so far, and below a line what changed."""
    words = OwnWords(noted.words.text, noted.words.title)
    written = render_words(words) if words else "\n"
    reminder = "".join(f"{single_line(line)}\n" for line in noted.about)
    how = "A first line `# …` is the title; the text is Markdown. Nothing written: no note.\n"
    return f"{written}\n{CUT}\n{how}\nOn {single_line(noted.name)}\n{reminder}"


def read_draft(text: str) -> OwnWords:
    """The words in what came back from the editor."""
    return parse_words(text.replace("\r\n", "\n").partition(CUT)[0].lstrip())


def _noted(workspace: Workspace, comparison: Comparison) -> Noted:
    path = change_file(workspace.root, comparison.policy, comparison.id)
    before = comparison.change.before.text
    ahead = next_file(workspace.root, comparison.policy, comparison.before_captured, before)
    if not path.exists() and comparison.note == load_words(ahead).text and ahead.exists():
        path = ahead  # written before the change was recorded
    words = OwnWords(comparison.note, comparison.note_title, comparison.noted)
    moment = comparison.after_captured
    day = f" of {moment:%Y-%m-%d}" if moment else ""
    about = (f"{summarise(comparison.change)}.", *comparison.change.remarks)
    return Noted(path, words, f"the change{day} of {comparison.policy}", about)


def _find_latest(workspace: Workspace, what: str) -> Comparison:
    """The step that brought the latest change that people are told of; else the latest step."""
    store = Store.open(workspace.root)
    (policy,) = match_policies(known_policies(workspace, store), [what])
    told = [one for history in folded_histories(workspace, [policy]) for one in told_of(history)]
    end = told[-1].first.revision if told else ""
    return compare_versions(workspace, policy, "", end)


def _find_told(workspace: Workspace, store: Store, wanted: str) -> Comparison | None:
    """The step that brought the change which pages and feeds tell under that id."""
    for history in folded_histories(workspace):
        for told in told_of(history):
            texts = store.read_text(told.before), store.read_text(told.after)
            if change_id(history.policy, told.captured, texts) == wanted:
                return compare_versions(workspace, history.policy, "", told.first.revision)
    return None


def _find_by_id(workspace: Workspace, wanted: str) -> Comparison:
    """A change by its id, which is made of texts: they are read, but none is compared in vain."""
    store = Store.open(workspace.root)
    for policy in known_policies(workspace, store):
        versions = list(store.read_texts(store.versions(policy)))
        for (after, now), (_, then) in pairwise(versions):
            sides = Change(Document(then, ()), Document(now, ()), (), "none")
            told = Comparison(change=sides, policy=policy, after_captured=after.captured)
            if told.id == wanted:
                return compare_versions(workspace, policy, "", after.revision)
    if found := _find_told(workspace, store, wanted):
        return found
    msg = f"no recorded change has the id {wanted}"
    raise WorkspaceError(msg, hint="Name it by policy and date: policytrack note ID DATE.")
