"""The words of a change: whole words, the sentence with its context, the rest folded."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytrack.compare.inline import diff_text
from policytrack.model import Piece, Signal
from policytrack.publish.lines import render_lines
from policytrack.report import ReportOptions, render
from policytrack.report.excerpt import Line, cut
from policytrack.report.inline_html import mark_pieces as mark_html
from policytrack.report.linewise import split_lines
from policytrack.report.markdown import mark_pieces
from policytrack.report.quotes import find_edits
from tests.report_samples import modified, pieces

GAP, AFTER = Piece("same", "\n"), {"same", "added", "moved_here"}
LONG = "One.\nTwo.\nThree.\nWe keep it [-30-]{+90+} days.\nFour.\nFive.\nSix."


def body(text: str) -> str:
    """What the text form shows of the section's body, without its indentation."""
    return re.sub(r"(?m)^ {4}", "", text.split("Cookies: ", 1)[1].split("\n", 1)[1]).split(
        "\n\nNot "
    )[0]


def test_one_sentence_of_context_and_the_rest_folded() -> None:
    expected = "…\nThree.\nWe keep it [-30-]{+90+} days.\nFour.\n…"
    assert expected == body(render([modified(LONG)], "text")).strip()


def test_context_can_be_wider() -> None:
    text = body(render([modified(LONG)], "text", ReportOptions(context=2)))
    assert "Two." in text
    assert "One." not in text


def test_a_gap_between_two_changes_is_one_mark() -> None:
    marked = "{+New.+}\nA.\nB.\nC.\nD.\n{+Last.+}"
    assert "{+New.+}\nA.\n…\nD.\n{+Last.+}" == body(render([modified(marked)], "text")).strip()


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("We use cookie{+s+} here.", "We use [-cookie-]{+cookies+} here."),
        ("We [-un-]lawfully keep it.", "We [-unlawfully-]{+lawfully+} keep it."),
        ("It costs €[-10-]{+12+}.", "It costs €[-10-]{+12+}."),
        ("We share{+, sell+} it.", "We share{+, sell+} it."),
    ],
)
def test_a_change_shows_whole_words(marked: str, shown: str) -> None:
    assert shown == body(render([modified(marked)], "text")).strip()


def test_a_sentence_with_little_left_is_shown_before_and_after() -> None:
    marked = "[-Our cat-]{+Every dog+} sleeps [-on the green mat-]{+near some old red barn+}."
    expected = "[-Our cat sleeps on the green mat.-] {+Every dog sleeps near some old red barn.+}"
    shown = body(render([modified(marked)], "text", ReportOptions(width=100))).strip()
    assert expected == shown


def test_a_sentence_beside_a_new_one_is_still_interleaved() -> None:
    marked = (
        "If you run [-a shop in our town-]{+one of our halls+}, you can read more about us"
        " [-there-]{+here+}. {+A hall is a house in which more than a hundred people may sit and"
        " hear what others have written, and eat and drink what they brought with them.+}"
    )
    assert marked == body(render([modified(marked)], "text", ReportOptions(width=300))).strip()


def test_a_new_sentence_in_front_and_a_full_stop_of_a_name_leave_the_rest_interleaved() -> None:
    marked = (
        "{+Readers of some lands may ask us for a list of all that we hold. +}We do not lend"
        " [-or rent -]what you wrote, as these words are used by [-the old or other -]known"
        " [-rules-]{+state laws+}, to Ferrol Ltd. (a firm) [-and others-]{+, its heirs, others+}."
    )
    told = body(render([modified(marked)], "text", ReportOptions(width=400)))
    assert "hold.+} We do not lend [-or rent-] what you wrote" in told
    assert "Ferrol Ltd. (a firm)" in told


def test_lines_that_took_the_place_of_lines_stand_apart() -> None:
    marked = "[-Hall 3\nOldtown 1234-]{+Mill Road\nNewtown 5678+}\nThank you."
    expected = "[-Hall 3-]\n[-Oldtown 1234-]\n{+Mill Road+}\n{+Newtown 5678+}\nThank you."
    assert expected == body(render([modified(marked)], "text")).strip()


