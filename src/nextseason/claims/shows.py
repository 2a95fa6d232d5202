"""Which shows an article is about, and which one a sentence speaks of.

Title and sentences -> Shows.  No list of titles is used: a show is a name that behaves
like one.  It stands before "season 2", is renewed or cancelled, is quoted, heads a
section, comes back from the article's title in its text; it does not say, play or order.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nextseason.claims.names import SENTENCE_OPENERS, NameSpan, find_names
from nextseason.claims.sentences import Kind, Sentence

# What a name must reach to count as a show beside the main one.
SIDE_SHOW_SCORE = 2.5
# The same evidence again and again says little more.
MAX_REPEATS = 3
# An entry of a list of shows is one, whatever is said of it.
_LISTED = 3.0
LONGEST_TITLE = 9  # words

_NUMBER = r"(?:\d{1,2}\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|[IVX]{1,4}\b)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|sophomore|new|next|last|debut|another|\d+(?:st|nd|rd|th))"
_SEASON_AFTER = re.compile(
    rf"^(?:['’]s?)?[\"”’']?\s*[:,–—-]?\s*\(?(?:(?:seasons?|series|s)\s*{_NUMBER}|(?:{_ORDINAL}[ -]){{1,3}}(?:season|series|run|outing|chapter)\b)",
    re.IGNORECASE,
)
_OF_SHOW = re.compile(
    rf"(?:\b(?:seasons?|series)(?: {_NUMBER})?|\b(?:episodes|future|return|cancell?ation|renewal|fate|run|revival|cast|creators?|stars?|fans|makers|showrunners?|"
    rf"finale|outing|loss|death|axing|reboot|premiere|debut|viewers|run|end))\s*(?:of|for|on)?\s+[\"“‘']?$",
    re.IGNORECASE,
)
_MORE_OF = re.compile(r"\b(?:more|without|like|including|such as|goodbye to|farewell to|fans of|plug on|called|titled|named|watch|watched|watching|of) [\"“‘']?$", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:renew(?:s|ed|ing)?|cancel(?:s|led|ed|ling|ing)?|cancell?ation of|renewal of|axe[sd]?|axing|scrap(?:s|ped|ping)?|sav(?:e|es|ed|ing)|reviv(?:e|es|ed|ing)|drop(?:s|ped)|end(?:s|ed|ing)?|"
    r"kill(?:s|ed)|order(?:s|ed)|un-?cancel(?:s|led|ed)|resurrect(?:s|ed)|rescu(?:e|es|ed|ing)|plug on|(?:pick(?:s|ed)?|wrap(?:s|ped)?) up|(?:bring(?:s|ing)?|brought) back|ditch(?:es|ed)|shelve[sd]?|dump(?:s|ed)|pass(?:es|ed) on|greenlights?|greenlit)"
    r"(?: on| for| the| its| his| their| hit| series| show| drama| comedy| sitcom| thriller| animated| fantasy| sci-fi| original| anime| teen){0,4} [\"“‘']?$",
    re.IGNORECASE,
)
_IS_DECIDED = re.compile(
    r"^[\"”’']?,?\s*(?:(?:has|have|had|was|is|will|would|won['’]t|been|not|officially|just|be|also|now|gets?|got|are|isn['’]t|wasn['’]t|being|may|might|could|never|to|finally|itself|already|both|all)\s+){0,4}"
    r"(?:renewed|cancell?ed|axed|scrapped|saved|revived|returns?\b|returning|ended|ends|coming back|back for|picked up|premiere[sd]?\b|debut(?:s|ed)\b|launche[sd]|over\b|dead\b|done\b|ending|coming|finished|stream(?:s|ed|ing)|airs\b|"
    r"aired|arrived|follows\b|cent(?:er|re)s\b|un-?cancell?ed|renewal|cancell?ation|bow(?:s|ed)\b|wrapped|stays|survive[sd]?|dropped|killed|gone|given|ordered|un-renewed|safe)",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"^[\"”’']?,? (?:a|an|the|its|his|her|their|which)\b[^.,;]{0,50}\b(?:series|show|drama|comedy|sitcom|thriller|adaptation|anime|premiered|dramedy|fantasy|spin-?off)\b",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(
    r"\b(?:series|show|drama|comedy|sitcom|thriller|adaptation|anime|dramedy|fantasy|spin-?off|saga|mystery|hit|musical|prequel|reboot|revival|docuseries|soap|western|horror|romance|satire|epic|procedural) [\"“‘']?$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^(?:['’]s [a-z]+)?,? (?:(?:has|have|had|just|also|officially|now|recently|later|already|then|is|was) ){0,3}(?:said|says|sa(?:y|id)ing|told|tells|announce[sd]?|announcing|confirm(?:s|ed)|order(?:s|ed)?\b(?! (?:by|in))|renew(?:s|ed|ing)\b(?! (?:by|for|at|in))|cancel(?:s|led|ed|ling|ing)\b(?! (?:by|after|for|in|at|on|due|because))|axe[sd]\b (?:the|its|a)|reveal(?:s|ed)|reports|reported|"
    r"play(?:s|ed|ing)\b|stars (?:as|in|opposite)|who\b|write[s]?|wrote|tweeted|posted|explain(?:s|ed)|decline[sd]|decided|chose|pick(?:s|ed) up|pass(?:es|ed)|pull(?:s|ed)|releases|adds|added|scraps|gave|gives|and [A-Z]\w+ (?:star|play|return)|directs|created|serves|hopes|plans|wants)\b",
)
_AT = re.compile(
    r"(?:\b(?:on|by|at|from|via|over at|told|with|according to|as|actor|actress|creator|showrunner|producers?|director|starring|stars|co-star|by Universal|star|CEO|executive) |\((?:played by )?)$",
    re.IGNORECASE,
)
_AS = re.compile(r"^(?: as (?:the |her |his |a |an )?[A-Z]|,? (?:who|whose|and) (?:plays|played|portrays)| \(\w+ \w+\))")
_QUOTED = re.compile(
    r"[\"“«](?P<a>[A-Z0-9][^\"“”«»\n]{0,60})[\"”»]"
    r"|(?<!\w)[‘'](?P<b>[A-Z0-9][^‘\n]{0,60}?)[’'](?!\w)"
)
_TITLE_WORD = re.compile(r"(?<!\w['’])[^\W_]+(?:['’](?!s\b)[^\W_]+)*")  # without a possessive
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NO_TITLE_WORD = frozenset(
    """season seasons series episode episodes cancelled canceled renewed release date netflix's will has is are was were
    trailer cast spoilers exclusive update news review recap finale""".split()
)
_SMALL = frozenset("a an the of and or in on at to for from by with as is it its but not no so".split())
# Words that are capitalised like names and are none.
_NEVER = frozenset(
    """season series episode i january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas covid english emmy emmys golden globe season 1
    season 2 season 3 season 4 hollywood america american british uk us u s tv god critics""".split()
)


_SEASON_WORD = re.compile(r"[ :,–—-]+(?:season|series|part|vol|volume)\b", re.IGNORECASE)
# "3. Title", "Title (cancelled after season 1)", "Title – ABC"
_ENTRY = re.compile(r"(?:\d{1,2}[.)] *)?[\"“‘']?(?P<title>[A-Z0-9][^()|–—\n]{0,60}?)[\"”’']? *(?:$|[(|–—]|, aka )")
_FATE = re.compile(r"renew|cancel|axed|saved|ended|ending|returning|coming back|on the bubble|undecided", re.IGNORECASE)
_SECTION = re.compile(
    r"\b(?:renewal|cancell?ations?|introduction|casting|storyline|cast|plot|trailer|release|seasons?|episodes?|story|recap|news|renewed|cancelled|canceled|will|when|who|what|why|how|is|are|more|next|where|about|update|filming|production|spoilers?|reviews?|reception|conclusion|premiere|ratings?|fans|status)\b|\?$",
    re.IGNORECASE,
)
# "the X series", "an X original": X is who makes or shows it.
_OWNED = re.compile(
    r"^ (?:original |hit |animated )?(?:series|show|drama|comedy|sitcom|thriller|originals?|subscribers|exec\w*|bosses|hit|adaptation|fantasy|anime|chief|boss|spokes\w+|audiences?|users|viewers|deal|slate|schedule|president|dramas|comedies|shows)\b"
)
_ACRONYM = re.compile(r"[A-Z]{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOSE_ENDS = re.compile(r"^(?:of|and|for|on|at|by|from|with|after|but) |(?: (?:of|and|for|at|by|from|with|the|a|an|to|as|in|on)\b)+$")
_QUOTE_MARK = re.compile(r"[\"“”‘]|(?<!\w)'|'(?!\w)")
_LEAD = re.compile(
    r"(?:(?:will|there|be|is|has|have|when|does|are|why|how|who|what|where|everything|all|about|we|know|of|on|official|exclusive|breaking|did|can|a|season|series|\d|for|to|[a-z]+[’']s) ){0,7}[\"“‘']?",
    re.IGNORECASE,
)
_HEAD_END = re.compile(
    r"[\"”’']?(?:\s*[:,–—|]|[ (]+(?:season|series|s\d|renew|cancel|will|is|has|gets|returns|ends|axed|not|release|won['’]t|to|been|at|star|fans|creator|showrunner)\b|['’]s )",
    re.IGNORECASE,
)


# In a headline: "X Cancels ...", "X is giving ...": whoever does this is no show.
_ACTS = re.compile(
    r" (?:(?:just|is|has|officially|finally|quietly) ){0,2}(?:gave|giving|announced|cancels|renews|orders|axes|scraps|pulls|picks|saves|"
    r"announces|confirms|brings|drops|passes|gives|says|reveals|takes|holds|sets|(?:cancell?ed|renewed|dropped|axed|ordered) (?!for|after|by|at|in|due|because|on)(?=\S))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shows:
    """The shows of an article, the main one first."""

    titles: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()  # other spellings -> title

    @property
    def main(self) -> str:
        return self.titles[0]


def fold(title: str) -> str:
    """A title without case, punctuation and a leading article, for comparing.

    Examples
    --------
    >>> fold("The Long Winter's End!")
    'long winters end'
    """
    words = _words(title)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a") else words)


def find_shows(
    title: str, sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Shows | None:
    """The shows that an article is about; None where nothing looks like one."""
    ballot = _Ballot(_common_words(sentences), _surnames(names))
    for text, start, end, bonus in _candidates(sentences, names):
        ballot.add(text[start:end], _behaviour(text, start, end), bonus)
    _count_title(ballot, title, sentences)
    return ballot.elected()


def _common_words(sentences: Sequence[Sentence]) -> frozenset[str]:
    small = {w for s in sentences for w in re.findall(r"\b[a-z]+\b", s.text)}
    return frozenset(small | SENTENCE_OPENERS)


def _surnames(names: Sequence[tuple[NameSpan, ...]]) -> frozenset[str]:
    """Two- and three-word names whose last word also stands alone: most are persons."""
    alone = {s.text.casefold() for spans in names for s in spans if " " not in s.text}
    return frozenset(
        fold(s.text)
        for spans in names
        for s in spans
        if 2 <= len(s.text.split()) <= 3
        and s.text.split()[-1].casefold() in alone
        and not _SMALL & set(s.text.lower().split())
    )


class _Ballot:
    """Evidence by candidate; each kind of evidence counts a few times at most."""

    def __init__(self, common: frozenset[str], surnames: frozenset[str]) -> None:
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.extra: dict[str, float] = defaultdict(float)
        self.spelled: dict[str, Counter[str]] = defaultdict(Counter)
        self.common = common
        self.surnames = surnames

    def add(self, name: str, kinds: Iterator[str] | Sequence[str], extra: float = 0.0) -> None:
        name = _LOOSE_ENDS.sub("", name)
        key = fold(name)
        if len(key) < 2 or key in _NEVER or key in _SMALL:
            return
        self.kinds[key].update(kinds)
        if key in self.surnames:
            self.kinds[key]["surname"] = 1
        self.extra[key] = max(self.extra[key], extra)
        self.spelled[key][name.strip(" \"'“”‘’,.:")] += 1

    def score(self, key: str) -> float:
        kinds = self.kinds[key]
        told = sum(_WEIGHTS[kind] * min(n, MAX_REPEATS) for kind, n in kinds.items())
        # A company is named as a place ("on X", "X's chief") or as somebody who acts.
        acts = kinds["at"] + kinds["speaks"] + kinds["owns"]
        shows = kinds["season"] + kinds["decided"] + kinds["quoted"]
        company = acts >= 0.4 * kinds["named"] and acts > shows
        return self.extra[key] + told - (4.0 if company and kinds["named"] > 1 else 0.0)

    def _is_common(self, key: str) -> bool:
        """A lone word that the article also writes small is a word, unless it is quoted."""
        lone = key in self.common or _YEAR.fullmatch(key) is not None
        return lone and not (self.kinds[key]["quoted"] or self.kinds[key]["title_season"])

    def elected(self) -> Shows | None:
        scores = {key: self.score(key) for key in self.kinds if not self._is_common(key)}
        for key in list(scores):
            longer = [k for k in scores if f" {key} " in f" {k} " and k != key and scores[k] >= 1.5]
            stem, _, last = key.rpartition(" ")
            if last.isdigit() and len(last) == 1 and stem in scores:
                scores[stem] += scores.pop(key)
            elif len(longer) == 1 and not self.kinds[key]["title"] and scores[key] > scores[longer[0]]:
                scores[longer[0]] += 0.7 * scores[key]
        ranked = sorted(scores, key=lambda key: (-scores[key], -len(key), key))
        kept: list[str] = []
        aliases: list[tuple[str, str]] = []
        for key in ranked:
            if kept and scores[key] < SIDE_SHOW_SCORE:
                break
            if kept and not self._behaves(key):
                continue
            whole = next((other for other in kept if _is_part(key, other)), None)
            if whole is None:
                kept.append(key)
            else:
                aliases.append((self._spelling(key), self._spelling(whole)))
        return Shows(tuple(map(self._spelling, kept)), tuple(aliases)) if kept else None

    def _behaves(self, key: str) -> bool:
        """A side show is told from persons and companies by what befalls it."""
        kinds = self.kinds[key]
        befalls = kinds["season"] + kinds["decided"] + kinds["quoted"] + kinds["title_season"]
        acts = kinds["at"] + kinds["speaks"] + kinds["owns"] + kinds["title_speaks"]
        listed = self.extra[key] >= _LISTED or kinds["kind"] + kinds["apposed"] > 0
        return (befalls > acts or listed) and not kinds["surname"]

    def _spelling(self, key: str) -> str:
        return self.spelled[key].most_common(1)[0][0]


_WEIGHTS = {
    "named": 0.3,
    "season": 2.0,
    "of": 1.0,
    "decided": 1.5,
    "apposed": 1.0,
    "kind": 1.5,
    "quoted": 1.2,
    "heading": 3.0,
    "speaks": -2.0,
    "at": -0.8,
    "person": -1.5,
    "owns": -0.8,
    "acronym": -0.7,
    "surname": -2.5,
    "title": 2.0,
    "title_season": 5.0,
    "title_quoted": 4.0,
    "title_decided": 3.0,
    "title_first": 1.5,
    "title_speaks": -4.0,
    "title_at": -3.0,
}


def _candidates(
    sentences: Sequence[Sentence], names: Sequence[tuple[NameSpan, ...]]
) -> Iterator[tuple[str, int, int, float]]:
    yield from _list_titles(sentences)
    for sentence, spans in zip(sentences, names, strict=True):
        text = sentence.text
        for span in spans:
            cut = _SEASON_WORD.search(span.text)
            yield text, span.start, span.start + cut.start() if cut else span.end, 0.0
        for match in _QUOTED.finditer(text):
            group = "a" if match["a"] else "b"
            if _looks_like_title(match[group]):
                yield text, match.start(group), match.end(group), 0.5


def _list_titles(sentences: Sequence[Sentence]) -> Iterator[tuple[str, int, int, float]]:
    """The shows of a list article: numbered headings, or items under "renewed", "cancelled"."""
    fate, headed = False, []
    for sentence in sentences:
        found = _ENTRY.match(sentence.text)
        if sentence.kind is Kind.HEADING:
            fate = _FATE.search(sentence.text) is not None
            if found and _looks_like_title(found["title"]) and not _SECTION.search(found["title"]):
                headed.append((sentence.text, *found.span("title"), _LISTED))
        elif sentence.kind is Kind.ITEM and fate and found and _looks_like_title(found["title"]):
            yield sentence.text, *found.span("title"), _LISTED
    if len(headed) >= 3:
        yield from headed


def _behaviour(text: str, start: int, end: int) -> list[str]:
    """What the words beside `text[start:end]` say of it."""
    before, after = text[max(0, start - 50) : start], text[end : end + 90]
    kinds = ["named"]
    if start == 0 and text[:end].isalpha() and not _SEASON_AFTER.match(after):
        return kinds  # a lone word that opens the sentence may be any word
    if _OWNED.match(after):
        kinds.append("owns")
    if _ACRONYM.fullmatch(text[start:end]):
        kinds.append("acronym")
    if text[start - 1 : start] in "\"“‘'«" and start and text[end : end + 1] in "\"”’',.»":
        kinds.append("quoted")
    if _SEASON_AFTER.match(after):
        kinds.append("season")
    if _OF_SHOW.search(before) or _MORE_OF.search(before):
        kinds.append("of")
    if _DECIDES.search(before) or _IS_DECIDED.match(after):
        kinds.append("decided")
    if _APPOSED.match(after):
        kinds.append("apposed")
    if _KIND_BEFORE.search(before):
        kinds.append("kind")
    if _SPEAKS.match(after):
        kinds.append("speaks")
    if _AT.search(before):
        kinds.append("at")
    if _AS.match(after):
        kinds.append("person")
    if after.startswith(("'s", "’s")) and "season" not in kinds:
        kinds.append("owns")
    return kinds


def _count_title(ballot: _Ballot, title: str, sentences: Sequence[Sentence]) -> None:
    """Parts of the title that the text says again, in capitals, are what it is about."""
    body = [w for s in sentences for w in _WORD.finditer(s.text)]
    folded = [w.group().lower().replace("’", "'") for w in body]
    capital = [w.group()[0].isupper() or w.group()[0].isdigit() for w in body]
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(folded):
        if capital[i]:
            places[word.removesuffix("'s")].append(i)
    counts = {}
    words = list(_TITLE_WORD.finditer(title))
    for i in range(len(words)):
        for j in range(i + 1, min(i + LONGEST_TITLE, len(words)) + 1):
            phrase = [w.group().lower().replace("’", "'") for w in words[i:j]]
            n = _occurrences(phrase, places, folded, capital)
            if not n:
                break
            if _may_be_title(phrase):
                counts[i, j] = n
    said = [(words[i].start(), words[j - 1].end()) for i, j in counts]
    for start, end in _title_names(title):
        if not any(a < end and start < b for a, b in said):
            ballot.add(title[start:end], _title_behaviour(title, start, end), 0.0)
    for (i, j), n in counts.items():
        longer = any(a <= i and j <= b and (a, b) != (i, j) and m >= 0.5 * n for (a, b), m in counts.items())
        if not longer:
            start, end = words[i].start(), words[j - 1].end()
            ballot.add(title[start:end], _title_behaviour(title, start, end), 0.4 * min(n, 6))


def _title_names(title: str) -> Iterator[tuple[int, int]]:
    """What stands before "season 2" or a colon, or is capitalised where not everything is."""
    small = [w for w in _WORD.findall(title) if w.islower() and w not in _SMALL]
    if len(small) >= 2:
        for span in find_names(title):
            cut = _SEASON_WORD.search(span.text) or re.search(r":", span.text)
            yield span.start, span.start + cut.start() if cut else span.end
        return
    start = _LEAD.match(title).end()  # type: ignore[union-attr]  # matches the empty string
    stop = _HEAD_END.search(title, start)
    head = title[start : stop.start()] if stop else ""
    if 0 < len(_WORD.findall(head)) <= 6 and not _QUOTE_MARK.search(head):
        yield start, start + len(head)


def _occurrences(
    phrase: list[str], places: dict[str, list[int]], folded: list[str], capital: list[bool]
) -> int:
    """How often the phrase stands in the text; only its small words may be uncapitalised."""
    size = len(phrase)

    def fits(at: int) -> bool:
        return all(
            (folded[at + k] == word or folded[at + k] == word + "'s")
            and (capital[at + k] or word in _SMALL)
            for k, word in enumerate(phrase)
        )

    return sum(at + size <= len(folded) and fits(at) for at in places.get(phrase[0], ()))


def _may_be_title(phrase: list[str]) -> bool:
    if phrase[-1] in _SMALL and phrase[-1] not in ("it", "not", "so", "no"):
        return len(phrase) > 1 and phrase[-1] in ("on", "up", "out", "in")
    return not any(w in _NO_TITLE_WORD for w in (phrase[0], phrase[-1])) and not (
        len(phrase) > 1 and phrase[-2] in ("season", "series") and phrase[-1].isdigit()
    )


def _title_behaviour(title: str, start: int, end: int) -> list[str]:
    before, after = title[:start], title[end:]
    kinds = ["title"]
    if _AT.search(before):
        kinds.append("title_at")
    if _SEASON_AFTER.match(after) or re.search(rf"season {_NUMBER} of [\"“‘']?$", before, re.IGNORECASE):
        kinds.append("title_season")
    if before[-1:] and before[-1] in "\"“‘'«" and after[:1] and after[0] in "\"”’',»":
        kinds.append("title_quoted")
    if _DECIDES.search(before) or _IS_DECIDED.match(after):
        kinds.append("title_decided")
    if not before.strip(" \"“‘'«"):
        kinds.append("title_first")
    if _SPEAKS.match(after) or _ACTS.match(after):
        kinds.append("title_speaks")
    return kinds


def _is_part(key: str, other: str) -> bool:
    return f" {key} " in f" {other} " or f" {other} " in f" {key} "


def _looks_like_title(text: str) -> bool:
    words = _WORD.findall(text)
    small = [w for w in words if not (w[0].isupper() or w[0].isdigit())]
    return 0 < len(words) <= LONGEST_TITLE and all(w in _SMALL for w in small)


def _words(text: str) -> list[str]:
    return re.sub(r"[^\w]+", " ", text.casefold().replace("’", "").replace("'", "")).split()


# A show that only says who somebody is: "known from X", "whose credits include X".
_IN_PASSING = re.compile(
    r"(?:\b(?:known|famous|famed|remembered|recognised|recognized) (?:for|from|as)(?: the| his| her)?|\bcredits (?:include|are)|\bworked on|\bstar of|\b[Ff]ormer(?:ly)?(?: of| on)?|\bveteran of|\balum(?:ni|nus)? of|\b[Ww]riter of|(?:man|woman|actor|actress|director|writer|creator|mind|maker|makers|people|producer) (?:of|behind)|\(|fresh from|best from|seen in|appeared in|starred in|for his work on|for her work on) [\"“‘']?$|\([\"“‘']?$"
)


class ShowFinder:
    """Where the shows of an article are named in a sentence."""

    def __init__(self, shows: Shows) -> None:
        self._by_key = {fold(t): t for t in shows.titles} | {fold(a): t for a, t in shows.aliases}
        alternatives = "|".join(
            r"[\W_]{1,3}".join(map(re.escape, key.split())) for key in sorted(self._by_key, key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, title) of each show named in the text."""
        folded = _fold_in_place(text)
        return [
            (m.start(), m.end(), self._by_key[" ".join(re.split(r"[\W_]+", m.group()))])
            for m in self._pattern.finditer(folded)
            if (text[m.start()].isupper() or text[m.start()].isdigit())
            and not _IN_PASSING.search(text[max(0, m.start() - 40) : m.start()])
        ]


def _fold_in_place(text: str) -> str:
    """Lower case with the same length, so that offsets hold."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
