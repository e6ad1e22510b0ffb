"""How long a workspace takes to publish: first, again, after one change; and how large the site is.

    python benchmarks/publish.py WORKSPACE

A copy of WORKSPACE is published, nothing of it remembered at first, so that the histories are
worked out as well. Prints elapsed and CPU seconds (own and of child processes) beside the bars.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from policytrack.publish import SiteOptions
from policytrack.store import NewVersion, Store
from policytrack.tracker.history import folded_histories
from policytrack.tracker.publishing import publish
from policytrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

_HIDDEN = re.compile(r"(?s)<head>.*?</head>|<[^>]+>")
FIRST, ONE, LARGER, LONGEST = 120, 5, 3.0, 1_500_000  # seconds, seconds, times, bytes


def timed(name: str, action: Callable[[], object], bar: float = 0) -> object:
    start, before = time.perf_counter(), os.times()
    done = action()
    wall, after = time.perf_counter() - start, os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    limit = f" (at most {bar:.0f} s)" if bar else ""
    verdict = "   TOO SLOW" if bar and wall > bar else ""
    print(f"{name}: {wall:.1f} s, {cpu:.1f} s CPU{limit}{verdict}")
    return done


def change_one(root: Path) -> None:
    """Record another version of the policy that has the most."""
    store = Store.open(root)
    policy, versions = max(store.histories().items(), key=lambda item: len(item[1]))
    text = store.read_text(versions[0])
    text += "\n\nWe keep what you tell us for 30 days and no longer than that.\n"
    store.record(NewVersion(policy, text, versions[0].captured + timedelta(days=30)))


def main() -> None:
    options = SiteOptions(url="https://example.org/policies/")
    with tempfile.TemporaryDirectory() as folder:
        root, site = Path(folder) / "workspace", Path(folder) / "site"
        shutil.copytree(sys.argv[1], root, symlinks=True)
        shutil.rmtree(Store.open(root).cache_folder, ignore_errors=True)
        workspace = load_workspace(root)

        def run() -> None:
            print(publish(workspace, site, options))

        timed("histories worked out", lambda: folded_histories(workspace))
        timed("first", run, FIRST)
        timed("nothing changed", run)
        change_one(root)
        timed("one policy changed", run, ONE)
        tell_sizes(site)


def tell_sizes(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file() and path.name[0] != "."]
    size = sum(path.stat().st_size for path in files)
    pages = [path for path in files if path.suffix == ".html"]
    shown = sum(
        len(html.unescape(_HIDDEN.sub("", page.read_text("utf-8"))).encode()) for page in pages
    )
    longest = max(page.stat().st_size for page in pages if page.name.startswith("c-"))
    print(f"{size / 1e6:.0f} MB, {size / shown:.1f} x the text shown (at most {LARGER:.0f} x)")
    print(f"longest change {longest / 1e6:.2f} MB (at most {LONGEST / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
