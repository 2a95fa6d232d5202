"""Single lines that are no text of an article, and ones that are."""

import pytest

from nextseason.articles.lines import (
    ends_article,
    is_byline,
    is_chrome,
    leads_away,
    opens_surroundings,
)

LINES = {
    opens_surroundings: (
        ["Related", "Related Stories", "More from The Reel", "You May Also Like:", "Read next",
         "12 Comments", "Leave a Reply", "Sign up for our newsletter", "About the author",
         "Recommended for you", "Also in Culture", "Elsewhere on The Reel", "In other news",
         "What others are reading", "The latest", "Next article"],
        ["Related characters", "Also in the cast", "What others did", "The latest season",
         "Next", "More", "The cast", "Who comments on it", "Read by Ada Pell"],
    ),
    ends_article: (
        ["Comments", "Comments (4)", "3 responses to “Back”", "Join the discussion"],
        ["Comments from the network", "The reply", "A discussion of the end"],
    ),
    leads_away: (
        ["Read more: Low Fen ends", "RELATED: Low Fen ends", "Also Read – Low Fen", "See also: x"],
        ["Read the letter", "Related parties: none are known", "More than that, it is back."],
    ),
    is_chrome: (
        ["Advertisement", "Page 2 of 3", "Share this article", "4 min read", "Photo: Ember",
         "© 2027 The Reel", "https://a.example/x", "* * *", "View full site", "Open in app",
         "Show more", "Read the full story", "{{title}} by {{author}}",
         "Posts: 412", "Click to expand...", "Sent from my phone", "#3", "Last edited by Ada",
         "Want to hear of it first? Join our list.", "Sort by day", "3 of 12", "Next slide",
         "Spotted a mistake? Write to us.", "Something missing?", "Report an error"],
        ["Print is dead, she said.", "Next year it returns.", "Save the show!", "Quote of the day",
         "See the show in full.", "They use cookies as bait in the second episode.",
         "Posts are filled, and filming begins.", "No. 3 is the best of them.",
         "Like mud? The second episode is for you.", "Found a way to end it, she has."],
    ),
    is_byline: (
        ["By Ada Pell", "Posted on March 3, 2027", "Updated: 3 March 2027, 9:14 a.m. ET",
         "Ada Pell | March 3, 2027", "2027-03-03", "Words by Ada Pell and Ben Oduya"],
        ["By March 3, all of them had left.", "It began on March 3, 2027, in a barn with a cow.",
         "By all means, renew it.", "Season 2 comes out on March 3, 2027."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "line"), [(told, line) for told, (lines, _) in LINES.items() for line in lines]
)
def test_lines_that_are(told: object, line: str) -> None:
    assert callable(told)
    assert told(line)


@pytest.mark.parametrize(
    ("told", "line"), [(told, line) for told, (_, lines) in LINES.items() for line in lines]
)
def test_lines_that_are_not(told: object, line: str) -> None:
    assert callable(told)
    assert not told(line)
