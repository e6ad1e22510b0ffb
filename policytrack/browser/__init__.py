"""Taking in what only a browser shows: a URL becomes a Capture of the rendered page.

Owns the Chromium process, the proxy through which all its traffic passes under the fetcher's
address rules, and when a page counts as loaded. Must not know what a policy is.
Needs the extra `browser` (Playwright) and an installed Chromium.
"""

from __future__ import annotations

from policytrack.browser.chromium import find_chromium
from policytrack.browser.page import Rendering
from policytrack.browser.render import Browser
from policytrack.browser.settings import BrowserSettings

__all__ = ["Browser", "BrowserSettings", "Rendering", "find_chromium"]
