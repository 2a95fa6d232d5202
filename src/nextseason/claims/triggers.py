"""The trigger scan: which topics a sentence can be about, by its words alone.

Each topic lists its triggers: whole words ("season"), beginnings ("cancel*") or single
signs ("%").  A sentence that holds none of a topic's triggers is not shown to its grammar.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from operator import or_

from nextseason.claims.anycase import lowered
from nextseason.domain import Topic

_MAX_WORDS = 1 << 13  # that are remembered
_TOKEN = re.compile(r"[a-z0-9]+|[#$£€%(/]")


class _Remembered(dict[str, int]):
    """Results of a function by its argument: found in half the time that `lru_cache` takes."""

    def __init__(self, function: Callable[[str], int]) -> None:
        self._function = function

    def __missing__(self, key: str) -> int:
        if len(self) >= _MAX_WORDS:
            self.clear()
        self[key] = result = self._function(key)
        return result


class TriggerScan:
    """All topics' triggers, looked up word by word in time linear in the text."""

    def __init__(self, triggers: Mapping[Topic, tuple[str, ...]]) -> None:
        self._topics = tuple(triggers)
        self._words: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        for bit, topic in enumerate(self._topics):
            for trigger in triggers[topic]:
                table = self._beginnings if trigger.endswith("*") else self._words
                word = trigger.rstrip("*")
                table[word] = table.get(word, 0) | 1 << bit
        self._longest = max((len(b) for b in self._beginnings), default=0)
        self._bits = _Remembered(self._bits_of)
        self._named = lru_cache(maxsize=1 << 10)(self._named_by)
        # A sentence is asked before an article is surveyed, and when it is read.
        self.topics = lru_cache(maxsize=1 << 10)(self._topics_of)

    def _topics_of(self, text: str) -> tuple[Topic, ...]:
        """The topics whose triggers stand in the text."""
        bits = self._bits
        return self._named(
            reduce(or_, [bits[token] for token in {*_TOKEN.findall(lowered(text))}], 0)
        )

    def _named_by(self, bits: int) -> tuple[Topic, ...]:
        return tuple(topic for bit, topic in enumerate(self._topics) if bits >> bit & 1)

    def _bits_of(self, token: str) -> int:
        bits = self._words.get(token, 0)
        for length in range(2, min(len(token), self._longest) + 1):
            bits |= self._beginnings.get(token[:length], 0)
        return bits
