"""Fit the models that the package ships: `./dev train [NAME...]`.

Articles about held-out shows are never fitted on.
"""

import sys
from collections.abc import Callable
from functools import cache

from benchmarks.corpus import CORPUS, articles, is_held_out, main_show
from nextseason.claims.timelines import timeline_weights
from training import (
    annotated,
    fates,
    glance,
    reader,
    relevance,
    shows,
    snippets,
    vectors,
    voices,
    wordings,
)


def train_shows() -> str:
    everything = [a for a in articles() if not is_held_out(a)] + annotated.load()
    ballots = [b for a in everything if (b := shows.ballot(a))]
    shows.save(shows.fit(ballots))
    return f"{len(ballots)} articles"


def train_relevance() -> str:
    everything = [a for a in articles() if not is_held_out(a)] + annotated.load()
    relevance.save(relevance.fit(everything, snippets.load()))
    return f"{len(everything)} articles"


def train_glance() -> str:
    points, without_words = glance.fit(annotated.load())
    glance.save(points, without_words)
    return f"{len(points)} words"


def train_timelines() -> str:
    everything = [a for a in articles() if not is_held_out(a)] + annotated.load()
    weights = reader.fit_timelines(everything)
    reader.save_timelines(weights)
    timeline_weights.cache_clear()  # what is learned after this reads with the new ones
    return f"{len(weights)} weights"


def train_labels() -> str:
    model = reader.fit_labels(_examples())
    reader.save_labels(model)
    return ", ".join(f"{len(m.keys)} features of {kind}s" for kind, m in model.items())


def train_fates() -> str:
    model = fates.fit(_examples())
    fates.save(model)
    return f"{len(model.keys)} words"


def train_whose() -> str:
    model = reader.fit_whose(_examples())
    reader.save_whose(model)
    return f"{len(model.shows)} and {len(model.seasons)} weights"


@cache
def _examples() -> tuple[reader.Example, ...]:
    sources = [(a, main_show(a), "corpus") for a in articles() if not is_held_out(a)]
    sources += [(a, a["id"], "text") for a in annotated.load()]
    found = [example for example, _ in reader.examples_of(sources)]
    found += [
        reader.example_of_snippet(s, f"snippets {i // 50}") for i, s in enumerate(snippets.load())
    ]
    return tuple(example for example in found if example)


# In this order: each is worked out with those before it.
MODELS: dict[str, Callable[[], str]] = {
    "vectors": vectors.train,
    "relevance": train_relevance,
    "glance": train_glance,
    "shows": train_shows,
    "timelines": train_timelines,
    "voices": voices.train,
    "whose": train_whose,
    "labels": train_labels,
    "fates": train_fates,
    "wordings": wordings.train,
}


def main(names: list[str]) -> int:
    if not articles():
        print(f"no annotated articles in {CORPUS}; name their folder in NEXTSEASON_CORPUS")
        return 1
    for name in names or MODELS:
        print(f"{name}: {MODELS[name]()}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
