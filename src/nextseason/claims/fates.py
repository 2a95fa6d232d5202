"""What an article as a whole says of each show's fate, and what each of its sentences then says.

Page, log-odds and the grammars' word of its sentences -> their chances to tell of a renewal.
An article is easier to understand than a sentence: the words of its title and of all that it
says of a show, the sentences that sound most like each fate and what the last clear one says
tell the show's fate; that and its own log-odds tell what a sentence says.  Two steps of
learned weights (`fates.npz`, made by `./dev train fates`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.frame import Scene
from nextseason.claims.key_index import KeyIndex
from nextseason.claims.label_model import Scores
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.spans import Page, Span
from nextseason.claims.tokens import Index, Keys, mix
from nextseason.claims.topics.renewal import read_renewal
from nextseason.domain import Renewal, RenewalStatus

FATES = tuple(RenewalStatus)
OUTCOMES = (*FATES, "none")  # "none": the article does not say how it goes on with the show
_NONE = len(FATES)
_TITLE_SALT, _TEXT_SALT = 41, 42
_CLEAR = 0.3  # chance from which a sentence is heard as the last word
_BOUND = 12.0  # log-odds beyond mean nothing more
_FEW = 3  # sentences that a grammar hears; more say no more
_FLOOR = 1e-3  # no article makes a fate less likely than this

Drafted = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tale:
    """What an article tells of one show."""

    show: str
    rows: Index  # which of the spans are about it
    words: Keys  # of the title, if it is about this show, and of its sentences; each once
    traits: Scores  # what its sentences sound like, and what the title says


@dataclass(frozen=True)
class FateModel:
    """Weights for an article, and how far its sentences are to follow it."""

    keys: Keys  # of the words that weigh, ascending
    words: Scores  # (n keys, n outcomes)
    traits: Scores  # (n traits, n outcomes)
    bias: Scores  # (n outcomes,)
    belief: Scores  # of the signals of a sentence, and a constant

    @cached_property
    def _index(self) -> KeyIndex:
        return KeyIndex(self.keys)

    def outcomes(self, tale: Tale) -> Scores:
        """(n outcomes,): how likely each is by the article as a whole."""
        at, is_known = self._index.find(tale.words)
        odds = self.bias + tale.traits @ self.traits
        odds = odds + self.words.take(at[is_known], axis=0).sum(axis=0)
        likely = np.exp(odds - odds.max())
        outcomes: Scores = likely / likely.sum()
        return outcomes

    def chances(
        self, page: Page, spans: Sequence[Span], log_odds: Scores, drafted: Drafted
    ) -> Scores:
        """(n spans, n fates): how likely it is that a sentence says each of a show's fate.

        `log_odds`, `drafted`: of these spans and fates, by the labels' weights and by grammars.
        """
        chances = np.zeros_like(log_odds)
        for tale in tales_of(page, spans, log_odds, drafted):
            signals = signals_of(tale, log_odds, drafted, self.outcomes(tale))
            chances[tale.rows] = 1 / (1 + np.exp(-(signals @ self.belief[:-1] + self.belief[-1])))
        return chances


def tales_of(
    page: Page, spans: Sequence[Span], log_odds: Scores, drafted: Drafted
) -> Iterator[Tale]:
    """What an article tells of each show that its spans are about."""
    title_fates = _title_fates(page)
    for show in dict.fromkeys(str(span.content) for span in spans):
        rows = np.array([i for i, span in enumerate(spans) if span.content == show])
        of_show = log_odds[rows].clip(-_BOUND, _BOUND)
        traits = [
            of_show.max(axis=0),
            drafted[rows].any(axis=0),
            drafted[rows].sum(axis=0).clip(max=_FEW),
            _last_word(of_show),
            title_fates if show == page.survey.main else np.zeros(len(FATES)),
            _circumstances(page, show, len(rows)),
        ]
        yield Tale(show, rows, _words(page, show), np.concatenate(traits, dtype=np.float32))


def signals_of(tale: Tale, log_odds: Scores, drafted: Drafted, outcomes: Scores) -> Scores:
    """(n rows, n fates, 6): what the second step looks at."""
    n_rows = len(tale.rows)
    said = drafted[tale.rows]
    likely = np.log(outcomes + _FLOOR)
    signals = np.empty((n_rows, len(FATES), 6), np.float32)
    signals[..., 0] = log_odds[tale.rows].clip(-_BOUND, _BOUND)
    signals[..., 1] = said
    signals[..., 2] = said.any(axis=1, keepdims=True)
    signals[..., 3] = likely[:_NONE]
    signals[..., 4] = likely[_NONE]
    signals[..., 5] = np.log(n_rows)
    return signals


def _title_fates(page: Page) -> Scores:
    """(n fates,): which of them a grammar reads in the title."""
    survey = page.survey
    title = survey.article.title
    scene = Scene(
        sentence=Sentence(title, 0, len(title), -1, Kind.HEADING),
        show=survey.main,
        mentions=survey.title_mentions,
        timeline=survey.timelines[survey.main],
        seasons=survey.title_seasons,
        names=(),
        titles=survey.titles,
        people=survey.people,
        heading="",
        before="",
        intro="",
        published=survey.article.published,
    )
    drafts = (draft.value for draft in read_renewal(scene))
    said = {value.status for value in drafts if isinstance(value, Renewal)}
    return np.array([fate in said for fate in FATES], np.float32)


def _last_word(log_odds: Scores) -> Scores:
    """(n fates,): 1 for what the last sentence says that clearly says anything."""
    clear = (log_odds.max(axis=1) > np.log(_CLEAR / (1 - _CLEAR))).nonzero()[0]
    said = np.zeros(len(FATES), np.float32)
    if len(clear):
        said[log_odds[clear[-1]].argmax()] = 1.0
    return said


def _circumstances(page: Page, show: str, n_spans: int) -> Scores:
    survey = page.survey
    timeline = survey.timelines[show]
    is_main = show == survey.main
    in_title = {m.number for m in survey.title_seasons} if is_main else set()
    return np.array(
        [
            is_main,
            is_main and "?" in survey.article.title,
            np.log1p(n_spans),
            n_spans / len(survey.sentences),
            timeline.next is None,
            timeline.next in in_title,
            timeline.latest in in_title,
        ],
        np.float32,
    )


def _words(page: Page, show: str) -> Keys:
    survey, keys, first = page.survey, page.keys, page.tokens.first
    told = [keys[first[i + 1] : first[i + 2]] for i, of in enumerate(survey.show_of) if of == show]
    text = mix(np.unique(np.concatenate(told)), _TEXT_SALT) if told else keys[:0]
    title = mix(np.unique(keys[: first[1]]), _TITLE_SALT) if show == survey.main else keys[:0]
    return np.concatenate([title, text])


@cache
def fate_model() -> FateModel:
    with (files("nextseason.claims") / "fates.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return FateModel(
            keys=stored["keys"],
            words=stored["words"].astype(np.float32),
            traits=stored["traits"],
            bias=stored["bias"],
            belief=stored["belief"],
        )
