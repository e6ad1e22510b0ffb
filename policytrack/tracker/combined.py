"""Policies that stand on several pages: their captures as one, and one text of them all.

The captures travel together as a MIME multipart body (RFC 2046), so that what is kept as
evidence can be taken apart and read anew.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from typing import TYPE_CHECKING

from policytrack.errors import ExtractError
from policytrack.model import Capture, Extraction

if TYPE_CHECKING:
    from collections.abc import Sequence

MEDIA_TYPE = "multipart/x-policytrack"
_WIRE = policy.SMTP.clone(max_line_length=10_000)  # URLs are not to be folded


def join_captures(captures: Sequence[Capture]) -> Capture:
    """The captures as one; source, times and headers are those of the first."""
    whole = EmailMessage(policy=_WIRE)
    whole.make_mixed()
    digest = sha256()
    for capture in captures:
        part = EmailMessage(policy=_WIRE)
        part.set_content(capture.body, "application", "octet-stream", cte="base64")
        part["Content-Location"] = capture.final_url.encode("ascii", "backslashreplace").decode()
        part["X-Media-Type"] = capture.content_type.encode("ascii", "replace").decode()
        whole.attach(part)
        digest.update(capture.body)
    whole.set_boundary(f"={digest.hexdigest()[:40]}=")
    first = captures[0]
    return Capture(
        source=first.source,
        final_url=first.final_url,
        body=whole.as_bytes(policy=_WIRE),
        content_type=MEDIA_TYPE,
        status=first.status,
        headers=first.headers,
        redirects=first.redirects,
        started=first.started,
        finished=captures[-1].finished,
        facts=_facts(captures),
        request_headers=first.request_headers,
    )


def _facts(captures: Sequence[Capture]) -> dict[str, str]:
    """The facts of all pages; those of the further ones say of which."""
    found = dict(captures[0].facts)
    for number, capture in enumerate(captures[1:], start=2):
        found |= {f"{name} (page {number})": value for name, value in capture.facts.items()}
    return found


def split_capture(capture: Capture) -> list[Capture]:
    """The captures that `join_captures` joined."""
    whole = message_from_bytes(capture.body, policy=_WIRE)
    parts = [part for part in whole.iter_parts() if isinstance(part, EmailMessage)]
    if not parts:
        raise ExtractError(f"{capture.source}: the kept capture does not hold several pages")
    return [
        Capture(
            source=str(part["Content-Location"]),
            final_url=str(part["Content-Location"]),
            body=bytes(part.get_content()),
            content_type=str(part["X-Media-Type"]),
            status=capture.status,
        )
        for part in parts
    ]


def join_extractions(extractions: Sequence[Extraction]) -> Extraction:
    """The texts one after the other; what is said of the whole is said by the first."""
    first = extractions[0]
    return Extraction(
        markdown="\n\n".join(one.markdown.strip("\n") for one in extractions) + "\n",
        format=first.format,
        title=first.title,
        language=first.language,
        charset=first.charset,
        remarks=tuple(remark for one in extractions for remark in one.remarks),
        metadata=first.metadata,
    )
