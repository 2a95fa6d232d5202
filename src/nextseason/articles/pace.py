"""What a run knows of the hosts it asks: their rules, and when each may be asked next.

Pure: the moments are seconds of whatever clock the caller keeps.
"""

from dataclasses import dataclass, field

from nextseason.articles.robots import Rules


class Pace:
    """A memory of when hosts were asked, and of what they asked for.

    Examples
    --------
    >>> pace = Pace()
    >>> pace.ask("example.org", now=100.0, interval_seconds=1.0)
    >>> pace.wait("example.org", now=100.25), pace.wait("example.com", now=100.25)
    (0.75, 0.0)
    """

    def __init__(self) -> None:
        self._free: dict[str, float] = {}
        self._intervals: dict[str, float] = {}

    def wait(self, host: str, *, now: float) -> float:
        """The seconds until the host may be asked."""
        return max(0.0, self._free.get(host, now) - now)

    def ask(self, host: str, *, now: float, interval_seconds: float) -> None:
        """The host is asked now, and not again before the interval is over, or its own."""
        self._free[host] = now + max(interval_seconds, self._intervals.get(host, 0.0))

    def hold(self, host: str, seconds: float, *, now: float) -> None:
        """The host is left alone for so long, at least."""
        self._free[host] = max(self._free.get(host, now), now + seconds)

    def slow(self, host: str, interval_seconds: float) -> None:
        """The host wants at least so much time from one request to the next."""
        self._intervals[host] = max(self._intervals.get(host, 0.0), interval_seconds)


@dataclass(frozen=True, slots=True)
class Hosts:
    """It grows while the run goes on."""

    pace: Pace = field(default_factory=Pace)
    rules: dict[str, Rules] = field(default_factory=dict)  # by scheme, host and port
