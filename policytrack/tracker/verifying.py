"""Verifying what is kept: the store's own check, and that each text comes from its capture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policytrack.errors import ExtractError
from policytrack.store import Problem, Store, Verification
from policytrack.tracker.reading import read_capture
from policytrack.tracker.stamping import StampsFound, check_stamps
from policytrack.tracker.versions import is_read_alike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policytrack.workspace import Workspace

__all__ = ["SAME", "Verification", "verify"]

SAME = "every text that today's extractor and rules made comes from its kept capture"


def verify(workspace: Workspace, roots: Path | None = None) -> Verification:
    """Check everything, offline; problems are data, none ends the check.

    `roots`: certificates of time stamp authorities, in place of those that the settings name.
    """
    store = Store.open(workspace.root)
    found = store.verify()
    if not found.sound:
        return found
    found = _with_stamps(found, check_stamps(workspace, store, roots))
    if not found.sound:
        return found
    problems = tuple(_strange_texts(workspace, store))
    proves = found.proves if problems else (*found.proves, SAME)
    return replace(found, problems=problems, proves=proves)


def _with_stamps(found: Verification, stamps: StampsFound) -> Verification:
    return replace(
        found,
        problems=(*found.problems, *stamps.problems),
        proves=(*found.proves, *stamps.proves),
        cannot=(*found.cannot, *stamps.cannot),
    )


def _strange_texts(workspace: Workspace, store: Store) -> Iterator[Problem]:
    for policy, versions in store.histories().items():
        captures = {kept.sha256: kept for kept in store.captures(policy)}
        made = [
            version
            for version in versions
            if version.capture_sha256 in captures
            and is_read_alike(version, workspace.policies.get(policy))
        ]
        for version, text in store.read_texts(made):
            capture = store.read_capture(captures[version.capture_sha256])
            try:
                again = read_capture(capture, workspace.policies.get(policy)).document.text
            except ExtractError as error:
                again = error.message
            if again != text:
                yield Problem(f"{policy} in {version.revision}", "its text is not its capture's")
