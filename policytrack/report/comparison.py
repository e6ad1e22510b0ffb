"""What a report is made from, and the choices of whoever reads it; knows no form of output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytrack.model import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A change, and where it comes from. Everything but the change itself may be unknown.

    `window` bounds the moment of the change: when the text before was last seen in force, and
    when the text after was first seen. `note` and `note_title` are a person's words on it,
    `noted` when they were last written.
    """

    change: Change
    policy: str = ""  # id, "<host>/<name>"; "" for two plain files
    title: str = ""
    source: str = ""  # URL or path
    before_label: str = ""  # file name or revision
    after_label: str = ""
    before_captured: datetime | None = None
    after_captured: datetime | None = None
    window: tuple[datetime | None, datetime | None] = (None, None)
    note: str = ""
    note_title: str = ""
    noted: datetime | None = None

    @property
    def name(self) -> str:
        """What to call the policy: its title, else its id, else the file's name."""
        return self.title or self.policy or self.after_label or self.before_label or "Policy"

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that name this change wherever it is told again.

        Made from the policy, the moment and both texts: the same for every form and every run.
        """
        texts = (self.change.before.text, self.change.after.text)
        return change_id(self.policy, self.after_captured, texts)


def change_id(policy: str, observed: datetime | None, texts: tuple[str, str]) -> str:
    """The id of a change, as `Comparison.id` says it, without a comparison."""
    moment = observed.astimezone(UTC).isoformat() if observed else ""
    digest = sha256()
    for part in (policy, moment, *texts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How a report is to be laid out. `width` counts terminal columns."""

    all_rows: bool = False  # show cosmetic and unchanged sections too
    sections: tuple[str, ...] = ()  # only sections of these numbers or titles, and what is in them
    width: int = 80
    colour: bool = False
    context: int = 1  # sentences (lines, in the unified form: 3 × as many) around a changed one
    timezone: tzinfo = UTC
