"""What speaks for a claim's being sure, guessed, hearsay, or somebody's word.

A claim's place in an article -> names of evidence, of how it is worded and where it stands,
and of each of those who may have said it.  What they weigh is learned (`voice_model`).
"""

from collections.abc import Iterator

from nextseason.claims.hedges import EXPECTING, GUESSING, HEARSAY, RUMOURED
from nextseason.claims.sentences import clause_around
from nextseason.claims.speakers import Line, Speaker
from nextseason.claims.spoken import HINTS, Evidence, Setting, Spoken, hedged
from nextseason.domain import Topic

REACH_BACK = 4  # sentences in which whoever is cited may be named before
REACH_ON = 2  # and behind
_BREAKS = frozenset((",", ";", ":", "but", "and", "while", "though", "although", "so", "because"))
_SIGNS = (("xe", EXPECTING), ("xr", HEARSAY), ("xg", GUESSING), ("xu", RUMOURED))
_FIRST_PERSON = frozenset(("i", "i'm", "i'd", "i've", "i'll"))


def place(spoken: Spoken, setting: Setting, topic: Topic) -> Iterator[str]:
    """Evidence of where a claim stands, for how sure it is."""
    index, own, again = setting.index, setting.own, setting.again
    sentence, line = spoken.sentences[index], spoken.line(index)
    kind = sentence.kind.name
    yield "bias"
    yield f"t={topic.value}"
    yield f"n={kind}"
    yield f"n={kind},t={topic.value}"
    yield f"q={setting.in_quote}"
    yield f"qq={bool(line.quoted)}"
    yield f"a={again}"
    yield f"?={sentence.text.endswith('?')}"
    yield f"own={min(len(own), 2)}"
    yield f"own={bool(own)},a={again},q={setting.in_quote}"
    yield f"last={min(index - setting.last[0], 5) if setting.last else 9}"
    yield from spoken.leads[index]
    if index:
        former = spoken.line(index - 1)
        joined = spoken.sentences[index - 1].paragraph == sentence.paragraph
        before = f"{bool(former.saying)},{bool(former.again)},{joined}"
        yield f"prev={before}"
        yield f"prev={before},{bool(own)},{again != '-'}"
        yield f"prevq={bool(former.quoted)},{joined},{setting.in_quote}"


def wording(spoken: Spoken, index: int, start: int, end: int) -> Evidence:
    """The words in and around a claim, and of its clause, as evidence for how sure it is."""
    low, high = clause_around(spoken.sentences[index].text, start, end)
    text, line = spoken.sentences[index].text, spoken.line(index)
    found: dict[str, None] = {}
    before = "^"
    for token in line.tokens:
        word = token.word.replace("’", "'")
        near = low <= token.start < high
        side = "c" if near else "o"
        first = text[token.start]
        named = token.start > 0 and first.isupper()
        if word in HINTS and not named:
            side = "i" if start <= token.start < end else side
            for sign, words in _SIGNS:
                if word in words:
                    found[f"{sign}={side}"] = None
                    if near:
                        found[f"{sign}=c"] = None
            found[f"x={word},{side}"] = None
        if first.isdigit():
            word = "0"
        elif named and word not in _FIRST_PERSON:
            word = "X"
        found[f"{'w' if near else 'o'}={word}"] = None
        if near:
            found[f"w={before} {word}"] = None
        before = word
    for sign, _ in _SIGNS:
        if f"{sign}=c" not in found:
            found[f"{sign}=no"] = None
    if index and spoken.sentences[index - 1].paragraph == spoken.sentences[index].paragraph:
        words_before = {t.word for t in spoken.line(index - 1).tokens}
        found.update(dict.fromkeys(f"p={word}" for word in words_before))
        found.update(dict.fromkeys(hedged(words_before, "p")))
    return tuple(found)


