"""Sites for tests: the embedded sample, and a hostile policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from policytrack.publish import SiteOptions
from policytrack.store import NewVersion, Store
from policytrack.tracker.publishing import Published, publish
from policytrack.tracker.sample import make_sample
from policytrack.workspace import TrackedPolicy, add_policy, create_config, load_workspace

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime(2025, 3, 1, 12, tzinfo=UTC)
OPTIONS = SiteOptions(title="Policy changes", url="https://policies.example/site")
ATTACK = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
HOSTILE = f"""# Terms {ATTACK} \x1b[2J\u202e

Opening of {ATTACK} text. [Click](javascript:document.title='owned') or
[here](data:text/html,owned) or [there](https://example.org/"onmouseover="x).

![picture](https://tracker.example/pixel.png)
<iframe src="https://tracker.example/"></iframe>

## 1. {{{{ template }}}} </textarea></title></style></script>

We keep it for 30 days. </script><script>document.title='owned'</script>
"""


def publish_sample(root: Path, site: Path, options: SiteOptions = OPTIONS) -> Published:
    """The site of the embedded sample."""
    for _ in make_sample(root):
        pass
    return publish(load_workspace(root), site, options)


def record(
    root: Path, policy: str, texts: list[str], title: str = "", apart: timedelta = timedelta(days=1)
) -> None:
    """A workspace with the versions of one policy, a day apart."""
    if not (root / "policytrack.toml").exists():
        root.mkdir(exist_ok=True)
        create_config(root)
    store = Store.create(root)
    version = NewVersion(
        policy=policy, text="", captured=DAY, subject=policy, title=title,
        source="https://x.example/?a=1&b=\"><script>document.title='owned'</script>",
    )  # fmt: skip
    store.record_many(
        [
            replace(version, text=text, captured=DAY + number * apart)
            for number, text in enumerate(texts)
        ]
    )
    if policy not in load_workspace(root).policies:
        add_policy(load_workspace(root), TrackedPolicy(policy, "https://x.example/", title))


def record_hostile(root: Path) -> None:
    """A policy whose title, address and texts attack whoever shows them."""
    texts = [HOSTILE, HOSTILE.replace("30 days", f"90 days {ATTACK}")]
    record(root, "x.example/terms", texts, f"Terms {ATTACK} ]]> \x07")
