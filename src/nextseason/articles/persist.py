"""One request, asked again while there is hope.

Request -> Response by way of steps, or `FetchError`.  How long a host may be waited for at
most is left to `fetch`, which keeps the pace.
"""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from nextseason.articles.web import Exchange, Manners, Request, Response, Wait
from nextseason.errors import FetchError

FOUND = frozenset((200, 203))
NOT_MODIFIED = 304
MOVED = frozenset((301, 302, 303, 307, 308))
# Worth another try: the server is busy, or will be back.
PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
LONGEST_SECONDS = 10**9  # what is asked for may be any number


def persist(request: Request, *, manners: Manners, rng: random.Random) -> Exchange[Response]:
    """The response: a page, a redirect, or that nothing has changed.

    Raises
    ------
    FetchError
        There is none, or it says no; it carries the attempt that was the last.
    """
    for attempt in range(1, manners.max_tries + 1):
        try:
            response: Response = yield request
            if response.status in FOUND | MOVED | {NOT_MODIFIED}:
                return response
            fault = FetchError(
                f"HTTP {response.status}",
                url=request.url,
                status=response.status,
                passing=response.status in PASSING,
            )
            asked = asked_wait(response.headers, response.got)
        except FetchError as raised:
            fault, asked = raised, None
        fault.attempt = attempt
        if not fault.passing:
            raise fault
        is_last = attempt == manners.max_tries
        # At least what was asked for, and never all robots in the same moment.
        if asked is not None:
            yield Wait(request.url, asked + rng.uniform(0.0, 1.0))
        elif not is_last:
            backoff = manners.backoff_seconds * 4 ** (attempt - 1)
            yield Wait(request.url, backoff * rng.uniform(0.5, 1.5))
        if is_last:
            raise fault
    raise AssertionError("unreachable")


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that Retry-After asks for, as a number or as a moment; None: it does not.

    Examples
    --------
    >>> moment = datetime(2027, 3, 1, 12, tzinfo=UTC)
    >>> asked_wait({"retry-after": "7"}, moment)
    7.0
    >>> asked_wait({"retry-after": "Mon, 01 Mar 2027 12:01:00 GMT"}, moment)
    60.0
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(min(int(asked[:12]), LONGEST_SECONDS))
    try:
        moment = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), LONGEST_SECONDS)
