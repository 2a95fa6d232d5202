"""Which show and which season a claim is about: a choice among those that the article names.

Options with what speaks for each (`show_options`, `season_options`) -> the one that is meant.
Learned weights choose (`whose.json`, made by `./dev train whose`): a conditional logit.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from nextseason.domain import Topic

Weights = Mapping[str, float]


def topic_name(topic: Topic, label: str) -> str:
    """What options are told apart by: roles and statuses differ, jobs do not."""
    return label if topic in (Topic.CAST, Topic.RENEWAL, Topic.RELEASE) else topic


def with_topic(told: Sequence[str], topic: str) -> list[str]:
    """What speaks for an option, by itself and of claims of a topic."""
    return [*told, *(f"{t}|{topic}" for t in told)]


@dataclass(frozen=True)
class WhoseModel:
    shows: Weights
    seasons: Weights
    _of_topic: dict[tuple[int, str], dict[str, int]] = field(default_factory=dict, init=False)

    def show(self, options: Sequence[tuple[str, list[str]]], topic: str) -> str:
        weigh = self._scale(self.shows, topic)
        return max(options, key=lambda option: weigh(option[1]))[0]

    def season(self, options: Sequence[tuple[int | None, list[str]]], topic: str) -> int | None:
        weigh = self._scale(self.seasons, topic)
        return max(options, key=lambda option: weigh(option[1]))[0]

    def _scale(self, weights: Weights, topic: str) -> Callable[[Iterable[str]], int]:
        table = self._of_topic.get((id(weights), topic))
        if table is None:
            table = self._of_topic[id(weights), topic] = _for_topic(weights, topic)
        get = table.get
        return lambda told: sum(filter(None, map(get, told)))


def _for_topic(weights: Weights, topic: str) -> dict[str, int]:
    """The weight of all that may speak for an option, for claims of one topic.

    In thousandths, to which weights are rounded: whole numbers add up alike in any order.
    """
    ending = f"|{topic}"
    names = {*weights, *(n.removesuffix(ending) for n in weights if n.endswith(ending))}
    return {
        name: round(1000 * (weights.get(name, 0.0) + weights.get(name + ending, 0.0)))
        for name in names
    }


@cache
def whose_model() -> WhoseModel:
    stored = json.loads((files("nextseason.claims") / "whose.json").read_text("utf-8"))
    return WhoseModel(shows=stored["shows"], seasons=stored["seasons"])
