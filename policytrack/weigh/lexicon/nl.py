"""Dutch."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": "kan, kunnen, kunt, kon, zou kunnen, zouden kunnen, mag, mogen, mocht",
    "modality:must": """
        moet, moeten, moest, dien(t|en) te, (is|zijn|bent) verplicht, verplicht, verbindt zich,
        (is|zijn) gehouden
    """,
    "modality:will": "zal, zullen, zult",
    "modality:should": "zou moeten, zouden moeten, behoort, behoren",
    "negation": NEGATIONS["nl"],
    "neutral": NEUTRAL["nl"],
    "right": """
        recht (op|van|om) (inzage|rectificatie|correctie|verwijdering|wissing|bezwaar|beperking|
        overdraagbaarheid|dataportabiliteit|vergetelheid|herroeping|intrekking|in te trekken),
        herroepingsrecht, bedenktijd, dataportabiliteit, gegevensoverdraagbaarheid, toestemming
        in(te|) trekken, toestemming intrekken, bezwaar maken, klacht indienen,
        terugbetaling(|en), terugbetaald, restitutie, schadevergoeding, opzeggen, opzegging,
        opzegtermijn, ontbinding, ontbinden, annuleren, afmelden, arbitrage, collectieve actie,
        uitdrukkelijke toestemming, uw toestemming, je toestemming, voorafgaande toestemming,
        geautomatiseerde besluitvorming, profilering, garantie
    """,
    "jurisdiction": """
        toepasselijk recht, nederlands recht, belgisch recht, bevoegde rechter, bevoegde
        rechtbank, rechtbank, toezichthouder, toezichthoudende autoriteit, autoriteit
        persoonsgegevens, europese unie, EU, EER, europese economische ruimte, verenigde staten,
        VS, verenigd koninkrijk, engeland, ierland, duitsland, frankrijk, spanje, portugal,
        italië, nederland, belgië, luxemburg, oostenrijk, zwitserland, denemarken, zweden,
        noorwegen, finland, polen, tsjechië, hongarije, roemenië, bulgarije, griekenland, cyprus,
        malta, kroatië, slovenië, estland, letland, litouwen, oekraïne, rusland, turkije, israël,
        india, china, hongkong, japan, zuid korea, singapore, australië, nieuw zeeland, canada,
        mexico, brazilië, zuid afrika, californië, delaware, new york, amsterdam, rotterdam, den
        haag, utrecht, brussel, londen, dublin
    """,
    "recipient": """
        advertentiepartner(|s), reclamepartner(|s), derde(|n), derde partij(|en), derde partijen,
        gelieerde onderneming(|en),
        groepsmaatschappij(|en), dochteronderneming(|en), moedermaatschappij, dienstverlener(|s),
        leverancier(|s), verwerker(|s), subverwerker(|s), onderaannemer(|s), partner(|s),
        zakelijke partner(|s), samenwerkingspartner(|s), adverteerder(|s),
        advertentienetwerk(|en), gegevenshandelaar, gegevenshandelaren, datahandelaren, overheid,
        overheidsinstantie(|s), autoriteiten, politie, ontvanger(|s), verzekeraar(|s),
        uitgever(|s), sociale netwerken, incassobureau(|s), betaaldienstverlener(|s)
    """,
    "data_type": """
        biometrische gegevens, biometrische, genetische gegevens, gezondheidsgegevens, medische
        gegevens, gevoelige gegevens, bijzondere (categorieën|persoonsgegevens), locatiegegevens,
        locatie, geolocatie, ip adres(|sen), e mailadres(|sen), e mail adres(|sen),
        telefoonnummer(|s), postadres, factuuradres, afleveradres, geboortedatum, nationaliteit,
        burgerlijke staat, etnische afkomst, politieke opvattingen, religieuze overtuiging(|en),
        seksuele geaardheid, seksuele gerichtheid, lidmaatschap van een vakbond, strafblad,
        strafrechtelijke gegevens, identiteitsbewijs, burgerservicenummer, bsn, paspoort,
        rijbewijs, betaalgegevens, bankgegevens, financiële gegevens, bankrekeningnummer,
        rekeningnummer, creditcard(|s|gegevens), iban, transactiegegevens, aankoopgeschiedenis,
        browsegeschiedenis, surfgedrag, zoekgeschiedenis, gebruiksgegevens, loggegevens,
        logbestanden, apparaatgegevens, apparaat id, advertentie id, besturingssysteem,
        cookie(|s), pixel(|s), vingerafdruk(|ken), foto(|s), foto s, stemopname(|n|s),
        geluidsopnamen, gezichtsherkenning, adresboek, contactgegevens, privéberichten, metadata,
        curriculum vitae, salaris
    """,
    "law": """
        AVG, algemene verordening gegevensbescherming, uavg, uitvoeringswet, burgerlijk wetboek,
        BW, wetboek van strafrecht, telecommunicatiewet, auteurswet, modelcontractbepalingen,
        standaardcontractbepalingen, dsa, digitaledienstenverordening, gdpr, ccpa
    """,
    "duration_unit": """
        seconde(|n), minuut, minuten, uur, uren, dag(|en), week, weken, maand(|en), jaar, jaren,
        kwartaal, kwartalen, werkdag(|en), kalenderdag(|en), kalendermaand(|en)
    """,
    "age_unit": "jaar oud, jaar of ouder, jaren oud",
    "number_word": """
        twee=2, drie=3, vier=4, vijf=5, zes=6, zeven=7, acht=8, negen=9, tien=10, twaalf=12,
        veertien=14, vijftien=15, zestien=16, achttien=18, twintig=20, vierentwintig=24,
        dertig=30, zestig=60, negentig=90
    """,
    "money_word": "euro, euro s, dollar(|s), cent(|en), pond",
    "per_cent": "procent",
    "seat": """
        (gevestigd|gelegen|woonachtig|gesitueerd|kantoor|kantoren|zetel|hoofdkantoor)
        (in|te), (rechtbank|rechter|rechters|stad|gemeente|provincie) (van|te|in),
        rechtbank
    """,
}
