"""Dossiers of invented shows, made by hand: a rich one, an empty one, nasty ones."""

from datetime import date, timedelta
from decimal import Decimal

from nextseason.domain import (
    Answer,
    Article,
    Campaign,
    CampaignKind,
    CastMember,
    CastRole,
    Certainty,
    Claim,
    Contradiction,
    CrewMember,
    DayShare,
    DecisionDay,
    Dossier,
    EpisodeCount,
    Finding,
    Metric,
    Milestone,
    NoDay,
    Production,
    Question,
    Quote,
    Reason,
    ReasonCategory,
    Rejected,
    Release,
    Renewal,
    RenewalStatus,
    Reviewers,
    Score,
    Topic,
    Trailer,
    TrailerStatus,
    Value,
    Verdict,
    ViewingFigure,
    Window,
)
from nextseason.dossier import assemble_dossier

SHOW = "The Long Winter"
AS_OF = date(2021, 2, 4)

CANCELLED = Renewal(status=RenewalStatus.CANCELLED)
RENEWED = Renewal(status=RenewalStatus.RENEWED)
PENDING = Renewal(status=RenewalStatus.PENDING)


def say(
    article: Article,
    quote: str,
    value: Value,
    *,
    certainty: Certainty = Certainty.STATED,
    by: str | None = None,
    season: int | None = 2,
    show: str = SHOW,
    negated: bool = False,
) -> Claim:
    """A claim that the article makes with these words; reported where `by` is given."""
    start = article.text.index(quote)
    return Claim(
        show=show,
        season=season,
        value=value,
        certainty=Certainty.REPORTED if by else certainty,
        by=by,
        negated=negated,
        quote=Quote(article_id=article.id, start=start, end=start + len(quote), text=quote),
    )


def found(
    topic: Topic,
    answers: dict[str, float],
    verdict: Verdict,
    *,
    about: str | None = None,
    season: int | None = 2,
    show: str = SHOW,
    since: date | None = None,
    support: tuple[Claim, ...] = (),
    against: tuple[Claim, ...] = (),
    as_of: date = AS_OF,
    shares: tuple[DayShare, ...] = (),
) -> Finding:
    return Finding(
        question=Question(show=show, season=season, topic=topic, about=about),
        as_of=as_of,
        answers=tuple(Answer(text=t, probability=p) for t, p in answers.items()),
        verdict=verdict,
        since=since,
        support=support,
        against=against,
        days=shares,
    )


def days(start: str, end: str) -> Window:
    return Window(start=date.fromisoformat(start), end=date.fromisoformat(end))


