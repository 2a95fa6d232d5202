"""A forecast as a plot: outcomes over time, the next premiere, the next audience.

Forecast -> Altair chart -> bytes of an SVG, PNG or HTML file.  Nothing is written here.
"""

from typing import Any

from nextseason.domain import Forecast
from nextseason.errors import InputError
from nextseason.forecast.wording import sentence

FORMS = ("svg", "png", "html")
WIDTH, HEIGHT, LOW_HEIGHT = 640, 260, 70  # pixels
PNG_SCALE = 2.0  # pixels of the file per pixel of the plot, for sharp screens
STATES = ("renewed", "undecided", "concluded", "cancelled")
COLOURS = ("#2b6ca3", "#d9d9d9", "#b59a57", "#b3372f")  # apart also to the colour-blind
MILLION = 1e6


def forecast_plot(forecast: Forecast) -> Any:
    """Stacked areas of the outcomes, then the ranges of release day and audience."""
    import altair as alt

    rows = [
        {"day": p.day.isoformat(), "state": state, "chance": getattr(p, state), "order": place}
        for p in forecast.renewal
        for place, state in enumerate(STATES)
    ]
    area = (
        alt.Chart(alt.InlineData(rows))
        .mark_area()
        .encode(
            alt.X("day:T", title=None),
            alt.Y("chance:Q", title="chance", stack="zero", scale=alt.Scale(domain=[0, 1])),
            alt.Color(
                "state:N", scale=alt.Scale(domain=STATES, range=COLOURS), sort=STATES, title=None
            ),
            alt.Order("order:Q"),
        )
        .properties(width=WIDTH, height=HEIGHT, title="Renewed, cancelled or undecided by a day")
    )
    parts: list[Any] = [area]
    if forecast.release:
        days = {level: day.isoformat() for level, day in forecast.release}
        parts.append(_ranges(days, "T", "Next premiere, if renewed (50 % and 90 %)"))
    if forecast.audience:
        views = {level: views / MILLION for level, views in forecast.audience}
        parts.append(_ranges(views, "Q", "Its first four weeks, million views (50 % and 90 %)"))
    title = alt.Title(sentence(forecast).split("; "), anchor="start", limit=WIDTH + 200)
    return alt.vconcat(*parts, title=title)


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
    return alt.layer(line, told.mark_line(), told.mark_point(filled=True)).properties(
        width=360, height=360, title="Calibration"
    )


def plot_bytes(plot: Any, form: str) -> bytes:
    """The plot as a file of one of `FORMS`; an HTML file needs nothing from the network."""
    if form not in FORMS:
        raise InputError(f"a plot can be {', '.join(FORMS)}, not {form!r}; change the file's name")
    if form == "html":
        return str(plot.to_html(inline=True)).encode()
    import vl_convert

    spec = plot.to_dict()
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=PNG_SCALE))
    return str(vl_convert.vegalite_to_svg(spec)).encode()


def _ranges(told: dict[float, Any], kind: str, title: str) -> Any:
    """A bar for the 90 % range, a thicker one for the half in the middle, a line for the median."""
    import altair as alt

    row = {f"q{round(level * 100)}": value for level, value in told.items()}
    base = alt.Chart(alt.InlineData([row]))
    scale = alt.Scale(zero=False)
    x = alt.X(f"q5:{kind}", title=None, scale=scale)
    middle = alt.X(f"q25:{kind}", title=None, scale=scale)
    return alt.layer(
        base.mark_bar(size=14, color="#a8c4dc").encode(x, alt.X2("q95")),
        base.mark_bar(size=26, color="#2b6ca3").encode(middle, alt.X2("q75")),
        base.mark_tick(size=34, thickness=3, color="white").encode(alt.X(f"q50:{kind}")),
    ).properties(width=WIDTH, height=LOW_HEIGHT, title=title)
