"""Beginning: a workspace, and a policy to track in it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.workspace import Page, TrackedPolicy, add_policy, create_config, propose_id

if TYPE_CHECKING:
    from policytrack.workspace import Workspace


def start_workspace(folder: Path, *, own: bool = False) -> tuple[Path, bool]:
    """Make `folder` a workspace: its absolute path, and whether it is a new one.

    With `own` it gets a git repository of its own, wherever it lies.
    """
    from policytrack.store import Store

    root = folder.absolute()
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{root} cannot be made: {error.strerror}"
        raise WorkspaceError(
            msg, hint="Choose another folder, or check its permissions."
        ) from error
    Store.create(root, own=own)
    return root, create_config(root)


def track(workspace: Workspace, wanted: TrackedPolicy) -> TrackedPolicy:
    """Add a policy to the workspace, with id and title proposed from its document where empty.

    The source is read once, so that what cannot be read is not tracked.
    """
    from policytrack.store import check_id
    from policytrack.tracker.eyes import load_policy

    source = wanted.source if wanted.is_url or wanted.source == "-" else _locate(wanted.source)
    reading = load_policy(workspace, replace(wanted, source=source))
    origin = reading.extraction.metadata.get("source", "") or reading.capture.source
    policy = replace(
        wanted,
        source=_relative(source, workspace.root),
        id=wanted.id or propose_id(origin, workspace.policies),
        title=wanted.title or reading.title,
    )
    check_id(policy.id)
    return next(
        known for known in add_policy(workspace, policy).policies.values() if known.id == policy.id
    )


def _locate(source: str) -> str:
    return str(Path(source).absolute())


def _relative(source: str, root: Path) -> str:
    """A path inside or near the workspace as written there; a URL or "-" as it is."""
    if not Path(source).is_absolute():
        return source
    path = Path(source)
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return Path(os.path.normpath(path)).as_posix()


def track_declared(workspace: Workspace, text: str) -> tuple[list[TrackedPolicy], list[str]]:
    """Track all policies of an Open Terms Archive declaration (its JSON).

    What was added, and remarks on what the declaration asks for and is not supported. Nothing is
    fetched.
    """
    from policytrack.extract.rules import parse_declaration

    added, remarks = [], []
    for declared in parse_declaration(text):
        first, *others = declared.sources
        policy = TrackedPolicy(
            id=propose_id(f"{_site(first.url)}/{declared.type}", workspace.policies),
            source=first.url,
            title=f"{declared.service} {declared.type}",
            render="browser" if any(source.browser for source in declared.sources) else "plain",
            rules=first.rules,
            combine=tuple(Page(source.url, source.rules) for source in others),
        )
        workspace = add_policy(workspace, policy)
        added.append(policy)
        remarks += [f"{policy.id}: {remark}" for remark in declared.remarks]
    return added, remarks


def _site(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])
