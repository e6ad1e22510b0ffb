"""Archives that git refuses: what can be read of them is imported, the rest is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.door import Door
from tests.store_parts import assert_sound, git
from tests.test_import import Archive

PAGE = "Firm/Privacy Policy.md"


@pytest.fixture
def door(capsys: pytest.CaptureFixture[str]) -> Door:
    return Door(capsys)


@pytest.fixture
def here(tmp_path: Path, door: Door) -> str:
    door.ok("init", str(tmp_path / "here"))
    return str(tmp_path / "here")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "firm-versions")
    for year in range(2015, 2020):
        made.put(PAGE, f"# Privacy\n\nIt is {year}.\n", f"{year}-01-01")
        made.put("Firm/Terms of Service.md", f"# Terms\n\nIt is {year}.\n", f"{year}-02-01")
    return made


def loose(archive: Archive, name: str) -> Path:
    found = git(archive.root, "rev-parse", name).strip()
    return archive.root / ".git/objects" / found[:2] / found[2:]


def spoil(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"spoilt")


@pytest.mark.parametrize("damage", ["lost", "spoilt"])
def test_a_damaged_text_is_left_out_and_the_rest_recorded(
    door: Door, here: str, archive: Archive, damage: str
) -> None:
    path = loose(archive, f"HEAD~5:{PAGE}")
    path.unlink() if damage == "lost" else spoil(path)
    ran = door("-C", here, "import", str(archive.root))
    assert 3 == ran.code
    assert "firm-versions (ota): 2 policies, 9 versions recorded, 1 left out" in ran.out
    assert "read as far as possible" in ran.out
    assert f"left out: {PAGE} of 2017-01-01: its text is missing or damaged" in ran.out
    assert_sound(Path(here))


def test_a_lost_folder_costs_only_what_it_held(door: Door, here: str, archive: Archive) -> None:
    loose(archive, "HEAD~3:Firm").unlink()
    ran = door("-C", here, "import", str(archive.root))
    assert "1 folders of the archive are lost or damaged" in ran.out
    assert "It is 2019." in (Path(here) / "snapshots/firm/privacy-policy.md").read_text()


def test_a_lost_commit_ends_the_history_there(door: Door, here: str, archive: Archive) -> None:
    loose(archive, "HEAD~4").unlink()
    said = door("-C", here, "import", str(archive.root)).out
    assert "the history begins at " in said
    assert "2 policies, 5 versions recorded" in said


def test_a_shallow_clone_is_imported_from_where_it_begins(
    tmp_path: Path, door: Door, here: str, archive: Archive
) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "3", f"file://{archive.root}", str(clone))
    said = door.ok("-C", here, "import", str(clone))
    assert "the history begins at " in said
    assert "2 policies, 4 versions recorded" in said


def test_a_bundle_that_was_cut_off_is_told_and_changes_nothing_else(
    tmp_path: Path, door: Door, here: str, archive: Archive
) -> None:
    bundle = tmp_path / "firm.bundle"
    git(archive.root, "bundle", "create", "-q", str(bundle), "HEAD")
    held = bundle.read_bytes()
    bundle.write_bytes(held[: len(held) - 60])
    ran = door("-C", here, "import", str(bundle))
    assert 3 == ran.code
    assert "read as far as possible" in ran.out
    assert "Traceback" not in ran.err
    bundle.write_bytes(held[:150])
    door.refused("-C", here, "import", str(bundle))
    assert_sound(Path(here))


def test_a_bundle_that_builds_on_commits_that_are_not_here_gives_what_it_holds(
    tmp_path: Path, door: Door, here: str, archive: Archive
) -> None:
    bundle = tmp_path / "firm.bundle"
    git(archive.root, "bundle", "create", "-q", str(bundle), "HEAD~2..main", "HEAD")
    ran = door("-C", here, "import", str(bundle))
    assert ran.code in {0, 3}
    assert "the history begins at" in ran.out
    assert "It is 2019." in (Path(here) / "snapshots/firm/terms-of-service.md").read_text()


def test_grafts_and_replacements_that_make_a_circle_are_not_followed(
    door: Door, here: str, archive: Archive
) -> None:
    head = git(archive.root, "rev-parse", "HEAD").strip()
    first = git(archive.root, "rev-list", "--max-parents=0", "HEAD").strip()
    (archive.root / ".git/info").mkdir(exist_ok=True)
    (archive.root / ".git/info/grafts").write_text(f"{first} {head}\n")
    ran = door("-C", here, "import", str(archive.root))
    assert "2 policies, 10 versions recorded" in ran.out


@pytest.mark.slow
def test_no_damage_of_any_byte_is_a_bug(tmp_path: Path, door: Door, archive: Archive) -> None:
    bundle = tmp_path / "firm.bundle"
    git(archive.root, "bundle", "create", "-q", str(bundle), "HEAD")
    held = bundle.read_bytes()
    chance = random.Random(7)
    for number in range(4):
        at = chance.randrange(len(held))
        bundle.write_bytes(held[:at] + bytes([held[at] ^ 0x55]) + held[at + 1 :])
        here = tmp_path / f"here{number}"
        door.ok("init", str(here))
        ran = door("-C", str(here), "import", str(bundle))
        assert ran.code in {0, 3}, (at, ran.err)
        assert_sound(here)
