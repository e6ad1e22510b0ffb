"""Link targets made absolute and free of what changes from visit to visit.

Every link target is stored with the text, so one that carries the visitor, the server or the
hour would make each capture differ from the one before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from policytrack.extract.html.emails import unmask_link

TRACKING: Final = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|fb_\w+"
    r"|msclkid|twclid|ttclid|li_fat_id|yclid|ysclid|igshid|igsh|mc_[ce]id|_ga|_gl|_gac|_hsenc|_hsmi"
    r"|__hs\w+|hsctatracking|mkt_tok|ref_(?:src|url)|vero_\w+|oly_\w+|s_cid|s_kwcid|ef_id|cmpid"
    r"|epik|rdt_cid|srsltid|spm|scm|trk|trkinfo|trkcampaign|elqtrack\w*|elqtrackid|wickedid|ns_\w+"
    r"|itm_\w+|_branch_match_id|_bta_\w+|fbc?id_\w+|_openstat|guce_\w+|guccounter|_x_tr_\w+"
    r"|j?sessionid|phpsessid|aspsessionid\w*|session|session_?key|sess|sid|s_id|zanpid|cfid|cftoken"
    r"|visitor_?id|visit_?id|device_?id|client_?id|user_?token|anonymous_?id|distinct_id|uuid"
    r"|trace_?id|trace_?token|request_?id|req_?id|correlation_?id|transaction_?id|nonce|csrf\w*"
    r"|xsrf\w*|state|timestamp|time|ts|_t|_ts|rnd|rand|random|cb|cachebuster|cache|nocache|_)",
    re.IGNORECASE,
)
"""Names of query parameters that say who, whence or when, not what."""

VOLATILE: Final = re.compile(
    r"(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,}|1[0-9]{9}(?:[0-9]{3})?"
    r"|(?=[^&]*[0-9])(?=[^&]*[A-Z])(?=[^&]*[a-z])[\w%.-]{32,})",
)
"""Values that no person wrote: UUIDs, digests, times in seconds or milliseconds, tokens."""

PATH_SESSION: Final = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#]*", re.IGNORECASE)
RE_PLAIN: Final = re.compile(
    r"(?!/cdn-cgi/)(?:https?://[a-z0-9-][a-z0-9.-]*)?/[\w~-](?:/?[\w~-])*/?", re.ASCII
)
"""What is canonical as it stands or below the site's root, as most links are."""

RE_BREAKS: Final = re.compile(r"[\t\n\r\x00-\x1f]+")  # browsers pass over them
SHOWN: Final = frozenset({"http", "https", "ftp", "mailto", "tel"})
UNSAFE: Final = str.maketrans(
    {
        " ": "%20",
        "(": "%28",
        ")": "%29",
        "<": "%3C",
        ">": "%3E",
        "\\": "%5C",
        "`": "%60",
        "|": "%7C",
    }
)
LONGEST: Final = 2000  # characters; a longer target is data, not an address


def canonical_url(href: str, base_url: str) -> str:
    """An absolute URL, "" for what leads nowhere: within the page, to a script, unreadable."""
    if RE_PLAIN.fullmatch(href):
        return href if href[0] != "/" else origin_of(base_url) + href
    href = unmask_link(RE_BREAKS.sub("", href.strip()))
    if not href or href[0] == "#" or len(href) > LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base_url, href))
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in SHOWN:
        return ""
    if scheme in {"mailto", "tel"}:
        return f"{scheme}:{unquote(parts.path)}".translate(UNSAFE)
    query = "&".join(part for part in parts.query.split("&") if part and is_meant(part))
    path = PATH_SESSION.sub("", parts.path)
    fragment = parts.fragment.partition(":~:")[0]  # what follows only highlights words
    return urlunsplit(parts._replace(path=path, query=query, fragment=fragment)).translate(UNSAFE)


@lru_cache(maxsize=64)
def origin_of(url: str) -> str:
    """Scheme and host of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def is_meant(parameter: str) -> bool:
    """Whether a `name=value` says what is linked rather than who came when."""
    name, _, value = parameter.partition("=")
    return not (TRACKING.fullmatch(name) or VOLATILE.fullmatch(value) or VOLATILE.fullmatch(name))


def same_page(url: str, page_url: str) -> bool:
    """Whether a URL leads to another part of the page itself."""
    head, mark, _ = url.partition("#")
    return bool(mark) and head.rstrip("/") == page_url.partition("#")[0].rstrip("/")
