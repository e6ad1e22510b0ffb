"""The libraries' exceptions in our words; nothing that came over the wire is repeated."""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING

from urllib3.exceptions import IncompleteRead, ProtocolError, ReadTimeoutError, SSLError

from policytrack.fetch.failures import (
    AnswerError,
    ConnectError,
    TlsError,
    TruncatedError,
    timed_out,
)

if TYPE_CHECKING:
    from policytrack.errors import FetchError
    from policytrack.fetch.addresses import Target

CUT = (IncompleteRead, http.client.IncompleteRead, ssl.SSLEOFError)


def failure_of(error: Exception, target: Target, seconds: float) -> FetchError:
    """The failure that an exception of urllib3, http.client, ssl or socket stands for.

    `seconds`: what the fetch has in all.
    """
    inner = innermost(error)
    if isinstance(inner, TimeoutError | ReadTimeoutError):
        return timed_out(target.url, seconds)
    if isinstance(inner, ssl.SSLCertVerificationError):
        return TlsError(
            f"the certificate of {target.authority} is not in order: {inner.verify_message}",
            hint="verify_tls = false for the host accepts it, on record.",
        )
    if isinstance(inner, CUT):
        return TruncatedError(
            f"{target.url} ended before its end", hint="It may work again later.", transient=True
        )
    if isinstance(inner, ssl.SSLError):
        return handshake_failure(target)
    if isinstance(inner, OSError):
        return ConnectError(
            f"the connection to {target.authority} broke: {said_by(inner)}",
            hint="It may work again later.",
            transient=True,
        )
    return AnswerError(
        f"{target.url} sent no valid HTTP answer", hint="It may work again later.", transient=True
    )


def handshake_failure(target: Target) -> TlsError:
    """The failure of a host that does not speak TLS as we do."""
    return TlsError(
        f"no secure connection to {target.authority}",
        hint="Check that the host speaks TLS 1.2 or later.",
        transient=True,
    )


def innermost(error: BaseException) -> BaseException:
    """What urllib3 wrapped: the last exception among the arguments, at most twice."""
    for _ in range(2):
        wrapped = [value for value in error.args if isinstance(value, BaseException)]
        if isinstance(error, ProtocolError | SSLError) and wrapped:
            error = wrapped[-1]
    return error


def said_by(error: BaseException | None) -> str:
    """The system's reason, in a few words."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "the other side hung up" if error else "it has no address"
