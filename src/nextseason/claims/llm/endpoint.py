"""One request to the endpoint: bounded in time, bytes and tries.

Request body -> response bytes, or `EndpointError`.  Of this step, the one module that does
I/O; the client is handed to it.  What the bytes say is read in `answer`.
"""

import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Thread
from typing import Any, TypeVar

import httpx

from nextseason.errors import InputError, NextSeasonError

T = TypeVar("T")

COMPLETIONS = "chat/completions"
KEY_VARIABLE = "NEXTSEASON_LLM_KEY"
MAX_TRIES = 3
BACKOFF_SECONDS = 0.5  # before the second try; four times as long before the third
CONNECT_SECONDS = 10.0
# An answer of 8,192 tokens has about 40 kB; the rest is room for reasoning sent beside it.
MAX_RESPONSE_BYTES = 2_000_000
MAX_DETAIL_CHARS = 120
MIN_KEY_CHARS = 8  # what is shorter is no secret, but "none" or "x" for a local server
# Worth another try: the server is busy, or will be back.
_PASSING = frozenset({408, 429, 500, 502, 503, 504, 529})


class EndpointError(NextSeasonError):
    """The endpoint did not answer a request.

    `reason` is the kind of failure, the same for all of its kind; `detail` is what was said
    about this one; `status` is the HTTP status, where there was a response.
    """

    def __init__(self, reason: str, *, detail: str = "", status: int | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail, self.status = reason, detail, status


def connect(url: str, *, key: str | None = None) -> httpx.Client:
    """A client for the endpoint at an address such as http://localhost:8080/v1.

    Raises
    ------
    InputError
        The address or the key cannot be used; the message does not show the key.
    """
    base = url.strip().rstrip("/").removesuffix(f"/{COMPLETIONS}")
    _check_address(base)
    headers = {"Accept-Encoding": "identity"}  # so that the bytes counted are the bytes sent
    if key := (key or "").strip():
        if not (key.isascii() and key.isprintable()):
            raise InputError(f"the key in {KEY_VARIABLE} has letters that no header can hold")
        headers["Authorization"] = f"Bearer {key}"
    return httpx.Client(base_url=base, headers=headers)


def post(
    client: httpx.Client,
    body: Mapping[str, Any],
    *,
    until: float,
    sleep: Callable[[float], None] = time.sleep,
) -> bytes:
    """The response to a request; `until` is when, on the monotonic clock, it is given up.

    Passing failures are tried again, after the time that the server asks for if it names one.

    Raises
    ------
    EndpointError
        No response in time, or one that says no.
    """
    for n_tries in range(1, MAX_TRIES + 1):
        wait = BACKOFF_SECONDS * 4 ** (n_tries - 1)
        try:
            response = _within(until - time.monotonic(), lambda: _send(client, body, until))
        except httpx.TimeoutException as fault:
            # Connecting alone may time out with time left for another try.
            failure = EndpointError("it took too long", detail=_line(fault))
        except httpx.ConnectError as fault:
            failure = EndpointError("no connection", detail=_line(fault))
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            failure = EndpointError("the connection broke", detail=_line(fault))
        else:
            if response.status == 200:
                return response.data
            failure = response.failure(_key(client))
            if response.status not in _PASSING:
                raise failure
            wait = _asked_wait(response.headers) or wait
        if n_tries == MAX_TRIES or time.monotonic() + wait >= until:
            raise failure
        sleep(wait)
    raise AssertionError("unreachable")


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: httpx.Headers
    data: bytes

    def failure(self, key: str) -> EndpointError:
        if 300 <= self.status < 400:
            # Not followed: the articles go where the user said, and nowhere else.
            detail = f"it redirects to {self.headers.get('location', 'nowhere')}; give that address"
        else:
            detail = _told(self.data)
        if len(key) >= MIN_KEY_CHARS:
            detail = detail.replace(key, "(the key)")
        return EndpointError(f"HTTP {self.status}", detail=_line(detail), status=self.status)


def _send(client: httpx.Client, body: Mapping[str, Any], until: float) -> _Response:
    left = max(0.001, until - time.monotonic())
    timeout = httpx.Timeout(left, connect=min(left, CONNECT_SECONDS))
    content = json.dumps(body).encode("ascii")  # half a surrogate pair, too, goes as its escape
    headers = {"Content-Type": "application/json"}
    with client.stream(
        "POST", COMPLETIONS, content=content, headers=headers, timeout=timeout
    ) as response:
        data = bytearray()
        for chunk in response.iter_raw():
            data += chunk
            if len(data) > MAX_RESPONSE_BYTES:
                raise EndpointError(f"it sent more than {MAX_RESPONSE_BYTES:,} bytes")
            if time.monotonic() > until:
                raise EndpointError("it took too long")
        return _Response(response.status_code, response.headers, bytes(data))


def _key(client: httpx.Client) -> str:
    return str(client.headers.get("authorization", "")).removeprefix("Bearer ")


def _within(seconds: float, call: Callable[[], T]) -> T:
    """The call's result, or EndpointError once the time is over, whatever the server does.

    httpx bounds each read and not all of them together: a server that sends a byte a minute
    would keep us for ever.  The thread that is left behind ends with the process.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(call())
        except BaseException as fault:
            done.set_exception(fault)

    Thread(target=run, daemon=True).start()
    try:
        return done.result(timeout=max(0.0, seconds))
    except TimeoutError:
        raise EndpointError("it took too long") from None


def _asked_wait(headers: httpx.Headers) -> float | None:
    """The seconds that a server asks for, as a number or as the time when they are over."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdecimal() and len(asked) < 9:
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _told(data: bytes) -> str:
    """What a refusing server says, in the places where such servers say it."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    match said:
        case {"error": {"message": str(text)}} | {"error": str(text)}:
            return text
        case {"message": str(text)} | {"detail": str(text)}:
            return text
    return ""


def _line(said: object) -> str:
    """One printable line of bounded length."""
    line = "".join(c if c.isprintable() else " " for c in str(said))
    line = " ".join(line.split())
    return line if len(line) <= MAX_DETAIL_CHARS else line[: MAX_DETAIL_CHARS - 1] + "…"


def _check_address(url: str) -> None:
    fault = InputError(f"{url!r} is no address of an endpoint, such as http://localhost:8080/v1")
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        raise fault from None
    if parts.userinfo:
        raise InputError(f"an address holds no name or password; put the key in {KEY_VARIABLE}")
    if parts.scheme not in ("http", "https") or not parts.host or parts.query or parts.fragment:
        raise fault
