import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from exchanges import NOON, kept, moved, page

from nextseason.articles.cache import FILE, open_cache
from nextseason.errors import InputError

X = "https://a.example/x"


def test_what_is_put_is_there_in_the_next_run(tmp_path):
    thing = kept(page(X, body="Für immer".encode() * 1000, etag='"1"'), hours_ago=1)
    with open_cache(tmp_path / "new" / "folder", now=NOON) as cache:
        cache.put(thing)
        assert cache.get(X) == thing
        assert cache.get(X + "/other") is None
    with open_cache(tmp_path / "new" / "folder", now=NOON) as cache:
        assert cache.get(X) == thing


def test_redirects_are_kept_as_well(tmp_path):
    thing = kept(replace(moved("/y", 301), url=X), hours_ago=0)
    with open_cache(tmp_path, now=NOON) as cache:
        cache.put(thing)
        assert cache.get(X) == thing


def test_the_newer_takes_the_place_of_the_older(tmp_path):
    with open_cache(tmp_path, now=NOON) as cache:
        cache.put(kept(page(X, body=b"old"), hours_ago=9))
        cache.put(kept(page(X, body=b"new"), hours_ago=1))
        assert cache.get(X).response.body == b"new"


def test_what_was_not_asked_for_in_a_long_time_is_forgotten(tmp_path):
    with open_cache(tmp_path, now=NOON) as cache:
        cache.put(kept(page(X), hours_ago=0))
    with open_cache(tmp_path, now=NOON + timedelta(days=89)) as cache:
        assert cache.get(X) is not None
    with open_cache(tmp_path, now=NOON + timedelta(days=91)) as cache:
        assert cache.get(X) is None


def test_the_oldest_is_forgotten_when_there_is_too_much(tmp_path):
    with open_cache(tmp_path, now=NOON) as cache:
        for n in range(10):
            body = bytes(range(256)) * 4 + bytes([n])
            cache.put(kept(page(f"{X}/{n}", body=body), hours_ago=n))
        cache.forget(before=NOON - timedelta(days=9), max_bytes=2_000)
        left = [n for n in range(10) if cache.get(f"{X}/{n}")]
    assert left
    assert left == list(range(len(left)))
    assert len(left) < 10


def test_a_file_that_is_no_cache_is_put_aside(tmp_path):
    path = tmp_path / FILE
    path.write_bytes(b"this is no database at all, " * 100)
    with open_cache(tmp_path, now=NOON) as cache:
        cache.put(kept(page(X), hours_ago=0))
        assert cache.get(X) is not None
    assert path.with_suffix(".broken").exists()


def test_a_page_that_cannot_be_read_back_is_as_if_it_was_not_kept(tmp_path):
    with open_cache(tmp_path, now=NOON) as cache:
        cache.put(kept(page(X), hours_ago=0))
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("UPDATE pages SET body = X'00'")
    connection.commit()
    connection.close()
    with open_cache(tmp_path, now=NOON) as cache:
        assert cache.get(X) is None


def test_a_cache_of_another_form_is_left_alone_and_told(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("CREATE TABLE pages (something TEXT)")
    connection.close()
    with pytest.raises(InputError, match="name another"), open_cache(tmp_path, now=NOON):
        pass


def test_a_place_where_nothing_can_be_kept_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(InputError, match="no pages can be kept there"),
        open_cache(tmp_path / "file", now=NOON),
    ):
        pass


def test_two_runs_may_keep_pages_at_once(tmp_path):
    with open_cache(tmp_path, now=NOON) as one, open_cache(tmp_path, now=NOON) as two:
        one.put(kept(page(X), hours_ago=0))
        two.put(kept(page(f"{X}/2"), hours_ago=0))
        assert one.get(f"{X}/2")
        assert two.get(X)
