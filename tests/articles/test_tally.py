from exchanges import NOON

from nextseason.articles.tally import SHOWN_REASONS, Tally
from nextseason.articles.web import Failed, Got, Refused, Unchanged

PAGE = Got(asked="/x", url="/x", headers={}, body=b"", got=NOON)


def tally_of(*outcomes):
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally


def test_a_summary_tells_what_came_and_why_the_rest_did_not():
    tally = tally_of(
        PAGE,
        Unchanged(page=PAGE, asked_again=True),
        Unchanged(page=PAGE, asked_again=False),
        Refused(asked="/a", reason="its robots.txt keeps robots out"),
        Failed(asked="/b", reason="HTTP 404", status=404),
        Failed(asked="/c", reason="HTTP 404", status=404),
    )
    tally.add_unread("no article found on the page")
    assert tally.lines() == (
        "1 got, 1 unchanged, 1 got before, not asked for again, 1 refused, 2 failed, "
        "1 without an article",
        "2: HTTP 404",
        "1: its robots.txt keeps robots out",
        "1: no article found on the page",
    )


def test_many_reasons_are_not_all_shown():
    n = SHOWN_REASONS + 5
    lines = tally_of(*(Failed(asked="/x", reason=f"fault {i}") for i in range(n))).lines()
    assert len(lines) == SHOWN_REASONS + 2
    assert lines[-1] == "and 5 more reasons"


def test_a_run_without_pages_says_so():
    assert Tally().lines() == ("no page was asked for",)
