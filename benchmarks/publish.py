"""How long a workspace takes to publish: first, again, and how large the site is.

    python benchmarks/publish.py WORKSPACE SITE

SITE must not exist or be empty; delete it afterwards.
"""

from __future__ import annotations

import html
import re
import sys
import time
from pathlib import Path

from policytrack.publish import SiteOptions
from policytrack.tracker.history import folded_histories
from policytrack.tracker.publishing import publish
from policytrack.workspace import load_workspace

_HIDDEN = re.compile(r"(?s)<head>.*?</head>|<[^>]+>")


def main() -> None:
    workspace, site = load_workspace(Path(sys.argv[1])), Path(sys.argv[2])
    options = SiteOptions(url="https://example.org/policies/")
    start = time.perf_counter()
    folded_histories(workspace)
    print(f"folding (or recalling it): {time.perf_counter() - start:.1f} s")
    for name in ("first", "again"):
        start = time.perf_counter()
        done = publish(workspace, site, options)
        print(
            f"{name}: {time.perf_counter() - start:.1f} s, {done.written} of {done.files} written"
        )
    files = [path for path in site.rglob("*") if path.is_file() and path.name[0] != "."]
    size = sum(path.stat().st_size for path in files)
    pages = [path for path in files if path.suffix == ".html"]
    shown = sum(
        len(html.unescape(_HIDDEN.sub("", page.read_text("utf-8"))).encode()) for page in pages
    )
    longest = max(page.stat().st_size for page in pages if page.name.startswith("c-"))
    print(
        f"{size / 1e6:.0f} MB, {size / shown:.1f} × the text shown; longest change {longest} bytes"
    )


if __name__ == "__main__":
    main()
