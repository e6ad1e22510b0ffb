"""The snapshot job against a real server: what is recorded, held, confirmed, and written down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policytrack.errors import FetchError
from policytrack.store import NewVersion, Store
from policytrack.tracker.doctor import examine
from policytrack.tracker.holding import dismiss, list_held, release
from policytrack.tracker.outcomes import Outcome, TakeOptions
from policytrack.tracker.start import start_workspace
from policytrack.tracker.take import take_snapshots
from policytrack.tracker.verifying import SAME, verify
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.loopback import Loopback

SECTIONS = {
    "Who we are": "We are Larkspur Ltd, and we run a shop for garden tools on the web.",
    "What we collect": "We collect your name, your address and your orders when you buy from us.",
    "Why we collect it": "We need these data to send you what you bought and to answer you.",
    "How long we keep it": "We keep your orders for 30 days after the warranty has ended.",
    "Your rights": "You may ask us for a copy of your data, and ask us to correct or delete it.",
    "Changes": "We put every change of this policy on this page and change the date above.",
}
ID = "larkspur.example/privacy"


def page(**edits: str) -> str:
    """The policy as a page; an edit replaces a section's text."""
    body = "".join(
        f"<h2>{title}</h2><p>{edits.get(title.split()[0].lower(), text)}</p>"
        f"<p>This part is about the following: {title.lower()}, and it is written in plain words"
        " so that you can read it without a lawyer. Write to us when something is not clear.</p>"
        for title, text in SECTIONS.items()
    )
    return (
        '<html lang="en"><head><title>Privacy policy</title></head><body><nav><a href="/">Home</a>'
        f"</nav><main><h1>Privacy policy</h1>{body}</main></body></html>"
    )


LOGIN = (
    "<html><body><h1>Log in</h1><form><p>Please log in to continue.</p><input name=user>"
    "<input type=password></form></body></html>"
)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 6, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **step: float) -> None:
        self.now += timedelta(**step)


