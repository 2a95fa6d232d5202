"""Persons as a sentence lists them: who stands beside whom, and with which part.

Sentence text and People -> Billing with offsets: "Ann Bell as Eve, Bob Roe (Adam) and Cy Poe"
is one billing of three.  What the billing is for (a cast, a job) is told by the words around
it, which the topics read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nextseason.claims.anycase import AnyCase
from nextseason.claims.names import SENTENCE_OPENERS
from nextseason.claims.persons import FORMS_OF_ADDRESS, People, PersonSpan
from nextseason.titles import fold

_WORD = r"[A-ZÀ-ÞĀ-Ž][\w.'’+-]*"
_CAPITALS = (
    rf"[\"“‘']?{_WORD}[\"”]?(?: (?:(?:of|the|de|von|van"
    rf"|al) )?[\"“]?[A-ZÀ-ÞĀ-Ž0-9][\w.'’+-]*[\"”]?){{0,4}}"
    rf"(?: ?/ ?{_WORD}(?: {_WORD}){{0,3}})?"
)
_PART = (
    rf"(?:(?:the|a|an|his|her|their|its|one) )?(?:(?!wh|that )[a-z][\w'’-]* ){{0,4}}?"
    rf"(?P<part>{_CAPITALS})"
)
_NAMELESS = r"(?:the|a|an|his|her|their|its) [a-z][\w'’ -]{2,50}"
_NO_PART = (
    r"(?!(?:well|soon|far|if|long|part|usual|ever|expected|before|[a-z]+ as)\b"
    r"|(?:an? |the |its |their |one of |both )*(?:co-|head |lead |sole |new )?"
    r"(?:executive|creator|showrunner|producer|director|writer|composer|ep\b))"
)
_AUXILIARIES = (
    r"(?:(?:will|once|more|again|also|to|be|is|was|back|said|expected|who|who['’]ll|set|now"
    r"|and|has|had|been|both|then) ){0,4}"
)
# What ties a part to the player in front of it.
_PLAYS = (
    r"(?:(?:(?:heads?|leads?|headlines?) (?:the|that|its) (?:cast|ensemble) |returning "
    r"|returns? |starring |stars? |starred |appears? |appearing |cast |seen |recurs "
    r"|reprising (?:his|her|their) (?:role|part) |back |comes? (?:in|back|aboard) )?as"
    r"|plays?|playing|played|portrays?|portraying|portrayed|voices|voicing|voiced|embodies"
    r"|in the (?:[a-z]+ )?(?:role|part) of|in (?:the role|the part) as"
    r"|reprises? (?:his|her|their|the) (?:role|part) (?:as|of)"
    r"|takes? (?:on|over) (?:the (?:role|part) of|as))"
)
_AS_PART = re.compile(
    rf",?(?: \([^()]{{1,60}}\))?,? {_AUXILIARIES}{_PLAYS} {_NO_PART}(?:{_PART}|{_NAMELESS})"
)
_IS_PART = re.compile(
    rf" (?:is|was|are|were|becomes|became)(?: once (?:more|again)| again)? "
    rf"(?P<part>{_CAPITALS})(?=[,.;:)]|$| and | in | who )"
)
_DASH_PART = re.compile(rf" ?[-–—:=/] ?{_PART}$")
_BRACKET = re.compile(r" \((?P<inside>[^()]{1,70})\)")
_OWNS_PART = re.compile(rf"['’]s?,? (?:[a-z][\w-]* ){{0,2}}?(?P<part>{_CAPITALS})(?!['’]s)")
# "of Dark fame", "from Lost": where else one has been seen.
_KNOWN_FROM = re.compile(
    rf"(?:, (?:also |best )?(?:known|famous) (?:for|from)|,? of|,? from) "
    rf"(?:the )?{_CAPITALS}(?: fame)?(?=[,;.)]| (?:and|is|was|[a-z]+s|[a-z]+ed)\b|$)"
)
_JOINT = re.compile(
    r"(?:[,;]? (?:and|or|&|plus|as well as|along with|alongside|together with|with|but also"
    r"|nor)|[,;/])(?: also| finally| even| then)?"
    r"(?: (?:the|a|an|by|his|her|their|fellow|newcomers?|actors?|actress(?:es)?|veterans?"
    r"|co-stars?|comedian|singer|rapper|late|stars?|of course,|perhaps)){0,4} ?"
)
_PLAYED_BY = (
    r"(?:who is |who was |(?:is|was|are|were|will be|again|once more) ){0,2}"
    r"(?:played|portrayed|voiced|embodied|brought to life) "
    r"(?:once (?:more|again) |again )?by (?:actor |actress |the )?"
)
_PART_BEFORE = re.compile(rf"(?<!\w)(?P<part>{_CAPITALS}),? (?:\((?:{_PLAYED_BY})?|{_PLAYED_BY})$")
# A lone name at the end of a list: "Ann Bell, Bob Roe and Zed", or at the head of an item.
_RANK = re.compile(r"^(?:Dr|Lt|Sgt|Capt)\.? ")
_LONE_LAST = re.compile(rf",? (?:and|&) (?P<name>{_WORD})(?=[,.;:)]|$| [a-z])")
_LONE_FIRST = re.compile(rf"(?:[-•*] )?(?P<name>{_WORD}) as {_PART}")
_LONE_PLAYS = re.compile(
    rf"(?P<name>{_WORD})(?: once more| again| also)? "
    rf"(?:play(?:s|ed)|portray(?:s|ed)|voices|stars as|starred as) {_PART}"
)
# What lists players rather than characters, in front of them or behind.
_LISTS = AnyCase(
    r"(?:\b(?:cast|join\w*|additions?|newcomers?|return(?:s|ing)|starr?(?:s|ing)"
    r"|actors?|producers?"
    r"|directors?|writers?|by)\b[^.;()]{0,30}|:) $",
)
_LISTED = AnyCase(
    r"(?:,? (?:has|have|will|is|are|was|were|been|also|all|both|who|set|to|recently)){0,6} "
    r"(?:join|star|return|cast\b|sign|board|repris|direct|produc|wrote|writ|creat"
    r"|executive|added)",
)
_NAMED = rf"{_WORD}(?: {_WORD}){{0,3}}"
_AS_COUPLE = re.compile(
    rf" (?:as|play|plays|are) (?P<a>{_NAMED}) and (?P<b>{_NAMED})"
    rf"(?=[,.;:)]|$| in | on | respectively)"
)
_PRONOUN = re.compile(
    r"(?P<one>(?:He|She|The (?:actor|actress|star))\b)"
    r"|(?P<both>Both(?: of them)?|The (?:two|pair|duo)(?: of them)?)"
    r"|(?P<many>They|All (?:three|four|of them))\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A person in a billing; `part` is the character, `paired` that one is tied to it."""

    name: str
    start: int
    end: int  # with the words for the part
    part: str | None = None
    paired: bool = False
    part_first: bool = False  # "Eve (Ann Bell)": the sentence speaks of the character


