"""How sure a sentence is, and on whose word."""

import time

import pytest

from nextseason.claims.names import find_names
from nextseason.claims.persons import find_people
from nextseason.claims.sentences import split_sentences
from nextseason.claims.voices import find_voices, read_stance
from nextseason.domain import Certainty, Topic


def stance(marked, topic=Topic.RENEWAL):
    """The stance of what stands between « and » in a text."""
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    sentences = split_sentences(text)
    names = [tuple(find_names(s.text)) for s in sentences]
    voices = find_voices(sentences, names, find_people(s.text for s in sentences))
    index = next(i for i, s in enumerate(sentences) if s.start <= start < s.end)
    offset = sentences[index].start
    certainty, by = read_stance(voices, index, start - offset, end - offset, topic)
    return certainty.value, by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("According to The Courier, «the show has been cancelled».", "The Courier"),
        ("«The show has been cancelled», according to Halcyon.", "Halcyon"),
        ("«The show will not be back for a second season», The Courier reports.", "The Courier"),
        ("«It is back in March 2027», Halcyon has confirmed.", "Halcyon"),
        ("«Filming has begun», as Halcyon confirmed, and nobody is surprised.", "Halcyon"),
        ("«The show has been cancelled», The Courier reported on Monday.", "The Courier"),
        ("The Courier is reporting that «the show has been cancelled».", "The Courier"),
        ("Mara Voss told The Courier that «the show is not coming back».", "Mara Voss"),
        ("Halcyon has confirmed that «the show will return for a third season».", "Halcyon"),
        ("“«It is over»,” said Mara Voss.", "Mara Voss"),
        ("“«There won't be a third season»,” said showrunner Mara Voss.", "Mara Voss"),
        ("In a statement, Halcyon said that «there will be no third season».", "Halcyon"),
        (
            "Mara Voss, the creator of the show, revealed that «a third season is coming».",
            "Mara Voss",
        ),
        (
            "Halcyon and Tin Roof are pleased to announce that «the show has been renewed».",
            "Halcyon",
        ),
    ],
)
def test_who_is_cited_in_the_sentence(text, by):
    assert stance(text) == ("reported", by)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "Mara Voss spoke to The Courier on Monday. "
            "She said that «there will not be another season».",
            "Mara Voss",
        ),
        (
            "“We have had a wonderful time,” said Mara Voss. "
            "She added that «there would be no third season».",
            "Mara Voss",
        ),
        (
            "Showrunner Mara Voss wrote about it on Instagram. "
            "“«We will not be making another season»,” Voss said.",
            "Mara Voss",
        ),
    ],
)
def test_who_is_cited_across_sentences(text, by):
    assert stance(text) == ("reported", by)


@pytest.mark.parametrize("topic", [Topic.RENEWAL, Topic.RELEASE, Topic.PRODUCTION])
@pytest.mark.parametrize(
    "text",
    [
        "Reportedly, «it will be out in late 2026».",
        "«It will allegedly be out in late 2026», and nobody knows more.",
        "Rumours have it that «it will be out in late 2026».",
    ],
)
def test_plain_hearsay_is_a_rumour_whatever_it_is_about(text, topic):
    assert stance(text, topic) == ("rumoured", None)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("«The network has ordered a third season».", "stated"),
        ("«It opens in May».", "stated"),
        ("«Halcyon has cancelled the show after two seasons».", "stated"),
        ("«Mara Voss plays the harbour master».", "stated"),
        ("«Reportedly the show has been cancelled».", "rumoured"),
        ("«Rumours say that the show will be back for a third season».", "rumoured"),
        ("«The show could be back for a third season in 2027».", "expected"),
        ("We think that «the show will probably return for a third season».", "expected"),
    ],
)
def test_how_sure_a_sentence_is(text, certainty):
    assert stance(text) == (certainty, None)


def test_what_is_out_is_not_guessed_at():
    text = "It could be that the first season had eight episodes."
    sentences = split_sentences(text)
    voices = find_voices(sentences, [tuple(find_names(text))], find_people([text]))
    told, by = read_stance(voices, 0, 17, 52, Topic.EPISODES, background=True)
    assert told is not Certainty.EXPECTED
    assert by is None


@pytest.mark.parametrize("nobody", ["rumours", "sources", "some industry insiders", "recent leaks"])
def test_who_has_no_name_spreads_rumours(nobody):
    assert stance(f"According to {nobody}, «the show has been renewed».") == ("rumoured", None)


def test_reports_that_have_a_name_are_no_rumours():
    said = stance("According to reports by The Courier, «the show has been renewed».")
    assert said == ("reported", "The Courier")


@pytest.mark.parametrize(
    "text",
    [
        "According to rumours, «filming for Tidewater Season 2 has already started» in Spain.",
        "Tidewater Season 2 tells a new story: «the show returns in May».",
    ],
)
def test_a_season_is_nobody_who_says_something(text):
    assert "Season" not in (stance(text)[1] or "")


def test_a_headline_makes_no_full_name():
    text = "Halcyon Renews It\n\nHalcyon said on Monday that «the show will return next year»."
    assert stance(text) == ("reported", "Halcyon")


@pytest.mark.parametrize("piece", ["Ann Bell, ", "said ", '"', "and X ", "(", "according to A "])
def test_hostile_text_takes_no_long_time(piece):
    text = "".join(piece for _ in range(20_000 // len(piece))) + "."
    sentences = split_sentences(text)
    names = [tuple(find_names(s.text)) for s in sentences]
    voices = find_voices(sentences, names, find_people(s.text for s in sentences))
    before = time.process_time()
    for i in range(len(sentences)):
        read_stance(voices, i, 0, len(sentences[i].text), Topic.RENEWAL)
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("text", "certainty", "by"),
    [
        ("The network ordered it.", "stated", None),
        ("According to The Courier, it is over.", "reported", "The Courier"),
        ("It is over, The Courier reports.", "reported", "The Courier"),
        ("Mara Voss told reporters that it is over.", "reported", "Mara Voss"),
        ("Halcyon has confirmed that it is over.", "reported", "Halcyon"),
        ("“It is over,” said Mara Voss.", "reported", "Mara Voss"),
        ("Reportedly it is over.", "rumoured", None),
        ("Rumours say that it is over.", "rumoured", None),
        ("According to rumours, filming began; it was then halted.", "rumoured", None),
        ("It could be over.", "expected", None),
        ("We think that it is over.", "expected", None),
        ("It opens in May.", "stated", None),
    ],
)
def test_a_whole_sentence(text, certainty, by):
    assert stance(f"«{text}»") == (certainty, by)
