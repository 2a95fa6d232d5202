"""How much a season was watched: hours, views, households, viewers, minutes, ranks, weeks.

Scene -> drafts.  A figure is one of viewing where the words beside it say what is counted;
a bare "2.5 million" in talk of an audience counts as the figure before it, else as viewers.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from nextseason.claims.anycase import AnyCase
from nextseason.claims.figures import Figure, FigureKind, find_figures
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.ranks import Reading, find_ranks, weeks_in_top10
from nextseason.claims.sentences import is_question
from nextseason.claims.ties import seasons_of_figure
from nextseason.domain import Metric, ViewingFigure

TRIGGERS: tuple[str, ...] = (
    *("million", "millions", "mil", "billion", "thousand", "m", "bn", "hours", "view*"),
    *("household*", "minutes", "people", "watch*", "audience", "top", "chart*", "rank*", "no"),
    *("number", "#", "spot", "place", "list", "most", "biggest", "best", "first", "folks"),
    *("accounts", "homes", "stream*", "average*", "topped", "tuned"),
)

# Fewer than this many viewers, or hours, is no figure that the press prints.
_LEAST = Decimal(10_000)

_UNITS = {
    "hour": Metric.HOURS,
    "view": Metric.VIEWS,
    "household": Metric.HOUSEHOLDS,
    "home": Metric.HOUSEHOLDS,
    "account": Metric.HOUSEHOLDS,
    "minute": Metric.MINUTES,
    "viewer": Metric.VIEWERS,
    "people": Metric.VIEWERS,
    "person": Metric.VIEWERS,
    "folk": Metric.VIEWERS,
    "watcher": Metric.VIEWERS,
    "spectator": Metric.VIEWERS,
    "american": Metric.VIEWERS,
    "brit": Metric.VIEWERS,
    "pair": Metric.VIEWERS,
}
_UNIT_AFTER = AnyCase(
    r"[ -](?:(?:of|total|live|streaming|viewing|watched|view|global|worldwide|unique"
    r"|U\.?S\.?|member|weekly|linear|full|completed|watch|new|average|same-day"
    r"|multi-platform|cross-platform|different|more|or so|American|British)[ -]){0,3}"
    r"(?P<unit>hours?|views|viewers|households|homes|(?:member |subscriber "
    r"|paid )?accounts|minutes|people|folks|watchers|spectators|Americans|Brits"
    r"|pairs of eyes)\b",
)
_TIMES_AFTER = AnyCase(r" times\b")
_WATCHED_BEFORE = AnyCase(
    r"\b(?:seen|watched|viewed|streamed|sampled|followed|tuned in to|caught) (?:by"
    r"|for)\b[^.;,]{0,30} $|\baudiences?\b[^.;]{0,40} $|\bviewership\b[^.;]{0,40} $"
    r"|\baverag(?:ed?|es|ing)\b[^.;]{0,30} $|\bratings?\b[^.;]{0,20} $",
)
_WATCHED_AFTER = AnyCase(
    r"(?: (?:or so|on average|in all|of them|strong|altogether))? (?:(?:were|had|have"
    r"|was) )?(?:watch(?:ing|ed)|tun(?:ed|ing)|saw\b|seen\b|were there"
    r"|in (?:total )?audience|looked in|caught)",
)
_VIEWED = AnyCase(r"\b(?:view|watch|stream|play)ed\b")
_SAW = AnyCase(
    r"\b(?:watch\w*|s[ae]w|seen|tun\w+ in|view\w*|stream\w*|looked in|caught|sat down"
    r"|followed)\b",
)
# Talk of an audience, in which a bare number of millions is one of viewers.
_AUDIENCE = AnyCase(
    r"\b(?:viewers?(?:ship)?|same[ -]day|for the (?:first|last|final|opening"
    r"|season)? ?(?:episode|premiere|finale|opener|pilot)|audiences?|ratings?"
    r"|watch(?:ed|ing)?|demo|averag\w+|tun(?:ed|ing) in|hours|views|live\+?"
    r"|seen by|streamed|the numbers)\b",
)
_VERB_BEFORE = AnyCase(
    r"\b(?:to|of|from|by|at|with|for|below|above|under|over|than|did|does|drew|draws?"
    r"|had|has|have|managed|manages|reached|reaches|attracted|attracts|averaged"
    r"|averages|averaging|pulled(?: in)?|scored|brought(?: in)?|took in|got|gets"
    r"|garnered|hit|hits|fell|dropped|rose|climbed|topped|peaked|opened|debuted"
    r"|drawing|counted|and|around|about|almost|nearly|only|just|some|roughly|total(?:s"
    r"|l?ed|l?ing)?|up|upwards?|an estimated|piled up|racked up|collected|notched"
    r"|added|another|the|as much as|average|least|barely|against)(?: (?:a|an|the|of|to"
    r"|at|about|around|only|just|some|over|nearly|almost|than|under|in|more|little|bit"
    r"|its|roughly|close|up|mere|total|further|estimated|whopping|massive|impressive"
    r"|staggering|record|series[- ]low|low|high|solid|decent|paltry)){0,4} $|^\W*$"
    r"|[(,;:–—] $",
)
# What is counted in millions beside viewers, in the figure's own words.
_OTHER_COUNT = AnyCase(
    r"[ -](?:(?:new|paid|paying|streaming|global|total|net|more|of|followers|copies"
    r"|the|its) ){0,2}(?:subscri\w+|followers|copies|books|dollars|euros|pounds"
    r"|signatures|names|votes|members\b(?! accounts)|years|tickets|fans|downloads"
    r"|tweets|likes|comments|users|children|residents|euros|budget|in (?:the )?budget"
    r"|deal|supporters)\b",
)
_OTHER_TALK = AnyCase(
    r"\b(?:budget\w*|cost\w*|salar\w+|petition\w*|subscribers|box office|gross\w*|sold"
    r"|copies|signature\w*|trailer|teaser|social media|tweets?)\b",
)
# Views of clips and posts are no viewing of a season.
_ELSEWHERE = AnyCase(
    r"\b(?:on social media|trailer|teaser"
    r"|engagements|impressions|box office)\b",
)

_ORDINAL = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|debut|opening"
    r"|premiere|launch|release"
)
_NUM = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|sixty|ninety"
_UNIT_OF_TIME = r"days?|weeks?|months?|weekends?|hours?|quarter|years?|seven-day|28-day"
_PERIOD = AnyCase(
    rf"\b(?:(?:in|over|during|within|after|for|across|inside|throughout) )?(?:(?:its"
    rf"|the|their|his|just|only|only its) ){{0,2}}(?P<period>(?:{_ORDINAL})(?: full"
    rf"| complete| whole)?(?: (?:{_NUM}))? (?:{_UNIT_OF_TIME})(?: of (?:release"
    rf"|availability|streaming))?)\b"
    rf"|\b(?P<live>live ?(?:\+|plus) ?(?:\d{{1,2}}|same[ -]day|seven|three)"
    rf"|live and same day|same[ -]day|season average|season finale|series finale"
    rf"|season premiere|series premiere|delayed viewing"
    rf"|week of [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?: (?:to|through"
    rf"|-) (?:[A-Z][a-z]{{2,8}}\.? )?\d{{1,2}})?)"
    rf"|\b(?:over|within|after|in|at) (?:(?:just|only"
    rf"|the) )?(?P<days>(?:{_NUM}) (?:days|weeks|months))\b"
    rf"|\b(?P<week>week (?:one|two|three|four|five|six|\d{{1,2}}))\b",
)
_AVERAGE = AnyCase(r"\baverag\w+")


def read_viewing(scene: Scene) -> Iterator[Draft]:
    """The figures of viewing that the sentence gives."""
    text = scene.text
    if is_question(text) or _ELSEWHERE.search(text):
        return
    readings = [*_measured(scene), *weeks_in_top10(text), *find_ranks(text)]
    periods = list(_PERIOD.finditer(text)) if readings else []
    for reading in sorted(readings, key=lambda r: r.start):
        value = ViewingFigure(
            metric=reading.metric,
            value=reading.value,
            period=_period(text, periods, reading),
        )
        seasons = seasons_of_figure(scene, reading.start, reading.end)
        for season in seasons or (None,):
            yield Draft(
                value=value,
                start=reading.start,
                end=reading.end,
                about=About.LATEST,
                season=season,
            )


def _measured(scene: Scene) -> Iterator[Reading]:
    """The figures that count hours, viewers and the like."""
    text = scene.text
    last = None
    for figure in find_figures(text):
        if figure.kind is not FigureKind.COUNT or figure.value < _LEAST:
            continue
        metric = _unit(text, figure) or _implied(scene, figure, last)
        if metric is None:
            continue
        last = metric
        after = _UNIT_AFTER.match(text, figure.end)
        yield Reading(metric, figure.value, figure.start, after.end() if after else figure.end)


def _unit(text: str, figure: Figure) -> Metric | None:
    """What the words right beside the figure say that it counts."""
    after = _UNIT_AFTER.match(text, figure.end)
    if after is not None:
        word = after["unit"].lower().split(" ")[-1 if "account" in after["unit"] else 0]
        metric = _UNITS[word.rstrip("s") if word != "people" else word]
        if metric is Metric.VIEWERS and not word.startswith("viewer"):
            return metric if _AUDIENCE.search(text) or _saw(text, figure) else None
        return metric
    before = text[max(0, figure.start - 70) : figure.start]
    if _TIMES_AFTER.match(text, figure.end):
        return Metric.VIEWS if _VIEWED.search(before) else None
    if _WATCHED_AFTER.match(text, figure.end):
        return Metric.VIEWERS
    return None


def _saw(text: str, figure: Figure) -> bool:
    return _SAW.search(text, max(0, figure.start - 80), figure.end + 80) is not None


def _implied(scene: Scene, figure: Figure, last: Metric | None) -> Metric | None:
    """What a bare number of millions counts in talk of an audience."""
    text = scene.text
    before = text[max(0, figure.start - 70) : figure.start]
    if not figure.scaled and "," not in text[figure.start : figure.end]:
        return None
    if _OTHER_COUNT.match(text, figure.end) or _OTHER_TALK.search(text):
        return None
    if _WATCHED_BEFORE.search(before):
        return last or Metric.VIEWERS
    if not _VERB_BEFORE.search(before):
        return None
    if last is not None:
        return last
    if _AUDIENCE.search(text):
        return Metric.VIEWERS
    return _counted_before(scene.before)


def _counted_before(sentence: str) -> Metric | None:
    """What the last figure of the sentence before counts."""
    metrics = [
        metric
        for figure in find_figures(sentence)
        if figure.kind is FigureKind.COUNT
        and figure.value >= _LEAST
        and (metric := _unit(sentence, figure))
    ]
    return metrics[-1] if metrics else None


def _period(text: str, periods: list[re.Match[str]], reading: Reading) -> str | None:
    """The words nearest to a figure that say over what time it counts."""
    start, end = reading.start, reading.end
    if not periods:
        near = text[max(0, start - 60) : end + 60]
        return "season average" if _AVERAGE.search(near) else None
    nearest = min(periods, key=lambda m: max(start - m.end(), m.start() - end))
    return next(words for words in nearest.groups() if words)
