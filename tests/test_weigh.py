from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.compare.inline import diff_text
from policytrack.model import Piece
from policytrack.weigh import judge

if TYPE_CHECKING:
    from collections.abc import Callable

COSMETIC = [
    ("We keep  data.", "We keep\ndata."),
    ("We keep “data”.", 'We keep "data"'),
    ("We keep data – always.", "We keep **data** - always."),
    ("WE KEEP DATA.", "We keep data."),
    ("caf\u00e9", "cafe\u0301"),
    ("the o\ufb03ce", "the office"),
    ("See <b>this</b> &amp; that", "See this & that"),
    ("pre-empted by U.S. law", "preempted by US law"),
    ("our web site", "our website"),
    ("you can not", "you cannot"),
    ("the (c) mark", "the © mark"),
    ("Acme® and Globex™", "Acme and Globex"),
    ("10 000 users", "10\u202f000 users"),
    ("10 000 users", "10000 users"),
    ("from 5 – 10 days", "from 5-10 days"),
    ("| a | b |\n| c | d |", "|a|b|\n|c|d|"),
    ("* One\n* Two", "- One\n- Two"),
    ("1. One\n2. Two", "a) One\nb) Two"),
    ("4.1. Use it.\n4.2. Keep it.", "5.1. Use it.\n5.2. Keep it."),
    ("you (a) pay and (b) leave", "you (i) pay and (ii) leave"),
    ("- One\n\n- Two", "- Two\n\n- One"),
    ("a\u200bb soft\u00adhyphen", "ab softhyphen"),
]

SUBSTANTIVE = [
    ("We may share it.", "We must share it."),
    ("We may share it.", "We may not share it."),
    ("We keep it 30 days.", "We keep it 60 days."),
    ("We keep $1,000.", "We keep $1.000."),
    ("We keep $1,000.", "We keep 1,000."),
    ("a fee of $5", "a fee of €5"),
    ("a fee of 5%", "a fee of 5"),
    ("at -5 degrees", "at 5 degrees"),
    ("aged 18+ only", "aged 18 only"),
    ("10² metres", "102 metres"),
    ("mail privacy@acme.example", "mail privacy@globex.example"),
    ("mail first.last@acme.example", "mail firstlast@acme.example"),
    ("at https://acme.example/a-b", "at https://acme.example/ab"),
    ("see acme.com/privacy", "see acme.com/terms"),
    ("we may be late", "we maybe late"),
    ("it is not able to", "it is notable to"),
    ("tell us about it", "tell US about it"),
    ("~~We share it.~~ Done.", "We share it. Done."),
    ("<del>We share it.</del> Done.", "We share it. Done."),
    ("Shared: ✓", "Shared: ✗"),
    ("18. Lebensjahr", "16. Lebensjahr"),
    ("2. May 2021 was rainy", "3. May 2021 was rainy"),
    ("see section 5", "see section 6"),
    ("a", ""),
    ("déjà vu", "deja vu"),
]


@pytest.mark.parametrize(("before", "after"), COSMETIC)
def test_the_same_words_in_another_dress_are_cosmetic(before: str, after: str) -> None:
    assert "cosmetic" == judge(before, after, (), "en").weight


# Words that a reader does not see, or sees as something else, though the diff shows them.
UNREAD = [
    ('the [terms](https://acme.example "short title")', "the [terms](https://acme.example)"),
    ('the [terms](https://acme.example "one here")', 'the [terms](https://acme.example "two of")'),
    ("![](data:image/svg+xml,plain words) data", "![](data:image/svg+xml,other words) data"),
    ('a <span title="one name here">word</span>', "a word"),
    ("a <!-- note for editors --> word", "a word"),
    ("see [x]\n\n[x]: https://acme.example one title", "see [x]\n\n[x]: https://acme.example"),
    ("mail us@acme.example now", "mail [email protected] now"),
    ("Acme &copy; data", "Acme © data"),
    ("Acme data", "Acme (tm) data"),
    ("section 1. We ask.\nsection 2. We tell.", "1. We ask.\n2. We tell."),
]


