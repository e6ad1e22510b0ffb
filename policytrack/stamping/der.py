"""Bringing the certificates of a time stamp into the order that DER asks for.

OpenSSL, and so many an authority, sends them in another order, which rfc3161-client refuses to
read. They stand outside what is signed, and keep their bytes: they only change places.
"""

from __future__ import annotations

from itertools import pairwise

CERTIFICATES = 0xA0  # the tag "[0]" within what is signed


def sort_certificates(stamp: bytes) -> bytes:
    """The stamp with its certificates in order; as it is, where it is not formed as expected."""
    try:
        response = _parts(stamp, 0, len(stamp))
        fields = _inside(stamp, response[0])
        content = _inside(stamp, fields[1])
        signed = _inside(stamp, _inside(stamp, content[1])[0])
        certificates = next(part for part in signed if stamp[part[0]] == CERTIFICATES)
        places = _inside(stamp, certificates)
    except (IndexError, StopIteration):
        return stamp
    encoded = [stamp[start:end] for start, end in places]
    if all(one <= other for one, other in pairwise(encoded)):
        return stamp
    return stamp[: places[0][0]] + b"".join(sorted(encoded)) + stamp[places[-1][1] :]


def _inside(data: bytes, part: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = part
    return _parts(data, _body(data, start)[0], end)


def _parts(data: bytes, at: int, end: int) -> list[tuple[int, int]]:
    """Where each value begins and ends."""
    found = []
    while at < end:
        body, length = _body(data, at)
        if body + length > end:
            raise IndexError
        found.append((at, body + length))
        at = body + length
    return found


def _body(data: bytes, at: int) -> tuple[int, int]:
    """Where a value's contents begin, and how long they are; lengths of indefinite form fail."""
    first = data[at + 1]
    if first < 0x80:
        return at + 2, first
    count = first & 0x7F
    if not count or count > 4:
        raise IndexError
    return at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count])
