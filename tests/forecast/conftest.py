import numpy as np
import pytest

from nextseason.forecast.training import last_decision, train
from tests.forecast.forecast_samples import made_world


@pytest.fixture(scope="session")
def world():
    return made_world()


@pytest.fixture(scope="session")
def model(world):
    seasons, history = world
    rng = np.random.default_rng(0)
    return train(seasons, history, known_until=last_decision(seasons), rng=rng, n_fits=4)
