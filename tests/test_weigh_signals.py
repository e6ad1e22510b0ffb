from __future__ import annotations

import pytest

from policytrack.compare.inline import diff_texts
from policytrack.weigh import judge
from policytrack.weigh.lexicon import LANGUAGES


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


def test_a_part_of_a_compound_word_is_no_recipient() -> None:
    kept = "We take ads and music of all kinds."
    assert [] == found(kept, f"{kept} We take no third-party-produced ads.".replace(" no", ""))
    assert [("recipient", "after", "third parties")] == found(kept, f"{kept} So do third parties.")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Join one of our affiliate schemes."),
        ("en", "Send it to Ada & Partners in town."),
        ("en", "Keep what the recipient was told."),
        ("en", "As Co-Founder of a firm she helps others."),
        ("en", "ThisAgreement sets forth the terms."),
        ("en", 'All of the Control Order ("Trade Rules") is followed.'),
        ("en", "People who discriminate by religion, ethnicity or sexual orientation leave."),
        ("de", "Hass gegen eine ethnische Herkunft oder religiöse Überzeugung ist hier fremd."),
        ("fr", "La discrimination selon une orientation sexuelle ou origine ethnique cesse."),
        ("en", "Write to [law](mailto:law@acme.example)w@acme.example for more."),
    ],
)
def test_words_that_are_part_of_something_else_are_no_signals(language: str, text: str) -> None:
    assert [] == found("Ask.", f"Ask. {text}", language)


@pytest.mark.parametrize(
    ("language", "before", "after", "told"),
    [
        ("de", "Wir nehmen Daten.", "Wir nehmen keinerlei Daten.", ["keinerlei"]),
        ("de", "Das gilt.", "Das gilt keineswegs.", ["keineswegs"]),
        ("fr", "Cela vaut.", "Cela ne vaut aucunement.", ["ne", "aucunement"]),
        ("it", "La vendita è libera.", "La vendita è proibita.", ["proibita"]),
        ("de", "Etwa Tee.", "Etwa Tee, und nicht beschränkt auf Tee.", []),
        ("nl", "Zoals thee.", "Zoals thee, en niet beperkt tot thee.", []),
    ],
)
def test_every_form_of_a_negation_is_told_and_none_that_negates_nothing(
    language: str, before: str, after: str, told: list[str]
) -> None:
    assert told == [text for name, _, text in found(before, after, language) if name == "negation"]


def test_a_currency_is_a_sum_and_no_country() -> None:
    told = found("We pay it.", "We pay US $10,000.")
    assert [("money", "after", "US $10,000")] == told
    assert [] == found("We pay US$5 now.", "We pay US $5 now.")


def test_figures_with_a_slash_alone_are_no_law() -> None:
    assert "law" not in {name for name, _, _ in found("Ask.", "Ask. It is on page 2021/821.")}


@pytest.mark.parametrize(
    "law", ["Regulation 2021/821", "EU 2019/790", "Directive 2002/58/EC", "(EU) 2016/679"]
)
def test_a_law_is_told_with_the_word_that_makes_it_one(law: str) -> None:
    assert [("law", "after", law)] == found("We obey.", f"We obey {law} in all.")


def test_traits_of_people_that_are_read_are_data() -> None:
    told = found("We ask your name.", "We ask your name, religion and nationality.")
    assert [("data_type", "after", "religion"), ("data_type", "after", "nationality")] == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://acme.example/terms", "https://www.acme.example/terms/"),
        ("http://acme.example/en/terms", "https://acme.example/terms"),
        ("https://acme.example/terms?utm_source=mail", "https://acme.example/terms"),
        ("https://acme.example/de-DE/terms?lang=de", "https://acme.example/terms"),
    ],
)
def test_another_form_of_an_address_is_no_other_link(before: str, after: str) -> None:
    links = [one for one in found(f"See {before} now.", f"See {after} now.") if one[0] == "link"]
    assert [] == links


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://acme.example/terms", "https://acme.example/rules"),
        ("https://acme.example/terms?id=1", "https://acme.example/terms?id=2"),
        ("https://acme.example/terms", "https://help.acme.example/terms"),
    ],
)
def test_another_page_is_another_link(before: str, after: str) -> None:
    assert ("link", "after", after) in found(f"See {before} now.", f"See {after} now.")


