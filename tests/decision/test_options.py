"""Options of the user's own."""

import pytest

from nextseason.decision.options import read_options, usual_options, usual_wait, with_own
from nextseason.errors import InputError

OWN = """
[[option]]
name = "two parts"
words = "renew in two parts"
episodes = 12
audience_factor = "0.9..1.2"
cost_factor = 1.05
one_off = "1e6..3e6"

[[option]]
name = "cancel"
episodes = 0
pays_ending = true
one_off = 4e6
"""


def test_fields_are_read_and_the_rest_is_as_before():
    first, second = read_options(OWN, source="own.toml", episodes=8).options
    assert (first.words, first.episodes) == ("renew in two parts", 12)
    assert first.audience_factor.one_at(0.05) == pytest.approx(0.9)
    assert first.cost_factor.one_at(0.5) == 1.05
    assert (second.words, second.pays_ending) == ("cancel", True)
    assert second.audience_factor.is_certain


def test_an_own_option_takes_the_place_of_its_name():
    own = read_options(OWN, source="own.toml", episodes=8)
    joined = with_own(usual_options(8), own.options)
    assert [o.name for o in joined] == [
        "renew",
        "shorter",
        "final",
        "film",
        "cancel",
        "two parts",
    ]
    assert joined[4].one_off.one_at(0.5) == 4e6


def test_waiting_can_be_told_and_the_rest_of_it_is_as_usual():
    own = read_options("[wait]\nweeks = 4\nlearns = 0.2\n", source="own.toml", episodes=8)
    assert own.options == ()
    assert (own.wait.weeks, own.wait.learns) == (4, 0.2)
    assert own.wait.cost_per_week == usual_wait(4).cost_per_week


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[option]\n", "no TOML"),
        ("", r"\[\[option\]\]"),
        ("option = 3", r"\[\[option\]\]"),
        ("[prices]\na = 1\n[[option]]\nname='a'", "it has prices"),
        ("[[option]]\nepisodes = 3", "option 1: give it a name"),
        ("[[option]]\nname = 'a'\nepisode = 3", r"option 1 \(a\): no field 'episode'.*episodes"),
        ("[[option]]\nname = 'a'\nepisodes = 'six'", "whole number"),
        ("[[option]]\nname = 'a'\nepisodes = true", "whole number"),
        ("[[option]]\nname = 'a'\nepisodes = -1", "0 or more"),
        ("[[option]]\nname = 'a'\npays_ending = 1", "true or false"),
        ("[[option]]\nname = 'a'\none_off = -1", "one_off cannot be negative"),
        ("[[option]]\nname = 'a'\none_off = '1e6 EUR'", "leave EUR out"),
        ("[[option]]\nname = 'a'\n[[option]]\nname = ' '", "has a name"),
        ("wait = 6", "wait: say how long, such as weeks = 6"),
        ("[wait]\nweeks = true", "wait: say how long"),
        ("[wait]\nweeks = 0", "at least one week"),
        ("[wait]\nweeks = 6\nlearn = 1", "wait: no field 'learn'; there are weeks, learns"),
        ("[wait]\nweeks = 6\nlearns = 2", "a share in 0-1"),
        ("[wait]\nweeks = 6\nlearns = '0.1..0.3'", "one share of the forecast's variance"),
        ("[wait]\nweeks = 6\nloss_per_week = -0.1", "loss_per_week cannot be negative"),
    ],
)
def test_a_bad_file_is_named_with_the_remedy(text, why):
    with pytest.raises(InputError, match=why):
        read_options(text, source="own.toml", episodes=8)


def test_two_options_of_one_name_are_refused():
    own = read_options("[[option]]\nname='a'\n[[option]]\nname='a'", source="x", episodes=8)
    with pytest.raises(InputError, match="two options are named 'a'"):
        with_own(usual_options(8), own.options)
