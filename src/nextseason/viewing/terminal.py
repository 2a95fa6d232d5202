"""A season's figures for the terminal: a table beside comparable seasons, and a sparkline.

Measured -> rich tables and text.  What is compared was chosen in `comparable`.  Pure.
"""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from nextseason.domain import Amount, SeasonFigures
from nextseason.viewing.chart_figures import Measured
from nextseason.viewing.comparable import full_name

UNKNOWN = "–"
BARS = "▁▂▃▄▅▆▇█"
MILLION = 1e6


def comparison_table(chosen: Measured, others: Sequence[Measured]) -> Table:
    """The season and those like it, one a row; views and hours in millions."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("season", overflow="fold")
    for name in ("first week", "views 7 d", "28 d", "91 d", "half-life", "listed", "place"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("weekly hours", no_wrap=True)
    for item in (chosen, *others):
        figures = item.figures
        table.add_row(
            Text(full_name(figures)),
            item.weeks[0].monday.isoformat() if item.weeks else UNKNOWN,
            *(_millions(a) for a in (figures.views_7d, figures.views_28d, figures.views_91d)),
            f"{figures.half_life_weeks.value:.1f} wk" if figures.half_life_weeks else UNKNOWN,
            f"{figures.weeks_in_list} wk",
            _percent(figures.quarter_position),
            sparkline(item),
            style="bold" if item is chosen else "",
        )
    return table


def figures_table(figures: SeasonFigures) -> Table:
    """Every figure of one season with its 90 % interval."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in ("figure", "value", "90 %", "unit"):
        table.add_column(name, justify="right" if name in ("value", "90 %") else "left")
    for days in (7, 28, 91):
        for what in ("hours", "views"):
            amount: Amount | None = getattr(figures, f"{what}_{days}d")
            table.add_row(f"{what}, {days} days", *_in_millions(amount), f"million {what}")
    rate, life = figures.decay_rate, figures.half_life_weeks
    table.add_row("decay", *_cells(rate, 100, "{:.0f}"), "% from the first full week to the next")
    table.add_row("half-life", *_cells(life, 1, "{:.1f}"), "weeks")
    table.add_row("on the list", str(figures.weeks_in_list), "", "weeks")
    table.add_row(
        "place", _percent(figures.quarter_position), "", "of the quarter's releases below"
    )
    return table


def sparkline(item: Measured) -> Text:
    """The weekly hours since the premiere as bars; those below tenth place, modelled, are dim."""
    most = max((week.hours.value for week in item.weeks), default=0.0)
    line = Text()
    for week in item.weeks:
        height = round(week.hours.value / most * (len(BARS) - 1)) if most else 0
        line.append(BARS[height], style="" if week.rank else "dim")
    return line


def _millions(amount: Amount | None) -> str:
    return f"{amount.value / MILLION:.1f}" if amount else UNKNOWN


def _in_millions(amount: Amount | None) -> tuple[str, str]:
    return _cells(amount, 1 / MILLION, "{:.1f}")


def _cells(amount: Amount | None, factor: float, form: str) -> tuple[str, str]:
    """A value and its interval, which there is none of where every week was on the list."""
    if amount is None:
        return UNKNOWN, ""
    low, value, high = (form.format(x * factor) for x in (amount.low, amount.value, amount.high))
    return value, f"{low} to {high}" if low != high else "all listed"


def _percent(share: float | None) -> str:
    return f"{share:.0%}" if share is not None else UNKNOWN
