"""Chart files from a folder.

Folder -> Charts.  The only place where charts are opened; what is in them is read in
`chart_table`.
"""

from collections.abc import Iterable
from pathlib import Path

from nextseason.domain import Rejected
from nextseason.errors import InputError
from nextseason.viewing.chart_rows import ChartRows
from nextseason.viewing.chart_table import Charts, read_chart, same_chart, tidy

SUFFIXES = frozenset((".tsv", ".xlsx"))


def load_charts(folder: Path) -> tuple[Charts, tuple[Rejected, ...]]:
    """All charts of a folder in one table, and the files that are none.

    Raises
    ------
    InputError
        There is no chart in the folder.
    """
    read = list(_each(chart_files(folder)))
    charts = [rows for rows in read if isinstance(rows, ChartRows)]
    rejected = tuple(item for item in read if isinstance(item, Rejected))
    if not charts:
        why = "; ".join(f"{item.origin}: {item.reason}" for item in rejected)
        raise InputError(
            f"no charts in {folder}{f' ({why})' if why else ''}; "
            "get them with: nextseason pull netflix-top10"
        )
    return tidy(charts), rejected


def chart_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that may be charts, in the order of their names."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; name the one that holds the charts")
    files = (path for path in sorted(folder.iterdir()) if path.suffix.casefold() in SUFFIXES)
    return tuple(path for path in files if not path.name.startswith((".", "~")))


def _each(paths: Iterable[Path]) -> Iterable[ChartRows | Rejected]:
    """Each file's rows; of the same chart in two files the first, so that nothing counts twice."""
    known: dict[object, str] = {}
    for path in paths:
        try:
            rows = read_chart(path.read_bytes(), source=path.name)
        except InputError as fault:
            yield Rejected(origin=str(path), reason=str(fault))
        except OSError as fault:
            yield Rejected(origin=str(path), reason=fault.strerror or "cannot be read")
        else:
            if rows is None:
                yield Rejected(origin=str(path), reason="no chart that is known")
            elif (first := known.setdefault(same_chart(rows), path.name)) != path.name:
                yield Rejected(origin=str(path), reason=f"the same chart as {first}; one is used")
            else:
                yield rows
