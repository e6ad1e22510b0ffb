"""The edits of an inline diff as they can be quoted: what stands in the place of what.

Owns which words make one edit. Knows nothing of which edits are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise, takewhile, zip_longest
from typing import TYPE_CHECKING

from policytrack.model import Piece
from policytrack.report.blocks import (
    FEWEST_SHARED,
    SENTENCE,
    are_other_rows,
    is_block,
    is_new,
    read_line,
)
from policytrack.report.in_context import LOOSE, Edit, in_context
from policytrack.report.leading_words import LEADING_WORDS, OPEN_WORDS
from policytrack.report.light import only_light
from policytrack.report.linewise import at_rest, in_rows, part_moves
from policytrack.report.replacing import (
    LONG_WORD,
    leads_on,
    part_sentences,
    share,
    took_place,
    without_last,
)
from policytrack.report.subjects import with_subjects
from policytrack.report.wording import in_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Two edits with no more than so many words between them are one, up to so many words; sentences
# that are mostly other ones up to more, as are words that only changed their place in them.
MOST_BETWEEN, LONGEST_JOINED = 2, 12
MOST_WITHIN, LONGEST_SENTENCE = 6, 25
MOST_LONE = 5  # words of a lone one
# Fewer words than this may stand in two places by chance.
FEWEST_MOVED = 3

_MOVED = ("moved_here", "moved_away")
_KEPT = (Piece("same", "…"),)
_AFTER = {"same", "added", "moved_here"}
_BULLET = re.compile(r"^[*•+-] ")
_MARKER = re.compile(r"^\s*(?:[*•+-]|\d{1,3}[.)])\s+")
_BETWEEN = re.compile(rf"\s*\w+(?:\s+\w+){{0,{MOST_BETWEEN - 1}}}\s*")
_WITHIN = re.compile(rf"\s*[^\s.!?;:|]+(?:\s+[^\s.!?;:|]+){{0,{MOST_WITHIN - 1}}}\s*")
# Beside a replacement this says what became of the words between: "[+and +]x [-y-][+z+]".
_ANDS = frozenset({"and", "or", "et", "ou", "und", "oder", "y", "o", "e", "en"})
_NUMBER_ENDING = re.compile(r"(?<=\w{3})(?:ies|es|s|y|e)$")


def find_edits(pieces: Sequence[Piece]) -> list[Edit]:
    """The edits of an inline diff, but for those of light punctuation and beside what moved."""
    lines = [line for run in _without_leads(in_rows(part_moves(pieces))) for line in _readable(run)]
    edits: list[Edit] = []
    for new, group in groupby(lines, is_new):
        block = list(group)
        if new and is_block(block):
            edits += _of_block(block)
        else:
            edits += [edit for line in block for edit in _edits_of(line)]
    told = [edit for edit in _without_moved(edits) if edit.before.lstrip() != edit.after.lstrip()]
    return [
        replace(edit, leads=False) if edit.leads and not _go_together(edit, following) else edit
        for edit, following in zip_longest(told, told[1:])
    ]


def _go_together(edit: Edit, following: Edit | None) -> bool:
    """Whether both came alone, or both went alone."""
    return following is not None and [*map(bool, edit.bare)] == [*map(bool, following.bare)]


def _without_leads(runs: Iterable[Sequence[Piece]]) -> Iterator[Sequence[Piece]]:
    """The lines; items of a list that no longer repeat what leads it ("Do not:") lost nothing."""
    lead = ""
    for run in runs:
        line = _repeats(run, lead) if lead else run
        text = "".join(piece.text for piece in line if piece.kind in _AFTER).strip()
        if text.endswith(":"):
            lead = _folded(_MARKER.sub("", text))
        yield line


def _repeats(run: Sequence[Piece], lead: str) -> Sequence[Piece]:
    """The line, as it is after where it began with what leads it and now does no more."""
    words = [piece for piece in run if _MARKER.sub("", f"{piece.text} ").strip()]
    opening = [*takewhile(lambda piece: piece.kind in {"removed", "added"}, words)]
    went, came = (
        " ".join(piece.text.strip() for piece in opening if piece.kind == kind)
        for kind in ("removed", "added")
    )
    went, came = (_MARKER.sub("", side) for side in (went, came))
    if not came or _folded(went) != f"{lead} {_folded(came)}":
        return run
    return Piece("same", f"{came} "), *words[len(opening) :]


def _readable(run: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The line as it is read; of one in which something moved the sentences that did not."""
    if not any(piece.text.strip() for piece in run):
        return
    if only_light(run):
        yield _KEPT
    elif any(piece.kind in _MOVED for piece in run):
        for sentence in in_sentences(tuple(run)):
            rest = at_rest(sentence) if any(p.kind in _MOVED for p in sentence) else sentence
            yield read_line(rest) if rest and not only_light(rest) else _KEPT
    else:
        yield read_line(tuple(run))


