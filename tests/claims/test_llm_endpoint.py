"""The address, the key, and an endpoint that fails, is slow or is picky."""

import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from llm_samples import ARTICLE, CANCELLED, OBJECT
from llm_server import Action, Scripted, answers, says, status

from nextseason.claims import read_claims
from nextseason.claims.llm import ModelReader, connect, told
from nextseason.claims.llm import endpoint as endpoint_module
from nextseason.claims.llm.endpoint import MAX_RESPONSE_BYTES, EndpointError, post
from nextseason.claims.llm.reader import MAX_FAILURES
from nextseason.errors import InputError


@pytest.mark.parametrize(
    "url",
    ["localhost:8080", "ftp://x/v1", "http://", "", "http://h/v1?x=1", "http://[::1", "file:///x"],
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(InputError, match="http://localhost:8080/v1"):
        connect(url)


def test_the_key_belongs_in_the_environment_and_in_a_header():
    with pytest.raises(InputError, match="NEXTSEASON_LLM_KEY") as fault:
        connect("http://user:sk-secret@h/v1")
    assert "sk-secret" not in str(fault.value)
    with pytest.raises(InputError, match="NEXTSEASON_LLM_KEY") as fault:
        connect("http://h/v1", key="sk-secret\nX: y")
    assert "sk-secret" not in str(fault.value)


def test_the_whole_address_of_completions_will_do_as_well():
    with Scripted(answers([])) as server, connect(f"{server.url}/chat/completions") as client:
        post(client, {}, until=time.monotonic() + 5)
    assert len(server.bodies) == 1


def test_a_wrong_path_is_said():
    said = pytest.raises(EndpointError, match="HTTP 404: no /chat/completions here")
    with Scripted(answers([])) as server, connect(server.url.removesuffix("/v1")) as client, said:
        post(client, {}, until=time.monotonic() + 5)


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (says("I am a teapot."), "the answer holds no JSON with claims"),
        (says(OBJECT[:-20]), "the answer holds no JSON with claims"),
        (says(OBJECT[:-20], finish="length"), "the answer was cut off"),
        (says(None), "the answer is empty"),
        (Action(data=b"<html>hello</html>"), "what came back is no JSON"),
        (Action(data=b"{}"), "no chat completion came back"),
        (status(401, "wrong key"), "HTTP 401"),
        (status(503, "loading the model"), "HTTP 503"),
        (status(307, location="http://elsewhere.example/v1"), "HTTP 307"),
        (Action(hangs_up=True), "the connection broke"),
        (Action(data=b" " * (MAX_RESPONSE_BYTES + 1)), "it sent more than 2,000,000 bytes"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_fails_is_read_by_the_default_reader_and_said(model, action, reason):
    with Scripted(action) as server:
        reader = model(server, fallback=read_claims)
        assert reader(ARTICLE) == read_claims(ARTICLE)
        assert reader.report.fallbacks == {reason: 1}
        assert f"read the other 1: {reason}" in told(reader.report, model="tiny")[1]


def test_what_a_refusing_endpoint_says_is_passed_on_without_the_key(model):
    with Scripted(status(403, "sk-secret may not use\x1b[2J this model")) as server:
        client = connect(server.url, key="sk-secret")
        with client:
            reader = ModelReader(client, model="tiny", fallback=read_claims)
            reader(ARTICLE)
    line = told(reader.report, model="tiny")[1]
    assert "HTTP 403 ((the key) may not use [2J this model) (1)" in line
    assert server.keys == ["Bearer sk-secret"]


def test_a_refused_connection_is_said(model):
    with socket.socket() as taken:  # bound and not listening: nobody else gets the port
        taken.bind(("127.0.0.1", 0))
        reader = model(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", fallback=read_claims)
        assert reader(ARTICLE) == read_claims(ARTICLE)
    assert reader.report.fallbacks == {"no connection": 1}


@pytest.mark.parametrize(
    "slow",
    [
        answers([], wait_seconds=30),
        Action(data=b" " * 5000, drip_seconds=0.05),
        status(429, retry_after="3600"),
        status(503, retry_after=format_datetime(datetime.now(UTC) + timedelta(hours=1))),
    ],
    ids=["silent", "a byte at a time", "told to wait an hour", "told to wait till a time"],
)
def test_time_for_an_article_is_bounded(model, slow):
    began = time.monotonic()
    with Scripted(slow) as server:
        reader = model(server, fallback=read_claims, seconds=0.4)
        assert reader(ARTICLE) == read_claims(ARTICLE)
    assert time.monotonic() - began < 3
    assert sum(reader.report.fallbacks.values()) == 1


def test_even_a_head_that_never_ends_is_given_up(model):
    """httpx bounds each read; a server that keeps dripping header lines needs more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip():
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                for i in range(40):
                    time.sleep(0.05)
                    connection.sendall(b"X-%d: y\r\n" % i)

        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        reader = model(url, fallback=read_claims, seconds=0.3)
        began = time.monotonic()
        reader(ARTICLE)
        assert time.monotonic() - began < 1.5
        assert reader.report.fallbacks == {"it took too long": 1}
        thread.join()


@pytest.mark.parametrize(
    "failure",
    [status(429, retry_after="0"), status(500), status(529), Action(hangs_up=True)],
)
def test_a_passing_failure_is_tried_again(model, failure):
    with Scripted(failure, failure, answers([CANCELLED])) as server:
        assert len(model(server)(ARTICLE)) == 1
    assert len(server.bodies) == 3


def test_tries_are_few(model):
    with Scripted(status(500)) as server:
        model(server, fallback=read_claims)(ARTICLE)
    assert len(server.bodies) == endpoint_module.MAX_TRIES


@pytest.mark.usefixtures("soon_tried_again")
@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("2", 2.0, 2.0),
        ("a day", 20.0, 50.0),
        ("soon", 0.01, 0.01),
        ("-5", 0.01, 0.01),
        ("9" * 400, 0.01, 0.01),
    ],
)
def test_the_server_says_how_long_to_wait(asked, least, most):
    if asked == "a day":
        asked = format_datetime(datetime.now(UTC) + timedelta(seconds=50))
    waits = []
    script = (status(429, retry_after=asked), answers([]))
    with Scripted(*script) as server, connect(server.url) as client:
        post(client, {}, until=time.monotonic() + 99, sleep=waits.append)
    assert len(waits) == 1
    assert least <= waits[0] <= most


@pytest.mark.parametrize(
    ("unknown", "sent"),
    [
        ("max_tokens", {"model", "messages", "response_format"}),
        ("response_format", {"model", "messages"}),
    ],
)
def test_an_endpoint_that_refuses_a_setting_is_asked_without_it(model, unknown, sent):
    def picky(body):
        if unknown in body:
            return status(400, f"{unknown} is not supported")
        return says(f"Sure!\n```json\n{OBJECT}\n```")

    with Scripted(picky) as server:
        reader = model(server)
        assert len(reader(ARTICLE)) == 1
        n_first = len(server.bodies)
        assert len(reader(ARTICLE)) == 1
    assert [set(body) for body in server.bodies[n_first - 1 :]] == [sent, sent]


def test_an_endpoint_that_refuses_either_is_a_failure(model):
    with Scripted(status(400, "the prompt exceeds the context")) as server:
        reader = model(server, fallback=read_claims)
        reader(ARTICLE)
    assert reader.report.fallbacks == {"HTTP 400": 1}
    assert "exceeds the context" in told(reader.report, model="tiny")[1]


def test_a_wrong_key_is_noticed_at_once_and_a_dead_endpoint_soon(model):
    with Scripted(status(401, "no")) as server:
        reader = model(server, fallback=read_claims)
        for _ in range(5):
            reader(ARTICLE)
        assert len(server.bodies) == 1
        assert reader.report.fallbacks == {"HTTP 401": 1, "not asked any more, after HTTP 401": 4}
    with Scripted(says("?")) as server:
        reader = model(server, fallback=read_claims)
        for _ in range(MAX_FAILURES + 5):
            reader(ARTICLE)
        assert len(server.bodies) == MAX_FAILURES