def test_a_bullet_goes_with_what_became_of_its_line() -> None:
    marked = "Not allowed:\n[-* -][~The language of a halls~][-'-][~ guests~]\n* Noise"
    told = body(render([modified(marked)], "text"))
    assert "[-*-]" not in told
    assert "* Noise" in told


def test_the_dot_behind_a_number_and_the_mark_of_a_quotation_are_no_words() -> None:
    marked = (
        "2{+.+} Your rights\n3{+.+} Our duties\nWe keep [-them-]{+all+}.\n> A [-good-]{+bad+} note."
    )
    told = body(render([modified(marked)], "text", ReportOptions(context=0))).strip()
    assert "…\nWe keep [-them-]{+all+}.\nA [-good-]{+bad+} note." == told
    told = body(render([modified(marked)], "text")).strip()
    assert "…\n3. Our duties\nWe keep" in told


def test_lines_that_moved_here_stand_below_those_that_went() -> None:
    marked = "A:\n\n[~* One that moved.\n~][-* Two that went-]{~Three that came to stay~}.\n* Four"
    told = body(render([modified(marked)], "text"))
    assert "[-* Two that went-]\n{~Three that came to stay~}." in told


def test_a_rewritten_section_is_two_blocks() -> None:
    told = modified("[-All of it.\nWas so.-]{+None of it.\nIs so.+}", rewritten=True)
    text = render([told], "text")
    assert "  - All of it.\n  - Was so.\n  + None of it.\n  + Is so.\n" in text
    page = render([told], "html")
    assert 'class="side before"' in page
    assert 'class="side after"' in page


def test_a_moved_sentence_is_read_at_its_new_place_and_known_at_its_old() -> None:
    sentence = "This very long sentence about the rights of everybody who reads it was moved."
    text = render([modified(f"[~{sentence}~]\nA.\nB.\n{{~{sentence}~}}")], "text")
    assert 1 == text.replace("\n    ", " ").count(sentence)
    assert "[~This very long sentence about the rights" in text


def test_what_stands_around_a_moved_part_keeps_its_order() -> None:
    marked = "{~The licence is free of charge.~}{+ Deletion.+}{~ You may delete it.~} Same."
    (line,) = cut(pieces(marked), -1)
    assert "The licence is free of charge. Deletion. You may delete it. Same." == "".join(
        piece.text for piece in line.pieces
    )
    marked = "[-1. -][~Who may use it.~]{+2. +}"
    assert "[-1.-] [~Who may use it.~] {+2.+}" == body(render([modified(marked)], "text")).strip()


def test_links_are_shown_as_their_text() -> None:
    told = modified(
        "See [our [-list-]{+page+}](https://x.example/a(b)c) \\[1\\] and **a\\_b** _c_."
    )
    assert "See our [-list-]{+page+} [1] and a_b c." == body(render([told], "text")).strip()


def test_a_link_that_grew_to_other_words_leaves_no_bracket() -> None:
    told = modified("Read our [[-policy [here-]{+Content Policy+}](https://x.example/a) about [1].")
    assert (
        "Read our [-policy here-]{+Content Policy+} about [1]."
        == body(render([told], "text")).strip()
    )


def test_a_changed_link_target_is_shown() -> None:
    lead = "Whoever wants to know more about it can read"
    told = modified(f"{lead} [ours[-](https://x.example/a)-]{{+](https://y.example/b_c_d)+}}.")
    shown = f"{lead} ours [-<https://x.example/a>-] {{+<https://y.example/b_c_d>+}}."
    assert shown == body(render([told], "text", ReportOptions(width=120))).strip()


