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


PASSING_REACH = 40  # characters: as far as "whose credits include the series" goes
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
    """Where the shows of an article are named in a sentence.

    Examples
    --------
    >>> [t for _, _, t in ShowFinder(Shows(("Love & Rain",))).mentions("Love and Rain ended.")]
    ['Love & Rain']
    """

    def __init__(self, shows: Shows) -> None:
        spelled = [(t, t) for t in shows.titles] + list(shows.aliases)
        spelled.sort(key=lambda pair: -len(pair[0]))
        self._titles = [title for _, title in spelled]
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(f'({_spellings(name)})' for name, _ in spelled)})(?!\w)",
            re.IGNORECASE,
        )

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, title) of each show named in the text."""
        return [
            (m.start(), m.end(), self._titles[(m.lastindex or 1) - 1])
            for m in self._pattern.finditer(text)
            if (text[m.start()].isupper() or text[m.start()].isdigit())
            and not _IN_PASSING.search(text[max(0, m.start() - PASSING_REACH) : m.start()])
        ]


def _spellings(title: str) -> str:
    """A pattern for a title, whatever stands between its words, with or without "The"."""
    words = re.findall(r"&|[^\W_]+(?:['’][^\W_]+)*", title)
    if len(words) > 1 and words[0].lower() in ("the", "a"):
        words = words[1:]
    return r"[\W_]{1,3}".join(map(_word_pattern, words)) or re.escape(title)


def _word_pattern(word: str) -> str:
    if word == "&" or word.lower() == "and":
        return "(?:&|and)"
    return "['’]?".join(map(re.escape, re.split("['’]", word)))
