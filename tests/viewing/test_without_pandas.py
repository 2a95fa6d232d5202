"""Measuring a log does without pandas, and whoever wants pandas gets it."""

import subprocess
import sys

import pytest

BEGIN = "from nextseason.viewing.without_pandas import leave_pandas_out; leave_pandas_out()\n"
PROGRAMS = {
    "arrays": "import sys, pyarrow as pa; pa.array([1]); assert 'pandas' not in sys.modules",
    "frames": "import pyarrow as pa; assert len(pa.table({'a': [1]}).to_pandas()) == 1",
    "series": "import pandas, pyarrow as pa; assert pa.array(pandas.Series([7]))[0].as_py() == 7",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_pandas_comes_when_it_is_asked_for_alone(program):
    subprocess.run([sys.executable, "-c", BEGIN + program], check=True)  # noqa: S603
