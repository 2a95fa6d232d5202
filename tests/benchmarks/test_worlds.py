"""Simulated worlds have the truth, the habits and the copies that they say they have."""

import numpy as np
import pytest

from benchmarks.worlds import PENDING, World, as_ledger, changing_world, static_world, vote

MAKERS = {"static": static_world, "changing": changing_world}


def made(name: str, *, copying: float = 0.0, colluding: float = 0.0) -> World:
    return MAKERS[name](np.random.default_rng(7), copying=copying, colluding=colluding)


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_seed_makes_the_same_world(name: str) -> None:
    one, other = made(name, copying=0.2), made(name, copying=0.2)
    assert (one.value == other.value).all()
    assert (one.time == other.time).all()


@pytest.mark.parametrize("name", MAKERS)
def test_every_object_is_spoken_of_and_rows_are_in_order(name: str) -> None:
    world = made(name, copying=0.3, colluding=0.4)
    assert set(world.object.tolist()) == set(range(len(world.turns)))
    assert (np.diff(world.time) >= 0).all()
    pairs = set(zip(world.source.tolist(), world.object.tolist(), strict=True))
    assert len(pairs) == len(world.source)


def test_static_sources_are_right_as_often_as_their_reliability_says() -> None:
    world = static_world(np.random.default_rng(1), n_objects=4000)
    right = world.value == world.gold[world.object]
    for s, reliability in enumerate(world.sources.reliability):
        told = right[world.source == s]
        assert abs(told.mean() - reliability) < 4 * np.sqrt(0.25 / len(told))


def test_a_copier_says_what_its_original_said_before() -> None:
    world = made("changing", copying=0.3)
    said = {
        (s, o): (v, t)
        for s, o, v, t in zip(
            world.source.tolist(),
            world.object.tolist(),
            world.value.tolist(),
            world.time.tolist(),
            strict=True,
        )
    }
    assert world.is_copy.any()
    for row in np.flatnonzero(world.is_copy):
        original = int(world.sources.copies[world.source[row]])
        value, day = said[original, int(world.object[row])]
        assert value == world.value[row]
        assert day < world.time[row]


@pytest.mark.parametrize("name", MAKERS)
def test_the_colluding_agree_on_wrong_values(name: str) -> None:
    world = made(name, colluding=0.4)
    assert world.sources.colludes.sum() == 24
    wrong = world.value != world.gold[world.object]
    colludes = world.sources.colludes[world.source]
    assert wrong[colludes].mean() > wrong[~colludes].mean() + 0.2
    assert (vote(world) == world.gold).mean() < (vote(made(name)) == made(name).gold).mean()


def test_objects_start_pending_and_change_later() -> None:
    world = made("changing")
    assert all(turns[0][1] == PENDING and len(turns) >= 2 for turns in world.turns)
    assert all(days == sorted(days) for days in ([d for d, _ in t] for t in world.turns))
    late = world.truth(world.object, np.full_like(world.object, 10_000))
    assert (late == world.gold[world.object]).all()


def test_a_guess_is_told_only_while_nothing_is_decided() -> None:
    world = made("changing")
    truth = world.truth(world.object, world.time)
    renewed = world.value == 0
    undecided = truth == PENDING
    assert renewed[undecided].mean() > 0.1
    assert renewed[truth == 1].mean() < renewed[undecided].mean()


def test_rows_become_articles_of_their_sources() -> None:
    world = changing_world(np.random.default_rng(2), n_sources=8, n_objects=20)
    ledger, known = as_ledger(world)
    assert len(ledger.claims) == len(ledger.articles) == len(world.source)
    assert len(known) == 20
    assert {a.site for a in ledger.articles.values()} <= {f"source-{s}.example" for s in range(8)}
