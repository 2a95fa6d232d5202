import gzip
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.articles.unpacking import TooLargeError, Unpacker, unpacked
from nextseason.errors import InputError

PACKERS = {"": bytes, "identity": bytes, "gzip": gzip.compress, "deflate": zlib.compress}


def in_pieces(data, size, encoding, limit=1_000_000):
    unpacker = Unpacker(encoding, limit=limit)
    for start in range(0, len(data), size):
        unpacker.add(data[start : start + size])
    return unpacker.end()


@given(st.binary(max_size=2_000), st.integers(1, 300), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_out_whatever_the_pieces(data, size, encoding):
    assert in_pieces(PACKERS[encoding](data), size, encoding) == data


def test_a_file_of_several_comes_out_whole():
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 10
    assert in_pieces(data, 7, "gzip") == b"one two"


@pytest.mark.parametrize("encoding", sorted(PACKERS))
@pytest.mark.parametrize(("n", "fits"), [(100, True), (101, False)])
def test_the_limit_is_exact(encoding, n, fits):
    data = PACKERS[encoding](b"x" * n)
    if fits:
        assert len(in_pieces(data, 10, encoding, limit=100)) == 100
    else:
        with pytest.raises(TooLargeError) as raised:
            in_pieces(data, 10, encoding, limit=100)
        assert raised.value.start == b"x" * 100


def test_a_bomb_is_stopped_before_it_fills_the_memory():
    bomb = gzip.compress(b"\0" * 100_000_000)
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        unpacked(bomb, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_what_unpacks_to_nothing_for_ever_is_stopped():
    began = time.process_time()
    with pytest.raises(TooLargeError):
        in_pieces(gzip.compress(b"") * 1_000_000, 20_000, "gzip")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"plain", "gzip", "broken"),
        (gzip.compress(b"x" * 1000)[:-5], "gzip", "broken off"),
        (b"x", "br", "which was not asked for"),
        (b"x", "gzip, gzip", "which was not asked for"),
    ],
)
def test_what_is_not_packed_as_it_says_is_told(data, encoding, reason):
    with pytest.raises(InputError, match=reason):
        in_pieces(data, 100, encoding)


def test_a_file_that_is_not_packed_stays_as_it_is():
    assert unpacked(b"<urlset/>", limit=100) == b"<urlset/>"
