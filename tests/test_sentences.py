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


HARDER = {
    "es": """
        El art. 13 de la L.O. 3/2018, de 5 de diciembre, es aplicable.
        Nuestro domicilio es C/ Alcalá, n.º 5, 2.ª planta, Madrid.
        La Sra. D.ª Ana Ruiz es la delegada.
        Esta es la página (en adelante, la “Web”).
        El usuario acepta.
        Los datos se alojan en EE.UU. y en la UE.
        Transferimos datos a EE.UU.
        El tratamiento lo realiza Acme, S.A.U. con C.I.F. B-12345678, Tel.: 91 123.
        Tratamos nombre, edad, etc.
        Asimismo, tratamos su IP.
        Puede ejercer los derechos de los arts. 15 a 22 del RGPD, p. ej. el acceso.
        Se aplica el R.D. 1720/2007 y el Reglamento (UE) 2016/679.
        ¿Qué datos tratamos?
        Los siguientes: a) nombre; b) edad.
        Vd. podrá oponerse.
        Uds. pueden escribir a la Avda. de América, núm. 3, 28002 Madrid.
        """,
    "pt": """
        Nos termos do n.º 1 do art. 6.º, al. a), do RGPD, tratamos os dados.
        Aplica-se a Lei n.º 58/2019, de 8 de agosto.
        V. Exa. pode opor-se.
        O responsável é a Acme, S.A. com sede em Lisboa.
        Tratamos nome, idade, etc.
        Caso não concorde, contacte-nos.
        Aplica-se o D. L. n.º 7/2004 e a LGPD (Lei nº 13.709/2018).
        O Encarregado é a Sra. Dra. Ana Silva, tel. 21 123.
        A Acme Ltda. trata dados no Brasil.
        Os dados são conservados na Av. Paulista, 1000, São Paulo.
        """,
    "it": """
        Il trattamento si basa sull’art. 6, par. 1, lett. b), del GDPR.
        Si applica il D.Lgs. n. 196/2003, come modificato dal d.lgs. 101/2018.
        Il Titolare è Acme S.p.A. con sede in Via Roma n. 5, P. IVA 01234567890.
        Usiamo i c.d. cookie tecnici, es. Google Analytics.
        Trattiamo nome, cognome, ecc.
        I dati sono conservati per 10 anni ai sensi degli artt. 2220 e ss. del codice civile.
        Si veda il Reg. UE n. 2016/679, co. 2.
        La Sig.ra Rossi risponde al tel. 02 123.
        Può contattare il Dott. Bianchi.
        Perché trattiamo i dati?
        È necessario.
        """,
    "nl": """
        De grondslag is art. 6 lid 1 sub b AVG.
        Wij delen gegevens met o.a. Google en Meta.
        Acme B.V. is gevestigd te Den Haag, KvK nr. 12345678.
        De verwerker is Acme B.V.
        Wij bewaren naam, adres, enz.
        U kunt bezwaar maken t.a.v. Afdeling Privacy, Postbus 93374, 2509 AJ Den Haag, tel. 070 123.
        Dit geldt m.b.t. Uw account, d.w.z. Uw profiel.
        Verordening nr. 2016/679 is van toepassing sinds 25 mei 2018.
        Dhr. De Vries is bereikbaar.
        """,
    "de": """
        Die Frist endet bis zum 31.12.2020.
        Danach löschen wir § 13 Abs. 1 Nr. 3 lit. b) TMG i. V. m. § 5 TMG unterliegende Daten.
        Wir haben ca. 5 Mio. Nutzer in der EU.
        Verantwortlich ist Dr. jur. Max Muster, Rechtsanwalt.
        Rechtsgrundlage ist Art. 6 Abs. 1 S. 1 lit. b und f DSGVO.
        Die o. g. Daten werden gem. Art. 28 DSGVO i. S. d. Art. 4 Nr. 8 DSGVO verarbeitet.
        Vgl. Ziff. 3.2 und Art. 12 ff. DSGVO sowie Az. 5 C 123/10.
        Wir nutzen u. a. Google Analytics, Matomo usw.
        Sie können widersprechen.
        Dies gilt seit dem 1. Januar 2020 und im 2. Halbjahr.
        Der Dienst wird von der Acme GmbH & Co. KG betrieben.
        Das gilt bspw. für Cookies, ggf. Pixel bzw. Tags.
        Wie lange speichern wir?
        30 Tage.
        Die Speicherdauer beträgt max. 30 Tage, d. h. einen Monat.
        """,
    "fr": """
        Le traitement repose sur l’art. 6-1 a) du RGPD et l’art. L. 34-5 du CPCE.
        Vous pouvez écrire à Mme Martin ou à M. J. Dupont, 3 bd. Voltaire.
        Voir la section 3.
        Nous collectons vos nom, prénom, etc.
        Vous pouvez saisir la C.N.I.L. par courrier.
        La société Acme S.A.R.L. est immatriculée au R.C.S. Paris B 123 456 789.
        Le règlement (UE) n° 2016/679 s’applique (cf. considérant 47).
        Vos données sont conservées env. 30 jours.
        Qui sommes-nous ?
        Acme !
        Nous utilisons des cookies (p. ex. Google Analytics).
        « Vous » désigne l’utilisateur.
        Le siège est au 3e étage, tél. : 01 23 45 67 89.
        """,
    "en": """
        Pursuant to Cal. Civ. Code § 1798.83 and 17 U.S.C. § 512(c), you may write to us.
        We are Acme Pte. Ltd. of Singapore.
        Contact Acme Inc., Attn: Legal Dept., 88 Colin P. Kelly Jr. St., San Francisco, CA.
        The EU-U.S. Data Privacy Framework applies.
        See Section 4.2.
        We rely on it.
        As described in Exhibit A.
        It covers approx. 30 days, i.e. one month.
        Data is kept until Dec. 31, 2024 at 5:00 p.m. Eastern Time.
        You can email us at privacy@acme.co.uk.
        Is that all?!
        Yes...
        Almost.
        Acme v. Beta, No. 12-345, applies.
        Mr. and Mrs. Smith agree.
        The U.S.A. is covered.
        (See also Annex B.)
        “We never sell data.”
        So we say.
        This applies from February 24, 2023.
        The version before is kept.
        Is it new?
        No.
        Acme did it before.
        Version 2.0.
        It replaces 1.0.
        Visit www.acme.com.
        There you find more.
        iPhone users agree.
        """,
}


@pytest.mark.parametrize("texts", [TEXTS, HARDER], ids=["usual", "harder"])
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
def test_sentences_end_where_a_reader_ends_them(
    texts: dict[str, str], language: str, told: bool
) -> None:
    expected = [line.strip() for line in texts[language].strip().splitlines()]
    assert expected == split_sentences(" ".join(expected), language if told else "")
