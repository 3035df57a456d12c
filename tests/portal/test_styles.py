"""The public styles and scripts keep their weight, their contrast and room for diacritics."""

import re
from itertools import product

import pytest

from portal.gallery.samples import ACCENTS
from source_files import PACKAGES

FOLDER = PACKAGES["portal"] / "static" / "portal"
STYLES = [FOLDER / "portal.css", FOLDER / "interaction.css"]
SCRIPTS = sorted((FOLDER / "js").glob("*.js"))
STYLE_LIMIT, SCRIPT_LIMIT = 15 * 1024, 10 * 1024
CSS = "\n".join(path.read_text() for path in STYLES)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):([^;]+)")
SCHEMES = re.compile(r"var\(--l, (#\w+|var\(--\w+\))\) var\(--d, (#\w+|var\(--\w+\))\)")
LINE_HEIGHT = re.compile(r"line-height:([\d.]+)|font:[^;]*?/([\d.]+)")
# A cross or an arrow alone in a button has no diacritics.
SIGNS = (".lightbox button",)
TEXTS = ("body", ".article-body")
PAIRS = [
    *product(("ink", "muted", "link"), ("paper", "surface")),
    ("badge-ink", "badge"),
    ("on-accent", "accent"),
]


def rules() -> list[tuple[str, str]]:
    """Return each rule's selector, without the condition around it, and its declarations."""
    text = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    return [(found[1].strip(), found[2]) for found in RULE.finditer(text)]


def tokens_of(selector: str) -> dict[str, str]:
    """Return the custom properties that the rules of a selector set."""
    declared = (body for name, body in rules() if name == selector)
    return {key: value.strip() for body in declared for key, value in TOKEN.findall(body)}


def colours(accent: str, *, dark: bool, band: bool = False) -> dict[str, str]:
    """Return the colours of a page in an accent and a scheme."""
    tokens = tokens_of("body") | tokens_of(f"[data-accent={accent}]")
    tokens |= tokens_of(".band") if band else {}
    found = {name: SCHEMES.fullmatch(value) for name, value in tokens.items()}
    tokens |= {name: match[2 if dark else 1] for name, match in found.items() if match}
    return {
        name: tokens[value[6:-1]] if value.startswith("var(--") else value
        for name, value in tokens.items()
    }


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour.removeprefix("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_styles_together_keep_their_weight() -> None:
    assert sum(path.stat().st_size for path in STYLES) <= STYLE_LIMIT


def test_scripts_together_keep_their_weight() -> None:
    assert len(SCRIPTS) >= 7
    assert sum(path.stat().st_size for path in SCRIPTS) <= SCRIPT_LIMIT


def test_no_other_style_sheet_reaches_the_public_pages() -> None:
    head = (PACKAGES["portal"] / "templates" / "components" / "styles.html").read_text()

    assert set(re.findall(r"portal/[\w-]+\.css", head)) == {f"portal/{p.name}" for p in STYLES}


def test_contrast_is_computed_as_defined() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("accent", ACCENTS)
def test_text_is_readable_on_every_ground(accent: str, dark: bool) -> None:
    found = colours(accent, dark=dark)

    ratios = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("ink", ["ink", "muted", "link"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_text_is_readable_in_a_band(ink: str, ground: str) -> None:
    found = colours("red", dark=False, band=True)

    assert found["paper"] != colours("red", dark=False)["paper"]
    assert contrast(found[ink], found[ground]) >= 4.5


def test_every_accent_has_both_of_its_colours() -> None:
    for accent in ACCENTS[1:]:
        assert set(tokens_of(f"[data-accent={accent}]")) == {"accent", "pale"}, accent


def test_line_heights_leave_room_for_stacked_diacritics() -> None:
    heights = {
        selector: float(found[1] or found[2])
        for selector, body in rules()
        for found in LINE_HEIGHT.finditer(body)
        if selector not in SIGNS
    }

    assert {name: height for name, height in heights.items() if height < 1.28} == {}
    assert all(heights[name] >= 1.6 for name in TEXTS)


@pytest.mark.parametrize("cutting", ["line-clamp", "text-overflow", "hyphens:auto", "!important"])
def test_nothing_cuts_or_hyphenates_text(cutting: str) -> None:
    assert cutting not in CSS
