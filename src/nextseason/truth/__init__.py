"""What is known, from what is claimed: claims -> findings, and what cannot both hold."""

from nextseason.truth.book_json import book_from_json, book_to_json
from nextseason.truth.contradictions import find_contradictions
from nextseason.truth.explain import Weighing, explain
from nextseason.truth.findings import UPDATE_TOLERANCE, learn_book, reconcile, update_book
from nextseason.truth.sources import Source, SourceBook, described

__all__ = [
    "UPDATE_TOLERANCE",
    "Source",
    "SourceBook",
    "Weighing",
    "book_from_json",
    "book_to_json",
    "described",
    "explain",
    "find_contradictions",
    "learn_book",
    "reconcile",
    "update_book",
]
