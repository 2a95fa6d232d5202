"""What sources are like is found again where it is known."""

from dataclasses import replace

import numpy as np
import pytest
from worlds_of_words import AS_OF, told_seasons

from nextseason.truth.learning import learn_sources
from nextseason.truth.renewal import weigh_renewal
from nextseason.truth.reporting import Traits
from nextseason.truth.sources import (
    EMPTY_BOOK,
    PRIORS,
    SOURCE_WORDS,
    SourceBook,
    SourceKind,
    described,
    with_season,
)
from nextseason.truth.testimony import Testimony as Heard
from nextseason.truth.testimony import Word

N_SOURCES = 12
WORLDS = 10


def drawn_traits(rng: np.random.Generator) -> np.ndarray:
    """Habits as the prior has them."""
    prior = np.array(PRIORS[SourceKind.DATED]) * SOURCE_WORDS
    return rng.beta(prior, SOURCE_WORDS - prior, size=(N_SOURCES, 4))


def seasons(seed: int, n_seasons: int = 12) -> list[Heard]:
    rng = np.random.default_rng(seed)
    return told_seasons(rng, drawn_traits(rng), n_seasons=n_seasons, n_words=6)


def learned(heard: list[Heard]) -> SourceBook:
    return learn_sources(heard, as_of=AS_OF)


def renamed(heard: Heard, name: dict[str, str]) -> Heard:
    words = [replace(w, source=name[w.source], cited=name.get(w.cited or "")) for w in heard.words]
    return replace(heard, words=tuple(words))


def test_intervals_hold_the_true_habits_as_often_as_they_say() -> None:
    held = []
    for seed in range(WORLDS):
        rng = np.random.default_rng(seed)
        true = drawn_traits(rng)
        book = learned(told_seasons(rng, true, n_seasons=80, n_words=6))
        for source in described(book):
            number = int(source.name.removeprefix("site-").removesuffix(".example"))
            bounds = zip(source.low, true[number], source.high, strict=True)
            held.append([low <= chance <= high for low, chance, high in bounds])
    coverage = np.mean(held, axis=0)
    # Of 90 %; what is learned of the whole kind is taken as certain, so that a little is missing.
    assert (coverage > 0.8).all()
    assert (coverage < 0.97).all()


@pytest.mark.parametrize("trait", Traits._fields)
def test_who_does_a_thing_often_is_found(trait: str) -> None:
    rng = np.random.default_rng(5)
    column = Traits._fields.index(trait)
    true = np.full((N_SOURCES, 4), 0.02)
    n_culprits = 3 if trait == "story" else 1  # nobody tells a story alone
    true[:n_culprits, column] = 0.6
    book = learned(told_seasons(rng, true, n_seasons=300, n_words=6))
    found = {name: traits[column] for name, traits in book.traits.items()}
    culprit = min(found.pop(f"site-{n}.example") for n in range(n_culprits))
    assert culprit > 0.1  # few words are of undecided seasons, where alone a guess shows
    assert culprit > 1.5 * max(found.values())


def test_a_source_of_which_nothing_is_known_is_as_its_kind() -> None:
    assert EMPTY_BOOK.traits_of("new.example") == PRIORS[SourceKind.DATED]
    assert EMPTY_BOOK.trust("new.example") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        pytest.param([{}, {}], SourceKind.DATED, id="shows its days"),
        pytest.param([{"day": None}, {"day": None}, {}], SourceKind.UNDATED, id="mostly undated"),
        pytest.param([{"day": None}, {}], SourceKind.DATED, id="undated half the time"),
    ],
)
def test_a_source_is_of_the_kind_that_it_shows(
    changes: list[dict[str, None]], kind: SourceKind
) -> None:
    word = seasons(1)[0].words[0]
    words = [replace(word, source="some.example", **change) for change in changes]
    assert learned([Heard(show="A", season=2, words=tuple(words))]).kind_of("some.example") is kind


@pytest.mark.parametrize(
    ("by", "kind"),
    [
        pytest.param(["a.example"], SourceKind.DATED, id="by one"),
        pytest.param(["a.example", "some.example"], SourceKind.DATED, id="by itself"),
        pytest.param(["a.example", "b.example"], SourceKind.CITED, id="by two"),
    ],
)
def test_a_source_that_others_name_is_relied_on(by: list[str], kind: SourceKind) -> None:
    word = replace(seasons(1)[0].words[0], source="some.example")
    citing = [replace(word, source=name, cited="some.example") for name in by]
    book = learned([Heard(show="A", season=2, words=(word, *citing))])
    assert book.kind_of("some.example") is kind


def test_names_are_only_names() -> None:
    heard = seasons(3)
    heard[0] = replace(heard[0], words=(replace(heard[0].words[0], cited="site-1.example"),))
    name = {f"site-{n}.example": f"renamed-{(n * 5) % N_SOURCES}.test" for n in range(N_SOURCES)}
    book, again = learned(heard), learned([renamed(one, name) for one in heard])
    assert set(again.traits) == {name[source] for source in book.traits}
    for source, traits in book.traits.items():
        assert again.traits[name[source]] == pytest.approx(traits, abs=1e-9)


def test_order_does_not_matter() -> None:
    heard = seasons(4)
    shuffled = [replace(h, words=h.words[3:] + h.words[2::-1]) for h in reversed(heard)]
    book, again = learned(heard), learned(shuffled)
    assert set(again.traits) == set(book.traits)
    for source, traits in book.traits.items():
        assert again.traits[source] == pytest.approx(traits, abs=1e-9)


def words_of(book: SourceBook) -> dict[str, float]:
    return {source.name: source.n_words for source in described(book)}


def test_a_season_weighed_anew_replaces_what_it_showed() -> None:
    heard = seasons(6)
    book = learned(heard)
    fewer = replace(heard[0], words=heard[0].words[1:])
    gone: Word = heard[0].words[0]
    before, after = (
        words_of(book),
        words_of(with_season(book, weigh_renewal(fewer, book, as_of=AS_OF))),
    )
    before[gone.source] -= 1.0
    assert after == pytest.approx({name: n for name, n in before.items() if n > 1e-6})


def test_a_season_does_not_count_against_its_own_sources() -> None:
    heard = seasons(6)
    alone = replace(heard[0].words[0], source="alone.example", cited=None)
    heard[0] = replace(heard[0], words=(*heard[0].words, alone))
    book = learned(heard)
    apart = book.traits_apart((heard[0].show, heard[0].season))
    assert apart("alone.example") == pytest.approx(book.kind_traits[SourceKind.DATED])
    assert apart("never.met.example") == book.traits_of("never.met.example")
    assert apart("alone.example") != book.traits_of("alone.example")


def test_a_season_weighed_twice_is_as_weighed_once() -> None:
    heard = seasons(6)
    book = learned(heard)
    once = weigh_renewal(heard[0], book, as_of=AS_OF)
    twice = weigh_renewal(heard[0], with_season(book, once), as_of=AS_OF)
    assert twice.posterior == pytest.approx(once.posterior, abs=1e-9)


def test_a_new_source_is_of_the_kind_that_its_first_season_shows() -> None:
    book = learned(seasons(6))
    word = replace(seasons(6)[0].words[0], source="new.example", day=None)
    undated = Heard(show="Another", season=2, words=(word,))
    updated = with_season(book, weigh_renewal(undated, book, as_of=AS_OF))
    assert updated.kind_of("new.example") is SourceKind.UNDATED
    assert updated.traits_of("new.example").noise > book.traits_of("new.example").noise
    assert updated.kind_traits == book.kind_traits