@dataclass(frozen=True, slots=True)
class Billing:
    """Persons named in one breath, `text[start:end]`."""

    credits: tuple[Credit, ...]
    before: str = ""  # what stands between the billing before and this one
    behind: str = ""  # what stands between this one and the next

    @property
    def start(self) -> int:
        return self.credits[0].start

    @property
    def end(self) -> int:
        return self.credits[-1].end

    @property
    def paired(self) -> bool:
        return any(c.paired for c in self.credits)


@lru_cache(maxsize=64)
def find_billings(text: str, people: People, *, is_list: bool = False) -> tuple[Billing, ...]:
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
    for group in groups:
        lone = _LONE_LAST.match(text, group[-1].end) if len(group) > 1 else None
        if lone and fold(lone["name"]) not in people.titles:
            group.append(Credit(lone["name"], lone.start("name"), lone.end()))
    ends = [0, *(g[-1].end for g in groups)]
    starts = [*(g[0].start for g in groups[1:]), len(text)]
    return tuple(
        Billing(tuple(g), text[ends[i] : g[0].start], text[g[-1].end : starts[i]])
        for i, g in enumerate(groups)
    )


def find_antecedents(text: str, before: str, people: People) -> Billing | None:
    """Whom the pronoun that opens a sentence stands for, as its billing.

    Examples
    --------
    >>> from nextseason.claims.persons import find_people
    >>> people = find_people(["Ann Bell", "Bob Roe"])
    >>> found = find_antecedents("Both produce it.", "Ann Bell and Bob Roe wrote it.", people)
    >>> [c.name for c in found.credits], found.behind
    (['Ann Bell', 'Bob Roe'], ' produce it.')
    """
    pronoun = _PRONOUN.match(text)
    if not pronoun or not before:
        return None
    sizes = {"one": (1, 1), "both": (2, 2), "many": (2, 99)}[pronoun.lastgroup or "one"]
    fitting = [b for b in find_billings(before, people) if sizes[0] <= len(b.credits) <= sizes[1]]
    if len(fitting) != 1:
        return None
    following = find_billings(text, people)
    end = following[0].start if following else len(text)
    return Billing(
        tuple(Credit(c.name, 0, pronoun.end()) for c in fitting[0].credits),
        behind=text[pronoun.end() : end],
    )


