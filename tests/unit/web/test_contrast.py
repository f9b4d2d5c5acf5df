"""Every pair of text and ground of the design keeps its WCAG limit, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "static" / "css" / "tokens.css"
TEXT, BODY, EDGE = 4.5, 7.0, 3.0
GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *[("ink", ground, BODY) for ground in (*GROUNDS, "ins", "del")],
    *[("ink2", ground, TEXT) for ground in GROUNDS],
    *[("brand", ground, TEXT) for ground in GROUNDS],
    *[("edge", ground, EDGE) for ground in ("paper", "surface")],
    *[("focus", ground, EDGE) for ground in (*GROUNDS, "brand-tint", "ok-tint", "wait-tint")],
    *[(word, f"{word}-tint", TEXT) for word in ("ok", "wait", "late")],
    *[(word, ground, TEXT) for word in ("ok", "wait", "late") for ground in ("paper", "surface")],
    *[("ink", f"{word}-tint", BODY) for word in ("ok", "wait", "late", "brand")],
    ("ink2", "ok-tint", TEXT),
    ("brand-ink", "brand-tint", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("surface", "ok", TEXT),
    ("surface", "ink", TEXT),
    ("surface", "thread-ink", TEXT),
    ("sol-fg", "sol-bg", TEXT),
    ("on-night", "night", BODY),
    ("on-night2", "night", TEXT),
]


def _themes() -> dict[str, dict[str, str]]:
    css = TOKENS.read_text(encoding="utf-8")
    light, automatic, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", block))
        for block in re.split(r"@media \(prefers|:root\[data-theme=\"dark\"\]", css)
    )
    assert automatic == dark
    return {"light": light, "dark": light | dark}


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground", "limit"), PAIRS)
def test_words_stand_out_from_their_ground(theme: str, word: str, ground: str, limit: float) -> None:
    colours = _themes()[theme]
    lighter, darker = sorted((_luminance(colours[word]), _luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= limit
