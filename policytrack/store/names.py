"""Policy ids as paths, `<host>/<name>` to `snapshots/<host>/<name>.md`, and which are refused.

A name must mean the same file on every system that the repository may be checked out on. Knows
nothing of git's objects.
"""

from __future__ import annotations

import re
import unicodedata

from policytrack.errors import WorkspaceError

FOLDER = "snapshots"
SUFFIX = ".md"
LONGEST = 120  # bytes of a part; file systems allow 255 and drafts of files need some
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE
)
_PLAIN = re.compile(r"[\w.+@=,()-]+")  # \w: letters, digits, marks and _ of any script
_RULE = "Use <host>/<name> of letters, digits and . _ - such as example.com/privacy."


def path_of_policy(policy: str) -> str:
    """Where the policy's text lies, relative to the workspace; WorkspaceError for a bad id."""
    check_id(policy)
    return f"{FOLDER}/{policy}{SUFFIX}"


def find_policy(path: str) -> str | None:
    """The id whose text lies at the path, None when it is no policy's path."""
    parts = path.split("/")
    if len(parts) != 3 or parts[0] != FOLDER or not parts[2].endswith(SUFFIX):
        return None
    policy = f"{parts[1]}/{parts[2].removesuffix(SUFFIX)}"
    return policy if not _faults(policy) else None


def check_id(policy: str) -> None:
    """WorkspaceError when the id cannot be a path that is safe everywhere."""
    faults = _faults(policy)
    if faults:
        raise WorkspaceError(f"the id {policy!a} cannot be used: {faults}", hint=_RULE)


def _faults(policy: str) -> str:
    parts = policy.split("/")
    if len(parts) != 2:
        return "it is not of the form <host>/<name>"
    return next((fault for part in parts if (fault := _part_fault(part))), "")


def _part_fault(part: str) -> str:
    if not part:
        return "a part of it is empty"
    if not _PLAIN.fullmatch(part):
        return "it holds a character that is not safe in a file's name"
    if part[0] in ".-" or part[-1] == ".":
        return "a part of it begins with a dot or dash or ends with a dot"
    if unicodedata.normalize("NFC", part) != part:
        return "it is not in the composed form of Unicode (NFC)"
    if _RESERVED.match(part):
        return "a part of it is a device's name on Windows"
    if len(part.encode()) > LONGEST:
        return f"a part of it is longer than {LONGEST} bytes"
    return ""


def fold(name: str) -> str:
    """The form in which two names that some file system confuses are equal."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
