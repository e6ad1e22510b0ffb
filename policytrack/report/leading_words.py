"""Words that say nothing without those that follow them, in seven languages.

Knows nothing of where a text is cut.
"""

from __future__ import annotations

JOINT_WORDS = frozenset(
    """
    and or the a an of to in on by with for that which if when as at et ou de la le les à que qui
    si en und oder der die das zu mit von dass wenn y o del el que si con por e di il che se da em
    ou um een het van te met dat als
    """.split()  # noqa: SIM905
)
# Nor do these, at the end of what is quoted: what they lead to is cut away.
OPEN_WORDS = JOINT_WORDS | frozenset(
    """
    from their your our its nor but who where while than into under via
    about through avec pour dans par sur leur votre notre
    aux au du des auf für an im zur zum den dem eine einer einem einen unsere ihre para los las su
    sus una nel nella della dei delle alla per una com dos das ao à voor op aan uw onze
    example exemple beispiel ejemplo esempio exemplo voorbeeld
    how why whether comment pourquoi wie warum ob cómo como come perché hoe waarom
    """.split()  # noqa: SIM905
)
# Nor do these: who acts, and what is only said together with what is done.
LEADING_WORDS = OPEN_WORDS | frozenset(
    """
    i we you they it he she may might can cannot could will shall should would must not be been is
    are was were has have had do does did only also any all such this these those other more
    je nous vous ils elles il elle on peut peuvent pouvons pouvez doit doivent devons devez sera
    seront est sont ne pas être été a ont avons avez tout toute tous toutes
    ich wir sie er es kann können könnt darf dürfen muss müssen soll sollen wird werden würde wurde
    wurden ist sind hat haben nicht alle jede jeder jedes kein keine nur auch
    nosotros usted ustedes puede pueden podemos podrá podrán debe deben deberá será serán es son ha
    han hemos no se todo toda todos todas
    noi voi loro può possono possiamo deve devono sarà saranno è sono hanno abbiamo non tutti ogni
    nós você vocês eles pode podem podemos poderá deve devem será serão é são não
    wij je jij u zij ze kunnen mag mogen moet moeten zal zullen wordt worden zijn heeft hebben
    niet geen ook alleen
    """.split()  # noqa: SIM905
)