def test_a_long_link_target_is_shown_by_its_ends() -> None:
    told = modified(f"See [o[-](https://x.example/{'a' * 400}1)-]{{+](https://x.example/z)+}}.")
    text = render([told], "text", ReportOptions(width=200))
    assert "<https://x.example/aaa" in text
    assert "aaa1>" in text
    assert "a" * 100 not in text


@pytest.mark.parametrize("form", ["text", "markdown", "html", "terminal"])
def test_invisible_and_look_alike_characters_are_visible(form: str) -> None:
    told = modified("We [-share-]{+sh\u200b\u00adаre+} it.")
    text = render([told], form, ReportOptions(colour=form == "terminal"))
    assert "sh⟦U+200B⟧⟦U+00AD⟧" in text
    assert "⟦Cyrillic а U+0430⟧re" in text


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("We never [-cope-]{+соре+} with it now.", "⟦Cyrillic с U+0441⟧⟦Cyrillic о U+043E⟧"),
        ("We use [-PayPal-]{+РаyРаl+} for it.", "⟦Cyrillic Р U+0420⟧⟦Cyrillic а U+0430⟧y⟦Cyr"),
        ("Мы любим [-собак-]{+cобак+} и кошек.", "⟦Latin c U+0063⟧обак"),
    ],
)
def test_letters_that_stand_in_for_others_are_named(marked: str, shown: str) -> None:
    assert shown in render([modified(marked)], "text", ReportOptions(width=400))


def test_words_of_one_script_are_left_alone() -> None:
    text = render([modified("Мы [-храним-]{+удаляем+} данные.")], "text")
    assert "{+удаляем+}" in text


