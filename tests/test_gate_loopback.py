"""From a real server to a verdict: what is served is fetched, read and judged, look by look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from policytrack.errors import ExtractError, FetchError
from policytrack.extract import extract
from policytrack.fetch import AnswerError, Fetcher, FetchSettings, StatusError
from policytrack.gate import Candidate, Decision, Known, Look, decide, judge_capture
from policytrack.languages import guess_language
from policytrack.sections import parse_document
from policytrack.sentences import lay_out
from tests.gate_samples import POLICIES
from tests.loopback import Loopback

OWN = FetchSettings(allow_private=True, respect_robots=False, pause=0, retries=0)
START = datetime(2026, 3, 1, 6, tzinfo=UTC)


def as_html(markdown: str, title: str = "") -> str:
    lines = []
    for line in markdown.splitlines():
        level = len(line) - len(line.lstrip("#"))
        tag = f"h{level}" if level else "p"
        lines.append(f"<{tag}>{line.strip('# ')}</{tag}>")
    return f"<html><head><title>{title}</title></head><body>{''.join(lines)}</body></html>"


@dataclass
class Watcher:
    """Looks at one URL twice a day, as the snapshot job does, and keeps the ledger."""

    server: Loopback
    fetcher: Fetcher
    known: Known | None = None
    looks: list[Look] = field(default_factory=list)

    def look(self) -> Decision:
        at = self.looks[-1].at + timedelta(hours=12) if self.looks else START
        self.looks.append(self.seen(at))
        in_force = hashed(self.known.text) if self.known else ""
        return decide(self.looks, in_force)

    def seen(self, at: datetime) -> Look:
        try:
            capture = self.fetcher.fetch(self.server.url("/privacy"))
            extraction = extract(capture)
        except StatusError as error:
            return Look(at, "failed", "", ("status",)) if error.absent else Look(at, "unreachable")
        except (FetchError, ExtractError):
            return Look(at, "unreachable")
        document = parse_document(lay_out(extraction.markdown))
        headings = tuple(part.heading for part in document.sections if part.heading)
        language = guess_language(document.text)
        about = (capture.final_url, language, headings)
        candidate = Candidate(document.text, extraction.title, 200, capture.source, *about)
        verdict = judge_capture(candidate, self.known)
        if self.known is None and verdict.outcome == "accepted":
            self.known = Known(document.text, extraction.title, *about)
        return Look(at, verdict.outcome, hashed(document.text), verdict.codes)


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    with Loopback() as server, Fetcher(OWN) as fetcher:
        server.page("/privacy", as_html(POLICIES["en"], "Privacy"))
        watching = Watcher(server, fetcher)
        watching.look()
        assert "accepted" == watching.looks[0].outcome
        yield watching


LOGIN = "# Log in\nYou must log in to continue.\nPassword\nForgot your password?"
COOKIES = "We value your privacy\nWe and our 120 partners use cookies.\nAccept all\nReject all"
BAD = {
    "a login wall": ("Log in", LOGIN, "login_wall"),
    "a bot wall": ("Just a moment...", "Checking your browser before accessing it.", "bot_wall"),
    "a cookie wall": ("Lumenfold", COOKIES, "consent_wall"),
    "an error page": ("Error", "# Something went wrong\nPlease try again later.", "error_page"),
    "a soft 404": ("Lumenfold", "# Oops!\nThe page you requested could not be found.", "soft_404"),
    "a text shrunk by more than 80 %": ("Privacy", POLICIES["en"][:250], "shrunk"),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_held_and_the_last_good_version_stays(watcher: Watcher, what: str) -> None:
    title, text, code = BAD[what]
    watcher.server.page("/privacy", as_html(text, title))
    assert "hold" == watcher.look().action
    assert code in watcher.looks[-1].codes
    watcher.server.page("/privacy", as_html(POLICIES["en"], "Privacy"))
    assert "nothing" == watcher.look().action


def test_a_lazy_stub_is_never_taken_for_the_policy(watcher: Watcher) -> None:
    stub = "<html><head><title>Privacy</title></head><body><div id=root></div></body></html>"
    watcher.server.page("/privacy", stub)
    assert {"nothing", "hold"}.issuperset({watcher.look().action for _ in range(9)})


def test_a_text_that_shrank_is_recorded_once_it_has_stood_for_days(watcher: Watcher) -> None:
    watcher.server.page("/privacy", as_html(POLICIES["en"][:250], "Privacy"))
    actions = [watcher.look().action for _ in range(5)]
    assert ["hold", "hold", "hold", "hold", "record"] == actions


def test_a_real_change_is_recorded_at_its_second_look(watcher: Watcher) -> None:
    changed = POLICIES["en"].replace("30 days", "60 days")
    watcher.server.page("/privacy", as_html(changed, "Privacy"))
    assert ["look_again", "record"] == [watcher.look().action, watcher.look().action]


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_page_is_absent_only_after_repeated_answers(
    watcher: Watcher, status: int
) -> None:
    watcher.server.page("/privacy", as_html("# Gone"), status=status)
    assert "hold" == watcher.look().action
    decisions = [watcher.look() for _ in range(6)]
    assert ("absent", watcher.looks[1].at) == (decisions[-1].action, decisions[-1].since)


@pytest.mark.parametrize("body", ["", " \n"])
def test_an_empty_body_is_unreachable_however_often(watcher: Watcher, body: str) -> None:
    watcher.server.page("/privacy", body)
    with pytest.raises(AnswerError):
        watcher.fetcher.fetch(watcher.server.url("/privacy"))
    assert ["nothing"] * 9 == [watcher.look().action for _ in range(9)]


def test_a_page_that_alternates_is_never_recorded_as_changed(watcher: Watcher) -> None:
    for _ in range(4):
        watcher.server.page("/privacy", as_html(POLICIES["de"], "Datenschutz"))
        assert "hold" == watcher.look().action
        watcher.server.page("/privacy", as_html(POLICIES["en"], "Privacy"))
        assert "nothing" == watcher.look().action


def test_a_redirect_by_country_is_held_with_its_address_and_language(watcher: Watcher) -> None:
    watcher.server.page("/de/datenschutz", as_html(POLICIES["de"], "Datenschutz"))
    watcher.server.redirect("/privacy", "/de/datenschutz")
    assert "hold" == watcher.look().action
    assert {"language", "elsewhere"} == set(watcher.looks[-1].codes)
    capture = watcher.fetcher.fetch(watcher.server.url("/privacy"))
    assert watcher.server.url("/de/datenschutz") == capture.final_url
    assert ((302, watcher.server.url("/de/datenschutz")),) == capture.redirects


def test_strange_characters_are_kept_in_the_capture(watcher: Watcher) -> None:
    raw = b"<p>Priv\0acy\xe2\x80\x8b \xe2\x80\xae \xed\xa0\x80 \xd1\x80\xd0\xb0y</p>"
    watcher.server.page("/privacy", raw)
    assert raw == watcher.fetcher.fetch(watcher.server.url("/privacy")).body
