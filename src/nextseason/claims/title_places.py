"""Where the sentences of an article may name a show.

Sentences and their names -> (sentence, start, end, how surely), and names in a row with what
befalls the row.  The article's own title is read in `headline_titles`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nextseason.claims.ballot import LISTED
from nextseason.claims.behaviour import begins_decided, ends_decided
from nextseason.claims.names import NameSpan
from nextseason.claims.sentences import Kind, Sentence
from nextseason.claims.titles import JOINT, SEASON_WORD, looks_like_title
from nextseason.titles import fold

_QUOTED = re.compile(
    r"[\"“«](?P<a>[A-Z0-9][^\"“”«»\n]{0,60})[\"”»]"
    r"|(?<!\w)[‘'](?P<b>[A-Z0-9][^‘\n]{0,60}?)[’'](?!\w)"
)
# "3. Title", "Title (cancelled after season 1)", "Title – Halcyon"
_ENTRY = re.compile(
    r"(?:\d{1,2}[.)] *)?[\"“‘']?(?P<title>[A-Z0-9][^()|–—\n]{0,60}?)[\"”’']? *(?:$|[(|–—]|"
    r", aka )"
)
_FATE = re.compile(
    r"renew|cancel|axed|saved|ended|ending|returning|coming back|on the bubble|undecided",
    re.IGNORECASE,
)
_SECTION = re.compile(
    (
        r"\b(?:renewal|cancell?ations?|introduction|casting|storyline|cast|plot|trailer|release|"
        r"seasons?|episodes?|story|recap|news|renewed|cancelled|canceled|will|when|who|what|why|"
        r"how|is|are|more|next|where|about|update|filming|production|spoilers?|reviews?|reception|"
        r"conclusion|premiere|ratings?|fans|status)\b|\?$"
    ),
    re.IGNORECASE,
)
# "Title: ...", "Title (Halcyon): ...", "May 3: Title (Halcyon)"
_LEAD_IN = re.compile(
    r"(?:[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?[:,] |\d{1,2}[.)] )?[\"“‘'*]*"
    r"(?P<title>[A-Z0-9¡¿][^()\[\]|:–—\n,\"“”]{1,60}(?:: [A-Z][^()\[\]|:–—\n,\"“”]{1,40})?)"
    r"[\"”’'*]*(?::| \(| ?[–—|]| - |,)"
)
# A word of a title that also opens sentences: "I Am ...", "In Deep".
_OPENER = re.compile(
    r"(?<!\w)(?:I|A|An|In|On|It|My|Her|His|Our|We|Is|No|Not|All|Only|What|When|Who|How|You|Your"
    r"|This|That|Those|These|Two|Three|Good|Next|After|Before|Under|Up|Once|From|For|To) $"
)
_LONGEST_OPENER = 8  # characters, with the space behind it
# Words inside a title that join names: "Space Nuns from Sligo", "Rue des Tisserands".
_JOINS = re.compile(
    r",? (?:of|the|and|&|from|to|with|at|on|in|by|for|a|an|as|is|am|or|des|du|de|del|della|di|da"
    r"|las?|los|el|le|les|van|von|der|den|het|och)(?: (?:the|a|an|my|his|her|la|los|las|de))? "
)


def named_places(
    sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Iterator[tuple[int, int, int, float]]:
    yield from _list_titles(sentences)
    alone = {fold(span.text) for spans in names for span in spans}
    for i, (sentence, spans) in enumerate(zip(sentences, names, strict=True)):
        text = sentence.text
        for span in spans:
            cut = SEASON_WORD.search(span.text)
            end = span.start + cut.start() if cut else span.end
            pair = _pair(text, span.start, end, alone) or _owner(text, spans, span)
            for part in pair or [(span.start, end)]:
                yield i, *part, 0.0
        for start, end in quoted_titles(text):
            yield i, start, end, 0.5
        for start, end in _wholes(text, spans):
            yield i, start, end, 0.0
        lead = _lead(sentence)
        if lead:
            yield i, *lead, 0.5 if sentence.kind is Kind.ITEM else 0.0


def _wholes(text: str, spans: Sequence[NameSpan]) -> Iterator[tuple[int, int]]:
    """Longer and shorter readings of names: with the words that join two, without a subtitle."""
    for span in spans:
        colon = text.find(":", span.start, span.end)
        if colon > 0:
            yield span.start, colon
            yield colon + 2, span.end
        joint = text.find(" and ", span.start, span.end)
        if joint > 0:
            yield span.start, joint
            yield joint + 5, span.end
        before = _OPENER.search(text, max(0, span.start - _LONGEST_OPENER), span.start)
        if before:
            yield before.start(), span.end
        first = text.find(" ", span.start, span.end)
        if span.opens and first > 0:
            yield first + 1, span.end
    for left, right in pairwise(spans):
        if _JOINS.fullmatch(text, left.end, right.start):
            yield left.start, right.end


def _lead(sentence: Sentence) -> tuple[int, int] | None:
    """What stands before the first colon, dash or bracket of an entry."""
    found = _LEAD_IN.match(sentence.text)
    if found and looks_like_title(found["title"]):
        return found.span("title")
    return None


def quoted_titles(text: str) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks and is spelled like a title."""
    for match in _QUOTED.finditer(text):
        group = "a" if match["a"] else "b"
        if looks_like_title(match[group].rstrip(",.")):
            yield match.span(group)


def _owner(text: str, spans: Sequence[NameSpan], span: NameSpan) -> list[tuple[int, int]]:
    """A name that another one owns, alone and with its owner: "Halcyon's Tower"."""
    for other in spans:
        if text[other.end : span.start] in ("'s ", "’s "):
            return [(span.start, span.end), (other.start, span.end)]
    return []


def _pair(text: str, start: int, end: int, alone: set[str]) -> list[tuple[int, int]]:
    """The two names in "A and B", where the text also has one of them alone."""
    joint = text.find(" and ", start, end)
    if joint < 0:
        return []
    first, second = (start, joint), (joint + 5, end)
    known = any(fold(text[a:b]) in alone for a, b in (first, second))
    return [first, second] if known else []


def rows_befallen(
    sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Iterator[tuple[str, list[str]]]:
    """Names in a row share what befalls the row: "A, B and C have all been cancelled"."""
    for sentence, spans in zip(sentences, names, strict=True):
        text = sentence.text
        for row in _rows(text, spans):
            befallen = ends_decided(text, row[-1].end) or begins_decided(text, row[0].start)
            if befallen:
                yield from ((span.text, ["decided_row"]) for span in row)


def _rows(text: str, spans: Sequence[NameSpan]) -> Iterator[list[NameSpan]]:
    row: list[NameSpan] = []
    for span in spans:
        if row and JOINT.fullmatch(text, row[-1].end, span.start):
            row.append(span)
            continue
        if len(row) > 1:
            yield row
        row = [span]
    if len(row) > 1:
        yield row


def _list_titles(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int, float]]:
    """The shows of a list article: numbered headings, or items under "renewed", "cancelled"."""
    fate, headed = False, []
    for i, sentence in enumerate(sentences):
        if sentence.kind is Kind.PROSE:
            continue
        found = _ENTRY.match(sentence.text)
        if sentence.kind is Kind.HEADING:
            fate = _FATE.search(sentence.text) is not None
            if found and looks_like_title(found["title"]) and not _SECTION.search(found["title"]):
                headed.append((i, *found.span("title"), LISTED))
        elif fate and found and looks_like_title(found["title"]):
            yield i, *found.span("title"), LISTED
    if len(headed) >= 3:
        yield from headed
