"""The reader's own models, fitted together from annotated articles and snippets.

`labels.npz`: which span carries what (a logistic regression per label over hashed features,
then one per kind that weighs it against the grammars).  `whose.json`: which show and season
(conditional logits).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Annotated
from nextseason.claims.label_model import KindModel, drafted_labels, stack_signals
from nextseason.claims.labels import LABELS, content_of, label_of
from nextseason.claims.ledger import Ledger
from nextseason.claims.names import find_names
from nextseason.claims.season_options import SeasonOptions
from nextseason.claims.seasons import season_in_address
from nextseason.claims.sentences import split_sentences
from nextseason.claims.show_options import show_options
from nextseason.claims.shows import ShowModel, Shows, find_shows
from nextseason.claims.span_features import find_features
from nextseason.claims.spans import Page, Span, SpanKind, find_spans
from nextseason.claims.survey import survey_article
from nextseason.claims.timelines import next_options
from nextseason.claims.tokens import Index, Keys, tokenize_article
from nextseason.claims.vectors import word_vectors
from nextseason.claims.whose import WhoseModel, topic_name, with_topic
from nextseason.claims.witness import Witness, hear_grammars
from nextseason.domain import Article, Topic, Value
from nextseason.titles import fold
from nextseason.wire import article_from_json, value_from_json
from training.following import following_seasons
from training.shows import Ballot, ballot, fit_unseen
from training.snippets import Snippet

CLAIMS = Path(__file__).resolve().parents[1] / "src/nextseason/claims"
LABEL_PENALTY = 0.3  # liblinear's C: smaller is milder weights
WHOSE_PENALTY = 8.0
# What a sentence weighs: of the web's articles most, of our own and of snippets less.
WEIGHTS = {"corpus": 2.0, "text": 0.5, "snippet": 0.2}
RARE = 4  # features of fewer spans say nothing
SMALL = 0.01  # weights below are dropped

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Gold:
    """One annotated claim and the spans that carry it."""

    show: str
    season: int | None
    topic: Topic
    label: str
    spans: tuple[int, ...]


@dataclass(frozen=True)
class Example:
    page: Page
    witness: Witness
    # The indices of the spans; the row of a span, and beside it a feature that it has.
    features: dict[SpanKind, tuple[list[int], tuple[Index, Keys]]]
    right: dict[SpanKind, Mask]  # (n spans, n labels)
    counts: dict[SpanKind, Mask]  # where neither right nor wrong, False
    gold: tuple[Gold, ...]
    fates: Mapping[str, str]  # of each show, folded, by the article's bottom line
    group: str  # examples of a group stay together in a split
    source: str  # "corpus", "text" or "snippet"

    def drafts(self, kind: SpanKind) -> Mask:
        indices, _ = self.features[kind]
        return drafted_labels(kind, [self.witness.drafts.get(i, {}) for i in indices])


def examples_of(
    sources: Sequence[tuple[Annotated, str, str]],
) -> list[tuple[Example | None, Ballot | None]]:
    """Annotated articles as the reader sees them, each with its ballot.

    Each comes with its group and its source.  Its shows are found by a model that has not seen
    it: as well and as badly as in an article that nobody has annotated.
    """
    ballots = [ballot(annotated) for annotated, _, _ in sources]
    unseen = fit_unseen([b for b in ballots if b])
    return [
        (_example_of(*source, unseen[b.part]), b) if b else (None, None)
        for source, b in zip(sources, ballots, strict=True)
    ]


def _example_of(
    annotated: Annotated, group: str, source: str, show_model: ShowModel
) -> Example | None:
    article = article_from_json(annotated)
    sentences = split_sentences(article.text)
    tokens = tokenize_article(article.title, sentences)
    names = [tuple(find_names(s.text)) for s in sentences]
    shows = find_shows(article, sentences, names, tokens, show_model)
    survey = survey_article(article, sentences, tokens, shows) if shows else None
    if survey is None:
        return None
    page = find_spans(survey)
    gold = [_aligned(page, claim) for claim in annotated["claims"]]
    fates = {fold(line["show"]): line["status"] for line in annotated["bottom_line"]}
    return replace(_example(page, [g for g in gold if g], group, source, _elsewhere), fates=fates)


def _aligned(page: Page, claim: Mapping[str, Any]) -> Gold | None:
    value: Value = value_from_json(Topic(claim["topic"]), claim["value"])
    kind, label, content = label_of(value)
    if label not in LABELS[kind]:
        return None
    start = page.survey.article.text.find(claim["quote"])
    end = start + len(claim["quote"])

    def overlap(span: Span) -> int:
        sentence = page.survey.sentences[span.sentence]
        return min(end, sentence.end) - max(start, sentence.start)

    spans = [
        (i, s)
        for i, s in enumerate(page.spans)
        if s.kind is kind and overlap(s) > 0 and content_of(s) == content
    ]
    if kind is SpanKind.SUBJECT and spans:
        most = max(overlap(s) for _, s in spans)
        spans = [(i, s) for i, s in spans if overlap(s) == most]
        own = [(i, s) for i, s in spans if fold(str(s.content)) == fold(claim["show"])]
        spans = own or spans
    chosen = tuple(i for i, _ in spans)
    return Gold(claim["show"], claim["season"], value.topic, label, chosen)


def _elsewhere(page: Page, gold: Gold, content: object) -> Iterable[int]:
    """Spans that say an annotated claim again: neither right nor wrong, as it is marked once."""
    if not gold.spans:
        return
    kind = page.spans[gold.spans[0]].kind
    for i, span in enumerate(page.spans):
        same = span.kind is kind and content_of(span) == content
        if same and (kind is not SpanKind.SUBJECT or fold(str(span.content)) == fold(gold.show)):
            yield i


def _example(
    page: Page,
    gold: Sequence[Gold],
    group: str,
    source: str,
    elsewhere: Callable[[Page, Gold, object], Iterable[int]],
) -> Example:
    groups = word_vectors().groups[word_vectors().find(page.tokens.words)]
    found = find_features(page, groups)
    where = {id(span): i for i, span in enumerate(page.spans)}
    features, right, counts = {}, {}, {}
    row_of: dict[int, tuple[SpanKind, int]] = {}
    for kind, (spans, of_kind) in found.items():
        indices = [where[id(span)] for span in spans]
        features[kind] = indices, of_kind.of_spans()
        row_of.update({i: (kind, row) for row, i in enumerate(indices)})
        right[kind] = np.zeros((len(spans), len(LABELS[kind])), np.bool_)
        counts[kind] = np.ones_like(right[kind])
    for one in gold:
        content = content_of(page.spans[one.spans[0]]) if one.spans else None
        for i in elsewhere(page, one, content):
            kind, row = row_of[i]
            counts[kind][row, LABELS[kind].index(one.label)] = False
    for one in gold:
        for i in one.spans:
            kind, row = row_of[i]
            column = LABELS[kind].index(one.label)
            right[kind][row, column] = counts[kind][row, column] = True
    return Example(
        page, hear_grammars(page), features, right, counts, tuple(gold), {}, group, source
    )


def example_of_snippet(snippet: Snippet, group: str) -> Example | None:
    text = " ".join(snippet.sentences)
    offsets = np.cumsum([0, *(len(s) + 1 for s in snippet.sentences)])
    article = Article(id="snippet", title="-", text=text, published=date(2024, 3, 15))
    sentences = split_sentences(text)
    titles = [
        snippet.sentences[m.sentence][m.start : m.end] for m in snippet.marks if "show" in m.labels
    ]
    shows = Shows(tuple(dict.fromkeys(titles)) or ("\0",))
    survey = survey_article(article, sentences, tokenize_article(article.title, sentences), shows)
    if survey is None:
        return None
    page = find_spans(survey)
    gold = []
    for mark in snippet.marks:
        start = int(offsets[mark.sentence]) + mark.start
        touched = [
            i
            for i, s in enumerate(page.spans)
            if s.kind is not SpanKind.SUBJECT
            and survey.sentences[s.sentence].start + s.start < start + mark.end - mark.start
            and start < survey.sentences[s.sentence].start + s.end
        ]
        for label in sorted(mark.labels - {"show"}):
            spans = tuple(i for i in touched if label in LABELS[page.spans[i].kind])
            gold.append(Gold("", None, Topic.CAST, label, spans))
    for told in snippet.told:
        middle = int(offsets[told.sentence]) + len(snippet.sentences[told.sentence]) // 2
        spans = tuple(
            i
            for i, s in enumerate(page.spans)
            if s.kind is SpanKind.SUBJECT
            and survey.sentences[s.sentence].start <= middle < survey.sentences[s.sentence].end
        )
        gold.append(Gold("", None, Topic.RENEWAL, told.label, spans))
    return _example(page, gold, group, "snippet", lambda page, gold, content: ())


@dataclass(frozen=True)
class _Table:
    """All spans of one kind: the rows of a matrix that is never built whole."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.intp]
    right: Mask
    counts: Mask
    drafts: Mask
    weight: NDArray[np.float64]
    fold: NDArray[np.intp]
    is_text: Mask

    @classmethod
    def of(cls, examples: Sequence[Example], kind: SpanKind, n_folds: int) -> "_Table":
        parts = [e for e in examples if kind in e.features]
        sizes = [len(e.features[kind][0]) for e in parts]
        starts = np.cumsum([0, *sizes[:-1]])
        groups = sorted({e.group for e in parts})
        fold_of = {group: i % n_folds for i, group in enumerate(groups)}
        return cls(
            keys=np.concatenate([e.features[kind][1][1] for e in parts]),
            rows=np.concatenate(
                [e.features[kind][1][0] + s for e, s in zip(parts, starts, strict=True)]
            ),
            right=np.vstack([e.right[kind] for e in parts]),
            counts=np.vstack([e.counts[kind] for e in parts]),
            drafts=np.vstack([e.drafts(kind) for e in parts]),
            weight=np.repeat([WEIGHTS[e.source] for e in parts], sizes),
            fold=np.repeat([fold_of[e.group] for e in parts], sizes),
            is_text=np.repeat([e.source == "text" for e in parts], sizes),
        )


