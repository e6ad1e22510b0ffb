"""A process that records versions and says each revision once it is acknowledged.

Run as `python -m tests.store_writer ROOT NAME COUNT [BATCH]`; COUNT 0 goes on for ever.
"""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from policytrack.store import Store
from tests.store_parts import version


def main(root: str, name: str, count: str, batch: str = "1") -> None:
    store = Store.open(Path(root))
    size = int(batch)
    for number in range(int(count)) if int(count) else itertools.count():
        text = f"{name} {number} {time.time_ns()}\n"
        versions = [version(f"{text}{n}\n", policy=f"{name}/p{n % 3}") for n in range(size)]
        for snapshot in store.record_many(versions):
            print(snapshot.revision if snapshot else "none", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
