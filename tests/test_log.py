"""`log`, `blame` and `timeline` from the command line, on a real repository."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.door import Door

PARTS = {
    "1. Cookies": "We set cookies that keep you signed in for 30 days.\n"
    "Other cookies count how many people read which page.",
    "2. Sharing": "Carriers are told where a parcel goes and nothing more.\n"
    "We never sell anything about you to anybody, however much they offer.",
    "3. Rights": "Write to us, and you have a copy of all that we know about you.\n"
    "How cookies work is told in section 1.",
}


def text(parts: dict[str, str], day: str = "1 March 2020") -> str:
    body = "\n".join(f"## {title}\n\n{said}\n" for title, said in parts.items())
    return f"# Privacy Policy\n\nLast updated: {day}\n\n{body}"


def edited(before: str, after: str) -> dict[str, str]:
    return {title.replace(before, after): said.replace(before, after)
            for title, said in PARTS.items()}  # fmt: skip


@pytest.fixture
def door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    """A policy that was edited, flapped, was renamed in part, and lost a section."""
    monkeypatch.chdir(tmp_path)
    door = Door(capsys)
    door.ok("init")
    first, longer = text(PARTS), text(edited("30 days", "90 days"))
    renamed = longer.replace("1. Cookies", "1. Trackers")
    history = {
        "2020-03-02": first,
        "2020-05-01": longer,
        "2020-05-02": first,
        "2020-05-03": longer,
        "2021-01-01": renamed,
        "2022-01-01": renamed.replace("nothing more", "[nothing](https://x.example/a) more"),
    }
    for day, said in history.items():
        Path("policy.md").write_text(said, encoding="utf-8")
        if day == "2020-03-02":
            door.ok("add", "policy.md")
        door.ok("snapshot", "--at", day)
    return door


def events(door: Door, *arguments: str) -> list[dict[str, object]]:
    found = json.loads(door.ok("log", *arguments, "--format", "json"))
    assert isinstance(found, list)
    return found


def test_log_tells_what_happened_and_folds_the_rest(door: Door) -> None:
    assert ["change", "change", "first"] == [event["kind"] for event in events(door, "policy")]
    lines = door.ok("log", "policy").splitlines()
    assert 4 == len(lines)
    assert "silent" in lines[1]
    assert "1 folded (1 markup or links only)" in lines[3]


def test_log_all_shows_every_version(door: Door) -> None:
    found = events(door, "policy", "--all")
    assert ["form", "change", "change", "first"] == [event["kind"] for event in found]
    assert 6 == sum(len(event["members"]) for event in found)  # type: ignore[arg-type]


def test_a_rollout_that_flapped_is_dated_at_its_first_appearance(door: Door) -> None:
    rollout = events(door, "policy")[1]
    assert "2020-05-01" == str(rollout["captured"])[:10]
    assert ["2020-03-02", "2020-05-01"] == [m[:10] for m in rollout["window"]]  # type: ignore[attr-defined]
    assert "2020-03-01" == rollout["announced"]


def test_a_section_is_followed_through_its_names(door: Door) -> None:
    for name in ("Trackers", "Cookies"):
        found = events(door, "policy", "--section", name)
        assert ["change", "change", "first"] == [event["kind"] for event in found]
    assert [] == [row for event in events(door, "policy", "--section", "Rights")[:-1]
                  for row in event["sections"]]  # type: ignore[attr-defined] # fmt: skip
    assert "no section was ever called" in door.refused("log", "policy", "--section", "Robots")


def test_a_sections_life_is_told_line_by_line(door: Door) -> None:
    newest, edit, oldest = door.ok("log", "policy", "--section", "Trackers").splitlines()
    assert newest.endswith("§ 1 Trackers: retitled; silent: the stated date stayed")
    assert "§ 1 Cookies: changed; duration 30 days → 90 days" in edit
    assert oldest.endswith("§ 1 Cookies: first recorded")


def test_what_is_remembered_equals_what_is_worked_out(door: Door) -> None:
    once = door.ok("log", "--all-policies", "--all", "--format", "json")
    assert once == door.ok("log", "--all-policies", "--all", "--format", "json")
    kept = [path for path in Path(".git/policytrack/cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    assert once == door.ok("log", "--all-policies", "--all", "--format", "json")
    for path in kept:
        path.write_bytes(b"")
    assert once == door.ok("log", "--all-policies", "--all", "--format", "json")


def test_an_added_version_is_seen_at_once(door: Door) -> None:
    before = events(door, "policy")
    Path("policy.md").write_text(text(edited("a copy", "no copy")), encoding="utf-8")
    door.ok("snapshot", "--at", "2023-01-01")
    after = events(door, "policy")
    assert before == after[1:]
    assert "substantive" == after[0]["weight"]


def test_blame_says_since_when(door: Door) -> None:
    lines = door.ok("blame", "policy").splitlines()
    assert ["2020-05-01"] == [line.split()[1] for line in lines if "90 days" in line]
    assert ["2020-03-02"] == [line.split()[1] for line in lines if "copy of all" in line]
    assert ["2021-01-01"] == [line.split()[1] for line in lines if "Trackers" in line]
    assert 3 == len(door.ok("blame", "policy", "--section", "sharing").splitlines())
    assert "no section's heading" in door.refused("blame", "policy", "--section", "robots")


def test_blame_porcelain_has_gits_form(door: Door) -> None:
    out = door.ok("blame", "policy", "--porcelain")
    heads = re.findall(r"^([0-9a-f]{40}) (\d+) (\d+) 1$", out, re.MULTILINE)
    sentences = [line for line in out.splitlines() if line.startswith("\t")]
    assert len(sentences) == len(heads)
    assert {head[0] for head in heads} == {
        event["revision"] if event["kind"] == "first" else event["members"][0]  # type: ignore[index]
        for event in events(door, "policy")
    }
    stored = Path("snapshots/local/policy.md").read_text(encoding="utf-8").splitlines()
    for (_, _, line), sentence in zip(heads, sentences, strict=True):
        assert sentence[1:].lstrip("# ") in stored[int(line) - 1]


def test_timeline_draws_each_section(door: Door) -> None:
    drawn = door.ok("timeline", "policy")
    (line,) = [line for line in drawn.splitlines() if line.startswith("1. Trackers")]
    assert "●" in line
    assert "R" in line
    door.ok("timeline", "policy", "-o", "lives.svg")
    root = ET.parse("lives.svg").getroot()
    assert "{http://www.w3.org/2000/svg}svg" == root.tag
    anchors = {group.get("id") for group in root.iter("{http://www.w3.org/2000/svg}g")}
    rows = [row for event in events(door, "policy") for row in event["sections"]]  # type: ignore[attr-defined]
    assert {row["anchor"] for row in rows} <= anchors


def test_timeline_shows_births_and_ends(door: Door) -> None:
    parts = {"4. Children": "Whoever is under 16 asks a parent first.", **edited("30", "90")}
    Path("policy.md").write_text(text(parts), encoding="utf-8")
    door.ok("snapshot", "--at", "2023-01-01")
    Path("policy.md").write_text(text(edited("30", "90")), encoding="utf-8")
    door.ok("snapshot", "--at", "2024-01-01")
    Path("policy.md").write_text(text(edited("30", "95")), encoding="utf-8")
    door.ok("snapshot", "--at", "2025-01-01")
    drawn = door.ok("timeline", "policy").splitlines()
    (life,) = [line.partition("  ")[2].strip() for line in drawn if line.startswith("4. Children")]
    assert re.fullmatch("├─*┤", life)


def test_hostile_headings_stay_text_in_the_picture(door: Door) -> None:
    title = '<script>alert("x")</script> \x1b[2J & more'
    Path("policy.md").write_text(text({**PARTS, title: "Nothing to see."}), encoding="utf-8")
    door.ok("snapshot", "--at", "2023-01-01")
    svg = door.ok("timeline", "policy", "--format", "svg")
    assert "<script" not in svg
    ET.fromstring(svg)
    assert "\x1b" not in door.ok("timeline", "policy")
    assert "\x1b" not in door.ok("log", "policy", "--all")
    assert "\x1b" not in door.ok("blame", "policy", "--porcelain")


def test_a_section_goes_with_one_policy(door: Door) -> None:
    assert 2 == door("log", "--section", "x").code
    assert 2 == door("log", "policy", "--all-policies").code


def test_a_policy_that_goes_on_under_a_new_name_says_so(door: Door) -> None:
    many = {f"{n}. Rule {n}": f"Rule number {n} of these terms binds every member of the service "
            f"on {n} days of the week." for n in range(1, 30)}  # fmt: skip
    Path("bird.md").write_text(text(many), encoding="utf-8")
    door.ok("add", "bird.md")
    door.ok("snapshot", "bird", "--at", "2022-02-01")
    Path("letter.md").write_text(text(many, "2 May 2022"), encoding="utf-8")
    door.ok("add", "letter.md")
    door.ok("snapshot", "letter", "--at", "2022-05-02")
    (first,) = [event for event in events(door) if event["policy"] == "local/letter"]
    assert "local/bird" == first["continues"]
    assert "carries on local/bird" in door.ok("log")


def test_a_policy_that_is_no_longer_in_force_is_still_told(door: Door) -> None:
    commands = ["rm -q snapshots/local/policy.md", "commit -qm Drop"]
    for command in commands:
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@shop.example"]
        subprocess.run(["git", *who, *command.split()], check=True)
    Path("policytrack.toml").write_text("", encoding="utf-8")
    assert {"local/policy"} == {event["policy"] for event in events(door, "policy")}
    assert 3 == door("log", "policy", "other").code
