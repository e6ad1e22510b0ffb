from __future__ import annotations

import pytest

from policytrack.compare.inline import diff_texts
from policytrack.weigh import judge


def found(
    before: str, after: str, language: str = "en", **more: object
) -> list[tuple[str, str, str]]:
    """(name, side, text) of the signals between two bodies."""
    (pieces,) = diff_texts([(before, after)])
    verdict = judge(before, after, pieces, language, **more)  # type: ignore[arg-type]
    for signal in verdict.signals:
        side = before if signal.side == "before" else after
        assert signal.text == side[signal.start : signal.end]
    return [(signal.name, signal.side, signal.text) for signal in verdict.signals]


EDITS = [
    ("en", "We keep it for 30 days.", "We keep it for 60 days.",
     {"duration": ("30 days", "60 days")}),
    ("en", "within thirty (30) days", "within sixty (60) days",
     {"duration": ("thirty (30) days", "sixty (60) days")}),
    ("en", "a fee of $1,000 a year", "a fee of $2,000 a year", {"money": ("$1,000", "$2,000")}),
    ("en", "a fee of 5 euros", "a fee of 7 euros", {"money": ("5 euros", "7 euros")}),
    ("en", "a share of 5 % of it", "a share of 7 % of it", {"number": ("5 %", "7 %")}),
    ("en", "at least 16 years old", "at least 18 years old",
     {"number": ("16 years old", "18 years old")}),
    ("en", "up to 3 devices each", "up to 5 devices each", {"number": ("3", "5")}),
    ("en", "accounts made before 1 May 2021 stay", "accounts made before 1 June 2021 stay",
     {"date": ("1 May 2021", "1 June 2021")}),
    ("en", "You may share it.", "You must share it.", {"modality": ("may", "must")}),
    ("en", "You may share it.", "You may not share it.", {"negation": (None, "not")}),
    ("en", "governed by the laws of Ireland", "governed by the laws of Germany",
     {"jurisdiction": ("Ireland", "Germany")}),
    ("en", "mail us at help@acme.example now", "mail us at privacy@acme.example now",
     {"contact": ("help@acme.example", "privacy@acme.example")}),
    ("en", "call +49 30 1234567 now", "call +49 30 7654321 now",
     {"contact": ("+49 30 1234567", "+49 30 7654321")}),
    ("en", "shared with our staff", "shared with our staff and advertisers",
     {"recipient": (None, "advertisers")}),
    ("en", "we collect your name", "we collect your name and biometric data",
     {"data_type": (None, "biometric data")}),
    ("en", "as the GDPR says", "as the CCPA says", {"law": ("GDPR", "CCPA")}),
    ("en", "run by Acme Ireland Limited", "run by Acme Holdings Inc.",
     {"party": ("Acme Ireland Limited", "Acme Holdings Inc.")}),
    ("en", "You have the right to access it.", "You have the right to erasure of it.",
     {"right": ("right to access", "right to erasure")}),
    ("fr", "Nous pouvons les partager.", "Nous devons les partager.",
     {"modality": ("pouvons", "devons")}),
    ("fr", "Elles sont conservées 12 mois.", "Elles sont conservées 24 mois.",
     {"duration": ("12 mois", "24 mois")}),
    ("fr", "dans la mesure où elles sont vues", "dans la mesure où elles sont jamais vues",
     {"negation": (None, "jamais")}),
    ("fr", "aux tribunaux en Irlande", "aux tribunaux en Allemagne",
     {"jurisdiction": ("Irlande", "Allemagne")}),
    ("fr", "transmises à nos équipes", "transmises à nos équipes et aux annonceurs",
     {"recipient": (None, "annonceurs")}),
    ("fr", "votre nom", "votre nom et vos données biométriques",
     {"data_type": (None, "données biométriques")}),
    ("de", "Wir können sie speichern.", "Wir müssen sie speichern.",
     {"modality": ("können", "müssen")}),
    ("de", "Wir geben sie weiter.", "Wir geben sie nicht weiter.", {"negation": (None, "nicht")}),
    ("de", "Löschung nach 30 Tagen", "Löschung nach 90 Tagen",
     {"duration": ("30 Tagen", "90 Tagen")}),
    ("de", "gemäß DSGVO verarbeitet", "gemäß BDSG verarbeitet", {"law": ("DSGVO", "BDSG")}),
    ("de", "Ihr Name", "Ihr Name und Gesundheitsdaten", {"data_type": (None, "Gesundheitsdaten")}),
    ("es", "Podemos compartirlos.", "Debemos compartirlos.", {"modality": ("Podemos", "Debemos")}),
    ("es", "durante 30 días hábiles", "durante 60 días hábiles",
     {"duration": ("30 días hábiles", "60 días hábiles")}),
    ("es", "los compartimos", "no los compartimos", {"negation": (None, "no")}),
    ("es", "los tribunales en España", "los tribunales en México",
     {"jurisdiction": ("España", "México")}),
    ("pt", "Podemos partilhá-los.", "Devemos partilhá-los.", {"modality": ("Podemos", "Devemos")}),
    ("pt", "por 6 meses", "por 12 meses", {"duration": ("6 meses", "12 meses")}),
    ("pt", "nós os vendemos", "nós não os vendemos", {"negation": (None, "não")}),
    ("it", "Possiamo condividerli.", "Dobbiamo condividerli.",
     {"modality": ("Possiamo", "Dobbiamo")}),
    ("it", "per 30 giorni", "per 60 giorni", {"duration": ("30 giorni", "60 giorni")}),
    ("it", "li vendiamo", "non li vendiamo", {"negation": (None, "non")}),
    ("nl", "Wij kunnen ze delen.", "Wij moeten ze delen.", {"modality": ("kunnen", "moeten")}),
    ("nl", "gedurende 30 dagen", "gedurende 60 dagen", {"duration": ("30 dagen", "60 dagen")}),
    ("nl", "wij verkopen ze", "wij verkopen ze niet", {"negation": (None, "niet")}),
    ("nl", "gedeeld met ons team", "gedeeld met ons team en derden",
     {"recipient": (None, "derden")}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "after", "expected"), EDITS)
