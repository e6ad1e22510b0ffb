"""How seven languages name a section in running text, join several, and name a law after them."""

from __future__ import annotations

# Words that stand before a section's number, singular and plural, in lower case.
_DIVISIONS = """
    section sections sect sec subsection subsections sub-section clause clauses subclause
    sub-clause article articles art arts paragraph paragraphs para paras chapter chapters part
    parts point points item items rule rules
    paragraphe paragraphes chapitre chapitres partie règle règles sous-section rubrique titre
    abschnitt abschnitte abschnitten abschnitts abschn ziffer ziffern ziff nummer nummern nr
    artikel artikeln artikels klausel klauseln paragraf paragrafen paragraphen punkt punkte punkten
    kapitel kapiteln teil teile unterabschnitt regel regeln
    sección secciones artículo artículos cláusula cláusulas apartado apartados punto puntos párrafo
    párrafos capítulo capítulos epígrafe regla reglas
    seção secção seções secções artigo artigos item itens ponto pontos parágrafo parágrafos número
    regra regras
    sezione sezioni articolo articoli artt clausola clausole paragrafo paragrafi par punti capo
    capitolo capitoli regola regole
    sectie secties artikelen paragraaf hoofdstuk hoofdstukken clausule clausules punt punten
    onderdeel regels
    """

# Words between two numbers of one reference: "Sections 3 and 4", "§§ 3 bis 5".
_LINKS = """
    and or to through & and/or
    et ou à au aux
    und oder sowie bis und/oder
    y o e u a al hasta
    ou e até
    ed o fino
    en of tot
    """

# Words that may stand between a number and the law that it is part of.
_SUBDIVISIONS = """
    abs absatz abschnitt s satz sätze lit buchstabe nr nummer ziff ziffer uabs unterabsatz hs alt
    ff f und oder i v m sowie
    paragraph paragraphs para point points letter subsection subparagraph sub-paragraph first second
    sentence and or section sections article articles clause § §§
    alinéa alinéas al paragraphe lettre point premier deuxième et suivants ou
    apartado apartados letra letras párrafo punto y
    parágrafo alínea inciso número
    comma co lettera lett paragrafo par e ss
    lid onder sub aanhef en letter
    """
_OF = """
    of the
    du de la des le les l d
    der des dem die das von
    del de la las los el
    do da dos das
    dello della dell dei degli del di il la lo
    van de het
    """
_OWN = """
    these this our above below
    ces cette présente présentes présent présents notre nos ci-dessus ci-dessous
    diese dieser dieses diesen unsere unserer unseren oben unten
    estas estos este esta nuestra nuestras presente presentes
    destes desta deste nossos nossa
    questi questa presente presenti nostra
    deze dit onze
    """
_LAWS = """
    act acts regulation regulations directive code law laws statute constitution treaty convention
    ordinance charter u.s.c usc gdpr ccpa cpra coppa dsa dma dmca hipaa glba ftc tfeu clauses sccs
    working
    règlement loi directive décret rgpd lcen cgi cnil
    verordnung gesetz gesetzes gesetzbuch gesetzbuches gesetzbuchs dsgvo ds-gvo eu-dsgvo bgb tmg
    ttdsg tdddg ddg bdsg uwg stgb hgb urhg tkg vsbg egbgb mstv rstv gmbhg kug dsg zpo aeuv
    richtlinie grundverordnung datenschutzgrundverordnung datenschutz-grundverordnung
    reglamento ley directiva código rgpd lopd lopdgdd lssi
    regulamento lei diretiva lgpd cdc
    regolamento legge direttiva codice decreto gdpr d.lgs dlgs
    verordening richtlijn wet wetboek avg uavg bw
    """

DIVISIONS = frozenset(_DIVISIONS.split())
LINKS = frozenset(_LINKS.split())
SUBDIVISIONS = frozenset(_SUBDIVISIONS.split())
OF = frozenset(_OF.split())
OWN = frozenset(_OWN.split())
LAWS = frozenset(_LAWS.split())
# German and Dutch laws are single words: "Telekommunikationsgesetz".
LAW_ENDINGS = ("gesetz", "gesetzes", "gesetzbuch", "gesetzbuchs", "ordnung", "verordening")
