"""What the first gate is spared for: text, bare elements and links, spelled as our renderer spells them."""

import pytest

from community.text.gates import is_simple, pass_gates, pass_rendered

SIMPLE = (
    "<p>a<br>\nä &amp; &lt;b&gt; &quot;c&quot;</p>\n",
    "<h3>a</h3>\n<ul>\n<li><strong>b</strong></li>\n</ul>\n<blockquote>\n<p><em>c</em> <s>d</s></p>\n</blockquote>\n<hr>\n",
    '<p><a href="https://a.de/b?c=d&amp;e#f">g</a> <code>h</code></p>\n',
    '<pre class="code"><code>\na  b\n</code></pre>\n',
)


@pytest.mark.parametrize("source", SIMPLE)
def test_simple_html_passes_one_gate_as_it_would_pass_both(source):
    assert is_simple(source)
    assert pass_rendered(source) == pass_gates(source)


@pytest.mark.parametrize(
    "source",
    [
        "<script>a</script>",
        "<style>a</style>",
        "<svg></svg>",
        "<math></math>",
        "<P>a</P>",
        "<p >a</p>",
        "<p/>",
        "<p onclick=a>b</p>",
        '<p class="badge">a</p>',
        "<p",
        "a > b",
        "a < b",
        "<!-- a -->",
        "<![CDATA[a]]>",
        "a & b",
        "&copy;",
        "&#106;",
        "a\x00b",
        "a\rb",
        "<table><tbody></tbody></table>",
        '<img src="/uploads/a.png">',
        '<a href="javascript:a">b</a>',
        '<a href="data:a">b</a>',
        '<a href="//a.de">b</a>',
        "<a href='https://a.de'>b</a>",
        '<a href="https://a.de" title="b">c</a>',
        '<a href="https://a@b.de">c</a>',
        '<a href="https://a.de\\b">c</a>',
        '<a href="https://a.de/&#106;">b</a>',
        '<a href="https://[a">b</a>',
        '<pre class="code">\n\na</pre>',
    ],
)
def test_everything_else_is_parsed(source):
    assert not is_simple(source)
    assert pass_rendered(source) == pass_gates(source)


def test_a_long_text_is_judged_without_going_back(linear):
    for piece in (
        "<p>",
        "&amp;",
        '<a href="https://a.de/',
        "a",
        "<pre class=",
        "&amp",
        '<a href="https://a.de">b</a>',
    ):
        linear(is_simple, piece)
