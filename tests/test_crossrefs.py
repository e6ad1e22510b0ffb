from __future__ import annotations

import pytest

from policytrack.crossrefs import dangling, find_crossrefs, follow
from policytrack.sections import parse_document


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("See Section 4.2 and section 5 above.", ["4.2", "5"]),
        ("nach § 5 Abs. 2 und Ziffer 4 dieser AGB", ["5", "4"]),
        ("clause 3(b) applies; Sections 3, 4 and 7 survive", ["3(b)", "3", "4", "7"]),
        ("gemäß §§ 3 bis 5", ["3", "5"]),
        ("[Section 4\\.2](#s) and **Article IV**", ["4.2", "IV"]),
        ("voir l'article 6 ci-dessus", ["6"]),
        ("véase el artículo 3 o la cláusula 9.1", ["3", "9.1"]),
        ("conforme a cláusula 12 e o item 4.1", ["12", "4.1"]),
        ("ai sensi degli articoli 3 e 4", ["3", "4"]),
        ("zie artikel 5.2 en paragraaf 7", ["5.2", "7"]),
        ("seccio\u0301n 4".replace("seccio", "la seccio"), ["4"]),
        ("Section 5, 30 days after the notice", ["5"]),
        ("the part I like, in 4 parts", []),
    ],
)
def test_references_are_found_in_every_language(text: str, labels: list[str]) -> None:
    assert labels == [ref.label for ref in find_crossrefs(text)]


def test_offsets_point_at_the_label() -> None:
    text = "As said in [Section **4.2**](#x), nothing else."
    (ref,) = find_crossrefs(text)
    assert "4.2" == text[ref.start : ref.end]


@pytest.mark.parametrize(
    "text",
    [
        "Article 6(1)(f) of the GDPR",
        "Art. 6 Abs. 1 S. 1 lit. f DSGVO",
        "l'article 6, paragraphe 1(c) du RGPD",
        "Section 230 of the Communications Decency Act",
        "17 U.S.C. § 512",
        "§ 25 Telekommunikation-Digitale-Dienste-Datenschutz-Gesetz",
        "artículo 6 de la Ley Orgánica",
    ],
)
def test_numbers_of_laws_are_external(text: str) -> None:
    assert {True} == {ref.external for ref in find_crossrefs(text)}


@pytest.mark.parametrize(
    "text", ["Section 12 of these Terms", "see Section 5, in accordance with the GDPR"]
)
def test_own_sections_are_not_external(text: str) -> None:
    assert [False] == [ref.external for ref in find_crossrefs(text)]


@pytest.mark.parametrize(
    ("label", "followed"),
    [("4", "5"), ("4.2(b)", "4.3(b)"), ("5", "6"), ("7", "8"), ("4.1", "5.1"), ("9", None)],
)
def test_a_label_follows_the_renumbering_of_what_it_lies_in(
    label: str, followed: str | None
) -> None:
    numbers = {"4": "5", "§ 5": "§ 6", "Article 7": "Article 8", "4.2": "4.3"}
    assert followed == follow(label, numbers)


NUMBERED = """# Terms

## 1. Scope

As section 9 says, and Article 6 of the GDPR, and section 2.1.

## 2. Use

2.1 You may use it.

## 3. End

See sections 1 and 3.
"""


def test_a_reference_to_no_section_is_dangling() -> None:
    document = parse_document(NUMBERED)
    assert ["9"] == [ref.label for ref in dangling(document)]


def test_an_unnumbered_document_has_no_dangling_references() -> None:
    assert () == dangling(parse_document("# Terms\n\nSee section 4.\n\n# Use\n\nText.\n"))


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("See section 9.", []),  # there is a 9.1
        ("See [section 8 of their terms](https://other.example/terms#8).", []),
        ("See [section 8](#s8).", []),
        ("Under the Standard Contractual Clauses, Clause 7 does not apply.", []),
        ("Clause 7 does not apply.", ["7"]),
        ("Complaints under Article 8 go to a body of your choice.", []),
        ("See sections 7 and 8.", ["7", "8"]),
        ("See section 8. **7. Glued.** To that. **8\\. Glued, too.** To this.", []),
    ],
)
def test_what_is_not_of_this_text_does_not_dangle(words: str, labels: list[str]) -> None:
    text = (
        f"# Terms\n\n{words}\n\n## 1. Use\n\nText.\n\n## 2. Data\n\nText.\n\n## 9.1 End\n\nText.\n"
    )
    assert labels == [ref.label for ref in dangling(parse_document(text, "en"))]
