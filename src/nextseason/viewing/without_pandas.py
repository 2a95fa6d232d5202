"""Arrow told not to look for pandas.

Nothing -> nothing.  Arrow asks of whatever becomes an array whether it is one of pandas', and
imports pandas to find out, which takes most of a second: more than a small day's viewing does.
"""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec

import pyarrow as pa


class _NoPandas(MetaPathFinder):
    """Answers for pandas, and for nothing else."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError("left out", name=fullname)
        return None


def leave_pandas_out() -> None:
    """Have Arrow take it that there is no pandas, until something is to be made pandas' own.

    For a program that hands Arrow nothing of pandas', before its first array.
    """
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([0])  # Arrow asks once, and keeps the answer
    finally:
        sys.meta_path.remove(finder)
