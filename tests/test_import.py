"""Importing archives: what is recorded of them, under which ids and dates, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.door import Door
from tests.store_parts import git

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = "Record new changes of {what}\n\nThis version was recorded after extracting from snapshot "
SNAPSHOT = "https://snapshots.example/commit/0123"


class Archive:
    """A repository of texts, written commit by commit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        git(root, "init", "-q", "-b", "main")

    def put(self, path: str, text: str | bytes, date: str, message: str = "") -> str:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        what = path.removesuffix(".md").replace("/", " ")
        return self.commit(message or RECORD.format(what=what) + SNAPSHOT, date)

    def commit(self, message: str, date: str) -> str:
        git(self.root, "add", "-A")
        stamp = date if " " in date else f"{date}T00:00:00Z"
        git(self.root, "commit", "-qm", message, f"--date={stamp}")
        return git(self.root, "rev-parse", "HEAD").strip()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "firm-versions")
    made.put("Firm & Co/Privacy Policy.md", "# Privacy\r\n\r\nOne.\r\n", "2020-01-01")
    made.put("Firm & Co/Terms of Service.md", "# Terms\n\nOne.\n", "2020-02-01")
    made.put("Firm & Co/Privacy Policy.md", "# Privacy\n\nTwo.\n", "2020-03-01")
    made.put("README.md", "About.\n", "2020-03-02", "Describe")
    return made


@pytest.fixture
def door(capsys: pytest.CaptureFixture[str]) -> Door:
    return Door(capsys)


@pytest.fixture
def here(tmp_path: Path, door: Door) -> str:
    door.ok("init", str(tmp_path / "here"))
    return str(tmp_path / "here")


def subjects(here: str) -> list[str]:
    return git(Path(here), "log", "--reverse", "--format=%as %s").splitlines()


@pytest.mark.parametrize("kind", ["folder", "bundle"])
def test_an_open_terms_archive_keeps_dates_bytes_and_origin(
    tmp_path: Path, door: Door, here: str, archive: Archive, kind: str
) -> None:
    source = str(archive.root)
    if kind == "bundle":
        source = str(tmp_path / "firm-versions.bundle")
        git(archive.root, "bundle", "create", "-q", source, "HEAD", "main")
    said = door.ok("-C", here, "import", source)
    assert "firm-versions (ota): 2 policies, 3 versions recorded\n" == said
    assert "Recorded and not tracked: 2 policies" in door.ok("-C", here, "status")
    assert [
        "2020-01-01 firm-co/privacy-policy: Record new changes of Firm & Co Privacy Policy",
        "2020-02-01 firm-co/terms-of-service: Record new changes of Firm & Co Terms of Service",
        "2020-03-01 firm-co/privacy-policy: Record new changes of Firm & Co Privacy Policy",
    ] == subjects(here)
    first = git(Path(here), "rev-list", "--max-parents=0", "HEAD").strip()
    blob = git(archive.root, "rev-parse", "HEAD~3:Firm & Co/Privacy Policy.md")
    assert blob == git(Path(here), "rev-parse", f"{first}:snapshots/firm-co/privacy-policy.md")
    message = git(Path(here), "log", "-1", "--format=%B", first)
    assert "Archive: firm-versions\n" in message
    assert f"Archive-Snapshot: {SNAPSHOT}\n" in message
    assert "Archive-Path: Firm & Co/Privacy Policy.md\n" in message
    assert "" == git(Path(here), "status", "--short", "snapshots")


def test_importing_again_adds_only_what_is_new(door: Door, here: str, archive: Archive) -> None:
    door.ok("-C", here, "import", str(archive.root))
    before = git(Path(here), "rev-parse", "HEAD")
    assert "3 settled before" in door.ok("-C", here, "import", str(archive.root))
    assert before == git(Path(here), "rev-parse", "HEAD")
    archive.put("Firm & Co/Privacy Policy.md", "# Privacy\r\n\r\nOne.\r\n", "2020-04-01")
    assert "1 versions recorded" in door.ok("-C", here, "import", str(archive.root))
    assert 4 == len(subjects(here))


def test_two_imports_of_one_archive_make_the_same_commits(
    tmp_path: Path, door: Door, here: str, archive: Archive
) -> None:
    door.ok("init", str(tmp_path / "there"))
    for place in (here, str(tmp_path / "there")):
        door.ok("-C", place, "import", str(archive.root))
    assert git(Path(here), "rev-parse", "HEAD") == git(tmp_path / "there", "rev-parse", "HEAD")