class Site:
    """A tracked policy on a server, and the job that looks at it."""

    def __init__(self, root: Path, server: Loopback) -> None:
        self.server = server
        self.clock = Clock()
        start_workspace(root)
        (root / CONFIG_NAME).write_text(
            "[settings]\nallow_private = true\npause = 0\nrespect_robots = false\n\n"
            f'[policies."{ID}"]\nsource = "{server.url("/privacy")}"\n',
            encoding="utf-8",
        )
        self.workspace = load_workspace(root)
        self.store = Store.open(root)

    def run(self, **step: float) -> Outcome:
        """One run of the job, so much later; what came of the policy."""
        self.clock.advance(**step)
        options = TakeOptions(now=self.clock)
        (outcome,) = take_snapshots(self.workspace, (), options)
        return outcome

    def texts(self) -> list[str]:
        """All recorded texts, oldest first."""
        versions = reversed(self.store.versions(ID))
        return [text for _, text in self.store.read_texts(versions)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Loopback() as server:
        server.page("/privacy", page())
        yield Site(tmp_path / "workspace", server)


def test_a_change_is_recorded_after_a_second_look_in_the_same_run(site: Site) -> None:
    assert site.run().status == "recorded"
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    looks = len(site.server.paths)
    outcome = site.run(days=1)
    assert (outcome.status, outcome.summary) == ("recorded", "1 section changed")
    assert len(site.server.paths) - looks == 2
    assert "90 days" in site.texts()[-1]


def test_a_page_that_shows_a_text_once_only_makes_no_version(site: Site) -> None:
    site.run()
    answers = iter([page(who="We are somebody else today, for an hour."), page()])
    site.server.reply("/privacy", lambda _: _answer(next(answers, page())))
    assert site.run(days=1).status == "unchanged"
    assert len(site.texts()) == 1


def _answer(body: str) -> bytes:
    from tests.loopback import response

    return response(body)


def test_a_login_wall_is_held_and_the_policy_stays(site: Site) -> None:
    site.run()
    site.server.page("/privacy", LOGIN)
    for _ in range(4):
        outcome = site.run(days=2)
        assert outcome.status == "held"
        assert outcome.reasons
    assert len(site.texts()) == 1
    site.server.page("/privacy", page())
    assert site.run(days=1).status == "unchanged"


def test_a_text_shrunk_to_a_fraction_is_held_until_it_persists(site: Site) -> None:
    site.run()
    short = page().split("<h2>What we collect")[0] + "</main></body></html>"
    site.server.page("/privacy", short)
    assert site.run(days=1).status == "held"
    assert site.run(hours=1).status == "held"
    assert len(site.texts()) == 1
    assert site.run(days=2).status == "recorded"
    assert len(site.texts()) == 2


def test_a_job_that_looks_often_waits_no_longer(site: Site) -> None:
    hold_short_text(site)
    outcomes = [site.run(hours=3.5).status for _ in range(14)]
    assert outcomes == ["held"] * 13 + ["recorded"]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_status_is_a_failure_and_the_policy_stays(site: Site, status: int) -> None:
    site.run()
    site.server.page("/privacy", "<h1>Sorry</h1>", status=status, retry_after="0")
    outcome = site.run(days=1)
    assert outcome.status == "failed"
    assert isinstance(outcome.error, FetchError)
    assert len(site.texts()) == 1


def test_an_unchanged_page_is_asked_for_conditionally_and_fully_from_time_to_time(
    site: Site,
) -> None:
    site.server.page("/privacy", page(), etag='"1"')
    site.run()
    for _ in range(12):
        assert site.run(days=1).status == "unchanged"
    conditional = ["if-none-match" in request.headers for request in site.server.requests]
    assert conditional[:2] == [False, True]
    assert conditional.count(False) == 2


def test_a_lying_etag_hides_a_change_for_a_while_only(site: Site) -> None:
    site.server.page("/privacy", page(), etag='"1"')
    site.run()
    site.server.page("/privacy", page(who="We are Larkspur Holdings now."), etag='"1"')
    statuses = [site.run(days=1).status for _ in range(12)]
    assert "recorded" in statuses


def test_every_look_is_in_the_ledger_and_every_version_has_its_capture(site: Site) -> None:
    site.run()
    site.server.page("/privacy", LOGIN)
    site.run(days=1)
    site.server.page("/privacy", page(who="We are Larkspur Holdings now."))
    site.run(days=1)
    lines = [line for run in site.store.read_runs() for line in run.lines]
    assert [line["result"] for line in lines] == ["recorded", "held", "unconfirmed", "recorded"]
    for version in site.store.versions(ID):
        kept = site.store.find_capture(ID, version.capture_sha256)
        assert kept is not None
        assert b"<h1>Privacy policy</h1>" in site.store.read_capture(kept).body
    assert site.store.verify().problems == ()


def test_the_window_of_a_change_is_known(site: Site) -> None:
    site.run()
    site.run(days=3)
    last_seen = site.clock.now
    site.server.page("/privacy", page(who="We are Larkspur Holdings now."))
    outcome = site.run(days=4)
    assert outcome.snapshot is not None
    assert last_seen == outcome.snapshot.last_seen
    assert site.clock.now == outcome.snapshot.captured


def read_by_an_older_extractor(site: Site) -> None:
    """A version whose text another extractor made of the page: with the menu, as it were."""
    site.run()
    latest = site.store.latest(ID)
    assert latest is not None
    old = NewVersion(
        ID,
        "Home\n\n" + site.texts()[-1].replace("Larkspur Ltd, and we run", "Larkspur Ltd and run"),
        site.clock.now,
        extractor="policytrack/0",
        capture_sha256=latest.capture_sha256,
        final_url=latest.final_url,
        title=latest.title,
    )
    assert site.store.record(old) is not None


def test_a_new_extractor_alone_is_recorded_as_a_reading_not_as_a_change(site: Site) -> None:
    read_by_an_older_extractor(site)
    site.run(days=1)
    newest, older, _ = site.store.versions(ID)
    assert newest.reextraction
    assert not older.reextraction
    assert "Home" not in site.texts()[-1]
    assert site.run(days=1).status == "unchanged"


def test_a_change_seen_by_a_new_extractor_is_compared_with_the_old_capture_read_anew(
    site: Site,
) -> None:
    read_by_an_older_extractor(site)
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    assert site.run(days=1).summary == "1 section changed"
    newest, reading, *_ = site.store.versions(ID)
    assert (newest.reextraction, reading.reextraction) == (False, True)


def test_a_reading_beside_which_the_new_one_looks_shrunk_is_not_held(site: Site) -> None:
    """The old extractor took the whole page, menus and all; the policy lost nothing."""
    site.run()
    latest = site.store.latest(ID)
    assert latest is not None
    menus = "".join(f"- Menu entry number {n} leads to a page about tools\n" for n in range(400))
    old = replace(
        NewVersion(ID, menus + "\n" + site.texts()[-1], site.clock.now),
        extractor="policytrack/0",
        capture_sha256=latest.capture_sha256,
    )
    assert site.store.record(old) is not None
    site.server.page("/privacy", page(how="We keep your orders for 90 days."))
    assert (site.run(days=1).status, site.run(days=1).status) == ("recorded", "unchanged")
    newest, reading, *_ = site.store.versions(ID)
    assert (newest.reextraction, reading.reextraction) == (False, True)


def test_a_template_that_states_the_wrong_language_holds_nothing_up(site: Site) -> None:
    def stated(html: str) -> str:
        return html.replace('lang="en"', 'lang="de"')

    site.server.page("/privacy", stated(page()))
    first = site.run()
    assert first.snapshot is not None
    assert "en" == first.snapshot.facts["Language"]
    site.server.page("/privacy", stated(page(how="We keep your orders for 90 days.")))
    assert site.run(days=1).status == "recorded"


def test_new_rules_are_recorded_as_a_reading_not_as_a_change(site: Site) -> None:
    site.run()
    config = site.workspace.root / CONFIG_NAME
    config.write_text(config.read_text() + 'end = "Your rights"\n', encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)
    asked = len(site.server.paths)
    outcome = site.run(days=1)
    assert (outcome.status, len(site.server.paths) - asked) == ("recorded", 1)
    assert "read anew by other rules" in outcome.summary
    assert "Your rights" not in site.texts()[-1]
    assert [True, False] == [version.reextraction for version in site.store.versions(ID)]
    assert site.run(days=1).status == "unchanged"
    assert verify(site.workspace).sound


TERMS_ID = "larkspur.example/terms"


def track_terms(site: Site, body: str) -> None:
    """A second policy of the same site; the first run records both."""
    site.server.page("/terms", body)
    config = site.workspace.root / CONFIG_NAME
    row = f'[policies."{TERMS_ID}"]\nsource = "{site.server.url("/terms")}"\n'
    config.write_text(f"{config.read_text()}\n{row}", encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)
    assert {"recorded"} == {outcome.status for outcome in run_all(site).values()}


def run_all(site: Site, **step: float) -> dict[str, Outcome]:
    site.clock.advance(**step)
    outcomes = take_snapshots(site.workspace, (), TakeOptions(now=site.clock))
    return {outcome.policy: outcome for outcome in outcomes}


def terms(**edits: str) -> str:
    """Terms that share no sentence with the policy."""
    parts = {
        "orders": "An order is binding once the shop confirms it; before that you may withdraw it.",
        "prices": "Prices on the web include taxes, and delivery is charged by weight of parcel.",
        "returns": "You may return tools within four weeks when they are clean and in their box.",
        "liability": "The shop answers for damage caused by defects as far as Irish law provides.",
    }
    body = "".join(
        f"<h2>About {name}</h2><p>{edits.get(name, text)}</p><p>These rules on {name} hold for"
        " every customer of the garden centre, at the counter as well as by telephone.</p>"
        for name, text in parts.items()
    )
    return f"<html lang=en><title>Terms</title><main><h1>Terms of use</h1>{body}</main></html>"


def test_the_text_of_another_tracked_policy_is_held(site: Site) -> None:
    track_terms(site, terms())
    site.server.page("/privacy", terms())
    held = run_all(site, days=1)[ID]
    assert (held.status, "larkspur.example/terms" in " ".join(held.reasons)) == ("held", True)
    newer = "Prices on the web include taxes, and delivery is free of charge since this summer."
    site.server.page("/privacy", terms(prices=newer))
    held = run_all(site, hours=1)[ID]
    assert (held.status, "larkspur.example/terms" in " ".join(held.reasons)) == ("held", True)
    assert len(site.texts()) == 1
    site.server.page("/privacy", page())
    assert run_all(site, days=1)[ID].status == "unchanged"


def test_two_policies_that_were_one_text_may_change_alike(site: Site) -> None:
    track_terms(site, page())
    reworded = page().replace("We ", "From now on we ").replace("This part", "Each such part")
    site.server.page("/terms", reworded)
    assert run_all(site, days=1)[TERMS_ID].status == "recorded"
    site.server.page("/privacy", reworded)
    assert run_all(site, days=1)[ID].status == "recorded"


def test_one_bad_page_does_not_stop_the_others(site: Site) -> None:
    config = site.workspace.root / CONFIG_NAME
    config.write_text(
        config.read_text()
        + "".join(
            f'\n[policies."p{number}.example/privacy"]\nsource = "{site.server.url(path)}"\n'
            for number, path in enumerate(["/missing", "/privacy", "/also-missing", "/privacy"])
        ),
        encoding="utf-8",
    )
    workspace = load_workspace(site.workspace.root)
    outcomes = list(take_snapshots(workspace, (), TakeOptions(now=site.clock)))
    assert sorted(outcome.status for outcome in outcomes) == [
        "failed", "failed", "recorded", "recorded", "recorded",
    ]  # fmt: skip


def test_evidence_is_on_its_own_branch_and_the_text_alone_on_main(site: Site) -> None:
    site.run()
    import subprocess

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(site.workspace.root), *arguments],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    assert git("ls-tree", "-r", "--name-only", "HEAD").split() == [f"snapshots/{ID}.md"]
    held = git("ls-tree", "-r", "--name-only", "policytrack/evidence").split()
    assert f"captures/{ID}.json" in held
    manifest = json.loads(git("show", f"policytrack/evidence:captures/{ID}.json"))
    assert manifest["status"] == 200
    assert manifest["facts"]["peer"].startswith("127.0.0.1")


