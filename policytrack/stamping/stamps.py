"""A stamp says that some bytes were there at a time, and an authority answers for it.

Through rfc3161-client, which checks the signature with the certificates of the stamp's time. The
authority's address is the owner's own and may lead anywhere. Knows nothing of what is stamped.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from policytrack.errors import FetchError, WorkspaceError
from policytrack.stamping.der import sort_certificates

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

MISSING = "pip install 'policytrack[timestamp]'"
TIMEOUT = 20.0  # seconds
LARGEST = 200_000  # bytes of an answer; with a long chain of certificates 10,000
SHA256 = "2.16.840.1.101.3.4.2.1"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says. `checked`: its signature was, down to one of the roots given."""

    at: datetime
    authority: str
    checked: bool


def ask(url: str, data: bytes) -> bytes:
    """A stamp for the SHA-256 of the data, as the authority gave it. FetchError.

    It is for these bytes and for this very request, or it is not taken.
    """
    library = _library()
    sha256 = library.HashAlgorithm.SHA256
    request = library.TimestampRequestBuilder(data=data, hash_algorithm=sha256).build()
    answer = _post(url, request.as_bytes())
    response = _decode(answer)
    digest = hashlib.sha256(data).digest()
    if response.tst_info.nonce != request.nonce or _imprint(response) != digest:
        raise FetchError(f"{_host(url)} stamped something else than what it was asked to")
    return answer


def check(stamp: bytes, digest: bytes, roots: Any = ()) -> Stamp:
    """What the stamp says of the SHA-256 digest. FetchError when it is none for it, or forged.

    Without roots the signature is not checked.
    """
    library = _library()
    response = _decode(stamp)
    if _imprint(response) != digest:
        raise FetchError("the stamp is for other bytes")
    if roots:
        builder = library.VerifierBuilder()
        for root in roots:
            builder = builder.add_root_certificate(root)
        try:
            builder.build().verify(response, digest)
        except library.VerificationError as error:
            raise FetchError(f"the stamp does not hold: {error}") from error
    return Stamp(response.tst_info.gen_time, _authority(response), bool(roots))


def load_roots(path: Path) -> list[Any]:
    """The certificates of a file in PEM form. WorkspaceError."""
    _library()
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            f"{path} holds no certificates in PEM form: {error}",
            hint="Get the root certificate from the time stamp authority.",
        ) from error


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise WorkspaceError("time stamps need rfc3161-client", hint=MISSING) from error
    return rfc3161_client


def _post(url: str, body: bytes) -> bytes:
    import urllib3

    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "policytrack"}
    try:
        with urllib3.PoolManager(retries=False, timeout=TIMEOUT) as pool:
            answer = pool.request(
                "POST", url, body=body, headers=headers, preload_content=False, redirect=False
            )
            data = answer.read(LARGEST)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise FetchError(f"{_host(url)} gave no stamp: {type(error).__name__}") from error
    if answer.status != 200:
        raise FetchError(f"{_host(url)} gave no stamp: status {answer.status}")
    return bytes(data)


def _decode(stamp: bytes) -> Any:
    try:
        response = _library().decode_timestamp_response(sort_certificates(stamp))
        if response.status not in {0, 1}:
            raise FetchError(f"no stamp was given: status {response.status}")
        response.tst_info  # noqa: B018 - it is read here, where its faults are known
    except ValueError as error:
        raise FetchError("what was given is no time stamp") from error
    return response


def _imprint(response: Any) -> bytes:
    imprint = response.tst_info.message_imprint
    if imprint.hash_algorithm.dotted_string != SHA256:
        raise FetchError("the stamp is by another hash than SHA-256")
    return bytes(imprint.message)


def _authority(response: Any) -> str:
    """The subject of the certificate that signed."""
    from cryptography.x509 import load_der_x509_certificate

    signers = {one.serial_number for one in response.signed_data.signer_infos}
    certificates = map(load_der_x509_certificate, response.signed_data.certificates)
    names = [one.subject.rfc4514_string() for one in certificates if one.serial_number in signers]
    return names[0] if names else "an authority that does not give its name"


def _host(url: str) -> str:
    return urlsplit(url).hostname or "the time stamp authority"
