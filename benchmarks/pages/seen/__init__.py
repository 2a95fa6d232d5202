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
    Page(design="forum-xen", story="driftthread"),
    Page(design="forum-xen", story="bloggerpearl"),
    Page(design="forum-board", story="hollowfen"),
    Page(design="amp-swift", story="ampstrike"),
    Page(design="amp-swift", story="reactwolves"),
    Page(design="amp-canal", story="arenaes", encoding="windows-1252"),
    Page(design="script-next", story="reactwolves"),
    Page(design="script-next", story="seoulko"),
    Page(design="script-shellwave", story="rumourmill"),
    Page(design="blogger-contempo", story="bloggerpearl"),
    Page(design="blogger-contempo", story="guidewatch"),
    Page(design="blogger-simple", story="recapember"),
    Page(design="wordpress-twenty", story="wprelated"),
    Page(design="wordpress-twenty", story="printcost"),
    Page(design="wordpress-gutter", story="shortnote", declared="iso-8859-1", served="utf-8"),
    Page(design="paged-quarterly", story="longcarriage", part=2),
    Page(design="paged-quarterly", story="reactwolves", part=2),
    Page(design="paged-slides", story="interviewsol", part=2),
    Page(design="print-plain", story="tidemark"),
    Page(design="print-plain", story="verdicts"),
    Page(design="print-wpprint", story="printcost"),
    Page(design="none-login", reason="login"),
    Page(design="none-missing", reason="not found"),
    Page(design="none-tag", reason="index"),
    Page(design="none-shell", reason="empty"),
)


def cases() -> Iterator[Case]:
    yield from build("seen", DESIGNS, PAGES)
