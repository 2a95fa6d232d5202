"""A forecast in the terminal.

Forecast -> rich renderable.  Pure: whoever prints it brings the console.
"""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from nextseason.domain import Forecast
from nextseason.forecast.wording import MILLION, curve_lines, fate, next_audience, sentence


def forecast_text(forecast: Forecast) -> RenderableType:
    """The answer, the curve, when the next would come, how many would watch, and why."""
    return Group(Text(sentence(forecast), "bold"), *_tables(forecast), *_notes(forecast))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Columns without lines."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for head in heads:
        made.add_column(head)
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def _tables(forecast: Forecast) -> Iterator[Table]:
    yield table(("by", "renewed", "range", "ended", "undecided"), curve_lines(forecast))
    release = [(f"{level:.0%}", day.isoformat()) for level, day in forecast.release]
    if release:
        yield table(("next premiere by", "if renewed"), release)
    audience = [(f"{level:.0%}", _views(views)) for level, views in next_audience(forecast).items()]
    if audience:
        yield table(("views of its first four weeks below", ""), audience)
    reasons = [(f"{r.effect * 100:+.0f} points", r.text) for r in forecast.reasons]
    if reasons:
        yield table(("because", ""), reasons)
    if forecast.alike:
        yield table(("as likely as", ""), [(a.title, fate(a)) for a in forecast.alike])
    comparable = [
        (c.title, _views(c.views), _views(c.following_views), str(c.gap_days))
        for c in forecast.comparable
    ]
    if comparable:
        yield table(("watched like it", "views", "the next's", "days after"), comparable)


def _notes(forecast: Forecast) -> Iterator[Text]:
    for note in forecast.notes:
        yield Text(note, "dim")


def _views(views: float) -> str:
    return f"{views / MILLION:.1f} M"
