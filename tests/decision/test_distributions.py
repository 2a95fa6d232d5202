"""Texts to distributions, distributions to values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.decision.common_numbers import N_BATCHES, batch_error, uniforms
from nextseason.decision.distributions import (
    between,
    lognormal,
    normal,
    of_samples,
    parse_distribution,
    point,
    quantiles,
)
from nextseason.errors import InputError

LEVELS = np.linspace(0.001, 0.999, 200)


@pytest.mark.parametrize(
    ("text", "level", "value"),
    [
        ("8e6", 0.1, 8e6),
        ("8_000_000", 0.9, 8e6),
        (".5", 0.5, 0.5),
        ("20%", 0.5, 0.2),
        ("6e6..10e6", 0.05, 6e6),
        ("6e6..10e6", 0.95, 10e6),
        ("6e6 .. 10e6 @ 50", 0.25, 6e6),
        ("4..9", 0.5, 6.0),
        ("0..10", 0.5, 5.0),
        ("lognormal(8e6, 0.3)", 0.5, 8e6),
        ("lognormal(8e6, 0.3)", 0.8413447460685429, 8e6 * np.exp(0.3)),
        ("normal(10, 2)", 0.15865525393145707, 8.0),
        ("quantiles(0.9: 14, 0.1: 5, 0.5: 8)", 0.5, 8.0),
        ("samples(3, 1, 2)", 0.5, 2.0),
        ("1e-3..1e-2", 0.05, 1e-3),
    ],
)
def test_a_text_gives_its_quantiles(text, level, value):
    told = parse_distribution(text, what="cost")
    assert told.distribution.one_at(level) == pytest.approx(value, rel=1e-9)
    assert told.currency is None


@pytest.mark.parametrize("text", ["8e6 EUR", "EUR 8e6", "  8e6  EUR "])
def test_a_currency_stands_before_or_behind(text):
    assert parse_distribution(text, what="cost").currency == "EUR"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-3", "cannot be negative"),
        ("-3..5", "cannot be negative"),
        ("samples(1, -2)", "cannot be negative"),
        ("10..6", "turn it round"),
        ("6..10@0", "between 0 and 100 %"),
        ("6..10@100", "between 0 and 100 %"),
        ("eight", "write one of"),
        ("", "write one of"),
        ("1,5", "write one of"),
        ("lognormal(8)", "takes two numbers"),
        ("lognormal(0, 1)", "median above 0"),
        ("quantiles(0.5: 8, 0.5: 9)", "rising levels"),
        ("quantiles(0.1: 9, 0.9: 5)", "value that rises"),
        ("quantiles(0: 9, 0.9: 10)", "between 0 and 1"),
        ("quantiles(5)", "level: value"),
        ("samples()", "at least one"),
        ("1e999", "too large"),
    ],
)
def test_a_bad_text_is_named_with_the_remedy(text, why):
    with pytest.raises(InputError, match=why) as fault:
        parse_distribution(text, what="row 3, cost")
    assert "row 3, cost" in str(fault.value)


@given(
    st.lists(st.floats(0, 1e12), min_size=1, max_size=300),
    st.sampled_from(["samples", "quantiles"]),
)
def test_a_higher_level_never_has_a_lower_value(numbers, kind):
    ordered = sorted(numbers)
    n = len(ordered)
    levels = [(i + 1) / (n + 1) for i in range(n)]
    told = of_samples(numbers) if kind == "samples" else quantiles(levels, ordered)
    values = told.at(LEVELS)
    assert (np.diff(values) >= -1e-6 * np.abs(values[1:])).all()
    assert (values >= 0).all()


@given(st.floats(1e-3, 1e9), st.floats(1.0, 50.0), st.floats(1e-3, 1e3))
def test_scaling_scales_every_value(low, ratio, by):
    told = between(low, low * ratio)
    assert told.scaled(by).at(LEVELS) == pytest.approx(told.at(LEVELS) * by, rel=1e-9)


def test_what_would_be_negative_counts_as_nothing():
    assert normal(1.0, 10.0).one_at(0.01) == 0.0


def test_many_samples_keep_their_quantiles():
    samples = np.exp(np.random.default_rng(1).normal(3, 1, 5000))
    told = of_samples(samples.tolist())
    assert told.one_at(0.3) == pytest.approx(np.quantile(samples, 0.3), rel=0.01)


def test_draws_follow_the_distribution():
    draws = lognormal(100.0, 0.5).at(uniforms("x", 10_000))
    assert draws.mean() == pytest.approx(100 * np.exp(0.125), rel=5e-3)
    assert point(3.0).at(uniforms("x", 10)).tolist() == [3.0] * 10


def test_numbers_are_those_of_the_name_and_the_seed():
    assert (uniforms("a", 100) == uniforms("a", 100)).all()
    assert not (uniforms("a", 100) == uniforms("b", 100)).any()
    assert not (uniforms("a", 100) == uniforms("a", 100, seed=9)).any()


def test_names_are_independent():
    a, b = uniforms("a", 20_000), uniforms("b", 20_000)
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.03


def test_the_error_by_batches_is_that_of_the_mean():
    """Strata make a mean of levels more exact than chance would; the error says so."""
    draws = uniforms("a", 20_000)
    assert abs(draws.mean() - 0.5) < 4 * batch_error(draws) + 1e-6
    assert batch_error(draws) < 0.1 / np.sqrt(20_000)
    chance = np.random.default_rng(0).random(20_000)
    assert batch_error(chance) == pytest.approx(np.sqrt(1 / 12 / 20_000), rel=0.6)


@pytest.mark.parametrize(("n", "seed"), [(5, 1), (N_BATCHES + 1, 1), (100, -1)])
def test_impossible_draws_are_refused(n, seed):
    with pytest.raises(InputError):
        uniforms("a", n, seed=seed)
