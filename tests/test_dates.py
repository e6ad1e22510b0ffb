from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.dates import anchors, find_date_lines, find_dates, is_date_line

PROSE = "We care about data. " * 300

STATEMENTS = [
    ("en", "Last updated: 12 May 2021", "updated 2021-05-12"),
    ("en", "**Last updated:** May 25th, 2018", "updated 2018-05-25"),
    ("en", "_Effective April 7, 2020_", "effective 2020-04-07"),
    ("en", "Effective Date\n\nMay 25, 2018", "effective 2018-05-25"),
    ("en", "| Last updated | 2021-05-12 |", "updated 2021-05-12"),
    ("en", "Effective July 2, 2026 ([archived versions](https://a.example))",
     "effective 2026-07-02"),
    ("en", "This Privacy Policy was last updated on: Monday, August 5th, 2016.",
     "updated 2016-08-05"),
    ("en", "Our Acme Cloud Privacy Notice was last modified on 2020-05-01.", "updated 2020-05-01"),
    ("en", "The following terms of service will take effect on 30 May 2026.",
     "effective 2026-05-30"),
    ("en", "These changes take effect on May 2, 2023. Read our current policy [here](/now).",
     "effective 2023-05-02"),
    ("en", "Version: 3.0, 12-May-2021", "updated 2021-05-12"),
    ("en", "Effective 1/22/2020", "effective 2020-01-22"),
    ("en", "TermsLast Modified: 2023-06-01", "updated 2023-06-01"),
    ("fr", "Dernière mise à jour : 1er janvier 2024", "updated 2024-01-01"),
    ("fr", "Derni\u00e8re mise a\u0300 jour : 3 aou\u0302t 2022", "updated 2022-08-03"),
    ("fr", "Version du 28 juillet 2022", "updated 2022-07-28"),
    ("fr", "DATE D’ENTRÉE EN VIGUEUR : 28ème juillet, 2026", "effective 2026-07-28"),
    ("fr", "Les présentes conditions générales sont applicables à compter du 1er mars 2020.",
     "effective 2020-03-01"),
    ("de", "Stand: Mai 2018", "updated 2018-05-01"),
    ("de", "Stand 05/2018", "updated 2018-05-01"),
    ("de", "Zuletzt geändert: 12\\. Mai 2020", "updated 2020-05-12"),
    ("de", "Letzte Aktualisierung: 8. Januar 2026, 21:00 Uhr", "updated 2026-01-08"),
    ("de", "Diese Datenschutzerklärung wurde zuletzt am 3. Mai 2021 aktualisiert.",
     "updated 2021-05-03"),
    ("de", "Die AGB treten am 01.05.2020 in Kraft.", "effective 2020-05-01"),
    ("de", "Gültig ab 1. Jänner 2020", "effective 2020-01-01"),
    ("es", "Última actualización: 2 de julio, 2025 - 06:00 GMT", "updated 2025-07-02"),
    ("es", "Esta política de privacidad entra en vigor el 30 de junio de 2026.",
     "effective 2026-06-30"),
    ("pt", "Data da última atualização: 05 de novembro de 2025", "updated 2025-11-05"),
    ("pt", "Vigente a partir de 1º de março de 2022", "effective 2022-03-01"),
    ("it", "Ultimo aggiornamento: 1º gennaio 2021", "updated 2021-01-01"),
    ("it", "La presente informativa è stata aggiornata il 04/02/2020.", "updated 2020-02-04"),
    ("it", "In vigore dal 25 maggio 2018", "effective 2018-05-25"),
    ("nl", "Deze privacyverklaring is voor het laatst aangepast op 02-03-2021.",
     "updated 2021-03-02"),
    ("nl", "Deze voorwaarden zijn van kracht vanaf 1 januari 2020.", "effective 2020-01-01"),
]  # fmt: skip

