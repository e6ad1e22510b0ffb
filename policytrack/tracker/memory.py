"""How a job's process holds memory: pages come and go by the hundred kilobytes."""

from __future__ import annotations

LARGE = 128 * 1024  # bytes
M_MMAP_THRESHOLD = -3  # of glibc's malloc.h


def return_large_blocks() -> None:
    """Have glibc give large blocks back when they are freed; other C libraries are left alone.

    By itself it takes the first one freed for a sign that more will come, and puts all further
    ones into heaps, which fall to pieces: a sixth more memory for some hundred pages.
    """
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(M_MMAP_THRESHOLD, LARGE)


def return_what_is_free() -> None:
    """Have glibc give back what lies free in its heaps, before another process needs room.

    After 450 pages that is a third of all that the process holds.
    """
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