def test_a_dry_run_records_nothing(door: Door, here: str, archive: Archive) -> None:
    said = door.ok("-C", here, "import", "--dry-run", str(archive.root))
    assert "3 versions would be recorded" in said
    assert "" == git(Path(here), "for-each-ref")


def test_what_an_archive_read_anew_is_marked_and_not_a_change(
    door: Door, here: str, archive: Archive
) -> None:
    said = "Apply technical or declaration upgrade on Firm & Co Privacy Policy"
    archive.put("Firm & Co/Privacy Policy.md", "# Privacy\n\nTwo, read anew.\n", "2020-05-01", said)
    door.ok("-C", here, "import", str(archive.root))
    assert "Re-Extraction: yes" in git(Path(here), "log", "-1", "--format=%B")


def test_a_renamed_service_stays_the_same_policy(door: Door, here: str, archive: Archive) -> None:
    (archive.root / "Firm & Co").rename(archive.root / "Company")
    archive.commit("Rename Firm & Co", "2020-05-01")
    archive.put("Company/Terms of Service.md", "# Terms\n\nTwo.\n", "2020-06-01")
    door.ok("-C", here, "import", str(archive.root))
    assert (
        "2020-06-01 firm-co/terms-of-service: Record new changes of Company Terms of Service"
        == (subjects(here)[-1])
    )


def test_of_an_archive_only_the_policies_that_are_asked_for_are_taken(
    door: Door, here: str, archive: Archive
) -> None:
    (archive.root / "Firm & Co").rename(archive.root / "Company")
    archive.commit("Rename Firm & Co", "2020-05-01")
    archive.put("Company/Terms of Service.md", "# Terms\n\nTwo.\n", "2020-06-01")
    asked = ("--as", "ota", "--path", "Company/Terms*")
    said = door.ok("-C", here, "import", str(archive.root), *asked)
    assert "1 policies, 2 versions recorded" in said
    assert ["firm-co/terms-of-service:"] * 2 == [line.split()[1] for line in subjects(here)]


def test_the_same_two_texts_are_read_anew_once_and_changed_another_time(
    door: Door, here: str, archive: Archive
) -> None:
    path, said = (
        "Firm & Co/Privacy Policy.md",
        "Apply technical upgrade on Firm & Co Privacy Policy",
    )
    archive.put(path, "# Privacy\n\nThree.\n", "2020-09-01", said)
    archive.put(path, "# Privacy\n\nTwo.\n", "2021-03-01")
    archive.put(path, "# Privacy\n\nThree.\n", "2021-09-01")
    door.ok("-C", here, "import", str(archive.root))
    shown = door.ok("-C", here, "log", "firm-co/privacy-policy", "--all", "--format", "json")
    kinds = [(event["captured"][:7], event["kind"]) for event in json.loads(shown)]
    assert [("2021-09", "change"), ("2021-03", "change"), ("2020-09", "reextraction")] == kinds[:3]


def test_another_page_of_a_collection_is_no_change_of_the_policy(
    door: Door, here: str, archive: Archive
) -> None:
    path, more = "Firm & Co/Privacy Policy.md", f"{SNAPSHOT}\nand {SNAPSHOT}2"
    text = "# Privacy\n\nTwo.\n\n# Cookies\n\nWe set one, for an hour.\n"
    archive.put(path, text, "2020-09-01", RECORD.format(what="Firm & Co Privacy Policy") + more)
    door.ok("-C", here, "import", str(archive.root))
    shown = door.ok("-C", here, "log", "firm-co/privacy-policy", "--all", "--format", "json")
    event = json.loads(shown)[0]
    assert "reextraction" == event["kind"]
    assert "2 pages where it read 1" in event["reason"]
    told = door.ok("-C", here, "log", "firm-co/privacy-policy", "--all")
    assert "read anew; the archive reads 2 pages" in told


@pytest.mark.parametrize(
    "place",
    [lambda file: file, lambda file: file.parent, lambda file: file.parent.parent],
    ids=["file", "folder", "collection"],
)
def test_declarations_say_where_texts_came_from(
    tmp_path: Path, door: Door, here: str, archive: Archive, place: Callable[[Path], Path]
) -> None:
    terms = {"Privacy Policy": {"fetch": "https://firm.example/privacy", "select": "main"}}
    collection = tmp_path / "collection"
    (collection / "declarations").mkdir(parents=True)
    asked = ("-C", here, "import", str(archive.root), "--declarations")
    assert "holds no declaration" in door.refused(*asked, str(collection))
    declaration = collection / "declarations" / "Firm.json"
    declaration.write_text(json.dumps({"name": "Firm & Co", "terms": terms}))
    door.ok(*asked, str(place(declaration)))
    assert "Source: https://firm.example/privacy\n" in git(Path(here), "log", "-1", "--format=%B")


