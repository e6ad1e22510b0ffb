"""The published site as visitors meet it: in a real Chromium, from files alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest

from policytrack.tracker.publishing import publish
from policytrack.workspace import load_workspace
from tests.site_parts import OPTIONS, publish_sample, record, record_hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
PROGRAM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed"),
]
POLICY = "p/fernwick.example/privacy-policy/"
ARABIC = "# الخصوصية\n\nنحن نحترم خصوصيتك في كل وقت.\n\n## البيانات\n\nنحتفظ بالبيانات {} يوما.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("chromium")
    publish_sample(root / "work", root / "first")
    record_hostile(root / "work")
    light = [
        "We keep your Data, all of it, and it goes in 30 days from the day on which you go.",
        "We keep your data all of it, and it goes in 60 days from the day on which you go.",
    ]
    record(root / "work", "light.example/terms", [f"# T\n\n## Keeping\n\n{t}\n" for t in light])
    record(root / "work", "ar.example/privacy", [ARABIC.format(n) for n in (30, 60)], "الخصوصية")
    publish(load_workspace(root / "work"), root / "site", OPTIONS)
    return root / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site; whatever it requests beyond it, or complains of, is an error."""
    contexts: list[Any] = []
    found: list[str] = []

    def note(told: str, *, strange: bool) -> None:
        if strange:
            found.append(told)

    def open_page(path: str, **settings: Any) -> Page:
        settings.setdefault("timezone_id", "Europe/Paris")
        settings.setdefault("locale", "en-GB")
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        here = site.as_uri()
        page.on("request", lambda asked: note(asked.url, strange=not asked.url.startswith(here)))
        page.on("console", lambda told: note(told.text, strange=told.type == "error"))
        page.on("pageerror", lambda error: note(str(error), strange=True))
        page.goto(f"{here}/{path}")
        return page

    yield open_page
    for context in contexts:
        assert [] == context.cookies()
        context.close()
    assert [] == found


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def colours(page: Page) -> list[str]:
    told = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    return [str(one) for one in told]


def change_of(site: Path) -> str:
    """The change with most on its page."""
    pages = (site / POLICY).glob("c-*.html")
    return POLICY + max(pages, key=lambda path: path.stat().st_size).name


def test_a_visitor_gets_from_the_index_to_a_change_and_back(visit: Callable[..., Page]) -> None:
    page = visit("index.html")
    page.click("#policies a:has-text('Fernwick')")
    page.click("#changes a >> nth=0")
    assert page.locator("ins, del").first.is_visible()
    page.click("nav.steps a[rel=prev]")
    page.click(".crumb a")
    assert "Fernwick" in str(page.text_content("h1"))


def test_search_and_weight_leave_what_was_asked_for(visit: Callable[..., Page]) -> None:
    page = visit("index.html")
    page.fill("#search", "MARLOW")
    shown = page.locator(".changes li:visible, .policies li:visible").all_text_contents()
    assert shown
    assert all("Marlow" in text for text in shown)
    page.fill("#search", "zzz nothing zzz")
    assert page.locator(".nothing:visible").count() == 2
    page.fill("#search", "")
    page.select_option("#weight", "cosmetic")
    assert page.locator(".changes li:visible").count() == 0


def test_side_by_side_and_back_show_the_same_words(visit: Callable[..., Page], site: Path) -> None:
    page = visit(change_of(site))
    inline = page.text_content("main")
    page.click("button[data-view=side]")
    assert page.locator(".now:visible").count() > 0
    assert page.locator(".far:visible").count() == 0
    assert page.locator(".was ins:visible, .now del:visible").count() == 0
    assert page.get_attribute("button[data-view=side]", "aria-pressed") == "true"
    assert page.locator(".heads:visible").first.inner_text().split() == ["Before", "After"]
    shown = page.locator(".was:has(del)").first.inner_text()
    assert not re.search(r"\s[.,;]", shown), shown
    page.click("button[data-view=inline]")
    assert inline == page.text_content("main")


def test_edits_of_form_are_marked_with_everything_alone(
    visit: Callable[..., Page], site: Path
) -> None:
    (change,) = (site / "p/light.example/terms").glob("c-*.html")
    page = visit(f"p/light.example/terms/{change.name}")
    text = page.locator(".entry .text").first
    assert "We keep your data all of it" in text.inner_text()
    page.click("button[data-view=side]")
    assert "We keep your Data, all of it" in page.locator(".was").first.inner_text()
    assert "We keep your data all of it" in page.locator(".now").first.inner_text()
    page.click("button[data-view=inline]")
    page.check("#everything")
    assert "Data," in text.inner_text()
    assert text.locator("del:visible").count() > 1


@pytest.mark.parametrize("script", [True, False])
def test_everything_or_only_what_changed(
    visit: Callable[..., Page], site: Path, script: bool
) -> None:
    page = visit(change_of(site), java_script_enabled=script)
    assert page.locator(".far:visible").count() == 0
    page.check("#everything")
    assert page.locator(".far:visible").count() > 0
    assert page.locator(".gap:visible").count() == 0


def test_without_scripts_everything_is_there(visit: Callable[..., Page], site: Path) -> None:
    page = visit("index.html", java_script_enabled=False)
    assert page.locator(".changes li:visible").count() >= 7
    assert not page.is_visible("#search")
    page = visit(change_of(site), java_script_enabled=False)
    assert page.locator("ins:visible").count() > 0
    assert "UTC" in str(page.text_content(".facts"))
    assert not page.is_visible("button[data-view=side]")


