"""Several machines on one remote: taking over what others recorded, and giving what we did.

Nothing of either side is lost or rewritten by force. Our versions go on top of theirs, policy by
policy; one that they have recorded too is not recorded twice; where ours was captured before
theirs and says something else, the two lines are joined, so that the later capture is in force
and both stay in the history. The evidence of both sides is always joined.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytrack.errors import StoreError
from policytrack.gitrepo.ancestry import count_commits, find_base, list_changes
from policytrack.gitrepo.importing import FileCommit, import_commits
from policytrack.gitrepo.index import unfitting
from policytrack.gitrepo.log import read_log
from policytrack.gitrepo.network import connected
from policytrack.gitrepo.objects import reading
from policytrack.gitrepo.refs import Move, branch_of_head, find_tip, refuse_while_underway
from policytrack.gitrepo.trees import Trees
from policytrack.gitrepo.writing import publish_with_files, write
from policytrack.store import evidence
from policytrack.store.joining import Joiner
from policytrack.store.message import seconds
from policytrack.store.names import find_policy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from policytrack.gitrepo.importing import Identity
    from policytrack.gitrepo.log import Touch
    from policytrack.gitrepo.objects import Reader
    from policytrack.gitrepo.repository import Repository

ATTEMPTS = 30  # to give while other machines give as well
PAUSE = 0.1  # seconds at the most after a first attempt in vain, more after each further one
LONGEST_PAUSE = 2.0
REMOTE = "origin"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of taking over and giving."""

    taken: int = 0  # commits of theirs on the branch of the texts
    replayed: Mapping[str, str] = field(default_factory=dict)  # our revisions: before, after
    dropped: tuple[str, ...] = ()  # our revisions whose text they had recorded as well
    joined: bool = False  # the two lines were joined by a merge
    given: bool = False


@dataclass(frozen=True, slots=True)
class Sharer:
    """Exchanges with one remote at one time."""

    repository: Repository
    identity: Identity
    now: datetime
    remote: str = REMOTE

    def pull(self) -> Exchange:
        """Take over what the remote has. StoreError, FetchError."""
        branch = branch_of_head(self.repository)
        with connected(self.repository, self.remote) as connection:
            tips = connection.take([branch, evidence.BRANCH])
        return self._take_over(branch, tips)

    def push(self) -> Exchange:
        """Take over what the remote has, then give it what we have. StoreError, FetchError."""
        branch = branch_of_head(self.repository)
        done = Exchange()
        with connected(self.repository, self.remote) as connection:
            for attempt in range(ATTEMPTS):
                time.sleep(random.random() * min(PAUSE * attempt, LONGEST_PAUSE))  # noqa: S311
                tips = connection.take([branch, evidence.BRANCH])
                done = _added(done, self._take_over(branch, tips))
                why = connection.give(self._news(branch, tips))
                if not why:
                    return _added(done, Exchange(given=True))
                if tips == connection.read_tips([branch, evidence.BRANCH]):
                    raise StoreError(
                        f"the remote {self.remote} refuses: {why}",
                        hint="Look at its rules for this branch, and at your rights there.",
                    )
        raise StoreError(
            f"others gave to {self.remote} {ATTEMPTS} times before us",
            hint="Run again: nothing of either side is lost.",
        )

    def _news(self, branch: str, theirs: Mapping[str, str]) -> dict[str, str]:
        ours = {name: find_tip(self.repository, name) for name in (branch, evidence.BRANCH)}
        return {name: tip for name, tip in ours.items() if tip and tip != theirs.get(name)}

    def _take_over(self, branch: str, tips: Mapping[str, str]) -> Exchange:
        def action(held: Repository) -> Exchange:
            refuse_while_underway(held)
            done = Exchange()
            if branch in tips:
                done = _Texts(held, self, branch, tips[branch]).take_over()
            if evidence.BRANCH in tips:
                Joiner(held, self.identity, self.now).join(tips[evidence.BRANCH], self.remote)
            return done

        return write(self.repository, action)


def _added(first: Exchange, second: Exchange) -> Exchange:
    return Exchange(
        taken=first.taken + second.taken,
        replayed=_followed(first.replayed, second),
        dropped=first.dropped + second.dropped,
        joined=first.joined or second.joined,
        given=second.given,
    )


def _followed(replayed: Mapping[str, str], later: Exchange) -> dict[str, str]:
    """Revisions through two replays."""
    through = {before: later.replayed.get(after, after) for before, after in replayed.items()}
    return {**later.replayed, **through}


@dataclass(frozen=True, slots=True)
class _Version:
    """A recorded version of ours that theirs lacks."""

    policy: str
    touch: Touch


