"""Replays an archive's versions through the gate and its confirmation: what is held, how long.

    python benchmarks/gate.py BUNDLE [--labels benchmarks/gate_labels.tsv] [--write FILE.tsv]

BUNDLE is an archive of `<service>/<policy>.md` with dated commits. Each version stands from its
date to the next one's; a job looks at once, once more a minute later, and then twice a day. The
text in force is the last one that was recorded; other policies' texts of the day stand beside it,
as the job's sketches find them.

Labels are judgements by people who read the texts: a line `blob<TAB>yes|no<TAB>what it is` says
whether an object of the archive is its policy. `--write` lists every state that was held or that
keeps less than 60 % of the words, to be read and labelled.
"""

from __future__ import annotations

import argparse
import bisect
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.gate import (
    Candidate,
    Known,
    Look,
    Verdict,
    add_look,
    decide,
    judge_capture,
)
from policytrack.gate.sketch import ALIKE, shared, sketch
from policytrack.gate.traits import read_traits
from policytrack.languages import guess_language
from policytrack.sections import parse_document
from policytrack.sentences import lay_out
from policytrack.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = timedelta(hours=12)
AGAIN = timedelta(minutes=1)
LAST_STANDS = timedelta(days=30)  # how long the last version is taken to stand
CHANGED_MUCH = 0.6


@dataclass(frozen=True, slots=True)
class Version:
    """A text of the archive and when it was recorded."""

    policy: str
    at: datetime
    blob: str
    text: str
    sketch: str


@dataclass
class State:
    """A version as long as it stood."""

    version: Version
    stood: timedelta
    kept: float  # the share of the words in force that it keeps
    verdict: Verdict | None = None  # None where it was the text in force
    recorded: timedelta | None = None  # after so long
    since: str = ""


@dataclass
class Archive:
    """All versions by policy, oldest first."""

    versions: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))

    def others(self, version: Version, in_force: Version) -> Iterator[Known]:
        """The texts of other policies on that day that the job's sketches would point to."""
        enough = max(ALIKE, shared(version.sketch, in_force.sketch) + 1)
        found = 0
        for policy, versions in self.versions.items():
            at = bisect.bisect_right(versions, version.at, key=lambda one: one.at) - 1
            if policy == version.policy or at < 0:
                continue
            if shared(versions[at].sketch, version.sketch) >= enough and found < 3:
                found += 1
                if in_force.blob not in {one.blob for one in versions}:
                    yield Known(versions[at].text, name=policy)


def read_archive(bundle: Path, root: Path) -> Archive:
    store = Store.create(root)
    files = [
        one for one in store.read_archive(store.take_archive(str(bundle)))
        if one.path.endswith(".md") and one.path.count("/") == 1 and one.blob and one.authored
    ]  # fmt: skip
    archive = Archive()
    for file, data in zip(files, store.read_blobs(one.blob for one in files), strict=True):
        text = lay_out((data or b"").decode("utf-8", "replace"))
        if file.authored is not None:
            version = Version(file.path[:-3], file.authored, file.blob, text, sketch(text))
            archive.versions[version.policy].append(version)
    for versions in archive.versions.values():
        versions.sort(key=lambda one: one.at)
    return archive


@lru_cache(64)
def about(text: str) -> tuple[str, tuple[str, ...], str]:
    document = parse_document(text)
    headings = tuple(part.heading for part in document.sections if part.heading)
    return next(iter(headings), ""), headings, guess_language(text)


def judge(archive: Archive, version: Version, in_force: Version | None) -> Verdict:
    title, headings, language = about(version.text)
    candidate = Candidate(version.text, title, 200, language=language, headings=headings)
    if in_force is None:
        return judge_capture(candidate)
    title, headings, language = about(in_force.text)
    known = Known(in_force.text, title, "", language, headings, version.policy)
    return judge_capture(candidate, known, archive.others(version, in_force))


