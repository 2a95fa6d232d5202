"""Seasons weighed side by side are what they are alone."""

import numpy as np
import pytest
from worlds_of_words import AS_OF, told_seasons

from nextseason.truth import blocks
from nextseason.truth.blocks import WeighedBlock, block_of, blocks_of, weigh_block
from nextseason.truth.histories import possible_histories
from nextseason.truth.learning import learn_sources
from nextseason.truth.prepared import prepare
from nextseason.truth.reporting import Traits, shipped_wordings

TRAITS = Traits(0.1, 0.2, 0.1, 0.3)
HABITS = np.full((8, 4), 0.2)
HEARD = [
    heard
    for n_words in (3, 6)
    for heard in told_seasons(np.random.default_rng(n_words), HABITS, n_seasons=9, n_words=n_words)
]
PREPARED = [prepare(heard, AS_OF) for heard in HEARD]


def weighed(block: blocks.Block) -> WeighedBlock:
    return weigh_block(block, np.array([TRAITS] * len(block.forms)), shipped_wordings())


@pytest.mark.parametrize("most_cells", [pytest.param(1, id="one each"), 2000, 1 << 20])
def test_each_season_is_in_one_block(monkeypatch: pytest.MonkeyPatch, most_cells: int) -> None:
    monkeypatch.setattr(blocks, "MOST_CELLS", most_cells)
    found = list(blocks_of(PREPARED))
    assert sorted(n for block in found for n in block.seasons) == list(range(len(PREPARED)))
    assert len(found) == len(PREPARED) if most_cells == 1 else len(found) < len(PREPARED)


def test_side_by_side_as_alone() -> None:
    for block in blocks_of(PREPARED):
        together = weighed(block)
        ends = [*block.starts[1:], len(block.forms)]
        causes = together.causes()
        for place, number in enumerate(block.seasons):
            alone = weighed(block_of([PREPARED[number]]))
            rows = slice(block.starts[place], ends[place])
            assert together.posterior[place] == pytest.approx(alone.posterior[0], abs=1e-12)
            assert together.evidence[place] == pytest.approx(alone.evidence[0], abs=1e-9)
            assert causes.joins[rows] == pytest.approx(alone.causes().joins, abs=1e-7)
            for part, own in zip(causes.origins, alone.causes().origins, strict=True):
                assert part[rows] == pytest.approx(own, abs=1e-7)
    assert any(block.stories for block in blocks_of(PREPARED))


def test_shares_of_histories_are_spent_in_their_states() -> None:
    histories = PREPARED[0].histories
    rows = np.array([0, 3, len(histories.first) - 1])
    shares = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])
    expected = np.einsum("wh,hds->wds", shares, np.eye(4)[histories.states[rows]])
    assert histories.spent_in(shares, rows) == pytest.approx(expected, abs=1e-15)


def test_seasons_of_as_many_days_differ_only_in_what_is_probable() -> None:
    one, other = (possible_histories([w.day for w in h.words if w.day]) for h in HEARD[:2])
    assert (one.states == other.states).all()


def test_learning_goes_on_from_what_is_known() -> None:
    book = learn_sources(HEARD, as_of=AS_OF)
    again = learn_sources(HEARD, as_of=AS_OF, known=book)
    for name, traits in book.traits.items():
        assert again.traits[name] == pytest.approx(traits, abs=0.02)
    assert again.traits != book.traits
