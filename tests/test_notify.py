"""Notices: at transitions only, with the change inside, to real receivers, whatever dies."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytrack.tracker.job import Job
from policytrack.tracker.notifying import Delivery, deliver, list_waiting
from policytrack.tracker.outcomes import TakeOptions
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.door import Door
from tests.loopback import Loopback
from tests.receiver import Receiver
from tests.test_snapshot_job import ID, LOGIN, Site, page

pytest.importorskip("apprise")
# Apprise looks for a module that later Pythons lack.
pytestmark = pytest.mark.filterwarnings("ignore:.imghdr. is deprecated:DeprecationWarning")


class Told(Site):
    """A tracked policy whose owner is told by a receiver."""

    def __init__(self, root: Path, server: Loopback, receiver: Receiver) -> None:
        super().__init__(root, server)
        self.receiver = receiver
        self.configure(f'urls = ["{receiver.url}"]')

    def configure(self, *lines: str) -> None:
        config = self.workspace.root / CONFIG_NAME
        kept = config.read_text(encoding="utf-8").partition("\n[notify]")[0]
        config.write_text("\n".join([kept, "[notify]", *lines, ""]), encoding="utf-8")
        self.workspace = load_workspace(self.workspace.root)

    def job(self, **step: float) -> Delivery:
        """One run of the job, so much later; what came of its notices."""
        self.clock.advance(**step)
        job = Job(self.workspace, options=TakeOptions(now=self.clock))
        job.run()
        assert job.delivery is not None
        return job.delivery

    def change(self, days: int) -> None:
        self.server.page("/privacy", page(how=f"We keep your orders for {days} days."))


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with Loopback() as server, Receiver() as receiver:
        server.page("/privacy", page())
        site = Told(tmp_path / "workspace", server, receiver)
        site.job()
        yield site


def test_a_first_version_and_an_unchanged_page_tell_nothing(told: Told) -> None:
    assert Delivery() == told.job(days=1)
    assert [] == told.receiver.messages


def test_a_change_is_told_once_with_its_words_inside(told: Told) -> None:
    told.change(90)
    assert 1 == len(told.job(days=1).told)
    assert Delivery() == told.job(days=1)
    (message,) = told.receiver.messages
    assert "Privacy policy: 1 section changed" == message["title"]
    assert "~~30~~ **90** days ~~after the warranty has ended~~" in message["message"]
    assert f"Notice {told.receiver.ids[0]}" in message["message"]
    assert "info" == message["type"]


def test_a_source_that_fails_is_told_once_and_once_when_it_answers_again(told: Told) -> None:
    told.server.page("/privacy", "busy", status=503, retry_after="0")
    for _ in range(6):
        told.job(days=0.5)
    assert ["larkspur.example/privacy: its source fails"] == told.receiver.titles
    assert "503" in told.receiver.messages[0]["message"]
    told.server.page("/privacy", page())
    told.job(days=1)
    told.job(days=1)
    assert ["larkspur.example/privacy: its source shows it again"] == told.receiver.titles[1:]
    assert "Failing since" in told.receiver.messages[1]["message"]


def test_two_failures_and_an_answer_tell_nothing(told: Told) -> None:
    told.server.page("/privacy", "busy", status=503, retry_after="0")
    told.job(days=1)
    told.job(days=1)
    told.server.page("/privacy", page())
    told.job(days=1)
    assert [] == told.receiver.messages


def test_a_source_that_is_gone_is_told_as_gone(told: Told) -> None:
    told.server.page("/privacy", "<h1>Not found</h1>", status=404)
    for _ in range(5):
        told.job(days=2)
    assert ["larkspur.example/privacy: its source is gone"] == told.receiver.titles


def test_a_held_text_is_told_once_though_it_differs_at_each_look(told: Told) -> None:
    for number in range(4):
        told.server.page("/privacy", LOGIN.replace("continue", f"continue, visitor {number}"))
        told.job(days=1)
    assert ["larkspur.example/privacy: what its source shows is held"] == told.receiver.titles
    told.server.page("/privacy", page())
    told.job(days=1)
    assert "its source shows it again" in told.receiver.titles[-1]


def test_a_text_that_goes_and_comes_back_tells_of_one_change_at_most(told: Told) -> None:
    for days in (90, 30, 90, 30, 90, 30):
        told.server.page("/privacy", page() if days == 30 else page(how="We keep orders 90 days."))
        told.job(days=1)
    assert 7 == len(told.texts())
    assert 1 == len(told.receiver.messages)


def test_every_step_is_told_to_whoever_asks_for_everything(told: Told) -> None:
    told.configure(f'urls = ["{told.receiver.url}"]', "everything = true")
    for days in (90, 30, 90):
        told.server.page("/privacy", page() if days == 30 else page(how="We keep orders 90 days."))
        told.job(days=1)
    assert 3 == len(told.receiver.messages)


def test_typography_alone_tells_nothing_unless_everything_is_asked_for(told: Told) -> None:
    told.server.page("/privacy", page(why="We need these data to send you what you bought,"
                                          " and to answer you."))  # fmt: skip
    assert 1 == len(told.job(days=1).dropped)
    assert [] == told.receiver.messages
    told.configure(f'urls = ["{told.receiver.url}"]', "everything = true")
    told.server.page("/privacy", page())
    told.job(days=20)
    (message,) = told.receiver.messages
    assert "what you ~~bought,~~ and to answer" in message["message"]


def test_what_an_address_does_not_take_waits_and_comes_with_the_next_run(told: Told) -> None:
    told.receiver.status = 500
    told.change(90)
    delivery = told.job(days=1)
    assert 1 == delivery.waiting
    assert "address 1 (json)" in delivery.errors[0]
    assert "500" in delivery.errors[0]
    assert 2 == len(told.texts())
    told.receiver.status = 200
    assert 1 == len(told.job(days=1).told)
    assert [] == list_waiting(told.workspace)
    assert 1 == len(told.receiver.messages)


def test_one_address_that_fails_keeps_nothing_from_another(told: Told) -> None:
    with Receiver() as second:
        told.configure(f'urls = ["{told.receiver.url}", "{second.url}"]')
        told.receiver.status = 500
        told.change(90)
        told.job(days=1)
        assert (0, 1) == (len(told.receiver.messages), len(second.messages))
        told.receiver.status = 200
        told.job(days=1)
        assert (1, 1) == (len(told.receiver.messages), len(second.messages))
        assert told.receiver.ids == second.ids


def test_a_dead_receiver_costs_a_few_attempts_a_run_not_one_a_notice(told: Told) -> None:
    rows = "".join(
        f'\n[policies."p{number}.example/privacy"]\nsource = "{told.server.url(f"/{number}")}"\n'
        for number in range(8)
    )
    config = told.workspace.root / CONFIG_NAME
    config.write_text(rows + config.read_text(encoding="utf-8"), encoding="utf-8")
    told.configure(f'urls = ["{told.receiver.url}"]')
    for edition in (10, 20):
        for number in range(8):
            text = page(how=f"We keep orders of shop {number} for {edition} days.")
            told.server.page(f"/{number}", text)
        told.receiver.answers = [500, 500, 500] if edition == 20 else []
        delivery = told.job(days=1)
    assert (8, []) == (delivery.waiting, told.receiver.messages)
    assert 8 == len(told.job(days=1).told)
    assert 8 == len(set(told.receiver.ids))


def test_only_the_chosen_events_are_told_and_a_policy_may_choose_its_own(told: Told) -> None:
    told.configure(f'urls = ["{told.receiver.url}"]', 'events = ["held"]')
    told.change(90)
    told.job(days=1)
    assert [] == told.receiver.messages
    config = told.workspace.root / CONFIG_NAME
    text = config.read_text(encoding="utf-8").replace(
        f'[policies."{ID}"]\n', f'[policies."{ID}"]\nnotify = ["changed"]\n'
    )
    config.write_text(text, encoding="utf-8")
    told.workspace = load_workspace(told.workspace.root)
    told.change(120)
    told.job(days=1)
    assert 1 == len(told.receiver.messages)


def test_an_address_comes_from_the_environment_and_no_secret_is_shown(
    told: Told, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    door = Door(capsys)
    told.configure('urls = ["$POLICYTRACK_HOOK"]')
    at = ["-C", str(told.workspace.root)]
    told.change(90)
    delivery = told.job(days=1)
    assert delivery.errors[0].startswith(
        "address 1 of [notify] names the variable POLICYTRACK_HOOK"
    )
    assert "changed" in door.ok(*at, "notify", "--list")
    secret = told.receiver.url.replace("hook", "s3cret-t0ken")
    monkeypatch.setenv("POLICYTRACK_HOOK", secret)
    told.receiver.status = 403
    refused = door(*at, "notify")
    assert 3 == refused.code
    assert "s3cret" not in refused.out + refused.err
    told.receiver.status = 200
    assert "1 notice sent" in door.ok(*at, "notify")
    assert "Nothing waits." == door.ok(*at, "notify").strip()
    assert "1 test message sent" in door.ok(*at, "notify", "--test")
    assert 2 == len(told.receiver.messages)


def test_a_workspace_cannot_ask_for_other_secrets_of_the_environment(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not for you")
    told.configure(f'urls = ["{told.receiver.url}?:key=$AWS_SECRET_ACCESS_KEY"]')
    told.change(90)
    assert "does not begin with POLICYTRACK_" in told.job(days=1).errors[0]
    assert [] == told.receiver.messages


def test_texts_that_a_person_hands_over_tell_nothing_and_a_release_does(told: Told) -> None:
    from policytrack.tracker.holding import release

    draft = told.workspace.root / "draft.html"
    draft.write_text(page(how="We keep your orders for 120 days."), encoding="utf-8")
    told.clock.advance(days=1)
    options = TakeOptions(now=told.clock, source=str(draft), at=told.clock.now)
    handed = Job(told.workspace, [ID], options)
    handed.run()
    assert "recorded" == handed.outcomes[0].status
    told.server.page("/privacy", draft.read_text(encoding="utf-8"))
    told.job(days=1)
    assert [] == told.receiver.messages
    short = page(how="Not for long.").split("<h2>Your rights")[0] + "</main></body></html>"
    told.server.page("/privacy", short)
    told.job(days=1)
    assert "held" in told.receiver.titles[0]
    release(told.workspace, ID, TakeOptions(now=told.clock))
    deliver(told.workspace)
    assert 2 == len(told.receiver.messages)
    assert "changed" in told.receiver.titles[1] or "section" in told.receiver.titles[1]


def test_a_new_extractor_tells_nothing(told: Told) -> None:
    from tests.test_snapshot_job import read_by_an_older_extractor

    read_by_an_older_extractor(told)
    told.job(days=1)
    assert told.store.versions(ID)[0].reextraction
    assert [] == told.receiver.messages


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('urls = "json://x"', "urls is not a list"),
        ('events = ["changes"]', "events is"),
        ("failures = -1", "failures is"),
        ('url = ["json://x"]', "Did you mean 'urls'"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_their_place(
    told: Told, capsys: pytest.CaptureFixture[str], lines: str, said: str
) -> None:
    config = told.workspace.root / CONFIG_NAME
    kept = config.read_text(encoding="utf-8").partition("\n[notify]")[0]
    config.write_text(f"{kept}\n[notify]\n{lines}\n", encoding="utf-8")
    assert said in Door(capsys).refused("-C", str(told.workspace.root), "notify")


def test_a_notice_whose_words_cannot_be_read_waits_and_the_others_are_told(told: Told) -> None:
    from policytrack.tracker.noting import find_change, write_words
    from policytrack.tracker.own_words import OwnWords

    told.change(90)
    told.clock.advance(days=1)
    Job(told.workspace, options=TakeOptions(now=told.clock), notify=False).run()
    noted = find_change(told.workspace, ID)
    write_words(noted, OwnWords("Our warehouse moved."), told.clock.now)
    (note,) = told.workspace.root.joinpath("notes", ID).glob("*.md")
    words = note.read_bytes()
    note.write_bytes(b"\xff\xfe broken")
    delivery = deliver(told.workspace)
    assert 1 == delivery.waiting
    assert "is not UTF-8" in delivery.errors[0]
    note.write_bytes(words)
    assert 1 == len(deliver(told.workspace).told)
    assert "Our warehouse moved." in told.receiver.messages[0]["message"]


def test_what_a_site_says_steers_no_receiver() -> None:
    from policytrack.notify import Facts, StandingMessage

    hostile = "Say\x1b[31m\n# hi <script>alert(1)</script> [x](javascript:y) @all \u202e"
    facts = Facts(event="held", policy=ID, title=hostile, source="javascript:z", reasons=(hostile,))
    message = StandingMessage("0123456789abcdef", facts)
    bodies = {form: message.body(form) for form in ("text", "markdown", "html")}
    for said in (message.title, *bodies.values()):
        assert not {"\x1b", "\u202e"} & set(said)
    assert "\n" not in message.title
    assert "<script>" not in bodies["html"]
    assert "\\[x" in bodies["markdown"]
    assert "\\@all" in bodies["markdown"] or "@all" not in bodies["markdown"]
    assert "javascript:z" not in bodies["text"]


def test_notices_travel_with_the_evidence_and_are_told_by_one_machine_only(
    told: Told, tmp_path: Path
) -> None:
    from policytrack.store import Store
    from tests.store_parts import git

    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub")
    root = told.workspace.root
    git(root, "add", CONFIG_NAME)
    git(root, "commit", "--quiet", "-m", "what is tracked")
    git(root, "remote", "add", "origin", str(tmp_path / "hub"))
    told.store.push()
    git(tmp_path, "clone", "--quiet", "hub", "other")
    other = Store.open(tmp_path / "other")
    other.pull()
    told.change(90)
    told.clock.advance(days=1)
    Job(told.workspace, options=TakeOptions(now=told.clock), notify=False).run()
    told.store.push()
    other.append_run([{"by": "other"}])  # both sides have written
    other.pull()
    assert 1 == len(deliver(load_workspace(tmp_path / "other")).told)
    other.push()
    told.store.append_run([{"by": "first"}])
    told.store.pull()
    assert Delivery() == deliver(told.workspace)
    assert 1 == len(told.receiver.messages)
    assert told.store.verify().sound


def test_mail_brings_the_change_as_a_page_and_as_text(told: Told) -> None:
    from email import message_from_bytes, policy

    from aiosmtpd.controller import Controller

    received: list[bytes] = []

    class Box:
        async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
            received.append(envelope.content)  # type: ignore[attr-defined]
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mail = Controller(Box(), hostname="127.0.0.1", port=port)
    mail.start()
    try:
        told.configure(
            f'urls = ["mailto://127.0.0.1:{port}/?from=job@larkspur.example&to=legal@a.example"]'
        )
        told.change(90)
        delivery = told.job(days=1)
        assert [] == delivery.errors
    finally:
        mail.stop()
    message = message_from_bytes(received[0], policy=policy.default)
    assert "Privacy policy: 1 section changed" == message["Subject"]
    assert delivery.told == [message["Idempotency-Key"]]
    page_, text = (message.get_body((kind,)) for kind in ("html", "plain"))
    assert page_ is not None
    assert text is not None
    assert "<ins>90</ins>" in page_.get_content()
    assert "How long we keep it" in text.get_content()
