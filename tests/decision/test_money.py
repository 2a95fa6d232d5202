"""Money: exact, in one currency, printed short."""

from decimal import Decimal

import pytest

from nextseason.decision.money import (
    Money,
    common_currency,
    efficiency,
    money_words,
    number_words,
)
from nextseason.errors import InputError


def usd(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="USD")


def test_amounts_are_exact():
    assert (usd("0.1") + usd("0.2")).amount == Decimal("0.3")


def test_two_currencies_are_never_added():
    with pytest.raises(InputError, match="EUR"):
        usd("1") + Money(amount=Decimal(1), currency="EUR")


@pytest.mark.parametrize("code", ["usd", "US", "DOLLAR", "U1D", "", "ÄÖÜ"])
def test_a_currency_is_a_code(code):
    with pytest.raises(InputError, match="USD"):
        Money(amount=Decimal(1), currency=code)


@pytest.mark.parametrize(
    ("cost", "value", "low", "high"),
    [("21.4e6", "891.1e6", 41.5, 41.75), ("24.1e6", "19.28e6", 0.75, 0.85)],
    ids=["season at 41.7", "special at 0.8"],
)
def test_efficiency_is_value_over_cost_as_published(cost, value, low, high):
    assert low < efficiency(usd(value), usd(cost)) < high


def test_a_published_efficiency_lies_within_the_rounding_of_its_figures():
    most = efficiency(usd("891.15e6"), usd("21.35e6"))
    least = efficiency(usd("891.05e6"), usd("21.45e6"))
    assert least < 41.7 < most


def test_efficiency_of_no_cost_is_refused():
    with pytest.raises(InputError, match="cost is 0"):
        efficiency(usd("1"), usd("0"))


def test_a_mix_names_both_places():
    with pytest.raises(InputError, match=r"row 3.*EUR.*row 2.*USD.*one currency"):
        common_currency({"row 2": "USD", "row 3": "EUR"})


def test_no_currency_at_all_is_told():
    with pytest.raises(InputError, match="8e6 USD"):
        common_currency({"row 2": None})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (-0.001, "0"),
        (0.123, "0.12"),
        (99.96, "100"),
        (999.4, "999"),
        (999.6, "1 k"),
        (1234.5, "1.23 k"),
        (999_600, "1 M"),
        (-2.5e9, "-2.5 bn"),
        (100e6, "100 M"),
    ],
)
def test_numbers_are_printed_short(number, words):
    assert number_words(number) == words


def test_money_has_its_currency():
    assert money_words(8e6, "EUR") == "8 M EUR"
