"""French."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": """
        peut, peuvent, pouvons, pouvez, peux, pourra, pourront, pourrons, pourrez, pourrait,
        pourraient, pourrions, pourriez, puisse, puissent, (est|sont|sommes|êtes) susceptible(|s)
        de
    """,
    "modality:must": """
        doit, doivent, devez, devons, dois, devra, devront, devrons, devrez,
        (est|sont|êtes|sommes) tenu(|e|s|es) (de|d), (est|sont|êtes|sommes) obligé(|e|s|es)
        (de|d), obligatoire(|s), obligatoirement, il faut, s engage(|nt) à
    """,
    "modality:should": "devrait, devraient, devriez, devrions",
    "negation": f"{NEGATIONS['fr']}, non",
    "neutral": f"""
        {NEUTRAL["fr"]}, y compris mais sans s y limiter, ne manquerons pas, non limitative, sans
        préjudice, pas à pas
    """,
    "right": """
        droit(|s) (d|de|à|au|à l|à la)
        (accès|rectification|effacement|opposition|opposer|portabilité|
        limitation|oubli|suppression|retrait|rétractation|réclamation|information|définir|vous
        opposer| recours), droit d accès, droit de vous opposer, portabilité (des|de vos) données,
        retirer votre consentement, retrait de votre consentement, introduire une réclamation,
        déposer une réclamation, rétractation, remboursement(|s), remboursé(|e|s|es), résiliation,
        résilier, désinscrire, désabonner, médiation, médiateur, arbitrage, recours collectif,
        renonce(|r|z), consentement explicite, votre consentement, consentement préalable, vous
        opposer, décision automatisée, profilage, indemnisation
    """,
    "jurisdiction": """
        droit applicable, droit français, loi française, loi applicable, tribunal compétent,
        tribunaux compétents, compétence exclusive, tribunal de, tribunaux de, tribunaux français,
        juridiction(|s), autorité de contrôle, cnil, droit
        (anglais|irlandais|allemand|suisse|belge|
        luxembourgeois|espagnol|italien|néerlandais|américain), union européenne, UE, EEE, espace
        économique européen, états unis, royaume uni, angleterre, irlande, allemagne, france,
        espagne, portugal, italie, pays bas, belgique, luxembourg, autriche, suisse, danemark,
        suède, norvège, finlande, islande, pologne, république tchèque, slovaquie, hongrie,
        roumanie, bulgarie, grèce, chypre, malte, croatie, slovénie, estonie, lettonie, lituanie,
        ukraine, russie, turquie, israël, inde, chine, hong kong, japon, corée du sud, singapour,
        australie, nouvelle zélande, canada, québec, mexique, brésil, argentine, maroc, tunisie,
        algérie, sénégal, afrique du sud, californie, delaware, new york, paris, londres, dublin,
        berlin, amsterdam, lyon, bruxelles
    """,
    "recipient": """
        tiers, tierce partie, tierces parties, société(|s) affiliée(|s), filiale(|s), société
        mère, sociétés du groupe, prestataire(|s), prestataires de services, sous traitant(|s),
        partenaire(|s), partenaires (commerciaux|publicitaires|marketing), annonceur(|s),
        régie(|s) publicitaire(|s), courtier(|s) en données, courtier(|s), fournisseur(|s),
        autorité(|s) (publique(|s)|judiciaire(|s)|compétente(|s)|administrative(|s)), police,
        destinataire(|s), hébergeur(|s), réseaux sociaux, assureur(|s), éditeur(|s), auditeur(|s),
        transporteur(|s)
    """,
    "trait": """
        nationalité, origine (raciale|ethnique), opinions (politiques|religieuses|philosophiques),
        convictions religieuses, orientation sexuelle, appartenance syndicale
    """,
    "bias": """
        discrimination(|s), discriminatoire(|s), discriminer, préjugé(|s), haine, haineu(x|se|ses),
        harcèlement, harceler, intolérance
    """,
    "data_type": """
        donnée(|s) biométrique(|s), biométrique(|s), données génétiques, données de santé, données
        médicales, données sensibles, données de localisation, données de géolocalisation,
        géolocalisation, localisation, adresse(|s) ip, adresse(|s) (e
        mail|mail|email|électronique(|s)| postale(|s)|de facturation|de livraison), courriel,
        numéro(|s) de téléphone, date de naissance, état civil, situation familiale, vie sexuelle,
        casier judiciaire, numéro de sécurité sociale, pièce(|s) d identité, passeport, permis de
        conduire, données (bancaires|de paiement|financières|de connexion|de navigation|de
        trafic|de contact| d identification|d utilisation|de transaction), coordonnées bancaires,
        carte(|s) bancaire(|s), carte de crédit, iban, historique (d achat(|s)|de navigation|de
        recherche|des commandes), identifiant(|s) (publicitaire(|s)|de l appareil|d appareil),
        système d exploitation, cookie(|s), pixel(|s), traceur(|s), empreinte(|s), photo(|s),
        photographie(|s), enregistrement(|s) (vocaux|audio|téléphonique(|s)), voix, reconnaissance
        faciale, carnet d adresses, messages privés, métadonnées, photo de profil, salaire,
        curriculum vitae
    """,
    "law": """
        rgpd, règlement général sur la protection des données, loi informatique et libertés,
        informatique et libertés, loi pour la confiance dans l économie numérique, lcen, dsa, dma,
        code civil, code de la consommation, code de commerce, code pénal, code du travail, code
        de la propriété intellectuelle, code monétaire et financier, code des transports, clauses
        contractuelles types, règlement sur les services numériques, LPD, gdpr, ccpa, bouclier de
        protection des données
    """,
    "duration_unit": """
        seconde(|s), minute(|s), heure(|s), jour(|s), semaine(|s), mois, an(|s), année(|s),
        trimestre(|s), jour(|s) (ouvré(|s)|ouvrable(|s)|calendaire(|s)|francs|fériés), mois
        calendaires
    """,
    "age_unit": "ans révolus, ans minimum, ans et plus, ans ou plus",
    "number_word": """
        deux=2, trois=3, quatre=4, cinq=5, six=6, sept=7, huit=8, neuf=9, dix=10, douze=12,
        quatorze=14, quinze=15, seize=16, dix huit=18, vingt=20, vingt quatre=24, trente=30,
        quarante huit=48, soixante=60, quatre vingt dix=90
    """,
    "money_word": """
        euro(|s), dollar(|s), franc(|s), centime(|s), livre(|s) sterling, euros ttc, euros ht
    """,
    "per_cent": "pour cent, pourcent",
    "seat": """
        (basé|située|situé|basée|établi|établie|domicilié|domiciliée|sis|sise|immatriculé|
        immatriculée) (à|en|au|aux), siège (social|) (à|en|au), siège social est
        (situé|établi) (à|en|au), tribunal de, tribunaux de, (ville|cour d appel|rcs) de,
        rcs
    """,
}