def speakers_here(
    spoken: Spoken, setting: Setting, start: int, end: int, low: int, high: int, topic: Topic
) -> Iterator[tuple[Speaker, Evidence]]:
    """Those named in the claim's sentence, with the evidence from where they stand."""
    line, own = spoken.line(setting.index), setting.own
    nearest = min(own, key=lambda s: abs(s.start - start)) if own else None
    for s in line.speakers:
        says, _, _ = s.says.partition(":")
        where = "before" if s.end <= start else "behind" if s.start >= end else "within"
        gap = 0
        if where != "within":
            a, b = min(s.end, end), max(start, s.start)
            gap = sum(1 for t in line.tokens if a <= t.start < b)
        evidence = [
            f"0t={topic.value},{says}",
            f"0d={where},{_bucket(gap)}",
            f"0s={says},{where}",
            f"0s={says},{where},{low <= s.start < high}",
            f"0s={says},{where},{setting.in_quote}",
            f"0own={bool(says)},{min(len(own), 3)},{s is nearest},{bool(own) and s is own[0]}",
            f"0a={setting.again},{bool(says)}",
        ]
        if s.verb >= 0:
            evidence += _verb_evidence(s, says, line, start, end)
        yield s, tuple(evidence)


def _verb_evidence(s: Speaker, says: str, line: Line, start: int, end: int) -> Iterator[str]:
    """How the word of saying stands to the claim."""
    if s.verb <= start:
        between = [t.word for t in line.tokens if s.verb <= t.start < start]
        how = "after" if len(between) < 3 else "far"
    else:
        between = [t.word for t in line.tokens if end <= t.start < s.start]
        how = "covered" if s.verb <= end else "ahead"
    breaks = sum(word in _BREAKS for word in between)
    yield f"0v={says},{how}"
    yield f"0v={s.says},{how}"
    yield f"0v={says},{how},{min(breaks, 2)}"
    yield f"0v={says},{how},{s.after}"
    yield f"0v={says},{s.start == start},{end >= line.tokens[-1].start}"


def speakers_around(spoken: Spoken, setting: Setting) -> Iterator[tuple[Speaker, str, Evidence]]:
    """Those named before and behind the claim's sentence: with "-" and "+" as their mode."""
    index, last = setting.index, setting.last
    rank = 0
    for i in range(index - 1, max(-1, index - 1 - REACH_BACK), -1):
        if i < index - 1 and setting.again == "-" and not spoken.telling[i]:
            continue
        for s in reversed(spoken.line(i).speakers):
            yield s, "-", tuple(_before(s, spoken, i, setting, rank))
            rank += 1
    if last is not None and last[0] < index - REACH_BACK:
        yield last[1], "-", tuple(_before(last[1], spoken, last[0], setting, rank))
    for i in range(index + 1, min(len(spoken.sentences), index + 1 + REACH_ON)):
        for s in spoken.line(i).speakers if spoken.telling[i] else ():
            if s.says:
                yield s, "+", tuple(_behind(s, spoken, i, setting))


def _before(s: Speaker, spoken: Spoken, i: int, setting: Setting, rank: int) -> Iterator[str]:
    says, _, _ = s.says.partition(":")
    index, own, again, in_quote = setting.index, setting.own, setting.again, setting.in_quote
    last = setting.last
    far = _bucket(index - i)
    joined = spoken.sentences[i].paragraph == spoken.sentences[index].paragraph
    is_last = last is not None and last[1].key == s.key
    yield f"-n={min(spoken.times_named(s), 6)},{s.kind},{again}"
    yield f"-d={far},{joined}"
    yield f"-l={is_last},{last is not None and last[1] is s}"
    yield f"-a={again},{s.kind}"
    yield f"-a={again},{is_last},{joined}"
    yield f"-o={bool(own)},{in_quote},{is_last},{far}"
    yield f"-o={bool(own)},{again},{is_last},{s.kind}"
    yield f"-q={in_quote},{joined},{bool(says)}"
    yield f"-r={min(rank, 4)}"
    yield f"-r={min(rank, 4)},{again}"
    yield f"-s={says},{far}"


def _behind(s: Speaker, spoken: Spoken, i: int, setting: Setting) -> Iterator[str]:
    says, _, _ = s.says.partition(":")
    joined = spoken.sentences[i].paragraph == spoken.sentences[setting.index].paragraph
    yield f"+d={i - setting.index},{joined}"
    yield f"+s={says},{setting.in_quote},{bool(setting.own)}"
    yield f"+s={says},{joined},{setting.in_quote}"
    yield f"+a={setting.again}"


def _bucket(n: int) -> str:
    return str(n) if n < 3 else "3-5" if n < 6 else "6-10" if n < 11 else "11+"