LEDGER = Article(
    id="ledger",
    site="screenledger.example",
    url="https://screenledger.example/2020/02/the-long-winter-cancelled",
    title="“The Long Winter” Cancelled After One Season",
    published=date(2020, 2, 4),
    text=(
        "Northlight+ has cancelled the mountain-rescue drama The Long Winter after one "
        "season, a little more than a month after all ten episodes came out on "
        "1 January 2020.\n\n"
        "Insiders point to viewing that did not justify what an episode costs. The first "
        "season drew 12.5 million households in its first 28 days.\n\n"
        "The series was created by Dr. Samira Olt, who also served as showrunner."
    ),
)
DAILY = Article(
    id="daily",
    site="dailyslate.example",
    url="https://dailyslate.example/tv/long-winter",
    title="The Long Winter will not return to Northlight+",
    published=date(2020, 2, 5),
    text=(
        "“We are not going ahead with a second season,” a spokeswoman for Northlight+ told "
        "the Daily Slate on Wednesday. Critics had given it 63 of 100 at Reelmeter.\n\n"
        "Mara Lind, who plays rescue pilot Ada Holm, wrote that she was heartbroken and "
        "will not be back in the cockpit."
    ),
)
FANS = Article(
    id="fans",
    site="winterfans.example",
    url="https://winterfans.example/season-2-everything-we-know",
    title="The Long Winter Season 2: Release Date, Cast, Plot and Everything We Know",
    published=date(2020, 11, 19),
    text=(
        "Good news at last! After a petition with 30,000 signatures and the hashtag "
        "#SaveTheLongWinter, Northlight+ has renewed The Long Winter for a second season.\n\n"
        "Although there is no official word from the platform yet, the second season could "
        "arrive in the first half of 2021.\n\n"
        "- Mara Lind as Ada Holm returns\n"
        "- Jonas Feld as Piet returns\n"
        "- Ines Roca, a newcomer, joins as the new station chief\n\n"
        "It is unclear whether Tomas Grey will be back, since the avalanche took him in the "
        "finale. Filming began in January 2020, according to a local paper. The new season "
        "will again have ten episodes. There is no trailer yet."
    ),
)
RUMOURS = Article(
    id="rumours",
    site="whatsnextontv.example",
    url="https://whatsnextontv.example/?p=8812",
    title="Will There Be The Long Winter Season 2?",
    published=date(2021, 1, 12),
    text=(
        "Rumour has it that another platform wants the show. A renewal looks inevitable, and "
        "the announcement should come by the end of February 2021. The season would then "
        "come out in 2022."
    ),
)
UNDATED = Article(
    id="undated",
    title="The Long Winter: a guide to the series, its makers, its music and its mountains",
    text="The Long Winter was cancelled after its only season. No reason was ever given.",
)
MAKERS = Article(
    id="makers",
    site="screenledger.example",
    url="https://screenledger.example/2020/06/samira-olt",
    title="Samira Olt: “I have written a second season in my head”",
    published=date(2020, 6, 21),
    text=(
        "Nobody at Northlight+ has called her since, Olt says. The second season has not "
        "been ordered. She would bring Mara Lind back at once."
    ),
)
ARTICLES = (LEDGER, DAILY, FANS, RUMOURS, UNDATED, MAKERS)


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


def empty() -> Dossier:
    """Nobody has said anything."""
    return assemble_dossier(
        show=SHOW, season=2, as_of=AS_OF, findings=[], contradictions=[], articles={}
    )


def settled() -> Dossier:
    """Everybody agrees."""
    claim = say(LEDGER, "Northlight+ has cancelled the mountain-rescue drama", CANCELLED)
    return assemble_dossier(
        show=SHOW,
        season=2,
        as_of=AS_OF,
        findings=[
            found(
                Topic.RENEWAL,
                {"cancelled": 0.997, "renewed": 0.003},
                Verdict.CONFIRMED,
                since=date(2020, 2, 4),
                support=(claim,),
            )
        ],
        contradictions=[],
        articles={"ledger": LEDGER},
    )


EVIL = "<script>alert('x')</script>\x1b[31m\u202e[bold]\"&amp;"


def hostile() -> Dossier:
    """Whatever an article can hold, it holds something that no page should run."""
    show = f"Winter {EVIL}"
    article = Article(
        id='"><img src=x onerror=alert(1)>',
        site=f'evil.example"{EVIL}',
        url="javascript:alert(document.domain)//https://example.org",
        title=f"{EVIL} {{{{ 7 * 7 }}}} {{% raw %}} </style></svg></title>",
        published=date(2020, 5, 1),
        text=f"Before it {EVIL}. The show {EVIL} is renewed </mark><script>, they say.",
    )
    person = f"Ann {EVIL}"
    renewed = say(
        article,
        f"The show {EVIL} is renewed </mark>",
        Renewal(status=RenewalStatus.RENEWED, platform=f"Evil{EVIL}"),
        by=f"A {EVIL}",
        show=show,
    )
    cast = say(
        article,
        "they say",
        CastMember(person=person, character=f"Eve {EVIL}", role=CastRole.UNCERTAIN),
        show=show,
    )
    question = Question(show=show, season=2, topic=Topic.CAST, about=person)
    return assemble_dossier(
        show=show,
        season=2,
        as_of=AS_OF,
        findings=[
            found(
                Topic.RENEWAL,
                {"renewed": 0.9},
                Verdict.CONFIRMED,
                show=show,
                support=(renewed,),
            ),
            found(
                Topic.CAST,
                {f"uncertain {EVIL}": 0.4, EVIL: 0.3},
                Verdict.UNKNOWN,
                about=person,
                show=show,
                support=(cast,),
            ),
        ],
        contradictions=[Contradiction(question=question, first=renewed, second=cast, note=EVIL)],
        articles={article.id: article},
        left_out=[Rejected(origin=EVIL, reason=EVIL)],
    )


