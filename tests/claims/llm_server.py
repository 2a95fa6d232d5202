"""A real HTTP server on loopback that answers chat completions by a script.

    with Scripted(answers([claim, ...]), status(500)) as server:
        ...  # server.url, server.bodies, server.keys

Each request takes the next action; the last one stays. An action may also be a function from
the request's body to an action, for answers that depend on the article.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Action:
    """What the server does with one request."""

    status: int = 200
    data: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0  # before the first byte
    drip_seconds: float = 0.0  # between single bytes
    hangs_up: bool = False  # closes without a word


Step = Action | Callable[[dict[str, Any]], Action]


def says(content: object, *, finish: str = "stop", usage: object = (100, 20), **how: Any) -> Action:
    """A chat completion with this content; `usage` is the tokens in and out, or anything."""
    if isinstance(usage, tuple):
        usage = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    message = {"role": "assistant", "content": content}
    completion = {"choices": [{"message": message, "finish_reason": finish}], "usage": usage}
    return Action(data=json.dumps(completion).encode(), **how)


def by_topic(*claims: Any) -> str:
    """The JSON of an answer with these claims; `topic` says where each belongs."""
    lists: dict[str, list[Any]] = {"renewal": []}
    for claim in claims:
        lists.setdefault(claim["topic"], []).append(
            {name: value for name, value in claim.items() if name != "topic"}
        )
    return json.dumps(lists)


def answers(claims: Any, **how: Any) -> Action:
    """A well-formed answer with these claims."""
    return says(by_topic(*claims), **how)


def status(code: int, message: str = "", **headers: str) -> Action:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Action(code, json.dumps({"error": {"message": message}}).encode(), named)


def article_in(body: dict[str, Any]) -> dict[str, Any]:
    """The article that a request is about."""
    return json.loads(body["messages"][1]["content"])


class Scripted:
    def __init__(self, *script: Step) -> None:
        self.script = list(script)
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.n_at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> "Scripted":
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def act(self, body: dict[str, Any], key: str | None) -> Action:
        with self._lock:
            self.bodies.append(body)
            self.keys.append(key)
            step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return step(body) if callable(step) else step

    def busy(self, change: int) -> None:
        with self._lock:
            self.n_at_once += change
            self.most_at_once = max(self.most_at_once, self.n_at_once)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], scripted: Scripted) -> None:
        self.scripted = scripted
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has given up is part of the script."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self._send(status(404, f"no {self.path} here"))
            return
        self.server.scripted.busy(1)
        try:
            action = self.server.scripted.act(body, self.headers["Authorization"])
            time.sleep(action.wait_seconds)
        finally:
            # Before the answer: with it in hand, the client may ask again at once.
            self.server.scripted.busy(-1)
        self._send(action)

    def _send(self, action: Action) -> None:
        if action.hangs_up:
            self.close_connection = True
            return
        self.send_response(action.status)
        for name, value in action.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(action.data)))
        self.end_headers()
        if not action.drip_seconds:
            self.wfile.write(action.data)
            return
        for i in range(len(action.data)):
            self.wfile.write(action.data[i : i + 1])
            self.wfile.flush()
            time.sleep(action.drip_seconds)

    def log_message(self, *_: object) -> None:
        pass
