"""TLS: whom to trust, and what to put on record of a handshake."""

from __future__ import annotations

import hashlib
import ssl
from typing import TYPE_CHECKING, Any

from policytrack.errors import FetchError

if TYPE_CHECKING:
    import socket

    from policytrack.fetch.settings import FetchSettings

SWITCHED_OFF = "no: switched off in the settings"


class StrictContext(ssl.SSLContext):
    """A close without TLS's own notice is an error: it may be a cut (RFC 9112, 9.8)."""

    def wrap_socket(self, *arguments: Any, **options: Any) -> ssl.SSLSocket:
        """As in the base class."""
        return super().wrap_socket(*arguments, **{**options, "suppress_ragged_eofs": False})


def tls_context(settings: FetchSettings) -> ssl.SSLContext:
    """A context with the system's authorities and those of the settings."""
    context = StrictContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if not settings.verify_tls:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    context.load_default_certs()
    if settings.ca_file:
        try:
            context.load_verify_locations(settings.ca_file)
        except OSError as error:
            raise FetchError(
                f"{settings.ca_file} holds no certificates that can be read",
                hint="Name a PEM file in ca_file.",
            ) from error
    return context


def describe_tls(sock: socket.socket, settings: FetchSettings) -> dict[str, str]:
    """Version, certificate and whether it was verified; nothing for a plain socket."""
    if not isinstance(sock, ssl.SSLSocket):
        return {}
    certificate = sock.getpeercert(binary_form=True) or b""
    return {
        "tls_version": sock.version() or "",
        "tls_verified": "yes" if settings.verify_tls else SWITCHED_OFF,
        "certificate_sha256": hashlib.sha256(certificate).hexdigest(),
    }