def _credits(text: str, people: People, is_list: bool) -> list[Credit]:
    spans = people.find(text)
    outer_plays = _outer_plays(text, spans, is_list and bool(spans) and spans[0].start < 3)
    found: list[Credit] = []
    taken = 0
    lone = (_LONE_FIRST if is_list else _LONE_PLAYS).match(text)
    if lone and _is_lone(lone, spans, people):
        taken = lone.end()
        found.append(Credit(people.full_name(lone["name"]), 0, taken, _plain(lone["part"]), True))
    for i, span in enumerate(spans):
        if span.start < taken:
            continue
        couple = _couple(text, span, spans[i + 1 :])
        if couple:
            found.extend(couple)
            taken = couple[-1].end
            continue
        credit = _with_part(text, span, spans[i + 1 :], people, is_list, outer_plays)
        if credit is None:
            continue
        found.append(credit)
        taken = credit.end
    return found


def _couple(text: str, first: PersonSpan, following: Sequence[PersonSpan]) -> list[Credit]:
    """ "Ann Bell and Bob Roe as Eve and Adam": each has the part at the same place."""
    second = following[0] if following else None
    if second is None or text[first.end : second.start] != " and ":
        return []
    parts = _AS_COUPLE.match(text, second.end)
    if not parts:
        return []
    return [
        Credit(first.name, first.start, first.end, parts["a"], paired=True),
        Credit(second.name, second.start, parts.end(), parts["b"], paired=True),
    ]


def _is_lone(lone: re.Match[str], spans: Sequence[PersonSpan], people: People) -> bool:
    """Is the word a name by itself, as of those who go by one?"""
    if spans and spans[0].start < lone.end("name"):
        return False
    word = lone["name"].lower()
    return word not in SENTENCE_OPENERS and fold(word) not in people.titles


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
    lead = text[max(0, span.start - 90) : span.start]
    before = _PART_BEFORE.search(lead) if lead.endswith(("(", " ")) else None
    if before and (not outer_plays or "by" in before.group()):
        end = span.end + (text[span.end : span.end + 1] == ")")
        if text[span.start - 1] == "(" and end == span.end:
            closing = text.find(")", span.end, span.end + 80)
            end = closing + 1 if closing > 0 else end
        start = span.start - (len(before.group()))
        return Credit(
            span.name, start, end, _plain(before["part"]), True, "by" not in before.group()
        )
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
    """In "Ann Bell (Eve Dane)", is the player outside?  As in the sentence's clear pairs.

    Where all pairs are of two full names, a row of three or more lists players, and so does
    one beside words of casting: "Ann Bell (Long Winter) joins".
    """
    clear = pairs = last = 0
    for bracket in _BRACKET.finditer(text):
        inner = any(bracket.start() < s.start < bracket.end() for s in spans)
        outer = any(s.end == bracket.start() for s in spans)
        pairs += inner and outer
        if inner != outer:
            clear += 1 if outer else -1
        last = bracket.end()
    if clear:
        return clear > 0
    if is_list or pairs >= 3:
        return True
    return pairs > 0 and bool(_LISTS.search(text, 0, spans[0].start) or _LISTED.match(text, last))


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
