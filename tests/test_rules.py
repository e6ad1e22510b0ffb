"""What a user's rules do to a page, and what they say when they cannot be used."""

from __future__ import annotations

import json

import pytest

from policytrack.errors import ExtractError, WorkspaceError
from policytrack.extract import extract
from policytrack.extract.rules import parse_declaration, parse_rules
from policytrack.model import Capture

PAGE = """<!doctype html><html><body>
<nav id="menu"><a href="/">Home</a></nav>
<main>
 <h1>Acme legal</h1>
 <div id="privacy"><h2>Privacy Policy</h2><p class="a">We keep data.</p>
  <p class="share">Share this.</p><h3>Cookies</h3><p>We use cookies.</p></div>
 <h2 id="terms">Terms of Use</h2><p class="a">You must pay.</p><h3>Fees</h3><p>Ten euros.</p>
 <h2><a name="imprint"></a>Imprint</h2><p>Acme Ltd.</p><p>Seen by 1,234 people today.</p>
</main>
<footer><p>Foot.</p></footer></body></html>"""


def read(page: str = PAGE, kind: str = "text/html", **rules: object) -> str:
    capture = Capture(
        "https://acme.example/legal", "https://acme.example/legal", page.encode(), kind
    )
    return extract(capture, parse_rules(rules)).markdown


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


