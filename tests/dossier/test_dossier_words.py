"""Values in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from dossier_parts import FANS, days, found, say
from hypothesis import given
from hypothesis import strategies as st

from nextseason.domain import (
    Article,
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Cost,
    CostPer,
    CrewMember,
    DecisionDay,
    EpisodeCount,
    Metric,
    Milestone,
    Production,
    Quote,
    Reason,
    ReasonCategory,
    Release,
    Renewal,
    RenewalStatus,
    Reviewers,
    Score,
    Topic,
    Trailer,
    TrailerStatus,
    Verdict,
    ViewingFigure,
    Window,
)
from nextseason.dossier.claim_words import claim_words, value_words
from nextseason.dossier.context import context_of
from nextseason.dossier.day_words import window_words
from nextseason.dossier.finding_words import (
    answer_words,
    option_words,
    season_note,
    subject_words,
    verdict_words,
)
from nextseason.dossier.text_words import number_words, plain, shorten

ON = date(2020, 6, 1)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-01-01", "2020-01-01", "1 January 2020"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2021-01-01", "2021-03-31", "first quarter of 2021"),
        ("2021-10-01", "2021-12-31", "fourth quarter of 2021"),
        ("2021-03-01", "2021-05-31", "spring 2021"),
        ("2021-06-01", "2021-08-31", "summer 2021"),
        ("2021-09-01", "2021-11-30", "autumn 2021"),
        ("1999-12-01", "2000-02-29", "winter 1999/00"),
        ("2021-01-01", "2021-04-30", "early 2021"),
        ("2021-05-01", "2021-08-31", "mid-2021"),
        ("2021-09-01", "2021-12-31", "late 2021"),
        ("2021-01-01", "2021-06-30", "first half of 2021"),
        ("2021-07-01", "2021-12-31", "second half of 2021"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-01-01", "2023-12-31", "2021 – 2023"),
        ("2021-01-01", "2021-08-31", "1 Jan – 31 Aug 2021"),
        ("2021-03-03", "2021-03-09", "3 – 9 March 2021"),
        ("2020-11-01", "2021-01-31", "1 Nov 2020 – 31 Jan 2021"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_window(start, end, words):
    assert window_words(days(start, end)) == words


@given(st.dates(), st.dates())
def test_any_window_has_words_that_name_its_years(one, other):
    window = Window(start=min(one, other), end=max(one, other))
    words = window_words(window)
    assert str(window.start.year) in words
    assert words == window_words(window)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            Renewal(status=RenewalStatus.RENEWED, platform="Fjordvision"),
            "renewed by Fjordvision",
        ),
        (Renewal(status=RenewalStatus.CONCLUDED), "ended as planned"),
        (Release(window=None), "no release date announced"),
        (Release(window=days("2020-01-01", "2020-01-01")), "came out 1 January 2020"),
        (Release(window=days("2021-03-01", "2021-05-31")), "comes out spring 2021"),
        (
            DecisionDay(window=days("2021-02-01", "2021-02-28")),
            "decision expected February 2021",
        ),
        (
            Production(milestone=Milestone.FILMING_START, window=days("2019-01-01", "2019-01-31")),
            "filming began January 2019",
        ),
        (
            Production(milestone=Milestone.FILMING_END, window=days("2021-01-01", "2021-12-31")),
            "filming to end 2021",
        ),
        (Production(milestone=Milestone.HALTED), "production halted"),
        (
            CastMember(person="Mara Lind", character="Ada", role=CastRole.UNCERTAIN),
            "Mara Lind (Ada): uncertain",
        ),
        (
            CrewMember(person="Samira Olt", job="executive_producer"),
            "Samira Olt: executive producer",
        ),
        (EpisodeCount(count=1), "1 episode"),
        (Trailer(status=TrailerStatus.NONE), "no trailer yet"),
        (
            Score(outlet="Reelmeter", by=Reviewers.CRITICS, score=Decimal(63), of=Decimal(100)),
            "63 of 100 from critics at Reelmeter",
        ),
        (
            Score(outlet=None, by=Reviewers.VIEWERS, score=Decimal("6.3"), of=Decimal(10)),
            "6.3 of 10 from viewers",
        ),
        (
            ViewingFigure(metric=Metric.HOURS, value=Decimal(12_500_000), period="first 28 days"),
            "12.5 million hours watched, first 28 days",
        ),
        (ViewingFigure(metric=Metric.RANK, value=Decimal(3)), "number 3 in the ranking"),
        (
            Cost(amount=Decimal(8_000_000), currency="USD", per=CostPer.EPISODE),
            "USD 8 million per episode",
        ),
        (
            Campaign(kind=CampaignKind.PETITION, signatures=30_000),
            "petition with 30,000 signatures",
        ),
        (Campaign(kind=CampaignKind.HASHTAG, tag="#Save_It"), "#Save_It"),
        (Campaign(kind=CampaignKind.HASHTAG), "hashtag campaign"),
        (Campaign(kind=CampaignKind.OTHER), "campaign"),
        (Reason(category=ReasonCategory.VIEWING_VS_COST), "viewing weighed against cost"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_value(value, words):
    assert value_words(value, on=ON) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Production(milestone=Milestone.WRITING), "writing has not begun"),
        (CastMember(person="Ann", role=CastRole.RETURNING), "Ann: does not return"),
        (Renewal(status=RenewalStatus.RENEWED), "not renewed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_denial(value, words):
    claim = say(FANS, "Good news at last!", value, negated=True)
    assert claim_words(claim, on=ON) == words


@pytest.mark.parametrize(
    ("topic", "text", "words"),
    [
        (Topic.RENEWAL, "pending", "undecided"),
        (Topic.RELEASE, "unannounced", "no date announced"),
        (Topic.RELEASE, "never", "no such season"),
        (Topic.RELEASE, "2021-01-01/2021-12-31", "2021"),
        (Topic.RELEASE, "2021-13-01/2021-12-31", "2021-13-01/2021-12-31"),
        (Topic.EPISODES, "10", "10 episodes"),
        (Topic.VIEWING, "12500000", "12.5 million"),
        (Topic.PRODUCTION, "happened", "done, no day given"),
        (Topic.CREW, "executive_producer", "executive producer"),
        (Topic.CAMPAIGN, "#Save_It", "#Save_It"),
        (Topic.TRAILER, "none", "no trailer yet"),
    ],
)
def test_option(topic, text, words):
    assert option_words(topic, text) == words


def test_a_figure_is_told_by_the_claim_that_gives_it():
    score = Score(outlet="Reelmeter", by=Reviewers.CRITICS, score=Decimal(63), of=Decimal(100))
    claim = say(FANS, "Good news at last!", score, season=1)
    finding = found(
        Topic.RECEPTION,
        {"63": 0.9},
        Verdict.LIKELY,
        about="Reelmeter, critics",
        support=(claim,),
    )
    assert subject_words(finding) == "Reelmeter"
    assert answer_words(finding) == "63 of 100 from critics"
    other = replace(finding, answers=(replace(finding.answer, text="64"),))
    assert subject_words(other) == "Reelmeter, critics"
    assert answer_words(other) == "64"


@pytest.mark.parametrize(
    ("topic", "about", "season", "note"),
    [
        (Topic.CAST, "Mara Lind", 2, ""),
        (Topic.CAST, "Mara Lind", 1, "season 1"),
        (Topic.CAST, "Mara Lind", None, "season not named"),
        (Topic.CREW, "Samira Olt, creator", None, ""),
        (Topic.RELEASE, None, 1, ""),  # the season is the subject
    ],
)
def test_another_season_is_named(topic, about, season, note):
    finding = found(topic, {"x": 0.9}, Verdict.LIKELY, about=about, season=season)
    assert season_note(finding, season=2) == note


@pytest.mark.parametrize(
    ("topic", "about", "answer", "subject", "words"),
    [
        (Topic.CREW, "Samira Olt, creator", "yes", "Samira Olt", "creator"),
        (Topic.CREW, "Samira Olt, creator", "no", "Samira Olt", "not creator"),
        (Topic.CREW, "Samira Olt", "creator", "Samira Olt", "creator"),
        (Topic.PRODUCTION, "filming_start", "not", "Start of filming", "not yet"),
        (Topic.CAMPAIGN, "#SaveIt", "no", "#SaveIt", "no"),
        (Topic.COST, "episode", "8000000 USD", "Episode", "USD 8 million"),
        (Topic.TRAILER, None, "none", "Season 2", "no trailer yet"),
    ],
)
def test_finding(topic, about, answer, subject, words):
    finding = found(topic, {answer: 0.9}, Verdict.LIKELY, about=about)
    assert (subject_words(finding), answer_words(finding)) == (subject, words)


@pytest.mark.parametrize(
    ("value", "printed", "words"),
    [
        (
            Campaign(kind=CampaignKind.PETITION, signatures=30_000, tag="#SaveIt"),
            "30000",
            "petition with 30,000 signatures #SaveIt",
        ),
        (Campaign(kind=CampaignKind.HASHTAG, tag="#SaveIt"), "yes", "#SaveIt"),
        (Campaign(kind=CampaignKind.OTHER), "no", "no"),
        (
            Cost(amount=Decimal(8_000_000), currency="USD", per=CostPer.EPISODE),
            "8000000 USD",
            "USD 8 million per episode",
        ),
        (ViewingFigure(metric=Metric.HOURS, value=Decimal(5)), "5", "5 hours watched"),
        (ViewingFigure(metric=Metric.HOURS, value=Decimal(5)), "6", "6"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_figure_is_told_by_a_claim_or_stands_as_it_is_printed(value, printed, words):
    claim = say(FANS, "Good news at last!", value)
    finding = found(value.topic, {printed: 0.9}, Verdict.LIKELY, support=(claim,))
    assert answer_words(finding) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"),
        ("6.30", "6.3"),
        ("999999", "999,999"),
        ("1000000", "1 million"),
        ("1234567", "1,234,567"),
        ("2500000000", "2.5 billion"),
    ],
)
def test_number(number, words):
    assert number_words(Decimal(number)) == words


@given(st.text())
def test_plain_text_can_be_written_and_steers_nothing(text):
    words = plain(text)
    words.encode()
    assert "\x1b" not in words
    assert "\n" not in words
    assert plain(words) == words


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_shortened_text_fits(text, limit):
    assert len(shorten(text, limit)) <= limit


def quote_of(text: str, words: str) -> tuple[Article, Quote]:
    start = text.index(words)
    return Article(id="a", text=text), Quote(
        article_id="a", start=start, end=start + len(words), text=words
    )


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("One. Two is here. Three.", "Two is here.", "", ""),
        ("One. Two is here. Three.", "is here", "Two ", "."),
        ("One. “Two is here,” he said. Three.", "Two is here", "“", ",” he said."),
        ("By Dr. Olt it was made. So.", "it was made", "By Dr. Olt ", "."),
        ("First line\n\nsecond line\n\nthird", "second", "", " line"),
        ("Cast:\n- Mara Lind as Ada\n- Piet", "Mara Lind", "", " as Ada"),
        ("It has 6.3 of 10. Yes.", "6.3 of", "It has ", " 10."),
    ],
)
def test_context(text, words, before, after):
    assert context_of(*quote_of(text, words)) == (before, words, after)


def test_a_long_sentence_is_clipped_and_the_quote_is_not():
    words = "the second season was ordered"
    article, quote = quote_of("word " * 200 + words + " word" * 200, words)
    before, marked, after = context_of(article, quote)
    assert marked == words
    assert before.startswith("… ")
    assert after.endswith("…")
    assert len(before + marked + after) <= 310


@pytest.mark.parametrize(
    ("answer", "verdict", "words"),
    [
        pytest.param("10", Verdict.UNKNOWN, "unconfirmed", id="said by too few"),
        pytest.param("10", Verdict.LIKELY, "likely", id="likely"),
    ],
)
def test_what_one_page_says_is_unconfirmed(answer, verdict, words):
    claim = say(FANS, "ten episodes", EpisodeCount(count=10))
    finding = found(Topic.EPISODES, {answer: 0.6}, verdict, support=(claim,))
    assert verdict_words(finding) == words
    assert verdict_words(replace(finding, support=())) == verdict.value


def test_what_is_open_is_unknown():
    none = say(FANS, "There is no trailer yet.", Trailer(status=TrailerStatus.NONE))
    finding = found(Topic.TRAILER, {"none": 0.9}, Verdict.UNKNOWN, support=(none,))
    assert verdict_words(finding) == "unknown"
