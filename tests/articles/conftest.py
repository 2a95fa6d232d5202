"""What the tests of fetching share: a server on loopback that misbehaves as it is told."""

import pytest
import rude_server as rude
from exchanges import Middle
from loopback import MANNERS, Clock, everything_is_here, read_page

from nextseason.articles.fetch import Outside, Run
from nextseason.articles.gather import fetch_articles, visit_all


@pytest.fixture
def server():
    with rude.rude_server() as running:
        yield running


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def outside(clock):
    return Outside(
        resolve=everything_is_here,
        now=clock.now,
        clock=lambda: clock.seconds,
        sleep=clock.sleep,
        rng=Middle(),
    )


@pytest.fixture
def at(server):
    """The address of a path; every host is the server."""
    return lambda path, host="a.test": f"http://{host}:{server.server_port}{path}"


@pytest.fixture
def get(server, at, outside):
    """What becomes of one path that behaves so."""

    def get(behaviour, *, path="/x", manners=MANNERS, cache=None):
        server.behave(path, behaviour)
        ((outcome, *_),) = visit_all([at(path)], Run(manners=manners, cache=cache, outside=outside))
        return outcome

    return get


@pytest.fixture
def fetch(outside, tmp_path):
    def fetch(*urls, **options):
        given = {"manners": MANNERS, "cache_dir": tmp_path / "pages", "outside": outside}
        return list(fetch_articles(urls, **given | {"read_page": read_page} | options))

    return fetch
