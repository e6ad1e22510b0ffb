"""The running job on pages that lie about the policy, and on hostile content.

What is served is fetched, read, judged and recorded as in any run. The numbers in docs/faults.md
tell which fault is which.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fault_parts import SETTINGS, Done, host, policy_id, program, texts
from tests.html_pages import SENTENCE
from tests.loopback import Loopback
from tests.test_formats_documents import docx, locked, p, packed
from tests.test_gate_loopback import BAD, as_html
from tests.test_snapshot_job import ID, Site, page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Loopback() as server:
        server.page("/privacy", page())
        yield Site(tmp_path / "workspace", server)


def test_what_stands_in_the_policys_place_is_held_and_the_good_text_stays(site: Site) -> None:
    site.run()
    for title, text, _ in BAD.values():
        site.server.page("/privacy", as_html(text, title))
        outcome = site.run(hours=6)
        assert ("held", True) == (outcome.status, bool(outcome.reasons)), text
    stub = "<html><head><title>Privacy</title></head><body><div id=root></div></body></html>"
    site.server.page("/privacy", stub)
    assert site.run(hours=6).status in {"held", "failed"}
    assert 1 == len(site.texts())
    site.server.page("/privacy", page())
    assert "unchanged" == site.run(hours=6).status
    kept = [one.sha256 for one in site.store.captures(ID)]
    assert len(kept) >= len(BAD)


def test_an_empty_body_is_never_an_empty_policy_nor_absent(site: Site) -> None:
    site.run()
    site.server.page("/privacy", "")
    assert {"failed"} == {site.run(days=2).status for _ in range(4)}
    assert 1 == len(site.texts())


def test_texts_that_alternate_are_never_recorded_and_a_redirect_keeps_its_address(
    site: Site,
) -> None:
    german = page().replace('lang="en"', 'lang="de"')
    for english, other in (
        ("We need these data to send you", "Wir brauchen diese Angaben, um Ihnen zu senden"),
        ("You may ask us for a copy of your data", "Sie können eine Kopie Ihrer Daten verlangen"),
        ("This part is about the following", "In diesem Teil geht es um das Folgende"),
        ("and it is written in plain words", "und er ist in einfachen Worten geschrieben"),
        ("so that you can read it without a lawyer", "damit Sie ihn ohne Anwalt lesen können"),
        ("Write to us when something is not clear", "Schreiben Sie uns, wenn etwas unklar ist"),
        ("We collect your name, your address and your orders", "Wir erheben Ihren Namen und mehr"),
    ):
        german = german.replace(english, other)
    site.server.page("/de/datenschutz", german)
    site.run()
    for _ in range(3):
        site.server.redirect("/privacy", "/de/datenschutz")
        outcome = site.run(days=1)
        assert ("held", True) == (outcome.status, "language" in " ".join(outcome.reasons))
        site.server.page("/privacy", page())
        assert "unchanged" == site.run(days=1).status
    assert 1 == len(site.texts())
    lines = [line for run in site.store.read_runs() for line in run.lines]
    held = [line for line in lines if line["result"] == "held"]
    assert {site.server.url("/de/datenschutz")} == {line["final_url"] for line in held}
    assert 3 == len(held)


UMLAUTS = page(who="Wir sind die Gärtnerei Müller & Söhne, größer als je – „draußen“.")
CODINGS = {
    "UTF-8 by header": (UMLAUTS.encode(), "text/html; charset=utf-8"),
    "UTF-8 by guess": (UMLAUTS.encode(), "text/html"),
    "UTF-16 by its mark": (UMLAUTS.encode("utf-16"), "text/html"),
    "Windows by header": (UMLAUTS.encode("cp1252"), "text/html; charset=windows-1252"),
    "Windows by meta": (
        UMLAUTS.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252"),
        "text/html",
    ),
    "UTF-8, and a header that lies": (
        b"\xef\xbb\xbf" + UMLAUTS.encode(),
        "text/html; charset=ascii",
    ),
}


def test_another_encoding_is_no_other_text_and_the_bytes_are_kept(site: Site) -> None:
    site.server.page("/privacy", UMLAUTS)
    assert "recorded" == site.run().status
    assert "Gärtnerei Müller & Söhne" in site.texts()[0]
    for name, (body, kind) in CODINGS.items():
        site.server.page("/privacy", body, content_type=kind)
        assert "unchanged" == site.run(days=1).status, name


def test_strange_characters_are_kept_raw_shown_and_never_act(tmp_path: Path) -> None:
    strange = "Priv\u200bacy \u202ereversed\u202c, p\u0430yments, \x9b31m and \x07 bells."
    with Loopback() as server:
        server.page("/p", page())
        store = host(tmp_path, {"p": server.url("/p")})
        assert 0 == program(tmp_path, "snapshot").code
        body = page(who=f"We are Larkspur Ltd. {strange}").replace("bells", "be\x00lls").encode()
        server.page("/p", body)
        assert 0 == program(tmp_path, "snapshot").code
        assert body == store.read_capture(next(store.captures(policy_id("p")))).body
        said = [
            program(tmp_path, *command).out
            for command in (["diff"], ["show", policy_id("p")], ["log"], ["notes"])
        ]
    for out in said:
        assert not {"\x1b", "\x9b", "\x07", "\x00", "\u202e"} & set(out)
    assert "CYRILLIC" in said[0].upper()


DEEP = {
    f"{depth}-{tag}": f"<h1>Terms</h1><p>{SENTENCE}</p>" + f"<{tag}>" * depth + f"Deep: {SENTENCE}"
    for depth in (300, 3_000, 100_000)
    for tag in ("div", "b")
}
LARGE = {
    "paragraph": f"<h1>Terms</h1><p>{f'{SENTENCE} ' * 150_000}</p><p>Deep: {SENTENCE}</p>",
    "attribute": f'<h1>Terms</h1><p title="{"x y; " * 2_000_000}">{SENTENCE}</p>Deep: {SENTENCE}',
    "headings": "".join(f"<h2>Part {n}</h2><p>a b</p>" for n in range(50_000))
    + f"Deep: {SENTENCE}",
}


@pytest.mark.slow
def test_deep_and_large_pages_are_read_whole_or_fail_aloud(tmp_path: Path) -> None:
    pages = {**DEEP, **LARGE}
    with Loopback() as server:
        for name, body in pages.items():
            server.page(f"/{name}", f"<html><body><main>{body}</main></body></html>")
        sources = {name: server.url(f"/{name}") for name in pages}
        store = host(tmp_path, sources, SETTINGS.replace("timeout = 30", "timeout = 120"))
        rows = program(tmp_path, "snapshot", "--format", "json").rows
    for name in pages:
        if rows[name]["status"] == "recorded":
            assert f"Deep: {SENTENCE}" in texts(store, name)[0], name
        else:
            assert rows[name]["error"] or rows[name]["reasons"], name
            assert rows[name]["status"] in {"failed", "held"}
    assert all(rows[name]["status"] == "recorded" for name in DEEP)
    assert "recorded" == rows["paragraph"]["status"] == rows["attribute"]["status"]


def zip_bomb() -> bytes:
    return packed({"word/document.xml": b"<a>" + b" " * 80_000_000})


def nested() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
        )
    return body.getvalue()


PDF = "application/pdf"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENTS = {
    "bomb": (zip_bomb, DOCX_TYPE),
    "theft": (nested, DOCX_TYPE),
    "encrypted": (lambda: locked(docx(p("a"))), DOCX_TYPE),
    "no text": (lambda: docx("", word__document_xml=""), DOCX_TYPE),
    "broken PDF": (lambda: b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n", PDF),
}  # fmt: skip


def test_hostile_documents_are_failures_and_the_text_in_force_stays(tmp_path: Path) -> None:
    with Loopback() as server:
        names = [f"d{n}" for n in range(len(DOCUMENTS))]
        for name in names:
            server.page(f"/{name}", page())
        store = host(tmp_path, {name: server.url(f"/{name}") for name in names})
        assert 0 == program(tmp_path, "snapshot").code
        for name, (make, kind) in zip(names, DOCUMENTS.values(), strict=True):
            server.page(f"/{name}", make(), content_type=kind)
        done: Done = program(tmp_path, "snapshot", "--format", "json")
    assert {"failed"} == {row["status"] for row in done.rows.values()}
    assert all(row["error"] and row["hint"] for row in done.rows.values())
    assert "root:" not in done.out
    assert {1} == {len(texts(store, name)) for name in names}
    assert done.peak < 150
