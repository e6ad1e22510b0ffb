"""What the markup of a text becomes in Markdown."""

from __future__ import annotations

import pytest

from tests.html_pages import SENTENCE, text_of

S = SENTENCE


def test_headings_in_buttons_items_headers_and_summaries_are_headings() -> None:
    assert (
        f"# Terms\n\n## One\n\n{S}\n\n## 1. Two\n\n{S}\n\n## Three\n\n{S}\n\n### Four\n\n{S}\n"
    ) == text_of(
        "<h1>Terms</h1><h2><button aria-expanded=false aria-controls=a>One</button></h2>"
        f"<div id=a hidden><p>{S}</p></div><ol><li><h2>Two</h2><p>{S}</p></li></ol>"
        f"<header><h2>Three</h2></header><p>{S}</p>"
        f"<details><summary><h3>Four</h3></summary><p>{S}</p></details>"
    )


ACCORDIONS = {
    "bootstrap": (
        '<div class="accordion-item"><div class="accordion-header"><button class="accordion-button"'
        ' data-bs-toggle="collapse" data-bs-target="#x">Topic</button></div><div id="x"'
        f' class="accordion-collapse collapse"><div class="accordion-body">{S}</div></div></div>'
    ),
    "details": f"<details><summary>Topic</summary>{S}</details>",
    "elementor": (
        '<div class="elementor-accordion-item"><div id="t1" class="elementor-tab-title"'
        ' role="button" aria-controls="c1" aria-expanded="false"><span><i class="fas fa-plus"></i>'
        '</span><a class="elementor-accordion-title" tabindex="0">Topic</a></div><div id="c1"'
        f' class="elementor-tab-content" aria-labelledby="t1" style="display:none"><p>{S}</p></div>'
        "</div>"
    ),
    "webflow": (
        '<div class="accordion-item w-dropdown"><div class="accordion-toggle w-dropdown-toggle">'
        '<div class="icon"></div><div class="text-block">Topic</div></div>'
        f'<nav class="dropdown-list w-dropdown-list"><p>{S}</p></nav></div>'
    ),
    "definition list": (
        f'<dl><dt><button aria-expanded="false">Topic</button></dt><dd>{S}</dd></dl>'
    ),
}


@pytest.mark.parametrize("name", ACCORDIONS)
def test_the_handle_of_an_accordion_heads_the_text_that_it_opens(name: str) -> None:
    text = text_of(f"<h1>Terms</h1>{ACCORDIONS[name]}<p>{S}</p>")
    assert f"# Terms\n\n## Topic\n\n{S}\n\n{S}\n" == text


def test_a_tab_names_its_panel() -> None:
    tabs = "".join(
        f'<li><a role="tab" id="t{n}" href="#p{n}">Tab {n}</a></li>' for n in ("one", "two")
    )
    panels = "".join(
        f'<div id="p{n}" role="tabpanel" aria-labelledby="t{n}"><p>{S}</p><p>{S}</p></div>'
        for n in ("one", "two")
    )
    text = text_of(f'<h1>Legal</h1><ul class="nav nav-tabs" role="tablist">{tabs}</ul>{panels}')
    assert f"# Legal\n\n## Tab one\n\n{S}\n\n{S}\n\n## Tab two\n\n{S}\n\n{S}\n" == text


def test_bold_paragraphs_are_headings_below_the_last_real_one() -> None:
    assert f"# Terms\n\n## 1. Scope\n\n{S}\n\n## 2. Data\n\n{S}\n" == text_of(
        f"<h1>Terms</h1><p><strong>1. Scope</strong></p><p>{S}</p>"
        f'<p><span style="font-weight:700">2. D</span><b>ata</b></p><p>{S}</p>'
    )


def test_bold_sentences_and_bold_beginnings_are_no_headings() -> None:
    notice = "This notice is for the residents of Freedonia and says in full what they may ask for."
    text = text_of(f"<h1>Terms</h1><p><b>{notice}</b></p><p><b>Scope.</b> {S}</p>")
    assert f"# Terms\n\n**{notice}**\n\n**Scope.** {S}\n" == text


def test_boxes_named_as_headings_are_headings() -> None:
    text = text_of(
        f'<h1>Terms</h1><div class="section-title">Scope</div><div class="text">{S}</div>'
        f'<div class="policy__heading-3">Use</div><div class="text">{S}</div>'
    )
    assert f"# Terms\n\n## Scope\n\n{S}\n\n### Use\n\n{S}\n" == text


