"""Messages of commits: whatever a title holds, each trailer is one line and none is forged."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.errors import StoreError
from policytrack.store import Store
from policytrack.store.message import NewVersion, one_line, parse_trailers, render_message
from tests.store_parts import DAY, POLICY, git, version

if TYPE_CHECKING:
    from pathlib import Path

FORGED = "Privacy\nText-SHA256: 00\n\nPolicy: evil.example/x\r\nSource: evil"


def trailers_by_git(message: str) -> list[str]:
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse"],
        input=message.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().splitlines()


def test_a_title_with_a_trailer_in_it_is_one_trailer(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    recorded = store.record(
        version("Text.\n", title=FORGED, subject=FORGED, body=f"{FORGED}\n---\n{FORGED}")
    )
    assert [recorded] == store.versions(POLICY)
    assert recorded is not None
    assert recorded.policy == POLICY
    assert recorded.source == ""
    assert recorded.title == "Privacy Text-SHA256: 00 Policy: evil.example/x Source: evil"
    said = git(tmp_path, "log", "--format=%(trailers:only)").strip().splitlines()
    assert ["Policy", "Title", "Text-SHA256"] == [line.split(":")[0] for line in said]
    assert said == trailers_by_git(git(tmp_path, "log", "--format=%B"))


anything = st.text(st.characters(codec=None), max_size=80)


@given(anything, anything, anything, st.booleans())
def test_every_message_reads_back_alike_here_and_in_git(
    title: str, subject: str, body: str, again: bool
) -> None:
    given_version = NewVersion(
        POLICY, "Text.\n", DAY, subject=subject, body=body, title=title, source=body,
        reextraction=again, facts={"Note": title},
    )  # fmt: skip
    message = render_message(given_version, b"Text.\n")
    found = parse_trailers(message)
    assert POLICY == found["Policy"]
    assert one_line(title) == found.get("Title", "")
    assert one_line(body) == found.get("Source", "")
    assert one_line(title) == found.get("Note", "")
    assert ("Re-Extraction" in found) == again
    assert "\x1b" not in message
    assert "\x00" not in message


@given(anything)
def test_one_line_is_one_line_and_settled(text: str) -> None:
    line = one_line(text)
    assert line == one_line(line)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    line.encode()


@pytest.mark.parametrize("key", ["policy", "Text-SHA256", "a b", "", "x" * 65, "a:b", "é", "1a"])
def test_a_further_trailer_with_a_bad_or_taken_name_is_refused(key: str) -> None:
    with pytest.raises(StoreError):
        render_message(version("Text.\n", facts={key: "x"}), b"Text.\n")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("", {}),
        ("Subject", {}),
        ("Policy: x", {}),
        ("Subject\n\nBody: of sorts\nnot a trailer", {}),
        ("Subject\n\nKey: value\n", {"Key": "value"}),
        (
            "Subject\n\nBody.\n\nKey: value: more\nOther: x\n\n",
            {"Key": "value: more", "Other": "x"},
        ),
    ],
)
def test_only_a_last_paragraph_of_trailers_is_trailers(
    message: str, expected: dict[str, str]
) -> None:
    assert expected == parse_trailers(message)


def test_a_last_seen_that_is_no_time_is_none(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    store.record(version("Text.\n", last_seen=DAY + timedelta(hours=1)))
    git(tmp_path, "commit", "-q", "--amend", "-m", "Subject\n\nLast-Seen: yesterday")
    [read] = store.versions(POLICY)
    assert read.last_seen is None
