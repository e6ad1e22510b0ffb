"""Italian."""

from policytrack.negations import NEGATIONS, NEUTRAL

PHRASES = {
    "modality:may": """
        può, possono, possiamo, puoi, potete, potrà, potranno, potremo, potrai, potrebbe,
        potrebbero, potremmo, possa, possano, (è|sono) autorizzat(o|a|i|e) a
    """,
    "modality:must": """
        deve, devono, dobbiamo, devi, dovete, dovrà, dovranno, dovremo, dovrai, debba, debbano,
        (è|sono) tenut(o|a|i|e) a, (è|sono) obbligat(o|a|i|e) a, obbligatori(o|a),
        obbligatoriamente, si impegna(|no) a
    """,
    "modality:should": "dovrebbe, dovrebbero, dovresti",
    "negation": f"{NEGATIONS['it']}, niente, nulla",
    "neutral": NEUTRAL["it"],
    "right": """
        diritto (di|alla|al|all|a)
        (accesso|rettifica|cancellazione|opposizione|limitazione|portabilità|
        oblio|recesso|reclamo|revoca|revocare|opporsi|proporre), diritti (di|dell)
        (accesso|interessato), recesso, recedere, portabilità, revocare il consenso, revoca del
        consenso, proporre reclamo, reclamo, rimborso, rimborsi, rimborsare, risarcimento,
        disdetta, disdire, annullare, arbitrato, azione collettiva, rinuncia(|re), consenso
        esplicito, suo consenso, tuo consenso, consenso preventivo, decisioni automatizzate,
        profilazione, mediazione
    """,
    "jurisdiction": """
        legge applicabile, legge italiana, diritto italiano, foro competente, foro di, foro
        esclusivo, giurisdizione, autorità di controllo, garante per la protezione dei dati
        personali, garante, tribunale di, unione europea, UE, SEE, spazio economico europeo, stati
        uniti, USA, regno unito, inghilterra, irlanda, germania, francia, spagna, portogallo,
        italia, paesi bassi, belgio, lussemburgo, austria, svizzera, danimarca, svezia, norvegia,
        finlandia, polonia, repubblica ceca, ungheria, romania, bulgaria, grecia, cipro, malta,
        croazia, slovenia, estonia, lettonia, lituania, ucraina, russia, turchia, israele, india,
        cina, hong kong, giappone, corea del sud, singapore, australia, nuova zelanda, canada,
        messico, brasile, argentina, cile, sudafrica, california, delaware, new york, milano,
        roma, torino, londra, dublino, parigi
    """,
    "recipient": """
        terz(o|i|e), terze parti, parti terze, soggetti terzi, società controllate, società
        collegate, società del gruppo, affiliat(a|e|i|o), fornitor(e|i) di servizi, fornitor(e|i),
        responsabil(e|i) del trattamento, sub responsabil(e|i), subappaltator(e|i), partner,
        partner (commerciali|pubblicitari), inserzionist(a|i), rete pubblicitaria, reti
        pubblicitarie, broker di dati, intermediari di dati, autorità, autorità
        (pubbliche|competenti|giudiziarie| giudiziaria), forze dell ordine, pubbliche
        amministrazioni, destinatar(io|i), assicurator(e|i), editor(e|i), social network,
        consulenti
    """,
    "data_type": """
        dat(o|i) biometric(o|i), biometric(o|i|a|he), dati genetici, dati sanitari, dati relativi
        alla salute, dati sensibili, categorie particolari, dati di localizzazione, dati sulla
        posizione, geolocalizzazione, posizione, indirizz(o|i) ip, indirizz(o|i) (e mail|email|
        postale|di fatturazione|di spedizione|di posta elettronica), posta elettronica, numer(o|i)
        di telefono, data di nascita, nazionalità, stato civile, origine (razziale|etnica),
        opinioni politiche, convinzioni religiose, orientamento sessuale, vita sessuale,
        appartenenza sindacale, condanne penali, document(o|i) d identità, carta d identità,
        codice fiscale, passaporto, patente, dati (bancari|di pagamento|finanziari| di
        navigazione|di contatto|di utilizzo|identificativi|anagrafici|di traffico| delle
        transazioni), cart(a|e) di (credito|debito), conto corrente, iban, cronologia (degli
        acquisti|di navigazione|di ricerca), identificativ(o|i) (del dispositivo|
        pubblicitari(o|)), sistema operativo, cookie, pixel, impront(a|e), fotografi(a|e), foto,
        registrazioni vocali, riconoscimento facciale, rubrica, messaggi privati, metadati,
        curriculum, stipendio
    """,
    "law": """
        gdpr, regolamento generale sulla protezione dei dati, codice privacy, codice in materia di
        protezione dei dati personali, codice del consumo, codice civile, codice penale, decreto
        legislativo, d lgs, clausole contrattuali tipo, clausole contrattuali standard, dsa,
        regolamento sui servizi digitali, ccpa, legge sul diritto d autore
    """,
    "duration_unit": """
        second(o|i), minut(o|i), or(a|e), giorn(o|i), settiman(a|e), mes(e|i), ann(o|i),
        trimestr(e|i), giorn(o|i) (lavorativ(o|i)|feriali|solari|di calendario), mesi solari
    """,
    "age_unit": "anni di età, anni compiuti, anni o più",
    "number_word": """
        due=2, tre=3, quattro=4, cinque=5, sei=6, sette=7, otto=8, nove=9, dieci=10, dodici=12,
        quattordici=14, quindici=15, sedici=16, diciotto=18, venti=20, ventiquattro=24, trenta=30,
        sessanta=60, novanta=90
    """,
    "money_word": "euro, dollar(o|i), centesim(o|i), sterlin(a|e)",
    "per_cent": "per cento, percento",
    "seat": """
        (sede|sede legale|sede sociale|uffici|domicilio) (in|a|ad), (con
        sede|situata|situato|stabilita|stabilito|costituita|residente) (in|a|ad),
        (foro|tribunale|tribunali|città|provincia|comune) di
    """,
}
