"""A dossier that has something of everything."""

from datetime import date
from decimal import Decimal

from dossier_parts import (
    ARTICLES,
    AS_OF,
    CANCELLED,
    DAILY,
    FANS,
    LEDGER,
    MAKERS,
    PENDING,
    RENEWED,
    RUMOURS,
    SHOW,
    UNDATED,
    days,
    found,
    say,
)

from nextseason.domain import (
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Certainty,
    Contradiction,
    CrewMember,
    DayShare,
    DecisionDay,
    Dossier,
    EpisodeCount,
    Metric,
    Milestone,
    NoDay,
    Production,
    Reason,
    ReasonCategory,
    Rejected,
    Release,
    Reviewers,
    Score,
    Topic,
    Trailer,
    TrailerStatus,
    Verdict,
    ViewingFigure,
)
from nextseason.dossier import assemble_dossier


def rich() -> Dossier:
    """A disputed renewal, with something to say on nearly every topic."""
    cancelled = (
        say(LEDGER, "Northlight+ has cancelled the mountain-rescue drama", CANCELLED),
        say(
            DAILY,
            "We are not going ahead with a second season",
            CANCELLED,
            by="a spokeswoman for Northlight+",
        ),
        say(UNDATED, "The Long Winter was cancelled after its only season.", CANCELLED),
    )
    renewed = say(FANS, "Northlight+ has renewed The Long Winter for a second season", RENEWED)
    hoped = say(RUMOURS, "A renewal looks inevitable", RENEWED, certainty=Certainty.EXPECTED)
    unofficial = say(FANS, "there is no official word from the platform yet", PENDING)
    half = say(
        FANS,
        "the second season could arrive in the first half of 2021",
        Release(window=days("2021-01-01", "2021-06-30")),
        certainty=Certainty.EXPECTED,
    )
    later = say(
        RUMOURS,
        "The season would then come out in 2022.",
        Release(window=days("2022-01-01", "2022-12-31")),
        certainty=Certainty.EXPECTED,
    )
    out = say(
        LEDGER,
        "all ten episodes came out on 1 January 2020",
        Release(window=days("2020-01-01", "2020-01-01")),
        season=1,
    )
    lind_back = say(
        FANS,
        "Mara Lind as Ada Holm returns",
        CastMember(person="Mara Lind", character="Ada Holm", role=CastRole.RETURNING),
    )
    lind_gone = say(
        DAILY,
        "Mara Lind, who plays rescue pilot Ada Holm, wrote that she was heartbroken and "
        "will not be back in the cockpit",
        CastMember(person="Mara Lind", character="Ada Holm", role=CastRole.LEAVING),
        by="Mara Lind",
    )
    feld = say(
        FANS,
        "Jonas Feld as Piet returns",
        CastMember(person="Jonas Feld", character="Piet", role=CastRole.RETURNING),
    )
    roca = say(
        FANS,
        "Ines Roca, a newcomer, joins as the new station chief",
        CastMember(person="Ines Roca", role=CastRole.JOINING),
    )
    grey = say(
        FANS,
        "It is unclear whether Tomas Grey will be back",
        CastMember(person="Tomas Grey", role=CastRole.UNCERTAIN),
    )
    lind_one = say(
        DAILY,
        "Mara Lind, who plays rescue pilot Ada Holm",
        CastMember(person="Mara Lind", character="Ada Holm", role=CastRole.IN_CAST),
        season=1,
    )
    filming = say(
        FANS,
        "Filming began in January 2020",
        Production(milestone=Milestone.FILMING_START, window=days("2020-01-01", "2020-01-31")),
        by="a local paper",
    )
    no_order = say(
        MAKERS,
        "The second season has not been ordered.",
        Production(milestone=Milestone.ORDERED),
        negated=True,
    )
    decision = say(
        RUMOURS,
        "the announcement should come by the end of February 2021",
        DecisionDay(window=days("2021-02-01", "2021-02-28")),
        certainty=Certainty.EXPECTED,
    )
    olt = say(
        LEDGER,
        "The series was created by Dr. Samira Olt",
        CrewMember(person="Samira Olt", job="creator"),
        season=None,
    )
    score = say(
        DAILY,
        "Critics had given it 63 of 100 at Reelmeter",
        Score(outlet="Reelmeter", by=Reviewers.CRITICS, score=Decimal(63), of=Decimal(100)),
        season=1,
    )
    households = say(
        LEDGER,
        "The first season drew 12.5 million households in its first 28 days.",
        ViewingFigure(metric=Metric.HOUSEHOLDS, value=Decimal(12_500_000), period="first 28 days"),
        season=1,
    )
    petition = say(
        FANS,
        "a petition with 30,000 signatures and the hashtag #SaveTheLongWinter",
        Campaign(kind=CampaignKind.PETITION, signatures=30_000, tag="#SaveTheLongWinter"),
    )
    dear = say(
        LEDGER,
        "viewing that did not justify what an episode costs",
        Reason(category=ReasonCategory.VIEWING_VS_COST),
        certainty=Certainty.RUMOURED,
    )
    ten = say(FANS, "The new season will again have ten episodes.", EpisodeCount(count=10))
    trailer = say(FANS, "There is no trailer yet.", Trailer(status=TrailerStatus.NONE))

    first, second = date(2020, 2, 4), date(2020, 11, 19)
    findings = [
        found(
            Topic.RENEWAL,
            {"cancelled": 0.71, "renewed": 0.2, "pending": 0.08, "concluded": 0.01},
            Verdict.DISPUTED,
            since=first,
            support=cancelled,
            against=(renewed, hoped, unofficial),
        ),
        found(
            Topic.RELEASE,
            {"2021-01-01/2021-06-30": 0.48, "2022-01-01/2022-12-31": 0.39},
            Verdict.RUMOUR,
            since=second,
            support=(half,),
            against=(later,),
            shares=(
                DayShare(when=days("2021-01-01", "2021-06-30"), probability=0.5),
                DayShare(when=days("2022-01-01", "2022-12-31"), probability=0.3),
                DayShare(when=NoDay.UNKNOWN, probability=0.15),
                DayShare(when=NoDay.NEVER, probability=0.05),
            ),
        ),
        found(
            Topic.RELEASE,
            {"2020-01-01/2020-01-01": 0.998},
            Verdict.CONFIRMED,
            season=1,
            since=first,
            support=(out,),
        ),
        found(
            Topic.DECISION,
            {"2021-02-01/2021-02-28": 0.4},
            Verdict.RUMOUR,
            since=date(2021, 1, 12),
            support=(decision,),
        ),
        found(
            Topic.PRODUCTION,
            {"2020-01-01/2020-01-31": 0.35},
            Verdict.RUMOUR,
            about="filming_start",
            since=second,
            support=(filming,),
        ),
        found(
            Topic.PRODUCTION,
            {"not": 0.8},
            Verdict.LIKELY,
            about="ordered",
            since=date(2020, 6, 21),
            support=(no_order,),
        ),
        found(
            Topic.CAST,
            {"in_cast": 0.99},
            Verdict.CONFIRMED,
            about="Mara Lind",
            season=1,
            since=date(2020, 2, 5),
            support=(lind_one,),
        ),
        found(
            Topic.CAST,
            {"leaving": 0.55, "returning": 0.44},
            Verdict.DISPUTED,
            about="Mara Lind",
            since=date(2020, 2, 5),
            support=(lind_gone,),
            against=(lind_back,),
        ),
        found(
            Topic.CAST,
            {"returning": 0.6},
            Verdict.LIKELY,
            about="Jonas Feld",
            since=second,
            support=(feld,),
        ),
        found(
            Topic.CAST,
            {"joining": 0.42},
            Verdict.RUMOUR,
            about="Ines Roca",
            since=second,
            support=(roca,),
        ),
        found(
            Topic.CAST,
            {"uncertain": 0.7},
            Verdict.UNKNOWN,
            about="Tomas Grey",
            since=second,
            support=(grey,),
        ),
        found(
            Topic.CREW,
            {"yes": 0.99},
            Verdict.CONFIRMED,
            about="Samira Olt, creator",
            season=None,
            since=first,
            support=(olt,),
        ),
        found(
            Topic.RECEPTION,
            {"63": 0.9},
            Verdict.LIKELY,
            about="Reelmeter, critics, out of 100",
            season=1,
            since=date(2020, 2, 5),
            support=(score,),
        ),
        found(
            Topic.VIEWING,
            {"12500000": 0.9},
            Verdict.LIKELY,
            about="households, first 28 days",
            season=1,
            since=first,
            support=(households,),
        ),
        found(
            Topic.CAMPAIGN,
            {"30000": 0.8},
            Verdict.LIKELY,
            about="#SaveTheLongWinter",
            since=second,
            support=(petition,),
        ),
        found(
            Topic.REASON,
            {"viewing_vs_cost": 0.6},
            Verdict.LIKELY,
            since=first,
            support=(dear,),
        ),
        found(Topic.EPISODES, {"10": 0.5}, Verdict.RUMOUR, since=second, support=(ten,)),
        found(Topic.TRAILER, {"none": 0.97}, Verdict.LIKELY, since=second, support=(trailer,)),
    ]
    renewal = findings[0].question
    contradictions = [
        Contradiction(
            question=renewal,
            first=cancelled[1],
            second=renewed,
            note="The platform says that it does not go on; a fan site says that it renewed.",
        ),
        Contradiction(
            question=renewal,
            first=renewed,
            second=unofficial,
            note="Renewed, and yet without official word.",
        ),
        Contradiction(
            question=findings[7].question,
            first=lind_gone,
            second=lind_back,
            note="Mara Lind leaves, and returns.",
        ),
    ]
    return assemble_dossier(
        show=SHOW,
        season=2,
        as_of=AS_OF,
        findings=findings,
        contradictions=contradictions,
        articles={article.id: article for article in ARTICLES},
        left_out=[Rejected(origin="pages/empty.html", reason="no text on the page")],
    )
