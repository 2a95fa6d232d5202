"""What is known from what is claimed, one rule at a time."""

from datetime import date
from decimal import Decimal

import pytest
from truth_samples import (
    CANCELLED,
    CONCLUDED,
    EXPECTED,
    PENDING,
    RENEWED,
    REPORTED,
    RUMOURED,
    SHOW,
    Page,
    Says,
    day,
    page,
    plays,
    release,
    window,
    works,
)

from nextseason.domain import (
    Campaign,
    CampaignKind,
    CastRole,
    Cost,
    CostPer,
    DecisionDay,
    EpisodeCount,
    Finding,
    Metric,
    Milestone,
    Production,
    Question,
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
)
from nextseason.errors import InputError
from nextseason.truth import reconcile
from nextseason.truth.verdicts import LIKELY

LATER = date(2030, 1, 1)


def findings(*pages: Page, as_of: date = LATER) -> tuple[Finding, ...]:
    return reconcile(
        [claim for one in pages for claim in one.claims],
        {one.article.id: one.article for one in pages},
        as_of=as_of,
    )


def finding(*pages: Page, as_of: date = LATER) -> Finding:
    (only,) = findings(*pages, as_of=as_of)
    return only


def chance(found: Finding, answer: str) -> float:
    return next(a.probability for a in found.answers if a.text == answer)


PREVIEW = page("preview", PENDING, Says(RENEWED, EXPECTED), day=day(1, 10))
TRADE = page("trade", Says(CANCELLED, REPORTED), day=day(2, 3))
TWO_TRADES = (TRADE, page("second-trade", CANCELLED, day=day(2, 4)))
HOPEFULS = tuple(page(f"hopeful-{n}", RENEWED) for n in range(12))
TORN = page("torn", RENEWED, CANCELLED, PENDING, Says(RENEWED, REPORTED))


