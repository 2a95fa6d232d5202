"""Reading: from an article to the claims that it makes, each with its quote.

A pure step.  What an article says is read here, be it right or wrong; weighing it against
other articles is the work of `truth`.
"""

from nextseason.claims.reader import read_article
from nextseason.domain import Article, Claim, Reader
from nextseason.errors import InputError

READERS: dict[str, Reader] = {"default": read_article}


def read_claims(article: Article, *, reader: str = "default") -> tuple[Claim, ...]:
    """Every claim that an article makes about seasons of shows, in the order of its text."""
    if reader not in READERS:
        raise InputError(f"no reader {reader!r}; there are {', '.join(READERS)}")
    return READERS[reader](article)


__all__ = ["READERS", "read_claims"]
