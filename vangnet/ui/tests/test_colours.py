"""WCAG 2.2, 1.4.3 and 1.4.11: every text can be read on what it stands on, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static/ui/css/tokens.css"
PATTERN = re.compile(r"--colour-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PATTERN.findall(TOKENS.read_text())}

SURFACES = ("paper", "sheet", "shade")
STATES = ("open", "due", "overdue", "closed", "waiting", "quiet")
TEXTS = [
    *((ink, surface) for ink in ("ink", "ink-soft", "main") for surface in SURFACES),
    *((f"{state}-ink", f"{state}-wash") for state in STATES),
    *(("ink", f"{state}-wash") for state in STATES),
    *((ink, "main-wash") for ink in ("ink", "ink-soft", "main")),
    *((ink, surface) for ink in ("overdue-ink", "danger") for surface in ("paper", "sheet")),
    ("closed-ink", "sheet"),
    ("on-main", "main"),
    ("on-danger", "danger"),
    ("on-accent", "accent"),
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
    ("overdue-ink", "overdue-wash"),
]
SHAPES = [
    ("edge", "sheet"),
    ("edge", "paper"),
    ("main", "paper"),
    ("focus", "paper"),
    ("focus", "sheet"),
    ("danger", "sheet"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: str) -> float:
    lighter, darker = sorted((luminance(COLOURS[one][theme]), luminance(COLOURS[other][theme])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_surface(theme):
    assert {pair: contrast(*pair, theme) for pair in TEXTS if contrast(*pair, theme) < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_and_focus_stand_out_from_their_surface(theme):
    assert {pair: contrast(*pair, theme) for pair in SHAPES if contrast(*pair, theme) < 3} == {}


def test_every_colour_has_a_light_and_a_dark_value():
    named = set(re.findall(r"--colour-([a-z-]+):", TOKENS.read_text()))

    assert named == set(COLOURS)


def test_components_use_colours_by_their_meaning_only():
    raw = {
        file.name: found
        for file in TOKENS.parent.glob("*.css")
        if file.name not in {"tokens.css", "print.css"}
        and (found := re.findall(r"(?<![-\w])#[0-9a-fA-F]{3,8}\b", file.read_text()))
    }

    # The ring of the focus on the deep panel is the same in both themes; a camera reads black on white.
    assert raw == {"next_up.css": ["#ffc66e"], "second_factor.css": ["#fff", "#000"]}


def test_every_custom_property_that_is_used_exists():
    sheets = [file.read_text() for file in TOKENS.parent.glob("*.css")]
    used = {name for sheet in sheets for name in re.findall(r"var\((--[a-z0-9-]+)", sheet)}
    named = {name for sheet in sheets for name in re.findall(r"(--[a-z0-9-]+):", sheet)}

    assert used - named == set()
