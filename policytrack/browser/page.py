"""One page in a running browser: from its URL to a Rendering; knows nothing of processes."""

from __future__ import annotations

import time
from base64 import b64decode
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from policytrack.fetch.addresses import OWN_HOSTS
from policytrack.fetch.exchange import BODY_WANTED
from policytrack.fetch.failures import (
    AnswerError,
    ConnectError,
    LimitError,
    RedirectError,
    RefusedError,
    StatusError,
    TimedOutError,
)
from policytrack.fetch.tls import SWITCHED_OFF
from policytrack.fetch.wait import parse_retry_after
from policytrack.model import Capture

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from policytrack.browser.guard import Traffic
    from policytrack.browser.settings import BrowserSettings
    from policytrack.fetch.settings import FetchSettings

POLL = 0.2  # seconds
QUIET = 1.0  # seconds for which the text must not have grown
MIN_FRAME = 1500  # characters; shorter frames are advertisements, maps and consent
MIN_BUFFER = 100_000  # bytes of answers that the session keeps, of which none is asked for
MAX_SHOWN = 8  # refused hosts in a fact
MAX_HEIGHT = 16_000  # pixels of a screenshot; beyond 16,384 Chromium repeats what it drew

LENGTH = "() => document.body ? document.body.innerText.length : 0"
EXTENT = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
SIZE = "() => document.documentElement ? document.documentElement.outerHTML.length : 0"
# Shadow trees are no part of a page's serialised form; here they become one.
SERIALISE = """() => {
  const copy = (node) => {
    const made = node.cloneNode(false);
    for (const child of node.shadowRoot ? node.shadowRoot.childNodes : []) made.append(copy(child));
    for (const child of node.childNodes) made.append(copy(child));
    return made;
  };
  return document.documentElement ? copy(document.documentElement).outerHTML : "";
}"""
BODY = "() => document.body ? document.body.innerHTML : ''"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendered page as a capture, and what it looked like where that was asked for."""

    capture: Capture
    screenshot: bytes = b""  # PNG
    pdf: bytes = b""


@dataclass(slots=True)
class Visit:
    """One page's errand: what is asked, under which rules, and what came in."""

    url: str
    settings: FetchSettings
    browser: BrowserSettings
    traffic: Traffic
    now: Callable[[], datetime]
    ends: float = 0.0
    answers: list[Any] = field(default_factory=list)  # the main frame's responses
    devtools: Any = None  # a session that has followed the page from its start

    @property
    def left(self) -> float:
        """Milliseconds left, as Playwright counts them."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise never_at_rest(self.url, self.settings.timeout)
        return left * 1000


def render_page(connected: Any, guard: dict[str, str], visit: Visit) -> Rendering:
    """Open the URL in a profile of its own and take what it shows once it is at rest."""
    from playwright.sync_api import Error
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    started = visit.now()
    visit.ends = time.monotonic() + visit.settings.timeout
    with closing(connected.new_context(**context_options(connected, guard, visit))) as context:
        page = context.new_page()
        page.set_default_timeout(visit.left)
        page.on("response", lambda answer: note_answer(visit, page, answer))
        try:
            visit.devtools = context.new_cdp_session(page)
            visit.devtools.send("Network.enable", {"maxTotalBufferSize": MIN_BUFFER})
            page.goto(visit.url, wait_until="domcontentloaded", timeout=visit.left)
            settle(page, visit)
            check_answer(page, visit)
            html = serialise(page, visit)
            shot = take_screenshot(page, visit) if visit.browser.screenshot else b""
            printed = page.pdf(print_background=True) if visit.browser.pdf else b""
        except PlaywrightTimeout as error:
            check_traffic(visit)
            raise never_at_rest(visit.url, visit.settings.timeout) from error
        except Error as error:
            check_traffic(visit)
            raise ConnectError(
                f"{visit.url} could not be shown in the browser",
                hint="Try to fetch it plainly to see why.",
                transient=True,
            ) from error
        capture = capture_of(page, visit, html, started)
    return Rendering(capture, shot, printed)


def never_at_rest(url: str, seconds: float) -> TimedOutError:
    """The failure of a page that was too slow; `seconds` is what it had."""
    return TimedOutError(
        f"{url} did not come to rest in the browser within its time ({seconds:g} s)",
        hint="Raise timeout if the page is that slow.",
        transient=True,
    )


def context_options(connected: Any, guard: dict[str, str], visit: Visit) -> dict[str, Any]:
    """A fresh profile: nothing kept, nothing allowed, everything through the guard."""
    agent = connected.new_browser_cdp_session().send("Browser.getVersion")["userAgent"]
    return {
        "proxy": {**guard, "bypass": "<-loopback>"},
        "user_agent": f"{agent} {visit.settings.agent}",
        "ignore_https_errors": not visit.settings.verify_tls,
        "extra_http_headers": {"Accept-Language": visit.settings.languages},
        "service_workers": "block",
        "accept_downloads": False,
    }


def note_answer(visit: Visit, page: Any, answer: Any) -> None:
    """Keep what came for the page itself, not for its parts."""
    if answer.request.is_navigation_request() and answer.frame == page.main_frame:
        visit.answers.append(answer)


def settle(page: Any, visit: Visit) -> None:
    """Wait until the page's text has stopped growing, for as long as the settings allow."""
    ends = time.monotonic() + visit.browser.settle
    length, since = -1, time.monotonic()
    while time.monotonic() < ends:
        check_traffic(visit)
        page.wait_for_timeout(min(POLL * 1000, visit.left))
        found = page.evaluate(LENGTH)
        if found != length:
            length, since = found, time.monotonic()
        elif length and time.monotonic() - since >= QUIET:
            return


