"""Policies in PDF: files written here by hand, and what is read from them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from policytrack.errors import ExtractError
from policytrack.extract import extract
from policytrack.model import Capture

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 595, 842
STORY = " ".join(
    f"The {ordinal} rule is that {who} may {what} the data of the account that is named in it, and "
    f"that it is kept for {number} days."
    for number, (ordinal, who, what) in enumerate(
        [
            ("first", "the owner", "read"),
            ("second", "our staff", "correct"),
            ("third", "a court", "ask for"),
            ("fourth", "a processor", "store"),
            ("fifth", "nobody", "sell"),
            ("sixth", "the owner", "delete"),
        ]
    )
)
PROSE = (
    "We collect the data that you give us when you open an account and the data that your device "
    "sends us when you use the service and we keep them for as long as the account is open. "
)


@dataclass
class Pdf:
    """A small writer: pages of (x, y, font, size, text); fonts are R and B."""

    pages: list[list[tuple[float, float, str, float, str]]] = field(default_factory=list)
    outline: list[tuple[str, int]] = field(default_factory=list)  # title, page
    extra: dict[str, str] = field(default_factory=dict)  # entries of the trailer
    objects: list[str] = field(default_factory=list)  # further ones, from number 10 on
    resources: str = ""
    draw: str = ""  # drawn on every page

    def write(self) -> bytes:
        fonts = (
            "/Font << /R << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            "/Encoding /WinAnsiEncoding >> "
            "/B << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold "
            "/Encoding /WinAnsiEncoding >> >>"
        )
        first = 10 + len(self.objects)
        kids = [first + 2 * number for number in range(len(self.pages))]
        marks = first + 2 * len(self.pages)
        catalog = "<< /Type /Catalog /Pages 2 0 R"
        if self.outline:
            catalog += " /Outlines 3 0 R"
        bodies = {
            1: catalog + " >>",
            2: f"<< /Type /Pages /Count {len(kids)} "
            f"/Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
            3: f"<< /First {marks} 0 R /Last {marks + len(self.outline) - 1} 0 R >>",
        }
        bodies |= {10 + number: text for number, text in enumerate(self.objects)}
        for kid, page in zip(kids, self.pages, strict=True):
            bodies[kid] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
                f"/Resources << {fonts} {self.resources} >> /Contents {kid + 1} 0 R >>"
            )
            stream = self.draw + "".join(
                f"BT /{font} {size} Tf {x} {y} Td ({escaped(text)}) Tj ET\n"
                for x, y, font, size, text in page
            )
            bodies[kid + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
        for number, (title, page) in enumerate(self.outline):
            following = f"/Next {marks + number + 1} 0 R" if number + 1 < len(self.outline) else ""
            bodies[marks + number] = (
                f"<< /Title ({title}) /Parent 3 0 R {following} /Dest [{kids[page]} 0 R /Fit] >>"
            )
        return self.serialise(bodies)

    def serialise(self, bodies: dict[int, str]) -> bytes:
        out = [b"%PDF-1.7\n"]
        places: dict[int, int] = {}
        at = len(out[0])
        for number, body in bodies.items():
            places[number] = at
            out.append(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
            at += len(out[-1])
        out.append(f"xref\n0 {max(bodies) + 1}\n".encode())
        for number in range(max(bodies) + 1):
            place = places.get(number)
            out.append(b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place)
        extra = "".join(f" /{key} {value}" for key, value in self.extra.items())
        out.append(f"trailer << /Size {max(bodies) + 1} /Root 1 0 R{extra} >>\n".encode())
        return b"".join([*out, b"startxref\n%d\n%%%%EOF\n" % at])


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def column(
    lines: list[str], x: float = 70, top: float = 760, size: float = 10, font: str = "R"
) -> list[tuple[float, float, str, float, str]]:
    """Lines from the top down; a blank line is a gap, "B:" makes a line bold, "L:" large."""
    found = []
    for number, line in enumerate(lines):
        kind, _, rest = line.partition(":")
        style = {"B": ("B", size), "L": ("R", 1.6 * size)}.get(kind, (font, size))
        text = rest if kind in {"B", "L"} else line
        if text:
            found.append((x, top - 1.25 * size * number, *style, text))
    return found


def read(body: bytes) -> str:
    return extract(Capture("policy.pdf", "policy.pdf", body)).markdown


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def wrapped(text: str, width: int = 90) -> list[str]:
    return textwrap.wrap(text, width)


def test_headings_are_known_by_size_and_weight_and_wraps_are_undone() -> None:
    page = column(
        [
            *["L:Privacy Policy", "", "Last updated: 3 May 2024", "", "B:1. What we collect", ""],
            *wrapped(PROSE * 2),
            *["", "B:1.1 From you", "", "Your name.", "", "B:2. Contact", "", "Acme Ltd."],
        ]
    )
    assert [
        "# Privacy Policy",
        "Last updated: 3 May 2024",
        "## 1. What we collect",
        (PROSE * 2).strip(),
        "### 1.1 From you",
        "Your name.",
        "## 2. Contact",
        "Acme Ltd.",
    ] == lines(read(Pdf([page]).write()))


def test_the_outline_goes_before_the_looks() -> None:
    page = column(
        [
            "Collection",
            "",
            *wrapped(PROSE * 2),
            "",
            "B:Not a heading",
            "",
            "Use",
            "",
            "We use them.",
        ]
    )
    found = read(Pdf([page], outline=[("Collection", 0), ("Use", 0)]).write())
    assert ["# Collection", "# Use"] == [line for line in lines(found) if line.startswith("#")]


def test_running_lines_and_page_numbers_are_no_text() -> None:
    pages = [
        [
            (70, 810, "R", 8, f"Acme Ltd. - Privacy Policy - version {4}"),
            *column(wrapped(f"On page {number + 1}. {STORY}"), top=770),
            (290, 40, "R", 8, f"Page {number + 1} of 5"),
            (70, 28, "R", 8, "Confidential"),
        ]
        for number in range(5)
    ]
    found = read(Pdf(pages).write())
    assert "Confidential" not in found
    assert "Page" not in found
    assert "version" not in found
    assert 5 == found.count("The sixth rule")


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    text = wrapped(STORY)
    pages = [column(text[:5]), column(text[5:])]
    assert [STORY] == lines(read(Pdf(pages).write()))


def test_hyphenation_is_undone_and_hyphens_are_kept() -> None:
    rows = [
        "We share data with third parties, and we tell such a third-party provider of an infor-",
        "mation request that has reached us, in which case it must answer within the time and de-",
        "lete the data. Information is kept in the European Union, and so it is by a third-",
        "party provider. We do not sell any of it, and we ask you before we share what is yours.",
    ]
    found = read(Pdf([column(rows)]).write())
    assert "an information request" in found
    assert "and delete the data" in found
    assert "by a third-party provider" in found


def test_columns_are_read_one_after_the_other() -> None:
    left, right = (
        wrapped(f"Alpha begins. {PROSE * 4} Alpha ends.", 46),
        wrapped(f"Beta begins. {PROSE * 4} Beta ends.", 46),
    )
    rows = []
    for one, other in zip(column(left, x=50), column(right, x=310), strict=False):
        rows += [one, other]
    text = read(
        Pdf([[(50, 790, "B", 10, "Privacy Policy of Acme Limited in Two Columns"), *rows]]).write()
    )
    order = [text.index(word) for word in ("Alpha begins", "Alpha ends", "Beta begins")]
    assert sorted(order) == order


def test_text_is_read_in_the_order_that_is_seen() -> None:
    rows = column(["First, we say this.", "", "Then that.", "", "At last, the end."])
    assert ["First, we say this.", "Then that.", "At last, the end."] == lines(
        read(Pdf([rows[::-1]]).write())
    )


def test_lists_and_tables_keep_their_form() -> None:
    rows = [
        *column(["We collect:"], top=760),
        *column(["\u2022", "", "\u2022"], x=80, top=735),
        *column(
            ["your name, and the name of your company if you", "have one;", "your address."],
            x=100,
            top=735,
        ),
        *column(["Purpose", "", "Marketing", "", "Security"], x=70, top=600),
        *column(["Basis", "", "your consent", "", "our interest"], x=300, top=600),
    ]
    found = lines(read(Pdf([rows]).write()))
    assert "We collect:" == found[0]
    assert "| Marketing | your consent |" in found
    assert "| Security | our interest |" in found
    assert any(line.startswith("- your name, and the name") for line in found)


def test_words_spaced_out_for_looks_are_words() -> None:
    page = Pdf(
        [column(wrapped(PROSE), top=700)],
        draw="BT 9 Tc /B 16 Tf 70 760 Td (PRIVACY NOTICE) Tj ET BT 0 Tc ET\n",
    )
    assert "# PRIVACY NOTICE" == lines(read(page.write()))[0]


IMAGE = """<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray
/BitsPerComponent 8 /Length 1 >>
stream
0
endstream"""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            Pdf(
                [[], []], objects=[IMAGE], resources="/XObject << /I 10 0 R >>", draw="/I Do "
            ).write(),
            "pictures",
        ),
        (Pdf([[]]).write(), "empty"),
        (
            Pdf(
                [column(["Secret"])],
                objects=[
                    f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >>"
                ],
                extra={"Encrypt": "10 0 R", "ID": "[<41> <41>]"},
            ).write(),
            "encrypted",
        ),
        (Pdf([column(["We keep data."])]).write()[:300], "damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5000, "damaged"),
    ],
    ids=["pictures", "empty", "encrypted", "cut", "noise"],
)
def test_what_cannot_be_read_says_why(body: bytes, said: str) -> None:
    with pytest.raises(ExtractError, match=said) as caught:
        read(body)
    assert "policy.pdf" in caught.value.message
    assert caught.value.hint


def test_pages_that_refer_to_themselves_come_to_an_end() -> None:
    body = Pdf([column(["We keep data."])]).write()
    loop = body.replace(b"/Count 1 /Kids [10 0 R]", b"/Count 9 /Kids [2 0 R ]")
    assert loop != body
    try:
        assert read(loop)
    except ExtractError as error:
        assert error.hint  # noqa: PT017 - either is right: a text, or a clear error


def test_a_looping_outline_comes_to_an_end() -> None:
    body = Pdf([column(["Use", "", *wrapped(PROSE)])], outline=[("Use", 0), ("Use", 0)]).write()
    loop = body.replace(b"/Next 13 0 R", b"/Next 12 0 R")
    assert loop != body
    assert "We collect" in read(loop)


@pytest.mark.slow
def test_more_pages_than_a_policy_has_are_refused_and_thousands_are_read() -> None:
    many = [[(70, 700, "R", 10, f"Paragraph {number} of the text.")] for number in range(900)]
    assert "Paragraph 899" in read(Pdf(many).write())
    with pytest.raises(ExtractError, match="pages"):
        read(Pdf([[]] * 10_000).write())


@pytest.mark.slow
def test_real_files_lose_no_clause(shared: Path) -> None:
    for name in ("0146", "0476", "0510"):
        words = read((shared / "pages" / f"{name}.pdf").read_bytes())
        flat = "".join(filter(str.isalpha, words)).casefold()
        text = (shared / "pages" / f"{name}.md").read_text(encoding="utf-8")
        asked = [line for line in text.splitlines() if len(line.split()) >= 8]
        kept = sum("".join(filter(str.isalpha, line)).casefold() in flat for line in asked)
        assert kept > 0.97 * len(asked), name
