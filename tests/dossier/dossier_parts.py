"""An invented show, the articles about it, and short ways to write claims and findings of it."""

from datetime import date

from nextseason.domain import (
    Answer,
    Article,
    Certainty,
    Claim,
    DayShare,
    Finding,
    Question,
    Quote,
    Renewal,
    RenewalStatus,
    Topic,
    Value,
    Verdict,
    Window,
)

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
