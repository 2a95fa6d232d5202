"""The half that only measures: no designer of the extractor has looked at it."""

from collections.abc import Iterator

from benchmarks.pages.build import build
from benchmarks.pages.design import Page
from benchmarks.pages.gold import Case
from benchmarks.pages.unseen.designs import DESIGNS

PAGES = (
    Page(design="trade-fusion", story="saltpans"),
    Page(design="trade-fusion", story="wirebrief"),
    Page(design="trade-drupal", story="apricot"),
    Page(design="newspaper-gazette", story="thimble", encoding="windows-1252", declared="utf-8"),
    Page(design="newspaper-gazette", story="tramline"),
    Page(design="newspaper-ouest", story="loupfr", encoding="utf-8", served="utf-8"),
    Page(design="blog-stack", story="showrunnerqa"),
    Page(design="blog-stack", story="harrowgate"),
    Page(design="blog-hutch", story="moonhare"),
    Page(design="farm-cardstack", story="blackbriar"),
    Page(design="farm-cardstack", story="castingbird"),
    Page(design="farm-bingeday", story="blackbriar"),
    Page(design="list-ranker", story="fifteenends"),
    Page(design="list-almanac", story="calendarapr"),
    Page(design="list-almanac", story="capitalmkt"),
    Page(design="forum-course", story="quietcar"),
    Page(design="forum-course", story="moonhare"),
    Page(design="forum-warren", story="quietcar"),
    Page(design="amp-press", story="apricot"),
    Page(design="amp-press", story="wirebrief"),
    Page(design="amp-press", story="penaltybox"),
    Page(design="amp-press", story="hanabija", encoding="shift_jis", served="shift_jis"),
    Page(design="amp-folha", story="mareipt", encoding="iso-8859-1"),
    Page(design="script-nuxt", story="tramline"),
    Page(design="script-nuxt", story="severru"),
    Page(design="script-veil", story="castingbird"),
    Page(design="blogger-ethereal", story="recipeshow"),
    Page(design="blogger-ethereal", story="penaltybox"),
    Page(design="blogger-pocket", story="recipeshow"),
    Page(design="wordpress-genesis", story="harrowgate"),
    Page(design="wordpress-genesis", story="capitalmkt"),
    Page(design="wordpress-divvy", story="castingbird"),
    Page(design="paged-reader", story="loomhistory", part=2),
    Page(design="paged-links", story="showrunnerqa", part=2),
    Page(design="paged-links", story="saltpans", part=2),
    Page(design="print-frames", story="thimble", encoding="utf-16"),
    Page(design="print-sheet", story="severru", encoding="windows-1251"),
    Page(design="print-sheet", story="fifteenends"),
    Page(design="none-consent", reason="cookies"),
    Page(design="none-gone", reason="not found"),
    Page(design="none-front", reason="index"),
    Page(design="none-meter", reason="login"),
)


def cases() -> Iterator[Case]:
    yield from build("unseen", DESIGNS, PAGES)
