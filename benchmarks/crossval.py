"""Reading cross-validated by show: every article read by models that never saw its show.

Slow (some twenty minutes): `./dev bench crossval`.  The learning curve fits the same models on
parts of the annotated articles.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from benchmarks import causes
from benchmarks.corpus import CORPUS, Annotated, articles, is_held_out, main_show
from benchmarks.reading import score
from nextseason.claims import read_claims
from nextseason.claims.label_model import label_model
from nextseason.claims.names import find_names
from nextseason.claims.reader import Models, read_article
from nextseason.claims.relevance import is_about_a_season
from nextseason.claims.sentences import split_sentences
from nextseason.claims.shows import ShowModel, find_shows
from nextseason.claims.tokens import tokenize_article
from nextseason.claims.witness import topics_of
from nextseason.domain import Article, Claim
from nextseason.wire import article_from_json
from training import annotated, snippets
from training.fates import fit as fit_fates
from training.reader import Example, example_of_snippet, examples_of, fit_labels, fit_whose
from training.relevance import fit as fit_relevance
from training.shows import fit as fit_shows

N_FOLDS = 3
SHARES = (0.125, 0.5)  # of all that is learned from; 1 is the shipped reader


def measure() -> str:
    if not articles():
        return f"Skipped: no annotated articles in {CORPUS}."
    data = _Data()
    predicted: dict[str, list[Claim]] = {}
    for fold in range(N_FOLDS):
        predicted |= data.read(partial(_is_in_fold, fold), share=1.0)
    rows = [
        "Each article read by models of shows, labels, fates and whose that saw no article about "
        "its show; timelines and voices are the shipped ones, which saw those not held out:",
        "",
    ]
    rows += table(score(articles(), predicted))
    rows += ["", "Its errors by cause:", "", *causes.table(articles(), predicted)]
    rows += [
        "",
        "F1 by the share of everything learned from (annotated articles, our own texts, snippets):",
        "",
    ]
    rows += ["| share | F1 on the held-out shows |", "|---|---:|"]
    held = [a for a in articles() if is_held_out(a)]
    for share in SHARES:
        read = data.read(is_held_out, share=share)
        rows.append(f"| {share:.3f} | {score(held, read)['all'][2]:.3f} |")
    shipped = {a["id"]: read_claims(article_from_json(a)) for a in held}
    rows.append(f"| 1.000 | {score(held, shipped)['all'][2]:.3f} |")
    return "\n".join(rows)


def _is_in_fold(fold: int, article: Annotated) -> bool:
    return fold == int(hashlib.sha256(main_show(article).encode()).hexdigest()[:8], 16) % N_FOLDS


class _Data:
    """Everything to learn from, worked out once."""

    def __init__(self) -> None:
        self.own = annotated.load()
        sources = [(a, main_show(a), "corpus") for a in articles()]
        sources += [(a, a["id"], "text") for a in self.own]
        both = examples_of(sources)
        n = len(articles())
        self.corpus = [(a, *pair) for a, pair in zip(articles(), both[:n], strict=True)]
        self.texts = both[n:]
        self.told = snippets.load()
        self.snippets = [example_of_snippet(s, str(i // 50)) for i, s in enumerate(self.told)]

    def read(self, left_out: Callable[[Annotated], bool], share: float) -> dict[str, list[Claim]]:
        """What models that know nothing of the articles left out read in those."""
        step = round(1 / share)
        known = [(e, b) for a, e, b in self.corpus if not left_out(a)][::step] + self.texts[::step]
        examples = [e for e, _ in known if e] + [e for e in self.snippets[::step] if e]
        show_model = fit_shows([b for _, b in known if b])
        read = [a for a, _, _ in self.corpus if not left_out(a)][::step] + self.own[::step]
        models = Models(
            labels=_labels(examples),
            whose=fit_whose(examples),
            relevance=fit_relevance(read, self.told[::step]),
            fates=fit_fates(examples),
        )
        return {
            a["id"]: list(_read(article_from_json(a), models, show_model))
            for a, _, _ in self.corpus
            if left_out(a)
        }


def _labels(examples: Sequence[Example]) -> Any:
    """How far the grammars are believed is learned without the corpus: the shipped weights."""
    shipped = label_model()
    fitted = fit_labels(examples, n_folds=1)
    return {kind: replace(m, belief=shipped[kind].belief) for kind, m in fitted.items()}


def _read(article: Article, models: Models, show_model: ShowModel) -> tuple[Claim, ...]:
    sentences = split_sentences(article.text)
    tokens = tokenize_article(article.title, sentences)
    if not is_about_a_season(tokens, [*map(topics_of, sentences)], models.relevance):
        return ()
    names = [tuple(find_names(s.text)) for s in sentences]
    shows = find_shows(article, sentences, names, tokens, show_model)
    return read_article(article, models=models, shows=shows) if shows else ()


def table(result: dict[str, Any]) -> list[str]:
    rows = ["| topic | annotated | P | R | F1 |", "|---|---:|---:|---:|---:|"]
    for topic, (p, r, f1, n) in result["topics"].items():
        rows.append(f"| {topic} | {n} | {p:.3f} | {r:.3f} | {f1:.3f} |")
    p, r, f1 = result["all"]
    rows.append(f"| **all** | {result['n_gold']} | {p:.3f} | {r:.3f} | **{f1:.3f}** |")
    told = ", ".join(f"{k} {result[k]:.3f}" for k in ("certainty", "by", "grounded", "status"))
    return [*rows, "", f"{told}."]