def test_a_country_under_its_other_name_is_no_other_country() -> None:
    around = "If you are in Thailand, {} or Vietnam, more terms apply."
    assert [] == found(around.format("Turkey"), around.format("Türkiye"))


def test_courts_are_told_by_their_place() -> None:
    told = found("Ask us.", "Ask us. Go to the courts of Ireland, or to the courts of law.")
    assert [("jurisdiction", "after", "Ireland")] == told


def test_jurisdiction_that_is_not_exclusive_is_called_so() -> None:
    told = found("They will have non-exclusive jurisdiction here.", "They decide here.")
    assert ("jurisdiction", "before", "non-exclusive jurisdiction") in told


def test_a_figure_that_is_also_spelt_out_is_no_other_figure() -> None:
    assert [] == found("Within 14 days of it.", "Within fourteen (14) days of it.")
    assert [] == found("Within fourteen (14) days of it.", "Within 14 days of it.")


def test_a_town_that_stood_twice_in_an_address_is_still_there() -> None:
    before = "Its office is at The Sorting Hall, Dublin 2, D02 AB12, Dublin, Ireland and so on."
    assert [] == found(before, before.replace("AB12, Dublin,", "AB12,"))
    assert [("jurisdiction", "before", "Dublin")] == found("We are in Dublin now.", "We are now.")


def test_more_than_a_hundred_days_are_read_whole() -> None:
    told = found("We end it.", "We end it. It takes one hundred twenty (120) days to do so.")
    assert [("duration", "after", "one hundred twenty (120) days")] == told


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


def test_a_pointing_word_is_no_part_of_a_name() -> None:
    assert ("party", "after", "Ferrol Corporation") in found("", "These Ferrol Corporation terms.")


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


