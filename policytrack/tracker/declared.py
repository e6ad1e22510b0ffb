"""Where an archive's texts came from, as its declarations say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytrack.errors import PolicytrackError

if TYPE_CHECKING:
    from pathlib import Path

_APART = (".history.json", ".filters.json")


def declared_sources(place: Path) -> dict[tuple[str, str], str]:
    """The first URL of every policy that declarations name, by service and type.

    `place` is one declaration, a folder of them, or the folder of a collection that holds such a
    one; an error where there is no declaration.
    """
    from policytrack.extract.rules import parse_declaration

    found: dict[tuple[str, str], str] = {}
    for file in _files(place):
        try:
            declared = parse_declaration(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            msg = f"{file} cannot be read: {error}"
            raise PolicytrackError(msg, hint="Give declarations: JSON in UTF-8.") from error
        found.update({(one.service, one.type): one.sources[0].url for one in declared})
    return found


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    inner = place / "declarations"
    folder = inner if inner.is_dir() else place
    files = sorted(file for file in folder.glob("*.json") if not file.name.endswith(_APART))
    if not files:
        msg = f"{place} holds no declaration"
        raise PolicytrackError(msg, hint="Name a JSON file, or a folder of them.")
    return files
