"""Options of the user's own."""

import pytest

from nextseason.decision.options import read_options, usual_options, with_own
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
    first, second = read_options(OWN, source="own.toml", episodes=8)
    assert (first.words, first.episodes) == ("renew in two parts", 12)
    assert first.audience_factor.one_at(0.05) == pytest.approx(0.9)
    assert first.cost_factor.one_at(0.5) == 1.05
    assert (second.words, second.pays_ending) == ("cancel", True)
    assert second.audience_factor.is_certain


def test_an_own_option_takes_the_place_of_its_name():
    own = read_options(OWN, source="own.toml", episodes=8)
    joined = with_own(usual_options(8), own)
    assert [o.name for o in joined] == [
        "renew",
        "shorter",
        "final",
        "film",
        "cancel",
        "two parts",
    ]
    assert joined[4].one_off.one_at(0.5) == 4e6


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
    ],
)
def test_a_bad_file_is_named_with_the_remedy(text, why):
    with pytest.raises(InputError, match=why):
        read_options(text, source="own.toml", episodes=8)


def test_two_options_of_one_name_are_refused():
    own = read_options("[[option]]\nname='a'\n[[option]]\nname='a'", source="x", episodes=8)
    with pytest.raises(InputError, match="two options are named 'a'"):
        with_own(usual_options(8), own)
