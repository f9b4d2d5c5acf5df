"""Markdown: what members may write, what must never come out, and what it may cost."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.text.bounds import MAX_CELLS
from community.text.highlighting import LANGUAGES, MAX_HIGHLIGHTED, highlight
from community.text.links import MAX_ADDRESS
from community.text.markdown import MAX_BODY, TooLong, render
from community.text.sanitise import sanitise

Judge = Callable[[str], int]
REL = 'rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\nb", "<p>a<br>\nb</p>"),
        ("# a\n\n## b\n\n#### c\n\n###### d", "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n<h6>d</h6>"),
        ("~~a~~ *b* **c**", "<p><s>a</s> <em>b</em> <strong>c</strong></p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("[a](/threads/1)", f'<p><a href="/threads/1" {REL}>a</a></p>'),
        ("[a](javascript:1)", "<p>[a](javascript:1)</p>"),
        ("[a](//evil.de)", "<p>[a](//evil.de)</p>"),
        ("[a](b)", "<p>[a](b)</p>"),
        ("![y](/uploads/a/b.png)", f'<p><a href="/uploads/a/b.png" {REL}>y</a></p>'),
        ("![y](https://e.org/b.png)", f'<p><a href="https://e.org/b.png" {REL}>y</a></p>'),
        ("![](https://e.org/b.png)", f'<p><a href="https://e.org/b.png" {REL}>https://e.org/b.png</a></p>'),
        ("[![y](https://e.org/b.png)](/x)", f'<p><a href="/x" {REL}>y</a></p>'),
        ("```\na<b\n```", '<pre class="code"><code>a&lt;b\n</code></pre>'),
        ("    a\n", '<pre class="code"><code>a\n</code></pre>'),
        ("```nope\na\n```", '<pre class="code"><code class="language-nope">a\n</code></pre>'),
        ('```x"y\na\n```', '<pre class="code"><code>a\n</code></pre>'),
        ("a\x07b\u202ec\ud800d", "<p>abcd</p>"),
        ("", ""),
    ],
)
def test_what_members_write(source: str, expected: str) -> None:
    assert render(source).strip() == expected


@pytest.mark.parametrize(
    ("source", "hrefs"),
    [
        ("http://a.de/x_y_z*", ["http://a.de/x_y_z"]),
        ("siehe www.example.de.", ["http://www.example.de"]),
        ("mail an a@b.de", ["mailto:a@b.de"]),
        ("config.sh main.rs z.B. Datei.py", []),
        ("ftp://a.de //a.de", []),
        ("xhttp://a.de", []),
        ("http://", []),
        ("http://user@evil.de", []),
        ("http\\://a.de", []),
        ("\\@x www.a.de", ["http://www.a.de"]),
        ("[http://a.de www.b.de](/x)", ["/x"]),
        ("`http://a.de`", []),
        ("http://a.de/" + "x" * MAX_ADDRESS, []),
        ("www.a.de/" + "x" * MAX_ADDRESS, []),
        ("*a* www.a.de\n**b** b.de", ["http://www.a.de", "http://b.de"]),
        ("https://a.de https://b.de", ["https://a.de", "https://b.de"]),
        ("mailto:javascript:x@y.de", []),
        ("http[http://a.de](/x)", ["/x"]),
    ],
)
def test_bare_addresses(source: str, hrefs: list[str]) -> None:
    assert [part.split('"')[0] for part in render(source).split('href="')[1:]] == hrefs


def test_code_is_coloured_only_in_known_languages_and_up_to_a_bound() -> None:
    assert '<span class="k">return</span>' in render("```python\nreturn 1\n```")
    assert "<span" not in render("```\nreturn 1\n```")
    assert "<span" not in render("```brainfuck\nreturn 1\n```")
    long = "```python\n" + "return 1\n" * (MAX_HIGHLIGHTED // 9) + "```\n"
    assert render(long * 2).count("language-python") == 2
    assert render(long * 2).count("<span") == render(long).count("<span")
    assert highlight("x", "nope") is None
    assert all(highlight("x = 1", name) for name in LANGUAGES)


def test_table_alignment_is_a_class() -> None:
    html = render("|a|b|\n|:-:|-|\n|1|2|")
    assert '<th class="center">a</th>' in html
    assert "<td>2</td>" in html
    assert "style" not in html


def test_rel_is_the_callers() -> None:
    assert 'rel="ugc"' in render("http://a.de", rel="ugc")


def test_too_long_counts_bytes_and_imports_may_exceed() -> None:
    assert render("a" * MAX_BODY)
    with pytest.raises(TooLong) as caught:
        render("ä" * (MAX_BODY // 2) + "a")
    assert (caught.value.size, caught.value.limit) == (MAX_BODY + 1, MAX_BODY)
    assert render("ä" * MAX_BODY, limit=None)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
def test_deep_blocks_stay_shallow_and_lose_no_text(mark: str, judge: Judge) -> None:
    html = render(mark * 200 + "Wort")
    assert "Wort" in html
    assert judge(html) <= 18


def test_deep_marks_stay_shallow_and_lose_no_text(judge: Judge) -> None:
    html = render("**a *a " * 100 + "Wort " + "a* a**" * 100)
    assert "Wort" in html
    assert judge(html) <= 18
    assert html.count("a") >= 400


def test_tables_end_where_the_cells_do() -> None:
    many = render("|a|b|\n|-|-|\n" + "|x|y|\n" * MAX_CELLS, limit=None)
    assert MAX_CELLS * 0.9 <= many.count("<td>") <= MAX_CELLS
    assert many.count("x") == MAX_CELLS
    assert "<table>" not in render("|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n")
    assert "<td>c</td>" not in render(
        "|a|\n|-|\n" + "|x|\n" * MAX_CELLS + "\nb\n\n|a|\n|-|\n|c|\n", limit=None
    )


def test_no_hostile_line_survives(hostile: list[str], judge: Judge) -> None:
    for line in hostile:
        for html in (render(line), sanitise(line)):
            judge(html)
    for start in range(0, len(hostile), 50):
        judge(render("\n".join(hostile[start : start + 50])))
        judge(sanitise("\n".join(hostile[start : start + 50])))


def test_examples_never_crash_and_the_gates_change_nothing_more(examples: list[str], judge: Judge) -> None:
    for source in examples:
        html = render(source)
        judge(html)
        assert sanitise(html) == html, source


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("*_[]()<>!`~|-#> \n\t\\&;:/.@\"'=1a"), st.characters())))
def test_render_never_fails_and_its_html_is_final(source: str) -> None:
    html = render(source)
    assert sanitise(html) == html


PATTERNS = (
    "[ ![ ** *a_ **a ~~a > >> < << <a <! <? <http: <a@b. & &# &a &amp; ` [a]( [](<a [a] [a][b] [a\n [a]:\n \\ \\[ @ @a"
    " a. a- a@ a.com@ www. http:// http://a.de/( http://a.de:1 http://a: mailto: // x:// ://a ä. xn-- ( () \" ' ?! % : {"
    " |a -|\n a|b\n -\n a\n-\n ```\n ~~~a\n #a\n =\n *-\n a\n \n *a*a.de\n漢 👍 \u200b \x01 _ __ ^ ![a](/uploads/b) [a](http://b.de)"
).split(" ")
PATTERNS += [
    "*a ",
    "> ",
    "- ",
    "1. ",
    "* * ",
    "a.de ",
    "http://a.de ",
    "a@b.de ",
    "  \n",
    "> - ",
    "> a\n\n",
    "- a\n\n",
    " ",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_twice_the_text_costs_less_than_three_times(pattern: str, linear: Callable[..., None]) -> None:
    linear(lambda text: render(text, limit=None), pattern)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values())))
def test_the_worst_code_is_cheap(language: str, cost: Callable[..., float]) -> None:
    for pattern in ("a\n", "\n ", "::", "a."):
        code = (pattern * MAX_HIGHLIGHTED)[: MAX_HIGHLIGHTED - 10]
        assert cost(render, f"```{language}\n{code}\n```") < 1.5
