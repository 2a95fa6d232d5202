"""Articles with what they say of renewals, as far as it was out on a day.

Articles + claims -> `Ledger`, and the part of it that was known on a day.  An article is
known from the day that it shows or, later, was got on.  One that has neither may have been
written after any day but the last, so it is known on the last day only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus import Annotated
from nextseason.claims import read_claims
from nextseason.domain import Article, Certainty, Claim, Topic
from nextseason.flow import read_articles
from nextseason.subject import unify_titles
from nextseason.wire import article_from_json, claim_from_json

FIRM = frozenset({Certainty.STATED, Certainty.REPORTED})
# Houses whose reporters speak to the networks, by general knowledge.
TRADE = frozenset(
    "deadline.com ew.com hollywoodreporter.com indiewire.com nexttv.com thewrap.com tvguide.com "
    "tvinsider.com tvline.com variety.com".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Articles by id, and the claims on renewals that they make."""

    articles: Mapping[str, Article]
    claims: tuple[Claim, ...]
    trade: frozenset[str] = TRADE  # the sites that count as trade press

    @property
    def last_day(self) -> date:
        return max(day for a in self.articles.values() if (day := known_since(a)))

    def known_on(self, day: date) -> "Ledger":
        """What was known on a day; the undated on the last day only."""
        latest = self.last_day
        known = {i: a for i, a in self.articles.items() if (known_since(a) or latest) <= day}
        claims = tuple(claim for claim in self.claims if claim.article_id in known)
        return Ledger(articles=known, claims=claims, trade=self.trade)


def known_since(article: Article) -> date | None:
    return max((d for d in (article.published, article.crawled) if d), default=None)


def renewals(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return unify_titles(claim for claim in claims if claim.topic is Topic.RENEWAL)


def annotated_ledger(annotated: Iterable[Annotated]) -> Ledger:
    """What the annotators marked."""
    annotated = tuple(annotated)
    claims = [_claim(a, c) for a in annotated for c in a["claims"] if c["topic"] == Topic.RENEWAL]
    return Ledger(articles=_articles(annotated), claims=renewals(claims))


def read_ledger(annotated: Iterable[Annotated]) -> Ledger:
    """What the default reader reads in the same articles."""
    articles = _articles(annotated)
    reading = read_articles(articles.values(), reader=read_claims)
    return Ledger(articles=articles, claims=renewals(reading.claims))


def _articles(annotated: Iterable[Annotated]) -> dict[str, Article]:
    return {a["id"]: article_from_json(a) for a in annotated}


def _claim(article: Annotated, claim: Annotated) -> Claim:
    start = article["text"].index(claim["quote"])
    place = {"article": article["id"], "start": start, "end": start + len(claim["quote"])}
    return claim_from_json({**claim, **place})
