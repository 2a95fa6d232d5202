"""Which shows an article is about, and where its sentences name them.

Title and sentences -> Shows.  No list of titles is used: names are weighed by how they
behave (`behaviour`), with weights learned from annotated articles (`show_model.json`,
made by `./dev train`).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nextseason.claims.candidates import Candidate, find_candidates
from nextseason.claims.names import NameSpan
from nextseason.claims.sentences import Sentence
from nextseason.titles import fold


@dataclass(frozen=True, slots=True)
class Shows:
    """The shows of an article, the main one first."""

    titles: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()  # other spellings -> title

    @property
    def main(self) -> str:
        return self.titles[0]


def find_shows(
    title: str, sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Shows | None:
    """The shows that an article is about; None where it holds no name at all."""
    candidates = find_candidates(title, sentences, names)
    if not candidates:
        return None
    model = _model()
    main = max(candidates, key=lambda c: (_score(c, model["main"]), c.key))
    kept, aliases = [main], []
    likely = [(_score(c, model["side"]) + model["side_bias"], c) for c in candidates]
    for score, candidate in sorted(likely, key=lambda pair: (-pair[0], pair[1].key)):
        if score < model["side_threshold"] or candidate is main:
            continue
        whole = next((k for k in kept if _is_part(candidate.key, k.key)), None)
        if whole is None:
            kept.append(candidate)
        else:
            aliases.append((candidate.title, whole.title))
    return Shows(tuple(c.title for c in kept), tuple(aliases))


@cache
def _model() -> dict[str, Any]:
    text = (files("nextseason.claims") / "show_model.json").read_text("utf-8")
    model: dict[str, Any] = json.loads(text)
    return model


def _score(candidate: Candidate, weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())


def _is_part(key: str, other: str) -> bool:
    return f" {key} " in f" {other} " or f" {other} " in f" {key} "


# A show that only says who somebody is: "known from X", "whose credits include X".
_IN_PASSING = re.compile(
    r"(?:\b(?:known|famous|famed|remembered|recognised|recognized) (?:for|from|as)(?: the|"
    r" his| her)?|\bcredits (?:include|are)|\bworked on|\bstar of|\b[Ff]ormer(?:ly)?(?: of|"
    r" on)?|\bveteran of|\balum(?:ni|nus)? of|\b[Ww]riter of|(?:man|woman|actor|actress|"
    r"director|writer|creator|mind|maker|makers|people|producer) (?:of|behind)|\(|fresh from|"
    r"best from|seen in|appeared in|starred in|for his work on|for her work on) [\"“‘']?$|"
    r"\([\"“‘']?$|[A-Z]\w+ [A-Z][\w’'-]+,? (?:of|from) [\"“‘']?$|\bwhose [\"“‘']?$|"
    r"\b(?:like|than|as) [\"“‘']?$"
)


class ShowFinder:
    """Where the shows of an article are named in a sentence."""

    def __init__(self, shows: Shows) -> None:
        self._by_key = {fold(t): t for t in shows.titles} | {fold(a): t for a, t in shows.aliases}
        alternatives = "|".join(
            r"[\W_]{1,3}".join(map(re.escape, key.split()))
            for key in sorted(self._by_key, key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, title) of each show named in the text."""
        folded = _fold_in_place(text)
        return [
            (m.start(), m.end(), self._by_key[" ".join(re.split(r"[\W_]+", m.group()))])
            for m in self._pattern.finditer(folded)
            if (text[m.start()].isupper() or text[m.start()].isdigit())
            and not _IN_PASSING.search(text[max(0, m.start() - 40) : m.start()])
        ]


def _fold_in_place(text: str) -> str:
    """Lower case with the same length, so that offsets hold."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
