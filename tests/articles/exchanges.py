"""Exchanges played without a network: replies by address, every step written down."""

import random
from collections import deque
from datetime import UTC, datetime, timedelta

from nextseason.articles.robots import Rules
from nextseason.articles.web import (
    Keep,
    Kept,
    Manners,
    Now,
    Recall,
    Request,
    Response,
    RulesOf,
    Wait,
)
from nextseason.errors import FetchError

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
MANNERS = Manners(user_agent="nextseason/0 (+mailto:test@example.org)")
HTML = {"content-type": "text/html; charset=utf-8"}


def page(url="https://a.example/x", status=200, body=b"<p>Renewed.</p>", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url=url, status=status, headers={**HTML, **named}, body=body, got=NOON)


def moved(to, status=302):
    return Response(url="", status=status, headers={"location": to}, got=NOON)


def kept(response, *, hours_ago):
    return Kept(response=response, checked=NOON - timedelta(hours=hours_ago))


def passing(reason="no connection in time"):
    return FetchError(reason, url="", passing=True)


class Middle(random.Random):
    """Jitter without chance."""

    def uniform(self, a, b):
        return (a + b) / 2


class Played:
    """What came of an exchange, and its steps."""

    def __init__(self, exchange, replies=None, *, memory=None, rules=None):
        self.memory = dict(memory or {})
        self.steps = []
        self._rules = rules or {}
        self._replies = {
            url: deque(each if isinstance(each, list) else [each])
            for url, each in (replies or {}).items()
        }
        self.result = self._play(exchange)

    def _play(self, exchange):
        try:
            step = next(exchange)
            while True:
                self.steps.append(step)
                reply = self._reply(step)
                if isinstance(reply, Exception):
                    step = exchange.throw(reply)
                else:
                    step = exchange.send(reply)
        except StopIteration as end:
            return end.value

    def _reply(self, step):
        match step:
            case Request(url=url):
                return self._replies[url].popleft()
            case RulesOf(origin):
                return self._rules.get(origin, Rules())
            case Recall(url):
                return self.memory.get(url)
            case Keep(thing):
                self.memory[thing.response.url] = thing
            case Now():
                return NOON
        return None

    @property
    def asked(self):
        return [step.url for step in self.steps if isinstance(step, Request)]

    @property
    def waits(self):
        return [step.seconds for step in self.steps if isinstance(step, Wait)]
