"""Calling the program in tests as a shell would, but in this process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from policytrack.__main__ import run


@dataclass(frozen=True)
class Ran:
    """How one command line ended."""

    code: int
    out: str
    err: str


class Door:
    """Runs command lines in one folder and keeps what they print apart."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Ran:
        self._capsys.readouterr()
        code = run(list(arguments))
        captured = self._capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    def ok(self, *arguments: str) -> str:
        """What a command prints that must succeed."""
        ran = self(*arguments)
        assert ran.code == 0, ran.err
        return ran.out

    def refused(self, *arguments: str) -> str:
        """The error of a command that must fail as a known failure, with a way out."""
        ran = self(*arguments)
        assert ran.code == 3, (ran.code, ran.out, ran.err)
        assert ran.err.startswith("error: "), ran.err
        assert "\nhint: " in ran.err
        assert "Traceback" not in ran.err
        return ran.err
