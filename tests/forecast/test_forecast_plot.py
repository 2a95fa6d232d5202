"""A forecast drawn: its three parts, on paper of its own, in colours that all can tell apart."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest

from nextseason.forecast.outlook import forecast_season
from nextseason.forecast.plot import COLOURS, PAPER, forecast_plot
from nextseason.plot_files import plot_bytes

# Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
SEEN_AS = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
WHITE = [0.9505, 1.0, 1.089]
APART = 30.0  # in CIELAB; 2.3 is just seen


@pytest.fixture(scope="module")
def told(model, world):
    season = world[1].records[0]
    return forecast_season(model, season, world[1], as_of=season.premiered + timedelta(days=30))


def linear(colour):
    shares = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SEEN_AS)
def test_outcomes_stay_apart_for_every_sight(sight):
    seen = [lab(np.array(SEEN_AS[sight]) @ linear(colour)) for colour in COLOURS]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > APART


def test_areas_density_and_fan_stand_below_each_other(told):
    spec = forecast_plot(told).to_dict()
    units = [part["layer"][0]["encoding"]["y"]["title"] for part in spec["vconcat"]]
    assert units == ["chance", "chance of the week", "million views in four weeks"]
    assert spec["config"]["background"] == PAPER


def test_what_is_not_known_is_not_drawn(told):
    bare = replace(told, release=(), release_weeks=(), audience=(), watched=())
    assert len(forecast_plot(bare).to_dict()["vconcat"]) == 1


def test_without_a_next_premiere_no_next_audience_is_drawn(told):
    bare = replace(told, release=(), release_weeks=())
    assert len(forecast_plot(bare).to_dict()["vconcat"]) == 1


@pytest.mark.parametrize(
    ("form", "start"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")],
    ids=["svg", "png", "html"],
)
def test_a_plot_is_a_file_of_its_form(told, form, start):
    assert plot_bytes(forecast_plot(told), form).lstrip().startswith(start)
