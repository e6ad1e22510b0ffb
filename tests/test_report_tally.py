""" "3 sentences changed, 1 added": the counts are those of whom counts by the marks."""

from __future__ import annotations

import pytest

from .test_report_quotes import line

# Seven sentences that changed, so that the others are counted with them.
REST = "".join(
    f"We keep[- {word}-] {what}.\n"
    for word, what in [
        ("all", "lamps"),
        ("some", "bells"),
        ("no", "shoes"),
        ("old", "songs"),
        ("new", "doors"),
        ("red", "roofs"),
        ("tin", "boxes"),
    ]
)

# Marked text, and what is counted of it: changed, added, removed.
COUNTED = {
    "a sentence in the place of one with which it has nothing in common": (
        (
            "[-Bakers who sing in the hall bring lamps of their own to every feast of the town-]"
            "{+Letters that nobody opens are burnt by the mayor at the end of the year+}."
        ),
        (0, 1, 1),
    ),
    "a sentence in the place of one that says much the same": (
        (
            "[-Bakers who sing in the hall bring lamps of their own-]"
            "{+All bakers who sing in this hall must bring their own lamps along+}."
        ),
        (1, 0, 0),
    ),
    "sentences behind the one that changed, in the same edit": (
        (
            "The songs stand at [-oz.example-]{+www.songs.example/list/. The mayor signs each "
            "page of it. Nobody else reads it+}."
        ),
        (1, 2, 0),
    ),
    "sentences of which one ends where an edit does": (
        (
            "Guests [-of ours -]may stay{+ until the bells ring+}. We [-do -]count "
            "all lamps{+ twice+}. Nobody may leave [-then-]{+before noon+}."
        ),
        (3, 0, 0),
    ),
    "one that went behind a bracket": (
        (
            'Guests stay (the "Guests of the Hall"). [-Words with capitals have the meaning '
            "that the rules of the town give them.-]"
        ),
        (0, 0, 1),
    ),
    "one that went amid an edit": (
        (
            "We do not mend [-any of the lamps, bells or shoes of guests. Guests use them as they "
            "please-]{+these+}."
        ),
        (1, 0, 1),
    ),
    "two that became one": (
        (
            "Guests pay where the town demands [-it. Otherwise they-]{+it; if not, they+} may "
            "pay what they like."
        ),
        (1, 0, 0),
    ),
    "sentences around one that stayed": (
        (
            "{+Lamps are lit at noon. +}Please write to the mayor before you sing in the hall at "
            "night. [-The mayor answers each letter within a month. -]Bakers may sing at any time."
        ),
        (0, 1, 1),
    ),
}


@pytest.mark.parametrize("case", COUNTED)
def test_sentences_are_counted_as_they_are_marked(case: str) -> None:
    marked, (changed, added, removed) = COUNTED[case]
    counts = [f"{7 + changed} sentences changed"]
    counts += [f"{added} added"] if added else []
    counts += [f"{removed} removed"] if removed else []
    assert ", ".join(counts) == line(f"{REST}{marked}").partition(", among")[0]


def test_an_entry_that_came_with_words_from_another_one_came() -> None:
    told = line(
        "* Lamps[- of tin-]{+ of wood and clay+}. They burn at night.\n"
        "[-* Oil and tar. -][~Examples are the barrels in the cellar of the hall.~]\n"
        "* Bells[- of tin-]{+ of wood and clay+}. They ring at night.\n"
        "{+* What burns. Also matches. +}{~Examples are the barrels in the cellar of the hall.~}\n"
        "* Shoes[- of tin-]{+ of wood and clay+}. They wait[- here-] at night[- in rows-].\n"
    )
    assert told.startswith("3 entries changed, 1 added, 1 removed,")


def test_each_entry_of_a_list_counts_once_however_long_it_is() -> None:
    entries = [f"* We keep[- {word}-] lamps.\n" for word in "abcdefg"]
    long = (
        "* We [-sing-]{+dance+}. You[- all-] sit. They {+also +}stand. Nobody leaves. Bells ring.\n"
    )
    told = line("Guests[- all-] know this:\n\n" + "".join(entries) + long)
    assert told.startswith("9 entries changed")


def test_lines_of_an_address_count_as_lines() -> None:
    told = line(
        "[-Mill House, seat of the guild of bakers. Write to guild@bakers.example. We read all of "
        "it.-]{+Lamp Guild (number 17)\nNorth Gate\nOld Road 4\nGreenville\nOz\n"
        "Tel. 555 01 02\nFax 555 01 03\nWe read all that you send to us here.+}"
    )
    assert "lines added" in told or "lines changed" in told
    assert "3 removed" not in told


def test_facts_are_parted_where_one_of_them_stands_between_words() -> None:
    told = line(
        f"{REST}Guests agree that {{+whoever sings at night without a lamp must leave the hall and "
        "pay for the bell, and that +}nothing in these rules binds the mayor.\n"
        "{+We may sell, share and disclose the letters of guests who do not pay a fee of 9 coins, "
        "and may suspend them at any time.+}"
    )
    assert "added between “Guests agree that” and “nothing in these”; “We may sell" in told
