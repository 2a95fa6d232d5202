"""The company of a name: who stands in a sentence with it, and who is a part of it."""

import numpy as np
import pytest

from nextseason.claims.candidates import Candidate
from nextseason.claims.show_company import N_COMPANY, company_features

ALONE, MOST, MEAN, N_SHOWS, AKIN, BELOW_BEST, N_ALL = range(N_COMPANY)


def candidate(name: str, *sentences: int) -> Candidate:
    places = tuple((sentence, 0, len(name)) for sentence in sentences)
    return Candidate(key=name, title=name, features={}, places=places)


@pytest.fixture
def features() -> np.ndarray:
    candidates = [
        candidate("tidewater", 0, 1),
        candidate("copper line", 1),
        candidate("copper line blues", 1),
        candidate("halcyon", 2),
    ]
    return company_features(candidates, np.array([3.0, -1.0, 1.0, -4.0], np.float32))


def test_company_is_who_stands_in_the_same_sentence(features: np.ndarray) -> None:
    assert features[0, [MOST, MEAN, N_SHOWS]].tolist() == [1.0, 0.0, 1.0]


def test_a_part_of_a_name_is_no_company_but_akin(features: np.ndarray) -> None:
    assert features[1, [MOST, AKIN]].tolist() == [3.0, 1.0]
    assert features[2, [MOST, AKIN]].tolist() == [3.0, -1.0]


def test_who_stands_alone_has_no_company(features: np.ndarray) -> None:
    assert features[3, [MOST, MEAN, N_SHOWS, AKIN]].tolist() == [-9.0, -9.0, 0.0, -9.0]


def test_all_are_measured_against_the_best(features: np.ndarray) -> None:
    assert features[:, ALONE].tolist() == [3.0, -1.0, 1.0, -4.0]
    assert features[:, BELOW_BEST].tolist() == [0.0, 4.0, 2.0, 7.0]
    assert set(features[:, N_ALL]) == {2.0}
