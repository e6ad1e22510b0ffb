"""A change as an e-mail and as a release: the same words in other forms, nothing injected."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from policytrack.errors import PolicytrackError
from policytrack.publish.accounts import voice
from policytrack.report.mail import render_mail
from policytrack.report.release import render_release
from tests.door import Door
from tests.report_samples import modified

KEPT = "We keep data for [-30-]{+90+} days."
SENDER = "Acme Legal <legal@acme.example>"


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [] == message.defects
    return message


def test_both_parts_tell_the_change_and_the_headers_are_complete() -> None:
    told = replace(modified(KEPT), note="Our host changed.", note_title="Longer")
    message = read(render_mail(told, SENDER, "list@acme.example"))
    assert "Acme Privacy Policy: Longer" == message["Subject"]
    assert SENDER == message["From"]
    assert "list@acme.example" == message["To"]
    assert "Fri, 02 May 2025 09:30:00 +0000" == message["Date"]
    assert f"<{told.id}.policytrack@acme.example>" == message["Message-ID"]
    text, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    for said in ("Our host changed.", "1 section changed", "§ 4.2 Cookies"):
        assert said in text.get_content()
    assert "We keep data for [-30-]{+90+} days." in text.get_content()
    assert "<ins>90</ins>" in page.get_content()


def test_the_same_change_gives_the_same_bytes_in_short_ascii_lines() -> None:
    data = render_mail(modified(KEPT, title="Überall"), SENDER)
    assert data == render_mail(modified(KEPT, title="Überall"), SENDER)
    assert data.isascii()
    assert 998 >= max(map(len, data.split(b"\r\n")))


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x00"])
def test_titles_cannot_add_headers(ending: str) -> None:
    hostile = f"Terms{ending}Bcc: all@acme.example{ending}{ending}<script>x</script>"
    told = replace(modified(KEPT), title=hostile, note_title=hostile, note=hostile)
    message = read(render_mail(told, SENDER))
    assert message["Bcc"] is None
    assert {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
            "Content-Type"} == set(message.keys())  # fmt: skip
    page = message.get_body(("html",))
    assert page is not None
    assert "<script" not in page.get_content()


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\r\nBcc: c@d", "a b@c.example", "ä@c.example", "a@b@c", "<>"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(PolicytrackError):
        render_mail(modified(KEPT), address)


def test_a_release_is_the_entry_without_its_heading() -> None:
    text = render_release([modified(KEPT)])
    assert text.startswith("1 section changed.")
    assert "### Changed\n\n- § 4.2 Cookies" in text
    assert text.endswith("<https://acme.example/privacy>\n")


def test_the_command_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    door = Door(capsys)
    door.ok("init")
    source = Path("terms.md")
    source.write_text("# Terms\n\nYou pay 5 euros.\n")
    door.ok("add", "terms.md", "--id", "acme.example/terms")
    for price, day in ((5, "01"), (7, "02"), (9, "03")):
        source.write_text(f"# Terms\n\nYou pay {price} euros.\n")
        door.ok("snapshot", "--at", f"2024-01-{day}")
    mail = ("notes", "--format", "email", "--sender", SENDER)
    door.ok(*mail, "-o", "mail.eml")
    assert b"9 euros" in Path("mail.eml").read_bytes()
    door.ok(*mail, "--since", "2024-01-01", "-o", "mails")
    assert 2 == len(list(Path("mails").glob("*.eml")))
    assert 2 == door(*mail, "--since", "2024-01-01").code
    assert 2 == door("notes", "--format", "email").code
    door.ok("notes", "--format", "release", "-o", "release.md")
    assert "7" in Path("release.md").read_text()
    assert "is no e-mail address" in door.refused(*mail[:-1], "nobody")


def test_an_e_mail_in_french_leaves_the_policys_words_alone() -> None:
    told = replace(modified(KEPT), note="Our host changed.")
    say = partial(voice, language="fr")
    message = read(render_mail(told, SENDER, say=say, language="fr"))
    text, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    for said in ("1 section changée.", "Changées", "§ 4.2 Cookies", "Mot à mot: [-supp"):
        assert said in text.get_content()
    assert "We keep data for [-30-]{+90+} days." in text.get_content()
    assert '<html lang="fr">' in page.get_content()
    assert "<title>Ce qui a changé" in page.get_content()
    for english in (" changed", "sentence", "Changed", "What ", "Before"):
        assert english not in text.get_content().replace("Our host changed.", "")
        assert english not in page.get_content().replace("Our host changed.", "")
