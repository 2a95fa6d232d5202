"""What the tests of the reader that asks a model share."""

import pytest
from llm_samples import unread

from nextseason.claims.llm import ModelReader, connect
from nextseason.claims.llm import endpoint as endpoint_module


@pytest.fixture
def soon_tried_again(monkeypatch):
    monkeypatch.setattr(endpoint_module, "BACKOFF_SECONDS", 0.01)


@pytest.fixture
def model(soon_tried_again):
    """Make a reader on a server; what it opened is closed at the end."""
    clients = []

    def make(server, *, fallback=unread, seconds=5.0):
        clients.append(connect(server if isinstance(server, str) else server.url))
        return ModelReader(clients[-1], model="tiny", fallback=fallback, seconds=seconds)

    yield make
    for client in clients:
        client.close()
