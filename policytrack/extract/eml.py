"""Mail (.eml, RFC 5322): the policy, or the notice of its change, as it was sent.

Owns which part of a message is its text. The HTML part is read as HTML whole, for mail has no
menus; quoted headers, attachments and pictures are no text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from policytrack.errors import ExtractError
from policytrack.extract.charset import decode
from policytrack.extract.html import parse_html, render_tree
from policytrack.extract.text import parse_plain
from policytrack.model import Extraction

if TYPE_CHECKING:
    from policytrack.extract.format import Rules
    from policytrack.model import Capture

__all__ = ["MEDIA_TYPES", "NAME", "SUFFIXES", "read", "sniff"]

NAME: Final = "eml"
MEDIA_TYPES: Final = frozenset({"message/rfc822"})
SUFFIXES: Final = frozenset({".eml"})
WINDOW: Final = 16_384  # bytes of a message that its main headers lie in
MOST_PARTS: Final = 1000
DEEPEST: Final = 30  # parts in one another
RE_HEADERS: Final = re.compile(rb"(?:[A-Za-z][\w-]{0,60}:[ \t].*\r?\n(?:[ \t]+.*\r?\n){0,200})+")
RE_BOUNDARY: Final = re.compile(rb"boundary\s{0,5}=", re.IGNORECASE)
"""The standard library's parser recurses once for each part within a part."""


def sniff(body: bytes) -> bool:
    """Headers at the start, with a sender and what mail alone has."""
    head = RE_HEADERS.match(body[:WINDOW].removeprefix(b"\xef\xbb\xbf"))
    if head is None:
        return False
    names = {line.split(b":", 1)[0].lower() for line in head[0].splitlines() if b":" in line}
    return b"from" in names and bool(names & {b"received", b"message-id", b"date", b"mime-version"})


def read(capture: Capture, rules: Rules | None = None) -> Extraction:
    """The message's HTML part, else its plain part; the subject as title."""
    message = parse_message(capture.body, capture.final_url)
    part = message.get_body(("html", "plain"))
    if not isinstance(part, EmailMessage):
        raise ExtractError(
            f"{capture.final_url}: the message has no text",
            hint="Save its attachment as a file of its own and track that.",
        )
    body, content_type = payload_of(part)
    text, charset, remark = decode(body, content_type)
    if part.get_content_subtype() == "html":
        tree = parse_html(text)
        nodes = rules.narrow(tree, "") if rules is not None else None
        markdown = render_tree(nodes if nodes is not None else [tree.body] if tree.body else [])
    else:
        if rules is not None:
            rules.check_format(NAME)
        markdown = parse_plain(text, flowed="format=flowed" in content_type.lower())
    return Extraction(
        markdown=markdown,
        format=NAME,
        title=_header(message, "subject"),
        charset=charset,
        remarks=(remark,) if remark else (),
        metadata=_facts(message),
    )


def parse_message(body: bytes, name: str) -> EmailMessage:
    """A message of bounded depth. Raises ExtractError, naming `name`."""
    if len(RE_BOUNDARY.findall(body)) > DEEPEST:
        raise ExtractError(f"{name}: too many messages within the message", hint=SAVE_PART)
    try:
        message = message_from_bytes(body, _class=EmailMessage, policy=policy.default)
    except (MessageError, ValueError, RecursionError) as error:
        raise ExtractError(f"{name}: not a message that can be read ({error})") from error
    if sum(1 for _ in zip(message.walk(), range(MOST_PARTS + 1), strict=False)) > MOST_PARTS:
        raise ExtractError(f"{name}: more than {MOST_PARTS} parts", hint=SAVE_PART)
    return message


SAVE_PART: Final = "Save the part that holds the policy as a file of its own."


def payload_of(part: EmailMessage) -> tuple[bytes, str]:
    """The bytes of a part without their transfer coding, and its content type with parameters."""
    body = part.get_payload(decode=True)
    charset = part.get_param("charset") or ""
    flowed = "; format=flowed" if str(part.get_param("format", "")).lower() == "flowed" else ""
    label = f"; charset={charset}" if isinstance(charset, str) and charset else ""
    return body if isinstance(body, bytes) else b"", f"{part.get_content_type()}{label}{flowed}"


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError):
        return ""  # a header that the standard library trips over


def _facts(message: EmailMessage) -> dict[str, str]:
    facts = {"from": _header(message, "from")}
    with suppress(ValueError):
        facts["sent"] = parsedate_to_datetime(_header(message, "date")).date().isoformat()
    return {key: value for key, value in facts.items() if value}
