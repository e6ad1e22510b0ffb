"""Rows as JSON lines, CSV and Parquet. Knows nothing of what they say."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from policytrack.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

PORTION = 10_000  # rows to a group of a Parquet file
TIMES = ("first", "latest", "captured", "last_seen", "unchanged_until")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def write_jsonl(rows: Iterable[dict[str, Any]], file: IO[str]) -> None:
    """An object a line."""
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_csv(rows: Iterable[dict[str, Any]], columns: Sequence[str], file: IO[str]) -> None:
    """With a line of names; lists joined by "; ", formulas of spreadsheets made harmless by "'"."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def save_parquet(rows: Iterable[dict[str, Any]], columns: Sequence[str], path: Path) -> None:
    """Columns of text, times (UTC), booleans, numbers, lists of text. Needs the extra `parquet`."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise WorkspaceError(
            "Parquet needs pyarrow", hint="pip install 'policytrack[parquet]'"
        ) from error
    types = {"versions": pa.int64(), "members": pa.list_(pa.string())}
    types |= dict.fromkeys(("kinds", "signals"), pa.list_(pa.string()))
    types |= dict.fromkeys(TIMES, pa.timestamp("us", tz="UTC"))
    types |= dict.fromkeys(("tracked", "reextraction", "silent", "folded"), pa.bool_())
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
    try:
        with parquet.ParquetWriter(path, schema) as writer:
            for portion in _portions(rows):
                timed = [_with_times(row) for row in portion]
                writer.write_table(pa.Table.from_pylist(timed, schema=schema))
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be written: {error.strerror or error}",
            hint="Choose another file with -o.",
        ) from error


def _with_times(row: dict[str, Any]) -> dict[str, Any]:
    times = {name: datetime.fromisoformat(row[name]) for name in TIMES if row.get(name)}
    return {**row, **times}


def _portions(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    portion: list[dict[str, Any]] = []
    for row in rows:
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    yield portion
