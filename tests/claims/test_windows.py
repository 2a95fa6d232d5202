"""Every kind of expression of time, and what is none."""

from datetime import date, timedelta

import pytest
from dated_scenes import PUBLISHED, written
from hypothesis import given
from hypothesis import strategies as st

from nextseason.claims import windows
from nextseason.claims.windows import dates_in_turn, find_windows

READ = [
    # days
    ("It opened on January 5, 2021.", "2021-01-05"),
    ("It opened on 5 January 2021.", "2021-01-05"),
    ("It opened on the 5th of January, 2021.", "2021-01-05"),
    ("It opened on Friday, Jan. 5, 2021.", "2021-01-05"),
    ("It opened on 2021-01-05.", "2021-01-05"),
    ("It opened on New Year's Day 2021.", "2021-01-01"),
    ("It opened on Christmas Day.", "2023-12-25"),
    ("It opened on May 30th.", "2024-05-30"),
    ("It opened on November 30th.", "2023-11-30"),
    ("It will open on November 30.", "2024-11-30"),
    ("It will open on March 3.", "2025-03-03"),
    ("It opens on June 3.", "2024-06-03"),
    ("It opened on November 17 last year.", "2023-11-17"),
    # months
    ("It was shot in October 2018.", "2018-10-01/2018-10-31"),
    ("It was shot in October.", "2023-10-01/2023-10-31"),
    ("It will be back in October.", "2024-10-01/2024-10-31"),
    ("It was out this January.", "2024-01-01/2024-01-31"),
    ("It returns next March.", "2025-03-01/2025-03-31"),
    ("It was out last August.", "2023-08-01/2023-08-31"),
    ("It came at the start of May 2021.", "2021-05-01/2021-05-31"),
    ("News is due by the end of February 2025.", "2025-02-01/2025-02-28"),
    ("It came last month.", "2024-05-01/2024-05-31"),
    ("It comes next month.", "2024-07-01/2024-07-31"),
    # seasons of the year, quarters, halves, parts
    ("It will be out in spring 2025.", "2025-03-01/2025-05-31"),
    ("It will be out in the fall of 2025.", "2025-09-01/2025-11-30"),
    ("It returns next spring.", "2025-03-01/2025-05-31"),
    ("It returns this autumn.", "2024-09-01/2024-11-30"),
    ("It was seen last winter.", "2023-12-01/2024-02-29"),
    ("It is due in Q3 2026.", "2026-07-01/2026-09-30"),
    ("It is due in the fourth quarter of next year.", "2025-10-01/2025-12-31"),
    ("It is due in the first half of 2025.", "2025-01-01/2025-06-30"),
    ("It is due in the back half of next year.", "2025-07-01/2025-12-31"),
    ("It is due in early 2025.", "2025-01-01/2025-04-30"),
    ("It is due in mid-2025.", "2025-05-01/2025-08-31"),
    ("It came at the end of last year.", "2023-09-01/2023-12-31"),
    ("It is due in early-to-mid 2025.", "2025-01-01/2025-08-31"),
    ("It is due in early or mid-2025.", "2025-01-01/2025-08-31"),
    ("It is due early next year.", "2025-01-01/2025-04-30"),
    # years
    ("It is due in 2026.", "2026-01-01/2026-12-31"),
    ("It is due by the end of 2026.", "2026-01-01/2026-12-31"),
    ("It is due by the end of the year.", "2024-06-12/2024-12-31"),
    ("It is due later this year.", "2024-06-12/2024-12-31"),
    ("It came earlier this year.", "2024-01-01/2024-06-12"),
    ("It ran in 2015-16.", "2015-01-01/2016-12-31"),
    # ranges and alternatives
    ("It was shot from January till May 2019.", "2019-01-01/2019-05-31"),
    ("It was shot from December to February 2020.", "2019-12-01/2020-02-29"),
    ("It may come between late 2025 and early 2026.", "2025-09-01/2026-04-30"),
    ("It may come in late 2025 or early 2026.", "2025-09-01/2026-04-30"),
    ("It may come in April or May.", "2025-04-01/2025-05-31"),
    ("It may come in 2025, perhaps in the summer or the autumn.", "2025-06-01/2025-11-30"),
    # days that count from the day of publication
    ("It came out on Monday.", "2024-06-10"),
    ("It will come out on Monday.", "2024-06-17"),
    ("It came out yesterday.", "2024-06-11"),
    ("It is out today.", "2024-06-12"),
    ("It came out last week.", "2024-06-03/2024-06-09"),
    ("It came out two months ago.", "2024-04-01/2024-04-30"),
    ("It comes out in three days.", "2024-06-15"),
    ("It comes out within two months.", "2024-06-12/2024-08-12"),
    # of the same year
    ("Ordered in July 2018, it began in November of the same year.", "2018-11-01/2018-11-30"),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_the_last_window_of_a_sentence(text: str, expected: str) -> None:
    assert written(find_windows(text, published=PUBLISHED)[-1].window) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may march on, said April Bloom and May Lund.",
        "They watched The Fall of Rome.",
        "It had 2,020 episodes and 2024 viewers.",
        "It is out on 30 February 2021.",
        "It was set in the 1990s.",
        "They waited for weeks, and the coming months will tell.",
        "Back for the first time in ten years, she smiled.",
        "They started filming the second half.",
    ],
)
def test_what_is_no_window(text: str) -> None:
    assert find_windows(text, published=PUBLISHED) == ()