def _is_short(line: Sequence[Piece]) -> bool:
    """Whether it is no sentence, as the lines of an address."""
    return not any(SENTENCE.search(piece.text) for piece in line if piece.text.strip())


def _of_block(lines: Iterable[Sequence[Piece]]) -> Iterator[Edit]:
    """Lines that took the place of lines: short ones as a whole, sentences beside their likes."""
    for short, group in groupby(lines, _is_short):
        block = list(group)
        if short and len(block) > 1 and len({p.kind for line in block for p in line}) > 1:
            yield _in_one(block)
        else:
            yield from (edit for line in block for edit in _alike_or_alone(line))


def _alike_or_alone(line: Sequence[Piece]) -> Iterator[Edit]:
    """The edits of a line; a row of a table is another one where its first cell is."""
    went, came = (
        "".join(piece.text for piece in line if piece.kind == kind) for kind in ("removed", "added")
    )
    if went and came and are_other_rows(went, came):
        yield in_context(went, "", "", "")
        yield in_context("", came, "", "")
        return
    for edit in _edits_of(line):
        if not all(edit.bare) or share(*edit.bare) >= FEWEST_SHARED:
            yield edit
        else:
            yield Edit(edit.before, "", "", (edit.bare[0], ""), instead=edit.bare[1])
            yield Edit("", edit.after, "", ("", edit.bare[1]))


def _in_one(lines: Iterable[Sequence[Piece]]) -> Edit:
    """Lines that took the place of lines: which took that of which, nobody can say."""
    before, after = (
        ", ".join(
            _BULLET.sub("", piece.text.strip(), count=1).strip(LOOSE)
            for line in lines
            for piece in line
            if piece.kind == kind
        )
        for kind in ("removed", "added")
    )
    return Edit(before, after, "", (before, after))