class TestRenewal:
    """Harbour Lights is previewed, cancelled, and then renewed by pages without a date."""

    def test_before_the_news_nothing_is_known(self) -> None:
        found = finding(PREVIEW, TRADE, as_of=day(1, 31))
        assert (found.answer.text, found.verdict) == ("pending", Verdict.UNKNOWN)
        assert found.support == PREVIEW.claims[:1]
        assert found.against == PREVIEW.claims[1:]

    def test_the_news_makes_the_preview_history(self) -> None:
        found = finding(PREVIEW, TRADE)
        assert (found.answer.text, found.verdict) == ("cancelled", Verdict.LIKELY)
        assert found.since == day(2, 3)
        assert PREVIEW.claims[0] not in found.against

    def test_two_sources_confirm(self) -> None:
        assert finding(PREVIEW, *TWO_TRADES).verdict is Verdict.CONFIRMED

    def test_undated_pages_do_not_undo_the_news(self) -> None:
        found = finding(PREVIEW, *TWO_TRADES, *HOPEFULS, TORN)
        assert found.answer.text == "cancelled"
        assert found.verdict in (Verdict.CONFIRMED, Verdict.LIKELY, Verdict.DISPUTED)
        assert chance(found, "renewed") < 0.15

    def test_undated_pages_dispute_a_single_report(self) -> None:
        found = finding(PREVIEW, TRADE, *HOPEFULS)
        assert found.verdict is Verdict.DISPUTED
        assert found.answer.probability < LIKELY

    def test_undated_pages_may_be_younger_than_the_last_dated_one(self) -> None:
        dated = page("preview", PENDING, day=day(1, 20))
        found = finding(dated, *(page(f"order-{n}", RENEWED) for n in range(4)))
        assert found.answer.text == "renewed"

    def test_an_article_that_contradicts_itself_is_never_believed(self) -> None:
        found = finding(TORN)
        assert found.verdict is Verdict.DISPUTED
        assert chance(found, "renewed") < 0.5
        assert finding(page("torn-too", RENEWED, CANCELLED)).verdict is Verdict.DISPUTED

    def test_nor_are_many_of_them(self) -> None:
        crowd = [page(f"torn-{n}", RENEWED, CANCELLED, day=day(3)) for n in range(20)]
        assert finding(*crowd).verdict is Verdict.DISPUTED

    def test_self_contradiction_costs_weight(self) -> None:
        plain = page("plain", RENEWED, day=day(3))
        torn = page("torn", RENEWED, CANCELLED, day=day(3))
        assert chance(finding(torn), "renewed") < chance(finding(plain), "renewed")

    def test_one_undated_page_says_too_little_and_no_number_of_them_confirms(self) -> None:
        assert finding(HOPEFULS[0]).answer.text == "renewed"
        assert finding(HOPEFULS[0]).verdict is Verdict.UNKNOWN
        assert finding(*HOPEFULS).verdict is Verdict.LIKELY

    def test_a_page_that_knows_nothing_does_not_dispute_itself_into_a_decision(self) -> None:
        pages = [page(f"preview-{n}", PENDING, day=day(1, 1 + n)) for n in range(9)]
        found = finding(*pages)
        assert found.answer.probability > 0.9
        assert found.verdict is Verdict.UNKNOWN

    def test_pending_after_a_renewal_disputes_it(self) -> None:
        renewed = page("early", RENEWED, day=day(1))
        pending = page("late", PENDING, day=day(3))
        found = finding(renewed, pending)
        assert found.verdict is Verdict.DISPUTED

    def test_a_guess_does_not_make_pending_history(self) -> None:
        found = finding(
            page("preview", PENDING, day=day(1)),
            page("fan", Says(RENEWED, EXPECTED), day=day(2)),
        )
        assert (found.answer.text, found.verdict) == ("pending", Verdict.UNKNOWN)

    @pytest.mark.parametrize("certainty", [RUMOURED, EXPECTED])
    def test_rumours_and_guesses_stay_so_however_many(self, certainty) -> None:
        crowd = [page(f"fan-{n}", Says(RENEWED, certainty), day=day(3)) for n in range(40)]
        assert finding(*crowd).verdict in (Verdict.RUMOUR, Verdict.UNKNOWN)

    def test_rumours_are_told_of_seasons_that_are_undecided(self) -> None:
        crowd = [page(f"fan-{n}", Says(RENEWED, RUMOURED), day=day(3)) for n in range(5)]
        found = finding(*crowd)
        assert (found.answer.text, found.verdict) == ("pending", Verdict.UNKNOWN)
        assert chance(found, "renewed") > chance(found, "cancelled")

    def test_later_news_weighs_more(self) -> None:
        found = finding(page("spring", RENEWED, day=day(3)), page("autumn", CANCELLED, day=day(10)))
        assert chance(found, "cancelled") > 3 * chance(found, "renewed")

    def test_a_source_is_taken_at_its_last_word(self) -> None:
        first = page("first", RENEWED, day=day(3), site="trade.example")
        last = page("last", CANCELLED, day=day(10), site="trade.example")
        other = page("other", RENEWED, day=day(3))
        taken_back, contradicted = finding(first, last), finding(other, last)
        assert chance(taken_back, "cancelled") > 0.95 > chance(contradicted, "cancelled")

    def test_a_source_counts_once(self) -> None:
        pages = [page(f"p{n}", CANCELLED, day=day(2, 3), site="one.example") for n in range(3)]
        assert finding(*pages).answers == finding(pages[0]).answers

    def test_copies_count_once(self) -> None:
        words = (
            "The network has decided against a second season of its harbour drama, "
            "two people close to the production said on Monday."
        )
        original = page("original", Says(CANCELLED, words=words), day=day(2, 3))
        copy = page("copy", Says(CANCELLED, words=words.replace("Monday", "Tuesday")), day=day(9))
        assert finding(original, copy).answers == finding(original).answers
        assert set(finding(original, copy).support) == {*original.claims, *copy.claims}
        assert finding(original, page("own", CANCELLED, day=day(2, 3))).verdict is (
            Verdict.CONFIRMED
        )

    def test_the_same_page_elsewhere_is_a_copy_even_if_it_is_short(self) -> None:
        one = page("one", Says(CANCELLED, words="It is over."), day=day(2, 3))
        same = page("same", Says(CANCELLED, words="It is over."), day=day(2, 3))
        assert finding(one, same).answers == finding(one).answers

    def test_a_denial_speaks_against_its_answer(self) -> None:
        denied = page("denied", Says(RENEWED, negated=True), day=day(2, 3))
        found = finding(denied)
        assert found.verdict is Verdict.UNKNOWN
        assert chance(found, "renewed") < 0.15
        other = page("other", RENEWED, day=day(2, 3))
        assert chance(finding(denied, other), "renewed") < chance(finding(other), "renewed")

    def test_a_pick_up_answers_the_cancellation_it_is_told_with(self) -> None:
        rescue = Renewal(status=RenewalStatus.RENEWED, platform="Northern")
        passed = Says(Renewal(status=RenewalStatus.RENEWED, platform="Southern"), negated=True)
        found = finding(page("rescue", CANCELLED, passed, rescue, day=day(5)))
        assert found.answer.text == "renewed"
        assert found.verdict in (Verdict.CONFIRMED, Verdict.LIKELY)

    def test_cancelled_and_concluded_both_mean_no_season(self) -> None:
        found = finding(
            page("one", CANCELLED, CONCLUDED, day=day(5)), page("other", CANCELLED, day=day(5))
        )
        assert found.verdict is Verdict.CONFIRMED
        assert not found.against

    def test_every_status_has_its_chance(self) -> None:
        assert {a.text for a in finding(TRADE).answers} == set(RenewalStatus)


