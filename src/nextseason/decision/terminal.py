"""Decisions, slates and thresholds in the terminal.

Decision, Slate, Thresholds -> rich renderable.  Pure: whoever prints it brings the console.
"""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from nextseason.decision.answer import Decision, OptionAnswer, Spread
from nextseason.decision.money import money_words, number_words
from nextseason.decision.slate import Slate
from nextseason.decision.threshold import Threshold, Thresholds
from nextseason.decision.tornado import Swing

BAR_WIDTH = 24  # characters of the widest swing
MOST_SWINGS = 8
MOST_LEFT_OUT = 10  # seasons that were not chosen; the JSON has them all


def decision_text(decision: Decision) -> RenderableType:
    """The answer, the options, what it hangs on, what was assumed."""
    parts: list[RenderableType] = [
        Panel(
            Text(decision.recommendation, "bold"),
            title=Text(f"{decision.show}, season {decision.season}"),
            title_align="left",
            padding=(1, 2),
        ),
        _options(decision),
        Text(),
        _efficiencies(decision),
    ]
    if decision.swings:
        parts += _section(f"What it hangs on: net value of “{decision.about}”", _tornado(decision))
    if decision.waiting:
        parts += _section("Waiting", Text(waiting_words(decision)))
    if len(decision.ways) > 1:
        parts += _section("If only one value counted", _ways(decision))
    parts += _section("What was taken for what", _inputs(decision))
    parts += [Text(f"- {note}") for note in decision.assumed]
    parts.append(Text(converged_words(decision), "dim"))
    return Group(*parts)


def slate_text(slate: Slate) -> RenderableType:
    """What is renewed, what it brings and costs, what each wish costs."""
    return Group(
        Panel(Text(slate_words(slate), "bold"), title="Slate", title_align="left", padding=(1, 2)),
        _chosen(slate),
        *_section("Left out, the nearest first", _left_out(slate)),
        *_section("What each wish costs", _prices(slate)),
        Text(
            f"{slate.n_scenarios} worlds, seed {slate.seed}; the best that can be is at most "
            f"{slate.gap:.1e} of it away; hindsight is that of {slate.n_hindsight} worlds",
            "dim",
        ),
    )


def thresholds_text(found: Thresholds) -> RenderableType:
    """Value for cost at which renewing and ending are equally likely."""
    rows = (*found.by_platform, *found.by_year, *found.by_both)
    return Group(
        Text(
            f"Seasons are renewed from a value of {_threshold(found.overall)} times their cost on; "
            f"that tells {found.explained:.0%} of {found.overall.n} decisions right.",
            "bold",
        ),
        Text(),
        _table(
            ("platform", "year", "threshold", "decisions", "renewed"),
            (
                (
                    t.platform or "all",
                    str(t.year or "all"),
                    _threshold(t),
                    str(t.n),
                    str(t.n_renewed),
                )
                for t in (found.overall, *rows)
            ),
        ),
    )


def waiting_words(decision: Decision) -> str:
    """What waiting is worth, in a sentence."""
    told = decision.waiting
    if told is None:
        return ""
    currency = decision.currency
    verdict = "worth it" if told.worth > 0 else "not worth it"
    return (
        f"{told.weeks} weeks would teach {money_words(told.information, currency)} and cost "
        f"{money_words(told.price, currency)}: {verdict}. Knowing everything before deciding "
        f"would be worth {money_words(told.perfect, currency)}."
    )


def converged_words(decision: Decision) -> str:
    """How exact the simulation is."""
    best = decision.best
    return (
        f"{decision.n_draws} worlds, seed {decision.seed}; the expected net value of the best "
        f"option is exact to {money_words(best.net_error, decision.currency)} (standard error), "
        f"its lead of {number_words(decision.lead)} over the next to "
        f"{number_words(decision.lead_error)}"
    )


def slate_words(slate: Slate) -> str:
    """The slate in a sentence or two."""
    chosen = sum(season.chosen for season in slate.seasons)
    spread = slate.net_spread
    return (
        f"Renew {chosen} of {len(slate.seasons)} for {money_words(slate.cost, slate.currency)} of "
        f"{money_words(slate.budget, slate.currency)}: worth "
        f"{money_words(slate.net, slate.currency)} more than they cost "
        f"(nine in ten: {number_words(spread.low90)} to {number_words(spread.high90)}; the worst "
        f"{slate.attitude.tail:.0%} of worlds average {number_words(slate.worst)}). "
        f"They cost more than the budget with a chance of {slate.over_budget:.0%}."
    )


