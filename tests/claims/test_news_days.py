"""Windows that tell when news came, not when a season did."""

import pytest

from nextseason.claims.news_days import is_day_of_news


def told(marked):
    """Of the window between « and »."""
    start, end = marked.index("«"), marked.index("»") - 1
    return is_day_of_news(marked.replace("«", "").replace("»", ""), start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Halcyon cancelled Cold Harbour in «October 2026», after one season.",
        "It was renewed in «May».",
        "The second season got its order on «3 March».",
        "Mara Voss confirmed it in «2026».",
        "Halcyon picked it up in «June»; it came out a year later.",
    ],
)
def test_news(text):
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cold Harbour returns in «October 2026».",
        "The second season has been renewed for «2027».",
        "Halcyon announced that season two will premiere in «May».",
        "It was renewed, and in «May» it came back.",
        "«May 2027» it is.",
    ],
)
def test_no_news(text):
    assert not told(text)
