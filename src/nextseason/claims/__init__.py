"""Claims in an article, each with the words that carry it.

Article -> tuple[Claim, ...].  Pure: no network, no clock.
Which claim is right is decided in `truth`.
"""

from nextseason.claims.reader import read_by_rules
from nextseason.domain import Article, Claim, Reader

READERS: dict[str, Reader] = {"rules": read_by_rules}


def read_claims(article: Article, *, reader: str = "rules") -> tuple[Claim, ...]:
    """Every claim that an article makes about seasons of shows, in the order of its text."""
    return READERS[reader](article)


__all__ = ["READERS", "read_claims"]
