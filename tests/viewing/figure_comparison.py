"""A table of figures against plain Python: counts to the last digit, the rest to 1e-9."""

import math

import pytest

from tests.viewing import event_oracle as plain

COUNTS = {"starters", "completers", "reach", "acquired", "is_whole"}
COUNTRIES = (None, "AT", "DE", "FR", "unknown")


def assert_equal(found, log, windows):
    catalogue, events, members = log
    rows = {(r["window"], r["country"], r["show_id"], r["season"]): r for r in found.to_pylist()}
    n_expected = 0
    for window in windows:
        for country in COUNTRIES:
            expected = plain.figures(events, catalogue, window, country=country, members=members)
            n_expected += len(expected)
            for key, values in expected.items():
                same_figures(rows[str(window), country, *key], values)
    assert len(rows) == found.num_rows == n_expected


def same_figures(row, expected):
    for name, value in expected.items():
        if name in COUNTS:
            assert row[name] == value, name
        elif name == "overlap":
            assert [o["show_id"] for o in row[name]] == [show for show, _ in value]
            assert [o["share"] for o in row[name]] == pytest.approx([s for _, s in value])
        else:
            near = pytest.approx(numbers(value), rel=1e-9, abs=1e-9, nan_ok=True)
            assert numbers(row[name]) == near, name


def numbers(value):
    """NaN for None, which is near to nothing but itself."""
    values = value if isinstance(value, list) else [value]
    return [math.nan if v is None else v for v in values]
