"""Who makes a show: the forms in which articles name jobs, and what is none."""

import pytest
from dated_scenes import drafted

from nextseason.claims import read_claims
from nextseason.claims.jobs import jobs_before, jobs_behind
from nextseason.domain import Article, Claim, CrewMember

OPENING = "Harbour Nine came out in May 2021. Harbour Nine has not been renewed for season 2 yet."


def crew_of(text: str) -> list[Claim]:
    article = Article(
        id="a", title="Harbour Nine season 2: what we know", text=f"{OPENING}\n\n{text}"
    )
    return [c for c in read_claims(article) if isinstance(c.value, CrewMember)]


def jobs_drafted(text: str) -> set[tuple[str, str]]:
    """What the grammar alone makes of a sentence."""
    article = Article(
        id="a", title="Harbour Nine season 2: what we know", text=f"{OPENING}\n\n{text}"
    )
    members = [d.value for d in drafted(article) if isinstance(d.value, CrewMember)]
    return {(member.person, member.job) for member in members}


def jobs(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(c.value.person, c.value.job) for c in claims if isinstance(c.value, CrewMember)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Created by Ida Lund.", {("Ida Lund", "creator")}, id="created-by"),
        pytest.param(
            "Creators Ida Lund and Abe Moss are proud.",
            {("Ida Lund", "creator"), ("Abe Moss", "creator")},
            id="creators",
        ),
        pytest.param(
            "Ida Lund, who created the show, serves as showrunner.",
            {("Ida Lund", "creator"), ("Ida Lund", "showrunner")},
            id="two-jobs-behind",
        ),
        pytest.param(
            "Creator and showrunner Ida Lund was pleased.",
            {("Ida Lund", "creator"), ("Ida Lund", "showrunner")},
            id="two-jobs-before",
        ),
        pytest.param(
            "Ida Lund, Abe Moss and Jo Park executive produce.",
            {(n, "executive_producer") for n in ("Ida Lund", "Abe Moss", "Jo Park")},
            id="executive-produce",
        ),
        pytest.param(
            "Ida Lund is an executive producer, along with Abe Moss.",
            {("Ida Lund", "executive_producer"), ("Abe Moss", "executive_producer")},
            id="along-with",
        ),
        pytest.param(
            "Ida Lund wrote every episode and Abe Moss directed them.",
            {("Ida Lund", "writer"), ("Abe Moss", "director")},
            id="each-their-own",
        ),
        pytest.param(
            "It is the brainchild of Ida Lund.", {("Ida Lund", "creator")}, id="brainchild"
        ),
        pytest.param("The music is by Ida Lund.", {("Ida Lund", "composer")}, id="music"),
        pytest.param(
            "Ida Lund and Abe Moss created the series. Both are executive producers.",
            {(n, j) for n in ("Ida Lund", "Abe Moss") for j in ("creator", "executive_producer")},
            id="both",
        ),
        pytest.param("Ida Lund stars as Vera.", set(), id="actor"),
        pytest.param("It is based on a novel by Ida Lund.", set(), id="author"),
        pytest.param("Joe Cole's team adapted Ida Lund's novels.", set(), id="author-behind"),
        pytest.param("Ida Lund wrote on Instagram that she is sad.", set(), id="wrote-a-post"),
        pytest.param("Is Ida Lund still the showrunner?", set(), id="question"),
        pytest.param("The network's creative director Ida Lund spoke.", set(), id="other-director"),
        pytest.param("Nobody knows if Ida Lund will go on as showrunner.", set(), id="whether"),
    ],
)
def test_sentences(text: str, expected: set[tuple[str, str]]) -> None:
    assert jobs_drafted(text) == expected


@pytest.mark.parametrize(
    ("text", "season"),
    [
        pytest.param("Creator Ida Lund was pleased.", None, id="creator-of-the-show"),
        pytest.param("Ida Lund directed the series.", 1, id="directed-what-is-out"),
        pytest.param("Ida Lund will direct the series.", 2, id="directs-what-comes"),
        pytest.param("Ida Lund takes over as showrunner.", 2, id="new-showrunner"),
        pytest.param("Ida Lund was the showrunner of season one.", 1, id="season-named"),
    ],
)
def test_season(text: str, season: int | None) -> None:
    assert [c.season for c in crew_of(text)] == [season]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("The show will not be written by Ida Lund.", "writer"),
        ("Ida Lund is stepping down as showrunner.", "showrunner"),
        ("A newcomer will replace Ida Lund as showrunner.", "showrunner"),
    ],
    ids=["not-written-by", "steps-down", "is-replaced"],
)
def test_who_does_not_go_on_is_negated(text: str, job: str) -> None:
    claims = crew_of(text)
    assert [(c.negated, c.season) for c in claims] == [(True, 2)]
    assert jobs(claims) == {("Ida Lund", job)}


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("written and directed by ", "", ("director", "writer")),
        ("the co-creators, ", " said", ("creator",)),
        ("", ", one of its executive producers, said", ("executive_producer",)),
        ("", ", star of the film, was a producer.", ("producer",)),
        ("", ", and director ", ()),  # the director is the next one named
        ("told ", " that", ()),
    ],
    ids=["verbs", "apposed", "one-of", "aside", "next-one", "nothing"],
)
def test_jobs_beside(before: str, behind: str, expected: tuple[str, ...]) -> None:
    assert tuple(dict.fromkeys((*jobs_before(before), *jobs_behind(behind)))) == expected