@pytest.mark.parametrize(("before", "after"), COSMETIC + UNREAD)
def test_the_words_that_a_diff_shows_make_no_dress_substantive(before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        pieces = diff_text(one, other)
        assert judge(one, other, (), "en").weight == "cosmetic"
        assert judge(one, other, pieces, "en").weight == "cosmetic", pieces


@pytest.mark.parametrize(("before", "after"), COSMETIC)
def test_a_cosmetic_verdict_holds_in_both_directions(before: str, after: str) -> None:
    assert "cosmetic" == judge(after, before, (), "en").weight


@pytest.mark.parametrize(("before", "after"), SUBSTANTIVE)
def test_what_changes_the_meaning_is_substantive(before: str, after: str) -> None:
    assert "substantive" == judge(before, after, (), "en").weight


@pytest.mark.parametrize(("before", "after"), SUBSTANTIVE)
def test_a_substantive_verdict_holds_in_both_directions(before: str, after: str) -> None:
    assert "substantive" == judge(after, before, (), "en").weight


@pytest.mark.parametrize(("before", "after"), SUBSTANTIVE)
def test_an_edit_is_found_amid_equal_text_and_other_dress(before: str, after: str) -> None:
    around = "Nothing *changes* here.\n\n{}\n\nNor – at last – here.\n\n"
    dressed = around.replace("–", "-").replace("*", "_")
    verdict = judge(around.format(before), dressed.format(after), (), "en")
    assert "substantive" == verdict.weight


LONG = [f"- The first party of case {n} confirms the final offer." for n in range(300)]


@pytest.mark.parametrize(
    "dress",
    [
        lambda line: line.replace("first", "ﬁrst"),
        lambda line: line.replace("party", "party™"),
        lambda line: line.replace("confirms", "con\u00adfirms"),
        lambda line: line.replace("offer", "[offer](https://acme.example/offer)"),
        lambda line: line.replace("final offer", "**final offer**"),
        lambda line: line.replace("The first", "Thefirst"),
        lambda line: line.upper(),
    ],
)
def test_another_dress_of_hundreds_of_lines_is_cosmetic(dress: Callable[[str], str]) -> None:
    after = "\n".join(map(dress, LONG))
    assert "cosmetic" == judge("\n".join(LONG), after, (), "en").weight


@pytest.mark.parametrize("edited", [1, 300])
def test_edits_in_a_long_section_are_substantive_however_many(edited: int) -> None:
    after = [line.replace("final", "second") for line in LONG[:edited]] + LONG[edited:]
    assert "substantive" == judge("\n".join(LONG), "\n".join(after), (), "en").weight


def test_equal_bodies_weigh_nothing() -> None:
    assert "none" == judge("We keep data.\n\n", "We keep data.\n", (), "en").weight


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("“data”", '"data"', "only quotes changed"),
        ("a – b", "a - b", "only dashes changed"),
        ("Data", "data", "only case changed"),
        ("**data**", "data", "only markup changed"),
        ("a b", "a\nb", "only white space changed"),
        ("caf\u00e9", "cafe\u0301", "only Unicode form changed"),
        ("You may not.", "You may, not.", "only punctuation beside a negation changed"),
        ("1. A\n2. B", "i. A\nii. B", "only numbering changed"),
        (
            "ab",
            "a\u200bb",
            "only unseen characters (U+200B ZERO WIDTH SPACE) changed",
        ),
        (
            "[a](https://x.example/1)",
            "[a](https://x.example/2)",
            "only a link target (https://x.example/1 to https://x.example/2) changed",
        ),
    ],
)
def test_a_cosmetic_verdict_names_what_differs(before: str, after: str, reason: str) -> None:
    assert reason == judge(before, after, (), "en").reason


def test_a_changed_link_target_is_kept_with_its_place() -> None:
    before, after = "See [it](https://a.example/x).", "See [it](https://a.example/y)."
    found = judge(before, after, (), "en").signals
    assert [
        ("link", "before", "https://a.example/x"),
        ("link", "after", "https://a.example/y"),
    ] == [(signal.name, signal.side, signal.text) for signal in found]
    assert "https://a.example/y" == after[found[1].start : found[1].end]


def test_a_look_alike_letter_makes_another_word_and_is_named() -> None:
    verdict = judge("We pay you.", "We p\u0430y you.", (), "en")
    assert "substantive" == verdict.weight
    assert "letters that look like others: U+0430 CYRILLIC SMALL LETTER A" == verdict.reason


def test_an_override_of_the_reading_direction_is_substantive_and_named() -> None:
    verdict = judge("after 30 days", "after \u202e30 days", (), "en")
    assert "substantive" == verdict.weight
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in verdict.reason


