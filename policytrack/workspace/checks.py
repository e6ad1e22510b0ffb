"""Checks of what stands in policytrack.toml: each error names file, place and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytrack.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def check_table(value: object, path: Path, place: str) -> dict[str, Any]:
    """The value, which must be a table."""
    if not isinstance(value, dict):
        msg = f"{path}: {place} is not a table"
        raise WorkspaceError(msg, hint="See the example that `policytrack init` writes.")
    return value


def check_keys(table: Mapping[str, Any], known: Iterable[str], path: Path, place: str) -> None:
    """Refuse a key that is not known, with the one that may be meant."""
    names = sorted(known)
    for key in table:
        if key not in names:
            from difflib import get_close_matches

            near = get_close_matches(key, names, n=1)
            way_out = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(names)}."
            msg = f"{path}: unknown key {key!r} in {place}"
            raise WorkspaceError(msg, hint=way_out)


def typed(value: object, kind: type, path: Path, place: str) -> Any:
    """The value, which must be text, true or false, a number, or a list, as `kind` says."""
    if kind is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = tuple(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind or (kind is float and not 0 <= float(str(value)) < 1e9):
        msg = f"{path}: {place} is {value!r}"
        wanted = {
            str: "text in quotes",
            bool: "true or false",
            float: "a number, not below 0",
            tuple: "a list of texts in quotes",
        }[kind]
        raise WorkspaceError(msg, hint=f"It must be {wanted}.")
    return value


def check_words(value: object, known: Iterable[str], path: Path, place: str) -> tuple[str, ...]:
    """The value, which must be a list of words that are known."""
    names = list(known)
    if isinstance(value, list) and all(one in names for one in value):
        return tuple(value)
    msg = f"{path}: {place} is {value!r}"
    raise WorkspaceError(msg, hint=f"It must be a list of some of: {', '.join(names)}.")


def check_program(program: str, config: Path) -> None:
    """Refuse a program that came along with the workspace: who cloned it would run it."""
    if not program or Path(program).name == program:
        return
    place = Path(program)
    roots = [folder for folder in config.resolve().parents if (folder / ".git").exists()]
    inside = any(place.resolve().is_relative_to(root) for root in (*roots, config.resolve().parent))
    if not place.is_absolute() or inside:
        msg = f"{config}: settings.browser is {program!r}, which is not a program of this machine"
        raise WorkspaceError(
            msg, hint="Give a name, or the full path of a program outside of the workspace."
        )