def hold_short_text(site: Site) -> str:
    site.run()
    short = page().split("<h2>What we collect")[0] + "</main></body></html>"
    site.server.page("/privacy", short)
    assert site.run(days=1).status == "held"
    return short


def test_a_held_text_is_listed_and_a_person_can_release_it(site: Site) -> None:
    hold_short_text(site)
    (held,) = list_held(site.workspace)
    assert held.state.pending_reasons
    since = site.clock.now
    site.clock.advance(hours=2)
    outcome = release(site.workspace, ID, TakeOptions(now=site.clock))
    assert outcome.status == "recorded"
    assert since == outcome.captured
    assert "What we collect" not in site.texts()[-1]
    assert list_held(site.workspace) == []
    assert site.run(days=1).status == "unchanged"


def test_a_dismissed_text_is_never_recorded(site: Site) -> None:
    hold_short_text(site)
    assert dismiss(site.workspace, ID, TakeOptions(now=site.clock)).status == "dismissed"
    assert [site.run(days=3).status for _ in range(4)] == ["held"] * 4
    assert len(site.texts()) == 1


def test_verify_proves_that_texts_come_from_their_captures(site: Site) -> None:
    site.run()
    found = verify(site.workspace)
    assert found.sound
    assert SAME in found.proves


def test_verify_tells_a_text_that_is_not_its_captures(site: Site) -> None:
    site.run()
    latest = site.store.latest(ID)
    assert latest is not None
    forged = NewVersion(
        ID,
        "# Privacy policy\n\nWe sell everything.\n",
        site.clock.now,
        extractor=latest.extractor,
        capture_sha256=latest.capture_sha256,
    )
    site.store.record(forged)
    found = verify(site.workspace)
    assert not found.sound
    assert "its text is not its capture's" in {problem.what for problem in found.problems}


