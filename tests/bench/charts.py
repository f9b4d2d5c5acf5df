"""Charts as SVG: costs of pages as bars, growth as lines; both logarithmic, both readable in the dark."""

import math
from collections.abc import Sequence
from html import escape

from tests.bench.community import Size
from tests.bench.figures import CACHED, COLD, SIGNED_IN, TITLES, Figures, Growth
from tests.bench.tables import number

WIDTH, LEFT, RIGHT, LINE = 860, 210, 70, 17
COLOURS = ("#2f6fde", "#1f9d63", "#c9731a", "#9a4fd0", "#c33f5b", "#3c8f9c", "#7d7a1e", "#777777")
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.light{fill:#777}line,polyline{fill:none}"
    ".rule{stroke:#bbb;stroke-width:1}.goal{stroke:#c33f5b;stroke-width:1.5;stroke-dasharray:5 4}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.light{fill:#aaa}.rule{stroke:#555}}"
)
WHO = {COLD: COLOURS[0], CACHED: COLOURS[1], SIGNED_IN: COLOURS[2]}


def cost_chart(figures: Figures) -> str:
    """Return CPU milliseconds of every page as bars, the floors as lines down through them."""
    series = list(figures.pages())
    floors = {
        name: figures.floor(name)["web_ms"] + figures.floor(name)["database_ms"] for name in ("empty", "rows")
    }
    costs = [figures.cpu(page, who) or 0.0 for page, who in series]
    scale = _Scale(0.1, max(*costs, *floors.values()) * 1.3)
    top, parts, last = 66, [], ""
    for (page, who), cost in zip(series, costs, strict=True):
        if page != last:
            top += 9
            parts.append(_text(LEFT - 10, top + 12, TITLES[page], "end"))
            last = page
        parts.append(
            f'<rect x="{LEFT}" y="{top}" width="{scale(cost) - LEFT:.1f}" height="{LINE - 4}" fill="{WHO[who]}"/>'
        )
        parts.append(_text(scale(cost) + 5, top + 12, number(cost)))
        top += LINE
    for name, words in (("empty", "empty Flask page"), ("rows", "one query, 20 rows")):
        at = scale(floors[name])
        parts.append(f'<line class="goal" x1="{at:.1f}" x2="{at:.1f}" y1="58" y2="{top}"/>')
        parts.append(_text(at, 54, words, "middle", light=True))
    title = f"{figures.database}, {figures.scale:g}x: CPU ms of one answer at {figures.usual()} connections"
    return _svg(top + 12, title, [_legend(WHO), *parts])


def growth_chart(growth: Growth, who: str) -> str:
    """Return how what pages cost changes with the size of the place."""
    pages, scales = [page for page, asker in growth.pages() if asker == who], growth.scales
    costs = {page: [growth.cpu(page, who, scale) for scale in scales] for page in pages}
    high = max(max(values) for values in costs.values()) * 1.3
    low = min(min(values) for values in costs.values()) / 1.3
    down = _Scale(low, high, first=360, last=60)
    across = _Scale(scales[0], scales[-1], first=90, last=WIDTH - 260)
    parts = []
    for scale in scales:
        at = across(scale)
        parts.append(f'<line class="rule" x1="{at:.1f}" x2="{at:.1f}" y1="60" y2="360"/>')
        parts.append(_text(at, 378, f"{scale:g}x: {Size.at(scale).threads:,} threads", "middle"))
    # Names stand at the end of their lines, pushed apart where lines meet.
    free = 1000.0
    for page, colour in sorted(zip(pages, COLOURS, strict=False), key=lambda one: costs[one[0]][-1]):
        points = [(across(scale), down(cost)) for scale, cost in zip(scales, costs[page], strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" style="stroke:{colour};stroke-width:2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        free = min(points[-1][1] + 4, free - 15)
        parts.append(_text(WIDTH - 250, free, f"{TITLES[page]}: {number(costs[page][-1])}"))
    return _svg(
        392, f"{growth.database}, {who}: CPU ms of one answer by size of the place, asked by turns", parts
    )


class _Scale:
    """Turns a value into a place, logarithmically."""

    def __init__(self, low: float, high: float, *, first: float = LEFT, last: float = WIDTH - RIGHT) -> None:
        self.low, self.first = low, first
        self.step = (last - first) / math.log(high / low)

    def __call__(self, value: float) -> float:
        return self.first + self.step * math.log(max(value, self.low) / self.low)


def _legend(colours: dict[str, str]) -> str:
    parts = []
    for place, (name, colour) in enumerate(colours.items()):
        left = LEFT + place * 130
        parts.append(f'<rect x="{left}" y="24" width="11" height="11" fill="{colour}"/>')
        parts.append(_text(left + 16, 34, name))
    return "".join(parts)


def _text(x: float, y: float, words: str, anchor: str = "start", *, light: bool = False) -> str:
    kind = ' class="light"' if light else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(words)}</text>'


def _svg(height: int, title: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
    )
    return "\n".join([head, f"<style>{STYLE}</style>", _text(0, 14, title), *parts, "</svg>", ""])
