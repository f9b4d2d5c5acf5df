"""A reader tries every door to let their own words out: crossed ids, added fields, JSON, tokens, other methods."""

import pytest

from community.model.posts import Post
from tests.integration.test_races import count
from tests.stories import answered, asked, drafted, newest
from tests.web.sites import PASSWORD

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WORD = "zuckerwatte"


class Own:
    """Jana's draft, somebody else's beside it, and what is needed to name both."""

    def __init__(self, site):
        self.site, cast = site, site.cast
        self.thread = asked(cast)
        self.post = answered(cast, self.thread)
        self.others = drafted(cast, self.thread, cast.ole, source="Read me.")
        self.draft = drafted(cast, self.thread, cast.jana, source=f"Nobody read {WORD}.")
        self.version, self.others_version = newest(cast, self.draft), newest(cast, self.others)
        self.jana = site.signed_in("Jana")
        self.approval = f"/desk/drafts/{self.draft}/approval"

    def post_form(self, path, **fields):
        """Send a form of the reader's page of the other draft, with these fields in the place of its own."""
        return self.jana.post(path, page=f"/desk/readings/{self.others}", **fields)


def plainly(own):
    return own.post_form(own.approval, version_id=own.version)


def for_somebody_else(own):
    cast = own.site.cast
    named = {"reader_id": cast.ids["Ole"], "editor_id": cast.ids["Ole"], "actor": "Ole", "by_staff": "0"}
    return own.post_form(own.approval, version_id=own.version, state="published", kind="imported", **named)


def by_two_versions(own):
    return own.post_form(own.approval, version_id=[str(own.others_version), str(own.version)])


def by_the_version_of_another(own):
    return own.post_form(own.approval, version_id=own.others_version)


def by_the_draft_of_another(own):
    return own.post_form(f"/desk/drafts/{own.others}/approval", version_id=own.version)


def as_json(own):
    headers = {"X-CSRFToken": own.jana.token()}
    return own.jana.open(own.approval, method="POST", json={"version_id": own.version}, headers=headers)


def with_a_token(own):
    headers = own.site.token("Ole", "staff")
    return own.site.browser().open(
        own.approval, method="POST", data={"version_id": own.version}, headers=headers
    )


def by_another_method(own):
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        answer = own.jana.open(f"{own.approval}?version_id={own.version}", method=method)
    return answer


def as_read_later(own):
    return own.post_form(f"/desk/readings/{own.draft}/later-approval", version_id=own.version)


def behind_whole_glass(own):
    return own.post_form(
        f"/desk/drafts/{own.draft}/glass", version_id=own.version, password=PASSWORD, reason="Fire."
    )


def as_a_customer(own):
    return own.jana.post(f"/threads/{own.thread}/posts", body=WORD, as_customer="1", role="customer")


def as_a_question(own):
    return own.jana.post("/ask", title=f"About {WORD}", board="internet", body=WORD, step="publish")


def as_a_held_text(own):
    return own.post_form(f"/texts/{own.draft}", body=WORD, version_id=own.version)


def by_handing_it_in_again(own):
    return own.jana.submit(f"/desk/drafts/{own.draft}", body=f"Again {WORD}.", state="published")


def by_an_edit(own):
    own.jana.post(f"/posts/{own.post}/edit", body=WORD, revision="1")
    return own.jana.post(f"/posts/{own.site.cast.question(own.thread).id}/edit", body=WORD, revision="1")


def about_oneself(own):
    return own.jana.post("/account/settings", act="profile", section="profile", about=WORD, region=WORD)


def as_a_reason(own):
    word = own.site.cast.owed(own.thread) or [own]
    path = f"/desk/obligations/{getattr(word[0], 'id', 1)}/no-answer"
    return own.jana.post(path, page=f"/desk/threads/{own.thread}", reason=WORD)


DOORS = (
    *(plainly, for_somebody_else, by_two_versions, by_the_version_of_another, by_the_draft_of_another),
    *(as_json, with_a_token, by_another_method, as_read_later, behind_whole_glass, as_a_customer),
    *(as_a_question, as_a_held_text, by_handing_it_in_again, by_an_edit, about_oneself, as_a_reason),
)


def test_no_door_lets_own_words_out(site):
    own = Own(site)
    before = count(site.cast, Post)
    refusals = {door.__name__: door(own).status_code for door in DOORS}
    accepted = {name for name, status in refusals.items() if status < 400}
    # It waits for a reader again, as it should.
    assert accepted <= {"by_handing_it_in_again"}, refusals
    assert all(status < 500 for status in refusals.values()), refusals
    assert count(site.cast, Post) == before
    site.follow()
    for name in ("guest", "Mara"):
        browser = site.browser() if name == "guest" else site.signed_in(name)
        for path in (f"/threads/{own.thread}-x", "/", "/feed.atom", f"/api/v1/threads/{own.thread}/posts"):
            assert WORD not in browser.get(path, follow_redirects=True).text.lower(), (name, path)
        assert "/threads/" not in browser.get(f"/search?q={WORD}").text.partition("<main")[2]
