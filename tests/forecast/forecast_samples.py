"""Invented seasons: their viewing, what was decided, and what followed."""

import csv
import io
from datetime import date, timedelta

import numpy as np

from nextseason.forecast.season_record import (
    DecidedSeason,
    History,
    ListedWeek,
    Outcome,
    SeasonRecord,
)

FIRST_MONDAY = date(2021, 7, 5)
N_WEEKS = 180
TENTH = 8_000_000.0
WORDS = "Amber Birch Cedar Delta Ember Fjord Grove Heron Ivory Jetty Krill Linden Maple".split()


def tenth_hours():
    sundays = [FIRST_MONDAY + timedelta(days=6, weeks=k) for k in range(N_WEEKS)]
    return {(english, day): TENTH for english in (True, False) for day in sundays}


def record(
    show="Amber Coast",
    *,
    season=1,
    premiered=date(2022, 3, 3),
    hours=(30e6, 40e6, 24e6, 15e6, 10e6),
    **facts,
):
    """A season that is listed from its premiere's week on, while it is above tenth place."""
    sunday = premiered + timedelta(days=6 - premiered.weekday())
    weeks = tuple(
        ListedWeek(last_day=sunday + timedelta(weeks=k), rank=3, hours=float(h))
        for k, h in enumerate(hours)
        if h > TENTH
    )
    usual = {"english": True, "scripted": True, "runtime_hours": 7.0}
    return SeasonRecord(
        show=show,
        title=f"{show}: Season {season}",
        season=season,
        premiered=premiered,
        weeks=weeks,
        **{**usual, **facts},
    )


def made_world(n_shows=70, seed=3):
    """Shows whose larger audiences are renewed sooner and more often; about a year apart."""
    rng = np.random.default_rng(seed)
    decided = []
    for number in range(n_shows):
        show = f"{WORDS[number % len(WORDS)]} {number}"
        english, scripted = bool(rng.random() < 0.5), bool(rng.random() < 0.7)
        level = rng.normal(1.0, 0.7)
        day = FIRST_MONDAY + timedelta(days=3, weeks=int(rng.integers(0, 60)))
        for season in (1, 2, 3):
            hours = TENTH * np.exp(level - 0.5 * np.arange(5) + rng.normal(0, 0.1, 5))
            facts = {"english": english, "scripted": scripted, "runtime_hours": 6.0 + number % 4}
            made = record(show, season=season, premiered=day, hours=hours, **facts)
            if rng.random() > 1 / (1 + np.exp(-2 * (level - 0.8))):
                lost = rng.random() < 0.5
                on = day + timedelta(days=int(rng.integers(30, 200))) if lost else None
                outcome = Outcome.CANCELLED if lost else Outcome.UNDECIDED
                decided.append(DecidedSeason(record=made, outcome=outcome, earliest=on, latest=on))
                break
            on = day + timedelta(days=int(rng.exponential(60)) - 5)
            decided.append(
                DecidedSeason(record=made, outcome=Outcome.RENEWED, earliest=on, latest=on)
            )
            day += timedelta(days=int(365 * np.exp(rng.normal(0, 0.2))))
            level += rng.normal(-0.2, 0.3)
    records = tuple(s.record for s in decided)
    return tuple(decided), History(records=records, tenth_hours=tenth_hours())


def decisions_csv(decided):
    out = io.StringIO()
    names = (
        "show season season_title language scripted premiered outcome decided_on "
        "decided_precision final_announced_with_renewal"
    ).split()
    writer = csv.writer(out)
    writer.writerow(names)
    for s in decided:
        r = s.record
        on = s.earliest.isoformat() if s.earliest else ""
        language = "english" if r.english else "non_english"
        scripted = "yes" if r.scripted else "no"
        row = (r.show, r.season, r.title, language, scripted, r.premiered, s.outcome.value)
        writer.writerow((*row, on, "day" if on else "", "no"))
    return out.getvalue()


def weekly_tsv(history):
    """The records' weeks as a weekly list prints them, tenth place by another show."""
    lines = [
        "week\tcategory\tweekly_rank\tshow_title\tseason_title\tweekly_hours_viewed\truntime\t"
        "weekly_views\tcumulative_weeks_in_top_10"
    ]
    for (english, day), hours in history.tenth_hours.items():
        category = "TV (English)" if english else "TV (Non-English)"
        lines.append(f"{day}\t{category}\t10\tFiller\tFiller: Season 1\t{hours:.0f}\t5\t1000\t1")
    for r in history.records:
        category = "TV (English)" if r.english else "TV (Non-English)"
        lines += [
            f"{w.last_day}\t{category}\t{w.rank}\t{r.show}\t{r.title}\t{w.hours:.0f}\t"
            f"{r.runtime_hours}\t{w.hours / r.runtime_hours:.0f}\t{k}"
            for k, w in enumerate(r.weeks, 1)
        ]
    return "\n".join(lines) + "\n"
