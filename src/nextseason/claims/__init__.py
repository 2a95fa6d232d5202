"""Reading: from an article to the claims that it makes, each with its quote.

A pure step.  What an article says is read here, be it right or wrong; weighing it against
other articles is the work of `truth`.
"""

from typing import Protocol

from nextseason.claims.reader import read_article
from nextseason.domain import Article, Claim
from nextseason.errors import InputError


class ShowReader(Protocol):
    """A reader that may be told which show is looked for."""

    def __call__(self, article: Article, *, about: str | None = None) -> tuple[Claim, ...]: ...


READERS: dict[str, ShowReader] = {"default": read_article}


def read_claims(
    article: Article, *, reader: str = "default", about: str | None = None
) -> tuple[Claim, ...]:
    """Every claim that an article makes about seasons of shows, in the order of its text.

    Parameters
    ----------
    about : str, optional
        A show that somebody looks for: where the article has that name, it is likelier a show,
        and the one that it is about.  Claims about other shows are read, too.
    """
    if reader not in READERS:
        raise InputError(f"no reader {reader!r}; there are {', '.join(READERS)}")
    return READERS[reader](article, about=about)


__all__ = ["READERS", "ShowReader", "read_claims"]
