"""A bar that shows how far a run is, and above it what is not as it was. For terminals only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from policytrack.tracker.job import Job
    from policytrack.tracker.outcomes import Outcome


class Bar:
    """Follows a job while the block runs; the bar is gone after it, the lines stay."""

    def __init__(self, job: Job, describe: Callable[[Outcome], str]) -> None:
        self._describe = describe
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(highlight=False),
            transient=True,
        )
        self._task = self._progress.add_task("policies", total=len(job.policies))
        job.on_outcome = self._show

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _show(self, outcome: Outcome) -> None:
        if outcome.status != "unchanged":
            self._progress.console.print(Text(self._describe(outcome)), soft_wrap=True)
        self._progress.advance(self._task)
