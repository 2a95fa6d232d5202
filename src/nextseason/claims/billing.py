"""Persons as a sentence lists them: who stands beside whom, and with which part.

Sentence text and People -> Billing with offsets: "Ann Bell as Eve, Bob Roe (Adam) and Cy Poe"
is one billing of three.  What the billing is for (a cast, a job) is told by the words around
it, which the topics read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nextseason.claims.persons import FORMS_OF_ADDRESS, People, PersonSpan
from nextseason.claims.titles import fold

_CAPITALS = (
    r"[\"“‘']?[A-ZÀ-Þ][\w.'’+-]*[\"”]?(?: (?:(?:of|the|de|von|van|al) )?[\"“(]?[A-ZÀ-Þ0-9][\w.'’+-]*[\"”)]?){0,4}"
    r"(?: ?/ ?[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3})?"
)
_PART = rf"(?:(?:the|a|an|his|her|their|its|one|[a-z][\w'’-]*,) )?(?:[a-z][\w'’-]* ){{0,4}}?(?P<part>{_CAPITALS})"
_NAMELESS = r"(?:the|a|an|his|her|their|its) [a-z][\w'’ -]{2,50}"
_AGAIN = r"(?:(?:will|once|more|again|also|to|be|is|was|back|said|expected|who|who['’]ll|set|now|and|has) ){0,4}"
# What ties a part to the player in front of it.
_PLAYS = (
    r"(?:(?:returning|returns?|starring|stars?|appears?|appearing|cast|seen|reprising (?:his|her|their) (?:role|part)|back) )?"
    r"(?:as(?! (?:well|soon|far|if|long|an? executive|showrunner|executive|director|writer|creator|producer|[a-z]+ as))|plays?|playing|played|portrays?|portraying|portrayed|voices|voicing|voiced"
    r"|in the (?:character )?(?:role|part) of|in (?:the role|the part) as|as the voice of|is the voice of)"
)
_AS_PART = re.compile(rf",?(?: \([^()]{{1,60}}\))?,? {_AGAIN}{_PLAYS} (?:{_PART}|{_NAMELESS})")
_IS_PART = re.compile(
    rf" (?:is|was|are|were|becomes|became)(?: once (?:more|again)| again)? (?!the (?:\w+ )?(?:creator|showrunner|writer)){_PART}"
)
_DASH_PART = re.compile(rf" ?[-–—:=/] ?{_PART}$")
_BRACKET = re.compile(r" \((?P<inside>[^()]{1,70})\)")
_OWNS_PART = re.compile(rf"['’]s?,? (?:[a-z][\w-]* ){{0,2}}?(?P<part>{_CAPITALS})")
# "of Dark fame", "from Lost": where else one has been seen.
_KNOWN_FROM = re.compile(
    rf"(?:, (?:also )?(?:known|famous|best known) (?:for|from)|,? of|,? from) (?:the )?{_CAPITALS}(?: fame)?(?=[,;.)]| and |$)"
)
_JOINT = re.compile(
    r"(?:[,;]? (?:and|or|&|plus|as well as|along with|alongside|together with|with|but also|nor)|[,;/])(?: also| finally| even| then)?"
    r"(?: (?:the|a|an|by|his|her|their|fellow|newcomers?|actors?|actress(?:es)?|veterans?|co-stars?|comedian|singer|rapper|late|stars?|of course,|perhaps)){0,4} ?"
)
_PART_BEFORE = re.compile(
    rf"(?P<part>{_CAPITALS}),? (?:\(|(?:(?:is|was|are|who is|who was|will be|once more|again|as|who) ){{0,2}}(?:\()?(?:played|portrayed|voiced|embodied|brought to life) (?:once (?:more|again) )?by (?:actor |actress |the )?)$"
)
_PLAYED_BY = re.compile(r"\(?(?:\w+ )?by (?:actor |actress )?|\(", re.IGNORECASE)
_RANK = re.compile(
    r"^(?:(?:Dr|Lt|Sgt|Capt)\.? |(?:Detective|Officer|Agent|Inspector|Captain|Doctor) (?=[A-Z]\w+ [A-Z]))"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A person in a billing; `part` is the character, `paired` that one is tied to it."""

    name: str
    start: int
    end: int  # with the words for the part
    part: str | None = None
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Billing:
    """Persons named in one breath, `text[start:end]`."""

    credits: tuple[Credit, ...]

    @property
    def start(self) -> int:
        return self.credits[0].start

    @property
    def end(self) -> int:
        return self.credits[-1].end

    @property
    def paired(self) -> bool:
        return any(c.paired for c in self.credits)