def signal(name: str, side: str, text: str, at: int = 0) -> Signal:
    return Signal(name, side, text, at, at + len(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("marked", "signals", "line"),
    [
        ("We keep it for [-30-]{+90+} days.",
         (signal("duration", "before", "30 days"), signal("duration", "after", "90 days")),
         "duration: 30 days → 90 days"),
        ("It is free.\n{+You pay € 5.+}", (signal("money", "after", "€ 5"),), "amount: € 5 (new)"),
        ("We [-may-]{+must+} tell.",
         (signal("modality", "before", "may"), signal("modality", "after", "must")),
         "obligation: may → must"),
        ("Acme Ltd and {+Ads Inc, not+} Acme Ltd.",
         (signal("party", "after", "Ads Inc"), signal("party", "after", "Acme Ltd", 9)),
         "named party: Ads Inc (new)"),
        ("From [-13 to 15-]{+16 to 18+} years.",
         (signal("number", "before", "13"), signal("number", "before", "15", 6),
          signal("number", "after", "16"), signal("number", "after", "18", 6)),
         "number: 13 → 16; 15 → 18"),
    ],
)  # fmt: skip
def test_signals_are_named_in_plain_words(
    marked: str, signals: tuple[Signal, ...], line: str
) -> None:
    assert f"* {line}\n" in render([modified(marked, signals=signals)], "text")


DAYS = (signal("duration", "before", "30 days"), signal("duration", "after", "90 days"))


@pytest.mark.parametrize(
    ("marked", "signals"),
    [
        ("[-Paid within 30 days.-]\nSo it is.\n{+Kept for 90 days.+}", DAYS),
        (f"[-Kept for 30 days,{' and so on' * 5}.-]{{+Deleted{' and so on' * 5} after 90 days.+}}",
         DAYS),
        ("We share [-photos-]{+names+}.",
         (signal("data_type", "before", "photos"), signal("data_type", "after", "names"))),
    ],
)  # fmt: skip
def test_what_no_edit_put_in_the_place_of_the_other_is_no_pair(
    marked: str, signals: tuple[Signal, ...]
) -> None:
    text = render([modified(marked, signals=signals)], "text")
    assert "→" not in text
    assert f"{signals[0].text} (gone); {signals[1].text} (new)" in text


@pytest.mark.parametrize(
    ("marked", "signals"),
    [
        ("A third party. {+And third-parties.+}", (signal("recipient", "after", "third-parties"),)),
        ("30 days. [-Or 30 days.-]", (signal("duration", "before", "30 days"),)),
        ("So it is. {+You must not.+}", (signal("negation", "after", "not"),)),
        ("Rooms. {+House 12 in 94043.+}", (signal("number", "after", "94043"),)),
    ],
)
def test_what_the_section_had_before_is_not_new_and_bare_words_tell_nothing(
    marked: str, signals: tuple[Signal, ...]
) -> None:
    text = render([modified(marked, signals=signals)], "text")
    assert "(new)" not in text
    assert "(gone)" not in text


def test_an_address_that_begins_like_another_is_not_that_one() -> None:
    told = modified(
        "See [it](https://fix.example/a{+?from=policy+}). [-We sell it.-]",
        signals=(
            signal("link", "before", "https://fix.example/a"),
            signal("link", "after", "https://fix.example/a?from=policy"),
        ),
    )
    shown = render([told], "text", ReportOptions(width=200))
    assert "link to: https://fix.example/a (gone); https://fix.example/a?from=policy (new)" in shown


def test_a_wide_text_is_wrapped_between_words() -> None:
    told = modified("We keep " + "very " * 40 + "[-long-]{+short+} texts.")
    lines = render([told], "text", ReportOptions(width=40)).splitlines()
    assert max(map(len, lines)) <= 40
    assert any("{+short+}" in line for line in lines)


def test_markdown_marks_hold_beside_punctuation() -> None:
    assert "kept for ~~30~~ **90** days" == mark_pieces(pieces("kept for [-30-]{+90+} days"))
    assert "We **share, sell** it" == mark_pieces(pieces("We share{+, sell+} it")).replace(
        "~~share~~ ", ""
    )


MARKED = st.lists(
    st.tuples(st.sampled_from(["", "[--]", "{++}"]), st.text("ab ,.\n(", max_size=6)), max_size=12
).map(lambda parts: "".join(m[:2] + text + m[2:] if text else "" for m, text in parts))


@settings(deadline=None)
@given(MARKED)
def test_no_word_is_lost_or_invented(marked: str) -> None:
    """What is cut, with nothing folded, still holds the words of both sides."""
    lines = cut(pieces(marked), -1)
    for kind in ("removed", "added"):
        expected = "".join(p.text for p in pieces(marked) if p.kind in {"same", kind})
        shown = "\n".join(
            "".join(p.text for p in line.pieces if p.kind in {"same", kind}) for line in lines
        )
        assert re.findall(r"\w", expected) == re.findall(r"\w", shown)


def test_lines_that_differ_in_punctuation_alone_are_folded_beside_changed_words() -> None:
    marked = "We share[-,-] it[-.-]{+!+}\nA.\nB.\nC.\nWe [-sell-]{+rent+} it."
    assert "…\nC.\nWe [-sell-]{+rent+} it." == body(render([modified(marked)], "text")).strip()
    text = render([modified(marked)], "text", ReportOptions(all_rows=True))
    assert "it[-.-]{+!+}" in text


@pytest.mark.parametrize(
    "marked", ["It is [--]5.", "[-€-]{+$+}5 a day.", "1[-.-]5 per cent", "[-§-]"]
)
def test_signs_that_carry_meaning_are_no_light_punctuation(marked: str) -> None:
    marked = marked.replace("[--]", "{+-+}")
    text = body(render([modified(f"{marked}\nA.\nB.\nC.\nWe [-sell-]{{+rent+}} it.")], "text"))
    assert marked in text


def test_a_table_cell_is_cut_at_its_breaks() -> None:
    marked = "| A<br>B<br/>C<BR>We [-sell-]{+rent+} it.<br>D<br>E |"
    assert (
        "A\n…\nC\nWe [-sell-]{+rent+} it.\nD\n…" == body(render([modified(marked)], "text")).strip()
    )


def test_a_long_unchanged_stretch_loses_its_middle() -> None:
    marked = "first " + "word " * 500 + "[-sell-]{+rent+} " + "word " * 500 + "last"
    shown = body(render([modified(marked)], "text"))
    assert len(shown.split()) < 150
    assert "first" in shown
    assert "last" in shown
    assert 2 == shown.split().count("…")


@settings(deadline=None)
@given(MARKED)
def test_markdown_marks_open_and_close_wherever_they_stand(marked: str) -> None:
    """A reader of GitHub's Markdown sees no mark as text."""
    text = "\n".join(f"> {mark_pieces(line.pieces)}" for line in cut(pieces(marked), -1))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    shown = [c.content for token in tokens for c in token.children or [] if c.type == "text"]
    assert [] == [content for content in shown if "~~" in content or "**" in content]


def test_lines_that_only_draw_are_left_out() -> None:
    told = modified(
        "{+Hello.\\\n\n| | |\n| --- | --- |\n| Type | [](#x) |\n\n- - -\n\nBye.+}\n\nSame."
    )
    shown = body(render([told], "text")).strip()
    assert "{+Hello.+}\n\n{+Type+}\n\n{+Bye.+}\n\nSame." == shown


def test_capitals_and_commas_within_a_changed_line_are_not_marked_unless_all_is_asked_for() -> None:
    told = modified(
        "Our [-Help Center-]{+help center+} tells[-,-] how [-we-]{+they+} keep it 1[-.-]{+,+}5 h."
    )
    shown = body(render([told], "text", ReportOptions(width=120))).strip()
    assert "Our help center tells how [-we-]{+they+} keep it 1[-.-]{+,+}5 h." == shown
    everything = body(render([told], "text", ReportOptions(width=120, all_rows=True)))
    assert "[-Help Center-]{+help center+} tells[-,-] how" in everything


def test_bold_numbers_within_a_changed_section_are_not_marked() -> None:
    told = modified("[-**-]1[-\\-].[-**-] Use **it**.\nA.\nB.\nWe [-sell-]{+rent+} it.")
    assert "…\nB.\nWe [-sell-]{+rent+} it." == body(render([told], "text")).strip()
    wide = body(render([told], "text", ReportOptions(context=5)))
    assert wide.strip().startswith("1. Use it.\n")


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (
            "Fix Ltd\n[-1 Old Street-]\n[-Sample Town-] {+2 New Road+}\n{+Example City+}\n\nUK",
            [("1 Old Street, Sample Town", "2 New Road, Example City")],
        ),
        ("{+Apples+}\n{+Pears+}", [("", "Apples"), ("", "Pears")]),
        ("We [-comply-]{+Comply+} with [-it-]{+them+}.", [("it", "them")]),
        (
            "We choose firms. [-We give them what we hold. Those-]{+These+} firms ask you.",
            [("We give them what we hold.", ""), ("Those", "These")],
        ),
        (
            "We ask. [-My-]{+We also ask for your address first. My+} answer counts for all.",
            [("", "We also ask for your address first.")],
        ),
        (
            "[-We tell you why it is shown-]{~We ask those who are younger than 18~}:",
            [("We tell you why it is shown", "")],
        ),
        ("[~We sell~] [-most of-] [~it to firms~]{~We sell~} {+all of+} {~it to firms~}.", []),
    ],
)
def test_an_edit_says_what_took_the_place_of_what(marked: str, told: list[tuple[str, str]]) -> None:
    assert told == [edit.bare for edit in find_edits(pieces(marked))]