def fit_labels(examples: Sequence[Example], n_folds: int = 2) -> dict[SpanKind, KindModel]:
    """The label model of these examples.

    How far the grammars are to be believed is learned on our own texts alone, which nobody
    had in mind when the grammars were written, from log-odds of parts that were left out; with
    `n_folds` 1 it is not learned at all.
    """
    return {kind: _fit_kind(_Table.of(examples, kind, n_folds), n_folds) for kind in SpanKind}


def _fit_kind(table: _Table, n_folds: int) -> KindModel:
    known, matrix = _matrix(table)
    belief = np.zeros(5)
    if n_folds > 1:
        belief = _fit_belief(_unseen_log_odds(matrix, table, n_folds), table)
    weights, bias = _fit_each(matrix, table, np.ones(len(table.fold), np.bool_))
    weighs = (np.abs(weights) >= SMALL).any(axis=1)
    return KindModel(
        keys=known[weighs],
        weights=weights[weighs].astype(np.float32),
        bias=bias.astype(np.float32),
        belief=belief.astype(np.float32),
    )


def unseen_log_odds(
    examples: Sequence[Example], kind: SpanKind, n_folds: int
) -> list[NDArray[np.float64]]:
    """Of each example (n spans, n labels), by weights of the parts that it is not in."""
    table = _Table.of(examples, kind, n_folds)
    _, matrix = _matrix(table)
    sizes = [len(e.features[kind][0]) for e in examples if kind in e.features]
    found = iter(np.split(_unseen_log_odds(matrix, table, n_folds), np.cumsum(sizes)[:-1]))
    nothing = np.zeros((0, table.right.shape[1]))
    return [next(found) if kind in e.features else nothing for e in examples]


