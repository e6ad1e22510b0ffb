"""Redlines: taking all changes gives the text after, refusing them the text before."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrack.model import Piece
from policytrack.report import Comparison
from policytrack.report.redline_docx import render_redline_docx
from policytrack.report.redline_paragraphs import Paragraph
from policytrack.tracker.look import compare_files
from policytrack.tracker.redlining import make_redline
from tests.door import Door

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOW = datetime(2024, 5, 2, 10, 0, tzinfo=UTC)
BEFORE = """\
# Privacy Policy

Hello there, reader of this policy.

## 1 Cookies

We keep cookies for 30 days.
They are ours alone.

- session cookies
- preference cookies

## 2 Sharing

We share nothing with anybody, and never did so in the past.

## 3 Minors

The service is for people of 16 years and more, and nobody else may use it.

## 4 Law

Irish law applies & courts of Dublin decide.
"""
AFTER = """\
# Privacy Policy

Hello there, reader of this policy.

## 1 Minors

The service is for people of 16 years and more, and nobody else may use it.

## 2 Cookies

We keep cookies for 90 days.
They are ours alone.

- session cookies
- advertising cookies
- preference cookies

## 3 Advertising

Partners <of ours> see what you read.

## 4 Law

Irish law applies & courts of Dublin decide.
"""


def compared(folder: Path, before: str, after: str) -> Comparison:
    paths = folder / "before.md", folder / "after.md"
    for path, text in zip(paths, (before, after), strict=True):
        path.write_text(text, encoding="utf-8")
    return compare_files(*map(str, paths))


def body_of(docx: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
        root = ET.fromstring(archive.read("word/document.xml"))
    body = root.find(f"{W}body")
    assert body is not None
    return body


def settled(body: ET.Element, dropped: set[str]) -> list[str]:
    """The paragraphs left when changes of these elements are dropped and the others kept."""
    found, held = [], ""
    for paragraph in body.iter(f"{W}p"):
        for child in paragraph:
            if child.tag.removeprefix(W) not in dropped | {"pPr"}:
                held += "".join(
                    node.text or "" for node in child.iter()
                    if node.tag in {f"{W}t", f"{W}delText"}
                )  # fmt: skip
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not {node.tag.removeprefix(W) for node in mark} & dropped:
            found.append(held)
            held = ""
    return [text for text in [*found, held] if text.strip()]


def accepted(body: ET.Element) -> list[str]:
    return settled(body, {"del", "moveFrom"})


def refused(body: ET.Element) -> list[str]:
    return settled(body, {"ins", "moveTo"})


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def paragraphs(markdown: str) -> list[str]:
    blocks = re.split(r"\n\s*\n|\n(?=- )", markdown)
    return [" ".join(re.sub(r"^#+ ", "", block).split()) for block in blocks if block.strip()]


def test_taken_it_is_the_text_after_and_refused_the_text_before(tmp_path: Path) -> None:
    body = body_of(make_redline(compared(tmp_path, BEFORE, AFTER), "docx", NOW))
    assert paragraphs(AFTER) == [" ".join(text.split()) for text in accepted(body)]
    assert paragraphs(BEFORE) == [" ".join(text.split()) for text in refused(body)]


def test_only_changed_words_are_marked_with_author_and_date(tmp_path: Path) -> None:
    after = BEFORE.replace("30", "90")
    body = body_of(make_redline(compared(tmp_path, BEFORE, after), "docx", NOW))
    (gone,), (new,) = body.findall(f".//{W}del"), body.findall(f".//{W}ins")
    assert ["30", "90"] == ["".join(node.itertext()).strip() for node in (gone, new)]
    assert {"policytrack"} == {node.get(f"{W}author") for node in (gone, new)}
    assert {"2024-05-02T10:00:00Z"} == {node.get(f"{W}date") for node in (gone, new)}


def test_a_section_that_moved_is_a_tracked_move(tmp_path: Path) -> None:
    body = body_of(make_redline(compared(tmp_path, BEFORE, AFTER), "docx", NOW))
    names = [
        [node.get(f"{W}name") for node in body.iter(f"{W}move{way}RangeStart")]
        for way in ("From", "To")
    ]
    assert [["move1"], ["move1"]] == names
    numbers = [node.get(f"{W}id") for node in body.iter() if node.get(f"{W}author")]
    assert len(numbers) == len(set(numbers))


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    told = compared(tmp_path, BEFORE, AFTER)
    assert make_redline(told, "docx", NOW) == make_redline(told, "docx", NOW)


def test_the_further_sentences_of_an_item_stay_in_it(tmp_path: Path) -> None:
    item = "- Cards.\n  We never see the number.\n- Names.\n"
    before = f"# Policy\n\n## Data\n\nWe hold:\n\n{item}"
    body = body_of(make_redline(compared(tmp_path, before, before), "docx", NOW))
    assert ["- Cards. We never see the number.", "- Names."] == accepted(body)[-2:]


def test_split_and_merged_sections_are_told_by_their_words(tmp_path: Path) -> None:
    long = "We collect your name when you register with us. It is kept for a year.\n"
    more = "We collect your address when you order a book. It is kept until delivery.\n"
    before = f"# Policy\n\n## Data\n\n{long}\n{more}\n## Law\n\nIrish law applies.\n"
    after = f"# Policy\n\n## Name\n\n{long}\n## Address\n\n{more}\n## Law\n\nIrish law applies.\n"
    for sides in ((before, after), (after, before)):
        body = body_of(make_redline(compared(tmp_path, *sides), "docx", NOW))
        assert words(sides[1]) == words(" ".join(accepted(body)))
        assert words(sides[0]) == words(" ".join(refused(body)))


SECTIONS = st.lists(
    st.tuples(
        st.sampled_from(["Cookies", "Sharing", "Minors", "Law", "Data we hold", "Contact"]),
        st.lists(
            st.sampled_from([
                "We keep it for 30 days.", "We keep it for 90 days.", "- session cookies",
                "- advertising cookies", "Nobody else may read it.", "Write to us.", "",
            ]), max_size=6,
        ),
    ), max_size=6,
)  # fmt: skip


def markdown(sections: list[tuple[str, list[str]]]) -> str:
    parts = [f"## {name}\n\n" + "\n".join(lines) + "\n\n" for name, lines in sections]
    return "".join(["# Policy\n\n", *parts])


@settings(max_examples=30, deadline=None)
@given(before=SECTIONS, after=SECTIONS)
def test_no_word_is_lost_whatever_changed(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[str, list[str]]],
    after: list[tuple[str, list[str]]],
) -> None:
    told = compared(tmp_path_factory.mktemp("law"), markdown(before), markdown(after))
    body = body_of(make_redline(told, "docx", NOW))
    assert words(markdown(after)) == words(" ".join(accepted(body)))
    assert words(markdown(before)) == words(" ".join(refused(body)))


def test_the_page_holds_both_texts_and_no_markup_of_theirs(tmp_path: Path) -> None:
    page = make_redline(compared(tmp_path, BEFORE, AFTER), "html", NOW).decode()
    assert "default-src 'none'" in page
    assert "<del>30</del>" in page
    assert "Partners &lt;of ours&gt; see" in page
    assert "<script" not in page


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    odd = BEFORE.replace("30 days", "30\x00 <w:del/>]]>\u202e&lt; days\ud800".encode(
        "utf-8", "ignore").decode())  # fmt: skip
    body = body_of(make_redline(compared(tmp_path, BEFORE, odd), "docx", NOW))
    assert "<w:del/>]]>" in " ".join(accepted(body))


def test_the_command_writes_by_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    door = Door(capsys)
    Path("a.md").write_text(BEFORE)
    Path("b.md").write_text(AFTER)
    door.ok("redline", "a.md", "b.md", "-o", "out.docx")
    assert Path("out.docx").read_bytes().startswith(b"PK")
    assert 2 == door("redline", "a.md", "b.md", "-o", "out.odt").code
    assert "cannot be written" in door.refused("redline", "a.md", "b.md", "-o", "no/out.docx")
    door.ok("init")
    door.ok("add", "a.md", "--id", "acme.example/privacy")
    door.ok("snapshot", "--at", "2024-01-01")
    door.ok("snapshot", "acme.example/privacy", "--from", "b.md", "--at", "2024-02-01")
    door.ok("redline", "acme.example/privacy", "-o", "out.html")
    assert "<ins>90</ins>" in Path("out.html").read_text()


@pytest.mark.slow
def test_libreoffice_opens_it_and_counts_the_changes(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    docx = make_redline(compared(tmp_path, BEFORE, AFTER), "docx", NOW)
    (tmp_path / "redline.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "fodt", "redline.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    root = ET.parse(tmp_path / "redline.fodt").getroot()
    gone = root.findall(f".//{text}changed-region/{text}deletion")
    assert root.findall(f".//{text}changed-region/{text}insertion")
    assert {"policytrack"} == {
        node.text for node in root.iter("{http://purl.org/dc/elements/1.1/}creator") if node.text
    }
    assert 4 <= len(gone)
    kept = " ".join("".join(root.itertext()).split())
    assert "We keep cookies for 3090 days." in kept.replace("30 90", "3090")


TABLE = "# Policy\n\n| what | how long |\n| --- | --- |\n{}\nThe end of it all.\n"
LOGS, MAIL, BILLS = (
    "| logs<br>of calls | 30 days |\n",
    "| mail | a year |\n",
    "| bills | ten years |\n",
)
TABLES = (
    TABLE.format(LOGS + MAIL + BILLS),
    TABLE.format(LOGS.replace("30", "90") + BILLS.replace("bills | ten", "invoices | six")
                 + "| names | for ever |\n"),
)  # fmt: skip
EDGES = [
    (BEFORE, AFTER),
    TABLES,
    (
        "# الخصوصية\n\n## البيانات\n\nنحتفظ بالبيانات 30 يوما.\n",
        "# الخصوصية\n\n## البيانات\n\nنحتفظ بالبيانات 60 يوما.\n",
    ),
]
SETTLE = """
import os, re, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
name = f"redline{os.getpid()}"
door = f"--accept=pipe,name={name};urp;"
office = subprocess.Popen([sys.argv[1], sys.argv[2], "--headless", door])
local = uno.getComponentContext()
way = "com.sun.star.bridge.UnoUrlResolver"
resolver = local.ServiceManager.createInstanceWithContext(way, local)
for _ in range(720):
    try:
        there = resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.25)
