"""A person's words on a change, one Markdown file each, kept apart from all that is generated.

    notes/<policy>/<change id>.md     on a recorded change
    notes/<policy>/next-<key>.md      on the change that is yet to be recorded

A first line `# …` is the title. `next-` files are named by the version that they follow, so that
the note belongs to whatever is recorded after it, and nothing need be renamed then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.report.comparison import change_id
from policytrack.store import check_id
from policytrack.workspace import NOTES, save_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policytrack.model import Snapshot
    from policytrack.report import Comparison

LONGEST = 100_000  # characters; a note is read by people

_HEAD = re.compile(r"\A<!-- noted (?P<when>\S{10,40}) -->[ \t]*\r?\n?")
_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A note as a person wrote it: Markdown, "" for what was left out."""

    text: str = ""
    title: str = ""
    noted: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.title)


def change_file(root: Path, policy: str, change: str) -> Path:
    """Where the words on a recorded change stand."""
    return _folder(root, policy) / f"{change}.md"


def next_file(root: Path, policy: str, captured: datetime | None, text: str) -> Path:
    """Where the words on the change stand that follows the version captured then."""
    digest = sha256()
    for part in (captured.astimezone(UTC).isoformat() if captured else "", text):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return _folder(root, policy) / f"next-{digest.hexdigest()[:16]}.md"


def add_words(root: Path, comparison: Comparison, *, adjacent: bool = False) -> Comparison:
    """The comparison with the words on it.

    `adjacent` says that no version stands between its two, so that a note written before the
    second was recorded is on this change.
    """
    if not comparison.policy or not (root / NOTES).is_dir():
        return comparison
    words = load_words(change_file(root, comparison.policy, comparison.id))
    if not words and adjacent:
        before = comparison.change.before.text
        words = load_words(next_file(root, comparison.policy, comparison.before_captured, before))
    if not words:
        return comparison
    return replace(comparison, note=words.text, note_title=words.title, noted=words.noted)


def has_words(root: Path, policy: str) -> bool:
    """Whether anybody wrote on any change of the policy."""
    return _folder(root, policy).is_dir()


def find_words(root: Path, policy: str, steps: Sequence[tuple[Snapshot, str]]) -> OwnWords:
    """The words on a change that was recorded in steps: versions with their texts, oldest first.

    Where several steps have words, the last.
    """
    for (before, then), (after, now) in reversed(list(pairwise(steps))):
        name = change_id(policy, after.captured, (then, now))
        for path in (
            change_file(root, policy, name),
            next_file(root, policy, before.captured, then),
        ):
            if words := load_words(path):
                return words
    return OwnWords()


def words_state(root: Path, policy: str) -> str:
    """Another one when any of the words on the policy's changes are others; "" without any."""
    if not has_words(root, policy):
        return ""
    files = sorted(_folder(root, policy).glob("*.md"))
    return sha256(
        b"".join(
            repr((one.name, load_words(one))).encode("utf-8", "surrogatepass") for one in files
        )
    ).hexdigest()


def load_words(path: Path) -> OwnWords:
    """The words in a file; none where there is no such file."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return OwnWords()
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise WorkspaceError(msg, hint="Check the file and its permissions.") from error
    try:
        return parse_words(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        msg = f"{path}: byte {error.start} is not UTF-8"
        raise WorkspaceError(msg, hint="Save the note as UTF-8.") from error


def parse_words(text: str) -> OwnWords:
    """A note's title, its text, and when it was written as far as it says so."""
    noted = None
    if head := _HEAD.match(text):
        noted = _moment(head["when"])
        text = text[head.end() :]
    title = ""
    if found := _TITLE.match(text):
        title = found["title"].strip()
        text = text[found.end() :]
    if len(text) > LONGEST:
        msg = f"the note is longer than {LONGEST:,} characters"
        raise WorkspaceError(msg, hint="Say it shorter, and link to the rest.")
    return OwnWords(text.replace("\r\n", "\n").strip(), title, noted)


def render_words(words: OwnWords) -> str:
    """A note as the file that `parse_words` reads."""
    parts = [f"# {' '.join(words.title.split())}"] if words.title else []
    if words.text:
        parts.append(words.text.strip())
    head = f"<!-- noted {words.noted.isoformat(timespec='seconds')} -->\n" if words.noted else ""
    return head + "\n\n".join(parts) + "\n"


def save_words(path: Path, words: OwnWords) -> None:
    """Put the words into their file; no words remove it."""
    try:
        if words:
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise WorkspaceError(msg, hint="Check the folder and its permissions.") from error
    if words:
        save_text(path, render_words(words))


def _folder(root: Path, policy: str) -> Path:
    check_id(policy)
    return root.joinpath(NOTES, *policy.split("/"))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
