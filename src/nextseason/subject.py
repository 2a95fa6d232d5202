"""Which show and season a question means, among those that the claims are about.

Claims -> the same claims under one spelling per show; query -> show; show -> season.
Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from nextseason.domain import Claim, Topic
from nextseason.errors import InputError
from nextseason.titles import fold

# Below this likeness (0-100) a query and a title are not taken for the same show.
MIN_LIKENESS = 80
# So many shows are named where a query finds none.
MAX_NAMED = 12


def unify_titles(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, each show under the spelling that most claims give it."""
    claims = tuple(claims)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        spellings[fold(claim.show)][claim.show] += 1
    usual = {key: min(c, key=lambda s: (-c[s], s)) for key, c in spellings.items()}
    return tuple(
        claim if claim.show == (title := usual[fold(claim.show)]) else replace(claim, show=title)
        for claim in claims
    )


def choose_show(query: str, claims: Sequence[Claim]) -> str:
    """The show that a loosely typed query means.

    Raises
    ------
    InputError
        No show is like the query; the message names those that the articles are about.
    """
    counts = Counter(claim.show for claim in claims)
    wanted = fold(query)
    likeness = {show: _likeness(wanted, fold(show)) for show in counts}
    best = max(counts, key=lambda show: (likeness[show], counts[show]), default=None)
    if best is not None and likeness[best] >= MIN_LIKENESS:
        return best
    if not counts:
        raise InputError(f"nothing about {query!r}: the articles make no claim about any show")
    named = ", ".join(show for show, _ in counts.most_common(MAX_NAMED))
    more = f" and {len(counts) - MAX_NAMED} more" if len(counts) > MAX_NAMED else ""
    raise InputError(f"nothing about {query!r}; the articles are about {named}{more}")


def choose_season(claims: Iterable[Claim], show: str) -> int:
    """The next season that the articles are about: the one whose order is discussed most."""
    discussed: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for claim in claims:
        if claim.show == show and claim.season is not None:
            (discussed if claim.topic is Topic.RENEWAL else other)[claim.season] += 1
    votes = discussed or other
    if not votes:
        raise InputError(f"the articles name no season of {show}; give one with --season")
    return max(votes, key=lambda season: (votes[season], season))


def _likeness(wanted: str, title: str) -> float:
    if not wanted or not title:
        return 0.0
    return max(fuzz.ratio(wanted, title), 0.95 * fuzz.token_set_ratio(wanted, title))
