"""One attempt at a URL: from redirect to redirect to the capture; knows nothing of sockets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from policytrack.fetch.addresses import parse_target
from policytrack.fetch.exchange import (
    BODY_WANTED,
    NOT_MODIFIED,
    REDIRECTS,
    Request,
    request_headers,
)
from policytrack.fetch.failures import (
    AnswerError,
    RedirectError,
    RefusedError,
    StatusError,
    shorten,
)
from policytrack.fetch.wait import parse_retry_after
from policytrack.model import Capture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from policytrack.fetch.addresses import Target
    from policytrack.fetch.courier import Courier
    from policytrack.fetch.exchange import Answer
    from policytrack.fetch.robots import Robots
    from policytrack.fetch.watch import Budget
    from policytrack.fetch.way import Way

MAX_HOPS_SHOWN = 6
MAX_COOKIES = 30  # of one host
MAX_COOKIE = 4096  # characters, RFC 6265's least for browsers


@dataclass(slots=True)
class Journey:
    """What one attempt knows on its way. Cookies live and die with it."""

    source: str
    conditional: Mapping[str, str]
    way: Way
    budget: Budget
    started: datetime
    chain: list[tuple[int, str]] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)


def travel(journey: Journey, courier: Courier, robots: Robots) -> Capture:
    """Follow redirects until something else comes; its capture."""
    target = parse_target(journey.source)
    while True:
        rule = robots.check(target, journey.way, journey.budget)
        headers = headers_for(journey, target)
        note_visit(journey, target, headers.get("Cookie", ""))
        request = Request(target, headers, journey.way.at(target.host))
        answer = ask(request, journey, courier)
        keep_cookies(journey, target, answer)
        if answer.status not in REDIRECTS:
            check_status(target, answer, journey, courier)
            capture = capture_of(journey, request, answer)
            return replace(capture, finished=courier.now(), facts={**answer.facts, "robots": rule})
        target = next_target(journey, target, answer)


def ask(request: Request, journey: Journey, courier: Courier) -> Answer:
    """The answer to one request."""
    try:
        return courier.ask(request, journey.budget)
    except RefusedError as error:
        if not journey.way.outside:
            raise
        hint = "No page of the internet is followed to an address within."
        raise RefusedError(error.message, hint=hint) from error


def headers_for(journey: Journey, target: Target) -> dict[str, str]:
    """The request's headers; validators go to the very URL that gave them."""
    headers = request_headers(target, journey.way.at(target.host))
    if journey.conditional.get("url") == target.url:
        for key, name in (("etag", "If-None-Match"), ("last_modified", "If-Modified-Since")):
            if value := journey.conditional.get(key):
                headers[name] = value
    if cookies := journey.cookies.get(target.host):
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return headers


def note_visit(journey: Journey, target: Target, cookies: str) -> None:
    """The same URL with the same cookies gives the same redirect: a loop."""
    if (target.url, cookies) in journey.seen:
        raise redirect_failure(journey, "leads in a circle")
    journey.seen.add((target.url, cookies))


def next_target(journey: Journey, target: Target, answer: Answer) -> Target:
    """Where a redirect leads, if we follow it."""
    if not answer.location:
        raise redirect_failure(journey, "redirects to nowhere")
    try:
        following = parse_target(urljoin(target.url, answer.location))
    except ValueError as error:  # urljoin on a malformed IPv6 host
        raise redirect_failure(journey, "redirects to no valid URL") from error
    journey.chain.append((answer.status, following.url))
    most = journey.way.at(target.host).max_redirects
    if len(journey.chain) > most:
        raise redirect_failure(journey, f"redirects more than {most} times")
    if target.scheme == "https" and following.scheme == "http":
        raise redirect_failure(journey, "redirects from https to http")
    journey.way.passed(answer.facts.get("peer", ""))
    return following


def redirect_failure(journey: Journey, what: str) -> RedirectError:
    """A failure that shows the way taken."""
    hops = [journey.source, *(url for _, url in journey.chain)]
    way = " -> ".join(map(shorten, hops[:MAX_HOPS_SHOWN]))
    return RedirectError(
        f"{shorten(journey.source)} {what}: {way}",
        hint="Give the address at which a browser ends up.",
        chain=tuple(journey.chain),
    )


def keep_cookies(journey: Journey, target: Target, answer: Answer) -> None:
    """Cookies for the same host and this journey only: some sites ask for one and come back."""
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            key, equals, content = value.partition(";")[0].strip().partition("=")
            if key and equals and len(value) <= MAX_COOKIE:
                jar = journey.cookies.setdefault(target.host, {})
                if len(jar) < MAX_COOKIES or key in jar:
                    jar[key] = content


def check_status(target: Target, answer: Answer, journey: Journey, courier: Courier) -> None:
    """A status that brings no policy is a failure."""
    if answer.status == NOT_MODIFIED and journey.conditional.get("url") == target.url:
        return
    if answer.status not in BODY_WANTED:
        wait = parse_retry_after(answer.header("retry-after"), courier.now())
        raise StatusError(target.url, answer.status, retry_after=wait)
    if not answer.body.strip():
        raise AnswerError(
            f"{target.url} answered {answer.status} with nothing in it",
            hint="It may work again later.",
            transient=True,
        )


def capture_of(journey: Journey, request: Request, answer: Answer) -> Capture:
    """The evidence of one attempt."""
    return Capture(
        source=journey.source,
        final_url=request.target.url,
        body=answer.body,
        content_type=answer.header("content-type"),
        status=answer.status,
        headers=answer.headers,
        redirects=tuple(journey.chain),
        started=journey.started,
        request_headers=tuple(request.headers.items()),
        wire=answer.wire,
    )
