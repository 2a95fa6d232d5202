"""When each host may be asked next.

Pure: the moments are seconds of whatever clock the caller keeps.
"""

from collections import defaultdict


class Pace:
    """A memory of when hosts were asked, and of what they asked for.

    Examples
    --------
    >>> pace = Pace(interval_seconds=1.0)
    >>> pace.ask("example.org", now=100.0)
    >>> pace.wait("example.org", now=100.25), pace.wait("example.com", now=100.25)
    (0.75, 0.0)
    """

    def __init__(self, *, interval_seconds: float) -> None:
        self._intervals: defaultdict[str, float] = defaultdict(lambda: interval_seconds)
        self._free: dict[str, float] = {}

    def wait(self, host: str, *, now: float) -> float:
        """The seconds until the host may be asked."""
        return max(0.0, self._free.get(host, now) - now)

    def ask(self, host: str, *, now: float) -> None:
        """The host is asked now."""
        self._free[host] = now + self._intervals[host]

    def hold(self, host: str, seconds: float, *, now: float) -> None:
        """The host is left alone for so long, at least."""
        self._free[host] = max(self._free.get(host, now), now + seconds)

    def slow(self, host: str, interval_seconds: float) -> None:
        """The host wants at least so much time from one request to the next."""
        self._intervals[host] = max(self._intervals[host], interval_seconds)
