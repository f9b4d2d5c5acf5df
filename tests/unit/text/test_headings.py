"""Below the title of a page come headings of the second level, and none is skipped."""

import pytest

from community.text.headings import raised
from community.text.markdown import render


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("# One\n\n## Two\n\n# Three", "2 3 2"),
        ("## One\n\n#### Two", "2 3"),
        ("words `</h3>` and &lt;h4>", ""),
    ],
)
def test_headings_begin_at_the_second_level(source: str, levels: str) -> None:
    html = raised(render(source))
    assert [part[0] for part in html.split("<h")[1:]] == levels.split()
    assert html.count("</h2>") == html.count("<h2>")
    assert html.replace("<h2>", "").count("h3>") == 2 * levels.count("3")