def check_traffic(visit: Visit) -> None:
    """LimitError for a page that loads too much, RefusedError for one that led inwards."""
    if visit.traffic.is_over:
        raise LimitError(
            f"{visit.url} loads more than {visit.traffic.limit:,} bytes",
            hint="Raise max_megabytes if it is a policy.",
        )
    for place, reason in visit.traffic.refused.items():
        if any(place == urlsplit(url).netloc for url in led_to(visit)):
            raise RefusedError(reason, hint=OWN_HOSTS)


def led_to(visit: Visit) -> list[str]:
    """The URLs that the page itself went to or was sent to."""
    sent = [answer.headers.get("location", "") for answer in visit.answers]
    return [visit.url, *(answer.url for answer in visit.answers), *sent]


def check_answer(page: Any, visit: Visit) -> None:
    """The last answer for the page itself must be one that brings a policy."""
    check_traffic(visit)
    answer = visit.answers[-1] if visit.answers else None
    if answer is None:
        raise AnswerError(f"{visit.url} brought no page", hint="Check the address.")
    if answer.status not in BODY_WANTED:
        wait = parse_retry_after(answer.headers.get("retry-after", ""), visit.now())
        raise StatusError(answer.url, answer.status, retry_after=wait)
    if visit.url.startswith("https:") and page.url.startswith("http:"):
        raise RedirectError(f"{visit.url} leads from https to http", chain=tuple(chain_of(visit)))


def serialise(page: Any, visit: Visit) -> str:
    """The page's HTML with its shadow trees, and its longer frames behind."""
    size = page.evaluate(SIZE)
    if size > visit.settings.max_bytes:
        raise LimitError(
            f"{visit.url} is larger than {visit.settings.max_bytes:,} bytes",
            hint="Raise max_megabytes if it is a policy.",
        )
    html = str(page.evaluate(SERIALISE))
    frames = [frame for frame in page.frames[1:] if not frame.is_detached()]
    long = [frame.evaluate(BODY) for frame in frames if frame.evaluate(LENGTH) >= MIN_FRAME]
    body, close, end = html.rpartition("</body>")
    framed = "".join(f"<section>{part}</section>" for part in long)
    return f"<!DOCTYPE html>{body}{framed}{close}{end}"


def take_screenshot(page: Any, visit: Visit) -> bytes:
    """The whole page as PNG, down to a height that a browser can still draw."""
    width, height = page.evaluate(EXTENT)
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, MAX_HEIGHT)}
    return bytes(page.screenshot(full_page=True, clip=clip, timeout=visit.left))


def chain_of(visit: Visit) -> list[tuple[int, str]]:
    """The redirects on the way, and the pages that led on by themselves."""
    return [(before.status, after.url) for before, after in pairwise(visit.answers)]


def tls_facts(visit: Visit, answer: Any) -> dict[str, str]:
    """As the fetcher tells of a handshake."""
    parts = urlsplit(answer.url)
    asked = {"origin": f"{parts.scheme}://{parts.netloc}"}
    found = visit.devtools.send("Network.getCertificate", asked)
    chain = [b64decode(one) for one in found.get("tableNames", [])]
    facts = {
        "tls_version": (answer.security_details() or {}).get("protocol", ""),
        "tls_verified": "yes" if visit.settings.verify_tls else SWITCHED_OFF,
    }
    return {**facts, "certificate_sha256": sha256(chain[0]).hexdigest()} if chain else facts


def capture_of(page: Any, visit: Visit, html: str, started: datetime) -> Capture:
    """The evidence."""
    answer = visit.answers[-1]
    host = urlsplit(answer.url).hostname or ""
    facts = {
        "renderer": f"Chromium {page.context.browser.version}",
        "peer": visit.traffic.peers.get(host, ""),
        "traffic_bytes": str(visit.traffic.received),
    }
    if visit.traffic.refused:
        facts["refused"] = ", ".join(sorted(visit.traffic.refused)[:MAX_SHOWN])
    if answer.url.startswith("https:"):
        facts |= tls_facts(visit, answer)
    return Capture(
        source=visit.url,
        final_url=page.url,
        body=html.encode("utf-8", "replace"),
        content_type="text/html; charset=utf-8",
        status=answer.status,
        headers=tuple(answer.headers.items()),
        redirects=tuple(chain_of(visit)),
        request_headers=tuple(answer.request.headers.items()),
        started=started,
        finished=visit.now(),
        facts=facts,
    )