def test_a_heading_element_with_a_whole_paragraph_is_a_paragraph() -> None:
    long = f"{S} " * 6
    assert f"# Terms\n\n{long.strip()}\n" == text_of(f"<h1>Terms</h1><h3>{long}</h3>")


def test_line_breaks_part_paragraphs_but_not_headings() -> None:
    text = text_of(f"<h1>Terms<br>of Use</h1><p>Wrenfield<br>12 Mill Lane<br><br>{S}</p>")
    assert f"# Terms of Use\n\nWrenfield\n\n12 Mill Lane\n\n{S}\n" == text


def test_lists_keep_their_numbers() -> None:
    text = text_of(
        f'<h1>Terms</h1><p>{S}</p><ol start="3"><li>three<ol type="a"><li>first</li><li>second'
        '</li></ol></li><li value="7">seven</li><li>eight</li></ol>'
        '<ol style="list-style-type:lower-roman"><li>one</li><li>two</li></ol>'
    )
    assert text.endswith(
        "\n3. three\n   - a. first\n   - b. second\n7. seven\n8. eight\n- i. one\n- ii. two\n"
    )


def test_a_number_that_stands_in_the_item_is_not_doubled() -> None:
    text = text_of(f"<h1>Terms</h1><p>{S}</p><ol><li>1.1 Scope</li><li>(b) Use</li></ol>")
    assert text.endswith("\n- 1.1 Scope\n- (b) Use\n")


def test_a_second_paragraph_stays_in_its_item() -> None:
    text = text_of(f"<h1>Terms</h1><p>{S}</p><ol><li><p>one</p><p>more</p></li><li>two</li></ol>")
    assert text.endswith("\n1. one\n\n   more\n2. two\n")


def test_bullets_that_are_written_as_text_are_list_items() -> None:
    text = text_of(f"<h1>Terms</h1><p>{S}</p><p>• one</p><p>·<span> &nbsp; </span>two</p>- three")
    assert text.endswith("\n- one\n- two\n- three\n")


def test_definition_lists_become_items_with_their_term_in_bold() -> None:
    text = text_of(
        f"<h1>Terms</h1><p>{S}</p><dl><dt>Controller</dt><dd>who decides</dd>"
        "<dt>Processor</dt><dd>who is told</dd></dl>"
    )
    assert text.endswith("\n- **Controller**\n\n  who decides\n- **Processor**\n\n  who is told\n")


def test_tables_of_data_become_pipe_tables() -> None:
    text = text_of(
        f"<h1>Terms</h1><p>{S}</p><table><tr><th>Data</th><th>Why</th></tr>"
        "<tr><td rowspan=2>Name</td><td>to <b>address</b> you<br>and more</td></tr>"
        "<tr><td>a|b</td></tr><tr><td colspan=2>Mail</td></tr><tr><td>Age</td>"
        '<td><i class="fa fa-check"></i></td></tr></table>'
    )
    assert text.endswith(
        "\n| Data | Why |\n| --- | --- |\n| Name | to **address** you<br>and more |\n"
        "|  | a\\|b |\n| Mail |  |\n| Age | ✓ |\n"
    )


def test_tables_for_layout_are_unfolded_and_tables_in_them_kept() -> None:
    text = text_of(
        f"<h1>Terms</h1><table><tr><td><p>{S}</p><table><tr><td>A</td><td>B</td></tr>"
        f"<tr><td>1</td><td>2</td></tr></table></td></tr><tr><td><p>{S}</p></td></tr></table>"
    )
    table = "|  |  |\n| --- | --- |\n| A | B |\n| 1 | 2 |"
    assert f"# Terms\n\n{S}\n\n{table}\n\n{S}\n" == text


def test_a_table_that_only_numbers_its_clauses_is_text() -> None:
    rows = "".join(f"<tr><td>1.{n}</td><td>{S}</td></tr>" for n in (1, 2))
    assert f"# Terms\n\n1.1 {S}\n\n1.2 {S}\n" == text_of(f"<h1>Terms</h1><table>{rows}</table>")


def test_links_are_absolute_and_without_what_tracks() -> None:
    text = text_of(
        f'<h1>Terms</h1><p>{S}</p><p><a href="../a?id=4&utm_source=x&gclid=1#f">one</a>, '
        '<a href="//cdn.example/x y">two</a>, <a href="#top">three</a>, '
        '<a href="javascript:void(0)">four</a>, <a href="/f.pdf?1652276083494">five</a>, '
        '<a href="/s;jsessionid=1A2B?sid=9">six</a>, '
        '<a href="mailto:a@b.example?subject=x">seven</a></p>'
    )
    assert text.endswith(
        "[one](https://wrenfield.example/a?id=4#f), [two](https://cdn.example/x%20y), three, four,"
        " [five](https://wrenfield.example/f.pdf), [six](https://wrenfield.example/s),"
        " [seven](mailto:a@b.example)\n"
    )


