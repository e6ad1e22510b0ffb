"""Which section became which."""

from __future__ import annotations

from policytrack.align import Link, align
from policytrack.sections import parse_document

COLLECT = "We collect the name, the address and the date of birth that you give us when you join."
SHARE = (
    "We share your data with carriers who deliver your parcels and with banks that take payment."
)
KEEP = (
    "Your account is kept for as long as you use it and is erased ninety days after you close it."
)
RIGHTS = "You may ask for a copy of your data, have mistakes put right, or object to its use by us."
ADS = "Advertisers see only how many people read a page and never who these people were."


def text(*sections: tuple[str, str]) -> str:
    return "\n\n".join(f"## {heading}\n\n{body}" for heading, body in sections) + "\n"


def links(before: str, after: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.before, link.after) for link in found(before, after)]


def found(before: str, after: str) -> tuple[Link, ...]:
    return align(parse_document(before), parse_document(after))


def moved(before: str, after: str) -> list[int]:
    return [link.before[0] for link in found(before, after) if link.moved]


def test_an_inserted_section_leaves_the_others_paired() -> None:
    before = text(("1. Data", COLLECT), ("2. Sharing", SHARE), ("3. Rights", RIGHTS))
    after = text(
        ("1. Data", COLLECT), ("2. Ads", ADS), ("3. Sharing", SHARE), ("4. Rights", RIGHTS)
    )
    assert [((0,), (0,)), ((), (1,)), ((1,), (2,)), ((2,), (3,))] == links(before, after)


def test_a_removed_section_stands_where_it_was() -> None:
    before = text(("Data", COLLECT), ("Ads", ADS), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Rights", RIGHTS))
    assert [((0,), (0,)), ((1,), ()), ((2,), (1,))] == links(before, after)


def test_a_stolen_title_does_not_draw_the_section_away_from_its_text() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Partners", SHARE), ("Sharing", ADS), ("Rights", RIGHTS))
    assert [((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), (3,))] == links(before, after)


def test_a_rewritten_section_keeps_its_title_and_place() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Sharing", ADS), ("Rights", RIGHTS))
    assert [((0,), (0,)), ((1,), (1,)), ((2,), (2,))] == links(before, after)


def test_a_section_renamed_and_edited_is_followed_by_its_text() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    edited = SHARE.replace("carriers", "couriers").replace("take payment", "handle payments")
    after = text(("Data", COLLECT), ("Who receives it", edited), ("Rights", RIGHTS))
    assert ((1,), (1,)) in links(before, after)


def test_repeated_headings_stay_apart() -> None:
    before = text(("A", COLLECT), ("Purpose", SHARE), ("B", KEEP), ("Purpose", RIGHTS), ("C", ADS))
    after = text(("A", COLLECT), ("B", KEEP), ("Purpose", RIGHTS), ("C", ADS))
    assert ((1,), ()) in links(before, after)
    assert ((3,), (2,)) in links(before, after)


def test_equal_sections_are_told_apart_by_what_stands_around_them() -> None:
    parts = [
        (name, body) for name, body in zip("ABCD", (COLLECT, SHARE, KEEP, RIGHTS), strict=True)
    ]
    same = ("Legal basis", "Our legitimate interest.")
    before = text(*(section for part in parts for section in (part, same)))
    after = text(*(section for part in parts if part[0] != "B" for section in (part, same)))
    assert [2, 3] == [link.before[0] for link in found(before, after) if not link.after]


def test_a_split_section_is_one_link() -> None:
    before = text(("Data", f"{COLLECT}\n\n{SHARE}"), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    assert [((0,), (0, 1)), ((1,), (2,))] == links(before, after)


def test_merged_sections_are_one_link() -> None:
    before = text(("Data", COLLECT), ("Sharing", SHARE), ("Rights", RIGHTS))
    after = text(("Data", f"{COLLECT}\n\n{SHARE}"), ("Rights", RIGHTS))
    assert [((0, 1), (0,)), ((2,), (1,))] == links(before, after)


def test_a_line_that_became_a_heading_is_a_part() -> None:
    before = text(("Data", f"{COLLECT}\n\nWho else sees it\n\n{SHARE}"), ("Rights", RIGHTS))
    after = text(("Data", COLLECT), ("Who else sees it", SHARE), ("Rights", RIGHTS))
    assert ((0,), (0, 1)) in links(before, after)


def test_the_fewest_sections_moved() -> None:
    sections = [("A", COLLECT), ("B", SHARE), ("C", KEEP), ("D", RIGHTS)]
    assert [0] == moved(text(*sections), text(*sections[1:], sections[0]))
    assert [3] == moved(text(*sections), text(sections[3], *sections[:3]))
    assert [] == moved(text(*sections), text(sections[0], *sections[2:]))


def test_of_two_that_changed_places_the_shorter_moved() -> None:
    short = ("Short", "Ask us.")
    before, after = text(("Long", COLLECT), short), text(short, ("Long", COLLECT))
    assert [1] == moved(before, after)


def test_what_a_moved_section_takes_along_did_not_move_itself() -> None:
    block = f"# Ads\n\n{ADS}\n\n## Partners\n\n{SHARE}\n\n"
    rest = f"# Data\n\n{COLLECT}\n\n# Storage\n\n{KEEP}\n\n# Rights\n\n{RIGHTS}\n\n"
    assert [0] == moved(block + rest, rest + block)


def test_texts_without_headings_are_one_section() -> None:
    assert [((0,), (0,))] == links(COLLECT, ADS)


def test_chapters_with_the_same_headings_keep_their_own_sections() -> None:
    """Two chapters, of which one gains what only the other had."""
    where = "More about records of birds, who keeps them and how to read them, is found below."
    offices = " ".join(f"The office of valley number {n} keeps a list." for n in range(1, 12))
    birds = "Birds are counted by everyone who walks along the river in the first week of May."
    cats = "Cats are counted at home by their owners, who send the numbers in before the winter."

    def chapters(*resources: str) -> str:
        parts = [
            f"# {name}\n\n{body}\n\n## Examples\n\n{example}\n"
            for name, body, example in (("Birds", birds, COLLECT), ("Cats", cats, KEEP))
        ]
        return "\n".join(
            part + (f"\n## Additional resources\n\n{more}\n" if more else "")
            for part, more in zip(parts, resources, strict=True)
        )

    before = chapters("", where)
    after = chapters(f"{where}\n\n{offices}", f"{where}\n\n{offices}")
    assert ((4,), (5,)) in links(before, after)
    assert ((), (2,)) in links(before, after)
    assert ((5,), (4,)) in links(after, before)
    assert ((2,), ()) in links(after, before)


def test_a_boilerplate_section_of_another_chapter_is_another() -> None:
    heading = "## What happens if you break this rule\n\n"
    rule = "If we find that you broke this rule, we may close your account at once. "
    first = f"# Goods\n\n{COLLECT}\n\n{heading}{rule}{ADS}\n"
    other = f"# Copies\n\n{SHARE}\n\n{heading}{rule}{KEEP}\n"
    middle = f"# Rights\n\n{RIGHTS}\n\n{heading}{rule}\n"
    found_links = links(f"{first}\n{middle}", f"{middle}\n{other}")
    assert ((1,), ()) in found_links
    assert ((), (3,)) in found_links
