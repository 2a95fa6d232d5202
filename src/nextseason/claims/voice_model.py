"""What the evidence of how sure a claim is, and of who says so, weighs.

Names of evidence -> log-odds, by weights learned from annotated articles (`voice_model.json`,
made by `./dev train voices`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class VoiceModel:
    claim: Mapping[str, Sequence[float]]  # log-odds of expected, rumoured, reported
    speaker: Mapping[str, float]

    def certainty(self, evidence: Iterable[str]) -> tuple[float, float, float]:
        expected = rumoured = reported = 0.0
        get = self.claim.get
        for name in evidence:
            weights = get(name)
            if weights is not None:
                expected += weights[0]
                rumoured += weights[1]
                reported += weights[2]
        return expected, rumoured, reported

    def by(self, evidence: Iterable[str]) -> float:
        return sum(filter(None, map(self.speaker.get, evidence)))


@cache
def voice_model() -> VoiceModel:
    text = (files("nextseason.claims") / "voice_model.json").read_text("utf-8")
    stored = json.loads(text)
    return VoiceModel(
        {n: [w / 100 for w in row] for n, row in stored["claim"].items()},
        {n: w / 100 for n, w in stored["speaker"].items()},
    )
