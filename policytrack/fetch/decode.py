"""Content codings undone piece by piece, in bounded memory; knows nothing of sockets.

Each decoder is a generator from compressed to plain pieces of at most PIECE bytes, so a stage
never holds more than a window and a piece, whatever the ratio: 481 bytes of brotli can stand for
300 MB.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from policytrack.fetch.failures import AnswerError, LimitError, TruncatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PIECE = 64 * 1024
MAX_CODINGS = 2
ZSTD_WINDOW_LOG = 23  # 8 MiB, the most that RFC 9659 allows for HTTP
ACCEPTED = "gzip, deflate, br, zstd"


def decode(pieces: Iterator[bytes], codings: str, name: str) -> Iterator[bytes]:
    """The plain body in pieces; `codings` is the value of Content-Encoding.

    Raises TruncatedError where the compressed stream has no end, AnswerError where it is damaged
    or of an unknown coding.
    """
    names = [coding.strip().lower() for coding in codings.split(",")]
    names = [coding for coding in names if coding not in {"", "identity"}]
    if len(names) > MAX_CODINGS or any(coding not in DECODERS for coding in names):
        raise AnswerError(f"{name} came in an unknown coding", hint="Check the address.")
    for coding in reversed(names):
        pieces = DECODERS[coding](pieces, name)
    return pieces


def join_limited(pieces: Iterable[bytes], limit: int, name: str) -> bytes:
    """All pieces in one; LimitError beyond `limit` bytes."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            hint = "Raise max_megabytes if it is a policy."
            raise LimitError(f"{name} is larger than {limit:,} bytes", hint=hint)
        kept.append(piece)
    return b"".join(kept)


def take_prefix(pieces: Iterable[bytes], size: int) -> bytes:
    """The first `size` bytes, or all if there are fewer."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        if len(kept) >= size:
            break
    return bytes(kept[:size])


def undo_gzip(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """RFC 1952: one or more members; what follows the last is ignored, as browsers do."""
    return inflate(pieces, name, zlib.MAX_WBITS | 16, members=True)


def undo_deflate(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """RFC 1950, or the bare RFC 1951 stream that some servers send under the same name."""
    stream = iter(pieces)
    first = b""
    while len(first) < 2 and (piece := next(stream, None)) is not None:
        first += piece
    wrapped = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    bits = zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
    return inflate(chain_first(first, stream), name, bits, members=False)


def chain_first(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The stream with its first piece put back."""
    yield first
    yield from rest


def inflate(pieces: Iterable[bytes], name: str, bits: int, *, members: bool) -> Iterator[bytes]:
    """Zlib's stream in any of its wrappings."""
    engine = zlib.decompressobj(bits)
    seen, behind = False, b""
    for given in pieces:
        data, behind = behind + given, b""
        while data:
            if engine.eof:
                if members and len(data) < 2:
                    behind = data
                    break
                if not (members and data.startswith(b"\x1f\x8b")):
                    return
                engine = zlib.decompressobj(bits)
            try:
                yield engine.decompress(data, PIECE)
            except zlib.error as error:
                raise damaged(name) from error
            seen = True
            data = engine.unused_data if engine.eof else engine.unconsumed_tail
    if seen and not engine.eof:
        # All input is consumed, yet output may still wait inside.
        while rest := engine.decompress(b"", PIECE):
            yield rest
        if not engine.eof:
            raise cut(name)


def undo_brotli(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """RFC 7932."""
    import brotli  # type: ignore[import-untyped]

    engine = brotli.Decompressor()
    seen = False
    for piece in pieces:
        if not piece:
            continue
        seen, data = True, piece
        while True:
            try:
                plain = engine.process(data, output_buffer_limit=PIECE)
            except brotli.error as error:
                raise damaged(name) from error
            yield plain
            data = b""
            if engine.is_finished():
                return
            if engine.can_accept_more_data() and len(plain) < PIECE:
                break
    if seen:
        raise cut(name)


def undo_zstd(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """RFC 8878: one or more frames, with a window of at most 8 MiB."""
    import sys

    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    options = {int(zstd.DecompressionParameter.window_log_max): ZSTD_WINDOW_LOG}
    engine = zstd.ZstdDecompressor(options=options)
    seen = False
    for given in pieces:
        data = given
        while data or not (engine.needs_input or engine.eof):
            if engine.eof:
                engine = zstd.ZstdDecompressor(options=options)
            try:
                yield engine.decompress(data, PIECE)
            except zstd.ZstdError as error:
                raise damaged(name) from error
            seen = True
            data = engine.unused_data if engine.eof else b""
    if seen and not engine.eof:
        raise cut(name)


DECODERS: dict[str, Callable[[Iterable[bytes], str], Iterator[bytes]]] = {
    "gzip": undo_gzip,
    "x-gzip": undo_gzip,
    "deflate": undo_deflate,
    "br": undo_brotli,
    "zstd": undo_zstd,
}


def damaged(name: str) -> AnswerError:
    """The failure of a stream that does not decompress; it may be a slip on the way."""
    return AnswerError(f"{name} came damaged: it does not decompress", transient=True)


def cut(name: str) -> TruncatedError:
    """The failure of a stream without its end."""
    return TruncatedError(
        f"{name} came truncated: its compressed stream has no end", transient=True
    )
