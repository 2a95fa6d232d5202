"""What is known, from what is claimed: claims -> findings, and what cannot both hold."""

from nextseason.truth.contradictions import find_contradictions
from nextseason.truth.findings import reconcile

__all__ = ["find_contradictions", "reconcile"]
