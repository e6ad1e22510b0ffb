"""What was taken of a capture and what was left out, and why: as text and as a picture.

Owns the two pictures of a page; the reasons are those that the formats give. The HTML picture is
inert: built of escaped text and our own styles, without a script, a link or anything to load.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Explanation", "Part", "render_picture", "render_text"]

UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
LONGEST: Final = 160  # characters of a part that was left out, in the text
STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:56rem;padding:0 1rem;
color:#1b1b1b;background:#fff}
section{border-left:.4rem solid;margin:.6rem 0;padding:.1rem 1rem}
section p{margin:.4rem 0;overflow-wrap:anywhere}
.taken{border-color:#1a7f37;background:#eaf7ee}
.left{border-color:#c2341d;background:#fcefec;color:#5a5a5a;font-size:.85rem}
.why{font-weight:bold;color:#8f2413}
.heading{font-weight:bold;font-size:1.15em}
.item{padding-left:1.5rem}
.row{font-family:ui-monospace,monospace;font-size:.9em}
@media (prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}
.taken{background:#12301b}.left{background:#3a1a14;color:#c0b5b2}.why{color:#ffb4a3}}
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, item or row of the page; `left_out` says why, "" for what was taken."""

    kind: str  # "text", "heading", "item", "row"
    text: str
    left_out: str = ""
    level: int = 0  # of a heading


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of each part of a capture, in order of the page."""

    source: str
    format: str
    parts: tuple[Part, ...]
    place: str = ""  # the innermost element around all that was taken: "body > main#content"
    remarks: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[Part, ...]:
        """The parts that make the policy's text."""
        return tuple(part for part in self.parts if not part.left_out)

    @property
    def text(self) -> str:
        """The explanation as plain text."""
        return render_text(self)

    @property
    def picture(self) -> str:
        """The explanation as a page of HTML."""
        return render_picture(self)


def render_text(explanation: Explanation) -> str:
    """Lines that start with `+` for what was taken and `-` for what was left out, with reasons."""
    lines = [f"{explanation.source}: {describe(explanation)}"]
    if explanation.place:
        lines.append(f"taken from: {explanation.place}")
    lines += [f"remark: {remark}" for remark in explanation.remarks]
    for reason, parts in runs(explanation.parts):
        lines.append("")
        if reason:
            lines.append(f"left out: {reason}")
        for part in parts:
            sign, text = ("-", shorten(part.text)) if reason else ("+", mark_of(part) + part.text)
            lines.append(f"{sign} {text}")
    return "\n".join(map(visible, lines)) + "\n"


def render_picture(explanation: Explanation) -> str:
    """A page that shows every part, green where it was taken, red with its reason where not."""
    body = [f"<h1>{show(explanation.source)}</h1>", f"<p>{show(describe(explanation))}</p>"]
    if explanation.place:
        body.append(f"<p>Taken from: <code>{show(explanation.place)}</code></p>")
    body += [f"<p>{show(remark)}</p>" for remark in explanation.remarks]
    for reason, parts in runs(explanation.parts):
        class_ = "left" if reason else "taken"
        why = f'<p class="why">Left out: {show(reason)}</p>' if reason else ""
        inner = "".join(f'<p class="{part.kind}">{show(part.text)}</p>' for part in parts)
        body.append(f'<section class="{class_}">{why}{inner}</section>')
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="referrer" content="no-referrer">'
        f"<title>What was taken</title><style>{STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )


def describe(explanation: Explanation) -> str:
    """How much was taken, in words."""
    taken = sum(len(part.text) for part in explanation.taken)
    whole = sum(len(part.text) for part in explanation.parts)
    share = f"{100 * taken // whole} %" if whole else "nothing"
    return (
        f"{len(explanation.taken)} of {len(explanation.parts)} parts taken"
        f" ({share} of the text), read as {explanation.format}"
    )


def runs(parts: Iterable[Part]) -> Iterator[tuple[str, list[Part]]]:
    """Neighbours with one fate."""
    for reason, group in groupby(parts, lambda part: part.left_out):
        yield reason, list(group)


def mark_of(part: Part) -> str:
    """What Markdown puts before such a part."""
    if part.kind == "heading":
        return f"{'#' * part.level} "
    return "- " if part.kind == "item" else ""


def shorten(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def visible(text: str) -> str:
    """A text without what a terminal would obey or hide."""
    return UNSEEN.sub("�", text)


def show(text: str) -> str:
    """A text as it may stand in the picture."""
    return escape(visible(text))
