"""Decisions, slates and thresholds as JSON: their fields by name, spreads too.

Decision, Slate, Thresholds -> str.  Pure.  docs/decision.md explains the fields.
"""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from nextseason.decision.answer import Decision
from nextseason.decision.slate import Slate
from nextseason.decision.threshold import Thresholds

# Raised when a reader of the old form could misread the new one.
VERSION = 1
# Worlds that only the page needs.
LEFT_OUT = {"whatif"}


def decision_json(told: Decision | Slate | Thresholds) -> str:
    """One document; the same input gives the same text.

    >>> from nextseason.decision.threshold import Threshold
    >>> overall = Threshold(
    ...     platform=None, year=None, median=2.0, low=1.5, high=2.6, n=40, n_renewed=25
    ... )
    >>> told = Thresholds(
    ...     overall=overall, by_platform=(), by_year=(), by_both=(), blur=0.4, explained=0.9
    ... )
    >>> json.loads(decision_json(told))["overall"]["median"]
    2.0
    """
    return json.dumps(decision_document(told), indent=2, ensure_ascii=False) + "\n"


def decision_document(told: Decision | Slate | Thresholds) -> dict[str, Any]:
    """The same as JSON values, to stand in another document."""
    return {"version": VERSION, **_plain(told)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(each) for name, each in named.items() if name not in LEFT_OUT}
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            return {name: _plain(each) for name, each in value._asdict().items()}
        return [_plain(each) for each in value]
    return value
