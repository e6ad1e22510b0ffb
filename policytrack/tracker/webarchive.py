"""The kept captures as a WARC, which web archives' tools read and `import` takes back."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING

from policytrack.archives.warc import HINT, POLICY_HEADER
from policytrack.errors import WorkspaceError
from policytrack.store import Store
from policytrack.workspace import match_policies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policytrack.model import Capture
    from policytrack.store import KeptCapture
    from policytrack.workspace import Workspace

CODED = {"content-encoding", "transfer-encoding", "content-length"}  # the body is decoded


def save_warc(workspace: Workspace, path: Path, ids: Iterable[str] = ()) -> int:
    """Write the captures of all policies (or those asked for), compressed; how many."""
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise WorkspaceError("web archives need warcio", hint=HINT) from error
    store = Store.open(workspace.root)
    known = dict.fromkeys([*store.policies(), *workspace.policies])
    kept_of = {policy: list(store.captures(policy)) for policy in match_policies(known, ids)}
    if not any(kept_of.values()):
        raise WorkspaceError(
            "no capture is kept, so that there is nothing to write",
            hint="`policytrack snapshot` keeps what it fetches; imported texts have no captures.",
        )
    count = 0
    try:
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for kept in (one for captures in kept_of.values() for one in reversed(captures)):
                _write(writer, kept, store.read_capture(kept))
                count += 1
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be written: {error.strerror}", hint="Choose another file with -o."
        ) from error
    return count


def _write(writer: object, kept: KeptCapture, capture: Capture) -> None:
    from warcio.statusandheaders import StatusAndHeaders

    when = (capture.started or kept.kept).astimezone(UTC)
    about = {
        "WARC-Date": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        POLICY_HEADER: kept.policy,
    }
    url = capture.final_url or capture.source
    http = None
    if capture.status is not None:
        headers = [pair for pair in capture.headers if pair[0].lower() not in CODED]
        http = StatusAndHeaders(str(capture.status), headers, protocol="HTTP/1.1")
    record = writer.create_warc_record(  # type: ignore[attr-defined]
        url if ":" in url else f"file:{url}",
        "response" if http else "resource",
        payload=io.BytesIO(capture.body),
        length=len(capture.body),
        http_headers=http,
        warc_content_type="" if http else capture.content_type or "text/html",
        warc_headers_dict=about,
    )
    writer.write_record(record)  # type: ignore[attr-defined]
