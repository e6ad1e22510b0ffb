"""Rules as policytrack.toml carries them: a mapping in, Rules out, every slip named.

select = ["main", ".annex"]                       CSS selectors, or ranges
remove = [".share", {startBefore = "#related"}]
ranges = [{startAfter = "h1", endBefore = "footer"}]
filters = ["Last visit: *", {match = "© 20*", replace = "©"}]
start = "Privacy Policy"                          a heading, up to `end` or the next such
end = "Terms of Use"
fragment = "#privacy"                             as in a link to a part of the page
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policytrack.errors import WorkspaceError
from policytrack.extract.rules.model import Filter, Range, Rules
from policytrack.extract.rules.selectors import parse_selector

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS: Final = ("select", "remove", "ranges", "filters", "start", "end", "fragment")
RANGE_KEYS: Final = ("startBefore", "startAfter", "endBefore", "endAfter")
FILTER_KEYS: Final = ("match", "replace")
MOST: Final = 200  # entries of a rule
LONGEST: Final = 1000  # characters of a text


def parse_rules(mapping: Mapping[str, object]) -> Rules:
    """Read rules. Raises WorkspaceError, naming the key and what is wrong with it."""
    _check_keys(mapping, KEYS, "a policy's rules")
    selected = [_part(value, "select") for value in _list(mapping, "select")]
    selected += [_range(value, "ranges") for value in _list(mapping, "ranges")]
    rules = Rules(
        select=tuple(selected),
        remove=tuple(_part(value, "remove") for value in _list(mapping, "remove")),
        filters=tuple(_filter(value) for value in _list(mapping, "filters")),
        start=_text(mapping.get("start", ""), "start"),
        end=_text(mapping.get("end", ""), "end"),
        fragment=_text(mapping.get("fragment", ""), "fragment"),
    )
    if rules.fragment and rules.select:
        raise WorkspaceError(
            'the rules "fragment" and "select" exclude each other', hint="Keep one of them."
        )
    return rules


def _check_keys(mapping: Mapping[str, object], known: tuple[str, ...], place: str) -> None:
    for key in mapping:
        if key not in known:
            raise WorkspaceError(
                f'unknown key "{key}" in {place}', hint=f"The keys are: {', '.join(known)}."
            )


def _list(mapping: Mapping[str, object], key: str) -> list[object]:
    value = mapping.get(key, [])
    values = list(value) if isinstance(value, list | tuple) else [value]
    if len(values) > MOST:
        raise WorkspaceError(f'more than {MOST} entries in the rule "{key}"')
    return values


def _part(value: object, key: str) -> str | Range:
    return _range(value, key) if _is_table(value) else _selector(value, key)


def _selector(value: object, key: str) -> str:
    try:
        return parse_selector(_text(value, key)).text
    except ValueError as error:
        raise WorkspaceError(f'the rule "{key}": {error}', hint=SELECTOR_HINT) from None


SELECTOR_HINT: Final = "It takes CSS selectors, such as main, .policy or #terms > section."


def _range(value: object, key: str) -> Range:
    if not _is_table(value):
        raise WorkspaceError(
            f'the rule "{key}" takes tables with two of {", ".join(RANGE_KEYS)}',
            hint='Such as { startBefore = "#privacy", endBefore = "#terms" }.',
        )
    table: Mapping[str, object] = value  # type: ignore[assignment]
    _check_keys(table, RANGE_KEYS, f'a range of the rule "{key}"')
    starts = [name for name in ("startBefore", "startAfter") if name in table]
    ends = [name for name in ("endBefore", "endAfter") if name in table]
    if not (starts or ends) or len(starts) > 1 or len(ends) > 1:
        raise WorkspaceError(
            f'a range of the rule "{key}" takes one start and one end at most',
            hint=f"The keys are: {', '.join(RANGE_KEYS)}.",
        )
    return Range(
        start=_selector(table[starts[0]], key) if starts else "",
        end=_selector(table[ends[0]], key) if ends else "",
        with_start=starts != ["startAfter"],
        with_end=ends == ["endAfter"],
    )


def _filter(value: object) -> Filter:
    if not _is_table(value):
        return _checked(Filter(_text(value, "filters")))
    table: Mapping[str, object] = value  # type: ignore[assignment]
    _check_keys(table, FILTER_KEYS, 'an entry of the rule "filters"')
    match = _text(table.get("match", ""), "filters")
    return _checked(Filter(match, _text(table.get("replace", ""), "filters")))


def _checked(filter_: Filter) -> Filter:
    if not filter_.match.replace("*", "").strip() or "\n" in filter_.match:
        raise WorkspaceError(
            f'the rule "filters" would match everything: {filter_.match!r}',
            hint="Give the words of one line; a * stands for what changes in them.",
        )
    return filter_


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or "\0" in value:
        msg = f'the rule "{key}" takes text of at most {LONGEST} characters'
        raise WorkspaceError(msg, hint="Write text, or a list of texts.")
    return value.strip()


def _is_table(value: object) -> bool:
    return hasattr(value, "keys")
