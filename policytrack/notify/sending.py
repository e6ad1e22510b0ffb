"""Giving a message to a service, through Apprise.

An address is the owner's own and may lead anywhere. What an address holds is secret: it stands in
no error.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from policytrack.errors import NotifyError
from policytrack.report import single_line

if TYPE_CHECKING:
    from policytrack.notify.message import Form, Message

ID_HEADER = "Idempotency-Key"
LONGEST = 300  # characters of a complaint
WAITING = "It waits; the next run, or `policytrack notify`, tries again."
MISSING = "pip install 'policytrack[notify]'"


class Carrier:
    """A service at an address; it keeps to the service's own pace from one message to the next."""

    def __init__(self, address: str) -> None:
        """NotifyError when there is no such service."""
        try:
            import apprise
        except ImportError as error:
            raise NotifyError("notices need Apprise", hint=MISSING) from error
        self._apprise: Any = apprise
        self._address = address
        self._service = _service(apprise, address)
        if "overflow=" not in address:
            self._service.overflow_mode = apprise.OverflowMode.SPLIT

    def send(self, message: Message) -> None:
        """Hand the message over. NotifyError when it is not taken.

        The notice's id goes along as the header Idempotency-Key where the service takes headers,
        and in the words themselves: a second delivery of a notice can be told from a second notice.
        """
        if hasattr(self._service, "headers"):
            self._service.headers[ID_HEADER] = message.id
        with self._apprise.LogCapture(level=logging.WARNING, fmt="%(message)s") as said:
            taken = self._hand_over(message)
            complaint = _told(said.getvalue(), self._address)
        if not taken:
            raise NotifyError(complaint or "the service did not take it", hint=WAITING)

    def _hand_over(self, message: Message) -> bool:
        form = _form(self._apprise, self._service)
        carrier = self._apprise.Apprise()
        carrier.add(self._service)
        try:
            taken = carrier.notify(
                message.body(form), message.title, message.tone, body_format=form
            )
        except Exception as error:  # a bug of one service must not cost the notice or the run
            raise NotifyError(f"it failed ({type(error).__name__})", hint=WAITING) from error
        return bool(taken)


def _service(apprise: Any, address: str) -> Any:
    asset = apprise.AppriseAsset(
        app_id="policytrack",
        app_desc="policytrack",
        app_url="",
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )
    if service := apprise.Apprise.instantiate(address, asset=asset):
        return service
    raise NotifyError(
        "it is no address that Apprise knows", hint="See https://appriseit.com/services/."
    )


def _form(apprise: Any, service: Any) -> Form:
    """The form that comes through whole: a page for mail, else Markdown where that is taken."""
    taken = service.notify_format  # one, or several in the order of preference
    formats = taken if isinstance(taken, tuple) else (taken,)
    kinds = apprise.NotifyFormat
    if any(kind.__name__ == "NotifyEmail" for kind in type(service).__mro__):
        return "html" if formats[0] == kinds.HTML else "text"
    return "text" if formats == (kinds.TEXT,) else "markdown"


def _told(complaint: str, address: str) -> str:
    """What the service said, on one line, unless it says something of the address."""
    parts = [part for part in re.split(r"[^\w.-]+", address.partition("://")[2]) if len(part) > 3]
    lines = [
        single_line(line)
        for line in complaint.splitlines()
        if line.strip() and not any(part in line for part in parts)
    ]
    return "; ".join(dict.fromkeys(lines))[:LONGEST]