def test_a_signal_is_named_with_enough_words_around_it(
    language: str, before: str, after: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    signals = found(before, after, language)
    wanted = [
        (name, side, text)
        for name, texts in expected.items()
        for side, text in zip(("before", "after"), texts, strict=True)
        if text
    ]
    assert sorted(wanted) == sorted(signals)


@pytest.mark.parametrize(("language", "before", "after", "expected"), EDITS)
def test_equal_words_elsewhere_are_no_signals(
    language: str, before: str, after: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    around = "Du 1 May 2019, 5 days, $9, not, may, GDPR, Ireland.\n\n{}\n\nOr help@acme.example.\n"
    changed = found(around.format(before), around.format(after), language)
    assert set(expected) == {name for name, _, _ in changed}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It shall apply to you.", "It will apply to you."),
        ("We may soon share it.", "We may perhaps share it."),
        ("30 days after the notice", "30 days from the notice"),
        ("see the desk", "see the developer"),
        ("it lasts until the end", "it lasts including but not limited to the end"),
        ("the fast badges follow", "the COVID-19 badges follow"),
        ("on a fast network", "on a 5G network"),
    ],
)
def test_what_says_nothing_new_is_no_signal(before: str, after: str) -> None:
    assert [] == found(before, after)


def test_words_of_another_language_are_no_signals() -> None:
    assert [] == found("the good tool", "the good developer tool", "pt")


def test_decomposed_letters_and_marks_of_emphasis_hide_nothing() -> None:
    assert [("modality", "before", "poder\u00e1"), ("modality", "after", "dever\u00e1")] == [
        (name, side, text.replace("a\u0301", "\u00e1"))
        for name, side, text in found("ela _podera\u0301_ ver", "ela _devera\u0301_ ver", "pt")
    ]


def test_link_targets_hold_no_signals() -> None:
    before = "Read [this](https://acme.example/cookie-30-days) text."
    after = "Read [this](https://acme.example/cookie-60-days) other text."
    assert [] == found(before, after)


def test_one_name_put_for_another_is_a_party_wherever_it_stands() -> None:
    before = "The globby tools of Globby help.\n\nGlobby keeps data, and we thank Globby."
    after = before.replace("Globby", "Northwind")
    assert [] == found(before, after)  # "globby" is a word of this text
    before, after = (text.replace("globby tools", "tools") for text in (before, after))
    assert {("party", "before", "Globby"), ("party", "after", "Northwind")} == set(
        found(before, after)
    )


@pytest.mark.parametrize(
    ("language", "before"),
    [
        ("en", "The firm that is based in Oldtown answers."),
        ("en", "The firm of Oldtown, Texas, answers."),
        ("de", "Die Firma mit Sitz in Oldtown antwortet."),
        ("fr", "La société dont le siège est situé à Oldtown répond."),
        ("es", "La empresa con domicilio en Oldtown responde."),
        ("pt", "A empresa com sede em Oldtown responde."),
        ("it", "La società con sede legale in Oldtown risponde."),
        ("nl", "Het bedrijf, gevestigd te Oldtown, antwoordt."),
    ],
)
def test_a_town_put_for_a_town_is_no_party(language: str, before: str) -> None:
    changed = found(before, before.replace("Oldtown", "Newtown"), language)
    assert [("place", "before", "Oldtown"), ("place", "after", "Newtown")] == changed


@pytest.mark.parametrize(
    "town",
    [
        "San Francisco, CA 94103",
        "New York, New York 10001-1234, USA",
        "London EC1A 1BB, United Kingdom",
        "10117 Berlin",
        "D-10117 Berlin",
        "1012 AB Amsterdam",
        "75008 Paris, France",
        "1100-001 Lisboa",
        "Dublin 2, Ireland",
    ],
)
def test_a_town_in_an_address_is_a_contact_and_no_jurisdiction(town: str) -> None:
    before = f"Write to Ferrol at the Mill,\n{town}\nor by mail."
    assert [("contact", "before", town)] == [
        hit
        for hit in found(before, "Write to Ferrol at the Mill,\nor by mail.")
        if hit[0] != "number"
    ]
    assert "contact" not in {name for name, _, _ in found("In 2019, 20000 Users came.", "")}


def test_the_name_of_the_service_is_no_party_when_a_sentence_comes() -> None:
    before = "GitHub keeps data."
    assert [] == found(before, before + " GitHub also logs it.")


def test_numbers_of_references_that_follow_are_no_signals() -> None:
    before, after = "As section 5 says, keep it.", "As section 6 says, drop it."
    assert [] == found(before, after, numbers={"5": "6"})
    assert [("number", "before", "5"), ("number", "after", "6")] == found(before, after)


def test_a_section_that_came_whole_has_its_signals() -> None:
    names = {name for name, _, _ in found("", "You must pay $5 within 30 days to Acme Inc.")}
    assert {"modality", "money", "duration", "party"} == names


def test_the_reason_names_the_signals() -> None:
    verdict = judge("Keep it 30 days.", "Keep it 60 days.", (), "en")
    assert "duration changed" == verdict.reason
