"""The guess of a text's language."""

from __future__ import annotations

import pytest

from policytrack.languages import (
    LANGUAGES,
    guess_language,
    is_opening,
    names_document,
    names_superseded,
)

SAMPLES = {
    "en": "We use the data that you give us to run the service, and do not sell it to anybody.",
    "fr": "Nous utilisons les données que vous nous donnez pour le service et ne les vendons pas.",
    "de": "Wir verwenden die Daten, die Sie uns geben, für den Dienst und verkaufen sie nicht.",
    "es": "Usamos los datos que usted nos da para prestar el servicio y no los vendemos a nadie.",
    "pt": "Usamos os dados que você nos dá para prestar o serviço e não os vendemos a ninguém.",
    "it": "Usiamo i dati che ci dai per il servizio e non li vendiamo a nessuno, come è scritto.",
    "nl": "Wij gebruiken de gegevens die u ons geeft voor de dienst en verkopen ze niet door.",
}


def test_there_is_a_sample_of_every_language() -> None:
    assert set(LANGUAGES) == set(SAMPLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_is_enough(language: str) -> None:
    assert language == guess_language(SAMPLES[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_capitals_and_markup_do_not_matter(language: str) -> None:
    marked = f"# {SAMPLES[language].upper()}\n\n**{SAMPLES[language]}**"
    assert language == guess_language(marked)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Privacy Policy",
        "1234 5678 " * 20,
        "Acme GmbH, Example Street 5, 10115 Berlin, mail@acme.example",
        "Používáme údaje, které nám poskytnete, k provozu služby a nikomu je neprodáváme dál.",
        "\x00\ud800 " * 40,
    ],
)
def test_what_is_no_running_text_of_the_seven_is_left_open(text: str) -> None:
    assert "" == guess_language(text)


def test_two_languages_in_equal_parts_are_left_open() -> None:
    assert "" == guess_language(f"{SAMPLES['en']} {SAMPLES['de']}")


def test_a_name_in_another_language_does_not_turn_the_guess() -> None:
    assert "en" == guess_language(SAMPLES["en"] * 5 + "Gesellschaft mit beschränkter Haftung")


@pytest.mark.parametrize(
    "title", ["Introduction", "Préambule", "Allgemeines", "Quiénes somos", "Premessa", "Inleiding"]
)
def test_opening_sections_are_known(title: str) -> None:
    assert is_opening(title)


@pytest.mark.parametrize(
    "title",
    ["Terms of Use", "Datenschutzerklärung", "Politique de confidentialité", "Privacybeleid",
     "Informativa sulla privacy", "Política de cookies", "Termos de serviço"],
)  # fmt: skip
def test_names_of_whole_policies_are_known(title: str) -> None:
    assert names_document(title)
    assert not is_opening(title)


@pytest.mark.parametrize(
    "title",
    ["Previous privacy policy", "Our former Terms of Use (in force until 3 May 2024)",
     "Ancienne politique de confidentialité", "Version précédente des conditions",
     "Frühere Fassung", "Bisherige Nutzungsbedingungen – gültig bis Mai", "Versión anterior",
     "Política de privacidade anterior", "Termini precedenti", "Vorige versie van het beleid"],
)  # fmt: skip
def test_names_of_superseded_texts_are_known(title: str) -> None:
    assert names_superseded(title)


@pytest.mark.parametrize(
    "title",
    ["Privacy policy", "Changes to our previous policies", "Previous owners", "Older players",
     "The previous version of this policy, linked here, applies until then.", "Neue Fassung",
     "What became of our terms and of all of the conditions in the previous version"],
)  # fmt: skip
def test_other_titles_name_no_superseded_text(title: str) -> None:
    assert not names_superseded(title)
