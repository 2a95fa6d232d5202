"""Seasons to decide on, all invented."""

from nextseason.decision.cost import CostTerms
from nextseason.decision.distributions import between, point
from nextseason.decision.season_case import Case
from nextseason.decision.value import by_hour, by_view

SLATE = """title,genre,studio,region,cost,value
Harbour Lights,drama,North Pier,EU,60e6,50e6..140e6
Ash Road,comedy,North Pier,US,25e6..32e6,20e6..70e6
Low Tide,comedy,Elm,US,18e6,15e6..40e6
Copper Sky,drama,Elm,ASIA,40e6..55e6,30e6..160e6
Third Bell,reality,Fern,US,9e6,8e6..20e6
Quiet Mile,comedy,Fern,EU,30e6,18e6..50e6
Red Ferry,drama,North Pier,US,75e6,60e6..190e6
"""


def made_case(
    *, audience=None, per_view=None, per_episode=None, ending=None, episodes=8, **more
) -> Case:
    return Case(
        show="Harbour Lights",
        season=2,
        currency="USD",
        audience=audience or between(15e6, 45e6),
        ways=(by_view(per_view or between(0.8, 2.5)),),
        cost=CostTerms(
            per_episode=per_episode or between(3e6, 5e6),
            episodes=episodes,
            escalation=between(0.0, 0.15),
            ending=ending or point(0.0),
            **more,
        ),
    )


def two_ways() -> tuple:
    return (
        by_view(between(0.8, 2.5)),
        by_hour(between(0.1, 0.6), runtime_hours=point(7), later_viewing=point(1.0)),
    )
