"""How good forecasts are on real decisions, beside the models of well-kept libraries.

Needs charts and decisions beside the project (`NEXTSEASON_VIEWING`, `NEXTSEASON_DECISIONS`).
What was chosen was chosen inside the earlier seasons; docs/forecast-measured.md counts the looks
at the later ones.
"""

import os
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nextseason.chart_history import chart_history, decided_seasons, read_decisions
from nextseason.forecast import backtest, renewal_methods, window_scores
from nextseason.forecast.backtest import Split
from nextseason.forecast.covariates import NAMES
from nextseason.forecast.renewal_methods import METHODS, Task, survival
from nextseason.forecast.scaling import scaling_of
from nextseason.forecast.season_record import DecidedSeason, History
from nextseason.forecast.training import last_decision, train
from nextseason.viewing.load_charts import load_charts

Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[1]
VIEWING = Path(os.environ.get("NEXTSEASON_VIEWING", ROOT.parent / "shared" / "viewing"))
DECISIONS = Path(os.environ.get("NEXTSEASON_DECISIONS", ROOT.parent / "shared" / "decisions"))
FIRST_LATE = date(2023, 6, 28)  # the later file's first premiere
INNER = (date(2022, 7, 1), date(2023, 1, 1))  # origins inside the earlier seasons
RELEASE_FROM, RELEASE_UNTIL = date(2023, 1, 1), date(2025, 6, 30)  # the last report's end
AUDIENCE_FROM = date(2024, 7, 1)
COX_PENALTY = 0.1
N_TREES = 200


def measure() -> str:
    """The tables of renewal, release and audience; `forecast_limits` has what holds them back."""
    if not VIEWING.is_dir() or not DECISIONS.is_dir():
        return "Skipped: no charts or decisions beside the project."
    seasons, history = data()
    earlier = [s for s in seasons if s.record.premiered < FIRST_LATE]
    later = [s for s in seasons if s.record.premiered >= FIRST_LATE]
    until = last_decision(earlier)
    late = [Split(earlier, later, until)]
    inner = inner_splits(earlier, until)
    methods = {**METHODS, **LIBRARIES}
    parts = [
        "**Inside the earlier seasons** (chosen on), 28 days after the premiere:",
        _table(inner, history, methods, days=(28,)),
        "**2023-24**, fitted on earlier seasons only:",
        _table(late, history, methods, days=backtest.FORECAST_DAYS),
        "**2023-24**, English scripted first seasons, 28 days:",
        _table(late, history, METHODS, days=(28,), among=is_english_scripted_first),
        "**2023-24**, renewals without a day left out, 28 days:",
        _table(late, history, METHODS, days=(28,), among=is_dated),
        "**Rolling origin**, half-years from 2023, decisions known by each origin only, 28 days:",
        _table(strict_splits(seasons, history), history, METHODS, days=(28,)),
        _windows(seasons, history),
        _speed(seasons, history),
    ]
    return "\n\n".join(parts)


@cache
def data() -> tuple[tuple[DecidedSeason, ...], History]:
    rows = [
        row
        for path in sorted(DECISIONS.glob("*.csv"))
        for row in read_decisions(path.read_text(encoding="utf-8"), source=path.name)
    ]
    charts, _ = load_charts(VIEWING)
    history = chart_history(charts.table, rows)
    return decided_seasons(rows, history), history


def inner_splits(earlier: Sequence[DecidedSeason], until: date) -> list[Split]:
    ends = (*INNER[1:], FIRST_LATE)
    return [
        Split(
            [s for s in earlier if s.record.premiered < start],
            [s for s in earlier if start <= s.record.premiered < end],
            until,
        )
        for start, end in zip(INNER, ends, strict=True)
    ]


def strict_splits(seasons: Sequence[DecidedSeason], history: History) -> tuple[Split, ...]:
    origins = [date(2023, 1, 1), date(2023, 7, 1), date(2024, 1, 1), date(2024, 7, 1)]
    return backtest.rolling(seasons, history, origins=origins)


def is_english_scripted_first(season: DecidedSeason) -> bool:
    record = season.record
    return bool(record.english and record.scripted and record.season == 1)


def is_dated(season: DecidedSeason) -> bool:
    return not np.isnan(renewal_methods.renewed_on(season))