def test_base_element_rules_links() -> None:
    from tests.html_pages import page_of, read

    page = page_of(f'<h1>Terms</h1><p>{S} <a href="x">here</a></p>').replace(
        "<head>", '<head><base href="https://other.example/d/">'
    )
    assert read(page).markdown.endswith("[here](https://other.example/d/x)\n")


def test_bold_joins_across_elements_and_leaves_its_blanks_outside() -> None:
    text = text_of(f"<h1>Terms</h1><p>A <b>bold </b>word, <b>bo</b><strong>ld</strong>. {S}</p>")
    assert f"# Terms\n\nA **bold** word, **bold**. {S}\n" == text


def test_signs_beside_headings_and_icons_are_no_text() -> None:
    text = text_of(
        f'<h1>Terms</h1><h2>Scope <a href="#scope">#</a></h2><p>{S}</p>'
        f'<h2>Use<a class="headerlink" href="#use">¶</a></h2><p>{S}'
        '<span class="material-icons">expand_more</span></p>'
    )
    assert f"# Terms\n\n## Scope\n\n{S}\n\n## Use\n\n{S}\n" == text


def test_hidden_text_is_kept_where_it_is_the_policy() -> None:
    text = text_of(
        f'<h1>Terms</h1><p>{S}</p><p>{S}</p><div style="display:none"><p>Read on: {S}</p></div>'
        f'<div aria-hidden="true"><p>{S}</p></div><p>{S}</p>'
    )
    assert 5 == text.count(S)


def test_hidden_words_in_a_sentence_and_notes_for_screen_readers_are_not() -> None:
    text = text_of(
        '<h1>Terms</h1><p>Write to us<span style="display:none">null</span>@wrenfield.example. '
        f'See <a href="/x">this page<span class="sr-only"> (opens in a new tab)</span></a>. {S}</p>'
    )
    assert "null" not in text
    assert "opens in" not in text


def test_a_text_that_is_there_twice_for_two_screens_is_told_once() -> None:
    copy = f"<h2>Scope</h2><p>{S} {S} {S}</p><p>{S} {S} {S} {S}</p>"
    text = text_of(
        f'<h1>Terms</h1><div class="d-none d-md-block">{copy}</div>'
        f'<div class="d-md-none">{copy}</div>'
    )
    assert 1 == text.count("## Scope")


def test_masked_mail_addresses_are_read() -> None:
    # key 5e: each byte of the address XORed with it
    code = "5e" + "".join(f"{ord(c) ^ 0x5E:02x}" for c in "dpo@wrenfield.example")
    text = text_of(
        f'<h1>Terms</h1><p>{S} <a href="/cdn-cgi/l/email-protection#{code}"><span'
        f' class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</span></a> or'
        f' <a href="/cdn-cgi/l/email-protection#{code}">us</a></p>'
    )
    assert f"{S} dpo@wrenfield.example or [us](mailto:dpo@wrenfield.example)\n" in text


def test_words_of_lists_that_sound_like_controls_are_kept() -> None:
    items = "".join(f"<li>{word}</li>" for word in ("Share", "Print", "Download", "Register"))
    text = text_of(f"<h1>Terms</h1><p>You may:</p><ul>{items}</ul><p>{S}</p>")
    assert "- Share\n- Print\n- Download\n- Register\n" in text


NAMES = (
    "id=newsletter", "id=social-media", "class=sharing", "id=cookies", "id=cookie-banner",
    "class=related", "id=comments", "class=cmp-container", "class=trusted-partners",
    "id=consent-management", "class=advertising", "class=search", "id=truste", "class=ch2-text",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_sections_named_like_furniture_are_kept(name: str) -> None:
    sections = "".join(f"<section><h2>Part {n}</h2><p>{S}</p><p>{S}</p></section>" for n in "ab")
    text = text_of(
        f"<h1>Privacy Policy</h1>{sections}<section {name}><h2>Our own topic</h2><p>{S}</p>"
        f"</section>{sections}"
    )
    assert f"## Our own topic\n\n{S}\n" in text
