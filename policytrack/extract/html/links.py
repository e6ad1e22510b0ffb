"""Link targets made absolute and free of what changes from visit to visit."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

TRACKING: Final = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|twclid|yclid|igshid"
    r"|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|hsCtaTracking|mkt_tok|ref_src|ref_url|vero_id|oly_\w+_id"
    r"|s_cid|cmpid|icid|trk|trkInfo|jsessionid|phpsessid|sessionid|sid)(?:=|$)",
    re.IGNORECASE,
)
SHOWN: Final = frozenset({"http", "https", "ftp", "mailto", "tel"})
UNSAFE: Final = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})


def canonical_url(href: str, base_url: str) -> str:
    """An absolute URL, "" for what leads nowhere (in-page, scripts, unreadable)."""
    href = "".join(href.split())
    if not href or href.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(base_url, href))
    except ValueError:
        return ""
    if parts.scheme.lower() not in SHOWN:
        return ""
    query = "&".join(p for p in parts.query.split("&") if p and not TRACKING.match(p))
    return urlunsplit(parts._replace(query=query)).translate(UNSAFE)
