"""Places in charts: "No. 1", "the second most-watched series", "six weeks on the chart".

Sentence text -> Reading.  Which season stands there is left to `viewing`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nextseason.claims.anycase import AnyCase, holds_any, lowered
from nextseason.claims.figures import FigureKind, find_figures
from nextseason.claims.words import ORDINALS, count_of, ordinal_of
from nextseason.domain import Metric


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words at `text[start:end]` measure."""

    metric: Metric
    value: Decimal
    start: int
    end: int


_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_CHART = AnyCase(
    r"\b(?:charts?|top[ -]?(?:10|ten|\d+)|lists?|rank(?:s|ed|ing|ings)?|spot|place"
    r"|position|most[ -](?:watched|viewed|popular|streamed)|shows?|series|title|drama"
    r"|comedy"
    r"|audience|platform|service|streamer|worldwide|countries|trending|weeks?"
    r"|came in|debuted|peaked|climbed|rose|opened|landed|reached|hit|sitting|stood"
    r"|went to|in the (?:us|uk))\b",
)
_NO_CHART = AnyCase(
    r"\b(?:reason|rule|priority|fans?|question|choice|step|enemy|suspect|issue|episode"
    r"|season|volume|chapter|concern|goal|album|song|single|book|bestseller) $"
    r"|\b(?:new york times|billboard|bestsell\w+|box office|film|movie)\b",
)
_NO_RANK_AFTER = AnyCase(
    r" (?:reasons?|rule|priority|fans?|question|choice|step|enemy|suspect|issue"
    r"|episodes?|seasons?|thing|concern|goal|pick)\b",
)
# Without one of these a sentence has no superlative of those below.
_SUPERLATIVES = ("most", "best", "highest", "biggest", "largest", "top")
# "The second-most watched", "the biggest new drama", "most popular"
_MOST = AnyCase(
    rf"\b(?:the|its|[A-Za-z]+['’]s|as|was|is|became|third|service['’]s"
    rf"|platform['’]s)? ?\b(?:(?P<n>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd"
    rf"|th))[ -])?(?P<what>most[ -](?:watched|viewed|streamed|popular|seen)|(?:best"
    rf"|highest)[ -](?:rated|performing)|biggest|largest)\b(?P<tail>[^.;,]{{0,60}})",
)
_MOST_KIND = AnyCase(
    r"\b(?:series|shows?|title|drama|comedy|sitcom|original|program(?:me)?|launch"
    r"|premiere|debut|season|thing|release|production|newcomer|on (?:the"
    r"|television|tv|broadcast|any)|english|scripted)\b",
)
_BY_COUNT = AnyCase(r"most[ -](?:watched|viewed|streamed|seen)")
# "The biggest drama on broadcast": where, in which it is the first.
_WHERE = re.compile(
    r"\b(?:on|of|in) (?:[A-Z]|(?:the )?(?:broadcast|television|tv|service|platform"
    r"|streamer|network|world|country|planet|channel)\b)"
)
_ONE_OF = AnyCase(
    r"\b(?:\d{1,3}|five|ten|twenty)[ -]$|\b(?:one|some|two|three|several|many|most"
    r"|among) (?:of )?(?:the|its|[A-Za-z]+['’]s|all)? ?$|\b(?:among"
    r"|one of) [^.,;]{0,20}$",
)
_N_MOST = AnyCase(
    r"\b(?:(?P<n>\d{1,3}|five|ten|twenty)) (?:most[ -](?:watched|viewed|streamed"
    r"|popular)|biggest|best-performing)\b[^.;]{0,20}?\b(?:series|shows?|seasons?"
    r"|titles?|contents?|dramas?|originals?|programs?)\b",
)
# "Took second place", "the top spot", "came in fourth", "came seventh in audience"
_PLACE = AnyCase(
    rf"\b(?P<n>{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|top|pole)[ -](?:place|spot|position|slot)\b"
    rf"|\b(?:came(?: in)?|comes?(?: in)?|rank(?:s|ed|ing)|finish(?:ed|es)|plac(?:ed|es)"
    rf"|stood|debuted|opened|landed)(?: (?:in|at))? (?P<m>{_ORDINAL}|\d{{1,3}}(?:st|nd"
    rf"|rd|th))\b(?! (?:season|series|episode|place|spot|position|half|week|time|day|up"
    rf"|most))",
)
# "In the first place", "kept out of first place"
_NOT_IN = AnyCase(
    r"\b(?:in the|out of(?: the)?|short of(?: the)?|miss(?:ed|ing)(?: the)?"
    r"|off(?: the)?) $",
)
_TOPPED = AnyCase(
    r"\b(?:top(?:s|ped|ping)|led|leads?|leading|rul(?:es|ed|ing)"
    r"|went (?:straight )?to the top of|at the top of|dominat(?:es|ed|ing)|conquered"
    r"|headed) (?:the |its |of )?(?!our |my |his |her "
    r"|your )(?:[\w’'+-]+ ){0,4}?(?:charts?|rankings?|top 10|list)\b"
    r"|\b(?:went|shot|rose|climbed|soared|jumped"
    r"|straight) (?:straight )?to the top in \d+ countries",
)
# "One of its top five seasons": a place is only bounded, and counts as its bound.
_TOP_N = AnyCase(
    r"\b(?:one of|among) (?:the |its |their )?(?:[\w’'+.-]+ ){0,3}?(?:top"
    r"|biggest) (?P<n>\d{1,3}|three|five|ten|twenty) (?:[\w-]+ )?(?:series|shows?"
    r"|seasons?|titles?|dramas?|originals?|programs?)\b",
)
_WEEKS = (
    r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|a single"
)
_IN_TOP = AnyCase(
    rf"\b(?P<n>{_WEEKS}) (?:whole |full |straight |consecutive |successive |short "
    rf"|complete )?weeks?(?: (?:running|straight|in a row|total))?(?: (?:in|on|inside"
    rf"|within|among|at|atop)) (?:the |its |[A-Za-z]+['’]s "
    rf"|that )?(?:[\w’'+.-]+ ){{0,4}}?(?:top[ -]?(?:10|ten)|lists?|charts?|rankings?)\b"
    rf"|\b(?:top[ -]?(?:10|ten)|lists?|charts?)\b[^.;]{{0,60}}?\b(?:for|over|after"
    rf"|lasted)(?: (?:only|just|about|all of|a total of|at least|more than"
    rf"|as many as))? (?P<m>{_WEEKS}) (?:[a-z]+ )?weeks?\b(?! (?:of|after|ago|before))"
    rf"|\b(?:after|for|within)(?: (?:only|just"
    rf"|a mere))? (?P<k>{_WEEKS}) weeks?,? [^.;,]{{0,40}}\b(?:out of|left"
    rf"|dropped (?:out of|off)|fell (?:out of|off)|in|on) (?:the "
    rf"|its )?(?:[\w’'+.-]+ ){{0,3}}?(?:top[ -]?(?:10|ten)|charts?)\b",
)


