"""Rows in the order of accounts: a bucket is a run of them, and some accounts' rows are found."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextseason.viewing.account_rows import (
    accounts_of,
    find,
    in_full,
    in_order,
    in_runs,
    is_among,
    order_of,
    slice_of_bucket,
    taken,
)
from nextseason.viewing.buckets import bucket_of, gathered, scattered

ACCOUNT = st.one_of(st.integers(-4, 4), st.integers(-(2**63), 2**63 - 1))
ACCOUNTS = st.lists(ACCOUNT, max_size=30)


def table(accounts):
    columns = {"account": accounts, "row": range(len(accounts))}
    return pa.table({name: pa.array(each, pa.int64()) for name, each in columns.items()})


@given(ACCOUNTS, st.sampled_from([1, 2, 8]))
def test_buckets_are_runs_of_ordered_rows(accounts, n_buckets):
    rows = in_order(table(accounts))
    kept = in_runs(rows)
    pieces = [in_full(slice_of_bucket(kept, bucket, n_buckets)) for bucket in range(n_buckets)]
    assert pa.Table.from_batches(pieces).equals(rows)
    for bucket, piece in enumerate(pieces):
        assert (bucket_of(piece["account"].to_numpy(), n_buckets) == bucket).all()


@given(ACCOUNTS, ACCOUNTS, st.sampled_from([1, 4]), st.integers(0, 3))
def test_the_rows_of_accounts_are_found(accounts, wanted, n_buckets, bucket):
    bucket %= n_buckets
    kept = slice_of_bucket(in_runs(in_order(table(accounts))), bucket, n_buckets)
    who = accounts_of(in_order(table(wanted)))
    place, owner = find(kept, who)
    found = taken(in_full(kept), place)
    assert sorted(found["row"].to_pylist()) == [
        row
        for row, account in enumerate(accounts)
        if account in wanted and bucket_of(np.array([account]), n_buckets)[0] == bucket
    ]
    assert (order_of(found) == who[owner]).all()


@given(ACCOUNTS)
def test_a_scattered_account_is_gathered_again(accounts):
    account = np.array(accounts, np.int64)
    assert (gathered(scattered(account)) == account).all()


@given(ACCOUNTS, ACCOUNTS)
def test_numbers_are_among_others(keys, among):
    others = np.unique(np.array(among, np.int64))
    assert is_among(np.array(keys, np.int64), others).tolist() == [key in among for key in keys]


def test_days_stay_days():
    day = pa.array([datetime.date(2024, 3, 1), datetime.date(1969, 12, 31)])
    rows = pa.table({"account": [1, 2], "day": day})
    assert taken(rows, np.array([1]))["day"].to_pylist() == [datetime.date(1969, 12, 31)]


@pytest.mark.parametrize("n_buckets", [1, 4])
def test_of_no_rows_there_is_no_bucket(n_buckets):
    assert slice_of_bucket(in_runs(in_order(table([]))), 0, n_buckets).num_rows == 0
