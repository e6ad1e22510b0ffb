"""The embedded sample: two policies of firms that do not exist, as dated files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.errors import WorkspaceError
from policytrack.tracker.outcomes import TakeOptions
from policytrack.tracker.start import start_workspace
from policytrack.tracker.take import take_snapshots
from policytrack.workspace import TrackedPolicy, add_policy, load_workspace, parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.tracker.outcomes import Outcome

_PACKAGE = Path(__file__).parent.parent
TITLES = {
    "fernwick.example/privacy-policy": "Fernwick Reader Privacy Policy",
    "marlow-finch.example/terms-of-sale": "Marlow & Finch Terms of Sale",
}


def sample_files() -> dict[str, list[Path]]:
    """The dated files of every sample policy, oldest first."""
    installed = _PACKAGE / "sample"
    root = installed if installed.is_dir() else _PACKAGE.parent / "snapshots"
    return {policy: sorted((root / policy).iterdir()) for policy in TITLES}


def make_sample(folder: Path) -> Iterator[Outcome]:
    """Make a workspace of the sample in a new or empty folder, version by version.

    The same path as anybody's files take: tracked, then read once for each date.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is there already and is not empty"
        raise WorkspaceError(msg, hint="Name a new folder: policytrack demo DIR.")
    root, _ = start_workspace(folder, own=True)
    workspace = load_workspace(root)
    for policy, title in TITLES.items():
        workspace = add_policy(workspace, TrackedPolicy(policy, f"https://{policy}", title))
    for policy, files in sample_files().items():
        for file in files:
            options = TakeOptions(at=parse_moment(file.stem), source=str(file))
            yield from take_snapshots(workspace, [policy], options)