def test_paths_that_differ_only_in_case_become_two_policies(
    door: Door, here: str, archive: Archive
) -> None:
    archive.put("FIRM & CO/Privacy Policy.md", "# Other\n", "2020-06-01")
    said = door.ok("-C", here, "import", str(archive.root))
    assert "firm-co/privacy-policy-2: Firm & Co/Privacy Policy.md has its name already" in said
    assert "# Other\n" == (Path(here) / "snapshots/firm-co/privacy-policy-2.md").read_text()


def test_dates_that_cannot_be_are_left_out_and_the_rest_is_recorded(
    door: Door, here: str, archive: Archive
) -> None:
    archive.put("Firm & Co/Terms of Service.md", "# Terms\n\nFar.\n", "4000000000 +0000")
    archive.put("Firm & Co/Terms of Service.md", "# Terms\n\nAncient.\n", "@0 +0000")
    archive.put("Firm & Co/Terms of Service.md", "# Terms\n\nNow.\n", "2020-08-01")
    ran = door("-C", here, "import", str(archive.root))
    assert 3 == ran.code
    assert "4 versions recorded, 2 left out" in ran.out
    assert "of 2096-10-02: its date lies in the future" in ran.out
    assert "it bears no date from 1970 on" in ran.out


def test_two_versions_of_one_time_are_both_kept_in_order(
    door: Door, here: str, archive: Archive
) -> None:
    archive.put("Firm & Co/Privacy Policy.md", "# Privacy\n\nThree.\n", "2020-03-01")
    said = door.ok("-C", here, "import", str(archive.root))
    assert "1 versions have the time of the one before" in said
    assert "Three" in (Path(here) / "snapshots/firm-co/privacy-policy.md").read_text()


def test_an_older_text_is_not_put_over_a_newer_one(
    tmp_path: Path, door: Door, here: str, archive: Archive
) -> None:
    (tmp_path / "draft.md").write_text("# Privacy\n\nToday.\n")
    door.ok("-C", here, "add", str(tmp_path / "draft.md"), "--id", "firm-co/privacy-policy")
    door.ok("-C", here, "snapshot", "--at", "2020-02-15")
    ran = door("-C", here, "import", str(archive.root))
    assert 3 == ran.code
    assert "2 versions recorded, 1 left out" in ran.out
    assert "a text of 2020-02-15 is recorded here" in ran.out


def test_nothing_that_a_repository_configures_is_run(
    tmp_path: Path, door: Door, here: str, archive: Archive
) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    settings = (
        "core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "diff.trap.textconv",
        "filter.trap.smudge", "filter.trap.clean", "uploadpack.packObjectsHook",
    )  # fmt: skip
    (archive.root / ".gitattributes").write_text("* filter=trap diff=trap\n")
    archive.commit("Set a trap", "2020-05-01")
    for setting in settings:
        git(archive.root, "config", setting, str(trap))
    for hook in ("post-checkout", "pre-commit", "reference-transaction"):
        (archive.root / ".git/hooks").mkdir(exist_ok=True)
        (archive.root / ".git/hooks" / hook).symlink_to(trap)
    (tmp_path / "sprung").unlink(missing_ok=True)
    assert "3 versions recorded" in door.ok("-C", here, "import", str(archive.root))
    assert not (tmp_path / "sprung").exists()


def test_any_repository_is_read_by_patterns_and_renames_are_followed(
    tmp_path: Path, door: Door, here: str
) -> None:
    made = Archive(tmp_path / "site-policy")
    lines = "".join(f"Clause {number} says this.\n\n" for number in range(9))
    made.put("Policies/privacy.md", lines, "2021-01-01", "Add the statement")
    made.put("docs/notes.md", "Not a policy.\n", "2021-01-02", "Take notes")
    (made.root / "Policies/privacy.md").rename(made.root / "Policies/privacy-statement.md")
    made.put("Policies/privacy-statement.md", lines + "More.\n", "2021-02-01", "Rename it")
    said = door.ok("-C", here, "import", str(made.root), "--path", "Policies/*.md")
    assert "site-policy (git): 1 policies, 2 versions recorded\n" == said
    assert [
        "2021-01-01 site-policy/policies-privacy: Add the statement",
        "2021-02-01 site-policy/policies-privacy: Rename it",
    ] == subjects(here)


