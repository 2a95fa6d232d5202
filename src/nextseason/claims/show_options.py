"""The shows that a claim may be about, each with what speaks for it.

Page's ledger, span -> (show, names of evidence).  Which one is meant is decided in `whose`.
"""

from nextseason.claims.ledger import Ledger, gap
from nextseason.claims.sentences import Kind
from nextseason.claims.spans import Span, SpanKind

_NOWHERE = (0, 0, "")  # where no show is mentioned


def show_options(ledger: Ledger, span: Span) -> list[tuple[str, list[str]]]:
    """Each show of the article with what speaks for its being meant."""
    survey, i = ledger.page.survey, span.sentence
    named = survey.mentions[i]
    near = min(named, key=lambda m: gap(m[0], m[1], span), default=_NOWHERE)[2]
    before = max((m for m in named if m[1] <= span.start), key=_end, default=_NOWHERE)[2]
    after = min((m for m in named if m[0] >= span.end), key=_start, default=_NOWHERE)[2]
    own = span.content if span.kind is SpanKind.SUBJECT and span.named else None
    heading, intro = survey.leads[i]
    shows_here = ledger.shows_at(i)
    shows_before = ledger.shows_at(i - 1)
    shows_above, shows_leading = ledger.shows_at(heading), ledger.shows_at(intro)
    is_item = survey.sentences[i].kind is Kind.ITEM
    options = []
    for title in ledger.titles:
        here = title in shows_here
        told = [
            f"main{title == ledger.titles[0]:d}",
            f"here{here:d}_{min(2, len(shows_here))}",
            f"n{min(4, ledger.n_named[title])}",
        ]
        told += [
            name
            for name, holds in (
                ("own", own == title),
                ("near", near == title),
                ("before", before == title),
                ("after", after == title),
                ("after_first", not before and after == title),
                ("context", survey.show_of[i] == title),
                (f"last{bool(named):d}", ledger.last_shows[i] == title),
                ("prev", title in shows_before),
                ("heading", title in shows_above),
                ("intro", title in shows_leading),
                ("item", here and is_item),
            )
            if holds
        ]
        options.append((title, told))
    return options


def _start(mention: tuple[int, int, str]) -> int:
    return mention[0]


def _end(mention: tuple[int, int, str]) -> int:
    return mention[1]
