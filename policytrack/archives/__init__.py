"""Archives of policies in foreign forms, read into one: which policy, when, which text.

One file a form, and a literal registry. Knows nothing of the workspace, of git, or of what is
recorded already.
"""

from policytrack.archives.forms import HISTORY_FORMS, History, HistoryForm, find_form
from policytrack.archives.records import ArchiveFile, ArchiveVersion
from policytrack.archives.slugs import slug

__all__ = [
    "HISTORY_FORMS",
    "ArchiveFile",
    "ArchiveVersion",
    "History",
    "HistoryForm",
    "find_form",
    "slug",
]
