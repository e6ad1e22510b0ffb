"""Policy ids, `<host>/<name>`: proposed from a source, found from what somebody typed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from policytrack.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_EXTENSION = re.compile(
    r"\.(html?|xhtml|php|aspx?|jsp|md|markdown|txt|pdf|docx|odt|rtf|eml|mhtml)$"
)
_INDEX_NAMES = {"index", "default", "home"}
_DATE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}.*")


def propose_id(source: str, taken: Collection[str] = ()) -> str:
    """An id for a URL or a file path that is not taken yet.

    A URL gives its host (without "www.") and the last part of its path, more of the path where
    that is taken; a file gives "local" and its name.
    """
    host, parts = _place(source)
    for count in range(1, len(parts) + 1):
        candidate = f"{host}/{'-'.join(parts[-count:])}"
        if candidate not in taken:
            return candidate
    stem = f"{host}/{'-'.join(parts)}"
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _place(source: str) -> tuple[str, list[str]]:
    if re.match(r"https?://", source, re.IGNORECASE):
        try:
            address = urlsplit(source)
            host = (address.hostname or "").removeprefix("www.")
        except ValueError as error:
            msg = f"{source!r} is not an address: {error}"
            raise WorkspaceError(
                msg, hint="Give a URL such as https://example.org/privacy."
            ) from error
        path = unquote(address.path)
        return _slug(host) or "unknown", _names(path) or ["home"]
    names = _names(source.replace("\\", "/"))
    return "local", names[-1:] or ["stdin"]


def _names(path: str) -> list[str]:
    names = [_slug(_EXTENSION.sub("", part.lower())) for part in path.split("/")]
    useful = [name for name in names if name and name not in _INDEX_NAMES]
    return [name for name in useful if not _DATE_NAME.fullmatch(name)] or useful


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^\w.]+|_+", "-", unicodedata.normalize("NFC", letters)).strip("-.")[:80]


def match_policies(known: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """The known ids that were asked for, in the order asked; all of them when none were.

    An id may be shortened to its name where that is unique. Raises WorkspaceError otherwise.
    """
    everything = list(known)
    asked = list(wanted)
    if not asked:
        return everything
    return list(dict.fromkeys(_match_one(everything, text) for text in asked))


def _match_one(known: list[str], text: str) -> str:
    if text in known:
        return text
    found = [policy for policy in known if policy.split("/", 1)[-1] == text]
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"{text!r} is the name of several policies: {', '.join(sorted(found))}"
        raise WorkspaceError(msg, hint="Give the whole id.")
    from difflib import get_close_matches

    near = get_close_matches(text, known, n=1)
    way_out = (
        f"Did you mean {near[0]!r}?" if near else "`policytrack status` lists what is tracked."
    )
    msg = f"no policy {text!r} is tracked here"
    raise WorkspaceError(msg, hint=way_out)