def _matrix(table: _Table) -> tuple[Keys, Any]:
    """The features that are common enough, ascending, and a sparse matrix of spans by them."""
    known, column, n = np.unique(table.keys, return_inverse=True, return_counts=True)
    common = n >= RARE
    place = np.cumsum(common) - 1
    kept = common[column]
    matrix = csr_matrix(
        (np.ones(kept.sum()), (table.rows[kept], place[column[kept]])),
        shape=(len(table.right), int(common.sum())),
    )
    matrix.data[:] = 1.0
    matrix.sum_duplicates()
    matrix.data = np.minimum(matrix.data, 1.0)
    return known[common], matrix


def _unseen_log_odds(matrix: Any, table: _Table, n_folds: int) -> NDArray[np.float64]:
    log_odds = np.zeros(table.right.shape)
    for fold_ in range(n_folds):
        out = table.fold == fold_
        weights, bias = _fit_each(matrix[~out], table, ~out)
        log_odds[out] = matrix[out] @ weights + bias
    return log_odds


def _fit_each(
    matrix: Any, table: _Table, rows: Mask
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n_labels = table.right.shape[1]
    weights, bias = np.zeros((matrix.shape[1], n_labels)), np.full(n_labels, -6.0)
    right, counts, weight = table.right[rows], table.counts[rows], table.weight[rows]
    for j in range(n_labels):
        use = counts[:, j]
        if right[use, j].sum() < RARE:
            continue
        model = LogisticRegression(C=LABEL_PENALTY, solver="liblinear", tol=0.01).fit(
            matrix[use], right[use, j], sample_weight=weight[use]
        )
        weights[:, j], bias[j] = model.coef_[0], model.intercept_[0]
    return weights, bias


def _fit_belief(log_odds: NDArray[np.float64], table: _Table) -> NDArray[np.float64]:
    rows = table.is_text
    signals = stack_signals(log_odds[rows].astype(np.float32), table.drafts[rows])
    use = table.counts[rows]
    model = LogisticRegression(C=10.0).fit(signals[use], table.right[rows][use])
    return np.append(model.coef_[0], model.intercept_[0])


def save_labels(model: Mapping[SpanKind, KindModel]) -> None:
    stored: dict[str, Any] = {}
    for kind, of_kind in model.items():
        scale = np.abs(of_kind.weights).max(axis=0, keepdims=True) / 127 + 1e-12
        stored |= {
            f"{kind}_keys": of_kind.keys,
            f"{kind}_weights": np.rint(of_kind.weights / scale).astype(np.int8),
            f"{kind}_scale": scale.astype(np.float32),
            f"{kind}_bias": of_kind.bias,
            f"{kind}_belief": of_kind.belief,
        }
    np.savez_compressed(CLAIMS / "labels.npz", **stored)


def fit_whose(examples: Sequence[Example]) -> WhoseModel:
    """Which show, which season: from annotated claims whose span was found."""
    shows: list[tuple[list[list[str]], list[bool]]] = []
    seasons: list[tuple[list[list[str]], list[bool]]] = []
    for example in examples:
        if example.source == "snippet":
            continue
        ledger = Ledger(example.page)
        season_options = SeasonOptions(ledger)
        for gold in example.gold:
            for i in gold.spans[:1]:
                span, name = example.page.spans[i], topic_name(gold.topic, gold.label)
                options = show_options(ledger, span)
                right = [fold(title) == fold(gold.show) for title, _ in options]
                if not any(right):
                    continue
                if len(options) > 1:
                    shows.append(([with_topic(told, name) for _, told in options], right))
                title = options[right.index(True)][0]
                draft = example.witness.drafts.get(i, {}).get(gold.label)
                choices = season_options.of(span, title, draft)
                chosen = [season == gold.season for season, _ in choices]
                if any(chosen):
                    seasons.append(([with_topic(told, name) for _, told in choices], chosen))
    return WhoseModel(shows=_fit_choice(shows), seasons=_fit_choice(seasons))


def _fit_choice(choices: Sequence[tuple[list[list[str]], list[bool]]]) -> dict[str, float]:
    """A conditional logit: weights of what speaks for an option."""
    n = Counter(name for options, _ in choices for told in options for name in set(told))
    index = {name: i for i, name in enumerate(sorted(n)) if n[name] >= RARE}
    index = {name: i for i, name in enumerate(index)}
    sizes = np.array([len(options) for options, _ in choices])
    starts = np.cumsum(sizes) - sizes
    pairs = [
        (row, index[name])
        for row, told in enumerate(told for options, _ in choices for told in options)
        for name in told
        if name in index
    ]
    rows, columns = np.array(pairs).T
    matrix = csr_matrix(
        (np.ones(len(pairs)), (rows, columns)), shape=(int(sizes.sum()), len(index))
    )
    turned = matrix.T.tocsr()
    right = np.array([r for _, chosen in choices for r in chosen])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        total = np.add.reduceat(odds, starts)
        hits = np.add.reduceat(odds * right, starts)
        pull = odds / np.repeat(total, sizes) - odds * right / np.repeat(hits + 1e-300, sizes)
        value = WHOSE_PENALTY / 2 * weights @ weights - np.log(hits / total + 1e-300).sum()
        return float(value), turned @ pull + WHOSE_PENALTY * weights

    found = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    weights = zip(index, found.x, strict=True)
    return {name: round(float(w), 3) for name, w in weights if abs(w) >= SMALL}


def fit_timelines(articles: Sequence[Annotated]) -> dict[str, float]:
    """Which season would come next: by the bottom lines of annotated articles, or their claims."""
    return _fit_choice([choice for a in articles for choice in _timeline_choices(a)])


def _timeline_choices(annotated: Annotated) -> Iterator[tuple[list[list[str]], list[bool]]]:
    following = following_seasons(annotated)
    titles = [line["show"] for line in annotated["bottom_line"]]
    titles += [claim["show"] for claim in annotated["claims"]]
    if not following:
        return
    article = article_from_json(annotated)
    sentences = split_sentences(article.text)
    shows = Shows(tuple({fold(title): title for title in reversed(titles)}.values())[::-1])
    tokens = tokenize_article(article.title, sentences)
    survey = survey_article(article, sentences, tokens, shows)
    if survey is None:
        return
    for show in shows.titles:
        if fold(show) not in following:
            continue
        is_main = show == survey.main
        options = next_options(
            article.title if is_main else "",
            season_in_address(article.url) if is_main else None,
            survey.told_of(show),
            survey.title_seasons if is_main else (),
        )
        right = [season == following[fold(show)] for season, _ in options]
        if any(right):
            yield [told for _, told in options], right


def save_timelines(weights: Mapping[str, float]) -> None:
    text = json.dumps(dict(weights), indent=0, sort_keys=True, ensure_ascii=False)
    (CLAIMS / "timelines.json").write_text(text + "\n", encoding="utf-8")


def save_whose(model: WhoseModel) -> None:
    stored = {"shows": dict(model.shows), "seasons": dict(model.seasons)}
    text = json.dumps(stored, indent=0, sort_keys=True, ensure_ascii=False)
    (CLAIMS / "whose.json").write_text(text + "\n", encoding="utf-8")