make = lambda name: there.ServiceManager.createInstanceWithContext(name, there)
desktop, doer = make("com.sun.star.frame.Desktop"), make("com.sun.star.frame.DispatchHelper")
for address in sys.argv[3:]:
    for command in ("Accept", "Reject"):
        document = desktop.loadComponentFromURL(address, "_blank", 0, ())
        frame = document.CurrentController.Frame
        doer.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
        print(" ".join(re.findall(r"\\w+", document.Text.String)), flush=True)
        document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(120)
"""


@pytest.mark.slow
def test_libreoffice_takes_and_refuses_all_changes(tmp_path: Path) -> None:
    office, python = shutil.which("soffice"), "/usr/bin/python3"
    if office is None:
        pytest.skip("LibreOffice is not installed")
    if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("python3-uno is not installed")
    expected, files = [], []
    for number, (before, after) in enumerate(EDGES):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(make_redline(compared(tmp_path, before, after), "docx", NOW))
        files.append(file.as_uri())
        expected += [words(one.replace("<br>", " ")) for one in (after, before)]
    # The end of a paragraph stays, between words that came and words that came.
    ending = Piece("removed", "We will, in"), Piece("added", "THE LAW")
    beginning = Piece("added", "We will, in "), Piece("same", "some cases, end it.")
    file = tmp_path / "end.docx"
    titles = Piece("removed", "Scams"), Piece("added", "Fraud")
    paragraphs = [Paragraph(titles), Paragraph(ending), Paragraph(beginning)]
    file.write_bytes(render_redline_docx(paragraphs, "End", NOW))
    files.append(file.as_uri())
    expected += [words("Fraud THE LAW We will, in some cases, end it.")]
    expected += [words("Scams We will, in some cases, end it.")]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    told = subprocess.run(
        [python, "-c", SETTLE, office, profile, *files],
        check=True, stdout=subprocess.PIPE, text=True, timeout=600,
    )  # fmt: skip
    assert expected == [line.split(" ") for line in told.stdout.splitlines()]


def test_lines_of_tables_and_underlines_are_not_words(tmp_path: Path) -> None:
    table = "# Policy\n\n| what | how long |\n| --- | :-: |\n| logs | {} days |\n\n***\n\nEnd.\n"
    body = body_of(
        make_redline(compared(tmp_path, table.format(30), table.format(90)), "docx", NOW)
    )
    assert ["Policy", "what", "how long", "logs", "90 days", "End."] == [
        text.strip() for text in accepted(body)
    ]


def test_tables_are_tables_and_their_rows_tracked(tmp_path: Path) -> None:
    told = compared(tmp_path, *TABLES)
    body = body_of(make_redline(told, "docx", NOW))
    rows = [
        ["".join(node.text or "" for node in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in body.findall(f"{W}tbl/{W}tr")
        if row.find(f"{W}trPr/{W}del") is None
    ]
    assert ["what", "how long"] == [cell.strip() for cell in rows[0]]
    assert [2] * len(rows) == list(map(len, rows))
    assert 1 == len(body.findall(f".//{W}trPr/{W}ins")) == len(body.findall(f".//{W}trPr/{W}del"))
    assert body.findall(f".//{W}br")
    page = make_redline(told, "html", NOW).decode()
    assert "<td" in page
    assert "&lt;br&gt;" not in page


def test_text_from_right_to_left_is_set_so(tmp_path: Path) -> None:
    body = body_of(make_redline(compared(tmp_path, *EDGES[2]), "docx", NOW))
    assert body.findall(f"{W}p/{W}pPr/{W}bidi")
    body = body_of(make_redline(compared(tmp_path, BEFORE, AFTER), "docx", NOW))
    assert not body.findall(f"{W}p/{W}pPr/{W}bidi")


@pytest.mark.slow
def test_a_printed_redline_has_text_that_can_be_selected(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    from policytrack.browser.chromium import find_chromium
    from policytrack.errors import FetchError

    try:
        find_chromium()
    except FetchError:
        pytest.skip("no Chromium is installed")
    import pypdfium2

    printed = make_redline(compared(tmp_path, BEFORE, AFTER), "pdf", NOW)
    document = pypdfium2.PdfDocument(printed)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Partners <of ours> see what you read." in " ".join(text.split())
