"""A forecast as a plot: outcomes over time, the next premiere, the next audience.

Forecast -> Altair chart; `plot_files` makes a file of it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from nextseason.domain import Forecast
from nextseason.forecast.wording import next_audience, sentence

WIDTH, HEIGHT, LOW_HEIGHT = 640, 240, 170  # pixels
STATES = ("renewed", "undecided", "concluded", "cancelled")
COLOURS = ("#2b6ca3", "#dcdcdc", "#e3b04b", "#c25b52")  # apart also to the colour-blind
# The paper is drawn too: on a dark page words would else be dark on dark.
PAPER, INK = "#ffffff", "#222222"
BLUE, BANDS = "#2b6ca3", ("#d3e1ee", "#a8c4dc", "#6f9cc4")  # 90, 80 and 50 %
FAN = ((0.05, 0.95), (0.1, 0.9), (0.25, 0.75))
MILLION = 1e6


def forecast_plot(forecast: Forecast) -> Any:
    """Stacked areas of the outcomes, density of the next premiere, fan of the next audience."""
    import altair as alt

    parts = [_outcomes(forecast)]
    if forecast.release_weeks:
        parts.append(_density(forecast))
    if next_audience(forecast) and forecast.watched:
        parts.append(_fan(forecast))
    title = alt.Title(sentence(forecast).split("; "), anchor="start", limit=WIDTH + 200)
    return on_paper(alt.vconcat(*parts, title=title))


def _outcomes(forecast: Forecast) -> Any:
    """What has come by each day; dashed, where the chance of renewal may as well lie."""
    import altair as alt

    rows = [
        {"day": p.day.isoformat(), "state": state, "chance": getattr(p, state), "order": place}
        for p in forecast.renewal
        for place, state in enumerate(STATES)
    ]
    bounds = [
        {"day": p.day.isoformat(), "bound": bound, "chance": getattr(p, f"renewed_{bound}")}
        for p in forecast.renewal
        for bound in ("low", "high")
    ]
    x = alt.X("day:T", title=None)
    y = alt.Y("chance:Q", title="chance", axis=alt.Axis(format="%"))
    colours = alt.Scale(domain=STATES, range=COLOURS)
    stacked = alt.Y("chance:Q", title="chance", stack="zero", scale=alt.Scale(domain=[0, 1]))
    area = (
        alt.Chart(alt.InlineData(rows))
        .mark_area(stroke=PAPER, strokeWidth=0.7)
        .encode(
            x,
            stacked,
            alt.Color("state:N", scale=colours, sort=STATES, title=None),
            alt.Order("order:Q"),
        )
    )
    dashed = alt.Chart(alt.InlineData(bounds)).mark_line(
        color=INK, strokeDash=[4, 3], strokeWidth=1
    )
    return alt.layer(area, dashed.encode(x, y, alt.Detail("bound:N"))).properties(
        width=WIDTH,
        height=HEIGHT,
        title="By each day, stacked; dashed: the chance of renewal within 90 %",
    )


def _density(forecast: Forecast) -> Any:
    """The chance of each week; darker the middle half, and a line at the median."""
    import altair as alt

    at = dict(forecast.release)
    x = alt.X("day:T", title=None)
    y = alt.Y("chance:Q", title="chance of the week", axis=alt.Axis(format=".1%"))
    layers = [
        alt.Chart(alt.InlineData(_weeks(forecast.release_weeks, first, last)))
        .mark_area(color=colour)
        .encode(x, y)
        for first, last, colour in (
            (date.min, date.max, "#e6e6e6"),
            (at[0.05], at[0.95], BANDS[1]),
            (at[0.25], at[0.75], BLUE),
        )
    ]
    median = alt.Chart(alt.InlineData([{"day": at[0.5].isoformat()}]))
    return alt.layer(*layers, median.mark_rule(color=INK, strokeWidth=1.5).encode(x)).properties(
        width=WIDTH,
        height=LOW_HEIGHT,
        title=f"Next premiere, if renewed: 50 %, 90 %, the middle {at[0.5].day} {at[0.5]:%B %Y}",
    )


def _weeks(
    weeks: Sequence[tuple[date, float]], first: date, last: date
) -> list[Mapping[str, object]]:
    return [
        {"day": day.isoformat(), "chance": chance} for day, chance in weeks if first <= day <= last
    ]


def _fan(forecast: Forecast) -> Any:
    """The show's seasons so far, and from the last of them the ranges of the next one."""
    import altair as alt

    views = {level: value / MILLION for level, value in forecast.audience}
    now, last = forecast.watched[-1]
    following = dict(forecast.release)[0.5]
    x = alt.X("day:T", title=None)
    y = alt.Y("views:Q", title="million views in four weeks", scale=alt.Scale(zero=True))
    bands = [
        alt.Chart(
            alt.InlineData(
                [
                    {"day": now.isoformat(), "views": last / MILLION, "high": last / MILLION},
                    {"day": following.isoformat(), "views": views[low], "high": views[high]},
                ]
            )
        )
        .mark_area(color=colour)
        .encode(x, y, alt.Y2("high:Q"))
        for (low, high), colour in zip(FAN, BANDS, strict=True)
    ]
    past = alt.Chart(
        alt.InlineData([_point(day, value / MILLION) for day, value in forecast.watched])
    )
    ahead = alt.Chart(alt.InlineData([_point(now, last / MILLION), _point(following, views[0.5])]))
    lines = [
        ahead.mark_line(color=INK, strokeDash=[4, 3], strokeWidth=1.5).encode(x, y),
        past.mark_line(color=INK, strokeWidth=1.5).encode(x, y),
        past.mark_point(color=INK, filled=True, size=50, opacity=1).encode(x, y),
    ]
    return alt.layer(*bands, *lines).properties(
        width=WIDTH,
        height=LOW_HEIGHT,
        title=f"Audience so far, and the next one's: 50, 80, 90 %, middle {views[0.5]:.1f} M",
    )


def _point(day: date, views: float) -> Mapping[str, object]:
    return {"day": day.isoformat(), "views": views}


def on_paper(plot: Any) -> Any:
    """The plot with its own background and ink, for pages of any colour."""
    return (
        plot.configure(background=PAPER)
        .configure_axis(labelColor=INK, titleColor=INK)
        .configure_title(color=INK, anchor="start")
        .configure_legend(labelColor=INK, titleColor=INK)
    )


def calibration_plot(points: dict[str, tuple[tuple[float, float, int], ...]]) -> Any:
    """Forecast against what came, for each method; the line is perfect calibration."""
    import altair as alt

    rows = [
        {"method": name, "said": said, "came": came, "n": n}
        for name, bins in points.items()
        for said, came, n in bins
    ]
    unit = alt.Scale(domain=[0, 1])
    told = alt.Chart(alt.InlineData(rows)).encode(
        alt.X("said:Q", title="forecast chance of renewal", scale=unit),
        alt.Y("came:Q", title="share renewed", scale=unit),
        alt.Color("method:N", title=None),
    )
    ideal = alt.Chart(alt.InlineData([{"said": 0, "came": 0}, {"said": 1, "came": 1}]))
    line = ideal.mark_line(color="#999999", strokeDash=[4, 4]).encode(
        alt.X("said:Q", scale=unit), alt.Y("came:Q", scale=unit)
    )
    drawn = alt.layer(line, told.mark_line(), told.mark_point(filled=True))
    return on_paper(drawn.properties(width=360, height=360, title="Calibration"))