def score(points: int, of: int) -> Score:
    return Score(outlet="The Review", by=Reviewers.CRITICS, score=Decimal(points), of=Decimal(of))


def petition(signatures: int | None) -> Campaign:
    return Campaign(kind=CampaignKind.PETITION, signatures=signatures)


class TestQuestions:
    @pytest.mark.parametrize(
        ("value", "about", "answer"),
        [
            (release("2021-01-01", "2021-06-30"), None, "2021-01-01/2021-06-30"),
            (Release(window=None), None, "unannounced"),
            (
                DecisionDay(window=window("2020-02-01", "2020-02-29")),
                None,
                "2020-02-01/2020-02-29",
            ),
            (Production(milestone=Milestone.WRITING), "writing", "happened"),
            (plays("Ida Moss", "Kim", CastRole.RETURNING), "Ida Moss", "returning"),
            (works("Ida Moss", "executive_producer"), "Ida Moss, executive producer", "yes"),
            (EpisodeCount(count=10), None, "10"),
            (Trailer(status=TrailerStatus.NONE), None, "none"),
            (score(63, 100), "The Review, critics, out of 100", "63"),
            (
                ViewingFigure(
                    metric=Metric.HOURS, value=Decimal(12_500_000), period="first 28 days"
                ),
                "hours, first 28 days",
                "12500000",
            ),
            (
                Cost(amount=Decimal(8_000_000), currency="USD", per=CostPer.EPISODE),
                "episode",
                "8000000 USD",
            ),
            (petition(30_000), "petition", "30000"),
            (petition(None), "petition", "yes"),
            (Campaign(kind=CampaignKind.HASHTAG, tag="#Save"), "#Save", "yes"),
            (Reason(category=ReasonCategory.COST), None, "cost"),
        ],
        ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
    )
    def test_each_topic_has_its_question_and_answer(self, value, about, answer) -> None:
        found = finding(page("a", value))
        assert found.question == Question(show=SHOW, season=2, topic=value.topic, about=about)
        assert found.answer.text == answer

    @pytest.mark.parametrize(
        ("value", "answer"),
        [
            (Production(milestone=Milestone.FILMING_START), "not"),
            (works("Ida Moss", "creator"), "no"),
            (plays("Ida Moss", role=CastRole.RETURNING), "leaving"),
            (Trailer(status=TrailerStatus.RELEASED), "none"),
            (petition(30_000), "no"),
        ],
        ids=["production", "crew", "cast", "trailer", "campaign"],
    )
    def test_some_denials_are_answers(self, value, answer) -> None:
        assert finding(page("a", Says(value, negated=True))).answer.text == answer

    def test_sorted_by_show_season_topic_and_subject(self) -> None:
        mixed = page(
            "a",
            Says(EpisodeCount(count=8), season=2),
            works("Zoe Ash", "creator"),
            works("Abe Ash", "creator"),
            Says(RENEWED, season=2),
            Says(EpisodeCount(count=9), season=1),
            Says(works("Abe Ash", "creator"), season=None),
        )
        order = [(f.question.season, f.question.topic, f.question.about) for f in findings(mixed)]
        assert order == [
            (None, Topic.CREW, "Abe Ash, creator"),
            (1, Topic.EPISODES, None),
            (2, Topic.RENEWAL, None),
            (2, Topic.CREW, "Abe Ash, creator"),
            (2, Topic.CREW, "Zoe Ash, creator"),
            (2, Topic.EPISODES, None),
        ]

    def test_a_claim_needs_its_article(self) -> None:
        with pytest.raises(InputError, match="quotes article trade, not given"):
            reconcile(TRADE.claims, {}, as_of=LATER)

    def test_nothing_claimed_nothing_found(self) -> None:
        assert findings() == ()


