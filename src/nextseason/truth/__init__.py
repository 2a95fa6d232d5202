"""What is known, from what is claimed: claims -> findings, and what cannot both hold.

Also, for any domain, tables of plain claims -> what is true (`fit`, `predict`, `explain`).
"""

from nextseason.truth.book_json import book_from_json, book_to_json
from nextseason.truth.contradictions import find_contradictions
from nextseason.truth.explain import Weighing, explain_finding
from nextseason.truth.findings import UPDATE_TOLERANCE, learn_book, reconcile, update_book
from nextseason.truth.sources import Source, SourceBook, described
from nextseason.truth.table_model import explain, fit, predict, standings
from nextseason.truth.tables import (
    answers_to_arrow,
    read_gold,
    read_lines,
    read_table,
    standings_to_arrow,
)

__all__ = [
    "UPDATE_TOLERANCE",
    "Source",
    "SourceBook",
    "Weighing",
    "answers_to_arrow",
    "book_from_json",
    "book_to_json",
    "described",
    "explain",
    "explain_finding",
    "find_contradictions",
    "fit",
    "learn_book",
    "predict",
    "read_gold",
    "read_lines",
    "read_table",
    "reconcile",
    "standings",
    "standings_to_arrow",
    "update_book",
]
