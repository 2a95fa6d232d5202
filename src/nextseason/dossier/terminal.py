"""The dossier in the terminal.

Dossier -> rich renderable.  Pure: whoever prints it brings the console.
Colour only repeats what a word says; below `TABLES_FROM` columns tables become lists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from nextseason.domain import (
    CastMember,
    CastRole,
    Claim,
    Contradiction,
    Dossier,
    Finding,
    Topic,
    Verdict,
)
from nextseason.dossier.annex import Annex
from nextseason.dossier.claim_words import certainty_words, claim_words, season_words, site_words
from nextseason.dossier.contents import Part, day_said, parts_of, timeline_of
from nextseason.dossier.day_strip import days_line
from nextseason.dossier.day_words import day_words, short_day
from nextseason.dossier.finding_words import (
    answer_words,
    option_words,
    season_note,
    subject_words,
    verdict_words,
)
from nextseason.dossier.text_words import count_words, percent_words, plain, shorten

# Five columns with a readable quote need about this much.
TABLES_FROM = 72
# A screen or two; the page and the JSON have them all.
MOST_CLAIMS = 20
MOST_FINDINGS = 30
MOST_CONTRADICTIONS = 10
# Below this an alternative is noise.
ALTERNATIVES_FROM = 0.1

# Themed colours follow the user's terminal; blue against yellow is told apart by all eyes.
_VERDICT_STYLES = {
    Verdict.CONFIRMED: "bold blue",
    Verdict.LIKELY: "blue",
    Verdict.DISPUTED: "bold yellow",
    Verdict.RUMOUR: "yellow",
    Verdict.REFUTED: "bold magenta",
    Verdict.UNKNOWN: "dim",
}

_CAST_HEADINGS = {
    CastRole.RETURNING: "Returns",
    CastRole.JOINING: "Joins",
    CastRole.LEAVING: "Leaves",
    CastRole.UNCERTAIN: "Uncertain",
    CastRole.IN_CAST: "In the cast",
}


def render_text(dossier: Dossier, annexes: Sequence[Annex] = ()) -> RenderableType:
    """The dossier for a rich `Console`, laid out for the width at which it is printed.

    Examples
    --------
    >>> from datetime import date
    >>> from nextseason.dossier import assemble_dossier
    >>> dossier = assemble_dossier(
    ...     show="The Long Winter",
    ...     season=3,
    ...     as_of=date(2020, 3, 1),
    ...     findings=[],
    ...     contradictions=[],
    ...     articles={},
    ... )
    >>> console = Console(width=60, color_system=None)
    >>> with console.capture() as capture:
    ...     console.print(render_text(dossier))
    >>> "is unknown" in capture.get()
    True
    """
    return _DossierText(dossier, annexes)


@dataclass(frozen=True, slots=True)
class _DossierText:
    dossier: Dossier
    annexes: Sequence[Annex]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        dossier, wide = self.dossier, options.max_width >= TABLES_FROM
        yield _answer(dossier)
        if timeline_of(dossier):
            yield from _heading("Who says what, and since when")
            yield from _timeline(dossier, wide)
        for part in parts_of(dossier):
            yield from _heading(part.title)
            yield from _part(part, dossier, wide)
        for annex in self.annexes:
            yield from _heading(annex.title)
            yield annex.text
        if dossier.contradictions:
            yield from _heading("What contradicts what")
            yield from _contradictions(dossier)
        if dossier.left_out:
            yield from _heading("Left out")
            for rejected in dossier.left_out[:MOST_FINDINGS]:
                line = Text(shorten(rejected.origin, 60))
                yield _indented(line.append(f": {plain(rejected.reason)}", "dim"))
            yield from _rest(len(dossier.left_out) - MOST_FINDINGS, "input")


def _answer(dossier: Dossier) -> Panel:
    renewal = dossier.renewal
    body = _verdict(renewal.verdict).append("\n")
    body.append(plain(dossier.headline), "bold")
    if any(answer.probability > 0 for answer in renewal.answers):
        body.append("\n\n")
        shares = [
            f"{option_words(Topic.RENEWAL, a.text)}\u00a0{percent_words(a.probability)}"
            for a in renewal.answers
        ]
        body.append(" · ".join(shares))
    title = f"{shorten(dossier.show, 60)}, {season_words(dossier.season)}"
    return Panel(
        body,
        title=Text(title),
        title_align="left",
        subtitle=Text(f"as of {day_words(dossier.as_of)}"),
        subtitle_align="right",
        border_style=_VERDICT_STYLES[renewal.verdict],
        padding=(1, 2),
    )


def _heading(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(title, "bold"), align="left", style="dim")


def _timeline(dossier: Dossier, wide: bool) -> Iterator[RenderableType]:
    claims = timeline_of(dossier)
    earlier = max(0, len(claims) - MOST_CLAIMS)
    # The latest word counts most, so it is the beginning that is cut.
    yield from _rest(earlier, "earlier claim")
    shown = claims[earlier:]
    if not wide:
        for claim in shown:
            yield from _claim_lines(claim, dossier)
        return
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim")
    table.add_column("Day", no_wrap=True, width=11)
    table.add_column("Site", max_width=22, overflow="ellipsis")
    table.add_column("Says", min_width=9, ratio=2)
    table.add_column("How", min_width=9, ratio=3)
    table.add_column("In these words", min_width=20, ratio=6, overflow="fold")
    for claim in shown:
        article = dossier.articles[claim.article_id]
        table.add_row(
            Text(short_day(article.published)),
            Text(site_words(article, limit=40), overflow="ellipsis", no_wrap=bool(article.site)),
            Text(claim_words(claim, on=day_said(article, dossier)), "bold"),
            Text(certainty_words(claim)),
            _quote(claim, 120),
        )
    yield table


def _claim_lines(claim: Claim, dossier: Dossier) -> Iterator[RenderableType]:
    article = dossier.articles[claim.article_id]
    head = Text(short_day(article.published)).append(f"  {site_words(article, limit=40)}", "dim")
    says = Text(claim_words(claim, on=day_said(article, dossier)), "bold")
    yield Text()
    yield head
    yield _indented(says.append(f", {certainty_words(claim)}", "not bold"))
    yield _indented(_quote(claim, 120))


def _part(part: Part, dossier: Dossier, wide: bool) -> Iterator[RenderableType]:
    if part.topic is not Topic.CAST:
        yield from _rows(part.findings, dossier, wide)
        yield from _days(part, dossier)
        return
    rest = list(part.findings)
    for role, title in _CAST_HEADINGS.items():
        of_role = tuple(f for f in rest if f.answer.text == role.value)
        rest = [f for f in rest if f.answer.text != role.value]
        if of_role:
            yield _indented(Text(title, "bold underline"), 1)
            yield from _rows(of_role, dossier, wide, quoted=role is CastRole.UNCERTAIN)
    yield from _rows(tuple(rest), dossier, wide)


def _rows(
    findings: tuple[Finding, ...], dossier: Dossier, wide: bool, *, quoted: bool = False
) -> Iterator[RenderableType]:
    shown = findings[:MOST_FINDINGS]
    if wide and shown:
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(ratio=4, overflow="fold")
        table.add_column(ratio=5, overflow="fold")
        table.add_column(ratio=5, overflow="fold")
        for finding in shown:
            table.add_row(
                Text(_subject(finding, dossier)), _what(finding, quoted), _standing(finding)
            )
        yield _indented(table)
    elif shown:
        for finding in shown:
            line = Text(_subject(finding, dossier))
            yield _indented(line.append(": ").append_text(_what(finding, quoted)))
            yield _indented(_standing(finding), 4)
    yield from _rest(len(findings) - len(shown), "finding")


def _days(part: Part, dossier: Dossier) -> Iterator[RenderableType]:
    for finding in part.findings:
        line = days_line(finding) if finding.question.season == dossier.season else ""
        if line:
            yield _indented(Text(f"{subject_words(finding)}: {line}", "dim"))


def _subject(finding: Finding, dossier: Dossier) -> str:
    members = (c.value for c in finding.support if isinstance(c.value, CastMember))
    character = next((member.character for member in members if member.character), None)
    subject = subject_words(finding) + (f" ({plain(character)})" if character else "")
    note = season_note(finding, season=dossier.season)
    return shorten(subject, 80) + (f", {note}" if note else "")


def _what(finding: Finding, quoted: bool) -> Text:
    what = Text(answer_words(finding), "bold")
    topic = finding.question.topic
    others = [
        f"{option_words(topic, answer.text)} {percent_words(answer.probability)}"
        for answer in finding.answers[1:3]
        if answer.probability >= ALTERNATIVES_FROM
    ]
    if others:
        what.append(f", or {' or '.join(others)}", "dim not bold")
    claims = _doubts(finding) or ((*finding.support, *finding.against) if quoted else ())
    if claims:
        return what.append("\n").append_text(_quote(claims[0], 180))
    return what


def _doubts(finding: Finding) -> tuple[Claim, ...]:
    """Who says that somebody may not be in it, the fullest words first: they tell why."""
    doubts = [
        claim
        for claim in finding.claims
        if isinstance(claim.value, CastMember)
        and claim.value.role in (CastRole.UNCERTAIN, CastRole.LEAVING)
    ]
    return tuple(sorted(doubts, key=lambda claim: -len(claim.quote.text)))


def _standing(finding: Finding) -> Text:
    words = verdict_words(finding)
    standing = Text().append(words.upper(), _VERDICT_STYLES[finding.verdict])
    if words != Verdict.UNKNOWN:
        standing.append(f" {percent_words(finding.answer.probability)}")
    if finding.since:
        standing.append(f", since {short_day(finding.since)}", "dim")
    if finding.against:
        n = count_words(len(finding.against), "claim")
        standing.append(f", {n} against", "dim")
    return standing


def _contradictions(dossier: Dossier) -> Iterator[RenderableType]:
    shown = dossier.contradictions[:MOST_CONTRADICTIONS]
    for n, pair in enumerate(shown, 1):
        if n > 1:
            yield Text()
        yield Text(f"{n}. ", "dim").append(plain(pair.note), "bold")
        if pair.within_one_article:
            yield _indented(Text("both in the same article", "italic"), 3)
        yield from _both(pair, dossier)
    yield from _rest(len(dossier.contradictions) - len(shown), "contradiction")


def _both(pair: Contradiction, dossier: Dossier) -> Iterator[RenderableType]:
    for claim in (pair.first, pair.second):
        article = dossier.articles[claim.article_id]
        says = Text(claim_words(claim, on=day_said(article, dossier)))
        says.append(f", {certainty_words(claim)}")
        yield _indented(says, 3)
        source = f"{site_words(article, limit=40)}, {short_day(article.published)}"
        yield _indented(_quote(claim, 240).append(f"  {source}", "dim not italic"), 5)


def _verdict(verdict: Verdict) -> Text:
    return Text().append(verdict.value.upper(), _VERDICT_STYLES[verdict])


def _quote(claim: Claim, limit: int) -> Text:
    return Text().append(f"“{shorten(claim.quote.text, limit)}”", "italic")


def _indented(renderable: RenderableType, by: int = 2) -> Padding:
    return Padding(renderable, (0, 0, 0, by))


def _rest(n: int, what: str) -> Iterator[RenderableType]:
    if n > 0:
        yield _indented(Text(f"… and {count_words(n, what)} more", "dim"))
