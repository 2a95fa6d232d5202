"""The features of spans: the words of their sentence, beside them, above them, as numbers.

Page -> for each kind of span the pairs (row of a span, key of a feature).  A feature is the
hash of what it says ("the word left of it is `as`"); which ones weigh, `label_model` knows.
All are worked out over arrays: an article costs some fifty calls, however many spans it has.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.figures import Figure
from nextseason.claims.seasons import SeasonMention
from nextseason.claims.spans import Page, Span, SpanKind
from nextseason.claims.tokens import Index, Keys, Mark, mix
from nextseason.claims.words_near import IN_ROWS, JOB_WORDS
from nextseason.domain import Window

_At = Callable[[Keys, Index], Keys]  # edges where a position lies beyond its sentence
REACH = 6  # tokens to either side that count by their distance
_EDGE_LEFT, _EDGE_RIGHT = np.uint64(21), np.uint64(22)  # beyond the sentence
_HIDDEN_KEYS = 20  # keys below are marks: a run of them counts once
_SAME_ROW = frozenset({int(Mark.NAME), int(Mark.PERSON)})


@dataclass(frozen=True, slots=True)
class Features:
    """Feature `keys[i]` holds for the span in row `rows[i]`; rows ascend."""

    rows: Index
    keys: Keys


@dataclass(frozen=True, slots=True)
class _Text:
    """The tokens of a page without repeated marks, and where its sentences lie in them."""

    keys: Keys
    clusters: Keys
    first: Index  # sentence i has keys[first[i] : first[i + 1]]
    place: Index  # token of the page -> position in keys
    is_row: NDArray[np.bool_]  # names and what joins them
    is_job: NDArray[np.bool_]


def find_features(page: Page, clusters: Keys) -> dict[SpanKind, tuple[list[Span], Features]]:
    """The spans of each kind with their features.

    `clusters`: for each token of the page the group of words that mean about the same.
    """
    text = _text_of(page, clusters)
    grams = _grams(text)
    # What leads a sentence in: of a list, or else the heading above.
    around = [heading if intro is None else intro for heading, intro in page.survey.leads]
    found = {}
    for kind in SpanKind:
        spans = [s for s in page.spans if s.kind is kind]
        if spans:
            found[kind] = spans, _features(page, text, grams, around, kind, spans)
    return found


def _text_of(page: Page, clusters: Keys) -> _Text:
    keys = page.tokens.keys()
    sentence = page.tokens.sentence_of()
    again = np.zeros(len(keys), np.bool_)
    again[1:] = (
        (keys[1:] == keys[:-1]) & (keys[1:] < _HIDDEN_KEYS) & (sentence[1:] == sentence[:-1])
    )
    kept = np.flatnonzero(~again)
    place = np.cumsum(~again) - 1
    marks = np.array(page.tokens.marks, dtype=np.intp)[kept]
    shown = keys[kept]
    hidden = np.where(shown < 1000, shown, clusters[kept] + np.uint64(100))
    first = np.searchsorted(sentence[kept], np.arange(len(page.tokens.first)))
    is_row = np.isin(marks, list(_SAME_ROW)) | np.isin(shown, IN_ROWS)
    return _Text(shown, hidden, first, place, is_row, np.isin(shown, JOB_WORDS))


@dataclass(frozen=True, slots=True)
class _Grams:
    """Each sentence's words, runs of words and groups of words."""

    owner: Index
    keys: Keys
    first: Index
    words: Keys  # one by one, in the order of the text


def _grams(text: _Text) -> _Grams:
    z, c = text.keys, text.clusters
    sentence = np.repeat(np.arange(len(text.first) - 1), np.diff(text.first))
    parts, owners = [mix(z, 1), mix(c, 2)], [sentence, sentence]
    for gap, columns in (
        (1, (z, z, 3)),
        (1, (c, c, 4)),
        (2, (z, z, 5)),
        (3, (z, z, 6)),
    ):
        if len(z) > gap:
            same = sentence[gap:] == sentence[:-gap]
            parts.append(mix(columns[0][:-gap], columns[1][gap:], columns[2])[same])
            owners.append(sentence[gap:][same])
    if len(z) > 2:
        same = sentence[2:] == sentence[:-2]
        parts.append(mix(z[:-2], z[1:-1], z[2:], 7)[same])
        owners.append(sentence[2:][same])
    owner, keys = np.concatenate(owners), np.concatenate(parts)
    order = np.argsort(owner, kind="stable")
    owner, keys = owner[order], keys[order]
    first = np.searchsorted(owner, np.arange(len(text.first)))
    return _Grams(owner, keys, first, mix(z, 8))