PRIVACY = ["## Privacy Policy", "We keep data.", "### Cookies", "We use cookies."]
TERMS = ["## Terms of Use", "You must pay.", "### Fees", "Ten euros."]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"select": ".a"}, ["We keep data.", "You must pay."]),
        ({"select": ["footer", ".a"]}, ["Foot.", "We keep data.", "You must pay."]),
        ({"select": ["#privacy", "#privacy p"], "remove": ".share"}, PRIVACY),
        ({"select": "main > h2 ~ p.a"}, ["You must pay."]),
        ({"select": "main h3 + p"}, ["We use cookies.", "Ten euros."]),
        ({"select": "main > div p:not(.a, .share), footer p"}, ["We use cookies.", "Foot."]),
        ({"select": "div:has(> h3) > h3"}, ["### Cookies"]),
        ({"fragment": "#privacy", "remove": [".share"]}, PRIVACY),
        ({"fragment": "terms"}, TERMS),
        ({"fragment": "imprint"}, ["## Imprint", "Acme Ltd.", "Seen by 1,234 people today."]),
        ({"select": "main", "remove": ".share", "start": "privacy policy"}, PRIVACY),
        ({"select": "main", "start": "Terms of Use", "end": "Imprint"}, TERMS),
        ({"select": "main", "start": "3. Cookies"}, ["### Cookies", "We use cookies."]),
        ({"ranges": [{"startBefore": "#terms", "endBefore": "[name=imprint]"}]}, [*TERMS]),
        ({"ranges": [{"startAfter": "#terms", "endAfter": "h3 + p"}]}, None),
        (
            {"ranges": {"startAfter": "#terms", "endBefore": "main > h3"}},
            ["You must pay."],
        ),
        (
            {
                "select": "#privacy",
                "remove": [{"startBefore": ".share", "endAfter": "#privacy h3"}],
            },
            ["## Privacy Policy", "We keep data.", "We use cookies."],
        ),
        (
            {"ranges": [{"startBefore": ".share", "endBefore": "#terms + p"}]},
            ["Share this.", "### Cookies", "We use cookies.", "## Terms of Use"],
        ),
        (
            {"fragment": "imprint", "filters": ["Seen by * people today."]},
            ["## Imprint", "Acme Ltd."],
        ),
        (
            {"fragment": "imprint", "filters": [{"match": "by * people", "replace": "by people"}]},
            ["## Imprint", "Acme Ltd.", "Seen by people today."],
        ),
        ({"select": "footer", "remove": ".not-there"}, ["Foot."]),
    ],
)
def test_rules_choose_the_policy(rules: dict[str, object], expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(ExtractError, match="ends before it starts"):
            read(**rules)
    else:
        assert expected == lines(read(**rules))


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ({"select": ".not-there"}, ".not-there"),
        ({"select": ["main", ".not-there"]}, ".not-there"),
        ({"ranges": [{"startBefore": ".not-there"}]}, ".not-there"),
        ({"remove": [{"startBefore": "h1", "endBefore": ".gone"}]}, ".gone"),
        ({"fragment": "not-there"}, "not-there"),
        ({"start": "Nothing such"}, "Nothing such"),
        ({"start": "Imprint", "end": "Privacy Policy"}, "Privacy Policy"),
    ],
)
def test_what_matches_nothing_is_an_error_that_names_it(
    rules: dict[str, object], named: str
) -> None:
    with pytest.raises(ExtractError, match=named.replace(".", r"\.")) as caught:
        read(**rules)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ({"selct": "main"}, '"selct"'),
        ({"select": "main["}, '"select"'),
        ({"select": "div::before"}, '"select"'),
        ({"select": ["main", ""]}, '"select"'),
        ({"select": 5}, '"select"'),
        ({"select": "a" * 5000}, '"select"'),
        ({"select": "a " * 900}, '"select"'),
        ({"remove": "a >"}, '"remove"'),
        ({"remove": "a:has(b:has(c))"}, '"remove"'),
        ({"remove": "a:not(b c d e f)"}, '"remove"'),
        ({"ranges": ["main"]}, '"ranges"'),
        ({"ranges": [{"startBefore": "a", "startAfter": "b"}]}, '"ranges"'),
        ({"ranges": [{"begin": "a"}]}, '"begin"'),
        ({"filters": ["*"]}, '"filters"'),
        ({"filters": [{"match": "a", "with": "b"}]}, '"with"'),
        ({"filters": ["a\nb"]}, '"filters"'),
        ({"start": ["a"]}, '"start"'),
        ({"fragment": "a", "select": "b"}, '"fragment"'),
    ],
)
def test_rules_that_cannot_be_used_are_named(rules: dict[str, object], named: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        parse_rules(rules)
    assert named in caught.value.message


def test_rules_for_a_page_are_refused_on_plain_text() -> None:
    with pytest.raises(ExtractError, match="select"):
        read("Privacy", "text/plain", select="main")


def test_start_and_end_work_on_plain_text() -> None:
    text = "Terms\n=====\n\nPay.\n\nPrivacy\n=======\n\nWe keep data.\n"
    assert ["# Privacy", "We keep data."] == lines(read(text, "text/plain", start="Privacy"))


@pytest.mark.parametrize(
    "selector",
    [
        "a " + "div " * 40,
        "div ~ " * 30 + "b",
        ":not(b) :not(b) :not(b) :not(b) :not(b) b",
        "p:nth-child(2n + 1) b",
    ],
)
def test_no_selector_takes_long_on_a_deep_or_wide_page(selector: str) -> None:
    deep = "<div>" * 3000 + "<i>x</i>" + "</div>" * 3000 + "<p>y</p>" * 6000
    with pytest.raises(ExtractError, match=r"matches nothing|siblings"):
        read(f"<html><body>{deep}</body></html>", select=selector)


def test_no_filter_takes_long() -> None:
    page = f"<html><body><p>{'ab' * 50_000}</p></body></html>"
    assert "ab" in read(page, select="p", filters=["a*b*a*b*a*b*c", "a*a*a*a*a*a*a*x"])


DECLARATION = {
    "name": "Acme",
    "terms": {
        "Privacy Policy": {
            "fetch": "https://acme.example/privacy",
            "select": ["main", {"startBefore": "#a", "endBefore": "#b"}],
            "remove": ".share",
            "filter": ["removeShareButton", {"removeQueryParams": ["v"]}, {"trim": {"all": True}}],
            "executeClientScripts": True,
        },
        "Terms of Service": {
            "combine": [
                {"fetch": "https://acme.example/terms/1"},
                {"fetch": "https://acme.example/terms/2", "select": "article"},
            ],
            "select": "main",
        },
        "Imprint": {"fetch": "https://acme.example/imprint.pdf"},
    },
}


def test_a_declaration_of_open_terms_archive_becomes_policies_with_rules() -> None:
    privacy, terms, imprint = parse_declaration(json.dumps(DECLARATION))
    assert ("Acme", "Privacy Policy") == (privacy.service, privacy.type)
    assert (
        'the script filter "removeShareButton" is not supported and was left out',
        'the script filter "trim" is not supported and was left out',
    ) == privacy.remarks
    [source] = privacy.sources
    assert ("https://acme.example/privacy", True) == (source.url, source.browser)
    assert {
        "select": ["main", {"startBefore": "#a", "endBefore": "#b"}],
        "remove": [".share"],
    } == source.rules
    assert [{"select": ["main"]}, {"select": ["article"]}] == [s.rules for s in terms.sources]
    assert ("https://acme.example/imprint.pdf", {}) == (
        imprint.sources[0].url,
        imprint.sources[0].rules,
    )


def test_declarations_of_the_older_form_are_understood() -> None:
    older = {"name": "Acme", "documents": {"Imprint": {"fetch": "http://a.example", "select": "p"}}}
    assert ["Imprint"] == [policy.type for policy in parse_declaration(json.dumps(older))]


@pytest.mark.parametrize(
    ("declaration", "named"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "table"),
        ('{"name": "Acme"}', "terms"),
        ('{"name": "Acme", "terms": {"Imprint": {"fetch": "file:///etc/passwd"}}}', "Imprint"),
        ('{"name": "Acme", "terms": {"Imprint": {"combine": []}}}', "Imprint"),
        (
            '{"name": "Acme", "terms": {"Imprint": {"fetch": "https://a.b", "select": "a["}}}',
            "Imprint",
        ),
    ],
)
def test_a_declaration_that_cannot_be_used_is_named(declaration: str, named: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        parse_declaration(declaration)
    assert named in caught.value.message
