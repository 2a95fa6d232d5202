"""Where a request may lead: private addresses, names without one, and servers that are others."""

import asyncio
import socket
import ssl
from dataclasses import replace

import httpcore
import pytest
from loopback import MANNERS
from rude_server import moved, page

from nextseason.articles.fetch import Run
from nextseason.articles.gather import visit_all
from nextseason.articles.web import Refused


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.1:{port}/secret", "127.0.0.1 is 127.0.0.1, which is not a public"),
        ("http://[::ffff:127.0.0.1]:{port}/", "is ::ffff:127.0.0.1, which is not a public"),
        ("http://169.254.169.254/meta-data", "169.254.169.254, which is not a public"),
        ("http://2130706433:{port}/secret", "127.0.0.1, which is not a public"),
        ("http://inner.test:{port}/secret", "inner.test is 10.0.0.7, which is not a public"),
        ("http://mixed.test:{port}/secret", "mixed.test is 10.0.0.7, which is not a public"),
    ],
    ids=["loopback", "mapped", "metadata", "number", "name", "one of two"],
)
def test_a_redirect_to_a_private_address_is_refused(server, at, outside, monkeypatch, to, reason):
    """The server itself stands for a public one: only its name is let pass the check."""
    addresses = {"inner.test": ["10.0.0.7"], "mixed.test": ["1.1.1.1", "10.0.0.7"]}

    async def resolve(host, port):
        if host == "a.test":
            return ["127.0.0.2"]
        if host in addresses:
            return addresses[host]
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [address[0] for *_, address in found]

    from nextseason.articles import fetch

    checked = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda a: a == "127.0.0.2" or checked(a))
    monkeypatch.setattr(
        fetch.httpcore.AnyIOBackend, "connect_tcp", _to_loopback(server.server_port)
    )
    server.behave("/x", moved(to.format(port=server.server_port)))
    server.behave("/secret", page())
    strict = replace(MANNERS, allow_private=False)
    outside = replace(outside, resolve=resolve)
    ((outcome,),) = visit_all([at("/x")], Run(manners=strict, cache=None, outside=outside))
    assert isinstance(outcome, Refused)
    assert reason in outcome.reason
    assert "/secret" not in [path for path, _ in server.asked]


def _to_loopback(port):
    connect = httpcore.AnyIOBackend.connect_tcp

    async def connect_tcp(self, host, *arguments):
        assert host == "127.0.0.2", f"connected to {host}"
        return await connect(self, "127.0.0.1", *arguments)

    return connect_tcp


def test_a_name_that_changes_its_meaning_is_checked_when_it_is_connected_to(server, at, outside):
    """Public when it is first looked up, ours when it is looked up again."""
    answers = iter([["127.0.0.1"], ["1.1.1.1"]])
    looked_up = []

    async def rebinding(host, port):
        looked_up.append(host)
        return next(answers, ["127.0.0.1"])

    strict = replace(MANNERS, allow_private=False)
    outside = replace(outside, resolve=rebinding)
    ((outcome,),) = visit_all([at("/x")], Run(manners=strict, cache=None, outside=outside))
    assert outcome.reason == "a.test is 127.0.0.1, which is not a public address"
    assert not server.asked
    assert looked_up == ["a.test"]  # what was looked up is what would have been connected to


def test_a_name_without_an_address_fails(get, at, outside):
    async def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    outside = replace(outside, resolve=unknown)
    ((outcome,),) = visit_all([at("/x")], Run(manners=MANNERS, cache=None, outside=outside))
    assert "the name a.test has no address" in outcome.reason


@pytest.mark.parametrize(
    ("behind", "n_tries"),
    [(ssl.SSLCertVerificationError("self-signed"), 1), (ConnectionRefusedError(), 3)],
    ids=["untrusted", "closed"],
)
def test_a_server_that_is_not_who_it_says_is_not_asked_again(at, outside, behind, n_tries):
    tries = []

    async def fail(host, port):  # in the place of the handshake
        tries.append(host)
        try:
            raise behind
        except OSError as fault:
            raise httpcore.ConnectError(str(fault)) from fault

    outside = replace(outside, resolve=fail)
    ((outcome,),) = visit_all([at("/x")], Run(manners=MANNERS, outside=outside))
    assert "no connection" in outcome.reason
    assert len(tries) == n_tries
