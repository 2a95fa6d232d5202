"""Who in a sentence may be the one who says it, with the evidence for each.

Sentence, its names and the article's people -> Line: its words, what stands in quotation
marks, and a Speaker for each name.  Which of them is meant is decided in `voices`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from nextseason.claims.hedges import HEARSAY
from nextseason.claims.names import NOT_NAMES, SENTENCE_OPENERS, NameSpan
from nextseason.claims.persons import FORMS_OF_ADDRESS, People, PersonSpan
from nextseason.claims.tokens import pieces
from nextseason.titles import fold

_TOKEN = re.compile(r"(\w[\w’'&+.-]*(?<![.’'-])|[^\w\s])")
_DOUBLE = re.compile(r"[\"“”]")
# Words that may stand between a name and its verb: "has since also said".
_BETWEEN = frozenset(
    """
    has have had just also now officially since already recently later finally only even
    then publicly first exclusively previously himself herself itself themselves too once
    repeatedly duly still today yesterday recently promptly again never always clearly
    proudly gladly happily quietly formally all both did does do is was were has been
    pleased proud delighted thrilled excited happy honored honoured to able are am be been
    on monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
SAYING = frozenset(
    """
    announced announces announce confirmed confirms confirm said says say saying reveals
    revealed reveal reports reported report told tells tell telling wrote writes write tweeted
    tweets posted posts explained explains explain claimed claims claim admitted admits admit
    hinted hints hint teased teases tease promised promises promise declared declares declare
    stated states state noted notes note insisted insists insist broke breaks disclosed
    discloses adds added add adding shared shares share suggested suggests suggest stressed
    stresses believes believed believe hoped hopes hope expected expects expect recalled recalls
    learned learnt learns heard hears acknowledged acknowledges warned warns denied denies
    thinks thought think assured assures expressed expresses replied replies answered answers
    argued argues maintained maintains described describes reckoned reckons spoke speaks speak
    joked jokes quipped predicted predicts indicated indicates understands understood concludes
    concluded conceded concedes continued continues continue called calls call quoted asked
    blamed blames cited cites pointed points gave gives put puts listed lists estimated
    estimates counted counts measured measures found finds figures figured published publishes
    shows showed remarked remarks mused muses commented comments observed observes
    responded responds let lets made makes offered offers vowed vows swears swore
    thanked thanks praised praises laughed laughs signed goes went mentioned mentions
    informed informs reporting claiming confirming announcing revealing insisting
    unveiled unveils issued issues released released describes detailed
    details credits credited counts dismissed dismisses
    """.split()
)
_NOUNS = frozenset(
    """
    announcement statement report reports post tweet words letter account reckoning telling
    count interview release message newsletter press figures data chart charts numbers list
    story exclusive own site website blog instagram twitter facebook page video caption memo
    email podcast estimate tally ratings rankings survey spokesman spokeswoman spokesperson
    representative sources answer reply explanation version view opinion note thread tudum
    """.split()
)
# Without one of these nobody says anything.
CUES = SAYING | _NOUNS | {"according", "per", "via"}
# Nouns that stand for a person, a company, a paper or several people named before.
_ROLES = {
    **dict.fromkeys(
        """
        actor actress creator showrunner producer star director writer executive boss author
        novelist chief president ceo comedian host lead man woman editor filmmaker co-creator
        co-showrunner agent spokesman spokeswoman spokesperson representative rep head veteran
        """.split(),
        "person",
    ),
    **dict.fromkeys(
        """
        streamer network service company platform studio channel broadcaster giant
        firm distributor cabler station streaming producers committee
        """.split(),
        "company",
    ),
    **dict.fromkeys(
        """
        outlet site paper magazine trade report newspaper website publication blog article story
        statement announcement release post letter message account source petition press
        newsletter memo text
        """.split(),
        "paper",
    ),
    **dict.fromkeys(
        "two duo pair makers creators showrunners couple cast brothers sisters".split(), "several"
    ),
}
_PRONOUNS = {"he": "he", "she": "he", "they": "they", "it": "it", "who": "who", "which": "it"}
_SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson representative rep".split())
_POSSESSIVES = {"his": "he", "her": "he", "their": "they", "its": "it"}
_OWN = frozenset(("i", "we", "my", "our"))
_MAY_STAND_FOR = _OWN | _SPEAKS_FOR | {*_PRONOUNS, *_ROLES, *_POSSESSIVES}
# Sources without a name of their own, cited as if they had one.
_UNNAMED = re.compile(
    r"\b(?:[Tt]he|[Oo]ne|[Aa]n?) (production committee|petition|cast|makers|producers?|"
    r"showrunners|creators|stuntman|agent|actors|team|publisher|author)\b"
)
_REACH = 14  # tokens: the longest apposition between a name and its verb
_FEW = 6
_PASSIVE = frozenset("was were is are been be being".split())
_CLOSING = {",": ",", "(": ")", "and": "", "&": ""}
_SAYING_OR_PLEASED = SAYING | frozenset("pleased proud delighted thrilled excited happy".split())
# Between a verb of saying and a name that is not its subject: "said that Voss", "told to Voss".
_NO_ROLE = frozenset(
    """
    that to in on it he she they for with at from of this which who if when as but and so we
    there what how why not no than before after while because our my his her i's you is are was
    were will would has have had season series us them him me
    """.split()
) - {"and", "of", "for", "his", "her"}


