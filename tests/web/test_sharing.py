"""What search engines and link previews are told of a thread."""

import json
import re

from community.commands.hidings import hide_post
from community.commands.replies import reply
from community.commands.solutions import accept_solution
from community.commands.threads import ask
from tests.cast import Cast
from tests.web.sites import Site

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _data(html: str) -> dict:
    found = LD.search(html)
    assert found
    return json.loads(found.group(1))["mainEntity"]


def test_a_solved_question_names_its_solution_and_no_hidden_answer(cast: Cast, site: Site) -> None:
    asked = cast.do(
        ask, cast.mara, "internet", title="Router </script><b> startet neu", source="Was hilft dagegen?"
    )
    good = cast.do(reply, cast.holger, asked.thread_id, source="Das Netzteil tauschen.")
    bad = cast.do(reply, cast.rolf, asked.thread_id, source="Kaninchenbau")
    cast.do(accept_solution, cast.mara, good.post_id)
    cast.do(hide_post, cast.moritz, bad.post_id, "Werbung")
    html = site.browser().get(f"/threads/{asked.thread_id}", follow_redirects=True).text
    question = _data(html)
    assert question["name"] == "Router </script><b> startet neu"
    assert question["acceptedAnswer"]["text"] == "Das Netzteil tauschen."
    assert "suggestedAnswer" not in question
    assert question["answerCount"] == 1
    assert "Kaninchenbau" not in html


def test_a_question_without_an_answer_has_nothing_to_tell(cast: Cast, site: Site) -> None:
    asked = cast.do(ask, cast.mara, "internet", title="Noch niemand da?", source="Ich warte auf ein Wort.")
    html = site.browser().get(f"/threads/{asked.thread_id}", follow_redirects=True).text
    assert not LD.search(html)
    assert 'property="og:title" content="Noch niemand da?"' in html
    assert "noindex" not in html
