"""Identities of sections: they last, they are nowhere twice, and they are the same everywhere."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytrack.compare import compare
from policytrack.lineage import (
    Lives,
    Stage,
    anchor_of,
    find_origins,
    follow_sections,
    match_sections,
    read_marks,
    read_passages,
    read_sentences,
)
from policytrack.sections import parse_document

WORDS = {
    "Cookies": "We set cookies that keep you signed in for as long as you stay with us. "
    "Other cookies count how many people read which page on which day of the week.",
    "Data": "We keep your name, your address and the list of everything that you ever bought. "
    "Nobody but our own staff in Ireland reads that list without your consent in writing.",
    "Sharing": "Our printers and carriers are told where a parcel goes and nothing more than that. "
    "We never sell anything about you to anybody, however much they may offer us for it.",
    "Rights": "Write to us, and within thirty days you have a copy of all that we know about you. "
    "You may have mistakes corrected, and you may have the whole of it deleted for good.",
    "Children": "Nobody under the age of sixteen may open an account without a parent beside them. "
    "Accounts that were opened otherwise are closed on the day on which we hear of them.",
}


def text_of(*sections: tuple[str, str]) -> str:
    return "# Policy\n\n" + "\n".join(f"## {title}\n\n{body}\n" for title, body in sections)


def lives_of(*texts: str, policy: str = "acme.example/privacy") -> tuple[Lives, list[list[str]]]:
    """The lives of a history and the headings at each stage."""
    documents = [parse_document(text, "en") for text in texts]
    stages = [Stage(read_marks(documents[0]))]
    stages += [
        Stage(read_marks(now), read_passages(compare(was, now))) for was, now in pairwise(documents)
    ]
    headings = [[part.heading for part in document.sections] for document in documents]
    return follow_sections(policy, stages), headings


def names(lives: Lives, headings: list[list[str]], identity: str) -> list[str]:
    """What a section was called at each stage, "" where it was not there."""
    return [
        next((h for one, h in zip(row, heads, strict=True) if one == identity), "")
        for row, heads in zip(lives.identities, headings, strict=True)
    ]


ALL = list(WORDS.items())
# Busy machines are slow; what is tested is what comes out, not when.
UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def test_an_identity_survives_rename_renumber_move_and_edit() -> None:
    renamed = [("4. Trackers" if t == "Cookies" else t, b) for t, b in ALL]
    moved = [*renamed[1:], renamed[0]]
    edited = [(t, b.replace("signed in", "logged in")) for t, b in moved]
    lives, heads = lives_of(*(text_of(*version) for version in (ALL, renamed, moved, edited)))
    cookies = lives.identities[0][heads[0].index("Cookies")]
    assert ["Cookies", "4. Trackers", "4. Trackers", "4. Trackers"] == names(lives, heads, cookies)


def test_a_section_that_comes_back_is_the_same() -> None:
    lives, heads = lives_of(text_of(*ALL), text_of(*ALL[1:]), text_of(*ALL))
    cookies = lives.identities[0][heads[0].index("Cookies")]
    assert ["Cookies", "", "Cookies"] == names(lives, heads, cookies)


def test_a_merge_ends_one_life_and_names_the_other() -> None:
    joined = [("Cookies and data", ALL[0][1] + "\n\n" + ALL[1][1]), *ALL[2:]]
    lives, _ = lives_of(text_of(*ALL), text_of(*joined))
    (ended,) = [event for event in lives.events if event.kinds == ("merged",)]
    assert ended.identity in lives.identities[0]
    assert ended.identity not in lives.identities[1]
    assert ended.others[0] in lives.identities[1]


def test_a_split_gives_birth_and_says_of_whom() -> None:
    joined = [("Cookies and data", ALL[0][1] + "\n\n" + ALL[1][1]), *ALL[2:]]
    lives, heads = lives_of(text_of(*joined), text_of(*ALL))
    parent = lives.identities[0][heads[0].index("Cookies and data")]
    born = set(lives.identities[1]) - set(lives.identities[0])
    assert 1 == len(born)
    (event,) = [event for event in lives.events if event.identity in born]
    assert "split" in event.kinds
    assert (parent,) == event.others


def test_identities_do_not_depend_on_what_follows_or_on_where_they_are_made() -> None:
    short, _ = lives_of(text_of(*ALL))
    longer, _ = lives_of(text_of(*ALL), text_of(*ALL[2:]))
    assert short.identities[0] == longer.identities[0]
    assert "cookies-gg5b2y5aij" == anchor_of("gg5b2y5aij", "Cookies")
    other, _ = lives_of(text_of(*ALL), policy="other.example/privacy")
    assert not set(short.identities[0]) & set(other.identities[0])


def test_an_anchor_is_plain_whatever_the_heading_holds() -> None:
    assert "a-b-abc" == anchor_of("abc", '"><script>a b')[-7:]
    assert "abc" == anchor_of("abc", "隐私 🔒")


titles = st.sampled_from([*WORDS, "General", "Contact"])
bodies = st.sampled_from([*WORDS.values(), "See above.", "", WORDS["Data"] + " " + WORDS["Rights"]])
versions = st.lists(st.lists(st.tuples(titles, bodies), max_size=7), min_size=1, max_size=6)


@UNHURRIED
@given(versions)
def test_each_section_has_one_identity_and_each_identity_one_place(
    history: list[list[tuple[str, str]]],
) -> None:
    lives, heads = lives_of(*(text_of(*version) for version in history))
    assert [len(row) for row in heads] == [len(row) for row in lives.identities]
    for row in lives.identities:
        assert len(row) == len(set(row))
        assert set(row) <= set(lives.born)


@UNHURRIED
@given(versions)
def test_matching_alone_covers_every_section_once(history: list[list[tuple[str, str]]]) -> None:
    documents = [parse_document(text_of(*version), "en") for version in history]
    for was, now in pairwise(documents):
        passages = match_sections(was, now)
        assert list(range(len(was.sections))) == sorted(i for p in passages for i in p.before)
        assert list(range(len(now.sections))) == sorted(j for p in passages for j in p.after)


def origins(*texts: str) -> dict[str, int]:
    """Each sentence of the last text with the number of the text that brought it."""
    lives, _ = lives_of(*texts)
    stages = [
        (read_sentences(parse_document(text, "en")), row)
        for text, row in zip(texts, lives.identities, strict=True)
    ]
    found = find_origins(stages)
    return {s.text: stage for s, (stage, _) in zip(stages[-1][0], found, strict=True)}


def test_a_sentence_is_as_old_as_its_words_wherever_it_moved() -> None:
    edited = [(t, b.replace("thirty days", "ninety days")) for t, b in ALL]
    found = origins(text_of(*ALL), text_of(*reversed(ALL)), text_of(*edited))
    assert {2} == {stage for text, stage in found.items() if "ninety days" in text}
    assert {0} == {stage for text, stage in found.items() if "ninety days" not in text}


def test_a_sentence_that_is_said_twice_is_told_apart() -> None:
    twice = [*ALL, ("More cookies", ALL[0][1])]
    lives, _ = lives_of(text_of(*ALL), text_of(*twice))
    stages = [
        (read_sentences(parse_document(text_of(*version), "en")), row)
        for version, row in zip([ALL, twice], lives.identities, strict=True)
    ]
    found = find_origins(stages)
    first, second = (
        stage
        for sentence, (stage, _) in zip(stages[1][0], found, strict=True)
        if sentence.text.startswith("We set cookies")
    )
    assert (0, 1) == (first, second)


def test_the_line_under_a_heading_is_no_sentence() -> None:
    said = read_sentences(parse_document("Birds\n=====\n\nBirds are counted.\n\n---\n"))
    assert ["Birds", "Birds are counted."] == [sentence.text for sentence in said]
