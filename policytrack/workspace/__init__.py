"""The workspace: policytrack.toml (what is tracked and how), ids, and dates as people write them.

Knows nothing of git, of the network or of how a policy is read.
"""

from policytrack.workspace.config import (
    CONFIG_NAME,
    Page,
    TrackedPolicy,
    Workspace,
    add_policy,
    create_config,
    find_workspace,
    load_workspace,
)
from policytrack.workspace.files import NOTES, save_text
from policytrack.workspace.ids import match_policies, propose_id
from policytrack.workspace.moments import end_of_day, parse_moment
from policytrack.workspace.notices import NoticeSettings, Target
from policytrack.workspace.settings import Patience, Settings

__all__ = [
    "CONFIG_NAME",
    "NOTES",
    "NoticeSettings",
    "Page",
    "Patience",
    "Settings",
    "Target",
    "TrackedPolicy",
    "Workspace",
    "add_policy",
    "create_config",
    "end_of_day",
    "find_workspace",
    "load_workspace",
    "match_policies",
    "parse_moment",
    "propose_id",
    "save_text",
]