def find_billings(text: str, people: People, *, is_list: bool = False) -> list[Billing]:
    """The persons of a sentence, grouped as it lists them.

    Examples
    --------
    >>> from nextseason.claims.persons import find_people
    >>> people = find_people(["Ann Bell", "Bob Roe", "Cy Poe", "Dee Fox"])
    >>> first, second = find_billings(
    ...     "Ann Bell as Eve, Adam (Bob Roe) and Cy Poe star; Dee Fox directs.", people)
    >>> [(c.name, c.part) for c in first.credits]
    [('Ann Bell', 'Eve'), ('Bob Roe', 'Adam'), ('Cy Poe', None)]
    >>> second.credits[0].name
    'Dee Fox'
    """
    groups: list[list[Credit]] = []
    for credit in _credits(text, people, is_list):
        between = text[groups[-1][-1].end : credit.start] if groups else ""
        if groups and _JOINT.fullmatch(between):
            groups[-1].append(credit)
        else:
            groups.append([credit])
    return [Billing(tuple(g)) for g in groups]


def _credits(text: str, people: People, is_list: bool) -> list[Credit]:
    spans = people.find(text)
    outer_plays = _outer_plays(text, spans, is_list)
    found: list[Credit] = []
    taken = 0
    for i, span in enumerate(spans):
        if span.start < taken:
            continue
        credit = _with_part(text, span, spans[i + 1 :], people, is_list, outer_plays)
        if credit is None:
            continue
        found.append(credit)
        taken = credit.end
    return found


def _with_part(
    text: str,
    span: PersonSpan,
    following: Sequence[PersonSpan],
    people: People,
    is_list: bool,
    outer_plays: bool,
) -> Credit | None:
    """The person with the part told before or behind; None for a part whose player follows."""
    bracket = _BRACKET.match(text, span.end)
    if bracket:
        inside = [p for p in following if p.start < bracket.end()]
        if inside and not outer_plays and not _is_aside(bracket["inside"]):
            return None
        named = bracket["inside"]
        if named[0].isupper() and len(named.split()) <= 5 and fold(named) not in people.titles:
            return Credit(span.name, span.start, bracket.end(), _plain(named), True)
    before = _PART_BEFORE.search(text[max(0, span.start - 90) : span.start])
    if before and (not outer_plays or "by" in before.group()):
        end = span.end + (text[span.end : span.end + 1] == ")")
        if text[span.start - 1] == "(" and end == span.end:
            closing = text.find(")", span.end, span.end + 80)
            end = closing + 1 if closing > 0 else end
        start = span.start - (len(before.group()))
        return Credit(span.name, start, end, _plain(before["part"]), True)
    for pattern in (_AS_PART, _IS_PART, *((_DASH_PART,) if is_list else ())):
        part = pattern.match(text, span.end)
        if part:
            return Credit(span.name, span.start, part.end(), _plain(part["part"]), True)
    owned = _OWNS_PART.match(text, span.end)
    if owned and fold(owned["part"]) not in people.titles:
        return Credit(span.name, span.start, owned.end(), _plain(owned["part"]), True)
    known = _KNOWN_FROM.match(text, span.end) or bracket
    return Credit(span.name, span.start, known.end() if known else span.end)


def _outer_plays(text: str, spans: Sequence[PersonSpan], is_list: bool) -> bool:
    """In "Ann Bell (Eve Dane)", is the player outside?  As in the sentence's clear pairs."""
    votes = 0
    for bracket in _BRACKET.finditer(text):
        inner = any(bracket.start() < s.start < bracket.end() for s in spans)
        outer = any(s.end == bracket.start() for s in spans)
        if inner != outer:
            votes += 1 if outer else -1
    return votes > 0 or (votes == 0 and is_list)


def _is_aside(inside: str) -> bool:
    return inside.startswith(("with ", "and ", "from ", "of "))


def _plain(part: str | None) -> str | None:
    """A character's name as it is cited: without quotes around it and without a rank."""
    if part is None:
        return None
    words = part.strip("\"“”‘’'.,").split()
    while len(words) > 2 and words[0].lower().rstrip(".") in FORMS_OF_ADDRESS:
        words = words[1:]
    return _RANK.sub("", " ".join(words)) or None
