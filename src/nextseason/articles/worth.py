"""Is a raw page worth reading?  A test that costs less than parsing it.

Bytes of a page, as they came -> bool.  Most pages of an archive say nothing of television, and
taking one apart takes a hundred times as long as looking for some words in it.  Words that stand
near each other count, each once; a page passes where they come to enough, or where all its words
together sound like those of an article about a show (`glance`).  Whether it is one, and what it
says, is left to those who read it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nextseason.articles.glance import sounds_like_a_show

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

# Words that speak of a show, by how loudly they do; `*` is any ending.  "Season" alone is sport,
# cooking and the weather; "showrunner" is nothing else.  Chosen by how much more often the
# articles of `training/texts` have them than other prose does.
POINTS = {
    5: "showrunner*|sitcom*|miniseries|mini-series|dramedy|tv series|tv show*|television series",
    4: "episode*|netflix|season 1*|season 2*|season 3*|season 4|season 5|season 6|season 7|"
    "season 8|season 9|season one|season two|season three|season four|season five|"
    "season finale|series finale|seasons of|third season|fourth season|fifth season|"
    "sixth season|seventh season|eighth season|third series|fourth series|fifth series|hbo",
    3: "creator*|the show|the show's|hulu|disney+|apple tv*|prime video|starz|crunchyroll|"
    "paramount+|syfy|britbox|viaplay|roku|itv*|streamer*|greenlit|greenlight*|the cw|amc|"
    "peacock|another season|final season|second season|second series|series two|series three|"
    "series 2|series 3|spin-off*|spinoff*|uncancel*|un-cancel*|web series|limited series",
    2: "series|television|renewed|renewal|renews|axed|filming|viewer*|bbc*|channel 4|"
    "channel 5|nbc|cbs|abc|fox|fx|drama|dramas|comedy|comedies|finale|cliffhanger*|scripts|"
    "anime|aired|airings|co-star*|executive produc*|nielsen|rotten tom*|seasons|disney plus|"
    "freeform|hallmark|showtime|rai|second year|third year|another year|half-hour*|trailer|"
    "recap|soap|telly|new season|streaming|coming back|come back|came back|writers' room|"
    "instalment*|six parts|eight parts|ten parts",
    1: "season|tv|cast|casting|starring|premiere*|teaser|actor*|actress*|writer*|director|"
    "producer*|cancel*|ratings|audience*|pilot|network|fans|detective|last night|amazon|"
    "sequel|reboot|revival|picked up|shows|watched|be back|is back|will return|returning|"
    "more of|cameras|the shoot|storyline*|binge*|million",
    # Sport, games, medicine, cooking and the stage share many of the others; these they do not.
    -2: "stadium|striker*|midfield*|goalkeeper*|defender*|playoff*|quarterback*|touchdown*|innings|"
    "wicket*|premiership|premier league|champions league|the league|head coach|fixture*|kick-off|"
    "relegat*|hamstring|derby|the coach|supporters|battle pass*|gameplay|multiplayer|patch notes|"
    "console*|ranked|patients|symptom*|flu|dose*|recipe*|simmer|teaspoon*|tablespoon*|playhouse|"
    "matinee*|auditorium",
}
ENOUGH = 7
TELLING = 3  # points from which a word is said of little else; with one such, fewer will do
ENOUGH_WITH_TELLING = 5
NEAR_BYTES = 1000  # three paragraphs, or some ten entries of a menu
# What stands around an article or is not shown; data for machines may hold the whole of it.
AROUND = (b"script", b"style", b"nav", b"aside", b"footer")
# In the two cases that pages write them in, so that what is left alone is brought to one.
AROUND_TAGS = tuple(
    begin + of_case(tag)
    for of_case in (bytes.lower, bytes.upper)
    for tag in AROUND
    for begin in (b"<", b"</")
)
CLOSING = range(1, len(AROUND_TAGS), 2)  # each closes the one before it
FOR_MACHINES = b"ld+json"
TAG_BYTES = 200  # of an opening tag, for what it says of itself
SOFT_HYPHENS = ("\u00ad".encode(), b"&shy;")  # inside a word, they would hide it
WIDE_BYTES = 1000  # among so many, a page in wide characters has a NUL
TESTED_BYTES = 2_000_000  # a list of all words found in more would not be cheap


def is_worth_reading(page: bytes) -> bool:
    """Whether a page may hold an article about a show; in doubt, and unread, it may.

    Examples
    --------
    >>> is_worth_reading(b"<p>The drama is <b>renewed</b> for a second season.</p>")
    True
    >>> is_worth_reading(b"<p>Season the soup, and serve it with a series of toasts.</p>")
    False
    """
    if len(page) > TESTED_BYTES or b"\0" in page[:WIDE_BYTES]:
        return True
    text = _without_surroundings(page).lower()
    for hyphen in SOFT_HYPHENS:
        text = text.replace(hyphen, b"")
    words = _words()
    return _comes_to_enough(_found(words, text), words.points) or sounds_like_a_show(text)


def _found(words: "_Words", page: bytes) -> list[tuple[int, int]]:
    """The whole words in a page, each with its place."""
    return [
        (word, start)
        for word, start, end in words.finder.find_matches_as_indexes(page)
        if not page[start - 1 : start].isalnum()
        and (words.is_open[word] or not page[end : end + 1].isalnum())
    ]


def _comes_to_enough(hits: Sequence[tuple[int, int]], points: Sequence[int]) -> bool:
    """Do the words of any `NEAR_BYTES` on end come to enough, each counted once?"""
    within: Counter[int] = Counter()
    total = n_telling = oldest = 0
    for word, start in hits:
        while hits[oldest][1] < start - NEAR_BYTES:
            gone = hits[oldest][0]
            within[gone] -= 1
            if not within[gone]:
                total -= points[gone]
                n_telling -= points[gone] >= TELLING
            oldest += 1
        if not within[word]:
            total += points[word]
            n_telling += points[word] >= TELLING
        within[word] += 1
        if total >= (ENOUGH_WITH_TELLING if n_telling else ENOUGH):
            return True
    return False


def _without_surroundings(page: bytes) -> bytes:
    """The page without what stands around its article; a tag never closed encloses nothing."""
    tags = _tags().find_matches_as_indexes(page)
    last_closed = {tag: start for tag, start, _ in tags if tag in CLOSING}
    kept: list[bytes] = []
    at = 0
    closing = -1  # what is waited for, inside of something
    for tag, start, _ in tags:
        if closing >= 0:
            if tag == closing:
                at, closing = start, -1
        elif (
            tag not in CLOSING
            and last_closed.get(tag + 1, -1) > start
            and FOR_MACHINES not in page[start : start + TAG_BYTES].lower()
        ):
            kept.append(page[at:start])
            closing = tag + 1
    return b"".join((*kept, page[at:]))


@cache
def _tags() -> "BytesAhoCorasick":
    return _finder(AROUND_TAGS)


class _Words(NamedTuple):
    finder: "BytesAhoCorasick"
    points: tuple[int, ...]  # of each word
    is_open: tuple[bool, ...]  # may each go on?


@cache
def _words() -> _Words:
    """Longer words go first: of two that begin at one place, the one that says more is found."""
    table = [(word.encode(), n) for n, words in POINTS.items() for word in words.split("|")]
    table.sort(key=lambda entry: -len(entry[0]))
    return _Words(
        _finder([word.rstrip(b"*") for word, _ in table]),
        tuple(n for _, n in table),
        tuple(word.endswith(b"*") for word, _ in table),
    )


def _finder(words: Sequence[bytes]) -> "BytesAhoCorasick":
    from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

    return BytesAhoCorasick(words, MatchKind.LeftmostFirst, Implementation.DFA)
