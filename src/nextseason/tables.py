"""Claims and findings as tables for the terminal."""

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from nextseason.domain import Article, Claim, Finding
from nextseason.dossier.claim_words import site_words
from nextseason.dossier.text_words import plain
from nextseason.truth import Source, Weighing
from nextseason.wire import value_to_json


def claims_table(claims: Iterable[Claim], articles: Mapping[str, Article]) -> Table:
    """Who says what, a claim a row."""
    table = _table("site", "show", "season", "topic", "value", "how", "quote")
    for claim in claims:
        told = value_to_json(claim.value)
        value = ", ".join(str(part) for part in told.values() if part is not None)
        by = f" by {claim.by}" if claim.by else ""
        _add(
            table,
            site_words(articles[claim.article_id], limit=30),
            claim.show,
            str(claim.season or ""),
            claim.topic.value,
            f"not: {value}" if claim.negated else value,
            f"{claim.certainty.value}{by}",
            claim.quote.text,
        )
    return table


def findings_table(findings: Iterable[Finding]) -> Table:
    """What is known, a question a row."""
    table = _table("show", "season", "topic", "answer", "p", "verdict", "since", "for/against")
    table.columns[4].no_wrap = table.columns[6].no_wrap = True
    for finding in findings:
        question = finding.question
        _add(
            table,
            question.show,
            str(question.season or ""),
            f"{question.topic.value} ({question.about})"
            if question.about
            else question.topic.value,
            finding.answer.text,
            f"{finding.answer.probability:.2f}",
            finding.verdict.value,
            finding.since.isoformat() if finding.since else "undated",
            f"{len(finding.support)}/{len(finding.against)}",
        )
    return table


def evidence_table(weighings: Iterable[Weighing], articles: Mapping[str, Article]) -> Table:
    """What each claim adds to a finding's answer, in log-odds, a claim a row."""
    table = _table("log-odds", "day", "site", "says", "how", "noise", "stale", "quote")
    for column in table.columns[:2]:
        column.no_wrap = True
    for weighing in weighings:
        claim = weighing.claim
        said = ", ".join(str(part) for part in value_to_json(claim.value).values() if part)
        _add(
            table,
            f"{weighing.log_odds:+.2f}",
            weighing.day.isoformat() if weighing.day else "undated",
            site_words(articles[claim.article_id], limit=30),
            f"not: {said}" if claim.negated else said,
            claim.certainty.value,
            f"{weighing.noise:.2f}",
            "" if weighing.stale is None else f"{weighing.stale:.2f}",
            claim.quote.text,
        )
    return table


def sources_table(sources: Iterable[Source]) -> Table:
    """What was learned of each source, with the 90 % interval of each trait."""
    table = _table(
        "source", "kind", "words", "noise", "stale", "guess", "story", "shares errors with"
    )
    for source in sources:
        traits = [
            f"{mean:.2f} ({low:.2f}-{high:.2f})"
            for mean, low, high in zip(source.traits, source.low, source.high, strict=True)
        ]
        words = f"{source.n_words:.1f}"
        _add(table, source.name, source.kind.value, words, *traits, source.follows or "")
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _add(table: Table, *cells: str) -> None:
    """Cells are text, whatever they hold: a quote may look like markup."""
    table.add_row(*(Text(plain(cell)) for cell in cells))
