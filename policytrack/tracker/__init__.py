"""The use cases: what a command does, told with the rooms below and returned as data.

Joins taking in, reading, keeping and telling, which know nothing of each other. Prints nothing.
"""

from policytrack.tracker.look import (
    Standing,
    compare_files,
    compare_latest,
    compare_live,
    compare_versions,
    history,
    pick_sections,
    standings,
    version_text,
)
from policytrack.tracker.notes import change_notes, save_notes
from policytrack.tracker.reading import Reading, load_reading, read_capture
from policytrack.tracker.sample import make_sample
from policytrack.tracker.start import start_workspace, track
from policytrack.tracker.take import Outcome, TakeOptions, take_snapshots

__all__ = [
    "Outcome",
    "Reading",
    "Standing",
    "TakeOptions",
    "change_notes",
    "compare_files",
    "compare_latest",
    "compare_live",
    "compare_versions",
    "history",
    "load_reading",
    "make_sample",
    "pick_sections",
    "read_capture",
    "save_notes",
    "standings",
    "start_workspace",
    "take_snapshots",
    "track",
    "version_text",
]