def _without_moved(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits without words that went in one place and came in another."""
    went, came = ({_folded(edit.bare[side]) for edit in edits} for side in (0, 1))
    moved = {text for text in went & came if len(text.split()) >= FEWEST_MOVED}
    for edit in edits:
        sides = [_folded(side) not in moved for side in edit.bare]
        if all(sides):
            yield edit
        elif any(sides) and edit.bare[not sides[0]]:
            told = [side if kept else "" for side, kept in zip(edit.bare, sides, strict=True)]
            yield Edit(told[0], told[1], "", (told[0], told[1]))


def _folded(text: str) -> str:
    return text.casefold().strip(" .,;:")


def _edits_of(shown: Sequence[Piece]) -> Iterator[Edit]:
    """The edits of one line."""
    groups: list[tuple[str, list[str]]] = []  # what stands before an edit, its two sides
    for piece in shown:
        if piece.kind not in {"removed", "added"}:
            if groups and not any(groups[-1][1]):
                groups[-1] = (groups[-1][0] + piece.text, groups[-1][1])
            elif piece.text.strip() or not groups or _ended(groups[-1][1]):
                groups.append((piece.text, ["", ""]))
            else:  # a space between two sentences of both sides
                sides = groups[-1][1]
                sides[:] = [f"{side}{piece.text}" if side else "" for side in sides]
            continue
        if not groups:
            groups.append(("", ["", ""]))
        groups[-1][1][piece.kind == "added"] += piece.text
    told = [*with_subjects(_joined(groups)), ("", ["", ""], 0)]
    for (lead, (before, after), kept), (tail, *_) in pairwise(told):
        for edit in _cell_by_cell(before, after, lead, tail):
            yield replace(edit, led=edit.led + kept) if kept else edit


def _ended(sides: Sequence[str]) -> bool:
    """Whether a sentence took the place of a sentence."""
    return all(side.rstrip().endswith((".", "!", "?")) for side in sides)


def _joined(groups: Iterable[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Replacements with a word or two between them as one: "use the app → run on the app"."""
    found: list[tuple[str, list[str]]] = []
    for lead, sides in groups:
        last = found[-1][1] if found else ["", ""]
        joined = [f"{was}{lead}{now}" for was, now in zip(last, sides, strict=True)]
        both = all(side.strip() for side in (*last, *sides))
        if both and _BETWEEN.fullmatch(lead) and _follows(*sides):
            continue
        longest = _longest_joined(last, lead, sides)
        if all("|" not in side and 0 < len(side.split()) <= longest for side in joined):
            found[-1] = (found[-1][0], joined)
        else:
            found.append((lead, sides))
    return found


def _longest_joined(last: Sequence[str], lead: str, sides: Sequence[str]) -> int:
    """Up to how many words two edits are one, given what stands between them; 0 for never."""
    edits = last, sides
    sizes = [max(len(side.split()) for side in edit) for edit in edits]
    ended = any(side.rstrip().endswith((".", "!", "?")) for side in last)
    if ended or not all(sizes) or not _WITHIN.fullmatch(lead):
        return 0
    lone = [" ".join(edit).split() for edit in edits if not all(side.strip() for side in edit)]
    if _crossed(*edits) or (not lone and 2 * len(lead.split()) <= min(sizes)):
        return LONGEST_SENTENCE
    light = not lone and LEADING_WORDS.issuperset(lead.casefold().replace(",", " ").split())
    near = light or (_BETWEEN.fullmatch(lead) and len(lone) <= 1)
    says = all(
        len(words) <= MOST_LONE and (words[0] in _ANDS or not OPEN_WORDS.issuperset(words))
        for words in lone
    )
    return (LONGEST_SENTENCE if lone else LONGEST_JOINED) if near and says else 0


def _crossed(last: Sequence[str], sides: Sequence[str]) -> bool:
    """Whether a word went in one of two edits and came in the other."""
    words = [[set(LONG_WORD.findall(side.casefold())) for side in edit] for edit in (last, sides)]
    (went, came), (goes, comes) = words
    return bool(((went & comes) | (came & goes)) - OPEN_WORDS)


def _follows(before: str, after: str) -> bool:
    """Whether a word only follows another one in number: "applies → apply"."""
    sides = [_NUMBER_ENDING.sub("", side.strip().casefold()) for side in (before, after)]
    return sides[0] == sides[1] and sides[0].isalpha()


def _cell_by_cell(before: str, after: str, lead: str, tail: str) -> Iterator[Edit]:
    """The edit, or one for each cell of a table's row that it goes over."""
    sides = before.split("|"), after.split("|")
    cells = list(zip(*sides, strict=True)) if len(sides[0]) == len(sides[1]) else [(before, after)]
    for place, (was, now) in enumerate(cells):
        if was.strip() or now.strip():
            last = place == len(cells) - 1
            around = "" if place else lead, tail if last else ""
            yield from _as_true(was, now, *around)


def _as_true(before: str, after: str, lead: str, tail: str) -> Iterator[Edit]:
    """The edit; apart what of one side did not take the place of the other."""
    beside = False
    for edit in _parts(before, after, lead, tail):
        yield replace(edit, beside=beside)
        beside = True


def _parts(before: str, after: str, lead: str, tail: str) -> Iterator[Edit]:
    for part in part_sentences(before, after, lead, tail):
        was, now, *around = without_last(*part)
        if was.split() == now.split():
            continue
        if not (was.strip() and now.strip()) or took_place(was, now, *around):
            held = leads_on(was, now, around[1])
            yield replace(in_context(was, now, *around), held=held)
        else:
            came = in_context("", now, around[0], around[1])
            yield replace(in_context(was, "", around[0], ""), instead=came.bare[1])
            yield came
