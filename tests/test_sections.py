"""What a person would call the sections of a text, in every style that policies are written in."""

from __future__ import annotations

import pytest

from policytrack.sections import parse_document

PROSE = "We process the data that you give us when you use the service, and nothing beyond that."
MORE = "You can ask us at any time what we hold about you, and we answer within thirty days."

Outline = list[tuple[int, str, str]]


def outline(text: str) -> Outline:
    """Line, number and title of each heading."""
    return [(s.line, s.number, s.title) for s in parse_document(text).sections if s.level]


def titles(text: str) -> list[str]:
    return [s.title for s in parse_document(text).sections if s.level]


def tree(text: str) -> list[tuple[int, str]]:
    """How deep each heading stands, and its words."""
    document = parse_document(text)
    return [(len(document.path(s)), s.heading) for s in document.sections if s.level]


def policy(*headings: str, gap: str = "\n\n", body: str = PROSE) -> str:
    """A text of headings with a paragraph below each."""
    return "\n\n".join(f"{heading}{gap}{body}" for heading in headings) + "\n"


STYLES = {
    "atx": ("## Data we collect", "## Who sees it", "## Your rights"),
    "atx closed": ("## Data we collect ##", "## Who sees it ##", "## Your rights ##"),
    "setext": ("Data we collect\n---", "Who sees it\n---", "Your rights\n==="),
    "bold": ("**Data we collect**", "**Who sees it**", "**Your rights**"),
    "underscores": ("__Data we collect__", "__Who sees it__", "__Your rights__"),
    "bold and italic": ("***Data we collect***", "_**Who sees it**_", "**_Your rights_**"),
    "bold link": (
        "**[Data we collect](https://a.example/x)**",
        "[**Who sees it**](https://a.example/y)",
        "**Your rights**",
    ),
    "html": ("<h2>Data we collect</h2>", '<h2 id="b">Who sees it</h2>', "<h3>Your rights</h3>"),
    "plain": ("Data we collect", "Who sees it", "Your rights"),
    "plain, no blank line": ("Data we collect", "Who sees it", "Your rights"),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_unnumbered_style_gives_the_same_headings(style: str) -> None:
    gap = "\n" if "no blank" in style else "\n\n"
    text = policy(*STYLES[style], gap=gap)
    assert ["Data we collect", "Who sees it", "Your rights"] == titles(text)


NUMBERED = {
    "1. x": ("1", "2", "3"),
    "1\\. x": ("1", "2", "3"),
    "1) x": ("1", "2", "3"),
    "(1) x": ("(1)", "(2)", "(3)"),
    "1 x": ("1", "2", "3"),
    "1x": ("1", "2", "3"),
    "1 - x": ("1", "2", "3"),
    "I. x": ("I", "II", "III"),
    "i) x": ("i", "ii", "iii"),
    "A. x": ("A", "B", "C"),
    "(a) x": ("(a)", "(b)", "(c)"),
    "§ 1 x": ("§ 1", "§ 2", "§ 3"),
    "Article 1 – x": ("Article 1", "Article 2", "Article 3"),
    "Section 1. x": ("Section 1", "Section 2", "Section 3"),
    "Art. 1: x": ("Art. 1", "Art. 2", "Art. 3"),
    "ARTICLE I. x": ("ARTICLE I", "ARTICLE II", "ARTICLE III"),
    "**1. x**": ("1", "2", "3"),
    "**1.** **x**": ("1", "2", "3"),
    "## 1. x": ("1", "2", "3"),
    "### Article 1 - x": ("Article 1", "Article 2", "Article 3"),
}


@pytest.mark.parametrize("form", NUMBERED)
def test_each_form_of_number_is_read_and_parted_from_the_title(form: str) -> None:
    numbers = NUMBERED[form]
    names = ("Data we collect", "Who sees it", "Your rights")
    before = next(n for n in ("ARTICLE I", "I", "i", "A", "a", "1") if n in form)
    forms = {
        "ARTICLE I": ("ARTICLE I", "ARTICLE II", "ARTICLE III"),
        "I": ("I", "II", "III"),
        "i": ("i", "ii", "iii"),
        "A": ("A", "B", "C"),
        "a": ("a", "b", "c"),
        "1": ("1", "2", "3"),
    }
    digit = "1" if "1" in form else before
    lines = [
        form.replace("x", "\0").replace(digit, now, 1).replace("\0", name)
        for now, name in zip(forms[digit], names, strict=True)
    ]
    found = outline(policy(*lines))
    assert list(zip(numbers, names, strict=True)) == [(number, title) for _, number, title in found]


LANGUAGES = {
    "en": ("Chapter 1 General", "Section 1. Scope", "Section 2. Data", "Schedule A Cookies"),
    "fr": ("Titre Ier – Généralités", "Article premier – Objet", "Article 2 – Données", "Annexe I"),
    "de": ("Erster Teil: Allgemeines", "§ 1 Geltung", "§ 2 Daten", "Anhang A Cookies"),
    "es": ("Capítulo I. General", "Artículo 1. Objeto", "Artículo 2. Datos", "Anexo I. Cookies"),
    "pt": ("Capítulo I – Geral", "Artigo 1.º – Objeto", "Artigo 2.º – Dados", "Anexo I – Cookies"),
    "it": ("Capo I - Generale", "Articolo 1 - Oggetto", "Articolo 2 - Dati", "Allegato A - Cookie"),
    "nl": ("Hoofdstuk 1 Algemeen", "Artikel 1. Doel", "Artikel 2. Gegevens", "Bijlage 1 Cookies"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mark", ["{}", "**{}**"])
def test_structural_words_of_each_language_make_a_tree(language: str, mark: str) -> None:
    part, one, two, annex = LANGUAGES[language]
    text = mark.format(part) + "\n\n" + policy(*map(mark.format, (one, two, annex)))
    assert [(1, part), (2, one), (2, two), (1, annex)] == tree(text)


def test_spanish_ordinals_in_capitals_are_numbers() -> None:
    text = policy("PRIMERA.- OBJETO", "SEGUNDA.- PRECIO", "TERCERA.- DURACIÓN")
    assert [(1, "PRIMERA", "OBJETO"), (5, "SEGUNDA", "PRECIO"), (9, "TERCERA", "DURACIÓN")] == (
        outline(text)
    )


def test_a_structural_word_with_its_number_is_a_heading_without_a_title() -> None:
    assert ["Article 1", "Article 2", "Rule 7"] == [
        s.heading for s in parse_document(policy("Article 1", "Article 2", "**Rule 7**")).sections
    ]


def test_numbers_and_style_decide_the_tree() -> None:
    text = policy(
        "**Terms of Use**",
        "**1. Service**",
        "**1.1 Access**",
        "**1.2 Accounts**",
        "**2. Payment**",
        "**Refunds**",
        "**3. Law**",
    )
    assert [
        (1, "Terms of Use"),
        (2, "1. Service"),
        (3, "1.1 Access"),
        (3, "1.2 Accounts"),
        (2, "2. Payment"),
        (3, "Refunds"),
        (2, "3. Law"),
    ] == tree(text)


def test_a_plain_numbered_heading_among_headings_by_markup_has_their_level() -> None:
    text = policy("## 1. Service", "### 1.1 Access", "1.2 Accounts", "### 1.3 Devices", "## 2. Law")
    assert [1, 2, 2, 2, 1] == [s.level for s in parse_document(text).sections]


def test_a_name_in_capitals_amid_arabic_makes_no_heading() -> None:
    body = "A text of its own stands below each of them, and it is longer than any line."
    text = (
        f"# Acme\n\n{body}\n\n## Who\n\nالشريك المؤسِّس لشركة ACME\n\n{body}\n\n## What\n\n{body}\n"
    )
    assert ["Acme", "Who", "What"] == [one.title for one in parse_document(text).sections]


def test_a_title_in_capitals_stands_above_bold_headings() -> None:
    text = policy("PRIVACY POLICY", "**Data we collect**", "**Your rights**")
    assert [(1, "PRIVACY POLICY"), (2, "Data we collect"), (2, "Your rights")] == tree(text)


def test_list_items_and_clauses_are_no_headings() -> None:
    text = policy(
        "## Your duties",
        body="""\
1. Send us a notice
2. Wait for our reply
3. Appeal

You must:

(a) be at least 18 years old;

(b) keep your password secret; and

(c) pay in time.

*   **Everything else.** We may change the service.
*   **Anything more**

1.1 You must not copy the service. You must not sell it either, whatever it is worth to you.

1.2 You must not harm anybody.

I. We may end this agreement.""",
    )
    assert ["Your duties"] == titles(text)


@pytest.mark.parametrize(
    "line",
    [
        "**Last updated: 3 March 2024**",
        "**You agree to this. You also agree to everything that we may write here later.**",
        "**We never sell your personal data to anybody.**",
        "**(This notice replaces all notices before it)**",
        "**Note:** we are not a bank",
        "[Privacy](https://a.example/privacy)",
        "**[Your rights](#rights)**",
        "5 Example Street",
        "privacy@a.example",
        "NOTHING IN THESE TERMS LIMITS LIABILITY THAT CANNOT BE LIMITED UNDER THE LAW OF ENGLAND.",
        "    # not at this depth",
    ],
)
def test_a_line_of_text_between_headings_is_no_heading(line: str) -> None:
    text = policy("# Privacy", "## Data", "## Rights") + f"\n{line}\n\n{PROSE}\n"
    assert ["Privacy", "Data", "Rights"] == titles(text)


def test_a_bold_line_among_headings_by_markup_is_a_heading_below_them() -> None:
    text = policy("# Privacy", "## Data", "**Log files**", "## Rights")
    assert [(1, "Privacy"), (2, "Data"), (3, "Log files"), (2, "Rights")] == tree(text)


def test_a_bold_line_with_a_break_in_front_of_its_words_is_a_heading() -> None:
    text = policy("# Privacy", "**  \nData**", "__  \nRights__")
    assert ["Privacy", "Data", "Rights"] == titles(text)
    assert (6, "", "Data") in outline(text)


def test_a_paragraph_that_opens_with_a_broken_mark_is_none() -> None:
    text = policy("# Privacy", f"**  \nData**. {PROSE}", "**  \n**twice**")
    assert ["Privacy"] == titles(text)


def test_a_table_of_contents_is_no_run_of_sections() -> None:
    contents = "Contents\n\n1\\. Scope\n\n2\\. Data\n\n3\\. Rights\n\n"
    text = "Terms of Use\n\n" + contents + policy("1\\. Scope", "2\\. Data", "3\\. Rights")
    assert [
        (1, "", "Terms of Use"),
        (11, "1", "Scope"),
        (15, "2", "Data"),
        (19, "3", "Rights"),
    ] == (outline(text))


def test_a_table_of_contents_with_page_numbers_is_no_run_of_sections() -> None:
    contents = "1. Scope ........ 2\n2. Data ......... 3\n3. Rights ....... 7\n\n"
    text = contents + policy("1. Scope", "2. Data", "3. Rights")
    assert [5, 9, 13] == [line for line, _, _ in outline(text)]


def test_front_matter_is_no_heading() -> None:
    text = "---\ntitle: Privacy\nversion: 2\n---\n\n# Privacy\n\nText.\n"
    assert [(6, "", "Privacy")] == outline(text)


def test_a_rule_below_a_paragraph_leaves_a_rule() -> None:
    text = f"# Privacy\n\n{PROSE}\n\n---\n\n{MORE}\n\n***\n\nEnd.\n"
    assert ["Privacy"] == titles(text)


def test_an_underline_with_blank_lines_above_still_makes_a_heading() -> None:
    text = policy("Terms of Use\n\n\n----------------", "Data\n\n\n--------")
    assert ["Terms of Use", "Data"] == titles(text)


def test_headings_inside_lists_and_one_column_tables_are_found() -> None:
    listed = f"*   ### Data\n\n    {PROSE}\n\n*   ### Rights\n\n    {MORE}\n"
    ordered = f"1.  **Data**\n\n    {PROSE}\n\n2.  **Rights**\n\n    {MORE}\n"
    table = f"| **Data** |\n| --- |\n| {PROSE} |\n| **Rights** |\n| {MORE} |\n"
    assert ["Data", "Rights"] == titles(listed)
    assert [(1, "1", "Data"), (5, "2", "Rights")] == outline(ordered)
    assert ["Data", "Rights"] == titles(table)


def test_rows_of_a_data_table_are_no_headings() -> None:
    text = policy(
        "## Cookies", body="| **Name** | **Use** |\n| --- | --- |\n| sid | login |\n| **all** |  |"
    )
    assert ["Cookies"] == titles(text)


def test_empty_headings_part_nothing_and_repeated_ones_stay_apart() -> None:
    text = "# Privacy\n\nA.\n\n##\n\nB.\n\n## Scope\n\nC.\n\n## Scope\n\nD.\n"
    assert [(1, "", "Privacy"), (9, "", "Scope"), (13, "", "Scope")] == outline(text)


def test_text_before_the_first_heading_is_a_section_of_level_zero() -> None:
    before, first = parse_document(f"{PROSE}\n\n# Privacy\n\nText.\n").sections
    assert ("", 0, 1, 0, f"{PROSE}\n\n") == (
        before.heading,
        before.level,
        before.line,
        before.body_start,
        before.body,
    )
    assert ("Privacy", 3) == (first.heading, first.line)


def test_blank_lines_before_the_first_heading_are_no_section() -> None:
    only = parse_document("\n\n# Privacy\n\nText.\n").sections
    assert [("Privacy", 3, 0, "\nText.\n")] == [(s.heading, s.line, s.start, s.body) for s in only]


@pytest.mark.parametrize("text", ["", "\n\n", "One paragraph.", f"{PROSE}\n\n{MORE}\n"])
def test_a_text_without_headings_is_one_section(text: str) -> None:
    (only,) = parse_document(text).sections
    assert ("", 0, None, 0, len(text), text) == (
        only.heading,
        only.level,
        only.parent,
        only.start,
        only.end,
        only.body,
    )


def test_a_bold_opening_fills_a_gap_in_the_numbers() -> None:
    text = (
        policy("**V. Ownership**")
        + f"\n**VI. Secrets.** {PROSE}\n\n"
        + policy("**VII. Term**", "**VIII. Law**")
    )
    secrets = parse_document(text).sections[1]
    assert ("VI. Secrets.", "VI", f" {PROSE}\n\n") == (
        secrets.heading,
        secrets.number,
        secrets.body,
    )


def test_digits_that_count_something_are_no_number() -> None:
    text = policy("## 3 Ways to pay", "## 24/7 support", "## 100 % refunds", "## 2024 changes")
    assert {""} == {s.number for s in parse_document(text).sections}


@pytest.mark.parametrize(
    "day", ["25\\. März 2019", "3. Februar 2022", "14 June 2023", "1er juillet 2020", "7 May 2021:"]
)
def test_the_day_of_a_month_is_no_number_of_a_section(day: str) -> None:
    text = policy("## 1. Changes") + f"\n**{day}**\n\n* Storage was extended.\n"
    assert ["1", ""] == [section.number for section in parse_document(text).sections]


@pytest.mark.parametrize(
    "address",
    [
        "1 Hatchery Street Upper\n\nDublin",
        "4 Mill Road, Springfield\n\nWe read every letter.",
        "3 Acme Way\n\nSpringfield",
        "7 Rue de la Fontaine\n\nParis",
        "12B Harbour Quay\n\nLondon",
    ],
)
def test_a_house_and_its_street_are_no_numbered_heading(address: str) -> None:
    above = policy("1 Who we are", "2 How to reach us")
    text = f"{above}\n{address}\n\n3 Your rights\n\n{PROSE}\n"
    expected = ["1 Who we are", "2 How to reach us", "3 Your rights"]
    assert expected == [s.heading for s in parse_document(text).sections]


def test_a_number_put_between_two_others_has_their_rank() -> None:
    text = policy("§ 1 Geltungsbereich", "§ 2 Vertrag", "§ 2a Widerruf", "§ 3 Preise")
    assert [1, 1, 1, 1] == [s.level for s in parse_document(text).sections]


def test_one_sentence_a_line_changes_no_heading() -> None:
    wide = policy("**Data**", "**Rights**", body=f"{PROSE} {MORE}")
    narrow = policy("**Data**", "**Rights**", body=f"{PROSE}\n{MORE}")
    assert titles(wide) == titles(narrow)


def test_an_edit_in_one_section_leaves_the_splitting_of_the_others() -> None:
    names = [f"{i}. Subject number {i}" for i in range(1, 12)]
    before = policy(*names)
    after = before.replace(PROSE, "Short.\n\n(a) one;\n\n(b) two.\n\n1. Send\n2. Wait", 1)
    assert titles(before) == titles(after)


def test_line_ends_do_not_matter() -> None:
    text = policy("# Privacy", "Data\n----", "**Rights**")
    expected = outline(text)
    assert expected == outline(text.replace("\n", "\r\n"))
    assert expected == outline(text.replace("\n", "\r"))


def test_form_feeds_and_a_byte_order_mark_hide_no_heading() -> None:
    assert ["Data", "Rights"] == titles("\ufeff" + policy("# Data", "\f# Rights"))


def test_the_dates_that_the_text_states_are_kept() -> None:
    (stated,) = parse_document(f"# Privacy\n\nLast updated: 3 March 2024\n\n{PROSE}\n").dates
    assert ("updated", "2024-03-03") == (stated.kind, stated.value.isoformat())


def test_a_given_language_is_kept_and_a_missing_one_guessed() -> None:
    text = policy("# Privacy")
    assert ("en", "nl") == (parse_document(text).language, parse_document(text, "nl").language)


def test_a_listed_heading_with_a_number_of_its_own_keeps_that_one() -> None:
    text = policy("1. **1\\. Data**", "3. **2\\. Cookies**", "5. **3\\. Rights**")
    assert [("1", "Data"), ("2", "Cookies"), ("3", "Rights")] == [
        (number, title) for _, number, title in outline(text)
    ]


@pytest.mark.parametrize(
    ("last", "behind", "is_heading"),
    [
        ("Oldtown, TX 78602", "Your rights", True),
        ("10117 Berlin", "Ihre Rechte", True),
        ("London EC1A 1BB", "Cookies and pixels", True),
        ("help@ferrol.example", "Changes", True),
        ("Oldtown, TX 78602", "United States of America", False),
        ("10117 Berlin", "Deutschland", False),
        ("Oldtown", "Some county", False),
    ],
)
def test_a_plain_heading_behind_an_address_is_one_and_a_country_is_none(
    last: str, behind: str, is_heading: bool
) -> None:
    parts = ["What we keep", PROSE, "How we share", PROSE, "Where we are", PROSE]
    text = "\n\n".join([*parts, "Ferrol Inc.", "1 Mill Road", last, behind, PROSE, "More", PROSE])
    headings = [section.heading for section in parse_document(text).sections]
    assert is_heading is (behind in headings)
    assert "Ferrol Inc." not in headings


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Articolo 3 I suoi diritti", "Articolo 3", "I suoi diritti"),
        ("Artigo 3 O que recolhemos", "Artigo 3", "O que recolhemos"),
        ("Article 3 A word on cookies", "Article 3", "A word on cookies"),
        ("§ 3 I diritti", "§ 3", "I diritti"),
        ("§ 3 a Daten", "§ 3 a", "Daten"),
        ("§ 3A Data", "§ 3A", "Data"),
    ],
)
def test_a_title_keeps_a_first_word_of_one_letter(heading: str, number: str, title: str) -> None:
    (section,) = parse_document(f"## {heading}\n\n{PROSE}\n").sections
    assert (number, title) == (section.number, section.title)


IN_FORCE = ("# Privacy", "**Data we collect**", "**Who sees it**", "**Contact**")
SUPERSEDED = ("**1\\. Data**", "**2\\. Sharing**", "**2.1. Partners**", "**3\\. Contact**")


@pytest.mark.parametrize(
    "line",
    [
        "Previous privacy policy",
        "Previous privacy policy (published on 3 May 2024 and in force until 30 June 2025)",
        "**Previous version**",
        "Frühere Datenschutzerklärung",
    ],
)
def test_a_superseded_text_stands_below_the_line_that_says_so(line: str) -> None:
    document = parse_document(policy(*IN_FORCE, line, *SUPERSEDED))
    (place,) = document.superseded
    assert line.strip("*") == document.sections[place].heading
    assert document.sections[3].level == document.sections[place].level
    paths = [[step.index for step in document.path(section)] for section in document.sections]
    assert all(place in path for path in paths[place:])
    assert not any(place in path for path in paths[:place])
    assert [2, 3] == [len(paths[place + at]) - paths[place].index(place) for at in (1, 3)]


def test_the_text_in_force_has_the_same_levels_with_and_without_a_superseded_one() -> None:
    without = tree(policy(*IN_FORCE))
    assert without == tree(policy(*IN_FORCE, "Previous policy", *SUPERSEDED))[: len(without)]


def test_a_superseded_text_may_repeat_titles_instead_of_counting_from_one() -> None:
    text = policy(*IN_FORCE, "Earlier version", *IN_FORCE)
    assert (4,) == parse_document(text).superseded


@pytest.mark.parametrize(
    "text",
    [
        policy("Previous policy", *IN_FORCE),
        policy(*IN_FORCE, "Previous policy"),
        policy(*IN_FORCE, "Previous policy", "**Children**", "**Cookies**", "**Changes**"),
        policy(*IN_FORCE, "We keep an earlier policy here.", *SUPERSEDED),
    ],
)
def test_a_line_alone_does_not_make_what_follows_superseded(text: str) -> None:
    assert () == parse_document(text).superseded


def test_a_section_without_number_between_title_and_numbers_stands_beside_them() -> None:
    names = ["Terms of Service", "Imprint", "1. Services", "2. Payment", "3. Contact"]
    found = tree(policy(*(f"**{name}**" for name in names)))
    assert [(1, names[0]), *((2, name) for name in names[1:])] == found


def test_parts_without_number_hold_the_numbers_that_begin_anew_in_them() -> None:
    names = ["Terms of Service", "For Guests", "1. Booking", "2. Payment"]
    names += ["For Hosts", "1. Offers", "2. Payouts"]
    found = tree(policy(*(f"**{name}**" for name in names)))
    assert [1, 2, 3, 3, 2, 3, 3] == [depth for depth, _ in found]
