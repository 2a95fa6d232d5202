"""The features of spans: the words of their sentence, beside them, above them, as numbers.

Page -> for each kind of span its spans and their `Features`.  A feature is the hash of what it
says ("the word left of it is `as`"); which ones weigh, `label_model` knows.  All are worked
out over arrays: an article costs some hundred calls, however many spans it has.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nextseason.claims.figures import Figure
from nextseason.claims.seasons import SeasonMention
from nextseason.claims.spans import Page, Span, SpanKind
from nextseason.claims.tokens import Index, Keys, Mark, Places, mix
from nextseason.claims.words_near import IN_ROWS, JOB_WORDS
from nextseason.domain import Window

REACH = 6  # tokens to either side that count by their distance
_HIDDEN_KEYS = 20  # keys below are marks: a run of them counts once
_DAYS = (2, 33, 151)  # steps of a window's length
_AWAY = (-365, -60, -7, 8, 90, 365)  # steps from an article's day to a window, in days
# A span looks at its own sentence, the one before it, the one that leads it in (into a list,
# or else the heading above), the title, and the one behind it; some kinds not at the last ones.
_SALTS = (31, 33, 34, 32)  # of the words of all these but its own
_N_LOOKS = {SpanKind.PERSON: 4, SpanKind.WINDOW: 3, SpanKind.FIGURE: 3, SpanKind.SUBJECT: 5}


@dataclass(frozen=True, slots=True)
class Features:
    """Features in units: what stands beside a span, what a sentence says.

    Spans share the units of sentences, which are so weighed once, however many spans look at
    them.  A key counts once in a unit; no two units of a span have one in common.
    """

    parts: Index  # (n spans, n parts): the units of each span; unit 0 is empty
    units: Index  # the unit of each key
    keys: Keys
    n_units: int

    def of_spans(self) -> tuple[Index, Keys]:
        """The rows of spans, ascending, and beside each a feature that its span has."""
        keys = self.keys[np.argsort(self.units, kind="stable")]
        n_keys = np.bincount(self.units, minlength=self.n_units)
        first = np.cumsum(n_keys) - n_keys
        n = n_keys[self.parts].ravel()
        offsets = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        rows = np.repeat(np.arange(len(self.parts)), n_keys[self.parts].sum(axis=1))
        return rows, keys[np.repeat(first[self.parts].ravel(), n) + offsets]


@dataclass(frozen=True, slots=True)
class _Text:
    """The tokens of a page without repeated marks, and where its sentences lie in them."""

    keys: Keys
    clusters: Keys
    sentence: Index  # of each token
    first: Index  # sentence i has keys[first[i] : first[i + 1]]
    place: Index  # token of the page -> position in keys
    is_row: NDArray[np.bool_]  # names and what joins them
    is_job: NDArray[np.bool_]

    @property
    def n_sentences(self) -> int:
        return len(self.first) - 1


def find_features(page: Page, clusters: Keys) -> dict[SpanKind, tuple[list[Span], Features]]:
    """The spans of each kind with their features.

    `clusters`: for each token of the page the group of words that mean about the same.
    """
    spans, range_of = _by_kind(page.spans)
    if not spans:
        return {}
    text = _text_of(page, clusters)
    first_own = 1 + (1 + len(_SALTS)) * text.n_sentences
    own = np.arange(first_own, first_own + len(spans))
    all_units, all_keys = map(list, zip(*_of_sentences(text), strict=True))
    for some, keys in _of_spans(page, text, spans, range_of):
        units = own[some]
        all_units += [units] * (keys.size // len(units))
        all_keys.append(keys.ravel())
    units, keys = np.concatenate(all_units), np.concatenate(all_keys)
    parts = _parts(page, text, spans, first_own)
    n_units = first_own + len(spans)
    return {
        kind: (spans[some], Features(parts[some, : 1 + _N_LOOKS[kind]], units, keys, n_units))
        for kind, some in range_of.items()
    }


def _by_kind(spans: Sequence[Span]) -> tuple[list[Span], dict[SpanKind, slice]]:
    """The spans, kind after kind, and where each kind lies among them."""
    ordered: list[Span] = []
    range_of = {}
    for kind in SpanKind:
        n_before = len(ordered)
        ordered += [s for s in spans if s.kind is kind]
        if len(ordered) > n_before:
            range_of[kind] = slice(n_before, len(ordered))
    return ordered, range_of


def _text_of(page: Page, clusters: Keys) -> _Text:
    keys = page.keys
    sentence = page.tokens.sentence_of()
    again = np.zeros(len(keys), np.bool_)
    again[1:] = (
        (keys[1:] == keys[:-1]) & (keys[1:] < _HIDDEN_KEYS) & (sentence[1:] == sentence[:-1])
    )
    kept = np.flatnonzero(~again)
    place = np.cumsum(~again) - 1
    marks = np.array(page.tokens.marks, dtype=np.intp)[kept]
    shown, sentence = keys[kept], sentence[kept]
    hidden = np.where(shown < 1000, shown, clusters[kept] + np.uint64(100))
    first = np.searchsorted(sentence, np.arange(len(page.tokens.first)))
    is_row = (marks == Mark.NAME) | (marks == Mark.PERSON) | _among(IN_ROWS, shown)
    return _Text(shown, hidden, sentence, first, place, is_row, _among(JOB_WORDS, shown))


def _among(few: Keys, keys: Keys) -> NDArray[np.bool_]:
    """Which keys are one of a few, those in ascending order."""
    found: NDArray[np.bool_] = few.take(np.searchsorted(few, keys), mode="clip") == keys
    return found


def _parts(page: Page, text: _Text, spans: Sequence[Span], first_own: int) -> Index:
    """The units of each span: its own, then those of the sentences that it looks at."""
    n = text.n_sentences
    here = np.array([s.sentence + 1 for s in spans])
    leads = [heading if intro is None else intro for heading, intro in page.survey.leads]
    leading = np.array([-1 if (i := leads[s.sentence]) is None else i + 1 for s in spans])
    looks = np.array(
        [
            here,
            np.where(here > 1, here - 1, -1),
            leading,
            np.zeros_like(here),
            np.where(here + 1 < n, here + 1, -1),
        ]
    )
    units = np.where(looks >= 0, 1 + looks + n * np.arange(len(looks))[:, None], 0)
    return np.vstack([first_own + np.arange(len(spans)), units]).T


def _of_sentences(text: _Text) -> Iterator[tuple[Index, Keys]]:
    """Units and keys of what sentences say to spans in them, and to those that look at them."""
    z, c, sentence = text.keys, text.clusters, text.sentence
    for unit, keys in _grams(z, c, sentence):
        yield unit + 1, keys
    looks = np.arange(1, 1 + len(_SALTS))[:, None]
    words = mix(mix(z, 8), np.array(_SALTS, np.uint64)[:, None])
    yield (sentence + 1 + looks * text.n_sentences).ravel(), words.ravel()


def _grams(z: Keys, c: Keys, sentence: Index) -> Iterator[tuple[Index, Keys]]:
    """Each sentence's words, runs of words and groups of words."""
    yield sentence, mix(z, 1)
    yield sentence, mix(c, 2)
    same = {gap: sentence[gap:] == sentence[:-gap] for gap in (1, 2, 3)}
    for gap, column, salt in ((1, z, 3), (1, c, 4), (2, z, 5), (3, z, 6)):
        yield sentence[gap:][same[gap]], mix(column[:-gap], column[gap:], salt)[same[gap]]
    yield sentence[2:][same[2]], mix(z[:-2], z[1:-1], z[2:], 7)[same[2]]


