"""Policies that come as plain text, Markdown, mail, a saved page, or out of the corpus."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytrack.errors import ExtractError
from policytrack.extract import extract
from policytrack.extract.text import parse_plain
from policytrack.model import Capture

if TYPE_CHECKING:
    from pathlib import Path

    from policytrack.model import Extraction


def read(body: str | bytes, name: str = "policy", kind: str = "") -> Extraction:
    url = f"https://acme.example/{name}"
    body = body.encode() if isinstance(body, str) else body
    return extract(Capture(url, url, body, kind))


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


PLAIN = """\
ACME PRIVACY POLICY
===================

Last updated: 3 May 2024

1. What we collect

We collect the data that you give us when you open an account, and data
about how you use the service. We do not sell them to anybody, and we ask
our processors not to either.

2. Whom to ask

Acme Ltd.
12 Harbour Road
Dublin 2

Your rights are:

  * access to the data that we hold about you, in a form that you can read
    and take with you to another service;
  * deletion;
    - at once, where you ask for it in writing;
  * 3 months of notice.

-----

This is not *bold*, and [this](is) no link; 5 < 6 & so on.
"""


def test_wrapped_text_is_unwrapped_and_its_parts_are_told_apart() -> None:
    markdown = read(PLAIN, "policy.txt").markdown
    assert [
        "# ACME PRIVACY POLICY",
        "Last updated: 3 May 2024",
        "1. What we collect",
        (
            "We collect the data that you give us when you open an account, and data about how"
            " you use the service. We do not sell them to anybody, and we ask our processors not"
            " to either."
        ),
        "2. Whom to ask",
        "Acme Ltd.",
        "12 Harbour Road",
        "Dublin 2",
        "Your rights are:",
        (
            "- access to the data that we hold about you, in a form that you can read and take"
            " with you to another service;"
        ),
        "- deletion;",
        "  - at once, where you ask for it in writing;",
        "- 3 months of notice.",
        "This is not *bold*, and [this](is) no link; 5 < 6 & so on.",
    ] == [line.replace("\\", "") for line in lines(markdown)]
    assert "<em>" not in MarkdownIt().render(markdown)
    assert "<a " not in MarkdownIt().render(markdown)


def test_long_lines_are_paragraphs_of_their_own() -> None:
    text = f"{'We keep data. ' * 20}\n{'You may object. ' * 20}\nShort.\n"
    assert 3 == len(lines(parse_plain(text)))


def test_flowed_text_is_joined_where_the_sender_says_so() -> None:
    text = "We keep \nyour data.\nAcme\n> quoted \n> words\n-- \nSignature"
    expected = ["We keep your data.", "Acme", "quoted words", "--", "Signature"]
    assert expected == [line.replace("\\", "") for line in lines(parse_plain(text, flowed=True))]


SENTENCE = st.lists(
    st.sampled_from(["we", "keep", "data", "and", "consent", "of", "subscribers", "Acme", "30"]),
    min_size=30,
    max_size=60,
).map(lambda words: "We " + " ".join(words) + ".")


@given(st.lists(SENTENCE, min_size=3, max_size=5), st.integers(50, 90))
def test_wrapping_a_text_does_not_change_what_is_read(paragraphs: list[str], width: int) -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert paragraphs == lines(parse_plain(wrapped))


@given(st.text(max_size=400))
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    letters = [letter for letter in text if letter.isalpha()]
    assert letters == [letter for letter in parse_plain(text) if letter.isalpha()]


def test_front_matter_is_metadata_and_no_text() -> None:
    found = read(
        "---\ntitle: 'Privacy'\nlang: de-DE\ndate: 2024-05-03\ntags:\n  - legal\n---\n"
        "\n# Datenschutz\n",
        "privacy.md",
    )
    assert "# Datenschutz\n" == found.markdown
    assert ("Privacy", "de", "2024-05-03") == (found.title, found.language, found.metadata["date"])


@pytest.mark.parametrize(
    "text",
    ["---\n\nWe keep data.\n\n---\n", "---\nWe keep data\n---\n", "---\ntitle: open for ever\n"],
)
def test_a_line_at_the_top_is_no_front_matter(text: str) -> None:
    assert text == read(text, "privacy.md").markdown


def test_markdown_served_as_plain_text_is_markdown() -> None:
    assert "# Privacy\n" == read("# Privacy\n", "privacy.md", "text/plain; charset=utf-8").markdown


def test_toml_front_matter() -> None:
    assert "Privacy" == read('+++\ntitle = "Privacy"\n+++\nText\n', "a.md").title


CORPUS = """\
> *The following text is extracted and transformed from the acme.example privacy policy that was \
archived on 2016-06-25. Please check the [original snapshot on the Wayback Machine]\
(https://web.archive.org/web/20160625181552id_/http%3A//acme.example/privacy%20policy) for the \
most accurate reproduction.*

# Privacy

We keep data.
"""


def test_the_remark_of_the_corpus_is_metadata() -> None:
    found = read(CORPUS, "policy.md")
    assert "# Privacy\n\nWe keep data.\n" == found.markdown
    assert ("corpus", "2016-06-25") == (found.format, found.metadata["captured"])
    assert "http://acme.example/privacy policy" == found.metadata["source"]


def test_a_quote_of_a_policy_is_no_remark_of_the_corpus() -> None:
    text = "> *The following applies.*\n\n# Privacy\n"
    assert text == read(text, "policy.md").markdown


def test_the_seed_is_read_as_of_the_corpus(shared: Path) -> None:
    body = (shared / "seed" / "python-central-privacy-policy.md").read_bytes()
    found = read(body, "seed.md")
    assert found.markdown.startswith("# Python Central Privacy Policy")
    assert "2016-06-25" == found.metadata["captured"]
    assert "http://pythoncentral.io/python-central-privacy-policy" == found.metadata["source"]


MAIL = """\
From: Acme Privacy <privacy@acme.example>
To: you@example.org
Date: Fri, 03 May 2024 10:00:00 +0200
Subject: =?utf-8?q?=C3=84nderung_unserer?= policy
Message-ID: <1@acme.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=utf-8; format=flowed

We change \nour policy.

--x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><h1>Privacy</h1><p>We k=E9ep data.</p><ul><li>One</li></ul></body></html>

--x--
"""


def test_the_html_part_of_a_mail_is_its_text() -> None:
    found = read(MAIL)
    assert ["# Privacy", "We kéep data.", "- One"] == lines(found.markdown)
    assert ("eml", "Änderung unserer policy") == (found.format, found.title)
    assert "2024-05-03" == found.metadata["sent"]


def test_the_plain_part_is_read_where_there_is_no_other() -> None:
    mail = MAIL.replace("text/html", "image/png")
    assert ["We change our policy."] == lines(read(mail).markdown)


def test_a_mail_without_text_says_so() -> None:
    mail = MAIL.replace("text/html", "image/png").replace("text/plain", "image/gif")
    with pytest.raises(ExtractError, match="no text"):
        read(mail)


PAGE = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://acme.example/legal/privacy
Subject: Privacy
Date: Fri, 3 May 2024 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----x"


------x
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://acme.example/legal/privacy

<!DOCTYPE html><html lang=3D"en"><head><meta charset=3D"utf-8"><title>Privacy</title></head>
<body><main><h1>Privacy</h1><p>We k=C3=A9ep data, see our <a href=3D"../terms">terms</a>.</p>
<p>We keep them for as long as the law says, and delete them then.</p></main></body></html>

------x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=

------x--
"""


def test_a_saved_page_is_read_at_the_address_it_was_saved_from() -> None:
    found = read(PAGE.replace("\n", "\r\n"))
    assert [
        "# Privacy",
        "We kéep data, see our [terms](https://acme.example/terms).",
        "We keep them for as long as the law says, and delete them then.",
    ] == lines(found.markdown)
    assert ("mhtml", "en") == (found.format, found.language)
    assert {"source": "https://acme.example/legal/privacy", "captured": "2024-05-03"} == dict(
        found.metadata
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"From: a\nDate: b\nMIME-Version: 1.0\n" + b"X: y\n" * 300_000 + b"\nText", "a.eml"),
        (
            b"".join(
                b"From: a\nDate: b\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
                for i in range(2000)
            ),
            "a.eml",
        ),
        (b"From: a\nDate: b\nContent-Type: message/rfc822\n\n" * 20_000, "a.eml"),
        (PAGE[:400].encode() + b"\n\n", "a.mhtml"),
        (MAIL.replace("utf-8", "no-such").replace("iso-8859-1", "\xff").encode(), "a.eml"),
        (b"> " * 2_000_000, "a.txt"),
        (b"-" * 1_000_000, "a.txt"),
        (b"a\n" * 20_000, "a.txt"),
        (b"---\n" + b"a: b\n" * 500_000, "a.md"),
        (b"> *The following text is extracted and transformed from the " + b"x " * 500_000, "a.md"),
        (b"\x00\x01\x02" * 100_000, "a.txt"),
    ],
    ids=range(11),
)
def test_hostile_files_give_text_or_a_clear_error(body: bytes, name: str) -> None:
    with suppress(ExtractError):
        assert read(body, name).markdown