def find_ranks(text: str) -> Iterator[Reading]:
    """The places in charts that a sentence names.

    Examples
    --------
    >>> [str(r.value) for r in find_ranks("It was No. 2, then the third most-watched series.")]
    ['2', '3']
    """
    found = [*_numbered(text), *_superlative(text), *_placed(text)]
    if not found:
        found = list(_topped(text))
    kept: list[Reading] = []
    for reading in found:
        if not any(r.value == reading.value for r in kept):
            kept.append(reading)
    yield from kept


def weeks_in_top10(text: str) -> Iterator[Reading]:
    """For how many weeks a sentence says that a show stayed in a chart.

    Examples
    --------
    >>> [str(r.value) for r in weeks_in_top10("It spent six weeks on the chart.")]
    ['6']
    """
    if "week" not in lowered(text):
        return
    for match in _IN_TOP.finditer(text):
        word = match["n"] or match["m"] or match["k"]
        n = 1 if word.lower() == "a single" else count_of(word)
        if n:
            yield Reading(Metric.WEEKS_IN_TOP10, Decimal(n), match.start(), match.end())


def _rank(n: int | Decimal, start: int, end: int) -> Reading:
    return Reading(Metric.RANK, Decimal(n), start, end)


def _numbered(text: str) -> Iterator[Reading]:
    ranks = [figure for figure in find_figures(text) if figure.kind is FigureKind.RANK]
    if not ranks or not _CHART.search(text):
        return
    for figure in ranks:
        before = text[max(0, figure.start - 40) : figure.start]
        if _NO_CHART.search(before) or _NO_RANK_AFTER.match(text, figure.end):
            continue
        yield _rank(figure.value, figure.start, figure.end)


def _superlative(text: str) -> Iterator[Reading]:
    if not holds_any(lowered(text), _SUPERLATIVES):
        return
    for match in _MOST.finditer(text):
        before = text[max(0, match.start() - 30) : match.start("what")]
        counted = _BY_COUNT.fullmatch(match["what"]) or _WHERE.search(match["tail"])
        if _ONE_OF.search(before) or not _MOST_KIND.search(match["tail"]):
            continue
        if match["n"] or counted:
            yield _rank(
                ordinal_of(match["n"]) or 1 if match["n"] else 1, match.start(), match.end()
            )
    for pattern in (_N_MOST, _TOP_N):
        for match in pattern.finditer(text):
            n = count_of(match["n"])
            if n:
                yield _rank(n, match.start(), match.end())


def _placed(text: str) -> Iterator[Reading]:
    for match in _PLACE.finditer(text):
        word = match["n"] or match["m"]
        chart = _CHART.search(text, max(0, match.start() - 100), match.end() + 100)
        if not chart or _NOT_IN.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        n = 1 if word.lower() in ("top", "pole") else ordinal_of(word)
        if n:
            yield _rank(n, match.start(), match.end())


def _topped(text: str) -> Iterator[Reading]:
    for match in _TOPPED.finditer(text):
        yield _rank(1, match.start(), match.end())