def by_cox(task: Task) -> Floats:
    """A Cox model per cause (lifelines), joined to a cumulative incidence."""
    from lifelines import CoxPHFitter
    from pandas import DataFrame

    x, days, outcome, test = _prepared(task)
    at = np.unique(days[days > 0])
    hazard = []
    for cause in (1, 2):
        frame = DataFrame(x, columns=[*NAMES]).assign(days=days, came=outcome == cause)
        cox = CoxPHFitter(penalizer=COX_PENALTY).fit(frame, "days", "came")
        cumulative = cox.predict_cumulative_hazard(DataFrame(test, columns=[*NAMES]), times=at)
        hazard.append(np.diff(cumulative.to_numpy().T, axis=1, prepend=0.0))
    passed = np.cumsum(hazard[0] + hazard[1], axis=1)
    still_open = np.exp(-np.c_[np.zeros(len(test)), passed[:, :-1]])
    return _at(at, np.cumsum(still_open * hazard[0], axis=1), task)


def by_fine_gray(task: Task) -> Floats:
    """Fine and Gray's regression of the subdistribution (comprisk)."""
    from comprisk import FineGrayRegression

    x, days, outcome, test = _prepared(task)
    model = FineGrayRegression(cause=1, max_iter=50)
    model.fit(x, time=days, event=outcome)
    times = task.times - task.day
    return np.asarray(model.predict_cumulative_incidence(test, times), dtype=float)


def by_forest(task: Task) -> Floats:
    """A random survival forest for competing risks (comprisk)."""
    from comprisk import CompetingRiskForest

    x, days, outcome, test = _prepared(task)
    forest = CompetingRiskForest(n_estimators=N_TREES, min_samples_leaf=8, random_state=0, n_jobs=1)
    forest.fit(x, days, outcome)
    times = task.times - task.day
    return np.asarray(forest.predict_cif(test, times=times), dtype=float)[:, 0]


LIBRARIES: Mapping[str, renewal_methods.Method] = {
    "Cox per cause": by_cox,
    "Fine-Gray": by_fine_gray,
    "random survival forest": by_forest,
}


def _prepared(task: Task) -> tuple[Floats, Floats, NDArray[np.int64], Floats]:
    """What libraries want: no gaps, days above 0, concluded seasons with the cancelled."""
    learned = [s for s in task.train if renewal_methods.scored(s, task.day)]
    days, outcome = survival(learned, task.day, task.known_until)
    x = renewal_methods.covariates_of(learned, task.history, task.day)
    test = renewal_methods.covariates_of(task.test, task.history, task.day)
    scaled = [scaling_of(x)(a) for a in (x, test)]
    jitter = np.random.default_rng(0).normal(0, 1e-6, scaled[0].shape)  # a column may be constant
    return scaled[0] + jitter, np.maximum(days, 0.5), np.minimum(outcome, 2), scaled[1]


def _at(days: Floats, chances: Floats, task: Task) -> Floats:
    place = np.searchsorted(days, task.times - task.day, side="right")
    return np.asarray(np.c_[np.zeros(len(chances)), chances][:, place])


def _table(
    splits: Sequence[Split],
    history: History,
    methods: Mapping[str, renewal_methods.Method],
    *,
    days: Sequence[int],
    among: Callable[[DecidedSeason], bool] = lambda _: True,
) -> str:
    lines = [
        "| day | method | n | Brier | skill | log | AUC | calibration error | curve |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for day in days:
        for name, method in methods.items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # libraries' own
                told = backtest.forecasts(method, splits, history, day=day, among=among)
            s = backtest.renewal_scores(name, told, day=day)
            cells = [
                f"{i.value:.3f} ({i.low:.2f} to {i.high:.2f})"
                for i in (s.brier, s.skill, s.log, s.auc, s.calibration_error)
            ]
            line = (str(day), name, str(s.n), *cells, f"{s.integrated_brier:.4f}")
            lines.append(f"| {' | '.join(line)} |")
    return "\n".join(lines)


def _windows(seasons: Sequence[DecidedSeason], history: History) -> str:
    scores = [
        *(
            window_scores.release_scores(
                history, known_until=RELEASE_FROM, until=RELEASE_UNTIL, orders=orders
            )
            for orders in (None, window_scores.order_days(seasons))
        ),
        *(
            window_scores.audience_scores(
                history,
                known_until=AUDIENCE_FROM,
                until=max(r.premiered for r in history.records),
                against_ratios=hard,
            )
            for hard in (False, True)
        ),
    ]
    lines = [
        "| what | n | CRPS | baseline | gain | in 90 % | in 50 % |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {s.what} | {s.n} | {s.crps:,.1f} | {s.baseline_crps:,.1f} | "
            f"{s.gain.value:.1%} ({s.gain.low:.0%} to {s.gain.high:.0%}) | "
            f"{s.covered_90:.1%} | {s.covered_50:.1%} |"
            for s in scores
        ),
    ]
    return "\n".join(lines)


def _speed(seasons: Sequence[DecidedSeason], history: History) -> str:
    began = time.process_time()
    train(seasons, history, known_until=last_decision(seasons), rng=np.random.default_rng(0))
    return f"Fitting everything: {time.process_time() - began:.0f} s of processor time."
