"""What the workspace asks for and this machine lacks: extras, a browser, a key to sign with."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from policytrack.errors import PolicytrackError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.workspace import TrackedPolicy, Workspace

# What a source's name ends in: the module that reads it, the extra that brings it.
READERS = {
    ".pdf": ("pypdfium2", "pdf"),
    ".docx": ("mammoth", "docx"),
    ".rtf": ("striprtf", "rtf"),
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something to look after. `where`: a policy, or "" for the workspace."""

    where: str
    what: str
    way_out: str


def find_missing(workspace: Workspace) -> Iterator[Complaint]:
    """Everything that is asked for and is not there."""
    policies = list(workspace.policies.values())
    rendered = [one for one in policies if one.render != "plain" or one.evidence]
    if rendered:
        yield from _browser(rendered[0], workspace.settings.browser)
    for ending, (module, extra) in READERS.items():
        first = next((one for one in policies if one.source.lower().endswith(ending)), None)
        if first is not None:
            yield from _extra(first.id, f"it is read from a {ending} file", module, extra)
    if workspace.notices.targets:
        yield from _extra("", "people are to be notified", "apprise", "notify")
    if workspace.settings.timestamp:
        yield from _extra("", "runs are to be time-stamped", "rfc3161_client", "timestamp")
    if workspace.settings.sign:
        yield from _signer()


def _browser(policy: TrackedPolicy, program: str) -> Iterator[Complaint]:
    from policytrack.browser import find_chromium

    yield from _extra(policy.id, "it is shown by a browser", "playwright", "browser")
    try:
        find_chromium(program)
    except PolicytrackError as error:
        yield Complaint(policy.id, f"it is shown by a browser, and {error.message}", error.hint)


def _extra(where: str, why: str, module: str, extra: str) -> Iterator[Complaint]:
    if find_spec(module) is None:
        yield Complaint(
            where, f"{why}, and {module} is not installed", f"pip install 'policytrack[{extra}]'"
        )


def _signer() -> Iterator[Complaint]:
    from policytrack.gitrepo.signing import find_signer

    try:
        find_signer()
    except PolicytrackError as error:
        yield Complaint("", error.message, error.hint)
