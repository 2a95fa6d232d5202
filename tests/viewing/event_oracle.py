"""All figures of a log in plain Python, for small logs; nothing of the package is used."""

import math
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from scipy.optimize import brentq

DAY = 86_400
WEEK = 7 * DAY
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seconds_of(moment):
    return round((moment.replace(tzinfo=UTC) - EPOCH).total_seconds())


def sort_events(events, catalogue):
    """Sittings that count, and how many events were set aside for what."""
    known = {(str(c["show_id"]), c["season"], c["episode"]): c for c in catalogue}
    faults, kept = defaultdict(int), {}
    for event in events:
        episode = known.get((str(event["show_id"]), event["season"], event["episode"]))
        fault = fault_of(event, episode)
        if fault:
            faults[fault] += 1
            continue
        at = seconds_of(event["started_at"])
        key = (event["account_id"], event["profile_id"], id(episode), at)
        if key in kept:
            faults["DUPLICATE"] += 1
        country = event["country"] or "unknown"
        before = kept.get(key, (0, country))
        kept[key] = max(before[0], event["seconds_viewed"]), min(before[1], country), episode
    sittings = [
        {"account": k[0], "at": k[3], "seconds": v[0], "country": v[1], "episode": v[2]}
        for k, v in kept.items()
    ]
    return sittings, dict(faults)


def fault_of(event, episode):
    needed = ("account_id", "show_id", "season", "episode", "started_at", "seconds_viewed")
    if any(event[name] is None for name in needed):
        return "UNREADABLE"
    if episode is None:
        return "UNKNOWN_EPISODE"
    if event["seconds_viewed"] < 0:
        return "NEGATIVE"
    if event["started_at"] < episode["premiered"]:
        return "BEFORE_PREMIERE"
    return "TOO_LONG" if event["seconds_viewed"] > 3 * episode["runtime_seconds"] else None


