"""Outcomes -> the summary of a run: what was got, and what was not, with the reasons."""

from collections import Counter
from dataclasses import dataclass, field

from nextseason.articles.web import Failed, Got, Outcome, Refused, Unchanged

SHOWN_REASONS = 10


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of a run, as far as it has come."""

    n_wanted: int = 0  # addresses, as far as they are known
    n_got: int = 0
    n_unchanged: int = 0
    n_not_asked: int = 0  # got so lately that nobody was asked
    n_refused: int = 0
    n_failed: int = 0
    n_unread: int = 0  # got, but no article in it
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        match outcome:
            case Got():
                self.n_got += 1
            case Unchanged(asked_again=True):
                self.n_unchanged += 1
            case Unchanged():
                self.n_not_asked += 1
            case Refused():
                self.n_refused += 1
                self.reasons[outcome.reason] += 1
            case Failed():
                self.n_failed += 1
                self.reasons[outcome.reason] += 1

    def add_unread(self, reason: str) -> None:
        self.n_unread += 1
        self.reasons[reason] += 1

    def lines(self) -> tuple[str, ...]:
        """The summary: one line of counts, then the commonest reasons.

        Examples
        --------
        >>> tally = Tally()
        >>> tally.add(Failed(asked="https://example.org/a", reason="HTTP 404", status=404))
        >>> tally.lines()
        ('1 failed', '1: HTTP 404')
        """
        counts = {
            "got": self.n_got,
            "unchanged": self.n_unchanged,
            "got before, not asked for again": self.n_not_asked,
            "refused": self.n_refused,
            "failed": self.n_failed,
            "without an article": self.n_unread,
        }
        said = ", ".join(f"{n:,} {what}" for what, n in counts.items() if n)
        shown = self.reasons.most_common(SHOWN_REASONS)
        n_more = len(self.reasons) - len(shown)
        more = (f"and {n_more:,} more reasons",) if n_more else ()
        return (said or "no page was asked for", *(f"{n:,}: {why}" for why, n in shown), *more)
