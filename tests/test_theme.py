"""Contrast holds in both palettes, whatever the brand colour is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormpack.pages.theme import (
    TEXT_CONTRAST,
    UI_CONTRAST,
    Palette,
    contrast,
    dark,
    light,
    mix,
    nearest_passing,
    stylesheet,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert mix("#102030", "#ffffff", 0) == "#102030"
    assert mix("#102030", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


def test_a_colour_that_passes_is_kept() -> None:
    assert nearest_passing("#1a4480", ("#ffffff",), TEXT_CONTRAST, "#000000") == "#1a4480"


def test_a_colour_that_fails_becomes_the_nearest_shade_that_passes() -> None:
    shade = nearest_passing("#ffd100", ("#ffffff",), TEXT_CONTRAST, "#000000")
    assert contrast(shade, "#ffffff") >= TEXT_CONTRAST
    lighter = next(
        mix("#ffd100", "#000000", step / 100)
        for step in range(100)
        if mix("#ffd100", "#000000", (step + 1) / 100) == shade
    )
    assert contrast(lighter, "#ffffff") < TEXT_CONTRAST


def test_a_shade_that_cannot_be_reached_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="does not reach"):
        nearest_passing("#ffffff", ("#ffffff",), TEXT_CONTRAST, "#eeeeee")


def holds(palette: Palette) -> None:
    surfaces = (
        palette.page,
        palette.surface,
        palette.brand_soft,
        palette.good_soft,
        palette.warn_soft,
    )
    for surface in surfaces:
        assert contrast(palette.ink, surface) >= TEXT_CONTRAST
    for text, soft in (
        (palette.brand, palette.brand_soft),
        (palette.good, palette.good_soft),
        (palette.warn, palette.warn_soft),
        (palette.quiet, palette.surface),
    ):
        for surface in (palette.page, palette.surface, soft):
            assert contrast(text, surface) >= TEXT_CONTRAST
    assert contrast(palette.on_brand, palette.brand) >= TEXT_CONTRAST
    for surface in (palette.page, palette.surface):
        assert contrast(palette.edge, surface) >= UI_CONTRAST
    assert contrast(palette.brand, palette.line) >= UI_CONTRAST


@given(COLOURS)
def test_contrast_holds_in_light_for_any_brand(brand: str) -> None:
    holds(light(brand))


@given(COLOURS)
def test_contrast_holds_in_dark_for_any_brand(brand: str) -> None:
    holds(dark(brand))


def test_the_sheet_has_both_palettes_and_the_brand_as_it_is() -> None:
    sheet = stylesheet("#FFD100").decode()
    assert sheet.count("--mark:#ffd100;") == 2
    assert "prefers-color-scheme:dark" in sheet
    assert stylesheet(None) == stylesheet("#1a4480")
