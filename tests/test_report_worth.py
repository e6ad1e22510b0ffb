"""Which edit of a section is told first, as a careful editor would choose."""

from __future__ import annotations

import pytest

from policytrack.model import Signal
from policytrack.report import Comparison, render_notes
from policytrack.report.notices import without_notices
from policytrack.report.promises import count_promises
from policytrack.report.stakes import Stakes
from tests.report_samples import modified

# Enough edits of no weight that not all are told.
REST = (
    "\n\nThe hall stands beside a [-big-]{+wide+} river and is open to all who come by."
    "\n\nThe garden has [-old-]{+tall+} trees that give shade to all who sit there."
    "\n\nThe doors are of [-oak-]{+elm+} and were made by those who lived here."
)


def told(marked: str, *signals: Signal) -> str:
    comparison: Comparison = modified(marked, signals=signals)
    return next(line for line in render_notes([comparison]).splitlines() if line.startswith("- "))


OTHER_WORDS = """[-You understand and agree-]{+You acknowledge+} that the oars are heavy to carry.

The boats stand at the lake. [-You row each of our boats at your own risk.-]"""
SAID_BEFORE = """Anyone may appeal through the [-appeal forms given-]{+forms given+} in the hall.

{+Guests who lend their boats are suspended.+}"""
PROMISE = """We don't sell your letters[-, and we never share them with brokers-]{+ to brokers+}.

The boats are [-cleaned by our guests-]{+washed by our guests+} every spring and autumn."""
NOTICE = """[-We have updated our terms. The updates go into effect on 5 July. Read the new terms.-]

{+Guests bring oars of their own.+}"""
CONDITION = """{+If you are a member,+} the law of the lake applies to all that is done in it.

The meadow has a [-large hall with a roof-]{+small house with a roof+} for all who come by."""
REFERENCE = """Read all of the [-Boat Sharing Policy-]{+Oar Rental Policy+} before you enter.

{+Guests bring oars of their own.+}"""


@pytest.mark.parametrize(
    ("marked", "first", "not_told"),
    [
        (OTHER_WORDS, "at your own risk", "acknowledge"),
        (SAID_BEFORE, "lend their boats", "appeal"),
        (PROMISE, "we never share them", "washed"),
        (NOTICE, "Guests bring oars of their own.", "go into effect"),
        (CONDITION, "If you are a member", "small house"),
        (REFERENCE, "Guests bring oars of their own.", "Rental Policy"),
    ],
)
def test_what_matters_is_told_before_what_is_said_in_other_words(
    marked: str, first: str, not_told: str
) -> None:
    line = told(marked + REST)
    assert first in line
    assert not_told not in line


def test_whoever_is_named_all_over_a_section_is_told_first_where_it_is_another_one() -> None:
    line = told(
        'Races are held by the [-Old Rowing League ("ORL")-]{+New Lake Board ("NLB")+}. '
        "The [-ORL-]{+NLB+} rules apply. Write to the [-ORL first-]{+NLB soon+}. Ask "
        "[-ORL staff-]{+NLB people+}. {+You must not pay fees for a race that was not held.+}"
        + REST
    )
    assert "ORL" in line
    assert "NLB" in line


@pytest.mark.parametrize(
    ("language", "promise", "other"),
    [
        ("en", "Your letters are never sold.", "Your letters are fine."),
        ("de", "Ihre Briefe werden nicht verkauft.", "Ihre Briefe sind fein."),
        ("fr", "Vos lettres ne sont pas vendues.", "Vos lettres sont belles."),
        ("es", "Sus cartas no son vendidas.", "Sus cartas son bonitas."),
        ("it", "Le lettere non sono vendute.", "Le lettere sono belle."),
        ("pt", "As cartas não são vendidas.", "As cartas são lindas."),
        ("nl", "Uw brieven worden niet verkocht.", "Uw brieven zijn mooi."),
    ],
)
def test_a_promise_is_known_in_each_language(language: str, promise: str, other: str) -> None:
    assert (count_promises(promise), count_promises(other)) == (1, 0), language


@pytest.mark.parametrize(
    "notice",
    [
        "We have updated our terms.", "Wir haben unsere Richtlinien aktualisiert.",
        "Nous avons mis à jour notre politique.", "Hemos actualizado nuestra política.",
        "Abbiamo aggiornato la nostra informativa.", "Atualizamos a nossa política.",
        "We hebben ons beleid bijgewerkt.", "Read the new terms here.",
    ],
)  # fmt: skip
def test_a_notice_of_the_update_is_known_in_each_language(notice: str) -> None:
    assert not without_notices(notice, Stakes((), "en"))
    assert without_notices("We may change our terms when we like.", Stakes((), "en"))