# Forms that say too little in the middle of a text.
HEAD_AND_FOOT = {text for _, text, _ in STATEMENTS if "archived" in text or "TermsLast" in text}

# Of a text that is to follow this one.
UPCOMING = [
    ("en", "These updates go into effect on 5 July 2023. Read the new terms [here](/next).",
     "2023-07-05"),
    ("en", "**These changes take effect on May 2, 2023. [Read new policy](/next)**",
     "2023-05-02"),
    ("en", "The updated Terms will go into effect on May 2, 2023. The current Terms are below.",
     "2023-05-02"),
    ("de", "Diese Änderungen treten am 1. Mai 2023 in Kraft. Lies die neuen Bedingungen hier.",
     "2023-05-01"),
    ("fr", "Les modifications entrent en vigueur le 1er mai 2023. Lisez les nouvelles conditions.",
     "2023-05-01"),
    ("es", "Los cambios entran en vigor el 1 de mayo de 2023. Consulta la nueva política.",
     "2023-05-01"),
]  # fmt: skip

NOT_ITS_OWN = [
    ("en", "Regulation (EU) 2016/679 of 27 April 2016"),
    ("en", "The California Consumer Privacy Act, effective January 1, 2020, gives you rights."),
    ("en", "Effective January 1, 2023, California residents may ask us."),
    ("en", "The previous version, effective May 25, 2018, is here."),
    ("en", "published on 4 June 2021 in the Official Journal"),
    ("en", "We updated our list on May 1, 2020 to add vendors."),
    ("en", "Posted on 31 February 2021"),
    ("fr", "loi n° 78-17 du 6 janvier 1978 modifiée"),
    ("fr", "CGU en vigueur du 10.07.2024 au 24.09.2025"),
    ("fr", "le règlement (UE) 2016/679, entré en vigueur le 25 mai 2018, prévoit"),
    ("de", "Die DSGVO gilt seit dem 25. Mai 2018 in allen Mitgliedstaaten."),
    ("es", "el Reglamento (UE) 2016/679 de 27 de abril de 2016"),
    ("pt", "Por favor, revise as mudanças até 31/12/2024."),
    ("it", "ai sensi del D.Lgs. 30 giugno 2003, n. 196"),
    ("nl", "De AVG is van toepassing sinds 25 mei 2018."),
]


def stated(text: str, language: str) -> list[str]:
    return [f"{found.kind} {found.value}" for found in find_dates(text, language)]


@pytest.mark.parametrize(
    "place", ["{}\n\n" + PROSE, PROSE + "\n\n{}\n\n" + PROSE, PROSE + "\n\n{}"]
)
@pytest.mark.parametrize(("language", "text", "expected"), STATEMENTS)
def test_a_date_that_a_text_states_of_itself_is_read(
    language: str, text: str, expected: str, place: str
) -> None:
    if text in HEAD_AND_FOOT and place.endswith(PROSE):
        place = "{}\n\n" + PROSE
    assert [expected] == stated(place.format(text), language)


@pytest.mark.parametrize(("language", "text", "expected"), STATEMENTS)
def test_a_statement_needs_no_language(language: str, text: str, expected: str) -> None:
    if re.search(r"\d\d[/-]\d\d[/-]", text):
        text += "\n\n31/12/1999"
    assert [expected] == stated(text, "")


@pytest.mark.parametrize(("language", "text", "day"), UPCOMING)
def test_a_notice_of_the_next_text_is_no_date_of_this_one(
    language: str, text: str, day: str
) -> None:
    assert [f"upcoming {day}"] == stated(f"{text}\n\n{PROSE}", language)
    assert {f"upcoming {day}"} >= set(stated(f"{PROSE}\n\n{text}\n\n{PROSE}", language))


@pytest.mark.parametrize("place", ["{}\n\n" + PROSE, PROSE + "\n\n{}\n\n" + PROSE])
@pytest.mark.parametrize(("language", "text"), NOT_ITS_OWN)
def test_a_date_of_something_else_is_left_alone(language: str, text: str, place: str) -> None:
    assert [] == stated(place.format(text), language)


