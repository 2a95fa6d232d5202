"""Which season of a show would come next by an article, chosen by learned weights.

Mentions of seasons -> Timeline.  Each season that may be next is described by how the article
speaks of it and of the one before; `timelines.json`, made by `./dev train timelines`, chooses.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from nextseason.claims.anycase import AnyCase
from nextseason.claims.seasons import MAX_SEASON, SeasonMention, Timeline

Weights = Mapping[str, float]
_CUES = (
    ("d", AnyCase(r"\b(?:renew|cancel|axe[ds]?\b|order|pick|greenl|scrap|drop|end)")),
    ("n", AnyCase(r"\b(?:next|new|upcoming|another|further|more|future|coming)\b")),
    ("w", AnyCase(r"\b(?:will|won['’]t|could|might|may|if|going to|set to|to be)\b")),
    ("p", AnyCase(r"\b(?:was|were|had|came|premiered|aired|released|ended|wrapped)\b")),
    ("z", AnyCase(r"\b(?:final|last|farewell|concluding)\b")),
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,.:;!?()]")
_REACH = 30  # characters beside a mention whose words count
_STEPS = {0: "is", 1: "after", -1: "over"}


def choose_timeline(
    title: str,
    address: int | None,
    told: Sequence[tuple[str, tuple[SeasonMention, ...]]],
    title_seasons: Sequence[SeasonMention],
    *,
    weights: Weights | None = None,
) -> Timeline:
    """Where a show stands by the sentences about it.

    Parameters
    ----------
    title, title_seasons
        The article's title and the seasons it names; empty where it is about another show.
    address
        A season in the article's address.
    told
        The sentences about the show, each with the seasons that it names.
    """
    options = next_options(title, address, told, title_seasons)
    if not options:
        return Timeline(None, None)
    chosen = weights if weights is not None else timeline_weights()
    following = max(options, key=lambda o: sum(chosen.get(name, 0.0) for name in o[1]))[0]
    return Timeline(following - 1 if following > 1 else None, following)


def next_options(
    title: str,
    address: int | None,
    told: Sequence[tuple[str, tuple[SeasonMention, ...]]],
    title_seasons: Sequence[SeasonMention],
) -> list[tuple[int, list[str]]]:
    """Each season that may come next, with what speaks for it; () where none is named."""
    mentions = [(text, m, i == 0) for i, (text, named) in enumerate(told) for m in named]
    numbers = {m.number for _, m, _ in mentions} | {m.number for m in title_seasons}
    numbers |= {address} if address else set()
    if not numbers:
        return []
    highest = max(numbers)
    seasons = {n for number in numbers for n in (number, number + 1)} | {2}
    told_of = [(m, list(_around(text, m, "F" if opens else ""))) for text, m, opens in mentions]
    told_of += [(m, list(_around(title, m, "T"))) for m in title_seasons]
    options = []
    for season in sorted(n for n in seasons if n <= MAX_SEASON):
        speaks = set(_at_large(season, highest, address))
        for mention, around in told_of:
            if name := _STEPS.get(season - mention.number):
                name += "c" * mention.counted
                speaks.update([name + told for told in around])
        for step, of_step in _STEPS.items():
            n = sum(m.number == season - step and not m.counted for _, m, _ in mentions)
            speaks.add(f"{of_step}#{min(n, 4)}")
        options.append((season, sorted(speaks)))
    return options


def _at_large(season: int, highest: int, address: int | None) -> Iterator[str]:
    yield f"highest{max(-3, season - highest)}"
    yield f"season{min(season, 4)}"
    yield f"season{min(season, 4)}_of{min(highest, 4)}"
    if address:
        yield f"address{max(-2, min(2, season - address))}"


def _around(text: str, mention: SeasonMention, where: str) -> Iterator[str]:
    """What stands around a mention, and where it does: endings of what it speaks for."""
    yield ""
    if where:
        yield f"@{where}"
    for cue in _cues(text) or "-":
        yield f"~{cue}"
    before = _WORD.findall(text[max(0, mention.start - _REACH) : mention.start].lower())[-3:]
    behind = _WORD.findall(text[mention.end : mention.end + _REACH].lower())[:3]
    for word in before:
        yield f"<{word}"
    for word in behind:
        yield f">{word}"
    if before:
        yield f"<<{before[-1]}"
    if behind:
        yield f">>{behind[0]}"


@lru_cache(maxsize=256)  # a sentence may name several seasons
def _cues(text: str) -> str:
    return "".join(name for name, cue in _CUES if cue.search(text))


@cache
def timeline_weights() -> Weights:
    text = (files("nextseason.claims") / "timelines.json").read_text("utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights
