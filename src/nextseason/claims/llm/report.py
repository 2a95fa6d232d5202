"""What a run with a model has to tell: how much was read, used, left out, and by whom.

Outcomes of articles -> Report -> lines.  Pure.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

# Of the reasons why claims were left out, so many are named.
MAX_REASONS = 4


class Prices(NamedTuple):
    """Per million tokens, in whatever currency the user counts."""

    tokens_in: float
    tokens_out: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The sums over articles; those of a single one are a report, too."""

    n_articles: int = 0
    n_answers: int = 0  # usable or not: they cost the same
    n_uncounted: int = 0  # answers whose tokens the endpoint did not tell
    n_tokens_in: int = 0
    n_tokens_out: int = 0
    n_claims: int = 0
    refused: Mapping[str, int] = field(default_factory=dict, hash=False)  # claims, by reason
    fallbacks: Mapping[str, int] = field(default_factory=dict, hash=False)  # articles, by reason
    details: Mapping[str, str] = field(default_factory=dict, hash=False)  # of a reason, the first

    def __add__(self, other: "Report") -> "Report":
        return Report(
            n_articles=self.n_articles + other.n_articles,
            n_answers=self.n_answers + other.n_answers,
            n_uncounted=self.n_uncounted + other.n_uncounted,
            n_tokens_in=self.n_tokens_in + other.n_tokens_in,
            n_tokens_out=self.n_tokens_out + other.n_tokens_out,
            n_claims=self.n_claims + other.n_claims,
            refused=Counter(self.refused) + Counter(other.refused),
            fallbacks=Counter(self.fallbacks) + Counter(other.fallbacks),
            details={**other.details, **self.details},
        )

    @property
    def n_fallbacks(self) -> int:
        return sum(self.fallbacks.values())

    @property
    def n_refused(self) -> int:
        return sum(self.refused.values())


def told(report: Report, *, model: str, prices: Prices | None = None) -> list[str]:
    """The report in lines for people.

    Examples
    --------
    >>> report = Report(n_articles=3, n_answers=3, n_tokens_in=2_000_000, n_tokens_out=5_000,
    ...     n_claims=12, refused={"its quote is not in the text": 1},
    ...     fallbacks={"it took too long": 1})
    >>> for line in told(report, model="tiny", prices=Prices(0.5, 2)):
    ...     print(line)
    tiny read 2 of 3 articles, 12 claims: 2,000,000 tokens in, 5,000 out, cost 1.0100
    the default reader read the other 1: it took too long (1)
    1 claim of tiny was left out: its quote is not in the text (1)
    """
    n_read = report.n_articles - report.n_fallbacks
    used = f"{report.n_tokens_in:,} tokens in, {report.n_tokens_out:,} out"
    if prices:
        used += f", cost {_cost(report, prices):.4f}"
    if report.n_uncounted:
        used += f", without {_n(report.n_uncounted, 'answer')} that the endpoint did not count"
    of = f"{n_read} of {_n(report.n_articles, 'article')}"
    lines = [f"{model} read {of}, {_n(report.n_claims, 'claim')}: {used}"]
    if report.fallbacks:
        reasons = _reasons(report.fallbacks, report.details)
        lines.append(f"the default reader read the other {report.n_fallbacks}: {reasons}")
    if report.refused:
        were = "was" if report.n_refused == 1 else "were"
        left_out = f"{_n(report.n_refused, 'claim')} of {model} {were} left out"
        lines.append(f"{left_out}: {_reasons(report.refused, {})}")
    return lines


def _cost(report: Report, prices: Prices) -> float:
    return (
        report.n_tokens_in * prices.tokens_in + report.n_tokens_out * prices.tokens_out
    ) / 1_000_000


def _reasons(counts: Mapping[str, int], details: Mapping[str, str]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    pieces = [
        f"{reason}{f' ({details[reason]})' if details.get(reason) else ''} ({n})"
        for reason, n in ranked[:MAX_REASONS]
    ]
    others = sum(n for _, n in ranked[MAX_REASONS:])
    return "; ".join([*pieces, f"other reasons ({others})"] if others else pieces)


def _n(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