def half_words(spread: Spread) -> str:
    """The range of the middle half."""
    return f"{number_words(spread.low50)} to {number_words(spread.high50)}"


def most_words(spread: Spread) -> str:
    """The range of nine in ten."""
    return f"{number_words(spread.low90)} to {number_words(spread.high90)}"


def _options(decision: Decision) -> Table:
    heads = (
        f"option ({decision.currency})",
        "value",
        "cost",
        "net",
        "half of the worlds",
        "nine in ten",
        "breaks even",
        "regret",
    )
    return _table(heads, (_option(option) for option in decision.options))


def _option(option: OptionAnswer) -> tuple[str, ...]:
    return (
        option.words,
        number_words(option.value),
        number_words(option.cost),
        number_words(option.net),
        half_words(option.net_spread),
        most_words(option.net_spread),
        f"{option.breaks_even:.0%}" if option.value > 0 else "",
        f"{option.regret:.0%}",
    )


def _efficiencies(decision: Decision) -> Table:
    heads = (
        "value / cost",
        "median",
        "half of the worlds",
        "nine in ten",
        "even from views",
        "even up to, an episode",
    )
    return _table(heads, (_efficiency(option) for option in decision.options if option.efficiency))


def _efficiency(option: OptionAnswer) -> tuple[str, ...]:
    spread, views, cost = option.efficiency, option.break_even_views, option.break_even_cost
    return (
        option.words,
        *((number_words(spread.median), half_words(spread), most_words(spread)) if spread else ()),
        "" if views is None else number_words(views),
        "" if cost is None else number_words(cost),
    )


def _tornado(decision: Decision) -> Table:
    swings = decision.swings[:MOST_SWINGS]
    widest = max(swing.width for swing in swings)
    return _table(
        ("input", "from", "to", "net value", "", "turns at"),
        (
            (
                swing.name,
                number_words(swing.low),
                number_words(swing.high),
                f"{number_words(swing.net_low)} to {number_words(swing.net_high)}",
                "█" * round(BAR_WIDTH * swing.width / widest) if widest else "",
                turn_words(swing),
            )
            for swing in swings
        ),
    )


def turn_words(swing: Swing) -> str:
    """Where another option becomes better; empty where none does."""
    return "; ".join(
        f"{'below' if turn.below else 'above'} {number_words(turn.at)}: {turn.to}"
        for turn in swing.turns
    )


def _ways(decision: Decision) -> Table:
    return _table(
        ("value", "worlds", "best", "net"),
        (
            (
                f"{way.name} (an association, no proof)" if way.is_association else way.name,
                f"{way.share:.0%}",
                way.best,
                number_words(way.net),
            )
            for way in decision.ways
        ),
    )


def _inputs(decision: Decision) -> Table:
    return _table(
        ("input", "low", "median", "high"),
        (
            (row.name, *(number_words(value) for value in (row.low, row.median, row.high)))
            for row in decision.inputs
        ),
    )


def _chosen(slate: Slate) -> Table:
    heads = ("renew", "cost", "value", "net", "breaks even", "in hindsight", "rank")
    return _table(
        heads,
        (
            (
                season.title,
                *(number_words(amount) for amount in (season.cost, season.value, season.net)),
                f"{season.breaks_even:.0%}",
                f"{season.in_hindsight:.0%}",
                str(season.robustness),
            )
            for season in slate.seasons
            if season.chosen
        ),
    )


def _left_out(slate: Slate) -> Table:
    rest = [season for season in slate.seasons if not season.chosen]
    return _table(
        ("not renewed", "cost", "net", "in hindsight"),
        (
            (
                season.title,
                number_words(season.cost),
                number_words(season.net),
                f"{season.in_hindsight:.0%}",
            )
            for season in rest[:MOST_LEFT_OUT]
        ),
    )


def _prices(slate: Slate) -> Table:
    more = ("one percent more budget would bring", number_words(slate.next_percent))
    prices = ((price.words, number_words(price.costs)) for price in slate.prices)
    return _table(("wish", slate.currency), (*prices, more))


def _threshold(told: Threshold) -> str:
    return f"{told.median:.2f} ({told.low:.2f}-{told.high:.2f})"


def _section(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, "bold")
    yield body


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
