"""Which words keep their full stop, and which words begin sentences, per language.

Owns lists of words and nothing else. All are lower case, without their last stop. Sources: the
abbreviation appendices of the languages' reference dictionaries (Duden, Imprimerie nationale,
RAE, Treccani, Priberam, Taaladvies) and what legal texts of each language use.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A sentence does not end after these, whatever follows.
NEVER_LAST: dict[str, frozenset[str]] = {
    "": _words(
        """
        dr prof str mr mrs ms messrs mx st ste mt ft hon rev gen col capt lt sgt vs cf viz resp
        approx e.g i.e eg ie z.b d.h p.ex p.ej bijv b.v.b n.b dipl-ing s.v op.cit a.k.a w.r.t
        """
    ),
    "en": _words(
        """
        pte cal civ govt assoc incl excl esp dept univ assn attn fig misc w.e.f
        """
    ),
    "fr": _words(
        """
        m mm mme mmes mlle mlles mgr env tél tel av bd boul rd chap coll éd hab loc réf réfs
        c.-à-d c-à-d cad p.ex n.d.l.r r.c.s
        """
    ),
    "de": _words(
        """
        ggf ggfs bzw evtl inkl exkl einschl ausschl zzgl vgl gem sog insb insbes bspw ca entspr
        grds i.d.r i.s.d i.s.v i.v.m i.h.v i.r.d i.ü o.g u.u m.e a.d v.a z.t z.zt z.hd d.i s.o
        s.u hr fr fa geb tel str abt hrsg vorm zit aufl mind max min tägl mtl jährl gegebenenf
        vorauss urspr ehem zw gesetzl allg bes betr bzgl hinsichtl diesbzgl nachf jur iur med
        rer nat phil o.a m.w.n u.ä.m dgl
        """
    ),
    "es": _words(
        """
        sr sra sres sras srta dña d da ud uds vd vds av avda c ctra pza pág págs tel teléf tfno
        aprox art arts apdo núm núms p.ej ej depto dto ee dcho izq rte excmo ilmo
        """
    ),
    "pt": _words(
        """
        sr sra srs sras srta dra dr exmo exma av tel telef aprox pág págs núm p.ex ex v.g r pça
        depto art arts proc
        """
    ),
    "it": _words(
        """
        sig sigg sig.ra dott dott.ssa avv ing geom rag spett egr gent tel pag pagg es p.es ad.es
        cd c.d cfr vd v ecc.mo ill.mo d.lgs d.l d.p.r d.m l.r reg dir lett
        """
    ),
    "nl": _words(
        """
        bijv d.w.z dwz m.b.t mbt i.v.m ivm o.a t.a.v tav t.b.v m.u.v n.a.v i.p.v i.h.k.v o.g.v
        t.o.v m.i.v dhr mevr mw drs ir ing incl excl ca circa evt resp tel blz vgl m.n v.w.b c.q
        z.g.n zgn
        """
    ),
}

# These keep their stop before a number, a roman numeral or a letter; otherwise they are words.
BEFORE_NUMBERS = _words(
    """
        bldg blvd ave rd hwy apt fl rm ste st no nos nr nrn n nº num núm núms número art arts
        artt para paras par abs abschn ziff sec secs sect ch chap chs cap caps cl cls pt pts p
        pp pg pag pág págs vol vols fig figs ex app apps sched schd ann reg regs dir lit lett
        buchst kap tit rn rz rdnr s ss seq ff f bd blz hfdst lid punt let letra inc § §§ tel fax
        ph id rev ver v al alin anm az bgbl bl op ord dec dek dl l d r c co comma tbl tab std
        min jan feb febr mar apr jun jul aug sep sept oct okt nov dez déc janv févr avr juil gen
        mag giu lug ago set ott dic fev abr mai out ene
        """
)

# These may end a sentence: they do when what follows begins one.
MAY_BE_LAST = _words(
    """
        u.a rd ave blvd hwy pkwy bldg inc ltd co corp llc l.l.c llp plc pty bros gmbh s.a s.l
        s.l.u s.a.s s.a.r.l s.r.l s.p.a sarl srl spa bv lda ltda s.c s.à.r.l b.v n.v v.o.f e.v
        e.k a.g ag o.o z.o.o u.s u.k u.s.a e.u u.n d.c ee.uu etc usw ecc enz et.al al u.s.w o.ä
        u.ä u.v.m uvm ff f ss jr sr esq ph.d m.d b.a m.a a.m p.m am pm a.c b.c v.chr n.chr ibid
        cit mio mrd bn mill approx st dept a.u.b a.s.a.p jl u a.o e.a c.s m/v sq ft lb oz hr hrs
        mins sec secs vols ed eds
        """
)

MONTHS = _words(
    """
        january february march april may june july august september october november december
        januar jänner februar märz mai juni juli oktober dezember janvier février mars avril
        juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo
        junio julio agosto septiembre setiembre octubre noviembre diciembre janeiro fevereiro
        março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio
        giugno luglio settembre ottobre dicembre januari februari maart mei augustus jan feb mär
        apr jun jul aug sep sept okt nov dez dec
        """
)

# Words of closed classes that, in capitals, begin a sentence rather than continue a name.
STARTERS: dict[str, frozenset[str]] = {
    "en": _words(
        """
        the this these those that there they their we our you your he she it its in if when
        while where whether which who what why how for from by with without as at on upon under
        until unless after before because since although though however therefore moreover
        furthermore additionally accordingly also any all each every either neither both no not
        none nothing some such other please to many most and but or nor so once only per see
        during except notwithstanding subject pursuant regardless otherwise finally first second
        a an is are do does did can could should would must shall may will
        """
    ),
    "fr": _words(
        """
        le la les l'un un une des du de nous vous il elle ils elles on ce cet cette ces celui
        celle ceux si lorsque lorsqu quand pour par dans en sur sous avec sans afin ainsi aussi
        au aux à cependant toutefois néanmoins notamment outre nos notre vos votre leur leurs
        son sa ses tout toute tous toutes chaque aucun aucune dès après avant selon conformément
        sauf même certaines certains veuillez et mais ou or donc nul qui que quel quelle
        """
    ),
    "de": _words(
        """
        der die das den dem des ein eine einer eines einem einen wir sie ihr ihre ihrer ihren
        unser unsere unserer unseren er es ich du dein deine dieser diese dieses diesen diesem
        jeder jede jedes alle wenn falls sofern soweit sobald da weil während bei beim mit ohne
        für durch gegen um von vom zu zum zur in im an am auf aus nach vor über unter zwischen
        hier hierbei hierfür hierzu dabei dafür dazu daher damit darüber außerdem zudem ferner
        weitere weiterhin jedoch allerdings auch nur so soll sollte sollten bitte
        rechtsgrundlage nicht kein keine keiner wer was wie wo wann warum welche welcher welches
        als ob bis seit insbesondere sämtliche einige manche solche gemäß laut und aber oder
        denn man
        """
    ),
    "es": _words(
        """
        el la los las un una unos unas lo nosotros usted ustedes este esta estos estas ese esa
        eso esto si cuando para por con sin en sobre bajo desde hasta según además también
        asimismo no nuestro nuestra nuestros nuestras su sus tu tus al del de a se le les todo
        toda todos todas cada cualquier ningún ninguna tras ante mientras donde y pero o aunque
        como que qué puede podemos podrá
        """
    ),
    "pt": _words(
        """
        os as um uma uns umas nós você vocês este esta estes estas esse essa isso isto se quando
        para por com sem em no na nos nas ao aos à às do da dos das de sobre desde até segundo
        além também não nosso nossa nossos nossas seu sua seus suas todo toda todos todas cada
        qualquer nenhum nenhuma após enquanto onde e mas ou embora como que caso pode podemos
        poderá
        """
    ),
    "it": _words(
        """
        il lo la i gli le un uno una noi voi lei essi esso essa questo questa questi queste tale
        tali se quando per con senza in su tra fra da dal dalla dai nel nella nei nelle al alla
        ai alle del della dei delle di inoltre anche non nostro nostra nostri nostre suo sua
        suoi sue tutti tutte tutto ogni qualsiasi nessun nessuna dopo prima mentre dove ma o
        come che qualora si può possiamo
        """
    ),
    "nl": _words(
        """
        de het een wij we u je jij jouw uw ons onze hij zij ze hun dit deze dat die als indien
        wanneer voor door met zonder in op aan bij van uit naar na tijdens om over onder tussen
        tot sinds volgens ook daarnaast bovendien echter daarom niet geen alle elk elke ieder
        iedere wat wie waar hoe waarom welke en maar of omdat hoewel er hier
        """
    ),
}  # fmt: skip
