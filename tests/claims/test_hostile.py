"""Texts made to be slow are read at the pace of prose, to within a factor.

Paces are processor time for each character, prose and hostile text measured in the same test:
a busy or a slow machine changes both.
"""

import json
import random
import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nextseason.claims import read_claims
from nextseason.domain import Article
from nextseason.examples import KAOS
from nextseason.wire import article_from_json

SIZE = 100_000  # characters; a page has some 3,000
FACTOR = 12  # a text that is nothing but triggers and names has that much more to look at
REPEATS = 3
HOPELESS = 3  # times the limit: not the machine's doing, and not tried again
TITLE = "The Long Winter season 2: renewed or cancelled?"
# So that there is a show to find, and nothing is left out for want of one.
OPENING = "The Long Winter has been renewed for season 2, starring Ada Lund as Vera Holm.\n\n"

rng = random.Random(7)  # noqa: S311
WORDS = (
    "the season show renewed cancelled cast star as and of by said will return in 2027 Ada Lund "
    "Vera Holm Halcyon March spring early ten episodes filming began million viewers percent "
    "not could reportedly creator her it who played new second first list trailer"
).split()


def capital(n: int) -> str:
    return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=n)).capitalize()


PIECES = {
    "seasons": lambda: "season ",
    "season season": lambda: "season season 2 ",
    "brackets open": lambda: "(",
    "brackets close": lambda: ")",
    "brackets with names": lambda: "(Ada Lund (Vera Holm ",
    "quotes open": lambda: "“",
    "quotes nested": lambda: "“it said “he said “",
    "quotes straight": lambda: '"',
    "quotes single": lambda: "‘The ’",
    "apostrophes": lambda: "'s",
    "capitals": lambda: "A",
    "capital words": lambda: "Winter ",
    "names all different": lambda: f"{capital(6)} {capital(7)} ",
    "names in a list": lambda: f"{capital(5)} {capital(6)}, ",
    "names as names": lambda: f"{capital(5)} {capital(6)} as {capital(5)} {capital(6)}, ",
    "as as as": lambda: "Ada Lund as ",
    "played by": lambda: "played by Vera Holm, played by ",
    "and": lambda: "and ",
    "Ada and": lambda: "Ada and ",
    "commas": lambda: ", ",
    "dashes": lambda: "– ",
    "full stops": lambda: ". ",
    "dots": lambda: ".",
    "initials": lambda: "A. B. ",
    "questions": lambda: "Season 2? ",
    "digits": lambda: "1",
    "digits and commas": lambda: "1,000,",
    "numbers": lambda: f"{rng.randrange(10**6)} ",
    "millions": lambda: "2 million 3 billion ",
    "scores": lambda: "6.3/10 63% of 100 ",
    "dates": lambda: "March 5, 2027 to ",
    "years": lambda: "2027-2028-",
    "months": lambda: "early mid late spring March ",
    "next next": lambda: "next year next ",
    "ordinals": lambda: "second third twenty-first ",
    "roman numerals": lambda: "season XVII IV ",
    "shows all different": lambda: f"{capital(6)} {capital(7)} has been renewed for season 3. ",
    "shows in quotes": lambda: f"“{capital(6)} {capital(7)}” season 3, ",
    "shows said to differ": lambda: f"{capital(9)} is cancelled and {capital(9)} is renewed. ",
    "the show": lambda: "the show's second season of The Long Winter ",
    "items": lambda: "\n- Ada Lund as Vera Holm",
    "items all different": lambda: f"\n- {capital(5)} {capital(6)} as {capital(5)}",
    "items empty": lambda: "\n- ",
    "headings": lambda: "\n\nSeason 2 cast",
    "blank lines": lambda: "\n\n",
    "spaces": lambda: " ",
    "no-break spaces": lambda: "season\u00a02\u2003",
    "hyphens": lambda: "season-",
    "slashes": lambda: "renewed/cancelled/",
    "one word": lambda: "a",
    "long words": lambda: "x" * 1000 + " ",
    "words all different": lambda: f"{capital(9).lower()} ",
    "accents": lambda: "é\u0301",
    "marks": lambda: "a" + "\u0301" * 50,
    "dotted capital i": lambda: "İ season ",
    "sharp s": lambda: "ß Ǆ ﬁ season ",
    "other digits": lambda: "٣ ² Ⅻ ½ ",
    "joiners": lambda: "\u200d\u200c",
    "right to left": lambda: "\u202eseason \u202c",
    "emoji": lambda: "👩‍👩‍👧‍👦🏳️‍🌈",
    "ideographs": lambda: "第二季",
    "lone controls": lambda: "\x1c\x1d\x85\u2028",
    "hashtags": lambda: "#SaveTheWinter ",
    "prices": lambda: "$8 million an episode ",
    "negations": lambda: "not never no ",
    "reported": lambda: "reportedly according to Halcyon said that ",
    "triggers": lambda: " ".join(rng.choices(WORDS, k=20)) + " ",
    "sentences of triggers": lambda: " ".join(rng.choices(WORDS, k=12)) + ". ",
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_text_is_read_at_the_pace_of_prose(piece: str) -> None:
    for size in (SIZE // 20, SIZE // 4):  # what is slow at once need not be waited for
        assert_paced(Article(id="a", title=TITLE, text=repeated(piece, size)))


@pytest.mark.parametrize("piece", ["seasons", "triggers", "names all different", "items"])
def test_a_text_twice_as_long_takes_twice_as_long(piece: str) -> None:
    """To within a factor of 1.6: what grows with the square takes four times as long."""
    short, long = (Article(id="a", title=TITLE, text=repeated(piece, n)) for n in (SIZE // 2, SIZE))
    paces = [(pace(short), pace(long)) for _ in range(REPEATS)]
    assert min(p for _, p in paces) <= 1.6 * min(p for p, _ in paces)


@pytest.mark.parametrize("piece", ["seasons", "names all different", "quotes nested", "triggers"])
def test_a_title_is_as_hostile_as_a_text(piece: str) -> None:
    title = repeated(piece, SIZE // 4).replace("\n", " ")
    assert_paced(Article(id="a", title=title, text=OPENING))


FRAGMENTS = st.sampled_from(
    [*WORDS, *"“”‘’\"'()[].,;:!?–—-/&#$%", "\n", "\n\n", "\n- ", " ", "\u00a0", "season 2",
     "March 2027", "Ada Lund", "as", "played by", "6.3/10", "Mr. ", "U.S.", "III"]
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FRAGMENTS | st.text(max_size=6), min_size=1, max_size=25), st.booleans())
def test_any_piece_over_and_over_is_read_at_the_pace_of_prose(
    pieces: list[str], spaced: bool
) -> None:
    piece = (" " if spaced else "").join(pieces) + " "
    size = SIZE // 20  # of each of many examples
    text = (OPENING + piece * (size // len(piece) + 1))[:size]
    article = Article(id="a", title=TITLE, text=text)
    for claim in read_claims(article):
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
    assert_paced(article)


def repeated(piece: str, size: int) -> str:
    rng.seed(7)
    length, pieces = len(OPENING), [OPENING]
    while length < size:
        pieces.append(PIECES[piece]())
        length += len(pieces[-1])
    return "".join(pieces)[:size]


def assert_paced(article: Article) -> None:
    """Measured once, and if that is too slow, as the best of three."""
    for repeats in (1, REPEATS):
        usual = min(pace(*prose()) for _ in range(repeats))
        here = min(pace(article) for _ in range(repeats))
        if here <= FACTOR * usual:
            return
        if here > HOPELESS * FACTOR * usual:
            break
    pytest.fail(f"{here / usual:.0f} times as slow as prose")


def pace(*articles: Article) -> float:
    """Processor seconds for each character of titles and texts."""
    began = time.process_time()
    for article in articles:
        read_claims(article)
    seconds = time.process_time() - began
    return seconds / sum(len(a.title) + len(a.text) for a in articles)


@cache
def prose() -> tuple[Article, ...]:
    """Ordinary articles."""
    lines = KAOS.read_text(encoding="utf-8").splitlines()
    articles = tuple(article_from_json(json.loads(line)) for line in lines)
    pace(*articles)  # whatever is worked out once is worked out now
    return articles