def test_a_side_branch_counts_from_when_it_was_merged(
    tmp_path: Path, door: Door, here: str
) -> None:
    made = Archive(tmp_path / "texts")
    made.put("privacy.md", "# Privacy\n\nOne.\n", "2021-01-01", "Begin")
    git(made.root, "checkout", "-qb", "draft")
    made.put("privacy.md", "# Privacy\n\nDraft.\n", "2021-02-01", "Draft")
    made.put("privacy.md", "# Privacy\n\nTwo.\n", "2021-02-02", "Mend the draft")
    git(made.root, "checkout", "-q", "main")
    git(made.root, "merge", "-q", "--no-ff", "-m", "Put it in force", "draft")
    assert "2 versions recorded" in door.ok("-C", here, "import", str(made.root), "--as", "git")
    assert "Put it in force" in subjects(here)[-1]


REMARK = (
    "> *The following text is extracted and transformed from the firm.example privacy policy that"
    " was archived on 2016-06-25. Please check the [original snapshot on the Wayback Machine]"
    "(https://web.archive.org/web/20160625181552id_/http%3A//firm.example/legal/privacy) for the"
    " most accurate reproduction.*\n\n"
)


def test_the_form_of_the_princeton_leuven_corpus_is_read_without_its_remark(
    tmp_path: Path, door: Door, here: str
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/some-name.md").write_text(REMARK + "# Privacy\n\nWe keep nothing.\n")
    assert "1 versions recorded" in door.ok("-C", here, "import", str(tmp_path / "corpus"))
    assert (
        "# Privacy\n\nWe keep nothing.\n"
        == (Path(here) / "snapshots/firm.example/privacy.md").read_text()
    )
    assert ["2016-06-25"] == [line[:10] for line in subjects(here)]


def test_the_corpus_as_a_repository_is_recognised(tmp_path: Path, door: Door, here: str) -> None:
    made = Archive(tmp_path / "historical")
    for year in (2018, 2019):
        text = f"{REMARK}# Privacy\n\nIt is {year}.\n"
        made.put("f/fi/firm.example.md", text, f"{year}-01-01", f"{year}")
    said = door.ok("-C", here, "import", str(made.root))
    assert "historical (corpus): 1 policies, 2 versions recorded\n" == said
    text = (Path(here) / "snapshots/firm.example/privacy-policy.md").read_text()
    assert "# Privacy\n\nIt is 2019.\n" == text
    assert "2 settled before" in door.ok("-C", here, "import", str(made.root))


def test_dated_files_are_recorded_by_their_dates(tmp_path: Path, door: Door, here: str) -> None:
    folder = tmp_path / "texts"
    for name, text in {
        "firm/privacy/2021-05-01.html": "<h1>Privacy</h1><p>We keep nothing at all.</p>",
        "firm/privacy/2020-05-01.md": "# Privacy\n\nWe keep it all.\n",
        "firm/terms-20200601.txt": "Terms\n\nBe kind to others.\n",
        "firm/privacy/1969-12-31.md": "# Privacy\n\nToo early.\n",
        "firm/undated.md": "# Undated\n\nNobody knows.\n",
        "firm/privacy/2020-07-01.pdf": "no pdf\0\1\2\3\4\5",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    ran = door("-C", here, "import", str(folder))
    assert 3 == ran.code
    assert ["2020-05-01 firm/privacy", "2020-06-01 firm/terms", "2021-05-01 firm/privacy"] == [
        line.partition(":")[0] for line in subjects(here)
    ]
    assert "firm/undated.md: it bears no date" in ran.out
    assert "1969-12-31: its date lies before 1970" in ran.out
    assert "2020-07-01.pdf of 2020-07-01: " in ran.out
    assert "4 settled before" in door("-C", here, "import", str(folder)).out


@pytest.mark.parametrize("form", ["ota", "files"])
def test_what_is_no_archive_is_refused_with_a_way_out(
    tmp_path: Path, door: Door, here: str, form: str
) -> None:
    (tmp_path / "picture.bin").write_bytes(b"\x89PNG")
    for source in ("picture.bin", "nowhere"):
        door.refused("-C", here, "import", str(tmp_path / source), "--as", form)