def test_a_link_on_each_side_shows_its_text_where_the_last_bracket_is_shared() -> None:
    marked = (
        "[-* [Coin Rules](https://fix.example/coins-]{+* [Item Rules](https://fix.example/items+})"
        ": this governs what you buy."
    )
    shown = body(render([modified(marked)], "text")).strip()
    assert "[-* Coin Rules-]{+* Item Rules+}: this governs what you buy." == shown


def test_a_term_that_runs_into_a_link_is_not_gone() -> None:
    marked = "[-Use your right to object-]{+You have the right to [object](https://fix.example)+}."
    told = modified(marked, signals=(signal("right", "before", "right to object"),))
    assert "right to object (gone)" not in render([told], "text")


def test_whose_a_right_is_makes_it_no_news() -> None:
    marked = "We ask for [-consent-]{+your consent+} first."
    told = modified(marked, signals=(signal("right", "after", "your consent"),))
    assert "(new)" not in render([told], "text")
    told = modified(
        "We ask{+ for your consent+}.", signals=(signal("right", "after", "your consent"),)
    )
    assert "your consent (new)" in render([told], "text")


def test_a_house_number_is_not_told_without_its_street() -> None:
    numbers = (signal("number", "before", "12"), signal("number", "after", "59"))
    assert "12 → 59" not in render(
        [modified("At [-12 Mill Road-]{+59 Rue Haute+}.", signals=numbers)], "text"
    )
    assert "12 → 59" in render([modified("At most [-12-]{+59+} files.", signals=numbers)], "text")


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("Ask us [-or them-].", "Ask us<del> or them</del>."),
        ("Ask us{+ or them+}, please.", "Ask us<ins> or them</ins>, please."),
        ("Ask us[- or-]{+. Then ask+} them.", "Ask us<del> or</del><ins>. Then ask</ins> them."),
        ("Ask us [-here-]{+there+} first.", "Ask us <del>here</del> <ins>there</ins> first."),
    ],
)
def test_who_reads_one_side_finds_no_space_before_a_full_stop(marked: str, shown: str) -> None:
    found = tuple(pieces(marked.replace("us [-or", "us[- or")))
    assert shown == mark_html(found)
    line = Line(found)
    assert shown.replace("</del> <ins", "</del><span> </span><ins") in render_lines([line])


