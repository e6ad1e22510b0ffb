from __future__ import annotations

import pytest

from policytrack.compare import compare
from policytrack.report.mentions import searched, speaks_of
from policytrack.report.places import Guide
from policytrack.report.signs import say_signals
from policytrack.sections import parse_document

KEPT = "We keep what you write to us for as long as you like, and a little longer than that."


def told(before: str, after: str, elsewhere: str = "", language: str = "en") -> list[str]:
    """What is said of the signals where one section changed and another stayed."""
    change = compare(
        *(
            parse_document(
                f"# Acme\n\n## Ask\n\n{KEPT} {text}\n\n## Other\n\n{elsewhere}", language
            )
            for text in (before, after)
        )
    )
    guide = Guide(change)
    return [line for row in change.sections for line in say_signals(row, guide)]


@pytest.mark.parametrize(
    "term",
    ["service providers", "the GDPR", "the United Kingdom", "your email address", "a refund"],
)
def test_what_another_section_still_has_is_not_gone(term: str) -> None:
    assert any("(gone)" in line for line in told(f"So does {term} here.", ""))
    assert [] == told(f"So does {term} here.", "", f"Much is said of {term} in this place.")


def test_a_law_or_country_is_new_where_the_document_had_none_only() -> None:
    assert ["law: GDPR (new)"] == told("", "The GDPR counts.")
    assert [] == told("", "The GDPR counts.", "Here is the General Data Protection Regulation.")
    assert [] == told("", "It is sent to the United States.", "It stays in the US.")


def test_what_a_section_collects_is_new_here_where_another_named_it() -> None:
    assert ["kind of data: cookies (new here)"] == told("", "We set cookies.", "Cookies are small.")
    both = told("", "We keep cookies and bank details.", "Cookies are small.")
    assert ["kind of data: bank details (new); cookies (new here)"] == both
    assert ["kind of data: cookies (new)"] == told("", "We set cookies.")


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        ("We look at your photos.", "We look into your pictures.", "en"),
        ("Sent to the UK.", "Sent to the United Kingdom.", "en"),
        ("By Regulation (EU) 2016/679.", "By the GDPR.", "en"),
        ("It takes 60 days. You pay.", "You pay. It takes sixty (60) days.", "en"),
        ("Nach dreißig (30) Tagen ist Schluss.", "Schluss ist nach 30 Tagen.", "de"),
        ("Es gilt die DSGVO.", "Es gilt die Datenschutz-Grundverordnung.", "de"),
        ("Envoyé dans l’UE.", "Envoyé dans l’Union européenne.", "fr"),
    ],
)
def test_another_name_of_the_same_is_no_news(before: str, after: str, language: str) -> None:
    assert [] == told(before, after, language=language)


def test_two_names_of_one_thing_are_told_once() -> None:
    assert ["jurisdiction: European Union (new)"] == told("", "The European Union (EU) is meant.")
    assert ["duration: sixty (60) days (new)"] == told(
        "", "It takes sixty (60) days, and the sixty (60) day term ends."
    )
    assert ["duration: sixty (60) days (new)"] == told(
        "", "It takes sixty (60) days, and 60 days are much."
    )
    assert ["duration: sixty (60) days, 30 days (new)"] == told(
        "", "It takes sixty (60) days, and 30 days are much."
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We still wait, since regulators have doubts.", "en"),
        ("Ads are shown on our pages or on third party websites.", "en"),
        ("You waive the right to be heard in a class action.", "en"),
        ("We do not engage in profiling.", "en"),
        ("It counts once all appeals have been exhausted.", "en"),
        ("Sie erhalten keine Rückerstattung.", "de"),
        ("Do not post bank details of others.", "en"),
        ("Users may not share bank details of others.", "en"),
        ("Showing bank details of others is strictly prohibited.", "en"),
        ("Bankdaten anderer zu zeigen ist verboten.", "de"),
        ("You control this use of on-device data.", "en"),
        ("Acme reserves the right to delete accounts.", "en"),
        ("Acme behält sich das Recht auf Löschung vor.", "de"),
        ("So _Waiver of Jury Trial_ stands there.", "en"),
        ("Coins Ltd is a UK company.", "en"),
        ("That holds for Acme Pay Malaysia Wallet, too.", "en"),
        ("See our Cookies Policy.", "en"),
        ("Une politique de gestion des cookies existe.", "fr"),
        ("So no baker of Utopia is shown to someone in Paris.", "en"),
        ("Ask by the EU Commission’s platform.", "en"),
        ("Fragen Sie die Kommission der EU.", "de"),
    ],
)
def test_what_is_only_named_is_no_news(text: str, language: str) -> None:
    kinds = ("recipient", "kind of data", "jurisdiction", "refund", "class", "profiling", "appeal")
    kinds += ("right to delete", "Recht", "Jury")
    assert not [line for line in told("", text, language=language) if any(map(line.count, kinds))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We share it with regulators.", "recipient: regulators (new)"),
        ("We let third party websites receive it.", "recipient: third party (new)"),
        ("You may ask for a refund.", "right: refund (new)"),
        ("We do not share bank details.", "kind of data: bank details (new)"),
        (
            "You may not be able to share it without bank details.",
            "kind of data: bank details (new)",
        ),
        ("We remove bank details after a week.", "kind of data: bank details (new)"),
        ("You have the right to delete it.", "right: right to delete (new)"),
        ("A sale in Malaysia Wallets may make.", "jurisdiction: Malaysia (new)"),
        ("If you like Paris, the courts there decide.", "jurisdiction: Paris (new)"),
    ],
)
def test_what_is_more_than_named_is_told(text: str, said: str) -> None:
    assert said in told("", text)


