"""Where sentences end, in the seven languages."""

from __future__ import annotations

import pytest

from policytrack.sentences import split_sentences

# One sentence a line; joined by spaces they are the text that is split.
TEXTS = {
    "en": """
        Thank you for using Acme, Inc. or Acme B.V. (“Acme”).
        We keep it for 30 days.
        See Section 5.
        It applies in the U.S. and the U.K. only.
        We serve the U.S.
        You may opt out, e.g. by e-mail to privacy@acme.example.
        Visit https://acme.example/a.b?c=d.
        Do you sell data?!
        No.
        We do not.
        Dr. J. R. Smith, No. 5 Main St. London, is our officer.
        “We never sell.”
        (See Annex A.)
        All fees, taxes, etc. are yours.
        We collect names, etc.
        This applies from 25. Mai 2018.
        The service is provided by Acme Ltd.
        We may change it…
        Contact us at 5 p.m. on weekdays.
        Art. 6 para. 1 lit. a GDPR applies.
        """,
    "fr": """
        Nous traitons vos données (p. ex. votre nom).
        L’art. 6 du RGPD et l’art. L. 121-1 du Code s’appliquent.
        M. Dupont, 12 av. Foch, est responsable.
        « Nous ne vendons rien. »
        Vos données sont-elles vendues ?
        Non !
        Le n° 5 et la S.A.S. Acme sont visés.
        Les cookies, balises, etc. sont décrits ci-dessous.
        Nous utilisons des cookies, etc.
        Vous pouvez les refuser.
        """,
    "de": """
        Wir verarbeiten Daten gem. Art. 6 Abs. 1 S. 1 lit. f DSGVO.
        Dies gilt seit dem 25. Mai 2018.
        Das sind z. B. Name, Anschrift, usw.
        Die Daten werden nach 3 Jahren gelöscht.
        Sie können u. a. Auskunft verlangen.
        Der 2. Abschnitt gilt i. V. m. § 4 Nr. 11 TMG.
        Verantwortlich ist der Verein e. V. in Berlin, Tel. 030 12345.
        Wir nutzen Dienste der Acme Inc. mit Sitz in den USA.
        Die Daten werden bspw. Dritten gegeben.
        """,
    "es": """
        El Sr. Pérez, C. Mayor núm. 5, es el responsable.
        Vea el art. 6 del RGPD, p. ej. la letra a).
        ¿Vendemos sus datos?
        ¡No!
        Acme S.L. trata sus datos en EE. UU. y la UE.
        Usted puede oponerse.
        """,
    "pt": """
        A Acme Lda. trata os seus dados, p. ex. o nome.
        Nos termos do art. 6.º do RGPD, n.º 1, pode opor-se.
        O Sr. Silva é o responsável.
        Vendemos os seus dados?
        Não.
        """,
    "it": """
        Il titolare è Acme S.r.l. con sede in Milano.
        Ai sensi dell’art. 13 del D. Lgs. 196/2003 e ss.mm., ecc. si applica.
        Il Sig. Rossi risponde entro 30 gg. dalla richiesta.
        Può opporsi.
        """,
    "nl": """
        Wij verwerken uw gegevens, bijv. uw naam, i.v.m. onze diensten.
        Acme B.V. is verantwoordelijk.
        Dhr. Jansen is bereikbaar op nr. 5.
        U kunt bezwaar maken o.g.v. art. 21 AVG.
        """,
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
def test_sentences_end_where_a_reader_ends_them(language: str, told: bool) -> None:
    expected = [line.strip() for line in TEXTS[language].strip().splitlines()]
    assert expected == split_sentences(" ".join(expected), language if told else "")
