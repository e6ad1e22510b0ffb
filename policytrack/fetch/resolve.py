"""From a host to the addresses that may be connected to."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from policytrack.fetch.addresses import check_address
from policytrack.fetch.failures import ConnectError, RefusedError

if TYPE_CHECKING:
    from policytrack.fetch.addresses import Target
    from policytrack.fetch.settings import FetchSettings

Resolver = Callable[[str, int, float], Sequence[str]]  # host, port, seconds


def resolve_checked(
    target: Target, settings: FetchSettings, resolve: Resolver, seconds: float
) -> list[str]:
    """Every address of the target's host, or RefusedError if any of them may not be asked."""
    host = target.host
    answers = [host] if is_literal(host) else resolve(host, target.port, seconds)
    try:
        return list(dict.fromkeys(check_address(answer, settings) for answer in answers))
    except RefusedError as error:
        raise RefusedError(
            f"{target.url} may not be asked: {error.message}", hint=error.hint
        ) from error


def is_literal(host: str) -> bool:
    """Whether the host is an address and no name (as `parse_host` leaves it)."""
    return ":" in host or host.rpartition(".")[2].isdigit()


def resolve_system(host: str, port: int, seconds: float) -> list[str]:
    """The system's answer for a name, or ConnectError; the system call has no time-out itself."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    answer: list[str] | OSError = TimeoutError()
    with contextlib.suppress(queue.Empty):
        answer = answers.get(timeout=seconds)
    if isinstance(answer, OSError):
        raise ConnectError(
            f"the name {host} could not be resolved",
            hint="Check the spelling and the network.",
            transient=True,
        ) from answer
    return answer
