"""Reading captures on all processors: in this process while they are few, then in others too.

Owns the processes. They read nothing but what they are handed, and end when this process ends,
however it does.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

from policytrack.extract import formats
from policytrack.tracker.reading import Reading, read_capture

if TYPE_CHECKING:
    from policytrack.model import Capture, Document, Extraction
    from policytrack.workspace import TrackedPolicy

FEW = 24  # readings; about as long as it takes to start the processes
MOST = 4  # processes beside this one; each takes about 80 MB


class Readers:
    """Reads captures for any number of threads."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = min(MOST, (os.cpu_count() or 1) - 1) if processes is None else processes
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._read = 0
        # Each process has one reading to do and one to go on with; this process does one beside
        # them, so that it neither idles nor keeps its threads from fetching.
        self._turns: SimpleQueue[bool] = SimpleQueue()  # True: a turn in another process
        here = 1 if self._processes else 2
        for elsewhere in [True] * (2 * self._processes) + [False] * here:
            self._turns.put(elsewhere)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, capture: Capture, policy: TrackedPolicy) -> Reading:
        """`read_capture`, in whichever process has time. Raises ExtractError."""
        elsewhere = self._turns.get()
        try:
            return self._read_at(elsewhere, capture, policy)
        finally:
            self._turns.put(elsewhere)

    def _read_at(self, elsewhere: bool, capture: Capture, policy: TrackedPolicy) -> Reading:
        pool = self._find_pool() if elsewhere else None
        if pool is None:
            return read_capture(capture, policy)
        try:
            extraction, document = pool.submit(_read, capture, policy).result()
        except BrokenProcessPool:  # a process was killed: on with what is left
            self._processes = 0
            return read_capture(capture, policy)
        return Reading(capture, extraction, document)

    def _find_pool(self) -> ProcessPoolExecutor | None:
        with self._lock:
            self._read += 1
            if self._processes < 1 or self._read <= FEW:
                return None
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._processes, mp_context=get_context("spawn"), initializer=_prepare
                )
            return self._pool


def _read(capture: Capture, policy: TrackedPolicy) -> tuple[Extraction, Document]:
    reading = read_capture(capture, policy)
    return reading.extraction, reading.document


def _prepare() -> None:
    """Leave Ctrl-C to the process that started this one, and do not outlive it.

    What reading needs is loaded once and stays: no collection need look at it.
    """
    formats()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
