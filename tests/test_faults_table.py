"""The table of faults names tests that exist, each fault once, and no test of faults is missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = (HERE.parent / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| [^|]+ \| (.+) \|$", re.MULTILINE)


def read_tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(TABLE)
    files = {name: read_tests(HERE / name) for name in {file for file, _ in named}}
    assert [] == [f"{file}::{test}" for file, test in named if test not in files[file]]


def test_every_fault_stands_there_once_with_a_test() -> None:
    rows = ROW.findall(TABLE)
    assert [str(number) for number in range(1, 45)] == [number for number, _ in rows]
    assert all(NAMED.search(tests) for _, tests in rows)


def test_every_test_of_faults_stands_in_the_table() -> None:
    named = set(NAMED.findall(TABLE))
    found = {
        (path.name, test)
        for path in HERE.glob("test_faults_*.py")
        if path.name != Path(__file__).name
        for test in read_tests(path)
    }
    general = {
        ("test_faults_network.py", "test_the_others_go_on_and_the_exit_code_says_that_some_failed")
    }
    assert general == found - named