def figures(events, catalogue, window, *, country=None, members=()):
    """Each season's figures by its show and number; of one country's sittings, or of all."""
    every, _ = sort_events(events, catalogue)
    if not every:
        return {}
    begin = min(s["at"] for s in every) // DAY * DAY
    end = (max(s["at"] for s in every) // DAY + 1) * DAY
    sittings = every if country is None else [s for s in every if s["country"] == country]
    worth = shares(sittings, window, members)
    found = {}
    for key in sorted({season_of(s["episode"]) for s in sittings}):
        own = [s for s in sittings if season_of(s["episode"]) == key]
        inside = [s for s in own if is_inside(s, window)]
        if not inside:
            continue
        episodes = [c for c in catalogue if season_of(c) == key]
        found[key] = {
            **of_accounts(inside, episodes),
            **of_weeks(inside, episodes, window, end),
            **of_months(key, episodes, window, worth, end),
            **of_joining(key, inside, every, members),
            "is_whole": ends_of(episodes, window)[0] >= begin
            and ends_of(episodes, window)[1] <= end,
        }
        if country is None:
            found[key]["overlap"] = overlap(key, sittings, window, catalogue)
    return found


def season_of(row):
    return str(row["show_id"]), row["season"]


def since(sitting):
    return sitting["at"] - seconds_of(sitting["episode"]["premiered"])


def is_inside(sitting, window):
    if window.days:
        return since(sitting) < window.days * DAY
    day = (EPOCH + timedelta(seconds=sitting["at"])).date()
    return window.first <= day <= window.last


def ends_of(episodes, window):
    if window.days:
        premieres = [seconds_of(e["premiered"]) for e in episodes]
        return min(premieres), max(premieres) + window.days * DAY
    first, last = (
        seconds_of(datetime(d.year, d.month, d.day, tzinfo=UTC))
        for d in (window.first, window.last)
    )
    return first, last + DAY


def viewed(inside):
    """Seconds by account and episode."""
    seconds = defaultdict(lambda: defaultdict(int))
    for s in inside:
        seconds[s["account"]][s["episode"]["episode"]] += s["seconds"]
    return seconds


def started_accounts(inside):
    runtime = {s["episode"]["episode"]: s["episode"]["runtime_seconds"] for s in inside}
    return {
        account
        for account, each in viewed(inside).items()
        if any(n >= 120 or n * 10 >= 7 * runtime[e] for e, n in each.items())
    }


def of_accounts(inside, episodes):
    runtime = {e["episode"]: e["runtime_seconds"] for e in episodes}
    by_account, starters = viewed(inside), started_accounts(inside)
    done = {
        a: {e for e, n in each.items() if n * 10 >= 7 * runtime[e]}
        for a, each in by_account.items()
    }
    completers = [a for a in starters if len(done[a]) == len(episodes)]
    spans = [completion_span(a, inside) for a in completers]
    total = sum(s["seconds"] for s in inside)
    return {
        "starters": len(starters),
        "completers": len(completers),
        "completion_rate": ratio(len(completers), len(starters)),
        "reach": len({s["account"] for s in inside if s["seconds"] >= 120}),
        "hours": total / 3600,
        "views": total / sum(runtime.values()),
        "mean_days_to_completion": ratio(sum(spans) / DAY, len(spans)),
        "binge_share": ratio(sum(s <= WEEK for s in spans), len(spans)),
        "retention": [
            ratio(sum(e in d for d in done.values()), len(starters)) for e in sorted(runtime)
        ],
    }


def completion_span(account, inside):
    firsts = {}
    for s in inside:
        if s["account"] == account:
            episode = s["episode"]["episode"]
            firsts[episode] = min(firsts.get(episode, s["at"]), s["at"])
    return max(firsts.values()) - min(firsts.values())


def of_weeks(inside, episodes, window, end):
    last_premiere = max(seconds_of(e["premiered"]) for e in episodes)
    first, last = ends_of(episodes, window)
    begins = last_premiere if window.days else first
    n_weeks = max(min((last - begins) // WEEK, (end - begins) // WEEK), 0)
    hours = [0.0] * n_weeks
    for s in inside:
        week = (since(s) if window.days else s["at"] - first) // WEEK
        if week < n_weeks:
            hours[week] += s["seconds"] / 3600
    factor = factor_of(hours) if window.days or last_premiere <= first else None
    return {
        "weekly_hours": hours,
        "decay_rate": None if factor is None else 1 - factor,
        "half_life_weeks": half_life(factor),
    }


def factor_of(hours):
    if len(hours) < 2 or not sum(hours):
        return None
    mean = sum(w * h for w, h in enumerate(hours)) / sum(hours)
    if mean == 0 or mean >= (len(hours) - 1) / 2 * (1 - 1e-9):  # rounded, no fall
        return 0.0 if mean == 0 else None

    def too_late(r):
        weights = [r**w for w in range(len(hours))]
        return sum(w * x for w, x in enumerate(weights)) / sum(weights) - mean

    return brentq(too_late, 0.0, 1.0, xtol=1e-15)


def half_life(factor):
    if factor is None:
        return None
    return math.log(2) / -math.log(factor) if factor else 0.0


def month_of(at):
    moment = EPOCH + timedelta(seconds=at)
    return moment.year * 12 + moment.month - 1


def shares(sittings, window, members):
    """(month, season) -> what accounts are worth there: of all viewing, and in the window."""
    weight = {m["account_id"]: m["weight"] for m in members if m["weight"] is not None}
    total, parts = defaultdict(int), defaultdict(lambda: [0, 0])
    for s in sittings:
        account_month = s["account"], month_of(s["at"])
        total[account_month] += s["seconds"]
        part = parts[*account_month, season_of(s["episode"])]
        part[0] += s["seconds"]
        part[1] += s["seconds"] if is_inside(s, window) else 0
    worth = defaultdict(lambda: [0.0, 0.0])
    for (account, month, season), part in parts.items():
        if total[account, month]:
            for place in (0, 1):
                share = part[place] / total[account, month]
                worth[month, season][place] += weight.get(account, 1.0) * share
    return worth


def of_months(key, episodes, window, worth, end):
    first, last = ends_of(episodes, window)
    months = range(month_of(first), month_of(min(last, end) - 1) + 1)
    counted = sum(both[1] for (_, season), both in worth.items() if season == key)
    everything = sum(both[0] for (month, _), both in worth.items() if month in months)
    return {"adjusted_accounts": counted, "adjusted_view_share": ratio(counted, everything)}


def of_joining(key, inside, every, members):
    if not members:
        return {"acquired": None, "acquisition_share": None}
    joined = {m["account_id"]: m["joined"] for m in members if m["joined"] is not None}
    firsts = {}
    for s in every:
        account, entry = s["account"], (s["at"], season_of(s["episode"]))
        if account in joined and s["at"] >= seconds_of(joined[account]):
            firsts[account] = min(firsts.get(account, entry), entry)
    own = [s for s in inside if firsts.get(s["account"], (0, None))[1] == key]
    return {
        "acquired": len({s["account"] for s in own}),
        "acquisition_share": ratio(
            sum(s["seconds"] for s in own), sum(s["seconds"] for s in inside)
        ),
    }


def overlap(key, sittings, window, catalogue):
    started = {
        season: started_accounts(
            [s for s in sittings if season_of(s["episode"]) == season and is_inside(s, window)]
        )
        for season in {season_of(c) for c in catalogue}
    }
    of_show = defaultdict(set)
    for (show, _), accounts in started.items():
        of_show[show] |= accounts
    shared = [
        (-len(started[key] & accounts), show)
        for show, accounts in of_show.items()
        if show != key[0] and started[key] & accounts
    ]
    return [(show, -n / len(started[key])) for n, show in sorted(shared)[:5]]


def ratio(part, whole):
    return part / whole if whole else None
