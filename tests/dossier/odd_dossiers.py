"""Dossiers that are hard to show: nothing known, all settled, hostile, crowded, right to left."""

from datetime import date, timedelta

from dossier_parts import (
    AS_OF,
    CANCELLED,
    LEDGER,
    RENEWED,
    SHOW,
    found,
    say,
)

from nextseason.domain import (
    Article,
    CastMember,
    CastRole,
    Certainty,
    Contradiction,
    Dossier,
    Question,
    Rejected,
    Renewal,
    RenewalStatus,
    Topic,
    Verdict,
)
from nextseason.dossier import assemble_dossier


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
