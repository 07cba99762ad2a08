"""From an agency's brand colour to a light and a dark palette in which every contrast holds.

Text has 4.5:1 on every surface it stands on (WCAG 2.2, 1.4.3), controls and graphics 3:1 (1.4.11).
A brand colour that cannot reach it is mixed with black (light) or white (dark) in steps of one
hundredth until it does; the colour itself is kept as `mark`, for a stripe that means nothing.
"""

from dataclasses import dataclass, fields

DEFAULT_BRAND = "#1a4480"
TEXT_CONTRAST = 4.5
UI_CONTRAST = 3.0

_SRGB_KNEE = 0.04045  # WCAG 2.2, "relative luminance"


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`; the field names, with hyphens, are the CSS custom properties."""

    page: str
    surface: str
    ink: str
    quiet: str
    line: str
    edge: str
    mark: str
    brand: str
    on_brand: str
    brand_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` mixed into each channel."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def nearest_passing(colour: str, backgrounds: tuple[str, ...], ratio: float, toward: str) -> str:
    """The first of `colour` and its mixtures with `toward` that has `ratio` on all backgrounds.

    `toward` itself must pass, so that there always is one.
    """
    for step in range(101):
        shade = mix(colour, toward, step / 100)
        if all(contrast(shade, background) >= ratio for background in backgrounds):
            return shade
    raise ValueError(f"{toward} does not reach {ratio}:1 on {backgrounds}")


def light(brand: str) -> Palette:
    """The palette for light screens and for print."""
    page, surface = "#f5f6f8", "#ffffff"
    soft = mix(surface, brand, 0.08)
    return Palette(
        page=page,
        surface=surface,
        ink="#1b2027",
        quiet="#515a66",
        line="#d8dce3",
        edge="#717a87",
        mark=brand.lower(),
        brand=nearest_passing(brand, (page, surface, soft), TEXT_CONTRAST, "#000000"),
        on_brand=surface,
        brand_soft=soft,
        good="#1a6b3c",
        good_soft="#e8f4ed",
        warn="#8a4300",
        warn_soft="#fdf2e2",
    )


def dark(brand: str) -> Palette:
    """The palette for dark screens."""
    page, surface = "#13161a", "#1c2026"
    soft = mix(surface, brand, 0.22)
    return Palette(
        page=page,
        surface=surface,
        ink="#eceff3",
        quiet="#aeb6c1",
        line="#353b45",
        edge="#838c99",
        mark=brand.lower(),
        brand=nearest_passing(brand, (page, surface, soft), TEXT_CONTRAST, "#ffffff"),
        on_brand=page,
        brand_soft=soft,
        good="#74d19b",
        good_soft="#17301f",
        warn="#f3bb55",
        warn_soft="#33260f",
    )


def stylesheet(brand: str | None) -> bytes:
    """The custom properties of both palettes as CSS; dark where the reader's system asks for it."""
    colour = brand or DEFAULT_BRAND
    return (
        f":root{{color-scheme:light dark;{_properties(light(colour))}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(dark(colour))}}}}}\n"
    ).encode()


def _properties(palette: Palette) -> str:
    return "".join(
        f"--{field.name.replace('_', '-')}:{getattr(palette, field.name)};"
        for field in fields(palette)
    )


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= _SRGB_KNEE:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