def test_what_a_list_below_a_ban_names_is_no_kind_of_data() -> None:
    assert [] == told("", "We don’t allow what reveals others, such as:\n\n* Bank details of them.")


def test_what_a_list_says_that_nobody_may_post_is_no_kind_of_data() -> None:
    entries = "\n    1. Of others:\n        1. Home address.\n        2. Private messages."
    ban = f"Be kind.\n\n1. Of others, do not post:{entries}\n"
    assert [] == told("", ban)
    assert any("kind of data" in line for line in told("", ban.replace("do not post", "we keep")))


@pytest.mark.parametrize(
    "text",
    [
        "Your opt-out notice must be sent in ten days and bear your email address.",
        "All demands shall (1) be signed; (2) give your telephone number; and (3) be dated.",
        "We serve the claim on you at the email address that you last gave.",
        "Die Mitteilung muss Ihre E-Mail-Adresse enthalten.",
        "La réclamation doit indiquer votre adresse e-mail.",
    ],
)
def test_data_that_a_notice_has_to_bear_is_not_collected(text: str) -> None:
    language = "de" if "Die " in text else "fr" if "La " in text else "en"
    assert [] == [line for line in told("", text, language=language) if "kind of data" in line]


def test_what_a_privacy_notice_names_is_collected() -> None:
    assert ["kind of data: email address (new)"] == told("", "We keep and sell your email address.")
    said = told("", "We send what you write, and your email address, to everyone.")
    assert ["kind of data: email address (new)"] == said


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("email addresses", "your email address"),
        ("inferences", "what is inferred"),
        ("cloud providers", "a cloud hosting provider"),
        ("the right to deletion", "the right to delete"),
        ("ask@acme.example", "write to ask@acme.example"),
    ],
)
def test_what_the_document_names_in_another_form_is_not_gone(term: str, other: str) -> None:
    assert any("(gone)" in line for line in told(f"So does {term} here.", ""))
    assert [] == told(f"So does {term} here.", "", f"Much is said of {other} in this place.")


def test_a_party_of_a_longer_name_is_another_one() -> None:
    said = told("Acme Lime Limited helps.", "", "So does Acme Green Lime Limited, of Utopia.")
    assert ["named party: Acme Lime Limited (gone)"] == said


def test_an_address_that_stood_elsewhere_is_new_here() -> None:
    elsewhere = "Or to ask@acme.example, who knows."
    assert ["contact: ask@acme.example (new here)"] == told("", "To ask@acme.example.", elsewhere)


def test_a_country_of_another_name_is_no_new_one() -> None:
    assert [] == told("We are in Turkey.", "", "Also in Türkiye.")
    assert [] == told("", "We are in Türkiye.", "Also in Turkey.")


def test_the_town_of_an_address_is_told_where_it_is_another_one() -> None:
    assert [] == told("", "Serve us at 1 Long Street, Oldtown, NY 10005, please.")
    before, after = (
        f"Serve us at 1 Long Street, {town}." for town in ("Oldtown, NY 10005", "Newtown, TN 37206")
    )
    assert ["contact: Oldtown, NY 10005 → Newtown, TN 37206"] == told(before, after)


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("", ["obligation: will → should"]),
        ("We expect that ", []),
        ("As ever, we firmly believe ", []),
        ("We expect rain. ", ["obligation: will → should"]),
    ],
)
def test_what_is_only_hoped_was_no_duty(lead: str, said: list[str]) -> None:
    assert said == told(f"{lead}Those who label will do so.", "Those who label should do so.")


def test_courts_in_other_words_are_no_news() -> None:
    courts = "You may go to the courts where you live."
    was = f"We agree to the non-exclusive jurisdiction of them. {courts}"
    assert [] == [line for line in told(was, courts) if "jurisdiction:" in line]
    assert any("jurisdiction:" in line for line in told(was, "We are kind."))


def test_us_is_not_the_us() -> None:
    assert not speaks_of(searched("Write to us."), "United States")
    assert speaks_of(searched("the U.S. mail"), "United States")
