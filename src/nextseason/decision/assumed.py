"""A case from what is told, and defaults for what is not; each default is named.

Given -> Case.  Pure.  What is assumed is in `cost`, `value` and `public_costs`, with its reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nextseason.decision.cost import NOTHING, CostTerms, usual_escalation
from nextseason.decision.distributions import Distribution, between
from nextseason.decision.money import number_words
from nextseason.decision.public_costs import usual_cost
from nextseason.decision.season_case import Case
from nextseason.decision.value import (
    USUAL_HOUR_USD,
    USUAL_LATER_VIEWING,
    USUAL_RUNTIME_HOURS,
    Way,
    by_adjusted_share,
    by_hour,
    by_members,
    by_view,
)
from nextseason.errors import InputError

USUAL_VIEWERS_PER_VIEW = between(1.0, 1.8)  # a view is a whole season's hours; many see less
DEFAULTS_IN = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a user tells of a next season; amounts in one currency."""

    show: str
    season: int  # the next one
    currency: str
    told: Mapping[str, Distribution]  # by name: see `assume_case`
    episodes: int
    genre: str  # this and the next two: where the cost is not told
    platform: str | None
    year: int


def assume_case(given: Given) -> Case:
    """The case, complete.

    The names are: audience; cost per episode, escalation, one-off costs, tax credit, cost of
    ending; value per view; value per hour, running time, later viewing; adjusted view
    share, members' value, views; member-months per viewer, value of a member-month, viewers per
    view.

    Raises
    ------
    InputError
        No audience, half of a way to value it, or a default wanted in another currency.

    Examples
    --------
    >>> from nextseason.decision.distributions import point
    >>> case = assume_case(
    ...     Given(
    ...         show="Harbour Lights", season=2, currency="USD", episodes=8, genre="comedy",
    ...         platform=None, year=2026,
    ...         told={"audience": point(2e7), "value per view": point(1.2)},
    ...     )
    ... )
    >>> case.assumed[0].split(":")[0]
    'Cost of an episode not told'
    """
    notes: list[str] = []
    if "audience" not in given.told:
        raise InputError(
            f"{given.show}: no audience; give --audience 20e6..40e6, or a --forecast that has one"
        )
    cost = _cost(given, notes)
    ways = _ways(given, notes)
    if any(way.is_association for way in ways):
        notes.append(
            "Members kept and brought are an association, no proof: viewers differ in more than "
            "in watching."
        )
    return Case(
        show=given.show,
        season=given.season,
        currency=given.currency,
        audience=given.told["audience"],
        ways=ways,
        cost=cost,
        assumed=tuple(notes),
    )


def _cost(given: Given, notes: list[str]) -> CostTerms:
    told = given.told
    per_episode = told.get("cost per episode") or _unknown_cost(given, notes)
    escalation = told.get("escalation")
    if escalation is None:
        escalation = usual_escalation(given.season)
        low, high = escalation.values
        notes.append(
            f"Escalation not told: {low:.0%} to {high:.0%}, nine in ten, assumed for a season "
            f"{given.season}."
        )
    notes.extend(
        f"{name[0].upper()}{name[1:]} not told: none."
        for name in ("one-off costs", "tax credit", "cost of ending")
        if name not in told
    )
    return CostTerms(
        per_episode=per_episode,
        episodes=given.episodes,
        escalation=escalation,
        one_off=told.get("one-off costs", NOTHING),
        tax_credit=told.get("tax credit", NOTHING),
        ending=told.get("cost of ending", NOTHING),
    )


def _unknown_cost(given: Given, notes: list[str]) -> Distribution:
    _need_dollars(given, "cost per episode", "--cost-per-episode")
    found = usual_cost(given.genre, platform=given.platform, year=given.year)
    low, high = (number_words(found.per_episode_usd.one_at(level)) for level in (0.05, 0.95))
    named = "; ".join(
        f"{e.title} {e.season} ({e.platform}, {e.year}: {number_words(e.cost_usd)}, by {e.source})"
        for e in found.examples
    )
    notes.append(
        f"Cost of an episode not told: {low} to {high} USD, nine in ten, for {given.genre} in "
        f"{given.year}; of the reported costs it comes from, these count most: {named}."
    )
    return found.per_episode_usd


def _ways(given: Given, notes: list[str]) -> tuple[Way, ...]:
    told = given.told
    ways = []
    if "value per view" in told:
        ways.append(by_view(told["value per view"]))
    if "value per hour" in told:
        ways.append(_by_hour(given, told["value per hour"], notes))
    if _all_or_none(given, ("adjusted view share", "members' value", "views")):
        share, members, views = (
            told[name] for name in ("adjusted view share", "members' value", "views")
        )
        ways.append(by_adjusted_share(share, members_value=members, views=views))
    if _all_or_none(given, ("member-months per viewer", "value of a member-month")):
        ways.append(_members(given, notes))
    return tuple(ways) or (_unknown_value(given, notes),)


def _unknown_value(given: Given, notes: list[str]) -> Way:
    _need_dollars(given, "value", "--value-per-view")
    low, high = USUAL_HOUR_USD.values
    notes.append(
        f"Value not told: {low:g} to {high:g} USD for an hour watched, nine in ten, assumed from "
        "public revenue, spending and viewing."
    )
    return _by_hour(given, USUAL_HOUR_USD, notes)


def _by_hour(given: Given, value: Distribution, notes: list[str]) -> Way:
    runtime = _runtime(given, notes)
    later = given.told.get("later viewing")
    if later is None:
        later = USUAL_LATER_VIEWING
        low, high = later.values[0], later.values[-1]
        notes.append(
            f"Later viewing not told: all hours are {low:g} to {high:g} times those of the first "
            "four weeks, nine in ten, as measured on public charts."
        )
    return by_hour(value, runtime_hours=runtime, later_viewing=later)


def _members(given: Given, notes: list[str]) -> Way:
    viewers = given.told.get("viewers per view")
    if viewers is None:
        viewers = USUAL_VIEWERS_PER_VIEW
        low, high = viewers.values
        notes.append(f"Viewers per view not told: {low:g} to {high:g}, nine in ten, assumed.")
    return by_members(
        given.told["member-months per viewer"],
        month_value=given.told["value of a member-month"],
        viewers_per_view=viewers,
    )


def _runtime(given: Given, notes: list[str]) -> Distribution:
    told = given.told.get("running time")
    if told is None:
        low, high = USUAL_RUNTIME_HOURS.values
        notes.append(f"Running time not told: {low:g} to {high:g} hours, nine in ten, assumed.")
        return USUAL_RUNTIME_HOURS
    return told


def _all_or_none(given: Given, names: tuple[str, ...]) -> bool:
    missing = [name for name in names if name not in given.told]
    if missing and len(missing) < len(names):
        there = next(name for name in names if name in given.told)
        raise InputError(f"{given.show}: with {there} give {' and '.join(missing)} too")
    return not missing


def _need_dollars(given: Given, what: str, option: str) -> None:
    if given.currency != DEFAULTS_IN:
        raise InputError(
            f"{given.show}: the default {what} is in {DEFAULTS_IN}, the rest in {given.currency}; "
            f"give it with {option}"
        )
