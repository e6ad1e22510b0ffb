"""What differs from capture to capture of one text must not reach the text."""

from __future__ import annotations

import pytest

from tests.html_pages import POLICIES, SAMPLES, read

POLICY = POLICIES[0].read_text()
ZENDESK = (SAMPLES / "frames" / "zendesk.html").read_text()
WORDPRESS = (SAMPLES / "frames" / "wordpress_elementor.html").read_text()


def masked(address: str, key: int) -> str:
    return f"{key:02x}" + "".join(f"{ord(c) ^ key:02x}" for c in address)


def entities(text: str, every: int) -> str:
    """A text with other characters written as entities, as address hiders do."""
    return "".join(f"&#{ord(c)};" if i % every == 0 else c for i, c in enumerate(text))


def mail(key: int) -> str:
    code = masked("dpo@wrenfield.example", key)
    return (
        f'<p>Write to <a href="/cdn-cgi/l/email-protection#{code}"><span class="__cf_email__"'
        f' data-cfemail="{code}">[email&#160;protected]</span></a>.</p>'
    )


NOISE = {
    "masked addresses": lambda n: ZENDESK.replace("<!-- POLICY -->", POLICY + mail(17 + n)),
    "entities": lambda n: ZENDESK.replace(
        "<!-- POLICY -->", f"{POLICY}<p>Mail: {entities('dpo@wrenfield.example', n + 2)}</p>"
    ),
    "votes": lambda n: ZENDESK.replace("<!-- POLICY -->", POLICY).replace(
        "132 out of", f"{n}7 out of"
    ),
    "related articles": lambda n: ZENDESK.replace("<!-- POLICY -->", POLICY).replace(
        "How to return an item", f"Another article {n}"
    ),
    "nonces": lambda n: WORDPRESS.replace("<!-- POLICY -->", POLICY).replace("3f9a1c", f"{n}f9a1c"),
    "banner": lambda n: WORDPRESS.replace("<!-- POLICY -->", POLICY).replace(
        "Autumn sale: 20% off", f"Sale number {n}"
    ),
    "copyright year": lambda n: WORDPRESS.replace("<!-- POLICY -->", POLICY).replace(
        "© 2024", f"© 202{n}"
    ),
    "comments": lambda n: WORDPRESS.replace("<!-- POLICY -->", POLICY).replace(
        "3 Responses", f"{n} Responses"
    ),
    "cache busters": lambda n: ZENDESK.replace(
        "<!-- POLICY -->", f'{POLICY}<p><a href="/p.pdf?v={1652276083494 + n}">As PDF file</a></p>'
    ),
    "sessions": lambda n: ZENDESK.replace(
        "<!-- POLICY -->", f'{POLICY}<p><a href="/c;jsessionid=A{n}?trace_id={n}">Choices</a></p>'
    ),
    "generated ids": lambda n: ZENDESK.replace(
        "<!-- POLICY -->", f'<div id="ember{n}" class="css-{n}abc">{POLICY}</div>'
    ),
    "white space": lambda n: ZENDESK.replace("<!-- POLICY -->", POLICY).replace(
        " ", "\n" if n else "\t "
    ),
    "invisible characters": lambda n: ZENDESK.replace(
        "<!-- POLICY -->", POLICY.replace("data", "da\u00adta\u200b" if n else "data")
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NOISE)
def test_two_captures_of_one_text_give_one_markdown(kind: str) -> None:
    first, second = (read(NOISE[kind](n)).markdown for n in (0, 1))
    assert first == second
    assert "## 6. Contact" in first
