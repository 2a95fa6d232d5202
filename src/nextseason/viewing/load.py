"""Engines and files, opened.

Addresses and paths -> an Engine, its tables.  The only place where connections are opened;
what they are asked is written in `events`, `measures` and `approximate`.
"""

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import duckdb
import ibis
import ibis.common.exceptions as ibis_exceptions
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from nextseason.errors import InputError

BATCH_ROWS = 1_000_000
SPARK = "spark"
READERS = {
    ".parquet": "read_parquet",
    ".csv": "read_csv",
    ".tsv": "read_csv",
    ".arrow": "arrow",
    ".feather": "arrow",
}
# How many bytes an event takes in a file that does not tell how many it has.
BYTES_A_ROW = 64


class Engine(Protocol):
    """What a plan needs."""

    @property
    def backend(self) -> Any:
        """The connection of Ibis."""

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What it raises where it cannot go on."""

    def put(self, name: str, rows: pa.Table) -> None:
        """A small table under a name."""

    def keep(self, name: str, table: ir.Table) -> None:
        """The rows of an expression under a name, worked out once."""

    def get(self, table: ir.Table) -> pa.Table:
        """The rows of an expression."""

    def read(self, how: str, paths: Sequence[str]) -> ir.Table:
        """The rows of files, by the name of Ibis's method for their kind."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """DuckDB in this process."""

    backend: Any
    faults: ClassVar = (duckdb.Error, ibis_exceptions.IbisError)

    def put(self, name: str, rows: pa.Table) -> None:
        self.show("incoming", rows)
        self.keep_sql(name, "SELECT * FROM incoming")

    def show(self, name: str, rows: pa.Table) -> None:
        """A table under a name, read where it lies."""
        self.backend.con.register(name, rows)

    def keep(self, name: str, table: ir.Table) -> None:
        self.keep_sql(name, self.sql(table))

    def keep_sql(self, name: str, sql: str) -> None:
        self.backend.con.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {sql}')

    def get(self, table: ir.Table) -> pa.Table:
        return self.get_sql(self.sql(table)).cast(table.schema().to_pyarrow())

    def read(self, how: str, paths: Sequence[str], **options: bool) -> ir.Table:
        return getattr(self.backend, how)(list(paths), **options)

    def get_sql(self, sql: str) -> pa.Table:
        return self.backend.con.sql(sql).to_arrow_table()

    def sql(self, table: ir.Table) -> str:
        return str(self.backend.compile(table))

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        """The rows of an expression as they come; all threads of the engine work at them.

        An empty batch comes last: it tells the columns where there are no rows.
        """
        try:
            reader = self.backend.con.sql(self.sql(table)).to_arrow_reader(BATCH_ROWS)
            yield from reader
        except self.faults as fault:
            raise InputError(
                f"reading ended early: {first_line(fault)}; check the files, and that "
                "nobody is writing them"
            ) from fault
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)


