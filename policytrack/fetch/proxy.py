"""Which proxy stands between, if the settings ask for one; the environment is not trusted."""

from __future__ import annotations

import base64
import os
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from policytrack.errors import FetchError

if TYPE_CHECKING:
    from policytrack.fetch.addresses import Target
    from policytrack.fetch.settings import FetchSettings

ENVIRONMENT = "environment"
VARIABLES = ("http_proxy", "https_proxy", "all_proxy")


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy that the user trusts."""

    host: str
    port: int
    authorization: str = ""  # of Proxy-Authorization

    @property
    def name(self) -> str:
        """Host and port, without credentials."""
        return f"{self.host}:{self.port}"


def find_proxy(target: Target, settings: FetchSettings) -> Proxy | None:
    """The proxy for this target, if any."""
    if settings.proxy != ENVIRONMENT:
        return parse_proxy(settings.proxy) if settings.proxy else None
    if urllib.request.proxy_bypass(target.host):
        return None
    found = urllib.request.getproxies()
    url = found.get(target.scheme) or found.get("all")
    return parse_proxy(url) if url else None


def parse_proxy(url: str) -> Proxy:
    """Read "http://[user:password@]host:port"."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port or 80
    except ValueError:
        host, port = None, 0
    if host is None or parts.scheme != "http":
        # The text may hold a password, so it is not repeated.
        raise FetchError("the proxy's address cannot be used", hint="Write it as http://host:port.")
    authorization = ""
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    return Proxy(host, port, authorization)


def describe_proxy(proxy: Proxy | None) -> dict[str, str]:
    """What the record says of proxies; nothing where there is none and none was offered."""
    if proxy is not None:
        return {"proxy": proxy.name, "address_rules": "off for names: the proxy resolves them"}
    if any(os.environ.get(name) or os.environ.get(name.upper()) for name in VARIABLES):
        return {"proxy": "none: the environment's is not used"}
    return {}
