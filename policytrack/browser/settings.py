"""What may be set about rendering, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """How pages are rendered; their limits and trust are the fetcher's."""

    program: str = ""  # the browser, "" to find one
    screenshot: bool = False
    pdf: bool = False
    settle: float = 10.0  # seconds that its text may go on growing
