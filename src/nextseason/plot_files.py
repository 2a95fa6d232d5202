"""A chart as a file: SVG, PNG or HTML.

Altair chart -> bytes.  What is drawn is left to the steps, where it is written to the commands.
"""

from typing import TYPE_CHECKING

from nextseason.errors import InputError

if TYPE_CHECKING:
    import altair as alt

FORMS = ("svg", "png", "html")
PNG_SCALE = 2.0  # pixels of the file per pixel of the plot, for sharp screens


def plot_bytes(plot: "alt.TopLevelMixin", form: str) -> bytes:
    """The plot as a file of one of `FORMS`; an HTML file needs nothing from the network."""
    if form not in FORMS:
        raise InputError(f"a plot can be {', '.join(FORMS)}, not {form!r}; change the file's name")
    if form == "html":
        return plot.to_html(inline=True).encode()
    import vl_convert

    spec = plot.to_dict()
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=PNG_SCALE))
    return str(vl_convert.vegalite_to_svg(spec)).encode()