def test_a_line_that_became_an_item_of_a_list_has_the_bullet_of_one() -> None:
    line = Line(pieces("[-You must also not-] {+* +}post what others made."))
    assert ">•</ins> post" in render_lines([line])
    assert '<span class="item">' in render_lines([line])


def test_links_within_the_page_are_no_news() -> None:
    told = modified("A [-b-]{+c+}.", signals=(signal("link", "after", "#us-terms"),))
    assert "link" not in render([told], "text")


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        (
            "This was last updated on [-1 May\n\nAcme-]{+2 June\n\nNorthwind+} runs it all.",
            "This was last updated on [-1 May-]{+2 June+}\n\n[-Acme-]{+Northwind+} runs it all.",
        ),
        (
            "By [-post\nor\nfax-]{+mail\nand+} we ask you to answer.",
            "By [-post-]{+mail+}\n[-or-]\n[-fax-]{+and+} we ask you to answer.",
        ),
        (
            "* [-One that went.\n* -]Two that stays.\n* {+Three that came.\n* +}Four that stays.",
            "[-* One that went.-]\n* Two that stays.\n{+* Three that came.+}\n* Four that stays.",
        ),
    ],
)
def test_what_took_the_place_of_what_stands_on_one_line(marked: str, shown: str) -> None:
    assert shown == body(render([modified(marked)], "text", ReportOptions(width=100))).strip()


@given(st.text("ab*- \n+", max_size=60), st.text("ab*- \n+", max_size=60))
@example("aa", "a*a")
@settings(max_examples=100, deadline=None)
def test_no_word_of_either_side_is_lost_between_the_lines(before: str, after: str) -> None:
    found = [piece for line in split_lines(diff_text(before, after)) for piece in (*line, GAP)]
    for text, kinds in ((before, {"same", "removed", "moved_away"}), (after, AFTER)):
        shown = "".join(piece.text for piece in found if piece.kind in kinds)
        # A mark of emphasis inside a word is no part of it: "**Y**ou".
        assert re.findall(r"\w+", text.replace("*", "")) == re.findall(
            r"\w+", shown.replace("*", "")
        )