def test_day_and_month_in_english_figures_are_not_guessed() -> None:
    assert [] == stated("Effective 1/2/2020", "en")


@pytest.mark.parametrize(
    ("other", "expected"),
    [("See 25/12/2019.", "effective 2020-02-01"), ("See 12/25/2019.", "effective 2020-01-02")],
)
def test_other_dates_of_the_text_tell_day_from_month(other: str, expected: str) -> None:
    assert [expected] == stated(f"Effective 1/2/2020\n\n{other}", "en")


def test_contradicting_dates_tell_nothing() -> None:
    assert [] == stated("Effective 1/2/2020\n\n25/12/2019, 12/25/2019", "en")


def test_both_dates_of_a_line_are_read() -> None:
    text = "Effective: July 1, 2026. Last Revised: May 26, 2026."
    assert ["effective 2026-07-01", "updated 2026-05-26"] == stated(text, "en")


def test_a_list_of_former_versions_states_nothing() -> None:
    older = "\n".join(
        f"* [Version of May {day}, 2019](https://a.example/{day})" for day in (1, 2, 3)
    )
    assert ["updated 2020-05-04"] == stated(f"Last updated May 4, 2020\n\n{PROSE}\n\n{older}", "en")


def test_offsets_cover_the_whole_statement() -> None:
    text = "# Policy\n\n_Last updated: **12 May 2021**_\n\nText."
    (found,) = find_dates(text, "en")
    assert dt.date(2021, 5, 12) == found.value
    assert "Last updated: **12 May 2021" == text[found.start : found.end]


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 12 May 2021",
        "This Privacy Policy was last updated on May 12, 2021.",
        "Last updated: 5 months ago",
        "Zuletzt aktualisiert vor 3 Tagen",
        "Dernière mise à jour il y a 5 mois",
        "Effective 1/2/2020",
        "**Stand der Datenschutzerklärung: Mai 2018**",
    ],
)
def test_a_line_that_only_states_a_date_is_a_date_line(line: str) -> None:
    assert is_date_line(line, "")


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 12 May 2021. We share data.",
        "Last updated",
        "12 May 2021",
        "We delete it 5 months ago",
        "These terms are effective for new users from May 12, 2021",
        "",
    ],
)
def test_a_line_that_says_more_or_less_is_none(line: str) -> None:
    assert not is_date_line(line, "")


def test_a_bare_date_counts_first_and_after_its_announcement() -> None:
    text = "12 May 2021\n\nText.\n\nLast updated\n\n1 June 2022\n\n3 July 2023\n"
    lines = [text[start:end].strip() for start, end in find_date_lines(text)]
    assert ["12 May 2021", "Last updated", "1 June 2022"] == lines


@given(st.dates(dt.date(1995, 1, 1), dt.date(2090, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: dt.date) -> None:
    text = f"Last updated: {day.day} {day:%B} {day.year}\n\nGültig ab {day:%d.%m.%Y}"
    assert [f"updated {day}", f"effective {day}"] == stated(text, "en")


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(max_size=60))
def test_spans_lie_in_the_text(before: str, after: str) -> None:
    text = f"{before}Last updated: 12 May 2021{after}"
    for found in find_dates(text, "en"):
        assert 0 <= found.start < found.end <= len(text)
        assert "2" in text[found.start : found.end]


@given(
    st.lists(st.sampled_from(["1", "20", "2021", "/", ".", "-", "---", "===", "\n", "\n\n#", " "]))
)
def test_a_long_text_holds_the_dates_that_its_stretches_hold(parts: list[str]) -> None:
    text = "".join(parts)
    far = "Word. " * 3000
    assert [len(far) + place for place in anchors(text)] == anchors(far + text)
    assert anchors(text) == anchors(text + far)
