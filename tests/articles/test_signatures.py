"""What two sets share is told from their signatures, and those alike are found."""

import tracemalloc

import numpy as np
import pytest

from nextseason.articles.signatures import BYTES, Signatures, likeness, signature


def random_hashes(rng, size):
    return rng.integers(0, 2**64, size, dtype=np.uint64)


def pair(rng, n_each, n_common):
    hashes = random_hashes(rng, 2 * n_each - n_common)
    return hashes[:n_each], hashes[n_each - n_common :]


@pytest.mark.parametrize("n_each", [1, 40, 450, 20_000])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_a_known_share_is_recovered(n_each, share):
    rng = np.random.default_rng(1)
    n_common = round(n_each * 2 * share / (1 + share))
    jaccard = n_common / (2 * n_each - n_common)
    estimates = []
    for seed in range(40):
        one, other = pair(rng, n_each, n_common)
        estimates.append(likeness(signature(one, seed=seed), signature(other, seed=seed)))
    # 5 standard errors of the mean of 40; a byte is equal by chance once in 256
    margin = 5 * np.sqrt((jaccard * (1 - jaccard) + 1 / 256) / BYTES / 40)
    assert np.mean(estimates) == pytest.approx(jaccard, abs=margin)


def test_order_and_repetition_make_no_difference():
    hashes = random_hashes(np.random.default_rng(2), 300)
    again = np.concatenate([hashes[::-1], hashes[:50]])
    assert (signature(hashes, seed=3) == signature(again, seed=3)).all()
    assert (signature(hashes, seed=3) != signature(hashes, seed=4)).any()


def test_the_most_alike_come_first():
    rng = np.random.default_rng(3)
    hashes = random_hashes(rng, 400)
    met = Signatures()
    for n_common in (250, 0, 350, 300):
        mixed = np.concatenate([hashes[:n_common], random_hashes(rng, 400 - n_common)])
        met.add(signature(mixed, seed=1))
    wanted = signature(hashes, seed=1)
    assert met.like(wanted, at_least=0.4) == [2, 3, 0]
    assert met.like(wanted, at_least=0.7) == [2]
    assert met.like(signature(random_hashes(rng, 400), seed=1), at_least=0.1) == []


def test_of_those_with_the_same_bands_the_first_is_found():
    rng = np.random.default_rng(3)
    met = Signatures()
    one = signature(random_hashes(rng, 400), seed=1)
    met.add(one)
    met.add(one)
    assert met.like(one, at_least=0.9) == [0]


def test_one_that_was_added_is_found_however_many_there_are():
    rng = np.random.default_rng(4)
    met = Signatures()
    added = [signature(random_hashes(rng, 30), seed=1) for _ in range(2_000)]
    for new in added:
        met.add(new)
    assert len(met) == len(added)
    assert [met.like(one, at_least=1) for one in added] == [[i] for i in range(len(added))]


def test_a_crowd_with_much_in_common_hides_none_of_its_own():
    """Each shares 0.43 with each other: most bands of the common part belong to the first."""
    rng = np.random.default_rng(5)
    common = random_hashes(rng, 240)
    own = [random_hashes(rng, 160) for _ in range(500)]
    met = Signatures()
    for hashes in own:
        met.add(signature(np.concatenate([common, hashes]), seed=1))
    for number, hashes in enumerate(own):
        changed = np.concatenate([common, hashes[:120], random_hashes(rng, 40)])
        assert met.like(signature(changed, seed=1), at_least=0.6)[0] == number


def test_memory_for_each():
    rng = np.random.default_rng(6)
    added = [signature(random_hashes(rng, 30), seed=1) for _ in range(800)]
    tracemalloc.start()
    met = Signatures()
    for new in added:
        met.add(new)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / len(added) < 1_600  # bytes, while the table doubles
