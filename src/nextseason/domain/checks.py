"""What every noun checks of itself; broken, it is an `InputError`."""

from decimal import Decimal

from nextseason.errors import InputError


def require(condition: bool, message: str) -> None:
    if not condition:
        raise InputError(message)


def plain(value: Decimal) -> Decimal:
    """One form per number, so that equal claims have equal ids: 6.30 is 6.3."""
    return value.normalize() if value else Decimal(0)


def require_probability(value: float) -> None:
    require(0.0 <= value <= 1.0, f"a probability lies in 0-1, got {value}")


def require_name(value: str, what: str) -> None:
    require(bool(value.strip()), f"{what} must not be empty")
