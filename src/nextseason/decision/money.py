"""Money: an exact amount in one currency; two currencies are never added.

Pure.  Nothing here changes money: an exchange rate is a judgement and left to the user.
Draws are floats in the currency of their case; what was stated is kept exact here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nextseason.errors import InputError

# From these on a number is printed in the larger unit, three digits as a rule.
UNITS = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency, ISO 4217."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        check_currency(self.currency, what="money")
        if not self.amount.is_finite():
            raise InputError(f"money is a finite number, got {self.amount}")

    def __add__(self, other: "Money") -> "Money":
        currency = common_currency({"the first": self.currency, "the second": other.currency})
        return Money(amount=self.amount + other.amount, currency=currency)


def check_currency(code: str, *, what: str) -> str:
    """The code, if it has the form of one.

    >>> check_currency("EUR", what="the budget")
    'EUR'
    """
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise InputError(f"{what}: a currency is a code such as USD, got {code!r}")
    return code


def common_currency(named: Mapping[str, str | None], *, default: str | None = None) -> str:
    """The one currency of all that name one; None names none.

    Raises
    ------
    InputError
        Two currencies, or none at all and no default.

    Examples
    --------
    >>> common_currency({"cost": "EUR", "value": None}, default="USD")
    'EUR'
    """
    first: tuple[str, str] | None = None
    for what, currency in named.items():
        if currency is None:
            continue
        if first and currency != first[1]:
            raise InputError(
                f"{what} is in {currency}, {first[0]} in {first[1]}; give all in one currency"
            )
        first = first or (what, currency)
    if first:
        return first[1]
    if default is None:
        raise InputError(f"{', '.join(named)}: no currency; write one, such as 8e6 USD")
    return default


def efficiency(value: Money, cost: Money) -> float:
    """Value per unit of cost.

    Two published examples, each figure rounded as it was printed.  A season that cost
    21.4 million dollars had 891.1 million of impact value, and an efficiency of 41.7; costs
    that round to 21.4 give 41.5 to 41.7:

    >>> def millions(amount):
    ...     return Money(amount=Decimal(amount) * 10**6, currency="USD")
    >>> round(efficiency(millions("891.1"), millions("21.4")), 2)
    41.64
    >>> round(efficiency(millions("891.1"), millions("21.35")), 2)
    41.74

    A special cost 24.1 million at 0.8; value that comes to that was 18.1 to 20.5 million:

    >>> round(efficiency(millions("19.3"), millions("24.1")), 1)
    0.8
    """
    common_currency({"value": value.currency, "cost": cost.currency})
    if cost.amount <= 0:
        raise InputError(f"efficiency is value / cost, and the cost is {cost.amount}; give one")
    return float(value.amount / cost.amount)


def money_words(amount: float, currency: str) -> str:
    """An amount as it is printed.

    >>> money_words(-12_345_678.0, "USD"), money_words(0.8345, "USD"), money_words(0, "USD")
    ('-12.3 M USD', '0.83 USD', '0 USD')
    """
    return f"{number_words(amount)} {currency}"


def number_words(amount: float) -> str:
    """A number with a unit, about three digits.

    >>> number_words(999_960.0), number_words(31_400_000), number_words(250e6), number_words(12.0)
    ('1 M', '31.4 M', '250 M', '12')
    """
    for unit, letter in UNITS:
        # What would round up to the unit is printed in it.
        if abs(amount) >= 0.9995 * unit:
            return f"{_digits(amount / unit)} {letter}"
    return _digits(amount)


def _digits(number: float) -> str:
    decimals = 0 if abs(number) >= 99.95 else 1 if abs(number) >= 9.995 else 2
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
