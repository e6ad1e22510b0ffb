"""English."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": "may, might, can, could",
    "modality:must": """
        must, (is|are|be) required to, (is|are) obliged to, (is|are) obligated to, ha(s|ve) to,
        need(|s) to, mandatory, (is|are) entitled to, (is|are) permitted to, (is|are) allowed to
    """,
    "modality:will": "shall, will",
    "modality:should": "should, ought to",
    "negation": f"{NEGATIONS['en']}, nobody, nothing",
    "neutral": f"""
        {NEUTRAL["en"]}, at will, free will, good will, last but not least,
        affiliate (scheme(|s)|marketing|program(|s)|programme(|s)|link(|s)|code(|s)),
        (intimate|domestic|romantic|sexual|former) partner(|s)
    """,
    "right": """
        right(|s) to
        (access|rectification|rectify|correct|correction|erasure|erase|delete|deletion|
        object|portability|restrict|restriction|know|withdraw|complain|appeal|be forgotten|opt
        out| limit|cancel|terminate), right(|s) of
        (access|rectification|erasure|deletion|withdrawal| cancellation|appeal|portability), data
        portability, opt out, opt in, unsubscribe, withdraw (your|their|my|the) consent, object to
        (the|our|such|this|any) (processing|use|collection|transfer), may object, lodge a
        complaint, file a complaint, class action(|s), class arbitration, arbitration, jury trial,
        refund(|s|ed|able), money back, cooling off, waive(|s|d), waiver, appeal(|s), explicit
        consent, your consent, prior consent, without (your|prior) consent, automated
        decision(|s), profiling
    """,
    "jurisdiction": """
        governing law, exclusive jurisdiction, non exclusive jurisdiction, courts of, court(|s)
        in, governed by the law(|s), exclusive venue, jurisdiction and venue, competent court(|s),
        supervisory authority, european union, EU, EEA, US, european economic area, united states,
        USA, u s, united kingdom, UK, great britain, england, wales, scotland, northern ireland,
        ireland, germany, france, spain, portugal, italy, netherlands, the netherlands, belgium,
        luxembourg, austria, switzerland, denmark, sweden, norway, finland, iceland, poland, czech
        republic, czechia, slovakia, hungary, romania, bulgaria, greece, cyprus, malta, croatia,
        slovenia, estonia, latvia, lithuania, ukraine, russia, israel, india, china, hong kong,
        taiwan, japan, south korea, korea, singapore, malaysia, indonesia, philippines, thailand,
        vietnam, australia, new zealand, canada, quebec, ontario, mexico, brazil, argentina,
        chile, colombia, peru, south africa, nigeria, kenya, egypt, saudi arabia, united arab
        emirates, UAE, california, delaware, new york, texas, florida, nevada, washington state,
        virginia, colorado, connecticut, utah, oregon, montana, illinois, massachusetts, san
        francisco, london, dublin, paris, berlin, amsterdam,
        (english|irish|german|french|spanish|italian|dutch|swiss|austrian|
        belgian|american|canadian|australian|indian|japanese|chinese|californian) law
    """,
    "jurisdiction:turkey": "turkey, türkiye",
    "recipient": """
        third part(y|ies), affiliate(|s), affiliated compan(y|ies), subsidiar(y|ies), parent
        company, group compan(y|ies), service provider(|s), business partner(|s), advertising
        partner(|s), marketing partner(|s), analytics (partner(|s)|provider(|s)), trusted
        partner(|s), partner(|s), advertiser(|s), ad network(|s), advertising network(|s), data
        broker(|s), broker(|s), vendor(|s), supplier(|s), contractor(|s), subcontractor(|s),
        processor(|s), sub processor(|s), subprocessor(|s), payment processor(|s), law
        enforcement, public authorit(y|ies), government
        (agenc(y|ies)|authorit(y|ies)|entit(y|ies)|bod(y|ies)), regulator(|s), court order(|s),
        insurer(|s), auditor(|s), professional advisor(|s), publisher(|s), researcher(|s),
        reseller(|s), social network(|s), cloud provider(|s), hosting provider(|s), credit
        bureau(|s), recipients
    """,
    "data_type": """
        biometric(|s) (data|information|identifier(|s)), biometric(|s), genetic data, health
        (data| information), medical (data|information|records), sensitive (data|personal data|
        personal information|information), special categories, precise location, location (data|
        information), geolocation, gps, ip address(|es), email address(|es), e mail address(|es),
        phone number(|s), telephone number(|s), postal address(|es), mailing address, billing
        address, home address, date of birth, birthday, sex life, criminal
        (record(|s)|convictions), social security number(|s), passport (number(|s)|), driver s
        license, national id, identity document(|s), government id, government issued id, payment
        (data|information| details|card(|s)|method), credit card(|s), debit card, bank
        account(|s), bank details, financial (data|information), transaction
        (data|information|history), purchase history, browsing (history|data|activity), search
        history, search queries, usage (data|information), log (data|files), device
        (data|information|identifier(|s)|id(|s)), advertising id(|s), advertising identifier(|s),
        mac address, imei, user agent, operating system, cookie(|s), web beacon(|s), pixel(|s),
        fingerprint(|s|ing), photo(|s), photograph(|s), voice (recording(|s)|data), recordings,
        face (data|recognition), facial recognition, faceprint(|s), voiceprint(|s), contact
        list(|s), address book, phonebook, private messages, keystroke(|s), clipboard, metadata,
        profile (data|information| picture|photo), inference(|s), children s data, resume(|s),
        salary, employment (data|history)
    """,
    "trait": """
        nationality, marital status, racial, ethnic origin, ethnicity, religious beliefs, religion,
        political opinions, sexual orientation, trade union membership
    """,
    "bias": """
        discriminat(e|es|ed|ing|ion|ory), prejudice(|s), hate, hateful, hatred, bigotry, slur(|s),
        harass(|es|ed|ing|ment), protected (characteristic(|s)|group(|s)|categor(y|ies)),
        intoleran(t|ce), inferior, dehumaniz(e|es|ing), dehumanis(e|es|ing)
    """,
    "law": """
        gdpr, uk gdpr, ccpa, cpra, coppa, dsa, digital services act, dma, digital markets act,
        dmca, hipaa, glba, ferpa, BIPA, vcdpa, pipeda, lgpd, popia, pdpa, eprivacy, e privacy,
        privacy shield, data privacy framework, standard contractual clauses, SCCs, general data
        protection regulation, data protection act, privacy act, federal arbitration act,
        communications decency act, consumer rights act, electronic commerce directive, ai act,
        data act, online safety act, consumer privacy act
    """,
    "duration_unit": """
        second(|s), minute(|s), hour(|s), day(|s), week(|s), month(|s), year(|s), quarter(|s),
        business day(|s), working day(|s), calendar day(|s), calendar month(|s), consecutive days,
        consecutive months, calendar year(|s), banking day(|s)
    """,
    "age_unit": """
        years old, years of age, year old(|s), years (or|and) (older|over|above|up|younger)
    """,
    "number_word": """
        half a=0.5, one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9,
        ten=10, eleven=11,
        twelve=12, thirteen=13, fourteen=14, fifteen=15, sixteen=16, eighteen=18, twenty=20,
        twenty one=21, twenty four=24, thirty=30, forty=40, forty five=45, sixty=60, ninety=90,
        one hundred=100, (one hundred|one hundred and|a hundred and) twenty=120,
        one hundred (|and )(fifty=150|eighty=180), two hundred=200, three hundred=300
    """,
    "money_word": "dollar(|s), us dollar(|s), euro(|s), pound(|s), cent(|s), pounds sterling, yen",
    "per_cent": "percent, per cent, percentage points",
    "seat": """
        based in, located in, situated in, headquartered in, seated in, seat in, seat is
        in, office(|s) (in|at), registered in, incorporated in, established in, domiciled
        in, resident in, courts (of|in), court of, city of, county of, state of, district
        of, province of
    """,
}