def test_references_that_follow_the_renumbering_are_cosmetic() -> None:
    verdict = judge(
        "See section 5 and § 6.2, not article 6 of the GDPR.",
        "See section 6 and § 7.2, not article 6 of the GDPR.",
        (),
        "en",
        {"5": "6", "6": "7"},
    )
    assert "cosmetic" == verdict.weight
    assert "only references that follow the renumbering changed" == verdict.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("See section 5.", "See section 7."),
        ("See section 8.", "See section 9."),
        ("See article 5 of the GDPR.", "See article 6 of the GDPR."),
        ("Keep it 5 days. See section 5.", "Keep it 6 days. See section 6."),
    ],
)
def test_references_that_lead_elsewhere_are_substantive(before: str, after: str) -> None:
    assert "substantive" == judge(before, after, (), "en", {"5": "6", "8": "8"}).weight


DATE_LINES = [
    ("en", "Last updated: May 12, 2021", "Last updated: June 1, 2022"),
    ("en", "_Effective date: 12 May 2021_", "_Effective date: 1 June 2022_"),
    ("en", "Last updated: 5 months ago", "Last updated: 6 months ago"),
    ("fr", "Dernière mise à jour : 1er janvier 2024", "Dernière mise à jour : 3 mars 2024"),
    ("de", "Stand: Mai 2018", "Stand: Juni 2018"),
    ("es", "Última actualización: 3 de mayo de 2021", "Última actualización: 4 de mayo de 2021"),
    ("pt", "Última atualização: 25/05/2018", "Última atualização: 26/05/2018"),
    ("it", "Ultimo aggiornamento: 3 maggio 2021", "Ultimo aggiornamento: 4 maggio 2021"),
    ("nl", "Laatst bijgewerkt op 3 mei 2021", "Laatst bijgewerkt op 4 mei 2021"),
    ("en", "Last updated: 2024-05-01T10:00:00.000Z", "Last updated: 2024-06-02T11:30:12.125Z"),
    ("en", "Updated 2024-05-01 10:00", "Updated 2024-06-02 11:30"),
]


@pytest.mark.parametrize(("language", "before", "after"), DATE_LINES)
def test_a_date_line_alone_is_cosmetic(language: str, before: str, after: str) -> None:
    verdict = judge(f"{before}\n\nText.\n", f"{after}\n\nText.\n", (), language)
    assert ("cosmetic", True) == (verdict.weight, verdict.date_line_only)


@pytest.mark.parametrize(("language", "before", "after"), DATE_LINES)
def test_a_date_line_that_comes_or_goes_is_cosmetic(language: str, before: str, after: str) -> None:
    verdict = judge("Text.\n", f"{after}\n\nText.\n", (), language)
    assert ("cosmetic", True) == (verdict.weight, verdict.date_line_only)


@pytest.mark.parametrize(("language", "before", "after"), DATE_LINES)
def test_a_date_line_hides_no_other_word(language: str, before: str, after: str) -> None:
    verdict = judge(f"{before}\n\nOne text.\n", f"{after}\n\nOther text.\n", (), language)
    assert ("substantive", False) == (verdict.weight, verdict.date_line_only)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12 May 2021\n\nText.", "1 June 2022\n\nText."),
        ("Last updated\n\n12 May 2021\n\nText.", "Last updated\n\n1 June 2022\n\nText."),
        ("Effective May 1, 2021 ([older](x)).", "Effective May 2, 2021 ([older](x))."),
    ],
)
def test_a_date_stated_in_other_ways_is_a_date_line(before: str, after: str) -> None:
    assert judge(before, after, (), "en").date_line_only


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Accounts made before 1 May 2021 stay.", "Accounts made before 1 May 2022 stay."),
        ("Effective May 1, 2021, we charge a fee.", "Effective May 2, 2021, we charge a fee."),
        ("Text.\n\n12 May 2021\n\nText.", "Text.\n\n12 May 2022\n\nText."),
    ],
)
def test_a_date_that_is_a_rule_is_substantive(before: str, after: str) -> None:
    assert "substantive" == judge(before, after, (), "en").weight


def test_a_passage_that_only_moves_is_cosmetic() -> None:
    first, second = "We never sell your data to anybody.", "We keep it safe."
    pieces = (
        Piece("moved_away", first),
        Piece("same", f" {second}"),
        Piece("moved_here", f" {first}"),
    )
    verdict = judge(f"{first} {second}", f"{second} {first}", pieces, "en")
    assert ("cosmetic", "only the order of lines changed") == (verdict.weight, verdict.reason)


