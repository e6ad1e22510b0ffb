"""Accounts of changes in the language of the interface.

`policytrack.report` tells changes in English, in few words and forms. Here they are put into
another language where every word of one is known; else the account stays as it is, in English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policytrack.publish.catalogue import TONGUES
from policytrack.publish.tongue import SAID, N

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytrack.publish.tongue import Accounts, Forms

_QUOTED = r"“(?:[^“”]|“[^“”]*”)*”|“[^”]*”"  # with quotations in it, where they end
_JOINTS = re.compile(r"(, |; )")
_REASON = re.compile(r"(.*cosmetic) \(only (.+) changed\)")
_REASONS = re.compile(r", (?![^(]*\))| and (?![^(]*\))")
_COUNTED = re.compile(rf"{N}( sections?)? ([a-z]+(?: (?!into)[a-z]+)*)(?: into {N})?")
_IN_SECTIONS = re.compile(rf"In {N} sections: (.+) \(([^()]+)\)")
_TIMES = re.compile(rf"(.+) \({N} times( each)?\)")
_WITH_SECTIONS = re.compile(r", with (\d+) sections? in it(: |$)")


def voice(text: str, *, language: str) -> str:
    """Whatever is told beside the policy's words in that language, English where unknown."""
    if language == "en":
        return text
    known = translate_account, translate_signal, _translate_label, _translate_line
    return next(filter(None, (translate(text, language) for translate in known)), text)


def translate_account(text: str, language: str) -> str:
    """A summary or verdict in that language; "" where a part of it is not known."""
    forms = _accounts(language)
    if not forms or "⟪" in text:
        return ""
    if reason := _REASON.fullmatch(text):
        head = translate_account(reason[1], language)
        told = [_match(part, forms.reasons) for part in _REASONS.split(reason[2])]
        if not head or not all(told):
            return ""
        return forms.turns["only"].format(said=head, reasons=", ".join(told))
    masked, restore = _mask(text, forms)
    parts = [forms.joints.get(part) or _piece(part, forms) for part in _JOINTS.split(masked)]
    return restore("".join(parts)) if all(parts) else ""


def translate_signal(text: str, language: str) -> str:
    """A signal ("duration: 30 days → 90 days") in that language; "" for a sort not known."""
    forms = _accounts(language)
    label, colon, said = text.partition(": ")
    if not forms or not colon or label not in forms.signals:
        return ""
    turns = forms.turns
    said = re.sub(r" \(gone\)(?=;|$)", f" ({turns['gone']})", said)
    said = re.sub(r" \(new\)(?=;|$)", f" ({turns['new']})", said)
    said = re.sub(r" \(new here\)(?=;|$)", f" ({turns['new_here']})", said)
    said = re.sub(r" and (\d+) more(?= \(|$)", lambda n: f" {turns['more'].format(n=n[1])}", said)
    return turns["line"].format(name=forms.signals[label], said=said)


def _translate_label(text: str, language: str) -> str:
    forms = _accounts(language)
    if not forms:
        return ""
    told = [_match(part, forms.labels) for part in text.split(", ")]
    return _match(text, forms.labels) or (", ".join(told) if all(told) else "")


def _translate_line(text: str, language: str) -> str:
    """A line of a change note: what it says of the section, whose name stays."""
    forms = _accounts(language)
    if not forms or "⟪" in text:
        return ""
    masked, restore = _mask(text, forms)
    if several := _IN_SECTIONS.fullmatch(masked):
        parts = [_part(part, forms) for part in several[2].split("; ")]
        said = forms.joints["; "].join(parts)
        shown = forms.turns["in_sections"].format(n=several[1], said=said, names=several[3])
        return restore(shown) if all(parts) else ""
    told = (
        _line(masked[: colon.start()], masked[colon.end() :], forms)
        for colon in re.finditer(": ", masked)
    )
    return restore(next(filter(None, told), ""))