class TestOtherAnswers:
    def test_a_narrower_window_agrees_with_a_wider_one(self) -> None:
        year, spring = (
            release("2021-01-01", "2021-12-31"),
            release("2021-03-01", "2021-05-31"),
        )
        found = finding(page("wide", year, day=day(3)), page("narrow", spring, day=day(3)))
        assert found.answer.text == "2021-03-01/2021-05-31"
        assert found.verdict is Verdict.CONFIRMED
        assert not found.against

    def test_a_guess_at_the_month_does_not_beat_a_firm_year(self) -> None:
        found = finding(
            page("wide", release("2021-01-01", "2021-12-31"), day=day(3)),
            page("narrow", Says(release("2021-03-01", "2021-03-31"), EXPECTED), day=day(3)),
        )
        assert found.answer.text == "2021-01-01/2021-12-31"

    def test_windows_apart_are_disputed(self) -> None:
        found = finding(
            page("a", release("2021-01-01", "2021-03-31"), day=day(3)),
            page("b", release("2021-10-01", "2021-12-31"), day=day(3)),
        )
        assert found.verdict is Verdict.DISPUTED

    def test_a_date_makes_unannounced_history(self) -> None:
        found = finding(
            page("a", Release(window=None), day=day(3)),
            page("b", release("2021-03-01", "2021-03-01"), day=day(4)),
        )
        assert (found.verdict, found.against) == (Verdict.LIKELY, ())

    def test_unannounced_beside_a_guess_is_unknown(self) -> None:
        found = finding(
            page("a", Release(window=None), Says(release("2021-03-01", "2021-05-31"), EXPECTED))
        )
        assert (found.answer.text, found.verdict) == ("unannounced", Verdict.UNKNOWN)

    def test_what_is_denied_more_firmly_is_refuted(self) -> None:
        count = EpisodeCount(count=10)
        found = finding(page("a", Says(count, RUMOURED)), page("b", Says(count, negated=True)))
        assert found.verdict is Verdict.REFUTED
        assert len(found.support) == len(found.against) == 1
        assert finding(page("b", Says(count, negated=True))).verdict is Verdict.REFUTED

    def test_a_petition_has_its_largest_count(self) -> None:
        found = finding(
            page("a", petition(30_000), day=day(3)),
            page("b", petition(38_000), day=day(4)),
            page("c", petition(None)),
        )
        assert (found.answer.text, found.verdict) == ("38000", Verdict.CONFIRMED)

    def test_rounded_figures_agree(self) -> None:
        def hours(millions: str) -> ViewingFigure:
            return ViewingFigure(metric=Metric.HOURS, value=Decimal(millions) * 1_000_000)

        assert finding(page("a", hours("12.5")), page("b", hours("12.48"))).verdict is (
            Verdict.CONFIRMED
        )
        assert finding(page("a", hours("12.5")), page("b", hours("20"))).verdict is (
            Verdict.DISPUTED
        )

    def test_other_currencies_are_other_figures(self) -> None:
        def cost(currency: str) -> Cost:
            return Cost(amount=Decimal(8), currency=currency, per=CostPer.SEASON)

        found = finding(page("a", cost("USD")), page("b", cost("EUR")))
        assert found.verdict is Verdict.DISPUTED

    def test_scales_are_questions_of_their_own(self) -> None:
        assert len(findings(page("a", score(63, 100), score(6, 10)))) == 2

    def test_filmed_some_day_agrees_with_filmed_in_march(self) -> None:
        milestone = Milestone.FILMING_START
        march = Production(milestone=milestone, window=window("2020-03-01", "2020-03-31"))
        found = finding(
            page("a", march, day=day(4)), page("b", Production(milestone=milestone), day=day(4))
        )
        assert (found.answer.text, found.verdict) == (
            "2020-03-01/2020-03-31",
            Verdict.CONFIRMED,
        )

    def test_spellings_of_one_name_are_one_person(self) -> None:
        found = finding(
            page("a", plays("Nora Reed Jensen", "Ada")),
            page("b", plays("Nora Reed Jensen", "Ada")),
            page("c", plays("Nora Reed Jesnen", "Ada")),
        )
        assert found.question.about == "Nora Reed Jensen"
        assert len(found.support) == 3