def test_a_single_word_that_moves_is_an_edit() -> None:
    pieces = (
        Piece("same", "We do "),
        Piece("moved_away", "not "),
        Piece("same", "sell and do "),
        Piece("moved_here", "not "),
        Piece("same", "share"),
    )
    verdict = judge("We do not sell and do share", "We do sell and do not share", pieces, "en")
    assert "substantive" == verdict.weight


WORDS = st.sampled_from(
    [
        "we",
        "you",
        "may",
        "must",
        "not",
        "share",
        "keep",
        "data",
        "30",
        "60",
        "days",
        "never",
        "with",
        "us",
        "it",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_dressing_words_otherwise_never_makes_them_substantive(
    words: list[str], random: Random
) -> None:
    dressed = "".join(
        f"{random.choice(['', '**', '“', '('])}{word}{random.choice(['', '**', '”', ')'])}"
        f"{random.choice([' ', '  ', chr(10), chr(160), ', '])}"
        for word in words
    )
    assert "substantive" != judge(" ".join(words), dressed, (), "en").weight


@given(st.lists(WORDS, min_size=1, max_size=30), st.integers(0, 29), WORDS)
def test_putting_one_word_for_another_is_always_substantive(
    words: list[str], place: int, word: str
) -> None:
    other = [*words]
    other[place % len(words)] = word
    expected = "none" if other == words else "substantive"
    assert expected == judge(" ".join(words), " ".join(other), (), "en").weight


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_get_a_verdict(before: str, after: str) -> None:
    verdict = judge(before, after, (), "en")
    assert ("none" == verdict.weight) == (before.strip() == after.strip())
    for signal in verdict.signals:
        side = before if signal.side == "before" else after
        assert signal.text == side[signal.start : signal.end]


def test_a_numbered_item_that_becomes_a_link_says_the_same() -> None:
    before = "- 1\\. Objet du contrat\n- 2\\. Accès libre\n"
    after = "- [1. Objet du contrat](https://x.fr/#a)\n- [2. Accès libre](https://x.fr/#b)\n"
    assert judge(before, after, (), "fr").weight == "cosmetic"
    assert judge(after, before, (), "fr").weight == "cosmetic"


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "We personalise it and honour it.", "We personalize it and honor it."),
        ("en", "Our centre cancelled the programme.", "Our center canceled the program."),
        ("de", "Wir wissen, daß es stimmt.", "Wir wissen, dass es stimmt."),
        ("fr", "Cet événement est à connaître.", "Cet évènement est à connaitre."),
        ("es", "Este período es sólo tuyo.", "Este periodo es solo tuyo."),
        ("pt", "A protecção é objectivo nosso.", "A proteção é objetivo nosso."),
        ("nl", "De coöperatie is hier.", "De cooperatie is hier."),
    ],
)
def test_another_spelling_is_substantive_and_said_to_be_one(
    language: str, before: str, after: str
) -> None:
    verdict = judge(before, after, diff_text(before, after), language)
    assert ("substantive", ()) == (verdict.weight, verdict.signals)
    assert verdict.reason.startswith("only spelling changed (")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We give you advice.", "We give you advise."),
        ("This is our choice.", "This is or choice."),
        ("We filed your letters.", "We filled your letters."),
        ("We personalise it here.", "We personalize it there."),
        ("We personalise it.", "We personalize it all."),
    ],
)
def test_another_word_is_no_other_spelling(before: str, after: str) -> None:
    assert "spelling" not in judge(before, after, diff_text(before, after), "en").reason


def test_sharp_s_makes_another_word_but_not_in_capitals() -> None:
    for after, weight in (("in Massen", "substantive"), ("IN MASSEN", "cosmetic")):
        pieces = diff_text("Trinkt Wein in Maßen.", f"Trinkt Wein {after}.")
        verdict = judge("Trinkt Wein in Maßen.", f"Trinkt Wein {after}.", pieces, "de")
        assert weight == verdict.weight
        assert "spelling" not in verdict.reason


def test_letters_struck_out_by_combining_strokes_are_no_punctuation() -> None:
    before, after = "We do sell it.", "We d\u0336o\u0336 sell it."
    verdict = judge(before, after, diff_text(before, after), "en")
    assert "substantive" == verdict.weight
    assert "COMBINING LONG STROKE OVERLAY" in verdict.reason
    for one, other in (("a \u2260 b", "a =\u0338 b"), ("a =\u0338 b", "a \u2260 b")):
        assert "cosmetic" == judge(one, other, (), "en").weight
