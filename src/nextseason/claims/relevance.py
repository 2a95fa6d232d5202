"""Is an article about any season's fate at all?  Most pages of the web are not.

Tokens and topics -> yes or no, before anything dear is done.  A match report has seasons and a
tour is cancelled too, so it is not single words that tell but what the whole is about.
`relevance.npz`, made by `./dev train relevance`.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from nextseason.claims.tokens import Tokens
from nextseason.claims.trees import Trees, trees_from
from nextseason.claims.vectors import Table, Vectors, word_vectors
from nextseason.domain import Topic

# Log-odds below which nothing is read: of articles that are about a season one in fifty of the
# oddest of our own is lost, of the web's next to none.
THRESHOLD = 0.0
_TOPICS = tuple(Topic)


def is_about_a_season(tokens: Tokens, topics: Sequence[tuple[Topic, ...]], trees: Trees) -> bool:
    """Whether it is worth looking for claims.

    Parameters
    ----------
    tokens
        Of the title, as sentence 0, and of the text.
    topics
        What each sentence of the text could be about by its words.
    """
    row = relevance_features(tokens, topics, word_vectors())[None]
    return bool(trees.log_odds(row)[0] >= THRESHOLD)


def relevance_features(
    tokens: Tokens, topics: Sequence[tuple[Topic, ...]], table: Table
) -> Vectors:
    """The mean meaning of the words, of the title's words, the most of each; shares of topics."""
    vectors = table.vectors.take(np.append(table.rows_of(tokens), 0), axis=0)  # 0: no word
    title = vectors[: tokens.first[1]] if tokens.first[1] else vectors[-1:]
    told = [topic for of_sentence in topics for topic in of_sentence]
    shares = [told.count(topic) / max(1, len(topics)) for topic in _TOPICS]
    means = [vectors.mean(axis=0), title.mean(axis=0), vectors.max(axis=0)]
    return np.concatenate([*means, np.array(shares, np.float32)])


@cache
def relevance_trees() -> Trees:
    with (files("nextseason.claims") / "relevance.npz").open("rb") as file:
        return trees_from(np.load(file, allow_pickle=False), "trees")