def _of_spans(
    page: Page, text: _Text, spans: Sequence[Span], range_of: dict[SpanKind, slice]
) -> Iterator[tuple[slice, Keys]]:
    """What stands beside spans and is told of them: keys for each of a range, along the last axis.

    Both sides are worked out at once: in the first place of an array stands what is on the
    left, in the second what is on the right.
    """
    sentence = np.array([s.sentence + 1 for s in spans])
    places = Places(
        text.first[sentence],
        text.first[sentence + 1],
        text.place[[s.first for s in spans]],
        text.place[[max(s.last - 1, s.first) for s in spans]] + 1,
    )
    for keys in (*_beside(text, places), _circumstances(page, sentence - 1)):
        yield slice(0, len(spans)), keys
    for kind, some in range_of.items():
        first_salt, told = _TOLD[kind](page, spans[some])
        columns = np.array(told, np.uint64).T
        yield some, mix(columns, _salts(first_salt, len(columns)))
    if SpanKind.PERSON in range_of:
        persons = range_of[SpanKind.PERSON]
        near = places.only(persons)
        for keys in (*_row_of_names(text, near), *_jobs_near(text, near)):
            yield persons, keys


def _beside(text: _Text, places: Places) -> Iterator[Keys]:
    """The words on either side, one by one and together."""
    steps = np.arange(REACH)[:, None]
    beside = np.array([places.start - 1 - steps, places.end + steps])
    words, groups = places.at(text.keys, beside), places.at(text.clusters, beside)
    # By distance, whatever the distance; by their groups likewise.
    yield mix(np.concatenate([words, words, groups, groups[:, :2]], axis=1), _SALTS_BESIDE)
    yield mix(words[:, :4], words[:, 1:5], _sides(51, 71))
    yield mix(words[:, 0], words[:, 1], words[:, 2], _sides(54, 74)[:, 0])
    (left, left_2), (right, right_2) = words[0, :2], words[1, :2]
    yield mix(left, right, 80)
    yield mix(left_2, left, right, right_2, 81)


def _salts(first: int, n: int) -> Keys:
    """A salt for each row of a block of keys."""
    return np.arange(first, first + n, dtype=np.uint64)[:, None]


def _sides(left: int | Sequence[int], right: int | Sequence[int]) -> Keys:
    """Salts for the rows of a block of keys for either side."""
    return np.array([left, right], np.uint64).reshape(2, -1, 1)


