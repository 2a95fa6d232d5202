"""An article about an invented show, and what a model may claim of it."""

from datetime import date

from llm_server import by_topic

from nextseason.domain import Article

TEXT = (
    "Halcyon has cancelled The Long Winter after one season.\n\n"
    "According to Mara Voss, “it’s over – for good”, and a second season won’t come.\n\n"
    "- Ada Stern as Eve\n- Ben Okoro as Captain Reed\n\n"
    "It had arrived in May 2027 with ten episodes and a score of 63% on Rotten Tomatoes."
)
ARTICLE = Article(
    id="a",
    title="The Long Winter season 2: cancelled",
    text=TEXT,
    site="winter.example",
    published=date(2027, 8, 1),
)
CANCELLED = {
    "topic": "renewal",
    "quote": "Halcyon has cancelled The Long Winter",
    "show": "The Long Winter",
    "season": 2,
    "value": {"status": "cancelled", "platform": None},
    "certainty": "stated",
    "by": None,
    "negated": False,
}
CAST = CANCELLED | {
    "topic": "cast",
    "quote": "Ada Stern as Eve",
    "season": 1,
    "value": {"person": "Ada Stern", "character": "Eve", "role": "in_cast"},
}


def unread(article: Article) -> tuple:
    raise AssertionError(f"the fallback was asked for {article.id}")


OBJECT = by_topic(CANCELLED)