def crowded(n: int = 300) -> Dossier:
    """Hundreds of claims, each of its own article, some of them undated."""
    articles, renewed, cancelled = {}, [], []
    for number in range(n):
        article = Article(
            id=f"article-{number}",
            site=f"site-{number % 40}.example",
            url=f"https://site-{number % 40}.example/{number}",
            title=f"The Long Winter, report number {number}",
            published=None
            if number % 15 == 0
            else date(2020, 1, 1) + timedelta(days=number * 7 % 390),
            text=f"Report {number} says that the show goes on. It says so in a sentence.",
        )
        articles[article.id] = article
        goes_on = number % 3 == 0
        (renewed if goes_on else cancelled).append(
            say(
                article,
                f"Report {number} says that the show goes on.",
                RENEWED if goes_on else CANCELLED,
                certainty=list(Certainty)[number % 4],
                by="somebody" if number % 4 == 1 else None,
            )
        )
    people = [
        found(
            Topic.CAST,
            {"returning": 0.9},
            Verdict.LIKELY,
            about=f"Person Number {number}",
        )
        for number in range(40)
    ]
    renewal = found(
        Topic.RENEWAL,
        {"cancelled": 0.7, "renewed": 0.3},
        Verdict.DISPUTED,
        since=date(2020, 1, 2),
        support=tuple(cancelled),
        against=tuple(renewed),
    )
    contradictions = [
        Contradiction(
            question=renewal.question, first=first, second=second, note="Goes on, or not."
        )
        for first, second in zip(renewed[:20], cancelled[:20], strict=True)
    ]
    return assemble_dossier(
        show=SHOW,
        season=2,
        as_of=AS_OF,
        findings=[renewal, *people],
        contradictions=contradictions,
        articles=articles,
        left_out=[Rejected(origin=f"page-{n}", reason="no text") for n in range(50)],
    )


def right_to_left() -> Dossier:
    """Very long names, and a text that runs from right to left."""
    show = "الشتاء الطويل"
    article = Article(
        id="rtl",
        site="akhbar.example",
        title="هل سيكون هناك موسم ثان من الشتاء الطويل؟",
        text="انتظر الجمهور طويلا. أعلنت المنصة تجديد المسلسل لموسم ثان. بدأ التصوير.",
    )
    claim = say(article, "أعلنت المنصة تجديد المسلسل لموسم ثان", RENEWED, show=show)
    name = "Maximilian-Alexander von und zu Hohenschwangau-" + "Donaudampfschifffahrt" * 8
    member = say(
        article,
        "بدأ التصوير",
        CastMember(person=name, role=CastRole.RETURNING),
        show=show,
    )
    return assemble_dossier(
        show=show,
        season=2,
        as_of=AS_OF,
        findings=[
            found(Topic.RENEWAL, {"renewed": 0.6}, Verdict.LIKELY, show=show, support=(claim,)),
            found(
                Topic.CAST,
                {"returning": 0.6},
                Verdict.LIKELY,
                about=name,
                show=show,
                support=(member,),
            ),
        ],
        contradictions=[],
        articles={article.id: article},
    )


SAMPLES = {
    "rich": rich,
    "empty": empty,
    "settled": settled,
    "hostile": hostile,
    "crowded": crowded,
    "right_to_left": right_to_left,
}
