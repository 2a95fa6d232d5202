"""The reader for those who have a language model: it asks, checks, and falls back.

Article -> claims, by any OpenAI-compatible endpoint.  Only claims that the article bears out
are kept; where no usable answer comes, the default reader reads the article.  What that costs
and what was left out is in `report`.
"""

import threading
import time
from collections import Counter
from collections.abc import Sequence

import httpx

from nextseason.claims.llm.answer import AnswerError, Checked, Reply, read_claims_of, read_reply
from nextseason.claims.llm.endpoint import EndpointError, post
from nextseason.claims.llm.question import (
    FORMS,
    MAX_PART_CHARS,
    MAX_PARTS,
    Question,
    split_text,
)
from nextseason.claims.llm.report import Report
from nextseason.domain import Article, Claim, Reader
from nextseason.titles import fold

# Time for an article, answers and waits together; a model on a processor of 2020 writes some
# ten tokens a second, and an article's claims are about a thousand.
ARTICLE_SECONDS = 120.0
# After so many articles in a row without an answer, the endpoint is left alone.
MAX_FAILURES = 8
# The key, the address or the model is wrong: no other article will fare better.
_HOPELESS = frozenset({401, 403, 404})
# What endpoints answer that do not know a setting.
_NOT_UNDERSTOOD = frozenset({400, 422})


class _TooLongError(AnswerError):
    """The article is too long to be asked about."""


class ModelReader:
    """A `Reader` that asks a model; it can be called from several threads at once.

    Parameters
    ----------
    client : from `connect`; it is the caller's to close
    model : the name by which the endpoint knows the model
    fallback : reads the articles that the model does not
    seconds : for one article, after which it is the fallback's

    Nothing is raised for what the endpoint does or says.
    """

    def __init__(
        self,
        client: httpx.Client,
        *,
        model: str,
        fallback: Reader,
        seconds: float = ARTICLE_SECONDS,
    ) -> None:
        self.model = model
        self._client, self._fallback, self._seconds = client, fallback, seconds
        self._lock = threading.Lock()
        self._report = Report()
        self._form = 0  # the first of FORMS that the endpoint takes
        self._n_failures = 0  # in a row
        self._given_up = ""  # why, if so

    @property
    def report(self) -> Report:
        """What has been read, used and left out so far."""
        with self._lock:
            return self._report

    def __call__(self, article: Article, /) -> tuple[Claim, ...]:
        """Every claim that the model finds in an article, in the order of its text."""
        replies: list[Reply] = []
        try:
            checked = self._ask(article, replies)
        except (EndpointError, AnswerError) as fault:
            self._record(_used(replies) + _failed(fault), fault)
            return self._fallback(article)
        claims = _merged(checked)
        refused = sum((Counter(c.refused) for c in checked), Counter[str]())
        self._record(_used(replies) + Report(n_articles=1, n_claims=len(claims), refused=refused))
        return claims

    def _ask(self, article: Article, replies: list[Reply]) -> list[Checked]:
        """The checked claims of each part; every reply is noted, as each has its cost."""
        if self._given_up:
            raise EndpointError(f"not asked any more, {self._given_up}")
        parts = split_text(article.text)
        if len(parts) > MAX_PARTS:
            raise _TooLongError(f"not asked, longer than {MAX_PARTS * MAX_PART_CHARS:,} characters")
        until = time.monotonic() + self._seconds
        checked: list[Checked] = []
        for number, part in enumerate(parts, 1):
            question = Question(article, part, number=number, of=len(parts), model=self.model)
            reply = read_reply(self._answer(question, until))
            replies.append(reply)
            checked.append(read_claims_of(reply, article, part))
        return checked

    def _answer(self, question: Question, until: float) -> bytes:
        for form in range(self._form, len(FORMS)):
            try:
                data = post(self._client, FORMS[form](question), until=until)
            except EndpointError as fault:
                if fault.status not in _NOT_UNDERSTOOD or form + 1 == len(FORMS):
                    raise
            else:
                self._form = form
                return data
        raise AssertionError("unreachable")

    def _record(self, report: Report, fault: Exception | None = None) -> None:
        with self._lock:
            self._report += report
            if isinstance(fault, _TooLongError):
                return  # says nothing about the endpoint
            self._n_failures = self._n_failures + 1 if fault else 0
            if self._given_up:
                return
            if isinstance(fault, EndpointError) and fault.status in _HOPELESS:
                self._given_up = f"after {fault.reason}"
            elif self._n_failures >= MAX_FAILURES:
                self._given_up = f"after {MAX_FAILURES} failures in a row"


def _used(replies: Sequence[Reply]) -> Report:
    return Report(
        n_answers=len(replies),
        n_uncounted=sum(r.n_tokens_in is None or r.n_tokens_out is None for r in replies),
        n_tokens_in=sum(r.n_tokens_in or 0 for r in replies),
        n_tokens_out=sum(r.n_tokens_out or 0 for r in replies),
    )


def _failed(fault: EndpointError | AnswerError) -> Report:
    reason, detail = (
        (fault.reason, fault.detail) if isinstance(fault, EndpointError) else (str(fault), "")
    )
    return Report(n_articles=1, fallbacks={reason: 1}, details={reason: detail})


def _merged(checked: Sequence[Checked]) -> tuple[Claim, ...]:
    """The claims of all parts by their place; said again, a fact is kept once."""
    claims: dict[object, Claim] = {}
    for claim in (claim for part in checked for claim in part.claims):
        fact = (fold(claim.show), claim.season, claim.value, claim.certainty, claim.negated)
        claims.setdefault(fact, claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.quote.start, c.quote.end)))
