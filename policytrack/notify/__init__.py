"""Notices to people: what they say, and the services that carry them.

Knows the model alone: not what is worth telling, where notices wait or who is to get them.
"""

from __future__ import annotations

from policytrack.notify.message import ChangeMessage, Facts, Message, StandingMessage, TestMessage
from policytrack.notify.sending import Carrier

__all__ = ["Carrier", "ChangeMessage", "Facts", "Message", "StandingMessage", "TestMessage"]
