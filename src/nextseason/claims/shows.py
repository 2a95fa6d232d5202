"""Which shows an article is about, and where its sentences name them.

Title and sentences -> Shows.  No list of titles is used: names are weighed by how they
behave (`behaviour`), with weights learned from annotated articles (`show_model.npz`,
made by `./dev train`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from nextseason.claims.candidates import Candidate, find_candidates
from nextseason.claims.names import NameSpan
from nextseason.claims.persons import find_people
from nextseason.claims.sentences import Sentence
from nextseason.claims.show_company import company_features
from nextseason.claims.show_context import ContextModel, context_features
from nextseason.claims.show_features import show_features
from nextseason.claims.tokens import Tokens
from nextseason.claims.trees import Trees, trees_from
from nextseason.claims.vectors import Vectors, word_vectors
from nextseason.domain import Article
from nextseason.titles import fold

MAX_SHOWS = 40  # that are looked for in every sentence
# Log-odds from which a name is taken for a show.  A missed show loses its claims, a false one
# takes some from the right one.
THRESHOLD = 0.5
ASKED_FOR = 6.0  # log-odds that a name gains if somebody looks for a show of that name


@dataclass(frozen=True, slots=True)
class Shows:
    """The shows of an article, the main one first."""

    titles: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()  # other spellings -> title

    @property
    def main(self) -> str:
        return self.titles[0]


@dataclass(frozen=True, slots=True)
class ShowModel:
    """Whether a name is a show, by itself and in its company; and which is the main one.

    Of the main one trees and a linear softmax over the article's candidates have equal votes.
    """

    names: tuple[str, ...]  # of the numbers in `Candidate.features`, as columns
    others: frozenset[str]  # names that many articles use, folded, and none for a show
    context: ContextModel
    scale: Vectors
    main_weights: Vectors
    alone_trees: Trees
    side_trees: Trees
    main_trees: Trees

    def in_company(self, candidates: Sequence[Candidate], table: Vectors) -> Vectors:
        """The features of candidates with those of their company."""
        alone = self.alone_trees.log_odds(table)
        return np.hstack([table, company_features(candidates, alone)])

    def main(self, table: Vectors) -> Vectors:
        """Log-odds, up to a constant, that each row of `in_company` is the main show."""
        own = table[:, : len(self.scale)] / self.scale
        return (own @ self.main_weights + self.main_trees.log_odds(table)).astype(np.float32)

    def side(self, table: Vectors) -> Vectors:
        """Log-odds that each row of `in_company` is a show."""
        return self.side_trees.log_odds(table)


def find_shows(
    article: Article,
    sentences: Sequence[Sentence],
    names: Sequence[tuple[NameSpan, ...]],
    tokens: Tokens,
    model: ShowModel | None = None,
    *,
    about: str | None = None,
) -> Shows | None:
    """The shows that an article is about; None where it holds no name at all.

    `about`: a show that somebody looks for in it, who may be wrong.
    """
    candidates = find_candidates(article.title, sentences, names)
    if not candidates:
        return None
    model = model or show_model()
    people = find_people([article.title, *(s.text for s in sentences)])
    vectors = word_vectors()
    features = show_features(
        candidates,
        model.names,
        tokens,
        vectors,
        article.url,
        frozenset(fold(name) for name in people.by_part.values()),
        model.others,
    )
    around = context_features(candidates, tokens, vectors.groups.take(vectors.rows_of(tokens)))
    context = model.context.log_odds(around, len(candidates))
    table = model.in_company(candidates, np.column_stack([features, context]))
    wanted = fold(about or "")
    asked = ASKED_FOR * np.array([c.key == wanted for c in candidates], np.float32)
    main = candidates[int(np.argmax(model.main(table) + asked))]
    kept, aliases = [main], []
    likely = zip(model.side(table) + asked, candidates, strict=True)
    for score, candidate in sorted(likely, key=lambda pair: (-pair[0], pair[1].key))[:MAX_SHOWS]:
        listed = "listed" in candidate.features
        if candidate is main or (score < THRESHOLD and not listed):
            continue
        whole = next((k for k in kept if _is_part(candidate.key, k.key)), None)
        if whole is None:
            kept.append(candidate)
        else:
            aliases.append((candidate.title, whole.title))
    return Shows(tuple(c.title for c in kept), tuple(aliases))


@cache
def show_model() -> ShowModel:
    with (files("nextseason.claims") / "show_model.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return ShowModel(
            names=tuple(stored["names"].tobytes().decode().split("\n")),
            others=frozenset(stored["others"].tobytes().decode().split("\n")),
            context=ContextModel(
                keys=stored["context_keys"],
                weights=stored["context_weights"].astype(np.float32),
                bias=float(stored["context_bias"]),
            ),
            scale=stored["scale"],
            main_weights=stored["main"],
            alone_trees=trees_from(stored, "alone_trees"),
            side_trees=trees_from(stored, "side_trees"),
            main_trees=trees_from(stored, "main_trees"),
        )


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
