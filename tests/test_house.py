"""The floors of the house: imports run downwards only, and only one room speaks to git."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from policytrack.tracker.remember import ROOMS

PACKAGE = Path(__file__).parent.parent / "policytrack"
FLOORS = {
    "ground": {"errors", "model", "negations"},
    "reading": {
        "words", "markdown", "sentences", "sections", "align", "compare", "weigh", "dates",
        "languages", "history", "lineage", "crossrefs",
    },
    "keeping": {"gitrepo", "store"},
    "taking in": {"fetch", "browser", "extract", "gate", "archives", "stamping"},
    "telling": {"report", "publish", "notify"},
    "work": {"workspace", "tracker"},
    "door": {"cli", "__main__", "__init__"},
}  # fmt: skip
MAY_IMPORT = {
    "ground": set(),
    "reading": {"ground"},
    "keeping": {"ground"},
    "taking in": {"ground"},
    "telling": {"ground"},
    "work": {"ground", "reading", "keeping", "taking in", "telling"},
    "door": {"ground", "work", "telling"},
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_modules(path: Path) -> set[str]:
    """Dotted names of everything imported, relative imports made absolute."""
    package = ("policytrack", *path.relative_to(PACKAGE).parts[:-1])
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            found |= {stem} | {f"{stem}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(path: Path) -> set[str]:
    names = {
        name.split(".")[1] for name in imported_modules(path) if name.startswith("policytrack.")
    }
    return {name for name in names if name in FLOOR_OF} - {room_of(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_downwards_only(path: Path) -> None:
    floor = FLOOR_OF[room_of(path)]
    above = {
        room for room in rooms_imported(path) if FLOOR_OF[room] not in MAY_IMPORT[floor] | {floor}
    }
    assert set() == above


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_gitrepo_imports_gitpython(path: Path) -> None:
    git = {name for name in imported_modules(path) if name.split(".")[0] in {"git", "gitdb"}}
    assert room_of(path) == "gitrepo" or set() == git


def test_rooms_have_no_import_cycles() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(room_of(path), set()).update(rooms_imported(path))
    while leaves := {room for room, needs in graph.items() if not needs & graph.keys()}:
        for room in leaves:
            del graph[room]
    assert {} == graph


def test_every_room_stands_on_a_floor() -> None:
    assert set() == {room_of(path) for path in FILES} - FLOOR_OF.keys()


@pytest.mark.parametrize("name", ROOMS.split())
def test_what_is_remembered_is_marked_with_all_the_code_that_finds_it(name: str) -> None:
    room = PACKAGE / name
    files = sorted(room.rglob("*.py")) if room.is_dir() else [room]
    needs = {needed for file in files for needed in rooms_imported(file)}
    finding = {needed for needed in needs if FLOOR_OF[needed] in {"ground", "reading"}}
    known = {entry.removesuffix(".py") for entry in ROOMS.split()}
    assert set() == finding - known - {"errors"}
