"""The decision that a command asks for: what was told becomes a case, and is weighed.

Texts, files, a forecast -> Decision.  `decide`, `forecast --cost`, `brief` and `demo` weigh alike.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from nextseason.command_io import read_text
from nextseason.decision import decide
from nextseason.decision.answer import Decision
from nextseason.decision.assumed import Given, assume_case
from nextseason.decision.churn import MemberLog, member_months, read_member_log
from nextseason.decision.common_numbers import SEED
from nextseason.decision.distributions import (
    Distribution,
    parse_distribution,
    point,
    quantiles,
)
from nextseason.decision.member_log import log_of_members
from nextseason.decision.money import common_currency
from nextseason.decision.options import (
    Option,
    Wait,
    read_options,
    usual_options,
    usual_wait,
    with_own,
)
from nextseason.decision.season_case import Case
from nextseason.errors import InputError
from nextseason.forecast.wording import sentence
from nextseason.forecast_asked import MadeForecast, audience_after

EPISODES = 8  # of a season, where nobody tells
WAIT_WEEKS = 6
NO_MONEY = {
    "audience",
    "escalation",
    "tax credit",
    "running time",
    "later viewing",
    "adjusted view share",
    "views",
    "viewers per view",
}
OF_SHARE = {"adjusted view share", "members' value"}  # for which the views are told, too


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDecision:
    """What is told of a next season; what is left out gets a default that is named."""

    show: str
    season: int  # the one that is out
    year: int  # for a cost that is not told; so are genre and platform
    told: Mapping[str, str] = field(default_factory=dict)  # amounts, by the names in `assumed`
    made: MadeForecast | None = None  # for the audience, the running time and the views
    forecast_file: Path | None = None
    churn: Path | None = None
    plays: Path | None = None  # events, with members and the title among them: instead of churn
    members: Path | None = None
    title: str | None = None
    currency: str | None = None
    episodes: int = EPISODES
    genre: str = "drama"
    platform: str | None = None
    options: Path | None = None
    wait: int = WAIT_WEEKS  # 0: no waiting
    seed: int = SEED


def make_decision(asked: AskedDecision) -> Decision:
    """The decision.

    Raises
    ------
    InputError
        Something told cannot be, or no audience is known: names it and the remedy.
    """
    choices, wait = _choices(asked)
    return decide(_case(asked), choices, wait=wait, seed=asked.seed)


def _choices(asked: AskedDecision) -> tuple[tuple[Option, ...], Wait | None]:
    """The usual options and the user's own; waiting as the user's file has it, unless refused."""
    options, wait = usual_options(asked.episodes), usual_wait(asked.wait) if asked.wait else None
    if asked.options:
        text, name = read_text(asked.options), asked.options.name
        own = read_options(text, source=name, episodes=asked.episodes)
        options, wait = with_own(options, own.options), wait and (own.wait or wait)
    return options, wait


def _case(asked: AskedDecision) -> Case:
    read = {name: parse_distribution(text, what=name) for name, text in asked.told.items()}
    for name in sorted(NO_MONEY & set(read)):
        if read[name].currency:
            raise InputError(f"{name} is no money; leave {read[name].currency} out")
    named = {"--currency": asked.currency} | {name: each.currency for name, each in read.items()}
    told = {name: each.distribution for name, each in read.items()}
    notes = [*_audience(asked, told), *_of_the_season(asked, told)]
    if log := _member_log(asked):
        told["member-months per viewer"] = member_months(log).both
    case = assume_case(
        Given(
            show=asked.show,
            season=asked.season + 1,
            currency=common_currency(named, default="USD"),
            told=told,
            episodes=asked.episodes,
            genre=asked.genre,
            platform=asked.platform,
            year=asked.year,
        )
    )
    return replace(case, assumed=(*notes, *case.assumed))


def _member_log(asked: AskedDecision) -> MemberLog | None:
    """The members' months, from a file that has them or from events."""
    events = (asked.plays, asked.members, asked.title)
    if asked.churn:
        if any(events):
            raise InputError("give --churn, or --plays with --members and --title, not both")
        return read_member_log(read_text(asked.churn), source=asked.churn.name)
    if asked.plays and asked.members and asked.title:
        return log_of_members(_table(asked.plays), _table(asked.members), title=asked.title)
    if any(events):
        raise InputError("--plays, --members and --title go together; give all three")
    return None


def _table(path: Path) -> pa.Table:
    """A Parquet or a CSV file."""
    try:
        if path.suffix == ".parquet":
            return pq.read_table(path)
        return pa_csv.read_csv(path)
    except (OSError, pa.ArrowInvalid) as fault:
        raise InputError(f"cannot read {path}: {fault}; give a .parquet or .csv file") from fault


def _audience(asked: AskedDecision, told: dict[str, Distribution]) -> list[str]:
    """Puts the audience into what is told, and says where it is from."""
    if asked.forecast_file:
        if "audience" in told:
            raise InputError("give --audience or --forecast, not both")
        told["audience"] = _file_audience(asked.forecast_file)
        return [f"Audience: as forecast in {asked.forecast_file.name}."]
    if "audience" in told:
        return []
    if asked.made:
        forecast = asked.made.forecast
        if not forecast.audience:
            raise InputError(
                f"the forecast of {asked.show} knows no audience: that takes four weeks of figures "
                "and a running time; give --audience 20e6..40e6"
            )
        told["audience"] = quantiles(*zip(*forecast.audience, strict=True))
        return [f"Audience: as forecast on {forecast.as_of}. {sentence(forecast)}"]
    if "views" in told:
        views = told["views"] if OF_SHARE & set(told) else told.pop("views")
        told["audience"] = audience_after(views, show=asked.show, season=asked.season)
        return ["Audience: from the views of the season that is out, by the shipped forecast."]
    return []


def _of_the_season(asked: AskedDecision, told: dict[str, Distribution]) -> list[str]:
    """Running time and views that the charts tell of the season that is out."""
    notes: list[str] = []
    if not asked.made:
        return notes
    hours, views = asked.made.record.runtime_hours, asked.made.views
    if hours and "running time" not in told:
        told["running time"] = point(hours)
        notes.append("Running time: that of the season that is out, by the charts.")
    if views and "views" not in told and set(told) >= OF_SHARE:
        told["views"] = point(views)
        notes.append("Views of the season that is out: by the charts.")
    return notes


def _file_audience(path: Path) -> Distribution:
    text = read_text(path)
    try:
        rows = json.loads(text)["audience"]
        pairs = [(float(row["level"]), float(row["views"])) for row in rows]
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError(f"{path} is no forecast in JSON; give --audience instead") from fault
    if not pairs:
        raise InputError(f"{path} knows no audience; give it with --audience")
    return quantiles([level for level, _ in pairs], [views for _, views in pairs])
