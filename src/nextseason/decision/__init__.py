"""Forecast audience + value + cost -> Decision; candidates + a budget -> a slate."""

from nextseason.decision.answer import Decision, decide

__all__ = ["Decision", "decide"]
