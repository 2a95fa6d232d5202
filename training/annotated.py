"""Our own annotated texts: a form that is quick to write and to review, and its parser.

`training/texts/*.txt` -> dicts in the annotated articles' JSON form (id, site, kind,
published, title, text, bottom_line, claims).  Every show, person and event in them is
invented.  One article:

    === trade 2024-05-30 screenpost.example
    Harbour Lights Sails Into a Third Season

    A paragraph.

    - a list item
    ---
    bottom: Harbour Lights / 3 / renewed
    show: Harbour Lights
    3 renewal renewed | reported by Skylark | Skylark has ordered a third season
    2 cast in_cast Ana Sol = Mira; Tom Wu | stated | Ana Sol (Mira) and Tom Wu lead the cast
    - crew creator Ana Sol | stated | Ana Sol, who created the show
    not 3 production filming_start | stated | Filming has not begun

A claim is `[not] SEASON TOPIC VALUE | CERTAINTY [by NAME] | QUOTE`; a season that is `-` is
the show as a whole; the quote is copied from the text.  `show:` holds until the next one.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("texts")
KINDS = frozenset({"trade", "fan_site", "aggregator", "list", "recap", "official"})
STATUSES = frozenset({"renewed", "cancelled", "pending", "concluded"})
CERTAINTIES = frozenset({"stated", "reported", "rumoured", "expected"})
ROLES = frozenset({"in_cast", "returning", "joining", "leaving", "uncertain"})
MILESTONES = frozenset(
    "ordered development writing filming_start filming_end halted post_production".split()
)
METRICS = frozenset("hours views households viewers minutes rank weeks_in_top10".split())
REASONS = frozenset(
    "viewing_vs_cost low_viewing cost pandemic strike creative schedule contract reviews "
    "unstated".split()
)

Json = dict[str, Any]


class FormError(ValueError):
    """A line that is not of the form above, with its file and line."""


def load(folder: Path = TEXTS) -> list[Json]:
    """All articles of a folder, in order; raises `FormError` at the first bad line."""
    return [a for path in sorted(folder.glob("*.txt")) for a in parse(path)]


def is_for_tuning(article: Json) -> bool:
    """Whether the cheap test of a raw page was tuned on a text; the others only measure it."""
    return hashlib.sha1(article["id"].encode()).digest()[0] % 2 == 0  # noqa: S324


def parse(path: Path) -> list[Json]:
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("=== ")]
    ends = [*starts[1:], len(lines)]
    return [
        _article(path, n, lines, start, end)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def _article(path: Path, n: int, lines: list[str], start: int, end: int) -> Json:
    def fail(i: int, why: str) -> FormError:
        return FormError(f"{path.name}:{i + 1}: {why}: {lines[i][:90]!r}")

    head = lines[start].split()
    if len(head) != 4 or head[1] not in KINDS:
        raise fail(start, "want `=== KIND DAY-or-undated SITE`")
    bar = next((i for i in range(start, end) if lines[i].strip() == "---"), None)
    if bar is None:
        raise fail(start, "no --- between the text and its claims")
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines[start + 2 : bar]))
    article: Json = {
        "id": f"{path.stem}-{n:03d}",
        "url": f"https://{head[3]}/{path.stem}-{n}",
        "site": head[3],
        "kind": head[1],
        "published": None if head[2] == "undated" else _day(head[2], fail, start),
        "title": lines[start + 1].strip(),
        "text": text.strip(),
        "bottom_line": [],
        "claims": [],
    }
    show = ""
    for i in range(bar + 1, end):
        line = lines[i].strip()
        if line.startswith("show:"):
            show = line[5:].strip()
        elif line.startswith("bottom:"):
            title, season, status = (part.strip() for part in line[7:].rsplit("/", 2))
            if status not in STATUSES:
                raise fail(i, "no such status")
            article["bottom_line"].append(
                {"show": title, "season": _season(season, fail, i), "status": status}
            )
        elif line:
            if not show:
                raise fail(i, "a claim before any `show:`")
            article["claims"] += _claims(line, show, article["text"], partial(fail, i))
    return article


def _claims(line: str, show: str, text: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    parts = [p.strip() for p in line.split(" | ", 2)]
    match = re.fullmatch(r"(not )?(\d+|-) ([a-z]+) (.+)", parts[0]) if len(parts) == 3 else None
    if match is None:
        raise fail("want `[not] SEASON TOPIC VALUE | CERTAINTY [by NAME] | QUOTE`")
    negated, season, topic, told = match.groups()
    certainty, _, by = parts[1].partition(" by ")
    if certainty not in CERTAINTIES or (certainty == "reported") != bool(by):
        raise fail("a certainty, with `by NAME` exactly where it is `reported`")
    if parts[2] not in text:
        raise fail("the quote does not stand in the text")
    if topic not in _VALUES:
        raise fail("no such topic")
    for value in _VALUES[topic](told, fail):
        claim: Json = {
            "show": show,
            "season": None if season == "-" else int(season),
            "topic": topic,
            "value": value,
            "certainty": certainty,
            "by": by or None,
            "quote": parts[2],
        }
        if negated:
            claim["negated"] = True
        yield claim


def _season(told: str, fail: Callable[[int, str], FormError], i: int) -> int | None:
    if told == "-":
        return None
    if not told.isdigit():
        raise fail(i, "a season is a number or -")
    return int(told)


def _day(told: str, fail: Callable[[int, str], FormError], i: int) -> str:
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError as error:
        raise fail(i, "no such day") from error


def _choice(key: str, allowed: frozenset[str]) -> Callable[..., Iterator[Json]]:
    def read(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
        if told not in allowed:
            raise fail(f"{key} is one of {', '.join(sorted(allowed))}")
        yield {key: told}

    return read


def _renewal(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    status, _, platform = told.partition(" platform=")
    if status not in STATUSES:
        raise fail("no such status")
    yield {"status": status, "platform": platform} if platform else {"status": status}


def _window(told: str, fail: Callable[[str], FormError]) -> Json:
    """`2021`, `2021-05`, `2021-05-28` or two of them with `..` between."""
    first, _, last = told.partition("..")
    try:
        return {"from": _ends(first)[0].isoformat(), "to": _ends(last or first)[1].isoformat()}
    except ValueError as error:
        raise fail("want a day, month or year, or FIRST..LAST") from error


def _ends(told: str) -> tuple[date, date]:
    if len(told) == 4:
        return date(int(told), 1, 1), date(int(told), 12, 31)
    if len(told) == 7:
        year, month = int(told[:4]), int(told[5:])
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    day = date.fromisoformat(told)
    return day, day


def _release(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    yield {"status": "unannounced"} if told == "unannounced" else _window(told, fail)


def _decision(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    yield _window(told, fail)


def _production(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    milestone, _, window = told.partition(" ")
    if milestone not in MILESTONES:
        raise fail("no such milestone")
    span = _window(window, fail) if window else {"from": None, "to": None}
    yield {"milestone": milestone, **span}


def _cast(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    role, _, persons = told.partition(" ")
    if role not in ROLES or not persons:
        raise fail("want `cast ROLE PERSON [= CHARACTER]; ...`")
    for entry in persons.split(";"):
        person, _, character = (part.strip() for part in entry.partition("="))
        yield {"person": person, "character": character or None, "role": role}


def _crew(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    job, _, persons = told.partition(" ")
    if not persons:
        raise fail("want `crew JOB PERSON; ...`")
    for person in persons.split(";"):
        yield {"person": person.strip(), "job": job}


def _episodes(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    if not told.isdigit():
        raise fail("want a count")
    yield {"count": int(told)}


def _reception(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    match = re.fullmatch(r"(.+) (critics|viewers) ([\d.]+)/([\d.]+)", told)
    if match is None:
        raise fail("want `reception OUTLET critics|viewers SCORE/OF`")
    outlet, by, score, of = match.groups()
    yield {"outlet": outlet, "by": by, "score": float(score), "of": float(of)}


def _viewing(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    match = re.fullmatch(r"(\w+) (\d+(?:\.\d+)?)(?: (.+))?", told)
    if match is None or match[1] not in METRICS:
        raise fail("want `viewing METRIC NUMBER [PERIOD]`")
    yield {"metric": match[1], "value": _number(match[2]), "period": match[3]}


def _cost(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ([A-Z]{3}) (episode|season)", told)
    if match is None:
        raise fail("want `cost AMOUNT CURRENCY episode|season`")
    yield {"amount": _number(match[1]), "currency": match[2], "per": match[3]}


def _campaign(told: str, fail: Callable[[str], FormError]) -> Iterator[Json]:
    kind, _, detail = told.partition(" ")
    if kind not in ("petition", "hashtag", "other") or (kind == "other" and detail):
        raise fail("want `campaign petition [SIGNATURES]`, `hashtag #TAG` or `other`")
    yield {
        "kind": kind,
        "signatures": int(detail) if kind == "petition" and detail else None,
        "tag": detail if kind == "hashtag" else None,
    }


def _number(told: str) -> int | float:
    return int(told) if told.isdigit() else float(told)


_VALUES: dict[str, Callable[..., Iterator[Json]]] = {
    "renewal": _renewal,
    "release": _release,
    "decision": _decision,
    "production": _production,
    "cast": _cast,
    "crew": _crew,
    "episodes": _episodes,
    "trailer": _choice("status", frozenset({"released", "none"})),
    "reception": _reception,
    "viewing": _viewing,
    "cost": _cost,
    "campaign": _campaign,
    "reason": _choice("category", REASONS),
}

if __name__ == "__main__":
    import sys

    for name in sys.argv[1:]:
        read = parse(Path(name))
        print(f"{name}: {len(read)} articles, {sum(len(a['claims']) for a in read)} claims")