def replay(archive: Archive, policy: str) -> Iterator[State]:
    versions = archive.versions[policy]
    in_force: Version | None = None
    looks: tuple[Look, ...] = ()
    ends = [one.at for one in versions[1:]] + [versions[-1].at + LAST_STANDS]
    for version, end in zip(versions, ends, strict=True):
        state = State(version, end - version.at, share_kept(version, in_force))
        if in_force is not None and version.text == in_force.text:
            looks = ()
            yield state
            continue
        state.verdict = judge(archive, version, in_force)
        for at in look_times(version.at, end):
            look = Look(at, state.verdict.outcome, version.blob, state.verdict.codes)
            looks = add_look(looks, look)
            if decide(looks, in_force.blob if in_force else "").action == "record":
                state.recorded = at - version.at
                in_force, looks = version, ()
                break
        yield state


def look_times(start: datetime, end: datetime) -> Iterator[datetime]:
    yield start
    at = start + AGAIN
    while at < end:
        yield at
        at += EVERY


def share_kept(version: Version, in_force: Version | None) -> float:
    if in_force is None:
        return 1.0
    return read_traits(in_force.text).shared_with(read_traits(version.text))


def read_labels(path: Path | None) -> dict[str, tuple[bool, str]]:
    if path is None:
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: (row[1] == "yes", row[2]) for row in rows if len(row) == 3}


def tell(states: list[State], labels: dict[str, tuple[bool, str]]) -> None:
    held = [one for one in states if one.verdict and one.verdict.outcome != "accepted"]
    print(f"{len(states)} versions, {len(held)} held at first sight")
    known_bad = {blob for blob, (is_policy, _) in labels.items() if not is_policy}
    bad = [one for one in states if matches(one.version.blob, known_bad)]
    for what, group in sorted(by_label(bad, labels).items()):
        was_held = sum(
            one.verdict is not None and one.verdict.outcome != "accepted" for one in group
        )
        stayed = [days(one.stood) for one in group if one.recorded is not None]
        print(f"  no policy: {what}: {len(group)} times, held {was_held}, recorded after it stood"
              f" (days): {stayed or 'never'}")  # fmt: skip
    real = [one for one in held if not matches(one.version.blob, known_bad)]
    waits = Counter(
        f"never, over in {days(one.stood)}" if one.recorded is None else days(one.recorded)
        for one in real
    )
    print(f"  real, held at first sight: {len(real)}; days until recorded: {dict(waits)}")
    unlabelled = [one for one in held if not matches(one.version.blob, set(labels))]
    print(f"  held and not labelled yet: {len(unlabelled)}")


def matches(blob: str, labels: set[str]) -> bool:
    return blob[:12] in labels


def by_label(states: list[State], labels: dict[str, tuple[bool, str]]) -> dict[str, list[State]]:
    groups: dict[str, list[State]] = defaultdict(list)
    for one in states:
        groups[labels[one.version.blob[:12]][1]].append(one)
    return groups


def days(span: timedelta) -> str:
    return f"{span.total_seconds() / 86400:.1f}"


def write(states: list[State], path: Path) -> None:
    rows = []
    for one in states:
        if one.verdict and (one.verdict.outcome != "accepted" or one.kept < CHANGED_MUCH):
            start = " ".join(one.version.text.split())[:160]
            rows.append("\t".join([
                one.version.blob[:12], one.version.policy, f"{one.version.at:%Y-%m-%d %H:%M}",
                f"stood {days(one.stood)}", f"kept {one.kept:.2f}",
                f"{len(one.version.text.split())} words",
                "+".join(one.verdict.codes) or "accepted",
                "recorded " + days(one.recorded) if one.recorded is not None else "not recorded",
                start,
            ]))  # fmt: skip
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        archive = read_archive(options.bundle.resolve(), Path(root))
    states = [one for policy in sorted(archive.versions) for one in replay(archive, policy)]
    tell(states, read_labels(options.labels))
    if options.write:
        write(states, options.write)


if __name__ == "__main__":
    main()
