"""How many episodes a season has.

Scene -> drafts.  "An eight-episode season", "it will have 26 episodes", "Episodes: 8",
"cut from 12 episodes to nine".  Totals over a show's life, parts of a season ("the first two
episodes") and what somebody wrote or directed are other numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nextseason.claims.anycase import AnyCase
from nextseason.claims.frame import About, Draft, Scene
from nextseason.claims.seasons import MAX_SEASON
from nextseason.claims.sentences import is_question
from nextseason.claims.ties import seasons_of_figure
from nextseason.claims.words import count_of
from nextseason.domain import EpisodeCount

TRIGGERS: tuple[str, ...] = (
    *("episode*", "parter", "part", "parts", "instalments", "installments", "chapters"),
    *("half", "hours", "order", "eps", "total"),
)

# A season of one or two is no season; daily soaps are not what is written about here.
_FEWEST, _MOST = 3, 60

_N = (
    r"(?P<n>\d{1,3}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:-(?:one|two|three|four|five|six))?)"
)
_KIND = (
    r"(?:[a-z]+(?:-[a-z]+)+|new|brand-new|hour-long|half-hour|original|fresh|all-new"
    r"|full|gripping|intense|hour|seriously|whole|action-packed|short|long|tense|first"
    r"|initial|scripted|bite-sized|minute|fun|glorious|emotional|thrilling|exciting"
    r"|seamless|superb)"
)
_PATTERNS = (
    # "Episodes: 8", "No. of episodes: 10"
    AnyCase(
        rf"\b(?:number of |no\. of )?episodes?(?: count)? ?[:=–—-] ?(?:all )?{_N}\b",
    ),
    # "eight-episode season", "a 10-part run", "the six-parter"
    AnyCase(
        rf"(?<![\w-]){_N}[- –](?:episode|ep|part|chapter|instal?lment"
        rf"|hour)[- ](?:[\w-]+ ){{0,3}}?(?:season|series|run|order|arc|batch|outing|drama"
        rf"|comedy|thriller|adaptation|show|mini-?series|saga|anthology|commitment|event"
        rf"|story|affair|anime)\b",
    ),
    AnyCase(rf"(?<![\w-]){_N}-parter\b"),
    # "ten brand-new episodes", "eight parts", "eight half-hours"
    AnyCase(
        rf"(?<![\w.,$£€#:/-]){_N}(?:,? {_KIND}){{0,2}}[- ](?:episodes|eps|half[ -]hours"
        rf"|instal?lments|chapters|parts)\b",
    ),
    # "an order for 13", "a full season of 20", "22 in total"
    AnyCase(
        rf"\b(?:order (?:for|of)|full season of|total of|(?:shortened |short |full "
        rf"|reduced )?run of) (?:just |only |about |some )?{_N}\b(?![.,]\d|%| ?(?:million"
        rf"|percent|per|days|weeks|months|years|minutes|hours|seasons|viewers|people|shows"
        rf"|series|awards|nominations|votes|nights|other))",
    ),
    # "episode count stands at eight"
    AnyCase(
        rf"\bepisode (?:count|order|tally)[^.;,]{{0,30}}? {_N}\b(?! ?(?:million|%|per"
        rf"|minutes))",
    ),
)
# "from nine episodes to seven", "the 16 episodes were later trimmed to 12"
_CUT = AnyCase(
    rf"\bfrom (?:the )?(?:usual |planned |original )?(?P<a>\d{{1,2}}"
    rf"|[a-z]{{3,9}})(?: episodes)? (?:down |up )?to (?:just |only )?{_N}(?: episodes"
    rf"| in all| in total)?\b"
    rf"|\b(?P<b>\d{{1,2}}|[a-z]{{3,9}}) episodes?(?: was| were| has been| had been"
    rf"| order)? (?:then |later |eventually )?(?:cut|trimmed|reduced|shortened|scaled"
    rf"|extended|increased|raised|expanded)(?: down| up| back)? to (?:just "
    rf"|only )?(?P<m>\d{{1,2}}|[a-z]{{3,9}})\b",
)
_EPISODIC = AnyCase(r"\b(?:episodes?|seasons?|parts|instal?lments|chapters|order)\b")
_PART_BEFORE = AnyCase(
    r"\b(?:last|final|remaining|next|previous|another|other|opening|closing|latest"
    r"|these|those|past|premiere|additional|extra|further"
    r"|direct(?:s|ed|ing)|wrote|writ(?:es|ten|ing)|appear(?:s|ed|ing) in|featured in"
    r"|seen in|starred in|after(?: just| only)?|of|for (?:only|just|about)|within"
    r"|until|through|missed|skip(?:ped)?|penned|helm(?:s|ed|ing)?|edited|scored"
    r"|over(?: the course of)?|across|in just|only|every|at least|up to|watched|binged"
    r"|first|guest[- ]star\w* in|recurring for|credit\w* (?:on|for|in)|plus|than"
    r"|fewer than|with just)(?: (?:the|its|his|her|their|a|some|all|first|last|of))? $",
)
# Those of the above that may also lead a season's whole length, if the number is no small one.
_MILD_BEFORE = AnyCase(
    r"\b(?:of|for (?:only|just|about)|after(?: just| only)?|over|across|first|opening"
    r"|these|those|at least|in just|only|up to|until|through|final|last|with just"
    r"|watched|binged)(?: (?:the|its|a|all|their|of|first))? $",
)
_NOT_A = AnyCase(
    r"\b(?:not|n['’]t|never) (?:have |be |get |run to )?(?:a |an |the )?(?:full "
    r"|usual |standard |whole )*$",
)
_MORE = AnyCase(r"\b(?:more|additional|extra|further|other)\b")
_PART_AFTER = AnyCase(
    r"(?: |-)?(?:\b(?:a week|per week|each week|weekly|at a time|a day|later|left"
    r"|behind|ahead|in(?:to)? the (?:season|run|can)|remaining|remain|to go"
    r"|from the end|earlier|more|a year|per year|a season more|every|short of"
    r"|aired so far|have aired|had aired|were filmed|were shot)\b)",
)
_TOTAL = AnyCase(
    r"\b(?:seasons|years|runs) (?:and|,|with|spanning|totall?ing|comprising"
    r"|of)? ?(?:a total of |some |altogether |over |more than )?$|\b(?:so far|to date"
    r"|overall|in the show['’]s|in its lifetime|whole run|entire run|milestone"
    r"|th episode)\b",
)
_ORDERED = AnyCase(
    r"\b(?:order(?:ed|s)?|commission(?:ed|s)?|will (?:have|consist|run|comprise"
    r"|contain|be|include|see|get|feature|span|once)|renew(?:ed|s|al)|pick(?:ed|s)? up"
    r"|upcoming|new season|next season|come back|return(?:s|ing)?|expect(?:ed|s)?"
    r"|to come|greenlit|promis(?:ed|es)|likelier|going to (?:have|be)|would (?:have|be"
    r"|consist)|is to (?:have|consist)|are to)\b",
)
# Words this far from a number may say that it holds for each of several seasons.
_BESIDE = 40
# "Both seasons", "the first two seasons", "every season", "each of the first four".
_EACH = AnyCase(
    r"\b(?:both|first (?P<n>two|three|four|five|six)|(?:each|every)(?: of the)?) seasons?\b"
    r"|\beach of the first (?P<m>two|three|four|five|six)\b",
)
# "They shortened the season to eleven."
_CUT_TO = AnyCase(
    rf"\b(?:cut|trimmed|scaled|reduced|shortened|slashed)\b[^.;,]{{0,30}}? to (?:just "
    rf"|only )?{_N}\b"
    r"(?![.,]\d|%| ?(?:million|percent|per|weeks|days|months|minutes|hours|years|people))",
)
_APIECE = AnyCase(r"\b(?:apiece|each|every|both)\b")
_SHARE = AnyCase(r"\b(?:one|two|three|four|five|six|\d) of (?:the|its|all|those|these)? ?$")


@dataclass(frozen=True, slots=True)
class _Count:
    n: int
    start: int
    end: int
    negated: bool = False
    is_cut: bool = False


def read_episodes(scene: Scene) -> Iterator[Draft]:
    """The numbers of episodes that the sentence gives for a season."""
    text = scene.text
    if is_question(text):
        return
    cuts = list(_cuts(text))
    counts = cuts + [
        c for c in _counts(text) if not any(c.start < cut.end and cut.start < c.end for cut in cuts)
    ]
    for count in counts:
        if not _is_total(scene, count):
            yield from _drafts(scene, count)


def _cuts(text: str) -> Iterator[_Count]:
    """A number of episodes that was given up for another."""
    for match in _CUT.finditer(text):
        before, after = count_of(match["a"] or match["b"]), count_of(match["n"] or match["m"])
        if before and after and _EPISODIC.search(text):
            yield _Count(before, match.start(), match.end(), negated=True, is_cut=True)
            yield _Count(after, match.start(), match.end(), is_cut=True)
            return
    bare = _CUT_TO.search(text)
    n = _number(bare["n"]) if bare else None
    if bare and n and _EPISODIC.search(text):
        yield _Count(n, bare.start(), bare.end(), is_cut=True)


def _counts(text: str) -> Iterator[_Count]:
    taken: list[tuple[int, int]] = []
    for strength, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            start, end = match.span("n")
            n = _number(match["n"])
            if n is None or any(a < end and start < b for a, b in taken):
                continue
            if strength >= 3 and _is_part(text, match, n):
                continue
            if strength == 4 and not _EPISODIC.search(text):
                continue
            taken.append((start, end))
            negated = _NOT_A.search(text[max(0, start - 30) : start]) is not None
            yield _Count(n, match.start(), match.end(), negated=negated)


def _number(word: str) -> int | None:
    tens, _, ones = word.lower().partition("-")
    n = count_of(tens)
    total = (n or 0) + (count_of(ones) or 0 if ones else 0)
    return total if _FEWEST <= total <= _MOST else None


def _is_part(text: str, match: re.Match[str], n: int) -> bool:
    """Only some of a season's episodes, or those that a person had to do with."""
    before = text[max(0, match.start() - 45) : match.start()]
    if _MORE.search(match.group()) or _PART_AFTER.match(text, match.end()):
        return True
    if _SHARE.search(before):
        return n < 6
    if _PART_BEFORE.search(before):
        return not (n >= 6 and _MILD_BEFORE.search(before))
    return False


