"""Sharing a workspace between machines: both branches, nothing of either side lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.store import Store

if TYPE_CHECKING:
    from policytrack.store.sharing import Exchange
    from policytrack.workspace import Workspace


def pull(workspace: Workspace, remote: str) -> str:
    """Take over what other machines gave; what came of it, in a sentence."""
    return _tell(_open(workspace).pull(remote))


def push(workspace: Workspace, remote: str) -> str:
    """Take over, then give; what came of it, in a sentence."""
    return _tell(_open(workspace).push(remote))


def _open(workspace: Workspace) -> Store:
    return Store.open(workspace.root, sign=workspace.settings.sign)


def _tell(exchange: Exchange) -> str:
    parts = [
        f"{exchange.taken} commits taken over" if exchange.taken else "nothing new taken over",
        f"{len(exchange.replayed)} of ours put on top" if exchange.replayed else "",
        f"{len(exchange.dropped)} were recorded there too" if exchange.dropped else "",
        "both lines joined" if exchange.joined else "",
        "ours given" if exchange.given else "",
    ]
    return ", ".join(filter(None, parts))
