"""In which words each state of a season is told: counted in our own annotated texts.

Their bottom lines say how each season stands; what an article says of one in that state is
counted by form.  The annotated corpus is not looked at: the weighing is measured on it.
"""

import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from nextseason.domain import Certainty, RenewalStatus
from nextseason.truth.histories import STATES, Floats
from nextseason.truth.testimony import CERTAINTIES, N_FORMS, form_of
from training import annotated

WORDINGS = Path(__file__).parents[1] / "src/nextseason/truth/wordings.json"
SMOOTHING = 0.5  # of a word for each form
# What an article tells of earlier is told of another day, not of the state: "cancelled in May,
# it has been picked up" is counted so much as a word on a renewed season.
HISTORY = 0.05
# A guess is told with a decision's words; most of those made are that it will go on.
GUESSED = {RenewalStatus.RENEWED: 0.75, RenewalStatus.CANCELLED: 0.2, RenewalStatus.CONCLUDED: 0.05}
# Nonsense sounds like news: a mixture of what is said in each state.
NOISE_LIKE = {
    RenewalStatus.PENDING: 0.2,
    RenewalStatus.RENEWED: 0.45,
    RenewalStatus.CANCELLED: 0.25,
    RenewalStatus.CONCLUDED: 0.1,
}


def train() -> str:
    counts = count_forms(annotated.load())
    of_state = np.stack([_distribution(counts[state]) for state in STATES])
    certainties = _certainties(counts)
    data = {
        "of_state": of_state.round(6).tolist(),
        "of_guess": _guess(certainties).round(6).tolist(),
        "of_noise": _mixture(of_state).round(6).tolist(),
    }
    WORDINGS.write_text(json.dumps(data) + "\n", "utf-8")
    return f"{sum(sum(forms.values()) for forms in counts.values()):.0f} words"


def count_forms(articles: list[annotated.Json]) -> dict[RenewalStatus, dict[int, float]]:
    """For each state, how often each form tells it; an article counts once for a season."""
    counts: dict[RenewalStatus, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for article in articles:
        state_of = {(b["show"], b["season"]): b["status"] for b in article["bottom_line"]}
        said: dict[tuple[str, int], set[tuple[str, bool, str]]] = defaultdict(set)
        for claim in article["claims"]:
            season = claim["show"], claim["season"]
            if claim["topic"] == "renewal" and season in state_of:
                form = claim["value"]["status"], bool(claim.get("negated")), claim["certainty"]
                said[season].add(form)
        for season, forms in said.items():
            state = RenewalStatus(state_of[season])
            for status, denied, certainty in forms:
                told, how = RenewalStatus(status), Certainty(certainty)
                share = (1.0 if _tells(state, told, how, denied) else HISTORY) / len(forms)
                counts[state][form_of(told, how, denied=denied)] += share
    return counts


def _tells(state: RenewalStatus, told: RenewalStatus, how: Certainty, denied: bool) -> bool:
    """Whether the words fit the state as it is, and not only as it was."""
    if state is RenewalStatus.PENDING:
        return told is state or denied or how in (Certainty.EXPECTED, Certainty.RUMOURED)
    over = {RenewalStatus.CANCELLED, RenewalStatus.CONCLUDED}
    fits = told is state or {state, told} == over
    return fits is not denied


def _distribution(counts: dict[int, float]) -> Floats:
    weights = np.array([counts.get(form, 0.0) + SMOOTHING for form in range(N_FORMS)])
    return np.asarray(weights / weights.sum())


def _certainties(counts: dict[RenewalStatus, dict[int, float]]) -> Floats:
    """How surely decisions are told."""
    total = np.zeros(len(CERTAINTIES))
    for state in GUESSED:
        for form, n in counts[state].items():
            total[form % len(CERTAINTIES)] += n
    return np.asarray(total / total.sum())


def _guess(certainties: Floats) -> Floats:
    weights = np.full(N_FORMS, 1e-4)
    for state, share in GUESSED.items():
        first = form_of(state, CERTAINTIES[0], denied=False)
        weights[first : first + len(CERTAINTIES)] += share * certainties
    return np.asarray(weights / weights.sum())


def _mixture(of_state: Floats) -> Floats:
    shares = np.array([NOISE_LIKE[state] for state in STATES])
    return np.asarray(shares @ of_state)
