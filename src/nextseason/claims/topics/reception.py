"""What reviewers gave a season: outlet, critics or viewers, score and best score.

Scene -> drafts.  No list of outlets is used: an outlet is a name that gives, shows or lists
a score, or on which there is one.  Shares of something else (a fall of 59%) are no scores.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nextseason.claims.anycase import AnyCase
from nextseason.claims.figures import Figure, FigureKind, find_figures
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.names import SENTENCE_OPENERS, NameSpan, find_names
from nextseason.claims.sentences import is_question
from nextseason.claims.ties import seasons_of_figure
from nextseason.domain import Reviewers, Score
from nextseason.titles import fold

TRIGGERS: tuple[str, ...] = (
    *("%", "percent", "per", "cent", "out", "stars", "star", "score*", "rating", "rated"),
    *("rates", "rate", "/", "critics", "approval", "fresh", "users", "average"),
)

_REVIEWS = AnyCase(
    r"\b(?:critics?|critical|review(?:s|ers?|ed)?|write-ups|rat(?:ed?|es|ing|ings)"
    r"|scor(?:e|es|ed|ing)|approv(?:al|es?|ed)|fresh|rotten|users?"
    r"|audiences?|fans?|viewers?|stars|votes?|tomato\w*|aggregat\w+|marks?|acclaim\w*"
    r"|verdict|recommend\w*|favou?r)\b",
)
_BY_CRITICS = AnyCase(
    r"\b(?:critic(?:s|al|['’]s)?|review(?:s|ers?)|write-ups|weighted"
    r"|certified|press)\b",
)
_BY_VIEWERS = AnyCase(
    r"\b(?:audiences?|viewers?|fans?|users?|public|votes?|voters|watchers|readers"
    r"|popcorn(?:meter)?|members|people|those who)\b",
)
# A change only where it stands before the figure, in the same breath: "up 20%", "fell by 59%".
_CHANGE_BEFORE = AnyCase(
    r"\b(?:drop(?:s|ped)?|f[ae]ll(?:s|en)?|declin\w+|decreas\w+|increas\w+|rose|rises?"
    r"|risen|grew|growth|gain(?:s|ed)?|lost|los[es]s?|jump(?:s|ed)?|plung\w+|shed"
    r"|slip\w*|down|up)\b(?: \w+){0,3} (?:by |of |some |a |about |around |nearly "
    r"|almost |over )*$",
)
_CHANGE_AFTER = AnyCase(
    r",? (?:drop|fall|decline|decrease|increase|rise|jump|down|up\b|more|less|lower"
    r"|higher|fewer|of (?:the|its|all|those|viewers|people|accounts|households"
    r"|subscribers|episodes|who)\b(?! (?:critics|reviews|reviewers|audience|users|fans"
    r"|crowd))|tax|rebate|chance|share|stake|sure|certain|off|finish\w*|complet\w*"
    r"|retention|longer|bigger)",
)
_FINISHED = AnyCase(
    r"\b(?:complet(?:ed?|es|ing|ion)|finish(?:ed|es|ing)?|ended up watching"
    r"|made it to the end|household|share of|demo(?:graphic)?|18-49|nationwide"
    r"|time ?slot|year[- ]on[- ]year|drop-off)\b",
)
# A decimal number right beside words of rating: "rates it 7.6", "a rating of 8.1".
_BARE_BEFORE = AnyCase(
    r"\b(?:rat(?:e|es|ed|ing|ings)|scor(?:e|es|ed)|average|have it|has it|gives? it"
    r"|gave it|stands?|sits?|sitting)\b[^.;,]{0,30} $",
)
_SCORE_OF = AnyCase(
    r"\b(?:(?:score|metascore|average)s? (?:of|is|at|stands at)|scor(?:ed|es|ing)|metascore)"
    r"(?: an?| just| only| about)? $",
)
_BARE_AFTER = AnyCase(r" (?:rating|score|average|stars|from (?:users|\d))")
_AT = AnyCase(r"\b(?:at|with|to|a|of) (?:just |only |about |even )?$")
# Below it, a bare decimal number is a television rating.
_WORST_SHOWN = 3
_NO_SCORE = AnyCase(r"\b(?:demo(?:graphic)?|18-49|million|live|households)\b")

_GIVES = AnyCase(
    r"(?:['’]s?)?(?: (?:currently|now|even|still|users|critics|reviewers|readers"
    r"|voters|members|audiences?|viewers|also|meanwhile|itself)){0,2}"
    r" (?:give[sn]?|gave|ha(?:s|ve|d) (?:it|the|them|an?|\w+ at)|shows?|list(?:s|ed)"
    r"|rat(?:e|es|ed|ing)|scor(?:e|es|ed|ing)|award(?:s|ed)|put(?:s)?|assign(?:s|ed)"
    r"|report(?:s|ed)|users?|critics|audience|average|approval|stands"
    r"|where|page|aggregat\w+|[a-z]+ score)\b"
    r"|[:(]|(?:['’]s?)? [:(]",
)
_ON_SITE = AnyCase(r"\b(?:site|aggregator|website|lists?|counts?|page)\b")
# "63% on X": the outlet behind the figure is its own; elsewhere the one before it is nearer
# than one beyond a comma or a semicolon, by so many signs for each.
_BEHIND = re.compile(
    r"(?: rating| score| approval(?: rating)?| average)?,? (?:on|at|from|by)(?: the)? "
)
_FAR = 30
_OWN_PART = re.compile(r"[,;]| and | while | next to ")
_PARTING = re.compile(r";| while ")
_JOINING = re.compile(r",|;| while | and ")
_NO_OUTLET = frozenset({"season", "series", "critics", "audience", "audiences", "viewers"})
# "63%, that is 6.3/10": one score told twice.
_SAME = re.compile(r",? \(?(?:that is|that['’]s|which is|i\.e\.|or|equal to|meaning|=) ?")
_READERS_ON = re.compile(
    r"(?:(?:Critics|Viewers|Users|Audiences?|Fans|Reviewers|Readers|Voters|Over|And|But|With"
    r"|From|On|At|Per) )?(?:[a-z]{1,9} ){0,2}(?=[A-Z])"
)
_ON = AnyCase(
    r"\b(?:on|at|over at|per|via|by|of|according to|from|to|and|site|aggregator"
    r"|website)(?: the)?(?: (?:review|aggregator|website|site|aggregate|reviews?"
    r"|database|portal|ratings?|fan|platform|service)){0,3},? [\"“‘']?$",
)


def read_reception(scene: Scene) -> Iterator[Draft]:
    """The scores that the sentence gives."""
    text = scene.text
    if is_question(text) or _FINISHED.search(text):
        return
    figures = list(_scores(text))
    if not figures or not (_REVIEWS.search(text) or _REVIEWS.search(scene.before)):
        return
    outlets = _outlets(scene, text, scene.names)
    before = None if outlets else _last_outlet(scene)
    for i, figure in enumerate(figures):
        outlet = _nearest(text, outlets, figure) if outlets else before
        if outlet is None and not _is_rated(text, figure):
            continue
        yield from _drafts(scene, figure, outlet, _reviewers(text, figures, i))


def _scores(text: str) -> Iterator[Figure]:
    """The figures that can be scores."""
    last = None
    for figure in find_figures(text):
        score = _as_score(text, figure)
        if score is None and last and last.kind is FigureKind.PERCENT:
            score = _second_percent(text, last, figure)
        if score is not None:
            last = score
            yield score


def _second_percent(text: str, last: Figure, figure: Figure) -> Figure | None:
    """ "Critics at 70 percent, viewers at 80": a per cent, too."""
    between = text[last.end : figure.start]
    whose = _BY_VIEWERS.search(between) or _BY_CRITICS.search(between)
    bare = figure.kind is FigureKind.COUNT and not figure.scaled and 5 <= figure.value <= 100
    if bare and whose and _AT.search(between) and not re.match(r" ?\w", text[figure.end :]):
        return replace(figure, kind=FigureKind.PERCENT, of=Decimal(100))
    return None


def _as_score(text: str, figure: Figure) -> Figure | None:
    """The figure, if it can be a score; "7.6" beside words of rating is of 10."""
    if figure.kind is FigureKind.SCORE:
        return figure
    before = text[max(0, figure.start - 50) : figure.start]
    if figure.kind is FigureKind.PERCENT:
        change = _CHANGE_BEFORE.search(before) or _CHANGE_AFTER.match(text, figure.end)
        return None if change else figure
    if figure.kind is not FigureKind.COUNT or figure.scaled or figure.value > 100:
        return None
    rated = _BARE_BEFORE.search(before) or _BARE_AFTER.match(text, figure.end)
    near = text[max(0, figure.start - 40) : figure.end + 25]
    if not rated or _NO_SCORE.search(near):
        return None
    if "." in text[figure.start : figure.end] and _WORST_SHOWN < figure.value < 10:
        return replace(figure, kind=FigureKind.SCORE, of=Decimal(10))
    if _SCORE_OF.search(before) and figure.value > 10:
        return replace(figure, kind=FigureKind.SCORE, of=Decimal(100))
    return None


def _is_rated(text: str, figure: Figure) -> bool:
    near = text[max(0, figure.start - 60) : figure.end + 40]
    return bool(_REVIEWS.search(near)) and (
        figure.kind is FigureKind.SCORE
        or bool(_BY_CRITICS.search(near) or re.search(r"approv|audience|score|rating", near))
    )


def _outlets(scene: Scene, text: str, names: tuple[NameSpan, ...]) -> list[NameSpan]:
    """The names that give a score, or else those on which there is one."""
    titled = [(a, b) for a, b, _ in scene.mentions] if text == scene.text else []
    free = [
        n
        for n in map(_without_readers, names)
        if n.text
        and fold(n.text) not in scene.titles
        and not any(a < n.end and n.start < b for a, b in titled)
        and not _is_no_outlet(n.text)
    ]
    gives = [n for n in free if _GIVES.match(text, n.end)]
    on = [n for n in free if n not in gives and _ON.search(text[max(0, n.start - 60) : n.start])]
    if gives and on:
        return [
            *gives,
            *(
                n
                for n in on
                if text[max(0, n.start - 4) : n.start]
                .lower()
                .endswith((" on ", " at ", "on ", "at "))
            ),
        ]
    return gives or on


def _without_readers(name: NameSpan) -> NameSpan:
    """The outlet alone of "Viewers on Screenbase", "Over at Screenbase"."""
    led = _READERS_ON.match(name.text)
    if not led or not led.group():
        return name
    return NameSpan(name.text[led.end() :], name.start + led.end(), name.end, opens=name.opens)


def _is_no_outlet(name: str) -> bool:
    first = name.lower().split()[0]
    return name.lower() in SENTENCE_OPENERS or first in _NO_OUTLET


def _last_outlet(scene: Scene) -> NameSpan | None:
    """The outlet of the sentence before, where that one spoke of scores."""
    if not _REVIEWS.search(scene.before):
        return None
    found = _outlets(scene, scene.before, tuple(find_names(scene.before)))
    scores = [
        f for f in find_figures(scene.before) if f.kind in (FigureKind.SCORE, FigureKind.PERCENT)
    ]
    return found[-1] if found and (scores or _ON_SITE.search(scene.before)) else None


def _nearest(text: str, outlets: list[NameSpan], figure: Figure) -> NameSpan:
    """The outlet in whose clause the figure stands: the last one before it, as a rule."""

    def distance(name: NameSpan) -> int:
        if name.end <= figure.start:
            between = text[name.end : figure.start]
            return len(between) + _FAR * len(_PARTING.findall(between))
        between = text[figure.end : name.start]
        if _BEHIND.fullmatch(between):
            return len(between)
        return len(between) + _FAR * (1 + len(_JOINING.findall(between)))

    return min(outlets, key=distance)


def _reviewers(text: str, figures: list[Figure], i: int) -> Reviewers:
    """Who gave the score, by the words nearest to it."""
    figure = figures[i]
    if i and _SAME.fullmatch(text, figures[i - 1].end, figure.start):
        return _reviewers(text, figures, i - 1)
    left = figures[i - 1].end if i else 0
    right = figures[i + 1].start if i + 1 < len(figures) else len(text)
    # "94% with critics and 81% with audiences": the critics are the first figure's.
    before = text[left : figure.start]
    if i:
        before = _OWN_PART.split(before)[-1]
    after = text[figure.end : right]
    viewers = _closest(_BY_VIEWERS, before, after)
    critics = _closest(_BY_CRITICS, before, after)
    if viewers is not None and (critics is None or viewers < critics):
        return Reviewers.VIEWERS
    if critics is None and figure.of == 10 and not _BY_CRITICS.search(text):
        return Reviewers.VIEWERS
    return Reviewers.CRITICS


def _closest(words: AnyCase, before: str, after: str) -> int | None:
    distances = [len(before) - m.end() for m in words.finditer(before)]
    # Behind a comma or an "and" begins what is said of the next figure.
    own = _OWN_PART.split(after, maxsplit=1)[0]
    distances += [m.start() for m in words.finditer(own)]
    return min(distances, default=None)


def _drafts(
    scene: Scene, figure: Figure, outlet: NameSpan | None, by: Reviewers
) -> Iterator[Draft]:
    value = Score(
        outlet=outlet.text if outlet else None,
        by=by,
        score=figure.value,
        of=figure.of or Decimal(100),
    )
    seasons = seasons_of_figure(scene, figure.start, figure.end)
    for season in seasons or (None,):
        yield Draft(
            value=value, start=figure.start, end=figure.end, about=About.LATEST, season=season
        )
