"""Who is in a cast: the forms in which articles say it, and what is none."""

import time

import pytest
from dated_scenes import drafted

from nextseason.claims import read_claims
from nextseason.domain import Article, CastMember, CastRole, Certainty, Claim

IN, BACK, NEW, GONE, UNSURE = (
    CastRole.IN_CAST,
    CastRole.RETURNING,
    CastRole.JOINING,
    CastRole.LEAVING,
    CastRole.UNCERTAIN,
)
OPENING = "Harbour Nine came out in May 2021. Harbour Nine has not been renewed for season 2 yet."


def cast_of(text: str, *, opening: str = OPENING) -> list[Claim]:
    article = Article(
        id="a", title="Harbour Nine season 2: what we know", text=f"{opening}\n\n{text}"
    )
    return [c for c in read_claims(article) if isinstance(c.value, CastMember)]


def cast_drafted(text: str) -> set[tuple[str, CastRole]]:
    """What the grammar alone makes of a sentence."""
    article = Article(
        id="a", title="Harbour Nine season 2: what we know", text=f"{OPENING}\n\n{text}"
    )
    members = [d.value for d in drafted(article) if isinstance(d.value, CastMember)]
    return {(member.person, member.role) for member in members}


def roles(claims: list[Claim]) -> set[tuple[str, CastRole]]:
    return {(c.value.person, c.value.role) for c in claims if isinstance(c.value, CastMember)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ida Lund plays Vera, a pilot.", {("Ida Lund", IN)}, id="plays"),
        pytest.param(
            "The drama stars Ida Lund, Abe Moss and Jo Park.",
            {("Ida Lund", IN), ("Abe Moss", IN), ("Jo Park", IN)},
            id="stars",
        ),
        pytest.param(
            "Ida Lund, Abe Moss and Jo Park star.",
            {("Ida Lund", IN), ("Abe Moss", IN), ("Jo Park", IN)},
            id="star-behind",
        ),
        pytest.param("Vera (Ida Lund) flies home.", {("Ida Lund", IN)}, id="part-and-bracket"),
        pytest.param("Vera, played by Ida Lund, flies home.", {("Ida Lund", IN)}, id="played-by"),
        pytest.param("The series is led by Ida Lund.", {("Ida Lund", IN)}, id="led-by"),
        pytest.param(
            "Ida Lund and Abe Moss round out the cast.",
            {("Ida Lund", IN), ("Abe Moss", IN)},
            id="round-out",
        ),
        pytest.param("Ida Lund will reprise her role as Vera.", {("Ida Lund", BACK)}, id="reprise"),
        pytest.param(
            "Ida Lund is back as Vera, as are Abe Moss and Jo Park.",
            {("Ida Lund", BACK), ("Abe Moss", BACK), ("Jo Park", BACK)},
            id="as-are",
        ),
        pytest.param(
            "Abe Moss joins the cast as a smuggler.", {("Abe Moss", NEW)}, id="joins-the-cast"
        ),
        pytest.param(
            "Newcomers to the cast include Abe Moss and Jo Park.",
            {("Abe Moss", NEW), ("Jo Park", NEW)},
            id="newcomers",
        ),
        pytest.param(
            "Abe Moss (Long Winter) and Jo Park (Low Tide) have joined the cast.",
            {("Abe Moss", NEW), ("Jo Park", NEW)},
            id="joined-with-credits",
        ),
        pytest.param("Abe Moss won't be back.", {("Abe Moss", GONE)}, id="will-not-be-back"),
        pytest.param("Abe Moss is leaving the show.", {("Abe Moss", GONE)}, id="leaves"),
        pytest.param("Abe Moss may not return.", {("Abe Moss", UNSURE)}, id="may-not"),
        pytest.param(
            "Ida Lund is its star.\n\nLund plays Vera Stone.", {("Ida Lund", IN)}, id="surname"
        ),
        pytest.param("Will Ida Lund return?", set(), id="question"),
        pytest.param("Ida Lund, head of drama at the network, is glad.", set(), id="executive"),
        pytest.param("Critic Ida Lund of the Evening Post was moved.", set(), id="critic"),
        pytest.param("It is based on a novel by Ida Lund.", set(), id="author"),
        pytest.param("Ida Lund created and wrote the show.", set(), id="creator"),
        pytest.param("Executive producers are Ida Lund, Abe Moss and Jo Park.", set(), id="makers"),
        pytest.param("The film starred Ida Lund.", set(), id="film"),
        pytest.param("It was shot in New York and San Marco.", set(), id="places"),
        pytest.param("Vera Stone looks for her sister.", set(), id="plot"),
    ],
)
def test_sentences(text: str, expected: set[tuple[str, CastRole]]) -> None:
    assert cast_drafted(text) == expected


@pytest.mark.parametrize(
    ("above", "role", "season", "certainty"),
    [
        pytest.param("The cast of season one:", IN, 1, Certainty.STATED, id="season-out"),
        pytest.param(
            "We expect to see these faces again:", BACK, 2, Certainty.EXPECTED, id="expected"
        ),
        pytest.param("Harbour Nine season 2 cast", BACK, 2, Certainty.EXPECTED, id="heading"),
        pytest.param("New additions to the cast:", NEW, 2, Certainty.STATED, id="additions"),
    ],
)
def test_a_list_is_read_by_what_leads_it_in(
    above: str, role: CastRole, season: int, certainty: Certainty
) -> None:
    claims = cast_of(f"{above}\n\n- Ida Lund as Vera\n- Abe Moss\n- Jo Park as Cole")
    assert roles(claims) == {("Ida Lund", role), ("Abe Moss", role), ("Jo Park", role)}
    assert {(c.season, c.certainty) for c in claims} == {(season, certainty)}


def test_a_list_of_something_else_is_no_cast() -> None:
    assert cast_drafted("Other shows on Friday:\n\n- Ida Lund\n- Abe Moss") == set()


def test_the_part_is_read_with_the_player() -> None:
    claims = cast_of("- Ida Lund as Detective Vera Stone")
    assert [c.value.character for c in claims if isinstance(c.value, CastMember)] == ["Vera Stone"]


def test_the_cast_of_several_seasons_belongs_to_none_of_them() -> None:
    opening = "Harbour Nine ended after three seasons. There will be no season 4."
    claims = cast_of("The series starred Ida Lund.", opening=opening)
    assert [c.season for c in claims] == [None]


@pytest.mark.parametrize(
    "unit", ["Ann Bell as ", "played by ", "will be back again as ", "A", "and (", "who is the "]
)
def test_hostile_sentences_are_read_at_once(unit: str) -> None:
    text = "Ida Lund " + unit * (700 // len(unit))
    cast_of("It stars Ida Lund.")  # what is built once is built
    start = time.perf_counter()
    cast_of(text)
    assert time.perf_counter() - start < 0.5
