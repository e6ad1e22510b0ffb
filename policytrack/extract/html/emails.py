"""Masked e-mail addresses read: Cloudflare gives every fetch another key for the same address."""

from __future__ import annotations

import re
from typing import Final

RE_MASKED_LINK: Final = re.compile(r"/cdn-cgi/l/email-protection(?:#([0-9a-fA-F]{4,1000}))?$")
RE_ADDRESS: Final = re.compile(r"[^\s@<>\"]{1,200}@[^\s@<>\"]{1,200}")
WITHHELD: Final = "[email protected]"
"""Cloudflare's own words, where it gave no key along."""


def unmask(code: str) -> str:
    """The address behind a `data-cfemail` code: hex bytes, each XORed with the first.

    The code as it is where it is none. See Cloudflare's `email-decode.js`.
    """
    try:
        key, *masked = bytes.fromhex(code)
        text = bytes(byte ^ key for byte in masked).decode("utf-8")
    except ValueError:
        return WITHHELD
    return text if text.isprintable() else WITHHELD


def unmask_link(href: str) -> str:
    """A masked mail link as `mailto:` ("" where it says no address), any other link as it is."""
    found = RE_MASKED_LINK.search(href)
    if not found:
        return href
    address = unmask(found[1] or "")
    return f"mailto:{address}" if RE_ADDRESS.match(address) else ""
