"""Replays series of real captures through the whole snapshot job, and tells where it disagrees.

    python benchmarks/series.py SERIES_DIR [OUT.json]

SERIES_DIR holds series.json (policies with their `captures` and an archive's `recorded_versions`)
and a folder of captures for each. A loopback server serves each capture at its time; the job looks
with that time as its clock, again two and four days later, so that what the gate doubts can
persist. Between two captures the archive recorded a change or it did not (its technical upgrades
are none); the job recorded one or it did not.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from policytrack.tracker.look import compare_latest
from policytrack.tracker.outcomes import TakeOptions
from policytrack.tracker.start import start_workspace
from policytrack.tracker.take import take_snapshots
from policytrack.workspace import CONFIG_NAME, load_workspace
from tests.loopback import Loopback

TECHNICAL = ("technical", "upgrade", "refilter", "declaration")
SETTINGS = "[settings]\nallow_private = true\npause = 0\nrespect_robots = false\n"


def is_change(version: dict[str, Any]) -> bool:
    subject = str(version.get("subject", "")).lower()
    return not any(word in subject for word in TECHNICAL)


def moments(captures: list[dict[str, str]]) -> list[datetime]:
    return [datetime.fromisoformat(capture["captured"]) for capture in captures]


def replay(folder: Path, series: dict[str, Any], root: Path) -> list[dict[str, Any]]:
    """What the job made of each capture."""
    rows: list[dict[str, Any]] = []
    times = moments(series["captures"])
    with Loopback() as server:
        url = server.url("/policy")
        start_workspace(root)
        (root / CONFIG_NAME).write_text(
            f'{SETTINGS}\n[policies."site.example/policy"]\nsource = "{url}"\n', encoding="utf-8"
        )
        workspace = load_workspace(root)
        for capture, at, until in zip(
            series["captures"], times, [*times[1:], times[-1] + timedelta(days=30)], strict=True
        ):
            server.page("/policy", (folder / capture["file"]).read_bytes())
            outcomes = []
            for days in (0, 2, 4):
                clock = min(at + timedelta(days=days), at + 0.9 * (until - at))
                now = clock.replace(microsecond=0)
                (outcome,) = take_snapshots(workspace, (), TakeOptions(now=lambda now=now: now))
                outcomes.append(outcome)
            recorded = [one for one in outcomes if one.status == "recorded"]
            row = {"file": capture["file"], "at": capture["captured"],
                   "statuses": [one.status for one in outcomes],
                   "recorded": len(recorded), "reasons": outcomes[0].reasons,
                   "summary": "; ".join(one.summary for one in recorded)}  # fmt: skip
            if recorded and rows:
                (comparison,) = compare_latest(workspace)
                row["weight"] = comparison.change.weight
            rows.append(row)
    return rows


def judge(series: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Agreement between the archive and the job, gap by gap."""
    reference = [
        datetime.fromisoformat(
            version.get("recorded") or version.get("date") or version["captured"]
        )
        for version in series["recorded_versions"]
        if is_change(version)
    ]
    times = moments(series["captures"])
    result: dict[str, Any] = {"policy": series["policy"], "gaps": len(rows) - 1, "both": 0,
                              "none": 0, "only_ours": [], "only_theirs": []}  # fmt: skip
    for (before, after), row in zip(pairwise(times), rows[1:], strict=True):
        theirs = any(before < moment <= after for moment in reference)
        ours = row["recorded"] > 0
        if ours and theirs:
            result["both"] += 1
        elif not ours and not theirs:
            result["none"] += 1
        else:
            result["only_ours" if ours else "only_theirs"].append(row)
    return result


def main() -> None:
    folder = Path(sys.argv[1])
    results = []
    for series in json.loads((folder / "series.json").read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as root:
            rows = replay(folder / series["folder"], series, Path(root))
        result = judge(series, rows)
        results.append(result)
        print(
            f"{result['policy']:45} gaps {result['gaps']:3}  both {result['both']:3}"
            f"  none {result['none']:3}  only ours {len(result['only_ours']):3}"
            f"  only theirs {len(result['only_theirs']):3}",
            flush=True,
        )
        for kind in ("only_ours", "only_theirs"):
            for row in result[kind]:
                print(f"    {kind} {row['at'][:10]} {row.get('weight', '')} {row['statuses']}"
                      f" {row['summary']} {' '.join(row['reasons'])}"[:200])  # fmt: skip
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
