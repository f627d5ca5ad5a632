"""The colours of tokens.css, computed: contrast in both themes, and the two gaps to eyes that see few hues."""

import re
from itertools import combinations
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text()
COLOURS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
}
TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    *((name, ground, TEXT) for name in ("ink", "muted", "accent", "accent-strong") for ground in ("paper", "surface")),
    *((name, "paper", TEXT) for name in ("execution", "strategy", "error")),
    ("paper", "error", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("edge", "paper", CONTROL),
    ("edge", "surface", CONTROL),
]
# How the three kinds of colour blindness see linear RGB (Machado, Oliveira and Fernandes, 2009, severity 1).
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]


def luminance(colour):
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour, kind):
    rgb = linear(colour)
    return [max(sum(weight * channel for weight, channel in zip(row, rgb, strict=True)), 0) for row in BLINDNESS[kind]]


def lab(rgb):
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = [sum(weight * channel for weight, channel in zip(row, rgb, strict=True)) for row in to_xyz]
    x, y, z = (
        ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116
        for ratio in (value / full for value, full in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#ffffff", "#000000") == 21
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("name", "ground", "least"), PAIRS)
def test_text_and_controls_stand_out_from_their_ground(name, ground, least, theme):
    assert contrast(COLOURS[name][theme], COLOURS[ground][theme]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_two_gaps_differ_to_every_eye(kind, theme):
    one, other = (lab(seen(COLOURS[gap][theme], kind)) for gap in ("execution", "strategy"))
    # A difference of 2 can just be seen; 25 is another colour.
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 25


def test_no_colour_is_written_anywhere_but_in_the_tokens():
    sheets = Path(__file__).resolve().parents[2] / "static" / "css"
    for sheet in sheets.glob("*.css"):
        if sheet.name not in {"tokens.css", "print.css"}:
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", sheet.read_text()) == [], sheet.name


def test_every_colour_that_a_sheet_names_is_a_token():
    sheets = Path(__file__).resolve().parents[2] / "static" / "css"
    defined = set(re.findall(r"(--[\w-]+):", TOKENS))
    used = {name for sheet in sheets.glob("*.css") for name in re.findall(r"var\((--[\w-]+)", sheet.read_text())}
    assert used <= defined
    assert not [pair for pair in combinations(COLOURS, 2) if COLOURS[pair[0]] == COLOURS[pair[1]]]