_SALTS_BESIDE = _sides(
    *(
        [
            *range(side, side + REACH),
            *[side + 9] * REACH,
            *[side + 10] * REACH,
            side + 12,
            side + 13,
        ]
        for side in (40, 60)
    )
)


def _nearest(wanted: NDArray[np.bool_], places: Places) -> tuple[Index, Index]:
    """The nearest wanted token before each start (-1: none) and from each end on (n: none)."""
    n, start, end = len(wanted), places.start, places.end
    before = np.maximum.accumulate(np.where(wanted, np.arange(n), -1))
    behind = np.minimum.accumulate(np.where(wanted, np.arange(n), n)[::-1])[::-1]
    head = np.where(start > 0, before[np.maximum(start - 1, 0)], -1)
    tail = np.where(end < n, behind[np.minimum(end, n - 1)], n)
    return head, tail


def _row_of_names(text: _Text, places: Places) -> Iterator[Keys]:
    """What stands before and behind the row of names that a person is listed in."""
    head, tail = _nearest(~text.is_row, places)
    steps = np.arange(4)[:, None]
    words = places.at(text.keys, np.array([head - steps, tail + steps]))
    groups = places.at(text.clusters, np.array([head, tail]))
    n_between = np.minimum([places.start - head, tail - places.end], 6).astype(np.uint64)
    one_by_one = np.concatenate([words, groups[:, None], n_between[:, None]], axis=1)
    yield mix(one_by_one, _sides([92] * 4 + [109, 90], [100] * 4 + [110, 91]))
    yield mix(words, _salts(0, 4), _sides(93, 101))
    yield mix(words[:, 0], words[:, 1], _sides(94, 102)[:, 0])
    yield mix(words[:, 0], words[:, 1], words[:, 2], _sides(95, 103)[:, 0])
    yield mix(words[0, 0], words[1, 0], 108)


def _jobs_near(text: _Text, places: Places) -> Iterator[Keys]:
    """The nearest word of a job or a role on either side, and how far off it stands."""
    head, tail = _nearest(text.is_job, places)
    left, right = jobs = places.at(text.keys, np.array([head, tail]))
    far_left = np.searchsorted((2, 4, 8), places.start - head, side="right")
    far_right = np.searchsorted((1, 3, 7), tail - places.end, side="right")
    yield mix(jobs, _sides(120, 122)[:, 0])
    yield mix(jobs, np.array([far_left, far_right], np.uint64), _sides(121, 123)[:, 0])
    yield mix(left, right, 124)


def _circumstances(page: Page, sentence: Index) -> Keys:
    """Of the sentence of each span: its kind, its place, the seasons that it names."""
    survey = page.survey
    n = len(survey.sentences)
    told = np.array(
        [
            (s.kind.value, min(4, 5 * i // (n + 1)), min(3, len(seasons)), _season_told(seasons))
            for i, (s, seasons) in enumerate(zip(survey.sentences, survey.seasons, strict=True), 1)
        ],
        np.uint64,
    )
    return mix(told[sentence].T, _salts(140, 4))


_Told = tuple[int, list[tuple[int, ...]]]  # the salt of the first column, and a row for each span


def _of_persons(page: Page, spans: Sequence[Span]) -> _Told:
    return 130, [(n,) for n in _repeated(spans)]


def _of_subjects(page: Page, spans: Sequence[Span]) -> _Told:
    survey = page.survey
    n_named = [min(3, len({show for _, _, show in shows})) for shows in survey.mentions]
    return 144, [(n_named[s.sentence], s.content == survey.main, s.named) for s in spans]


def _of_figures(page: Page, spans: Sequence[Span]) -> _Told:
    figures = [s.content for s in spans if isinstance(s.content, Figure)]
    return 147, [(f.kind.value, f.scaled, len(str(int(f.value)))) for f in figures]


def _of_windows(page: Page, spans: Sequence[Span]) -> _Told:
    windows = [s.content for s in spans if isinstance(s.content, Window)]
    published = page.survey.article.published
    return 150, [(bisect_right(_DAYS, w.days), _when(w, published)) for w in windows]


_TOLD: dict[SpanKind, Callable[[Page, Sequence[Span]], _Told]] = {
    SpanKind.PERSON: _of_persons,
    SpanKind.SUBJECT: _of_subjects,
    SpanKind.FIGURE: _of_figures,
    SpanKind.WINDOW: _of_windows,
}


def _repeated(spans: Sequence[Span]) -> list[int]:
    """How often each person was named before."""
    seen: dict[object, int] = {}
    counts = []
    for span in spans:
        counts.append(min(seen.get(span.content, 0), 4))
        seen[span.content] = seen.get(span.content, 0) + 1
    return counts


def _season_told(mentions: Sequence[SeasonMention]) -> int:
    return min(mentions[0].number, 3) * 2 + mentions[0].counted if mentions else 0


def _when(window: Window, published: date | None) -> int:
    """How the window lies to the day of the article, in steps."""
    if published is None:
        return 9
    return bisect_right(_AWAY, (window.start - published).days)