def _line(name: str, said: str, forms: Accounts) -> str:
    """A line of which `name` may be the name of a section, which has colons of its own."""
    line, turns = forms.turns["line"], forms.turns
    if name.startswith(("Sections renumbered", "Now numbered")):
        run = _piece(name, forms)
        return line.format(name=run, said=said.replace("(none)", turns["none"])) if run else ""
    if fate := _match(name, forms.fates):
        told = line.format(name=fate, said=said)
        inside, colon = turns["with_sections"], line.format(name="", said="")
        return _WITH_SECTIONS.sub(
            lambda found: inside.format(n=found[1]) + (colon if found[2] else ""), told
        )
    parts = [_part(part, forms) for part in said.split("; ")]
    joined = forms.joints["; "].join(parts)
    return line.format(name=name, said=joined) if all(parts) else ""


def _part(text: str, forms: Accounts) -> str:
    if times := _TIMES.fullmatch(text):
        said = _part(times[1], forms)
        turn = forms.turns["times_each" if times[3] else "times"]
        return turn.format(said=said, n=times[2]) if said else ""
    done = "|".join(sorted(forms.done, key=len, reverse=True))
    tally = re.fullmatch(
        rf"{N} (sentences?|lines?|entry|entries) ({done})((?:, \d+ (?:{done}))*)"
        rf"( \({SAID}\))?(?:, (?:with|among them) (.+))?",
        text,
    )
    if tally:
        counts = [(tally[1], tally[3]), *re.findall(rf"(\d+) ({done})", tally[4])]
        told = [f"{n} {forms.done[how][int(n) > 1]}" for n, how in counts]
        told[0] = f"{tally[1]} {forms.units[tally[2]]}{told[0].removeprefix(tally[1])}"
        said = ", ".join(told) + (tally[5] or "")
        if not tally[7]:
            return said
        quote = _joined(tally[7], lambda part: _part(part, forms), forms)
        return forms.turns["among"].format(said=said, quote=quote) if quote else ""
    said = _match(text, forms.parts) or _piece(text, forms)
    if said:
        return said
    label = next((label for label in forms.signals if text.startswith(f"{label} ")), "")
    return f"{forms.signals[label]} {text.removeprefix(label).lstrip()}" if label else ""


def _piece(text: str, forms: Accounts) -> str:
    if text.startswith("because "):
        cause = _because(text.removeprefix("because "), forms)
        return forms.turns["because_alone"].format(cause=cause) if cause else ""
    what, because, why = text.partition(" because ")
    said = _count(what, forms) or _match(what, forms.pieces)
    if not because:
        return said
    cause = _because(why, forms)
    return forms.turns["because"].format(said=said, cause=cause) if said and cause else ""


def _count(text: str, forms: Accounts) -> str:
    counted = _COUNTED.fullmatch(text)
    if not counted or counted[3] not in forms.counted:
        return ""
    several = int(counted[1]) > 1
    noun = f" {forms.turns['section_n' if several else 'section_1']}" if counted[2] else ""
    said = f"{counted[1]}{noun} {forms.counted[counted[3]][several]}"
    return forms.turns["into"].format(said=said, n=counted[4]) if counted[4] else said


def _accounts(language: str) -> Accounts | None:
    tongue = TONGUES.get(language)
    return tongue.accounts if tongue else None


def _mask(text: str, forms: Accounts) -> tuple[str, Callable[[str], str]]:
    """A text whose quotations are numbers, so that no word of theirs is taken for one of ours.

    The names that we give to parts without a title are numbers, too, and translated.
    """
    quoted = re.compile(rf"{_QUOTED}|\b(?:{'|'.join(forms.places)})\b")
    names = [forms.places.get(name, name) for name in quoted.findall(text)]
    places = iter(range(len(names)))
    masked = quoted.sub(lambda _: f"⟪{next(places)}⟫", text)
    return masked, lambda told: re.sub(r"⟪(\d+)⟫", lambda place: names[int(place[1])], told)


def _because(why: str, forms: Accounts) -> str:
    return _joined(why, lambda cause: _match(cause, forms.causes), forms)


def _joined(text: str, translate: Callable[[str], str], forms: Accounts) -> str:
    """What is told of one or, joined by "and", of several."""
    if said := translate(text):
        return " ".join(said.split())
    for joint in re.finditer(" and ", text):
        first = translate(text[: joint.start()])
        rest = first and _joined(text[joint.end() :], translate, forms)
        if rest:
            return forms.turns["and"].join([first, rest])
    return ""


def _match(text: str, forms: Forms) -> str:
    for form, words in forms.items():
        if found := re.fullmatch(form, text):
            return found.expand(words)
    return ""