def _is_total(scene: Scene, count: _Count) -> bool:
    """A number of episodes over several seasons."""
    around = scene.text[max(0, count.start - 50) : count.start]
    if _TOTAL.search(around):
        return True
    # "An eight-episode season" counts no seasons.
    several = any(
        m.counted and m.number > 1 and not (m.start < count.end and count.start < m.end)
        for m in scene.seasons
    )
    return several and not _APIECE.search(scene.text)


def _drafts(scene: Scene, count: _Count) -> Iterator[Draft]:
    seasons = _seasons(scene, count)
    ordered = not count.is_cut and _ORDERED.search(scene.text)
    about = About.NEXT if ordered else About.LATEST
    for season in seasons or (None,):
        yield Draft(
            value=EpisodeCount(count=count.n),
            start=count.start,
            end=count.end,
            about=about,
            season=season,
            negated=count.negated,
        )


def _seasons(scene: Scene, count: _Count) -> tuple[int, ...]:
    near = scene.text[max(0, count.start - _BESIDE) : count.end + _BESIDE]
    each = _EACH.search(near)
    if each and _APIECE.search(scene.text):
        first = each["n"] or each["m"]
        up_to = (count_of(first) if first else scene.timeline.latest) or 2
        return tuple(range(1, min(up_to, MAX_SEASON) + 1))
    return seasons_of_figure(scene, count.start, count.end)
