"""Files and standard input as captures, and everything that is neither."""

from __future__ import annotations

import io
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policytrack.errors import FetchError
from policytrack.fetch import FetchSettings, LimitError, load

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


DEFAULTS = FetchSettings()


def failure(source: str, settings: FetchSettings = DEFAULTS) -> FetchError:
    with pytest.raises(FetchError) as caught:
        load(source, settings)
    assert not caught.value.transient
    assert "" != caught.value.hint
    return caught.value


def test_a_file_is_taken_in_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_bytes(b"\xef\xbb\xbf# Cookies\r\n\0")
    capture = load(str(path), now=lambda: NOON)
    assert b"\xef\xbb\xbf# Cookies\r\n\0" == capture.body
    assert (str(path), str(path), None) == (capture.source, capture.final_url, capture.status)
    assert (NOON, NOON) == (capture.started, capture.finished)


def test_standard_input_is_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"We keep data.")))
    assert b"We keep data." == load("-").body


def test_empty_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "standard input is empty" in failure("-").message


def test_closed_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "closed" in failure("-").message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path}/nothing: no such file" == failure(f"{tmp_path}/nothing").message


def test_a_folder_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path} is a folder" == failure(str(tmp_path)).message


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.touch()
    assert f"{path} is empty" == failure(str(path)).message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.html"
    path.write_text("text")
    path.chmod(0)
    assert f"{path} may not be read" == failure(str(path)).message


def test_a_path_that_passes_through_a_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    assert "could not be read" in failure(f"{tmp_path}/file/below").message


def test_a_path_that_is_far_too_long_is_a_failure() -> None:
    assert "could not be read" in failure("x" * 10_000).message


def test_a_pipe_is_refused_at_once_even_without_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "a pipe" in failure(f"{tmp_path}/pipe").message


def test_a_device_and_a_socket_are_refused(tmp_path: Path) -> None:
    assert "a device" in failure("/dev/zero").message
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert "could not be read" in failure(f"{tmp_path}/socket").message


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(b"x" * 101)
    error = failure(str(path), FetchSettings(max_megabytes=0.0001))
    assert isinstance(error, LimitError)
    assert f"{path} is larger than 100 bytes" == error.message
    assert 101 == len(load(str(path), FetchSettings(max_megabytes=0.000101)).body)


@pytest.mark.parametrize("source", ["", "a\0b"])
def test_no_path_at_all_is_a_failure(source: str) -> None:
    assert "the path" in failure(source).message


@pytest.mark.parametrize("source", ["file:///etc/passwd", "ftp://example.org/p", "data://x"])
def test_other_schemes_are_refused(source: str) -> None:
    assert "not http or https" in failure(source).message
