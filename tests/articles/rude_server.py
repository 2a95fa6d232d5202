"""A web server on loopback whose manners are its paths' own."""

import gzip
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<html><body><p>Tidewater is renewed.</p></body></html>"
CHUNK = 64 * 1024


class RudeServer(ThreadingHTTPServer):
    """`behave(path, function)`: what the path does with its handler."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.paths, self.asked, self.hosts = {}, [], Counter()
        self.stopping = threading.Event()

    def behave(self, path, function):
        self.paths[path] = function

    def handle_error(self, request, client_address):
        """A client that goes away is what many of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.server.hosts[self.headers["Host"].partition(":")[0]] += 1
        behave = self.server.paths.get(self.path, not_found)
        with suppress(OSError):
            behave(self)

    def log_message(self, *arguments):
        pass


def respond(handler, status=200, body=PAGE, *, length=None, **headers):
    handler.send_response(status)
    given = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    given |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    if length is not None:
        given["Content-Length"] = str(length)
    for name, value in given.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def not_found(handler):
    respond(handler, 404, b"")


def page(body=PAGE, **headers):
    return lambda handler: respond(handler, body=body, **headers)


def moved(to, status=302):
    return lambda handler: respond(handler, status, b"", location=to)


def in_turn(*behaviours):
    """One after the other, the last one for ever."""
    waiting = list(behaviours)
    return lambda handler: (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x" * CHUNK)


def slow_drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def slow_head(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b"X-More: 1\r\n")
        handler.wfile.flush()


def never(handler):
    handler.server.stopping.wait()


def bomb(handler):
    respond(handler, body=gzip.compress(b"x" * 20_000_000), content_encoding="gzip")


def raw(data):
    """Whatever bytes, then the connection is closed."""

    def behave(handler):
        handler.close_connection = True
        handler.wfile.write(data)

    return behave


def reset(handler):
    import socket
    import struct

    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def conditional(handler, mark='"v1"'):
    if mark in handler.headers.get("If-None-Match", ""):
        respond(handler, 304, b"", etag=mark)
    else:
        respond(handler, etag=mark)


@contextmanager
def rude_server():
    with RudeServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.shutdown()
            thread.join()
