"""What is known, from what is claimed: claims -> findings, and what cannot both hold."""

from nextseason.truth.contradictions import find_contradictions
from nextseason.truth.explain import Weighing, explain
from nextseason.truth.findings import learn_book, reconcile
from nextseason.truth.sources import Source, SourceBook, described

__all__ = [
    "Source",
    "SourceBook",
    "Weighing",
    "described",
    "explain",
    "find_contradictions",
    "learn_book",
    "reconcile",
]