@dataclass(frozen=True, slots=True)
class OnSpark:
    """A Spark session, local or a cluster's."""

    backend: Any

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        return PySparkException, Py4JError, ibis_exceptions.IbisError

    def put(self, name: str, rows: pa.Table) -> None:
        frame = self._session.createDataFrame(rows.to_pandas())
        frame.createOrReplaceTempView(name)

    def keep(self, name: str, table: ir.Table) -> None:
        catalog = self._session.catalog
        if catalog.tableExists(name):
            catalog.uncacheTable(name)
        self._session.sql(self.backend.compile(table)).createOrReplaceTempView(name)
        catalog.cacheTable(name)  # in memory as far as there is room, then on disk

    def get(self, table: ir.Table) -> pa.Table:
        return self.backend.to_pyarrow(table)

    def read(self, how: str, paths: Sequence[str]) -> ir.Table:
        options = {"header": True, "inferSchema": True} if how == "read_csv" else {}
        reader = self._session.read.options(**options)
        frame = reader.csv(list(paths)) if how == "read_csv" else reader.parquet(*paths)
        name = f"read_{abs(hash(tuple(paths)))}"
        frame.createOrReplaceTempView(name)
        return self.backend.table(name)

    @property
    def _session(self) -> Any:
        return self.backend._session


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Any other engine that Ibis reaches."""

    backend: Any
    faults: ClassVar = (Exception,)  # each has a driver, which has exceptions of its own

    def put(self, name: str, rows: pa.Table) -> None:
        self.backend.create_table(name, rows, temp=True, overwrite=True)

    def keep(self, name: str, table: ir.Table) -> None:
        self.backend.create_table(name, table, temp=True, overwrite=True)

    def get(self, table: ir.Table) -> pa.Table:
        return self.backend.to_pyarrow(table)

    def read(self, how: str, paths: Sequence[str]) -> ir.Table:
        return getattr(self.backend, how)(list(paths))


def open_engine(address: str = "duckdb", *, threads: int | None = None) -> Engine:
    """The engine at an address: `duckdb`, `spark`, `spark://host:port`, or an address of Ibis.

    Raises
    ------
    InputError
        There is no such engine, its package is not installed, or it does not answer.
    """
    if address == "duckdb":
        return open_duckdb(threads=threads)
    try:
        if address == SPARK or address.startswith("spark://"):
            return OnSpark(_open_spark(address))
        return Elsewhere(ibis.connect(address))
    except ModuleNotFoundError as fault:
        raise InputError(
            f"--engine {address} needs {fault.name}; install nextseason[spark], or the extra of "
            "ibis-framework for the engine"
        ) from fault
    except (ValueError, OSError, ibis_exceptions.IbisError) as fault:
        raise InputError(
            f"--engine {address} cannot be reached: {fault}; it is duckdb, spark, "
            "spark://host:port or an address that Ibis knows"
        ) from fault


def open_duckdb(*, threads: int | None = None) -> InProcess:
    """DuckDB in memory; it spills into the folder for temporary files."""
    settings = {} if threads is None else {"threads": threads}
    backend = ibis.duckdb.connect(":memory:", **settings)
    backend.con.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    return InProcess(backend)


def _open_spark(address: str) -> Any:
    from pyspark.sql import SparkSession

    master = "local[*]" if address == SPARK else address
    builder = SparkSession.builder.master(master).appName("nextseason")
    # What the user's Spark configuration says of it counts; these are ours alone.
    builder = builder.config("spark.sql.session.timeZone", "UTC")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    return ibis.pyspark.connect(builder.getOrCreate())


def open_table(engine: Engine, where: str) -> ir.Table:
    """A file, a folder, a glob, or what the engine itself finds: `s3://...`, a table of its own.

    Folders may be partitioned as `country=DE/day=2024-01-05/`.

    Raises
    ------
    InputError
        Nothing is there, or it cannot be read.
    """
    files = log_files(where)
    try:
        if files:
            return _read(engine, where, files)
        if "://" in where:  # the engine's own way to Parquet that lies elsewhere
            return engine.read("read_parquet", [where])
        return engine.backend.table(where)
    except Exception as fault:
        if not isinstance(fault, (*engine.faults, OSError, ValueError, TypeError)):
            raise
        raise InputError(
            f"cannot read {where}: {first_line(fault)}; name a file, folder or glob of "
            f"{', '.join(READERS)}, or a table of the engine"
        ) from fault


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """An engine's own exceptions as ours."""
    try:
        yield
    except InputError:
        raise
    except engine.faults as fault:
        raise InputError(
            f"the engine ended early: {first_line(fault)}; see what it logs"
        ) from fault


def first_line(fault: Exception) -> str:
    """What an exception says, without its trace."""
    return next(iter(str(fault).strip().splitlines()), type(fault).__name__)


def log_files(where: str) -> tuple[Path, ...]:
    """The files of a path, a folder or a glob that can be read, in the order of their names."""
    path = Path(where)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.casefold() in READERS)
    elif path.is_file():
        found = [path]
    else:
        found = sorted(Path(name) for name in glob.glob(where, recursive=True))
    return tuple(p for p in found if p.is_file())


def rough_count(engine: Engine, events: ir.Table, where: str) -> int:
    """About how many events there are: Parquet files tell, others by their size."""
    files = log_files(where)
    if not files and isinstance(engine, InProcess):
        return int(engine.get(events.count().as_table()).column(0)[0].as_py())
    return sum(
        pq.read_metadata(path).num_rows
        if path.suffix.casefold() == ".parquet"
        else path.stat().st_size // BYTES_A_ROW
        for path in files
    )


def read_rows(where: Path) -> pa.Table:
    """A small file whole."""
    engine = open_duckdb(threads=1)
    return engine.get(open_table(engine, str(where)))


def _read(engine: Engine, where: str, files: Sequence[Path]) -> ir.Table:
    suffixes = {path.suffix.casefold() for path in files}
    if len(suffixes) > 1 or suffixes - READERS.keys():
        raise ValueError(f"files of several kinds: {', '.join(sorted(suffixes))}")
    how = READERS[suffixes.pop()]
    if how == "arrow":
        return _read_arrow(engine, files)
    names = [str(path) for path in files]
    if isinstance(engine, InProcess):
        partitioned = {"hive_partitioning": True} if Path(where).is_dir() else {}
        return engine.read(how, names, **partitioned)
    if isinstance(engine, OnSpark):
        # Spark finds a folder's partitions by itself.
        return engine.read(how, [where] if Path(where).is_dir() else names)
    return engine.read(how, names)


def _read_arrow(engine: Engine, files: Sequence[Path]) -> ir.Table:
    from pyarrow import dataset  # brings pandas with it, which takes most of a second

    rows = dataset.dataset([str(path) for path in files], format="ipc")
    if isinstance(engine, InProcess):
        name = f"arrow_{abs(hash(tuple(files)))}"
        engine.backend.con.register(name, rows)
        return engine.backend.table(name)
    raise ValueError("Arrow files are read in the process alone; convert them to Parquet")
