"""What a season or an episode cost to make.

Scene -> drafts.  A sum counts where the sentence speaks of making the show: a budget, a
cost, money spent.  Salaries, fees, takings and donations are other sums.
"""

from collections.abc import Iterator
from decimal import Decimal

from nextseason.claims.anycase import AnyCase
from nextseason.claims.figures import Figure, FigureKind, find_figures
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.ties import latest_or_show, seasons_of_figure
from nextseason.domain import Cost, CostPer

TRIGGERS: tuple[str, ...] = (
    *("$", "£", "€", "dollars", "pounds", "euros", "usd", "gbp", "eur", "us$"),
    *("yen", "won", "rupees", "crore", "crores", "bucks", "rs"),
)

# No series that the press writes about is made for less, whatever the currency.
_LEAST = Decimal(50_000)
_MADE_FOR = AnyCase(
    r"\b(?:cost(?:s|ly|ing|lier|liest)?|budget(?:s|ed)?|spen(?:d|ds|t|ding)"
    r"|price[ -]?tags?|bill|expens(?:e|es|ive)"
    r"|set(?:s|ting)? [\w’' ]{1,30} back|devour(?:s|ed)|swallow(?:s|ed)|ate up"
    r"|eats? up|burn(?:s|ed|t)? through"
    r"|(?:came|come|comes|coming|ran|runs?|ended|weigh(?:s|ed)) (?:in at|to|up at|in)"
    r"|made for|shot for|produced for|filmed for"
    r"|pa(?:y|ys|id|ying)|pour(?:s|ed|ing)|invest(?:s|ed|ing|ment)|shell(?:s|ed)? out"
    r"|splash(?:es|ed)?|lavish(?:es|ed)?|pricey|priciest"
    r"|production (?:value|price|outlay)|outlay|estimated?|sank|sunk|fork(?:s"
    r"|ed) (?:out|over)|apiece)\b",
)
_OTHER_SUM = AnyCase(
    r"\b(?:salar(?:y|ies)|earn(?:s|ed|ing)?|wages?|fees?|gross(?:es|ed|ing)?"
    r"|box office|rais(?:e|es|ed|ing)|donat\w+|crowdfund\w*"
    r"|rebates?|tax credits?|incentives?|fin(?:e|ed|es)|su(?:ed|es|ing)|lawsuit"
    r"|settle\w+|net worth|sales?|sells?|sold|revenues?|profits?|sold for|takings"
    r"|subscri\w+|a month|per month|monthly|advertis\w+|billboards?|prize|shares?"
    r"|overall deal|merger|acqui\w+|theat\w+|film|movie|feature)\b",
)
_PER_EPISODE = AnyCase(
    r"\b(?<!half )(?:an?|per|each|every|one|single) (?:\w+ )?(?:episode|instal?lment"
    r"|hour|chapter|half[ -]hour)\b|\bper-episode\b|/ ?episode\b"
    r"|\b(?:episodes|instal?lments|hours|chapters)\b[^.;]{0,60}\b(?:apiece|each)\b|\bpilot\b",
)
_ALTOGETHER = AnyCase(r"\b(?:altogether|in (?:all|total)|all told|overall)\b")
_EPISODES = AnyCase(r"\bepisodes?\b[^.;]{0,50}$")
_APIECE = AnyCase(r"\s*(?:apiece|each)\b")
_PER_SEASON = AnyCase(
    r"\b(?:season|series|run|show|production|outing|altogether|in (?:all|total)|budget"
    r"|episodes|half hours|whole|entire|made)\b",
)


def read_cost(scene: Scene) -> Iterator[Draft]:
    """What the sentence says that an episode or a season cost."""
    text = scene.text
    sums = [f for f in find_figures(text) if f.kind is FigureKind.MONEY and f.value >= _LEAST]
    for figure in sums:
        near = text[max(0, figure.start - 120) : figure.end + 60]
        close = text[max(0, figure.start - 45) : figure.end + 30]
        if not _MADE_FOR.search(near) and not _PER_EPISODE.search(close):
            continue
        if _OTHER_SUM.search(close):
            continue
        per = _per(text, figure)
        if per is not None:
            yield from _drafts(scene, figure, per)


def _per(text: str, figure: Figure) -> CostPer | None:
    """An episode where the words beside the sum say so, else a season, else nothing."""
    close = text[max(0, figure.start - 70) : figure.end + 45]
    apiece = _APIECE.match(text, figure.end) and _EPISODES.search(text[: figure.start])
    if not _ALTOGETHER.search(close) and (apiece or _PER_EPISODE.search(close)):
        return CostPer.EPISODE
    return CostPer.SEASON if _PER_SEASON.search(text) else None


def _drafts(scene: Scene, figure: Figure, per: CostPer) -> Iterator[Draft]:
    value = Cost(amount=figure.value, currency=figure.currency or "USD", per=per)
    seasons = seasons_of_figure(scene, figure.start, figure.end)
    about = About.LATEST if seasons else latest_or_show(scene)
    for season in seasons or (None,):
        yield Draft(value=value, start=figure.start, end=figure.end, about=about, season=season)