SIGNALS = [
    ("en", "money",
     "A late fee of $25 is due.",
     "A late fee of $40 is due."),
    ("en", "duration",
     "We keep logs for ninety days.",
     "We keep logs for two years."),
    ("en", "date",
     "Orders before March 3, 2024 stay.",
     "Orders before April 4, 2025 stay."),
    ("en", "party",
     "Your contract is with Ferrol Ltd.",
     "Your contract is with Nordwind Holdings Inc."),
    ("en", "law",
     "as the Data Protection Act 2018 asks",
     "as the Online Safety Act 2023 asks"),
    ("en", "modality",
     "We may sell it.",
     "We must sell it."),
    ("en", "negation",
     "We sell your data.",
     "We do not sell your data."),
    ("en", "right",
     "You can ask us.",
     "You have the right to object to this."),
    ("en", "jurisdiction",
     "The courts of Ireland decide.",
     "The courts of Delaware decide."),
    ("en", "contact",
     "Write to help@ferrol.example.",
     "Write to law@ferrol.example."),
    ("en", "recipient",
     "We show it to our staff.",
     "We show it to our staff and data brokers."),
    ("en", "data_type",
     "We read your name.",
     "We read your name and your fingerprints."),
    ("de", "money",
     "Die Gebühr beträgt 25 Euro.",
     "Die Gebühr beträgt 40 Euro."),
    ("de", "duration",
     "Wir speichern sie dreißig Tage.",
     "Wir speichern sie sechs Monate."),
    ("de", "date",
     "Verträge vor dem 3. März 2024 bleiben.",
     "Verträge vor dem 4. April 2025 bleiben."),
    ("de", "party",
     "Vertragspartner ist die Ferrol GmbH.",
     "Vertragspartner ist die Nordwind AG."),
    ("de", "law",
     "nach der DSGVO",
     "nach dem BDSG"),
    ("de", "modality",
     "Wir dürfen sie teilen.",
     "Wir müssen sie teilen."),
    ("de", "negation",
     "Wir verkaufen Daten.",
     "Wir verkaufen keine Daten."),
    ("de", "right",
     "Sie können uns schreiben.",
     "Sie haben ein Recht auf Löschung."),
    ("de", "jurisdiction",
     "Es gilt irisches Recht.",
     "Es gilt deutsches Recht."),
    ("de", "contact",
     "Schreiben Sie an hilfe@ferrol.example.",
     "Schreiben Sie an recht@ferrol.example."),
    ("de", "recipient",
     "Wir zeigen sie Mitarbeitern.",
     "Wir zeigen sie Mitarbeitern und Werbepartnern."),
    ("de", "data_type",
     "Wir lesen Ihren Namen.",
     "Wir lesen Ihren Namen und Ihre Standortdaten."),
    ("fr", "money",
     "Les frais sont de 25 euros.",
     "Les frais sont de 40 euros."),
    ("fr", "duration",
     "Nous les gardons trente jours.",
     "Nous les gardons six mois."),
    ("fr", "date",
     "Les contrats d'avant le 3 mars 2024 restent.",
     "Les contrats d'avant le 4 avril 2025 restent."),
    ("fr", "party",
     "Votre contrat est avec Ferrol SARL.",
     "Votre contrat est avec Nordwind SAS."),
    ("fr", "law",
     "selon le RGPD",
     "selon le Code de la consommation"),
    ("fr", "modality",
     "Nous pouvons les vendre.",
     "Nous devons les vendre."),
    ("fr", "negation",
     "Nous vendons vos données.",
     "Nous ne vendons pas vos données."),
    ("fr", "right",
     "Vous pouvez nous écrire.",
     "Vous avez un droit d'opposition."),
    ("fr", "jurisdiction",
     "Les tribunaux d'Irlande décident.",
     "Les tribunaux de France décident."),
    ("fr", "contact",
     "Écrivez à aide@ferrol.example.",
     "Écrivez à droit@ferrol.example."),
    ("fr", "recipient",
     "Nous les montrons à nos équipes.",
     "Nous les montrons à nos équipes et à des partenaires publicitaires."),
    ("fr", "data_type",
     "Nous lisons votre nom.",
     "Nous lisons votre nom et votre adresse IP."),
    ("es", "money",
     "La tarifa es de 25 euros.",
     "La tarifa es de 40 euros."),
    ("es", "duration",
     "Los guardamos treinta días.",
     "Los guardamos seis meses."),
    ("es", "date",
     "Los contratos de antes del 3 de marzo de 2024 siguen.",
     "Los contratos de antes del 4 de abril de 2025 siguen."),
    ("es", "party",
     "Su contrato es con Ferrol S.L.",
     "Su contrato es con Nordwind S.A."),
    ("es", "law",
     "según el RGPD",
     "según la LOPD"),
    ("es", "modality",
     "Podemos venderlos.",
     "Debemos venderlos."),
    ("es", "negation",
     "Vendemos sus datos.",
     "No vendemos sus datos."),
    ("es", "right",
     "Puede escribirnos.",
     "Tiene derecho de oposición."),
    ("es", "jurisdiction",
     "Los tribunales de Irlanda deciden.",
     "Los tribunales de España deciden."),
    ("es", "contact",
     "Escriba a ayuda@ferrol.example.",
     "Escriba a legal@ferrol.example."),
    ("es", "recipient",
     "Los mostramos al equipo.",
     "Los mostramos al equipo y a anunciantes."),
    ("es", "data_type",
     "Leemos su nombre.",
     "Leemos su nombre y su dirección IP."),
    ("pt", "money",
     "A taxa é de 25 euros.",
     "A taxa é de 40 euros."),
    ("pt", "duration",
     "Guardamos por trinta dias.",
     "Guardamos por seis meses."),
    ("pt", "date",
     "Os contratos de antes de 3 de março de 2024 ficam.",
     "Os contratos de antes de 4 de abril de 2025 ficam."),
    ("pt", "party",
     "Seu contrato é com a Ferrol Lda.",
     "Seu contrato é com a Nordwind S.A."),
    ("pt", "law",
     "segundo a LGPD",
     "segundo o RGPD"),
    ("pt", "modality",
     "Podemos vendê-los.",
     "Devemos vendê-los."),
    ("pt", "negation",
     "Vendemos os seus dados.",
     "Não vendemos os seus dados."),
    ("pt", "right",
     "Você pode escrever.",
     "Você tem direito de oposição."),
    ("pt", "jurisdiction",
     "Os tribunais da Irlanda decidem.",
     "Os tribunais de Portugal decidem."),
    ("pt", "contact",
     "Escreva para ajuda@ferrol.example.",
     "Escreva para legal@ferrol.example."),
    ("pt", "recipient",
     "Mostramos à equipa.",
     "Mostramos à equipa e a anunciantes."),
    ("pt", "data_type",
     "Lemos o seu nome.",
     "Lemos o seu nome e o seu endereço IP."),
    ("it", "money",
     "La tariffa è di 25 euro.",
     "La tariffa è di 40 euro."),
    ("it", "duration",
     "Li conserviamo trenta giorni.",
     "Li conserviamo sei mesi."),
    ("it", "date",
     "I contratti di prima del 3 marzo 2024 restano.",
     "I contratti di prima del 4 aprile 2025 restano."),
    ("it", "party",
     "Il contratto è con Ferrol S.r.l.",
     "Il contratto è con Nordwind S.p.A."),
    ("it", "law",
     "secondo il GDPR",
     "secondo il Codice del Consumo"),
    ("it", "modality",
     "Possiamo venderli.",
     "Dobbiamo venderli."),
    ("it", "negation",
     "Vendiamo i suoi dati.",
     "Non vendiamo i suoi dati."),
    ("it", "right",
     "Può scriverci.",
     "Ha diritto di opposizione."),
    ("it", "jurisdiction",
     "I tribunali d'Irlanda decidono.",
     "I tribunali d'Italia decidono."),
    ("it", "contact",
     "Scriva a aiuto@ferrol.example.",
     "Scriva a legale@ferrol.example."),
    ("it", "recipient",
     "Li mostriamo al personale.",
     "Li mostriamo al personale e agli inserzionisti."),
    ("it", "data_type",
     "Leggiamo il suo nome.",
     "Leggiamo il suo nome e il suo indirizzo IP."),
    ("nl", "money",
     "De prijs is 25 euro.",
     "De prijs is 40 euro."),
    ("nl", "duration",
     "Wij bewaren ze dertig dagen.",
     "Wij bewaren ze zes maanden."),
    ("nl", "date",
     "Contracten van voor 3 maart 2024 blijven.",
     "Contracten van voor 4 april 2025 blijven."),
    ("nl", "party",
     "Uw contract is met Ferrol B.V.",
     "Uw contract is met Nordwind N.V."),
    ("nl", "law",
     "volgens de AVG",
     "volgens de Telecommunicatiewet"),
    ("nl", "modality",
     "Wij mogen ze verkopen.",
     "Wij moeten ze verkopen."),
    ("nl", "negation",
     "Wij verkopen gegevens.",
     "Wij verkopen geen gegevens."),
    ("nl", "right",
     "U kunt schrijven.",
     "U hebt recht op verwijdering."),
    ("nl", "jurisdiction",
     "De rechtbank in Ierland beslist.",
     "De rechtbank in Nederland beslist."),
    ("nl", "contact",
     "Schrijf naar hulp@ferrol.example.",
     "Schrijf naar recht@ferrol.example."),
    ("nl", "recipient",
     "Wij tonen ze aan het team.",
     "Wij tonen ze aan het team en aan adverteerders."),
    ("nl", "data_type",
     "Wij lezen uw naam.",
     "Wij lezen uw naam en uw IP-adres."),
    ("es", "law", "según la Ley Orgánica 3/2018", "según la Ley 34/2002"),
    ("it", "law", "secondo il D.Lgs. 196/2003", "secondo il D.Lgs. 101/2018"),
    ("pt", "law", "segundo a Lei 13.709/2018", "segundo a Lei 12.965/2014"),
    ("fr", "law", "selon la loi n° 78-17", "selon la loi n° 2004-575"),
    ("de", "law", "nach dem Bürgerlichen Gesetzbuch", "nach dem Telekommunikationsgesetz"),
    ("en", "duration", "after half a year", "after one year"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "name", "before", "after"), SIGNALS)
def test_every_signal_is_seen_in_every_language(
    language: str, name: str, before: str, after: str
) -> None:
    assert name in {signal for signal, _, _ in found(before, after, language)}


def test_every_language_has_every_signal() -> None:
    named = {
        language: {name for told, name, *_ in SIGNALS if told == language} for language in LANGUAGES
    }
    assert {12} == {len(names) for names in named.values()}
    assert len(set.union(*named.values())) == 12


def test_one_german_noun_put_for_another_is_no_party() -> None:
    before = "Wir nutzen Ihre Angaben im Vertrag."
    assert [] == found(before, before.replace("Vertrag", "Auftrag"), "de")
    before = "Wir nutzen sie mit der Ferrol AG. Dann sendet Ferrol sie an uns, und Ferrol zahlt."
    assert ("party", "after", "Nordwind") in found(
        before, before.replace("Ferrol", "Nordwind"), "de"
    )