_ENDS = SAYING | {"season", "seasons"}  # of a name: "Tidewater Season 2" is Tidewater
_FORMS = FORMS_OF_ADDRESS | frozenset("pd chef judge dame dr mr ms mrs ceo star".split())
_NO_NAMES = frozenset("Dear Leaving Tonight Today Yesterday".split())


class Token(NamedTuple):
    word: str  # in small letters
    start: int
    end: int


_token = partial(tuple.__new__, Token)  # of three fields at once: an article has a thousand


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """A name that may be cited: `name` as the article spells it in full."""

    name: str
    key: str  # folded, for comparing
    start: int
    end: int
    says: str  # how it is tied to a word of saying, or ""
    verb: int  # where the word of saying ends, else -1
    after: str  # the word behind it
    kind: str  # person, unnamed, caps, one, more, show
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One sentence as its words, speakers and quotation marks."""

    tokens: tuple[Token, ...]
    speakers: tuple[Speaker, ...]
    quoted: tuple[tuple[int, int], ...]
    again: tuple[tuple[str, int], ...]  # "he added": (he, they, it, person, ...) and where
    saying: tuple[Speaker, ...]  # the speakers that say something


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


def read_line(
    text: str,
    names: Iterable[NameSpan],
    persons: Sequence[PersonSpan],
    known: Known,
    quoted: tuple[tuple[int, int], ...],
) -> Line:
    words, begins, ends = pieces(_TOKEN, text)
    tokens = tuple(map(_token, zip(map(str.lower, words), begins, ends, strict=True)))
    starts = {start: i for i, start in enumerate(begins)}
    speakers = tuple(
        _speaker(text, tokens, starts, found, quoted)
        for found in _names(text, names, persons, known)
        if found[1] in starts
    )
    saying = tuple(s for s in speakers if s.says and not s.says.startswith(("owner", "told")))
    return Line(tokens, speakers, quoted, tuple(_again(tokens, quoted)), saying)


def quotations(text: str, open_before: bool) -> tuple[tuple[tuple[int, int], ...], bool]:
    """What stands in double quotation marks, and whether the last is still open.

    Examples
    --------
    >>> quotations('"No," she said. "Never.', False)
    (((0, 5), (16, 23)), True)
    """
    spans, start = [], 0 if open_before else -1
    for mark in _DOUBLE.finditer(text):
        opens = mark.group() == "“" or (mark.group() == '"' and start < 0)
        if opens and start < 0:
            start = mark.start()
        elif not opens and start >= 0:
            spans.append((start, mark.end()))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return tuple(spans), start >= 0


def inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= place < b for a, b in spans)


def _names(
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


def _speaker(
    text: str,
    tokens: Sequence[Token],
    starts: dict[int, int],
    found: tuple[str, int, int, str],
    quoted: tuple[tuple[int, int], ...],
) -> Speaker:
    name, start, end, kind = found
    first = starts[start]
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    owns = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in ("'", "’")
    says, verb = _says(tokens, first, last + 1, owns)
    after = tokens[verb + 1].word if 0 <= verb < len(tokens) - 1 else ""
    word = [
        _shape(tokens[i], text) if 0 <= i < len(tokens) else "^" for i in range(first - 2, first)
    ]
    behind = [
        _shape(tokens[i], text) if i < len(tokens) else "$" for i in range(last + 1, last + 3)
    ]
    if owns:
        behind = ["'s", behind[0]]
    evidence = (
        f"l={word[1]}",
        f"ll={word[0]} {word[1]}",
        f"r={behind[0]}",
        f"rr={behind[0]} {behind[1]}",
        f"k={kind}",
        f"s={says.partition(':')[0]}",
        f"v={says}",
        f"s={says.partition(':')[0]},k={kind}",
        f"q={inside(start, quoted)}",
        "first" if first == 0 else "late",
    )
    return Speaker(
        name,
        fold(name),
        start,
        end,
        says,
        tokens[verb].end if verb >= 0 else -1,
        after,
        kind,
        evidence,
    )


def _shape(token: Token, text: str) -> str:
    """A word as it counts for the evidence: other names and figures are all alike."""
    if text[token.start].isdigit():
        return "0"
    return "X" if text[token.start].isupper() and token.start else token.word


def _says(tokens: Sequence[Token], first: int, behind: int, owns: bool) -> tuple[str, int]:
    """How a name is tied to saying, as subject, behind the verb, by "according to"; and where."""
    before = [t.word for t in tokens[max(0, first - 6) : first]]
    if before[-2:] == ["according", "to"] or before[-1:] in (["per"], ["via"]):
        return "according", behind - 1
    if owns:
        for i in range(behind, min(behind + 3, len(tokens))):
            if tokens[i].word in _NOUNS:
                return f"owns:{tokens[i].word}", i
        return "owner", -1
    verb = _verb_behind(tokens, behind)
    if verb >= 0:
        return f"subject:{tokens[verb].word}", verb
    if "according" in before or "per" in before:
        return "according far", behind - 1
    for back, word in enumerate(reversed(before)):
        if word in SAYING:
            at = first - back - 2
            marks = at < 0 or tokens[at].word in (",", '"', "”", "’", "'", "?", "!", "as")
            return f"{'inverted' if marks else 'told'}{min(back, 1)}:{word}", behind - 1
        if word in _NO_ROLE or not (word[0].isalpha() or word == ","):
            break
    return "", -1


def _verb_behind(tokens: Sequence[Token], at: int) -> int:
    """Where the word of saying stands that a name at `tokens[:at]` is the subject of, or -1."""
    places = [at]
    if at + 1 < len(tokens) and tokens[at].word in (",", "(", "and", "&"):
        close = _CLOSING[tokens[at].word]
        for i in range(at + 1, min(at + _REACH, len(tokens))):
            word = tokens[i].word
            if word in (".", ";", "”", '"'):
                break
            if close and word == close:
                places.append(i + 1)
            elif not close and word in _SAYING_OR_PLEASED:
                places.append(i)
                break
    for place in places:
        for i in range(place, min(place + _FEW, len(tokens))):
            word = tokens[i].word
            if word in SAYING:
                return -1 if i and tokens[i - 1].word in _PASSIVE and word != "quoted" else i
            if word not in _BETWEEN and word not in _ROLES and not word.endswith("ly"):
                break
    return -1


def _again(
    tokens: Sequence[Token], quoted: tuple[tuple[int, int], ...]
) -> Iterator[tuple[str, int]]:
    """Pronouns and roles that say something: "he added", "the outlet adds", "said she"."""
    for i, token in enumerate(tokens):
        if token.word not in _MAY_STAND_FOR:
            continue
        kind = _PRONOUNS.get(token.word)
        if kind is None and i and token.word in _SPEAKS_FOR:
            kind = "rep"
        if kind is None and token.word in _ROLES and i and tokens[i - 1].word in ("the", "its"):
            kind = _ROLES[token.word]
        if kind is None:
            owner = _POSSESSIVES.get(token.word)
            if token.word in _OWN and inside(token.start, quoted):
                yield "I", token.start
            if owner and any(t.word in _NOUNS for t in tokens[i + 1 : i + 3]):
                yield f"{owner}s", token.start
            continue
        if inside(token.start, quoted):
            continue
        says = _verb_behind(tokens, i + 1) >= 0
        if not says and i and tokens[i - 1].word in SAYING and kind in ("he", "they", "it", "rep"):
            says = i < 2 or tokens[i - 2].word in (",", '"', "”", "’", "?", "!")
        if says:
            yield kind, token.start
