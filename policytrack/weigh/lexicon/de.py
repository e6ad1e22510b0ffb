"""German."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": """
        kann, können, kannst, könnt, könnte, könnten, darf, dürfen, darfst, dürft, dürfte,
        dürften, (ist|sind) berechtigt, (ist|sind) befugt
    """,
    "modality:must": """
        muss, müssen, musst, müsst, musste, mussten, (ist|sind|bist) verpflichtet,
        verpflichte(n|t), zwingend, hat zu, haben zu
    """,
    "modality:should": "soll, sollen, sollte, sollten, sollst, sollt",
    "negation": NEGATIONS["de"],
    "neutral": NEUTRAL["de"],
    "right": """
        recht auf (auskunft|berichtigung|löschung|einschränkung|widerspruch|datenübertragbarkeit|
        vergessenwerden|widerruf|beschwerde), widerrufsrecht, widerspruchsrecht, auskunftsrecht,
        beschwerderecht, löschungsrecht, kündigungsrecht, widerruf, widerrufen, widersprechen,
        widerspruch, rücktritt, rücktrittsrecht, kündigung, kündigen, kündigungsfrist,
        datenübertragbarkeit, erstattung, erstattet, rückerstattung, schadensersatz,
        schadensersatzansprüche, gewährleistung, einwilligung, ausdrückliche einwilligung,
        streitbeilegung, schlichtung, schiedsverfahren, profiling, automatisierte
        entscheidung(|en), abmelden, abbestellen
    """,
    "jurisdiction": """
        gerichtsstand, deutsches recht, deutschem recht, recht der bundesrepublik deutschland,
        anwendbares recht, zuständige aufsichtsbehörde, aufsichtsbehörde, zuständigen gerichte,
        (österreichisches|schweizer|irisches|englisches|französisches|niederländisches|luxemburgisches)
        recht, europäische(|n) union, EU, EWR, europäische(r|n) wirtschaftsraum(|s), drittland,
        drittländer(|n), drittstaaten, USA, vereinigte(|n) staaten, vereinigte(s|n)
        königreich(|s), großbritannien, england, irland, deutschland, frankreich, spanien,
        portugal, italien, niederlande(|n), belgien, luxemburg, österreich, schweiz, dänemark,
        schweden, norwegen, finnland, island, polen, tschechien, tschechische(|n) republik,
        slowakei, ungarn, rumänien, bulgarien, griechenland, zypern, malta, kroatien, slowenien,
        estland, lettland, litauen, ukraine, russland, türkei, israel, indien, china, hongkong,
        japan, südkorea, singapur, australien, neuseeland, kanada, mexiko, brasilien, südafrika,
        kalifornien, delaware, new york, berlin, hamburg, münchen, köln, frankfurt, frankfurt am
        main, wien, zürich, dublin, london, paris
    """,
    "recipient": """
        dritte(|n|r|m), dritt(anbieter(|n|s)|anbietern), drittanbieter(|n|s), konzernunternehmen,
        verbundene(|n) unternehmen, tochtergesellschaft(|en), muttergesellschaft,
        dienstleister(|n|s), auftragsverarbeiter(|n|s), unterauftragsverarbeiter(|n),
        subunternehmer(|n), partner(|n), kooperationspartner(|n), geschäftspartner(|n),
        werbepartner(|n), vertriebspartner(|n), werbetreibende(|n), werbenetzwerk(|e|en),
        datenhändler(|n), lieferant(|en), behörde(|n), strafverfolgungsbehörde(|n),
        ermittlungsbehörde(|n), polizei, empfänger(|n|s), zahlungsdienstleister(|n|s),
        versanddienstleister(|n), inkassounternehmen, auskunftei(|en), soziale(|n) netzwerke(|n),
        hosting anbieter, anbieter von analysediensten
    """,
    "trait": """
        staatsangehörigkeit, ethnische herkunft, religiöse überzeugung(|en),
        religionszugehörigkeit, politische meinung(|en), sexuelle orientierung,
        gewerkschaftszugehörigkeit
    """,
    "bias": """
        diskriminierung(|en), diskriminieren, diskriminierend(|e|en|er|es), vorurteil(|e|en), hass,
        hassrede(|n), belästigung(|en), belästigen
    """,
    "data_type": """
        biometrische(|n|r) daten, biometrische(|n|r), genetische(|n) daten, gesundheitsdaten,
        sensible(|n|r) daten, besondere(|n|r) kategorien, standortdaten, standort(|e|s),
        ortungsdaten, geolokalisierung, ip adresse(|n), e mail adresse(|n), telefonnummer(|n),
        anschrift(|en), postanschrift, rechnungsadresse, lieferadresse, geburtsdatum,
        familienstand, sexualleben, strafregister, ausweis(|dokument(|e)|kopie|nummer), reisepass,
        personalausweis, führerschein, zahlungsdaten, bankdaten, bankverbindung(|en), kontodaten,
        kontonummer, kreditkarte(|n|ndaten|nnummer), iban, transaktionsdaten, kaufhistorie,
        browserverlauf, suchverlauf, suchanfragen, nutzungsdaten, verkehrsdaten, verbindungsdaten,
        protokolldaten, logdaten, log files, logfiles, server logfiles, gerätedaten,
        geräteinformationen, geräte id(|s), gerätekennung(|en), werbe id(|s), betriebssystem,
        cookie(|s), pixel, zählpixel, fingerprinting, foto(|s), sprachaufnahme(|n),
        tonaufnahme(|n), gesichtserkennung, adressbuch, kontaktdaten, private nachrichten,
        metadaten, profilbild(|er), bestandsdaten, inhaltsdaten, vertragsdaten, meta daten,
        lebenslauf, gehalt
    """,
    "law": """
        dsgvo, ds gvo, datenschutz grundverordnung, datenschutzgrundverordnung, bdsg,
        bundesdatenschutzgesetz, tmg, telemediengesetz, ttdsg, tdddg, ddg, bgb, bürgerliche(s|n|m|)
        gesetzbuch(|s|es), hgb, uwg, urhg, stgb, tkg, netzdg, dsa, dma, jmstv, jugendschutzgesetz,
        standardvertragsklauseln, privacy shield, data privacy framework, vsbg, pangv, AO,
        abgabenordnung, digital services act, DSG, gdpr, ccpa, geschäftsgeheimnisgesetz, AGG
    """,
    "duration_unit": """
        sekunde(|n), minute(|n), stunde(|n), tag(|e|en|es), woche(|n), monat(|e|en|s),
        jahr(|e|en|es|s), quartal(|e|en|s), werktag(|e|en), arbeitstag(|e|en), kalendertag(|e|en),
        kalendermonat(|e|en|s), kalenderjahr(|e|en), bankarbeitstag(|e|en), geschäftstag(|e|en)
    """,
    "age_unit": "jahre alt, jahren alt, lebensjahr(|es), lebensjahrs, jahre(|n) (oder|und) älter",
    "number_word": """
        zwei=2, drei=3, vier=4, fünf=5, sechs=6, sieben=7, acht=8, neun=9, zehn=10, zwölf=12,
        vierzehn=14, fünfzehn=15, sechzehn=16, achtzehn=18, zwanzig=20, vierundzwanzig=24,
        dreißig=30, sechzig=60, neunzig=90
    """,
    "money_word": "euro, dollar, us dollar, cent, franken, pfund",
    "per_cent": "prozent, prozentpunkte, v h",
    "seat": """
        sitz in, sitz ist, sitz (ist|befindet sich) in, ansässig in, gelegen in,
        niedergelassen in, gerichtsstand ist, gerichtsstand, amtsgericht, landgericht,
        gericht(|e|en) in, stadt, bezirk, kanton
    """,
}
