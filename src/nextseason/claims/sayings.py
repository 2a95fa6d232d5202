"""How a name, a pronoun or a role is tied to a word of saying.

Words of a sentence -> how the name among them is tied ("subject:said", "according"), and where
the word of saying stands; the pronouns and roles that say something.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nextseason.claims.quotations import inside

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


class Token(NamedTuple):
    word: str  # in small letters
    start: int
    end: int


def tie_to_saying(tokens: Sequence[Token], first: int, behind: int, owns: bool) -> tuple[str, int]:
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
                is_passive = i > 0 and tokens[i - 1].word in _PASSIVE
                return -1 if is_passive and word != "quoted" and not word.endswith("ing") else i
            if word not in _BETWEEN and word not in _ROLES and not word.endswith("ly"):
                break
    return -1


def said_again(
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
