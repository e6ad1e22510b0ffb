"""Parsers that cannot be trusted with hostile files, run in a process of their own with limits.

Owns the process: bytes on its standard input, JSON on its output, bounds on processor time,
address space and wall clock. A task is a module of this package with `parse(body)`, which returns
what JSON can carry or raises ExtractError.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from typing import Any, Final

from policytrack.errors import ExtractError

TASKS: Final = frozenset({"pdf.reader", "docx.reader", "odt.reader", "rtf"})
PROCESSOR_SECONDS: Final = 40
WALL_SECONDS: Final = 55
ADDRESS_SPACE: Final = 1_000_000_000  # bytes; the parsers themselves map about 200 MB
LONGEST_ANSWER: Final = 100_000_000  # bytes
START: Final = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from policytrack.extract.sandbox import answer; answer(sys.argv[2])"
)
TOO_MUCH: Final = "Is it a policy? Open it and export its text as PDF or plain text once more."
ENVIRONMENT: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "LANG", "LC_ALL")


def run_apart(task: str, body: bytes, name: str) -> Any:
    """What `parse` of the task's module returns for the bytes.

    Raises ExtractError, naming `name`, for what the parser refuses, and when it crashes or asks
    for more than its share of time or memory.
    """
    if task not in TASKS:
        raise ValueError(task)
    command = [sys.executable, "-I", "-S", "-c", START, json.dumps(sys.path), task]
    environment = {key: os.environ[key] for key in ENVIRONMENT if key in os.environ}
    try:
        done = subprocess.run(  # noqa: PLW1510 - the exit code is read below
            command, input=body, capture_output=True, timeout=WALL_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired:
        raise ExtractError(
            f"{name}: not read within {WALL_SECONDS} seconds", hint=TOO_MUCH
        ) from None
    if done.returncode != 0 or len(done.stdout) > LONGEST_ANSWER:
        raise ExtractError(f"{name}: {_why(done)}", hint=TOO_MUCH)
    answered = json.loads(done.stdout)
    if "error" in answered:
        raise ExtractError(f"{name}: {answered['error']}", hint=answered["hint"])
    return answered["result"]


def answer(task: str) -> None:
    """The child's side: bound itself, parse standard input, write the answer."""
    _bound()
    body = sys.stdin.buffer.read()
    try:
        result = {"result": import_module(f"policytrack.extract.{task}").parse(body)}
    except ExtractError as error:
        result = {"error": error.message, "hint": error.hint}
    except (MemoryError, RecursionError) as error:
        result = {"error": f"too large or too deep ({type(error).__name__})", "hint": TOO_MUCH}
    sys.stdout.buffer.write(json.dumps(result).encode("ascii"))
    sys.stdout.buffer.flush()
    os._exit(0)  # parsers in C may crash while they are taken down


def _bound() -> None:
    """Limits of the operating system where it has them; elsewhere the wall clock alone holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform != "darwin":  # where the limit is not kept, and refused
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode == 0:
        return "its text is too long"
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
    if "MemoryError" in last or "malloc" in last:
        return "it needs too much memory"
    if done.returncode in {-24, -9}:
        return f"not read within {PROCESSOR_SECONDS} seconds"
    return f"the file is damaged: its parser stopped with {last or done.returncode}"
