"""What is known of a policy from the looks before, as the ledger's lines carry it forward.

Each line holds the state after it, so the newest line of a policy is all that a run must read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from policytrack.gate.confirm import Look

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policytrack.store import Store

DAYS = 30  # of the ledger that are looked through for a policy, however many runs they hold; …
MOST = 64 << 20  # … what lies before is not, behind so many bytes
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class PolicyState:
    """After the newest look. Times are ISO 8601 in UTC, "" for never; hashes are SHA-256.

    `pending` is a text that was seen and is not recorded (yet): held by the gate, or waiting to
    be seen once more.
    """

    validators: Mapping[str, str] = field(default_factory=dict)
    conditional_looks: int = 0  # in a row since the last full fetch
    checked: str = ""
    result: str = ""  # of that check: "recorded", "unchanged", "held", "failed", ...
    last_seen: str = ""  # the text in force, last time
    in_force: str = ""  # mark of the text that was in force after the look
    standing: str = ""  # "held", "failing", "absent": what was told last; "" when all was well
    version: str = ""  # revision of the text in force, as far as this job recorded it
    read: str = ""  # `reading_key` of what the text in force was read from last
    sketch: str = ""  # of the text in force, by which others see that a text is this policy's
    failures: int = 0  # in a row
    failing_since: str = ""
    failure: str = ""  # what the last one said
    absent_since: str = ""  # from when on there was definitely no such page
    looks: tuple[Look, ...] = ()  # since the text in force was seen last, oldest first
    pending_text: str = ""  # mark of the text that is held or waits for a second look
    pending_capture: str = ""  # hash of the capture that it was read from, kept as evidence
    pending_since: str = ""
    pending_reasons: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()  # marks of texts that a person said are not the policy

    def to_row(self) -> dict[str, Any]:
        """The state as JSON, without what is empty."""
        row = {item.name: getattr(self, item.name) for item in fields(self)}
        row["looks"] = [{**asdict(look), "at": stamp(look.at)} for look in self.looks]
        return {key: value for key, value in row.items() if value}


def without_pending(state: PolicyState) -> PolicyState:
    """The state with nothing held or waiting."""
    return replace(
        state,
        pending_text="",
        pending_capture="",
        pending_since="",
        pending_reasons=(),
        absent_since="",
        looks=(),
    )


def parse_state(row: object) -> PolicyState:
    """The state of a ledger line; unknown keys (of a later version) are left out.

    What cannot be one, in a ledger that somebody else wrote, counts as none: whatever is known
    will be found out again.
    """
    try:
        return _parse(row) if isinstance(row, dict) else PolicyState()
    except (AttributeError, KeyError, TypeError, ValueError):
        return PolicyState()


def _parse(row: Mapping[str, Any]) -> PolicyState:
    empty = PolicyState()
    values = {item.name: row[item.name] for item in fields(PolicyState) if item.name in row}
    for key, value in values.items():
        kind = type(getattr(empty, key))
        if not isinstance(value, list if kind is tuple else kind):
            raise TypeError(key)
    for key in ("checked", "last_seen", "failing_since", "absent_since", "pending_since"):
        _parse_aware(values.get(key))
    for key in ("pending_reasons", "dismissed"):
        values[key] = tuple(map(str, values.get(key, ())))
    kept = row.get("validators", {}).items()  # they become headers
    values["validators"] = {key: one for key, one in kept if one.isascii() and one.isprintable()}
    looks = (
        Look(_parse_aware(one["at"]) or EPOCH, one["outcome"], str(one["text_sha256"]),
             tuple(map(str, one["codes"])))
        for one in values.get("looks", ())
    )  # fmt: skip
    return PolicyState(**{**values, "looks": tuple(looks)})


def _parse_aware(text: str | None) -> datetime | None:
    found = parse_stamp(text or "")
    if found is not None and found.tzinfo is None:
        raise ValueError(text)
    return found


def load_states(store: Store, policies: Collection[str], today: date) -> dict[str, PolicyState]:
    """The newest state of each policy, read from as little of the ledger's end as will do."""
    rows: dict[str, object] = {}
    missing = set(policies)
    oldest, size = (today - timedelta(days=DAYS)).isoformat(), 0
    for day, more, runs in store.read_runs_backwards():
        if not missing or (size > MOST and day < oldest):
            break
        size += more
        for line in (line for run in reversed(runs) for line in reversed(run.lines)):
            policy = line.get("policy")
            if isinstance(policy, str):
                rows.setdefault(policy, line.get("state"))
                missing.discard(policy)
    return {policy: parse_state(row) for policy, row in rows.items()}


def stamp(moment: datetime) -> str:
    """A time as states hold it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def parse_stamp(text: str) -> datetime | None:
    """The time of a stamp, None for "never"."""
    return datetime.fromisoformat(text) if text else None
