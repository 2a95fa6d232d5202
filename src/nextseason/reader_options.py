"""The options that choose the reader, and the reader that they mean.

The default one needs nothing.  The model's needs an endpoint; its key is in the environment,
where it shows in no list of processes and no shell history.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from nextseason.errors import InputError

if TYPE_CHECKING:
    from nextseason.domain import Reader

# Local servers work on a few requests at a time; paid ones count more as abuse.
LLM_PARALLEL = 4


class ReaderName(StrEnum):
    DEFAULT = "default"
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What was given of the reader; None: not given."""

    reader: Annotated[
        ReaderName,
        typer.Option(
            "--reader", help="Who reads: the reader that comes with it, or your language model."
        ),
    ] = ReaderName.DEFAULT
    llm_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="With --reader llm: the endpoint, such as http://localhost:8080/v1. "
            "Its key, if it wants one, is read from NEXTSEASON_LLM_KEY.",
            show_default=False,
        ),
    ] = None
    llm_model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="With --reader llm: the model's name there.", show_default=False
        ),
    ] = None
    llm_parallel: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="With --reader llm: articles at once.",
            show_default=str(LLM_PARALLEL),
        ),
    ] = None
    llm_seconds: Annotated[
        float | None,
        typer.Option(
            min=1,
            max=86_400,
            help="With --reader llm: time for an article; then the default reader reads it.",
            show_default="120",
        ),
    ] = None
    llm_price_in: Annotated[
        float | None,
        typer.Option(
            min=0, help="With --reader llm: price of a million tokens sent.", show_default=False
        ),
    ] = None
    llm_price_out: Annotated[
        float | None,
        typer.Option(
            min=0, help="With --reader llm: price of a million tokens answered.", show_default=False
        ),
    ] = None

    def given(self) -> list[str]:
        """The options for a model, as they were typed."""
        names = [name for name in self.__slots__ if name.startswith("llm_")]
        return [f"--{n.replace('_', '-')}" for n in names if getattr(self, n) is not None]


class Chosen(NamedTuple):
    reader: "Reader"
    at_once: int


@contextmanager
def chosen_reader(options: ReaderOptions, *, about: str | None = None) -> Iterator[Chosen]:
    """The reader that the options mean; on leaving, a model's report goes to standard error.

    `about`: the show that is looked for, for the default reader.

    Raises
    ------
    typer.BadParameter
        Options that do not go together, or an endpoint that cannot be one.
    """
    if options.reader is ReaderName.DEFAULT and (given := options.given()):
        raise typer.BadParameter(f"{', '.join(given)} goes with --reader llm; add that")
    if options.reader is ReaderName.LLM and not (options.llm_url and options.llm_model):
        raise typer.BadParameter("--reader llm needs an endpoint: give --llm-url and --llm-model")
    from nextseason.claims import read_claims

    default = partial(read_claims, about=about)
    if not (options.llm_url and options.llm_model):
        yield Chosen(default, 1)
        return
    from nextseason.claims.llm import (
        ARTICLE_SECONDS,
        KEY_VARIABLE,
        ModelReader,
        Prices,
        connect,
        told,
    )

    try:
        client = connect(options.llm_url, key=os.environ.get(KEY_VARIABLE))
    except InputError as fault:
        raise typer.BadParameter(str(fault)) from None
    with client:
        reader = ModelReader(
            client,
            model=options.llm_model,
            fallback=default,
            seconds=options.llm_seconds or ARTICLE_SECONDS,
        )
        has_prices = options.llm_price_in is not None or options.llm_price_out is not None
        prices = Prices(options.llm_price_in or 0.0, options.llm_price_out or 0.0)
        try:
            yield Chosen(reader, options.llm_parallel or LLM_PARALLEL)
        finally:  # told of a broken run, too: it has its cost
            report = reader.report
            lines = told(report, model=reader.model, prices=prices if has_prices else None)
            for line in lines if report.n_articles else ():
                typer.echo(f"nextseason: {line}", err=True)