class _Texts:
    """The branch of the texts: theirs taken over under the lock."""

    def __init__(self, held: Repository, sharer: Sharer, branch: str, theirs: str) -> None:
        self._held = held
        self._sharer = sharer
        self._branch = branch
        self._theirs = theirs
        self._ours = find_tip(held, branch)
        self._base = find_base(held, self._ours, theirs) if self._ours else None

    def take_over(self) -> Exchange:
        if self._theirs in {self._ours, self._base}:
            return Exchange()
        taken = count_commits(self._held, self._ours, self._theirs)
        if self._ours is None or self._base == self._ours:
            self._move(self._theirs)
            return Exchange(taken=taken)
        return self._weave(taken)

    def _weave(self, taken: int) -> Exchange:
        """Both sides have recorded."""
        ours = self._our_versions()
        theirs = self._their_touches()
        with reading(self._held) as reader:
            in_force = self._in_force(reader, {version.policy for version in ours})
            if any(_is_late(version, theirs.get(version.policy, [])) for version in ours):
                tip = self._join(ours, theirs, reader)
                self._move(tip)
                return Exchange(taken=taken, joined=True)
            kept, dropped = _sift(ours, theirs, in_force)
            ids = self._replay(kept, reader)
        self._move(ids[-1] if ids else self._theirs)
        revisions = (version.touch.commit for version in kept)
        return Exchange(taken, dict(zip(revisions, ids, strict=True)), tuple(dropped))

    def _our_versions(self) -> list[_Version]:
        """Our commits that theirs lacks, oldest first; StoreError when some are the user's."""
        span = f"{self._theirs}..{self._ours}"
        touches = list(read_log(self._held, span, b""))
        versions = [
            _Version(policy, touch)
            for touch in touches
            if touch.after and (policy := self._policy(touch.path))
        ]
        commits = count_commits(self._held, self._theirs, str(self._ours))
        if not len(versions) == len(touches) == commits:
            raise StoreError(
                "this branch holds commits of your own that the remote lacks, and lacks some of it",
                hint="Bring them together first: git pull --rebase",
            )
        return versions[::-1]

    def _their_touches(self) -> dict[str, list[Touch]]:
        found: dict[str, list[Touch]] = {}
        for touch in read_log(self._held, f"{self._ours}..{self._theirs}", b""):
            policy = self._policy(touch.path)
            if policy and touch.after:
                found.setdefault(policy, []).append(touch)
        return found

    def _policy(self, path: bytes) -> str | None:
        prefix = self._held.prefix
        if not path.startswith(prefix):
            return None
        return find_policy(path.removeprefix(prefix).decode("utf-8", "replace"))

    def _in_force(self, reader: Reader, policies: set[str]) -> dict[str, str | None]:
        trees = Trees(reader, self._theirs)
        entries = {p: trees.find(self._held.path(f"snapshots/{p}.md")) for p in policies}
        return {policy: entry.id if entry else None for policy, entry in entries.items()}

    def _replay(self, versions: Sequence[_Version], reader: Reader) -> list[str]:
        commits = [
            FileCommit(
                files=((version.touch.path, reader.read(version.touch.after).data),),
                message=version.touch.message,
                authored=version.touch.authored,
                committed=seconds(self._sharer.now),
            )
            for version in versions
        ]
        if not commits:
            return []
        return import_commits(self._held, self._theirs, commits, self._sharer.identity)

    def _join(
        self, ours: Sequence[_Version], theirs: Mapping[str, Sequence[Touch]], reader: Reader
    ) -> str:
        """A merge in which every policy has the text that was captured last."""
        last = {version.policy: version.touch for version in ours}
        winners = [
            touch
            for policy, touch in last.items()
            if all(touch.authored >= other.authored for other in theirs.get(policy, []))
        ]
        now = seconds(self._sharer.now)
        merge = FileCommit(
            files=tuple((touch.path, reader.read(touch.after).data) for touch in winners),
            message="Join what two machines recorded\n",
            authored=now,
            committed=now,
            joins=str(self._ours),
        )
        return import_commits(self._held, self._theirs, [merge], self._sharer.identity)[-1]

    def _move(self, tip: str) -> None:
        placings = list_changes(self._held, self._ours, tip)
        others = [placing for placing in placings if not self._policy(placing.path)]
        if unfit := unfitting(self._held, others):
            shown = ", ".join(ascii(path.decode("utf-8", "replace")) for path in unfit[:3])
            raise StoreError(
                f"the remote changes files that are changed here too: {shown}",
                hint="Commit your changes, then: git pull --rebase",
            )
        wanted = {placing.after for placing in placings if placing.after}
        with reading(self._held) as reader:
            contents = {name: reader.read(name).data for name in wanted}
        move = Move(self._branch, self._ours, tip, f"policytrack: take over {self._sharer.remote}")
        publish_with_files(self._held, move, placings, contents)


def _is_late(version: _Version, theirs: Sequence[Touch]) -> bool:
    """Whether they recorded something captured later, and never this text."""
    newest = max((touch.authored for touch in theirs), default=-1)
    known = any(touch.after == version.touch.after for touch in theirs)
    return version.touch.authored < newest and not known


def _sift(
    ours: Sequence[_Version],
    theirs: Mapping[str, Sequence[Touch]],
    in_force: dict[str, str | None],
) -> tuple[list[_Version], list[str]]:
    """Our versions to go on top of theirs, and the revisions that theirs made needless."""
    kept, dropped = [], []
    for version in ours:
        others = theirs.get(version.policy, [])
        newest = max((touch.authored for touch in others), default=-1)
        if version.touch.after == in_force[version.policy] or version.touch.authored < newest:
            dropped.append(version.touch.commit)
            continue
        in_force[version.policy] = version.touch.after
        kept.append(version)
    return kept, dropped
