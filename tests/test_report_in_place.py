"""What is quoted says what it says in its place: with its ban, under its lead, and not twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrack.publish.accounts import voice
from policytrack.publish.catalogue import Catalogue
from policytrack.publish.in_short import MOST_OPEN, render_short
from policytrack.report.cuts import LONGEST_LONE_QUOTE, begin
from tests.report_samples import modified
from tests.test_report_quotes import changed, line, lines


@pytest.mark.parametrize(
    ("language", "marked", "told"),
    [
        ("en", "We don’t lend keys to [-guests, and never work with-]{+guests, including+} smiths.",
         "“We don’t lend keys to guests, and never work with smiths” → “We don’t lend keys to gue"),
        ("en", "You may store boats except on [-Monday mornings or-]{+any+} holiday.",
         "“except on Monday mornings or holiday” → “except on any holiday”"),
        ("en", "We do not lend ropes, oars or [-anchors-]{+sails+}.",
         "“do not lend ropes, oars or anchors” → “do not lend ropes, oars or sails”"),
        ("fr", "Nous ne prêtons pas vos clés aux [-clients du port-]{+visiteurs+}.",
         "“ne prêtons pas vos clés aux clients du port” → “ne prêtons pas vos clés aux visiteurs”"),
        ("de", "Wir verleihen nicht an die [-Gäste des Hauses-]{+Werft+}.",
         "“verleihen nicht an die Gäste des Hauses” → “verleihen nicht an die Werft”"),
        ("es", "No prestamos las llaves a los [-clientes del puerto-]{+visitantes+}.",
         "“No prestamos las llaves a los clientes del puerto” → “No prestamos las llaves a los"),
        ("it", "Non prestiamo le chiavi ai [-clienti del porto-]{+visitatori+}.",
         "“Non prestiamo le chiavi ai clienti del porto” → “Non prestiamo le chiavi ai visit"),
        ("pt", "Não emprestamos as chaves aos [-clientes do porto-]{+visitantes+}.",
         "“Não emprestamos as chaves aos clientes do porto” → “Não emprestamos as chaves aos"),
        ("nl", "Wij lenen niet uit aan [-gasten van het huis-]{+bezoekers+}.",
         "“lenen niet uit aan gasten van het huis” → “lenen niet uit aan bezoekers”"),
    ],
)  # fmt: skip
def test_a_ban_goes_with_what_it_bans(language: str, marked: str, told: str) -> None:
    said = modified(marked)
    sides = (replace(side, language=language) for side in (said.change.before, said.change.after))
    before, after = sides
    (written,) = lines(replace(said, change=replace(said.change, before=before, after=after)))
    assert told in written


@pytest.mark.parametrize(
    "marked",
    [
        "If you do not agree, you may leave the hall by the [-small-]{+wide+} door.",
        "Not only boats but the [-red-]{+blue+} rafts are lent.",
    ],
)
def test_a_ban_of_another_clause_stays_where_it_is(marked: str) -> None:
    assert "not" not in line(marked).casefold()


STAYS = "\n\nThe hall is open all day.\n"


def test_words_that_only_stand_in_another_order_are_neither_removed_nor_added() -> None:
    told = line(
        "[-Guests at the pier carry orange lanterns above their heads. -]The hall is red.\n"
        "At the pier guests always carry bright orange lanterns above their heads.\n"
        "{+Bring some warm bread for everybody.+}"
    )
    assert told == "“Bring some warm bread for everybody.” added"


@pytest.mark.parametrize(
    ("went", "stands"),
    [
        ("We lend your coat and boots to other visiting guests.",
         "We never lend your coat and boots to other visiting guests."),
        ("We keep your coat and boots in the cellar for 30 days.",
         "We keep your coat and boots in the cellar for 90 days."),
        ("We may lend your coat and boots to other visiting guests.",
         "We must lend your coat and boots to other visiting guests."),
    ],
)  # fmt: skip
def test_a_sentence_of_which_the_opposite_stands_is_told(went: str, stands: str) -> None:
    marked = f"The hall is red.\n[-{went}-]\nThe doors are wide.\n{stands}"
    assert f"“{went}” removed" in line(marked)


def test_an_entry_of_a_list_is_told_with_what_forbids_it() -> None:
    lead = "Our hall is old. We do not allow:\n\n* loud drums in the small hall\n"
    told = lines(changed(lead + STAYS, f"{lead}* burning candles at the old organ\n{STAYS}"))
    assert told == [
        "The whole text: “burning candles at the old organ” added under “We do not allow”"
    ]
    assert voice("Hall: “candles” added under “We forbid”", language="fr") == (
        "Hall : “candles” ajouté sous “We forbid”"
    )


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("We remove", " under “We remove”"),
        ("We remove a lot of what we find in the old hall", ""),
        ("We remove it.", ""),
        ("## We remove", ""),
    ],
)
def test_a_few_words_right_above_a_list_lead_it_without_a_colon(lead: str, said: str) -> None:
    text = f"In the hall do not use:\n\nNoise is loud there.\n\n{lead}\n\n* loud drums after nine\n"
    told = lines(changed(text, f"{text}* brass bands with trumpets\n"))
    assert [line for line in told if line.endswith(f"“brass bands with trumpets” added{said}")]


def test_what_leads_a_list_may_stand_over_the_section() -> None:
    text = "# Hall\n\nIn the hall we do not allow:\n\n## Noise\n\n* loud drums after nine\n"
    (told,) = lines(changed(text, f"{text}* brass bands with trumpets\n"))
    assert "“brass bands with trumpets” added under “In the hall we do not allow”" in told


def test_lines_that_differ_in_the_titles_of_their_sections_are_one() -> None:
    def text(*entries: str) -> str:
        halls = ("Ludlow", "Barrow", "Thornby")
        listed = "".join(f"* {entry}\n" for entry in entries)
        return "".join(f"# {h}\n\nIn {h} we do not allow:\n\n* drums\n{listed}\n" for h in halls)

    (told,) = lines(changed(text(), text("burning candles", "brass bands")))
    assert told.startswith("In 3 sections: “burning candles” added under “In … we do not allow”")


def test_of_many_lines_in_short_those_stand_open_in_which_most_is_at_stake() -> None:
    def text(word: str, rule: str) -> str:
        rooms = "".join(f"# Room {n}\n\nA {word} table stands here.\n\n" for n in "ABCDEFGHIJ")
        return f"{rooms}# Law\n\nGuests sing. {rule}\n\n# Notes\n\nWe sing.\n"

    told = changed(text("low", ""), text("high", "We may sell your data and terminate accounts."))
    shown = "".join(render_short(told, Catalogue())).partition("<details>")[0]
    assert "Law" in shown
    assert shown.count("<li") <= MOST_OPEN


def test_a_joint_that_gave_way_to_a_clause_is_told_with_what_it_joins() -> None:
    told = line(
        "Write to your local warden[- or-]{+. If you live by the sea, write to+} the keeper of the "
        "old lighthouse, who answers."
    )
    assert told == (
        "“Write to your local warden or the keeper of the old lighthouse” → “Write to your local "
        "warden. If you live by the sea, write to the keeper of the old lighthouse”"
    )


def test_a_long_quote_goes_on_to_the_end_of_its_sentence_where_that_is_near() -> None:
    rule = (
        "Guests who stay for more than one night bring their own lamp and bread, and leave "
        "the hall before noon on the day on which they go, unless the warden allows otherwise."
    )
    assert begin(f"{rule} {'They sing. ' * 9}") == f"“{rule} …”"
    assert begin(rule) == f"“{rule}”"
    endless = " ".join(["sing"] * 90)
    assert begin(endless) == f"“{' '.join(['sing'] * LONGEST_LONE_QUOTE)} …”"


def test_a_sentence_that_points_to_the_one_before_is_told_with_it() -> None:
    told = line("We lend lamps.\nWe keep boats in the old shed.{+ This does not apply to rafts.+}")
    assert told == "“This does not apply to rafts.” added after “keep boats in the old shed”"