def test_both_ends_of_a_range_are_kept() -> None:
    (mention,) = find_windows("Shot between January and May 2019.", published=None)
    assert mention.ends is not None
    assert [written(end) for end in mention.ends] == [
        "2019-01-01/2019-01-31",
        "2019-05-01/2019-05-31",
    ]


def test_moved_from_one_date_to_another_is_no_range() -> None:
    found = find_windows("It was pushed from 2020 to 2021.", published=None)
    assert [written(m.window) for m in found] == [
        "2020-01-01/2020-12-31",
        "2021-01-01/2021-12-31",
    ]


@pytest.mark.parametrize("text", ["Out next year.", "Out on Monday.", "Out in March."])
def test_nothing_to_count_from_gives_no_window(text: str) -> None:
    assert find_windows(text, published=None) == ()


def test_an_undated_article_lends_the_year_that_it_named_last() -> None:
    near = dates_in_turn(["It came out on May 4, 2021.", "In June it was cancelled."])[1]
    (mention,) = find_windows("In June it was cancelled.", published=None, near=near)
    assert written(mention.window) == "2021-06-01/2021-06-30"


@given(
    st.dates(date(1950, 1, 1), date(2039, 12, 31)),
    st.sampled_from(
        ["%B {day}, %Y", "{day} %B %Y", "%Y-%m-%d", "%A, %B {day}, %Y", "%b. {day}, %Y"]
    ),
)
def test_a_full_date_is_read_back(day: date, form: str) -> None:
    text = f"It came out on {day.strftime(form).replace('{day}', str(day.day))}, they say."
    (mention,) = find_windows(text, published=None)
    assert (mention.window.start, mention.window.end) == (day, day)


@given(
    st.text("MayJun 0123456789thof,.-–Qearlylate next'sweek", max_size=120),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_any_text_is_survived_and_offsets_hold(text: str, published: date) -> None:
    for mention in find_windows(text, published=published):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.window.end - mention.window.start < timedelta(days=120 * 366)


WORDS = "may May in early 2025 5 week weeks Friday's tonight Halloween half of next Q3 it was a 's"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=5), st.sampled_from(["", " ", "’", "-"]))
def test_what_holds_no_word_of_time_names_no_window(words: list[str], between: str) -> None:
    text = between.join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "names_time", lambda text: True)
        found = find_windows.__wrapped__(text, published=date(2024, 6, 12))
    assert found == find_windows.__wrapped__(text, published=date(2024, 6, 12))