def test_a_page_that_is_gone_for_days_is_absent_and_comes_back(site: Site) -> None:
    site.run()
    site.server.page("/privacy", "<h1>Not found</h1>", status=404)
    assert [site.run(days=2).status for _ in range(3)] == ["failed", "failed", "absent"]
    assert len(site.texts()) == 1
    site.server.page("/privacy", page())
    assert site.run(days=1).status == "unchanged"


def test_a_page_that_scripts_fill_is_rendered_by_a_browser(site: Site) -> None:
    import json
    import shutil

    if shutil.which("chromium") is None:
        pytest.skip("no Chromium here")
    pytest.importorskip("playwright")
    body = page().partition("<body>")[2].partition("</body>")[0]
    site.server.page(
        "/privacy",
        "<html><head><title>Larkspur</title></head><body><div id=app></div><script>"
        f"document.getElementById('app').innerHTML = {json.dumps(body)}</script></body></html>",
    )
    config = site.workspace.root / CONFIG_NAME
    config.write_text(config.read_text() + 'render = "auto"\n', encoding="utf-8")
    site.workspace = load_workspace(site.workspace.root)
    assert site.run().status == "recorded"
    assert "## How long we keep it" in site.texts()[-1]


def complaints(site: Site) -> set[str]:
    return {one.what.split(" since")[0].split(" 1")[0] for one in examine(site.workspace)}


def test_the_doctor_names_what_fails_is_held_and_leads_elsewhere(site: Site) -> None:
    site.run()
    assert {"sites cannot see whom to write to about our requests"} <= complaints(site)
    hold_short_text(site)
    assert "a text is held" in complaints(site)
    site.server.page("/privacy", "busy", status=503, retry_after="0")
    for _ in range(3):
        site.run(hours=1)
    assert any("3 times in a row" in one.what for one in examine(site.workspace))
    site.server.redirect("/privacy", "/elsewhere")
    site.server.page("/elsewhere", page(who="We are Larkspur Holdings now."))
    site.run(days=3)
    assert any("leads to" in one.what for one in examine(site.workspace))
