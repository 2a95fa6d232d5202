"""What each figure means: its definition, its unit, where it comes from.

The table of docs/measures.md, in code; the figures are worked out in `rates`.
"""

from dataclasses import dataclass

from nextseason.viewing.measures import DONE_TENTHS, START_SECONDS
from nextseason.viewing.rates import N_OVERLAPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One figure in words."""

    name: str  # of its column
    unit: str
    definition: str
    source: str  # ours: no publication defines it so


OURS = "ours"
LETTER = "Netflix's letter to the House of Lords Communications Committee, 2019"
NETFLIX_TOP10 = "Netflix, Top 10, since June 2023"

MEANINGS = (
    Meaning(
        name="starters",
        unit="accounts",
        definition=f"viewed at least {START_SECONDS} seconds of an episode, or have done one",
        source=f"two minutes: {LETTER}",
    ),
    Meaning(
        name="completers",
        unit="accounts",
        definition=f"have done all episodes: an episode is done at {DONE_TENTHS * 10} % of its "
        "runtime, all sittings and profiles together",
        source=f"70 % as for a watcher in {LETTER}; its completer has 90 % of the season",
    ),
    Meaning(
        name="completion_rate",
        unit="0-1",
        definition="completers / starters",
        source="usual in the field",
    ),
    Meaning(
        name="reach",
        unit="accounts",
        definition=f"had one sitting of at least {START_SECONDS} seconds",
        source="usual in the field; the length as for starters",
    ),
    Meaning(name="hours", unit="hours", definition="viewed, by everybody", source=NETFLIX_TOP10),
    Meaning(
        name="views",
        unit="views",
        definition="viewed seconds / the season's runtime",
        source=NETFLIX_TOP10,
    ),
    Meaning(
        name="mean_days_to_completion",
        unit="days",
        definition="of the completers, from the first sitting to the first one of the episode "
        "that was begun last",
        source=OURS,
    ),
    Meaning(
        name="binge_share",
        unit="0-1",
        definition="completers who took at most 7 days / completers",
        source=OURS,
    ),
    Meaning(
        name="decay_rate",
        unit="0-1",
        definition="1 - r, where weeks of 1, r, r², ... have the mean week of the window's full "
        "weeks; null where hours do not fall",
        source="maximum likelihood of a geometric distribution, cut off after the last week",
    ),
    Meaning(
        name="half_life_weeks",
        unit="weeks",
        definition="log 2 / -log r: until weekly hours have halved",
        source="as decay_rate",
    ),
    Meaning(
        name="adjusted_accounts",
        unit="account-months",
        definition="each account is worth one in a calendar month (or its weight), split by "
        "seconds over all that it viewed in it; the season's part that lies in the window",
        source="press reports name the measure; no formula is public, so this one is ours",
    ),
    Meaning(
        name="adjusted_view_share",
        unit="0-1",
        definition="adjusted_accounts / all account-months in the months that the window touches",
        source="as adjusted_accounts",
    ),
    Meaning(
        name="acquired",
        unit="accounts",
        definition="viewed this season first of all after joining; null without members",
        source=OURS,
    ),
    Meaning(
        name="acquisition_share",
        unit="0-1",
        definition="seconds viewed by the acquired / all viewed seconds of the season",
        source=OURS,
    ),
    Meaning(
        name="retention",
        unit="0-1, per episode",
        definition="accounts that have done the episode / starters",
        source="usual in the field; others divide by those who have done the first episode",
    ),
    Meaning(
        name="weekly_hours",
        unit="hours, per week",
        definition="viewed in each week of the window that is over for all episodes",
        source=OURS,
    ),
    Meaning(
        name="overlap",
        unit="0-1, per show",
        definition=f"starters of the season who have also started the other show / starters; the "
        f"{N_OVERLAPS} shows with most; in total alone",
        source=OURS,
    ),
    Meaning(
        name="starters_error",
        unit="0-1",
        definition="one standard error of starters / starters; null where figures are exact",
        source="binomial sampling of accounts",
    ),
    Meaning(
        name="hours_error",
        unit="0-1",
        definition="one standard error of hours, and of views, / hours; null where exact",
        source="Horvitz & Thompson, JASA 47 (1952)",
    ),
    Meaning(
        name="completion_rate_error",
        unit="0-1",
        definition="one standard error of completion_rate; null where exact",
        source="binomial sampling of accounts",
    ),
    Meaning(
        name="is_whole",
        unit="yes or no",
        definition="whether the log covers the season's whole window; figures of others are "
        "those so far",
        source=OURS,
    ),
)
