"""A robots.txt -> what its host lets us ask for, and how often.

Bytes -> Rules, as RFC 9309 has it; the patterns are matched by protego.  How the file is got,
and what holds where it cannot be got, is left to `visit`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

from nextseason.articles.web import ROBOT

MAX_BYTES = 500 * 1024  # the least that RFC 9309 wants to be read; what comes after it is not
AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s](?P<name>[^#]*)", re.IGNORECASE)
OTHERS = "another"  # stands for every robot that we are not


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a host lets robots do."""

    parsed: Protego | None = None  # None: it has no rules
    closed: str | None = None  # why nothing may be asked; None: the rules tell

    def refusal(self, url: str) -> str | None:
        """Why this address may not be asked; None if it may."""
        if self.closed is not None:
            return self.closed
        if self.parsed is None or self.parsed.can_fetch(url, ROBOT):
            return None
        return "its robots.txt keeps robots out"

    @property
    def delay_seconds(self) -> float:
        """The pause that the host wants between requests; 0 if it names none."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(ROBOT)
        between = rate.seconds / rate.requests if rate else 0.0
        return max(float(self.parsed.crawl_delay(ROBOT) or 0.0), between)


def read_rules(body: bytes) -> Rules:
    """The rules in a robots.txt; lines that are none are passed over.

    Examples
    --------
    >>> rules = read_rules(b"User-agent: *\\nDisallow: /drafts\\nCrawl-delay: 5")
    >>> rules.refusal("https://example.org/drafts/1")
    'its robots.txt keeps robots out'
    >>> rules.refusal("https://example.org/season-2") is None, rules.delay_seconds
    (True, 5.0)
    """
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
    return Rules(parsed=Protego.parse("\n".join(_concerning_us(text))))


def _concerning_us(text: str) -> Iterator[str]:
    """The lines, with the names of other robots made one.

    Thousands of names before thousands of rules would else be multiplied.
    """
    for line in text.splitlines():
        agent = AGENT.match(line)
        yield f"User-agent: {_name(agent['name'])}" if agent else line


def _name(given: str) -> str:
    name = given.strip().lower().replace("*", "")
    if not name:
        return "*"
    return name if ROBOT.startswith(name) else OTHERS
