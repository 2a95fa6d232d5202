"""Which shows an article is about, and which one a sentence speaks of.

Title and sentences -> Cast of shows.  No list of titles is used: a show is a capitalised
name that behaves like one (stands before "season 2", is renewed or cancelled, is quoted,
heads a section, returns in the article's title).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nextseason.claims.names import NameSpan, find_names
from nextseason.claims.sentences import Kind, Sentence

# A name needs this much to count as a show; a title's main show scores far higher.
SHOW_SCORE = 3.0

_QUOTED = re.compile(
    r"[\"“‘](?P<a>[A-Z0-9][^\"“”‘’\n]{0,60}(?:[’'][^\"“”‘’\n]{1,30})?)[,.!?]?[\"”’](?!\w)|(?<!\w)'(?P<b>[A-Z0-9][^'\n]{0,50}(?:'[a-z][^'\n]{0,40})?)[,.]?'(?!\w)"
)
_SEASON_AFTER = re.compile(
    r"^(?:['’]s?)?\s*[:,]?\s*(?:\(?(?:season|series|s)\s*(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|[IVX]+\b)|(?:\w+[ -]){0,2}(?:season|series)\b)",
    re.IGNORECASE,
)
_SEASON_OF = re.compile(
    r"(?:season(?: (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten))?|series|more|episodes|future|return|cancell?ation|renewal|end|fate|run|revival|cast|creators?|stars?|fans|makers|showrunner|showrunners|finale|world|outing|instal?lment|loss|death|axing|reboot|version|premiere|debut)\s+(?:of|for)\s+[\"“‘']?$",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?:renew(?:s|ed|ing)?|cancel(?:s|led|ed|ling|ing)?|axe[sd]?|axing|scrap(?:s|ped)?|sav(?:e|es|ed|ing)|reviv(?:e|es|ed|ing)|drop(?:s|ped)|ends?|ended|ending|revive|kill(?:s|ed)|order(?:s|ed)|un-?cancel(?:s|led|ed)|resurrect(?:s|ed)|rescu(?:es|ed|ing)|pulled the plug on|pulls the plug on|pulling the plug on|pull the plug on|plug on|wrap(?:s|ped)? up|bring(?:s|ing)? back|brought back|goodbye to|farewell to|watch(?:ed|ing)?|love[sd]?|picks? up|picked up|like|including|such as|shows?|series|drama|comedy|sitcom|thriller|anime|hit|adaptation|spin-?off|dramedy|fantasy|saga|mystery|animated|watching|returning|titled|called|named|mini-?series|docuseries|reboot)\s+(?:the\s+)?[\"“‘']?$",
    re.IGNORECASE,
)
_IS_DECIDED = re.compile(
    r"^[\"”’']?,?\s*(?:has |have |had |was |is |will |would |won['’]t |been |not |officially |just |be |also |now |gets? |got |are |isn['’]t |wasn['’]t |being |may |might |could |never |to be |finally |itself |already )*(?:renewed|cancell?ed|axed|scrapped|saved|revived|returns?\b|returning|ended|ends|coming back|back for|picked up|premiere[sd]?|debut(?:s|ed)|launch(?:es|ed)|dropped on|over after|done after|ending|not coming|finished|stream(?:s|ed|ing)|airs\b|aired|arrived|follows\b|centers\b|centres\b|tells the|un-?cancell?ed|renewal|cancell?ation|bows\b|bowed)",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"^[\"”’']?,? (?:a|an|the|its|his|her|their|which)\b[^.,;]{0,50}\b(?:series|show|drama|comedy|sitcom|thriller|adaptation|anime|premiered|dramedy|fantasy)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^,? (?:has |have |had |just |also |officially |now |recently |later |already |then )*(?:said|says|told|tells|announced|announces|confirmed|confirms|ordered|renewed|cancell?ed|axed|revealed|reports|reported|plays|played|stars\b|writes|wrote|tweeted|posted|explained|declined|decided|chose|picked up|orders|renews|cancels|passed|pulled|released|adds|added|dropped|scrapped|gave|gives)\b(?! (?:by|after|for|in|on)\b)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:\bon|\bby|\bat|\bfrom|\bto|\bto[ld]d|\bwith|according to|\bas|\bstar|\bactor|\bactress|\bcreator|\bshowrunner|\bproducer)\s+$",
    re.IGNORECASE,
)
_TITLE_HEAD = re.compile(
    r"^[\"“‘']?(?P<show>.{1,60}?)[\"”’']?\s*[:,–—-]?\s+\(?(?:Season|Series|S)\s?\d",
    re.IGNORECASE,
)
_LEAD_WORDS = re.compile(
    r"^(?:(?:will there be|is|has|when is|when will|when does|are|why|how|who|what|where|will|everything|all|about|we know|know|of|the|netflix'?s?|series|tv|show|hit|update|breaking|news|official|exclusive|here|here's|when|did|does|can)\b[:,]?\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shows:
    """The shows of an article, the main one first."""

    titles: tuple[str, ...]

    @property
    def main(self) -> str:
        return self.titles[0]


def fold(title: str) -> str:
    """A title without case, punctuation and a leading article, for comparing."""
    words = re.sub(r"[^\w]+", " ", title.casefold().replace("’", "").replace("'", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a") else words)


def find_shows(
    title: str, sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Shows | None:
    """The shows that an article is about; None where nothing looks like one."""
    scores: dict[str, float] = defaultdict(float)
    spelled: dict[str, str] = {}
    folded_title = f" {fold(title)} "

    def add(name: str, score: float) -> None:
        key = fold(name)
        if key and len(key) > 1:
            scores[key] += score
            spelled.setdefault(key, name)

    for sentence, spans in zip(sentences, names, strict=True):
        for span in spans:
            add(span.text, _behaviour(sentence, span))
        for match in _QUOTED.finditer(sentence.text):
            quoted = (match["a"] or match["b"]).rstrip(",.")
            if _looks_like_title(quoted):
                add(quoted, 1.5 + _around(sentence.text, match.start(), match.end()))
    for match in _QUOTED.finditer(title):
        quoted = (match["a"] or match["b"]).rstrip(",.")
        if _looks_like_title(quoted):
            add(quoted, 5)
    head = _TITLE_HEAD.match(title)
    if head:
        add(_LEAD_WORDS.sub("", head["show"]).strip(" '\"“”‘’:"), 6)
    for key in list(scores):
        if f" {key} " in folded_title:
            scores[key] += 2.5 if scores[key] > 0 else 0.5
            scores[key] += 0.3 * key.count(" ")
    ranked = sorted((k for k in scores if scores[k] >= SHOW_SCORE), key=lambda k: -scores[k])
    if not ranked:
        ranked = sorted(scores, key=lambda k: -scores[k])[:1]
    return Shows(tuple(spelled[k] for k in ranked)) if ranked else None


def _behaviour(sentence: Sentence, span: NameSpan) -> float:
    score = _around(sentence.text, span.start, span.end)
    if sentence.kind is Kind.HEADING and span.text == sentence.text.strip():
        score += 3
    return score


def _around(text: str, start: int, end: int) -> float:
    """How much the words beside `text[start:end]` speak for a show."""
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    score = 0.1
    if _SEASON_AFTER.match(after.lstrip("\"”’'")):
        score += 2
    if _SEASON_OF.search(before):
        score += 2
    if _DECIDES.search(before):
        score += 1.5
    if _IS_DECIDED.match(after):
        score += 1.5
    if _APPOSED.match(after):
        score += 1
    if _SPEAKS.match(after):
        score -= 2.5
    if _AT.search(before):
        score -= 0.7
    return score


def _looks_like_title(text: str) -> bool:
    words = text.split()
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in words if w)
    return len(words) <= 8 and capitals >= 0.5 * len(words)


class ShowFinder:
    """Where the shows of an article are named."""

    def __init__(self, shows: Shows) -> None:
        self.by_key = {fold(t): t for t in shows.titles}
        alternatives = "|".join(
            r"[\W_]+".join(map(re.escape, re.sub(r"[^\w]+", " ", t).split()))
            for t in sorted(shows.titles, key=len, reverse=True)
        )
        self.pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def mentions(self, text: str) -> list[tuple[int, str]]:
        """(offset, title) of each show named in the text."""
        return [
            (m.start(), self.by_key[key])
            for m in self.pattern.finditer(text)
            if (key := fold(m.group())) in self.by_key
        ]
