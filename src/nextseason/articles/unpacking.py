"""Compressed bytes -> bytes, never more of them than were agreed on.

A kilobyte can unpack to a gigabyte: the bytes are counted while they are unpacked.
"""

import zlib

from nextseason.errors import InputError

ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32  # whichever the data begins as
GZIP_MARK = b"\x1f\x8b"
MAX_MEMBERS = 1_000  # what comes after them is padding, or made to keep us busy
MAX_PACKED = 2  # times the limit: packing makes things longer by less


class TooLargeError(InputError):
    """There is more than was agreed on; `start` is what came before."""

    def __init__(self, limit: int, start: bytes) -> None:
        super().__init__(f"over the limit of {limit:,} bytes")
        self.start = start


class Unpacker:
    """Gathers a body piece by piece.

    Examples
    --------
    >>> unpacker = Unpacker("gzip", limit=100)
    >>> unpacker.add(zlib.compress(b"Renewed. " * 5))
    >>> len(unpacker.end())
    45
    """

    def __init__(self, encoding: str, *, limit: int) -> None:
        encoding = encoding.strip().lower()
        if encoding not in ENCODINGS:
            raise InputError(f"it is packed as {encoding[:40]!r}, which was not asked for")
        self._inner = None if encoding in ("", "identity") else _decompressor()
        self._body, self._limit = bytearray(), limit
        self._n_packed = 0  # bytes
        self._n_members = 1  # of a gzip file

    def add(self, piece: bytes) -> None:
        """Unpack one more piece.

        Raises
        ------
        TooLargeError
            The body is longer than the limit.
        InputError
            It is not packed as it says.
        """
        self._n_packed += len(piece)
        if self._n_packed > MAX_PACKED * self._limit:  # of what unpacks to nothing, and goes on
            raise TooLargeError(self._limit, bytes(self._body))
        if self._inner is None:
            self._take(piece)
            return
        try:
            self._unpack(piece, self._inner)
        except zlib.error as fault:
            raise InputError(f"its packing is broken ({fault})") from fault

    def _unpack(self, piece: bytes, inner: "zlib._Decompress") -> None:
        while piece:
            if inner.eof:  # a gzip file may be several, one after the other
                self._n_members += 1
                if not piece.startswith(GZIP_MARK) or self._n_members > MAX_MEMBERS:
                    return
                self._inner = inner = _decompressor()
            self._take(inner.decompress(piece, self._room()))
            piece = inner.unconsumed_tail or inner.unused_data

    def end(self) -> bytes:
        """The whole body.

        Raises
        ------
        InputError
            It breaks off.
        """
        if self._inner is not None and self._body and not self._inner.eof:
            raise InputError("its packing is broken off")
        return bytes(self._body)

    def _room(self) -> int:
        """One more than may come: with 0, zlib would take it for no limit."""
        return self._limit - len(self._body) + 1

    def _take(self, piece: bytes) -> None:
        self._body += piece[: self._room()]
        if len(self._body) > self._limit:
            raise TooLargeError(self._limit, bytes(self._body[: self._limit]))


def _decompressor() -> "zlib._Decompress":
    return zlib.decompressobj(GZIP_OR_ZLIB)


def unpacked(data: bytes, *, limit: int) -> bytes:
    """A file as it is, or what is in it if it is a gzip file.

    Raises
    ------
    InputError
        It is broken, or longer than the limit.
    """
    unpacker = Unpacker("gzip" if data.startswith(GZIP_MARK) else "", limit=limit)
    unpacker.add(data)
    return unpacker.end()
