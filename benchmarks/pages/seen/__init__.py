"""The half that the extractor's designers may look at."""

from collections.abc import Iterator

from benchmarks.pages.build import build
from benchmarks.pages.design import Page
from benchmarks.pages.gold import Case
from benchmarks.pages.seen.designs import DESIGNS

PAGES = (
    Page(design="trade-galley", story="tidemark"),
    Page(design="trade-galley", story="ampstrike"),
    Page(design="trade-ledger", story="longcarriage"),
    Page(design="newspaper-herald", story="kettle"),
    Page(design="newspaper-herald", story="interviewsol"),
    Page(design="newspaper-abend", story="frostde", encoding="iso-8859-1"),
    Page(design="blog-marsh", story="hollowfen"),
    Page(design="blog-marsh", story="recapember"),
    Page(design="blog-attic", story="bloggerpearl", encoding="windows-1252", declared="iso-8859-1"),
    Page(design="farm-fanbuzz", story="glassmile"),
    Page(design="farm-fanbuzz", story="guidewatch"),
    Page(design="farm-seasonly", story="wprelated"),
    Page(design="list-scorecard", story="verdicts"),
    Page(design="list-scorecard", story="chartwatch"),
    Page(design="list-tally", story="printcost"),
)


def cases() -> Iterator[Case]:
    yield from build("seen", DESIGNS, PAGES)
