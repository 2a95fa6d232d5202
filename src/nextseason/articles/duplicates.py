"""Articles that are copies of others, up to a few changes: a hundred copies are one source.

Articles -> groups, each with the one that is kept; or text by text, as they come.

A text is a copy where it and another of the group share at least half of all the runs of
three words that the two have.  So it stays one under another headline (titles are not looked
at), with a notice of the site added, the lead rewritten, or a third cut off.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from nextseason.articles.shingles import shingles
from nextseason.articles.signatures import Signature, Signatures, likeness, signature
from nextseason.domain import Article
from nextseason.errors import InputError

THRESHOLD = 0.5
LOWEST_THRESHOLD = 0.4  # below it too many are never compared
SHARE_OF_KEPT = 0.6  # of the threshold: what a copy must have in common with the kept one


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Articles that are one source, by their ids."""

    kept: str
    copies: tuple[str, ...]  # at least one, in the order of `group_copies`


def group_copies(
    articles: Iterable[Article], *, threshold: float = THRESHOLD, seed: int = 0
) -> tuple[CopyGroup, ...]:
    """The groups of copies; an article without copies is in none.

    They are taken in order of publication (undated ones last), on one day the longest first,
    then by id: the first of a group is kept.  So the order in which they are given makes no
    difference.

    Examples
    --------
    >>> told = "The harbour drama was picked up for a third run on Monday. "
    >>> articles = [
    ...     Article(id="b", text=told + "Filming starts in May.", published=date(2026, 3, 2)),
    ...     Article(id="a", text=told + "filming starts in May", published=date(2026, 3, 1)),
    ...     Article(id="c", text=told + "Nobody knows when it starts."),
    ... ]
    >>> group_copies(articles)
    (CopyGroup(kept='a', copies=('b',)),)
    """
    ordered = sorted(articles, key=_precedence)
    met = Duplicates(threshold=threshold, seed=seed)
    copies = defaultdict[int, list[str]](list)
    for article in ordered:
        if (kept := met.meet(article.text)) is not None:
            copies[kept].append(article.id)
    return tuple(
        CopyGroup(kept=ordered[kept].id, copies=tuple(ids)) for kept, ids in sorted(copies.items())
    )


def _precedence(article: Article) -> tuple[date, int, str]:
    return article.published or date.max, -len(article.text), article.id


class Duplicates:
    """A memory of texts that knows a copy of one again.

    A text joins the group of the one that it is most like, but only if it is still like the
    one that the group keeps, though less: copies of copies are found, and no chain of small
    changes leads from one story to another.  Alikeness is estimated, so that of texts within
    0.05 of a limit some fall on its wrong side.

    Some 900 bytes are kept of a text, however long it is, and nothing of one that is met
    again unchanged.

    Parameters
    ----------
    threshold : float, 0.4 to 1
        The least share of runs of three words in common, of all that either text has.
    seed : int
        With the same seed the answers are the same.  Who fears texts that were made to be
        confused keeps it secret.

    Examples
    --------
    >>> met = Duplicates()
    >>> [met.meet(text) for text in ("It is renewed.", "It is cancelled.", "It is RENEWED!")]
    [None, None, 0]
    """

    def __init__(self, *, threshold: float = THRESHOLD, seed: int = 0) -> None:
        if not LOWEST_THRESHOLD <= threshold <= 1:
            raise InputError(
                f"a threshold for copies lies between {LOWEST_THRESHOLD} and 1, not at {threshold}"
            )
        self._threshold, self._seed = threshold, seed
        self._n_met = 0
        self._texts = Signatures()
        self._met_as = array("Q")  # for each of them, the number under which it was met
        self._kept = array("Q")  # and the one that its group keeps

    def meet(self, text: str) -> int | None:
        """The number of the kept text that this one copies; None: it is kept itself.

        Texts are numbered from 0 as they are met.  One without words is no copy, and none is
        a copy of it.
        """
        number = self._n_met
        self._n_met += 1
        hashes = shingles(text)
        if not hashes.size:
            return None
        new = signature(hashes, seed=self._seed)
        like = self._texts.like(new, at_least=self._threshold)
        kept = self._group(new, like)
        if not like or not np.array_equal(new, self._texts[like[0]]):
            self._met_as.append(number)
            self._kept.append(len(self._texts) if kept is None else kept)
            self._texts.add(new)
        return None if kept is None else self._met_as[kept]

    def _group(self, new: Signature, like: Iterable[int]) -> int | None:
        """The kept one of the first group that it may join."""
        least = SHARE_OF_KEPT * self._threshold
        groups = (self._kept[other] for other in like)
        return next((kept for kept in groups if likeness(new, self._texts[kept]) >= least), None)
