"""Claims and findings as tables for the terminal."""

from collections.abc import Iterable

from rich.table import Table

from nextseason.domain import Claim, Finding
from nextseason.wire import value_to_json


def claims_table(claims: Iterable[Claim]) -> Table:
    table = Table("show", "season", "topic", "value", "certainty", "by", "quote")
    for claim in claims:
        told = value_to_json(claim.value)
        value = ", ".join(str(part) for part in told.values() if part is not None)
        table.add_row(
            claim.show,
            str(claim.season or ""),
            claim.topic.value,
            f"not: {value}" if claim.negated else value,
            claim.certainty.value,
            claim.by or "",
            claim.quote.text,
        )
    return table


def findings_table(findings: Iterable[Finding]) -> Table:
    table = Table(
        "show", "season", "topic", "answer", "probability", "verdict", "since", "for", "against"
    )
    for finding in findings:
        question = finding.question
        about = f" ({question.about})" if question.about else ""
        table.add_row(
            question.show,
            str(question.season or ""),
            f"{question.topic.value}{about}",
            finding.answer.text,
            f"{finding.answer.probability:.2f}",
            finding.verdict.value,
            finding.since.isoformat() if finding.since else "undated",
            str(len(finding.support)),
            str(len(finding.against)),
        )
    return table