def _features(
    page: Page,
    text: _Text,
    grams: _Grams,
    leads: list[int | None],
    kind: SpanKind,
    spans: Sequence[Span],
) -> Features:
    local = np.vstack(list(_columns(page, text, kind, spans))).T
    n_sentences = len(text.first) - 1
    here = np.array([s.sentence + 1 for s in spans])
    lead = np.array([-1 if (i := leads[s.sentence]) is None else i + 1 for s in spans])
    parts = [
        (np.repeat(np.arange(len(spans)), local.shape[1]), local.ravel()),
        _gathered(grams.keys, grams.first, here),
        _salted(_gathered(grams.words, text.first, np.where(here > 1, here - 1, -1)), 31),
        _salted(_gathered(grams.words, text.first, lead), 33),
    ]
    if kind is SpanKind.SUBJECT:
        behind = np.where(here + 1 < n_sentences, here + 1, -1)
        parts.append(_salted(_gathered(grams.words, text.first, behind), 32))
    if kind in (SpanKind.SUBJECT, SpanKind.PERSON):
        parts.append(_salted(_gathered(grams.words, text.first, np.zeros_like(here)), 34))
    rows = np.concatenate([rows for rows, _ in parts])
    keys = np.concatenate([keys for _, keys in parts])
    order = np.argsort(rows, kind="stable")
    return Features(rows[order], keys[order])


def _gathered(keys: Keys, first: Index, sentences: Index) -> tuple[Index, Keys]:
    """For each span the keys of one sentence (-1: none), with the span's row beside each."""
    known = sentences >= 0
    begin = np.where(known, first[sentences], 0)
    n = np.where(known, first[sentences + 1] - begin, 0)
    rows = np.repeat(np.arange(len(sentences)), n)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(n) - n, n)
    return rows, keys[np.repeat(begin, n) + offsets]


def _salted(found: tuple[Index, Keys], salt: int) -> tuple[Index, Keys]:
    return found[0], mix(found[1], salt)


def _columns(page: Page, text: _Text, kind: SpanKind, spans: Sequence[Span]) -> Iterator[Keys]:
    """Features that every span of a kind has: rows of a number for each span."""
    sentence = np.array([s.sentence + 1 for s in spans])
    low, high = text.first[sentence], text.first[sentence + 1]
    start = text.place[[s.first for s in spans]]
    end = text.place[[max(s.last - 1, s.first) for s in spans]] + 1

    def at(keys: Keys, position: Index) -> Keys:
        inside = keys[np.clip(position, 0, len(keys) - 1)]
        beyond = np.where(position < low, _EDGE_LEFT, _EDGE_RIGHT)
        return np.where((position >= low) & (position < high), inside, beyond)

    steps = np.arange(REACH)[:, None]
    left, right = at(text.keys, start - 1 - steps), at(text.keys, end + steps)
    groups = at(text.clusters, start - 1 - steps), at(text.clusters, end + steps)
    for side, words, group in ((40, left, groups[0]), (60, right, groups[1])):
        yield mix(words, _salts(side, REACH))
        yield mix(words, side + 9)  # whatever its distance
        yield mix(group, side + 10)
        yield mix(words[:4], words[1:5], side + 11)
        yield mix(group[:2], _salts(side + 12, 2))
        yield mix(words[0], words[1], words[2], side + 14)
    yield mix(left[0], right[0], 80)
    yield mix(left[1], left[0], right[0], right[1], 81)
    yield from _circumstances(page, kind, spans)
    if kind is SpanKind.PERSON:
        yield from _row_of_names(text, at, start, end)
        yield from _jobs_near(text, at, start, end)
        yield _repeated(spans)


def _salts(first: int, n: int) -> Keys:
    """A salt for each row of a block of keys."""
    return np.arange(first, first + n, dtype=np.uint64)[:, None]


