"""Everybody and everything that a sentence names and that may be cited.

Sentence, its names and the article's people -> (name, start, end, kind), the name as full as
the article gives it.  Whether they say anything is told by `sayings`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nextseason.claims.hedges import HEARSAY
from nextseason.claims.names import NOT_NAMES, SENTENCE_OPENERS, NameSpan
from nextseason.claims.persons import FORMS_OF_ADDRESS, People, PersonSpan
from nextseason.claims.sayings import SAYING
from nextseason.titles import fold

# Sources without a name of their own, cited as if they had one.
_UNNAMED = re.compile(
    r"\b(?:[Tt]he|[Oo]ne|[Aa]n?) (production committee|petition|cast|makers|producers?|"
    r"showrunners|creators|stuntman|agent|actors|team|publisher|author)\b"
)
_ENDS = SAYING | {"season", "seasons"}  # of a name: "Tidewater Season 2" is Tidewater
_FORMS = FORMS_OF_ADDRESS | frozenset("pd chef judge dame dr mr ms mrs ceo star".split())
_NO_NAMES = frozenset("Dear Leaving Tonight Today Yesterday".split())


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The people of an article, and its prose: a headline's capitals make no full name."""

    people: People
    prose: str

    def readings(self, name: str, kind: str) -> tuple[tuple[str, str], ...]:
        """The full names that a name may stand for, each with its kind."""
        full = without_form(self.people.full_name(name))
        if full == name or full not in self.prose or full.partition(" ")[0] in _NO_NAMES:
            return ((name, kind),)
        if full.startswith(name):
            return ((full, "first"), (name, kind))
        return ((full, "part"),)


def without_form(name: str) -> str:
    """A name without what it is called by: "Writer-director Ann Bell" is Ann Bell.

    Examples
    --------
    >>> without_form("Writer-director Ann Bell")
    'Ann Bell'
    """
    head, _, rest = name.partition(" ")
    if rest and any(p in _FORMS for p in head.lower().split("-")):
        return without_form(rest)
    return name


def citable_names(
    text: str, names: Iterable[NameSpan], persons: Sequence[PersonSpan], known: Known
) -> Iterator[tuple[str, int, int, str]]:
    """(name, start, end, kind) of everybody and everything that a sentence names."""
    people = known.people
    for p in persons:
        name = without_form(p.name)
        if name in known.prose:
            yield name, p.start, p.end, "person"
    for span in names:
        within = [p for p in persons if p.start < span.end and span.start < p.end]
        exact = any(p.start <= span.start and span.end <= p.end for p in within)
        if exact and " " in span.text and within[0].name in known.prose:
            continue
        for name, start, end, joint in _parts(span):
            kind = joint or _kind(name, people)
            if exact and " " not in name:
                for full, kind_ in known.readings(name, kind):
                    if kind_ == kind:
                        yield full, start, end, kind
                continue
            for full, kind_ in known.readings(name, kind):
                yield full, start, end, kind_
    for found in _UNNAMED.finditer(text):
        yield found[1], found.start(), found.end(), "unnamed"


def _parts(name: NameSpan) -> Iterator[tuple[str, int, int, str]]:
    """A name without what stands before it, and those that it joins."""
    start = name.start
    colon = name.text.rfind(": ")
    if colon >= 0:
        start += colon + 2
    words = name.text[start - name.start :].split(" ")
    while len(words) > 1 and (words[0].lower() in _FORMS or words[0].strip(",.:").isdigit()):
        start += len(words[0]) + 1
        words = words[1:]
    cut = next((i for i, w in enumerate(words) if i and w.lower() in _ENDS), len(words))
    text = " ".join(words[:cut])
    low = text.lower().replace("’", "'").partition("'")[0]
    if not low or low in NOT_NAMES or low in SENTENCE_OPENERS or low in HEARSAY:
        return
    if text[0].isdigit():
        return
    head, joint, _ = text.partition(" and ")
    yield text, start, start + len(text), "joint" if joint else ""
    if joint:
        yield head, start, start + len(head), "head"
        tail = text.rpartition(" and ")[2]
        yield tail, start + len(text) - len(tail), start + len(text), "tail"


def _kind(name: str, people: People) -> str:
    if fold(name) in people.titles:
        return "show"
    if fold(name) in people.characters:
        return "character"
    if " " in name:
        return "more"
    return "caps" if name.isupper() else "one"
