"""A change as an e-mail to subscribers: plain text and HTML of the same, in RFC 5322 form.

Written with the standard library's `email.message`, which refuses line breaks in headers; what
comes from a policy is put on one line before. Knows nothing of sending.
"""

from __future__ import annotations

import re
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from policytrack.errors import PolicytrackError
from policytrack.report.comparison import ReportOptions
from policytrack.report.escape import safe_link, single_line
from policytrack.report.headline import name_change
from policytrack.report.notes import tell_lines
from policytrack.report.page import render_html
from policytrack.report.signs import say_dates
from policytrack.report.story import tell
from policytrack.report.terminal import render_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policytrack.report.comparison import Comparison
    from policytrack.report.page import Voice
    from policytrack.report.story import Story

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,8}"
    r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}"
)

WIDTH = 72  # columns of the plain part
LONGEST_WORDS = 100_000  # characters: a longer change is told word for word in the HTML part alone
LONGEST_SUBJECT = 150  # characters; mail programs show about 70, servers take 998


def render_mail(
    comparison: Comparison,
    sender: str,
    recipient: str = "",
    say: Voice = str,
    language: str = "en",
) -> bytes:
    """The message as a file (.eml). PolicytrackError for what is no address.

    The same change gives the same bytes; its id makes the Message-ID, so that a second sending is
    known for one. Without `recipient` the sender puts it in. `say` puts what is told beside the
    policy's own words into the message's language.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(comparison, say)
    message["From"] = _address(sender)
    message["To"] = _address(recipient) if recipient else "undisclosed-recipients:;"
    if comparison.after_captured:
        message["Date"] = format_datetime(comparison.after_captured.astimezone(UTC))
    domain = message["From"].addresses[0].domain
    message["Message-ID"] = f"<{comparison.id}.policytrack@{domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine answers
    options = ReportOptions()
    text = "\n".join(_text(tell(comparison, options), comparison, say)) + "\n"
    page = render_html([comparison], options, say, language)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, "html", cte="quoted-printable")
    message.set_boundary(f"={comparison.id}=")
    return message.as_bytes()


def _subject(comparison: Comparison, say: Voice) -> str:
    subject = single_line(name_change(comparison, say))
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[:LONGEST_SUBJECT]}…"


def _address(text: str) -> Address:
    """An address in ASCII, alone or behind a name."""
    name, _, rest = text.rpartition("<")
    spec = rest.removesuffix(">").strip()
    if _ADDRESS.fullmatch(spec):
        return Address(single_line(name).strip(' "'), addr_spec=spec)
    msg = f"{text!a} is no e-mail address"
    raise PolicytrackError(msg, hint='Use name@example.org or "Name <name@example.org>".')


def _text(story: Story, comparison: Comparison, say: Voice) -> Iterator[str]:
    """The plain part: what a hurried reader needs, then the changed words."""
    yield f"{single_line(story.title)}\n"
    if story.note_title:
        yield f"{single_line(story.note_title)}\n"
    if story.note:
        yield from (single_line(line) for line in story.note.splitlines())
        yield ""
    yield f"{single_line(say(story.summary))}."
    yield from (f"{single_line(say(said))}." for said in say_dates(comparison.change))
    remarks = map(say, story.remarks)
    yield from (f"{single_line(remark[:1].upper() + remark[1:])}." for remark in remarks)
    for heading, lines in tell_lines(comparison.change).items():
        yield f"\n{say(heading)}\n"
        yield from (f"- {single_line(say(line))}" for line in lines)
    words = render_words(comparison, ReportOptions(width=WIDTH), say)
    if len(words) <= LONGEST_WORDS:
        marks = f"[-{say('removed')}-] {{+{say('added')}+}}"
        yield f"\n{say('Word for word')}: {marks}\n\n{words}"
    if link := safe_link(comparison.source):
        yield f"\n{say('The text in force')}: {link}"