def test_anchors_of_sections_lead_to_them(visit: Callable[..., Page]) -> None:
    page = visit(POLICY + "index.html")
    link = page.locator(".toc a").last
    anchor = str(link.get_attribute("href"))
    link.click()
    assert page.locator(f"section[id='{anchor[1:]}']").is_visible()
    page.wait_for_function("window.scrollY > 200")


def test_times_are_the_readers_own(visit: Callable[..., Page]) -> None:
    ways = [
        visit("p/x.example/terms/index.html", timezone_id=zone).inner_text(".facts time >> nth=0")
        for zone in ("Pacific/Kiritimati", "Pacific/Honolulu")
    ]
    assert ways[0] != ways[1]


def test_any_two_versions_are_compared(visit: Callable[..., Page]) -> None:
    page = visit(POLICY + "compare.html")
    page.select_option("#from", "0")
    assert page.locator("#compared ins").count() > 0
    assert page.locator("#compared del").count() > 0
    page.check("#everything")
    assert not re.search(r"\]\(|\*\*|={4}|^#", page.inner_text("#compared"), re.MULTILINE)
    address = page.url
    page.select_option("#to", "0")
    assert page.locator("#compared ins, #compared del").count() == 0
    page.goto(address)
    page.reload()
    assert page.locator("#compared ins").count() > 0


def test_dark_and_light_are_each_their_own(visit: Callable[..., Page]) -> None:
    light = colours(visit("index.html", color_scheme="light"))
    dark = colours(visit("index.html", color_scheme="dark"))
    assert light != dark


def test_pages_fit_a_phone_and_a_wide_screen(visit: Callable[..., Page], site: Path) -> None:
    paths = ["index.html", POLICY + "index.html", change_of(site), "p/x.example/terms/index.html"]
    for width in (320, 375, 1900):
        for path in paths:
            assert fits(visit(path, viewport={"width": width, "height": 800})), (width, path)


def test_print_shows_the_change_and_no_tools(visit: Callable[..., Page], site: Path) -> None:
    page = visit(change_of(site))
    page.emulate_media(media="print")
    assert page.locator(".entry ins:visible").count() > 0
    assert not page.is_visible(".tools")
    assert len(page.pdf()) > 10_000


def test_the_keyboard_reaches_the_content(visit: Callable[..., Page]) -> None:
    page = visit("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_text_from_right_to_left_is_set_so(visit: Callable[..., Page]) -> None:
    page = visit("p/ar.example/privacy/index.html")
    style = "e => getComputedStyle(e).direction"
    assert page.locator(".prose").first.evaluate(style) == "rtl"


def test_hostile_words_do_nothing(visit: Callable[..., Page], site: Path) -> None:
    changes = [
        f"p/x.example/terms/{path.name}" for path in (site / "p/x.example/terms").glob("c-*")
    ]
    assert changes
    for path in [
        "index.html",
        "p/x.example/terms/index.html",
        "p/x.example/terms/compare.html",
        *changes,
    ]:
        page = visit(path)
        page.wait_for_timeout(100)
        assert page.title() != "owned"
        assert page.locator("main img, iframe, [onerror], [onmouseover]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_no_violation(
    visit: Callable[..., Page], site: Path, scheme: str, width: int
) -> None:
    pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    import axe_core_python

    script = next(Path(str(axe_core_python.__file__)).parent.rglob("axe*.js")).read_text("utf-8")
    ways = ["index.html", POLICY + "index.html", POLICY + "compare.html", change_of(site)]
    ways += ["p/ar.example/privacy/index.html"]
    for path in ways:
        size = {"width": width, "height": 800}
        page = visit(path, color_scheme=scheme, viewport=size, bypass_csp=True)
        for button in page.locator("button[data-view=side]").all():
            button.click()
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(script)
        found = page.evaluate("axe.run(document)")["violations"]
        told = [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]
        assert [] == told, path


def test_the_banner_on_a_policys_own_page_is_for_who_was_there_before(
    visit: Callable[..., Page], site: Path
) -> None:
    page = visit(POLICY + "index.html")
    codes = page.locator("#embed pre code").all_text_contents()
    own = site / "own.html"
    own.write_text('<!doctype html><html lang="en"><title>Ours</title>' + "".join(codes), "utf-8")
    page = visit("own.html")
    assert "Last changed on" in page.inner_text(".policytrack")
    banner = page.locator("#policytrack-banner")
    assert not banner.is_visible()
    page.evaluate("Object.keys(localStorage).forEach(key => localStorage.setItem(key, 'before'))")
    page.reload()
    assert banner.is_visible()
    banner.locator("button").click()
    page.reload()
    assert not banner.is_visible()
    own.unlink()


def test_what_programs_are_told_is_whole(visit: Callable[..., Page], site: Path) -> None:
    """schema.org and Open Graph; nothing that is not known is told empty."""
    for path in ["index.html", POLICY + "index.html", change_of(site)]:
        page = visit(path)
        facts = json.loads(str(page.text_content("script[type='application/ld+json']")))
        assert "https://schema.org" == facts["@context"]
        assert {"@type", "url"} <= facts.keys() | facts.get("about", {}).keys()
        assert "" not in facts.values()
        told = {
            meta.get_attribute("property"): meta.get_attribute("content")
            for meta in page.locator("meta[property]").all()
        }
        assert {"og:title", "og:type", "og:url", "og:site_name"} <= told.keys()
        assert all(told.values())


def test_a_second_visit_is_told_what_is_new(visit: Callable[..., Page], site: Path) -> None:
    page = visit("index.html")
    assert not page.is_visible("#since-visit")
    page.evaluate(
        "localStorage.setItem('policytrack-seen:' + location.pathname, '2024-01-01T00:00:00+00:00')"
    )
    page.reload()
    assert "new since your last visit" in page.inner_text("#since-visit")