def _nearest(wanted: NDArray[np.bool_], start: Index, end: Index) -> tuple[Index, Index]:
    """The nearest wanted token before each start (-1: none) and from each end on (n: none)."""
    n = len(wanted)
    before = np.maximum.accumulate(np.where(wanted, np.arange(n), -1))
    behind = np.minimum.accumulate(np.where(wanted, np.arange(n), n)[::-1])[::-1]
    head = np.where(start > 0, before[np.maximum(start - 1, 0)], -1)
    tail = np.where(end < n, behind[np.minimum(end, n - 1)], n)
    return head, tail


def _row_of_names(text: _Text, at: _At, start: Index, end: Index) -> Iterator[Keys]:
    """What stands before and behind the row of names that a person is listed in."""
    head, tail = _nearest(~text.is_row, start, end)
    steps = np.arange(4)[:, None]
    left, right = at(text.keys, head - steps), at(text.keys, tail + steps)
    yield mix(np.minimum(start - head, 6).astype(np.uint64), 90)
    yield mix(np.minimum(tail - end, 6).astype(np.uint64), 91)
    for side, words in ((92, left), (100, right)):
        yield mix(words, side)
        yield mix(words, _salts(0, 4), side + 1)
        yield mix(words[0], words[1], side + 2)
        yield mix(words[0], words[1], words[2], side + 3)
    yield mix(left[0], right[0], 108)
    yield mix(at(text.clusters, head), 109)
    yield mix(at(text.clusters, tail), 110)


def _jobs_near(text: _Text, at: _At, start: Index, end: Index) -> Iterator[Keys]:
    """The nearest word of a job or a role on either side, and how far off it stands."""
    head, tail = _nearest(text.is_job, start, end)
    left, right = at(text.keys, head), at(text.keys, tail)
    far_left = np.digitize(start - head, (2, 4, 8)).astype(np.uint64)
    far_right = np.digitize(tail - end, (1, 3, 7)).astype(np.uint64)
    yield mix(left, 120)
    yield mix(left, far_left, 121)
    yield mix(right, 122)
    yield mix(right, far_right, 123)
    yield mix(left, right, 124)


def _repeated(spans: Sequence[Span]) -> Keys:
    """How often the person was named before."""
    seen: dict[object, int] = {}
    counts = []
    for span in spans:
        counts.append(min(seen.get(span.content, 0), 4))
        seen[span.content] = seen.get(span.content, 0) + 1
    return mix(np.array(counts, np.uint64), 130)


def _circumstances(page: Page, kind: SpanKind, spans: Sequence[Span]) -> Iterator[Keys]:
    survey = page.survey
    n = max(1, len(survey.sentences))

    def column(values: list[int], salt: int) -> Keys:
        return mix(np.array(values, np.uint64), salt)

    yield column([survey.sentences[s.sentence].kind.value for s in spans], 140)
    yield column([min(4, 5 * (s.sentence + 1) // (n + 1)) for s in spans], 141)
    yield column([min(3, len(survey.seasons[s.sentence])) for s in spans], 142)
    yield column([_season_told(survey.seasons[s.sentence]) for s in spans], 143)
    if kind is SpanKind.SUBJECT:
        shows = [{show for _, _, show in survey.mentions[s.sentence]} for s in spans]
        yield column([min(3, len(named)) for named in shows], 144)
        yield column([s.content == survey.main for s in spans], 145)
        yield column([s.named for s in spans], 146)
    if kind is SpanKind.FIGURE:
        figures = [s.content for s in spans if isinstance(s.content, Figure)]
        yield column([f.kind.value for f in figures], 147)
        yield column([f.scaled for f in figures], 148)
        yield column([len(str(int(f.value))) for f in figures], 149)
    if kind is SpanKind.WINDOW:
        windows = [s.content for s in spans if isinstance(s.content, Window)]
        yield column([int(np.digitize(w.days, (2, 33, 151))) for w in windows], 150)
        yield column([_when(w, survey.article.published) for w in windows], 151)


def _season_told(mentions: Sequence[SeasonMention]) -> int:
    return min(mentions[0].number, 3) * 2 + mentions[0].counted if mentions else 0


def _when(window: Window, published: date | None) -> int:
    """How the window lies to the day of the article, in steps."""
    if published is None:
        return 9
    return int(np.digitize((window.start - published).days, (-365, -60, -7, 8, 90, 365)))
