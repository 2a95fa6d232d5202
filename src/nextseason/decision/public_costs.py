"""What an episode costs where nobody has said: a wide distribution, from public examples.

Genre, platform, year -> UsualCost.  Pure but for the table that is shipped beside it.
The examples are what the press reported, each with its publication and year; they are those
that made news, so the dear ones are among them too often.  What is assumed of that is below.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from nextseason.decision.distributions import Distribution, lognormal
from nextseason.errors import InputError

# Of what is reported, an ordinary season costs about this share.  Assumed: what is dear is news.
ORDINARY_SHARE = 0.6
# An example of the same genre weighs this much more, of the same platform that much.  Assumed.
GENRE_WEIGHT, PLATFORM_WEIGHT = 8.0, 3.0
YEARS = 8.0  # an example that much older or newer weighs 1/e.  Assumed.
# Reports of one season differ: 2 and 3 million, 120 and 190, 250 and 300, 40 and 50.  In logs.
REPORT_SPREAD = 0.25
LEAST_SPREAD = 0.7  # in logs: nine in ten within a factor of 3.2 at least, whatever is alike
# Levels for kinds with few examples or none, dollars an episode.  Assumed, from what is commonly
# said of the trade; one level weighs as much as an example of the genre.
LEVELS_USD = {
    "drama": 4.0e6,
    "comedy": 2.5e6,
    "animation": 1.5e6,
    "documentary": 0.8e6,
    "reality": 0.8e6,  # an hour for a network, as its president said in 2001
}
N_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCost:
    """What was reported of a season's cost."""

    title: str
    season: int
    platform: str
    genre: str
    year: int
    cost_usd: float  # an episode
    told: str
    source: str  # publication and year


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualCost:
    """Dollars an episode, and the examples that weigh most in it."""

    per_episode_usd: Distribution
    examples: tuple[PublicCost, ...]


@cache
def public_costs() -> tuple[PublicCost, ...]:
    """All examples."""
    text = files("nextseason.decision").joinpath("public_costs.csv").read_text("utf-8")
    return tuple(
        PublicCost(
            title=row["title"],
            season=int(row["season"]),
            platform=row["platform"],
            genre=row["genre"],
            year=int(row["year"]),
            cost_usd=float(row["cost_usd"]),
            told=row["told"],
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def usual_cost(genre: str, *, platform: str | None = None, year: int) -> UsualCost:
    """What an episode of a genre may cost: log-normal, wide.

    >>> found = usual_cost("comedy", year=2018)
    >>> found.examples[0].title
    'The Big Bang Theory'
    >>> 1e6 < found.per_episode_usd.one_at(0.5) < 5e6
    True
    """
    if genre not in LEVELS_USD:
        raise InputError(f"no usual cost of {genre!r}; there are {', '.join(LEVELS_USD)}")
    examples = public_costs()
    weights = np.array([_weight(e, genre, platform, year) for e in examples])
    logs = np.log([e.cost_usd * ORDINARY_SHARE for e in examples])
    logs, weights = np.append(logs, np.log(LEVELS_USD[genre])), np.append(weights, GENRE_WEIGHT)
    mean = float(np.average(logs, weights=weights))
    variance = float(np.average((logs - mean) ** 2, weights=weights))
    spread = float(np.hypot(np.sqrt(variance), REPORT_SPREAD))
    heaviest = np.argsort(-weights[:-1], kind="stable")[:N_NAMED]
    return UsualCost(
        per_episode_usd=lognormal(float(np.exp(mean)), max(spread, LEAST_SPREAD)),
        examples=tuple(examples[i] for i in heaviest),
    )


def _weight(example: PublicCost, genre: str, platform: str | None, year: int) -> float:
    weight = float(np.exp(-abs(example.year - year) / YEARS))
    if example.genre == genre:
        weight *= GENRE_WEIGHT
    if platform and example.platform.casefold() == platform.casefold():
        weight *= PLATFORM_WEIGHT
    return weight
