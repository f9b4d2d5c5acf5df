"""The author of a held text follows it: it waits, comes back with a reason, is changed, and nobody else sees it."""

import pytest
from sqlalchemy import select

from community.model.drafts import Draft, DraftState

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

QUESTION = {
    "title": "Warum blinkt die Leuchte?",
    "board": "held",
    "body": "Sie blinkt orange.",
    "step": "publish",
}


def held(site):
    """Return Mara's browser and the address of her held question."""
    mara = site.signed_in("Mara")
    answer = mara.submit("/ask", **QUESTION)
    assert answer.status_code == 302
    return mara, answer.location


def state(site):
    site.cast.session.rollback()
    return site.cast.session.scalars(select(Draft)).one().state


def decide(site, outcome):
    moritz = site.signed_in("Moritz")
    draft = site.cast.session.scalars(select(Draft)).one()
    return moritz.submit(
        "/desk/held", f"/desk/drafts/{draft.id}/return", comment="Bitte ohne Namen.", outcome=outcome
    )


def test_a_returned_text_is_changed_and_sent_again(site):
    mara, address = held(site)
    assert "Waits to be checked" in mara.get(address).text
    decide(site, "returned")
    site.follow()
    assert state(site) is DraftState.returned
    page = mara.get(address).text
    assert "Bitte ohne Namen." in page and "Sie blinkt orange." in page
    assert address in mara.get("/notifications").text
    assert mara.submit(address, address, body="Sie blinkt rot.").status_code == 302
    assert state(site) is DraftState.held and "Sie blinkt rot." in mara.get(address).text
    assert mara.submit(address, address, body="  ").status_code == 422


def test_a_rejected_text_says_why_and_is_over(site):
    mara, address = held(site)
    decide(site, "rejected")
    page = mara.get(address).text
    assert "Bitte ohne Namen." in page and "Send again" not in page


def test_a_text_is_withdrawn_by_its_author(site):
    mara, address = held(site)
    assert mara.submit(address, f"{address}/withdrawal").status_code == 302
    assert state(site) is DraftState.withdrawn


def test_to_everybody_else_there_is_no_such_text(site):
    _, address = held(site)
    for name in ("Holger", "Moritz"):
        there, nowhere = (site.signed_in(name).get(path) for path in (address, "/texts/999"))
        assert there.status_code == nowhere.status_code == 404


@pytest.mark.parametrize("who", ["Moritz", "Ada"])
def test_words_exchanged_after_they_were_read_are_not_released(site, who):
    mara, address = held(site)
    moderator, draft = site.signed_in(who), address.rpartition("/")[2]
    read = moderator.get("/desk/held").text.partition('name="version_id" value="')[2].partition('"')[0]
    assert mara.submit(address, address, body="Kauft bei spam.example.").status_code == 302
    for action, fields in (("approval", {}), ("return", {"comment": "spam", "outcome": "rejected"})):
        answer = moderator.post(f"/desk/drafts/{draft}/{action}", version_id=read, **fields)
        assert answer.status_code == 409 and "Please look at the newest version first." in answer.text
    assert state(site) is DraftState.held
    assert moderator.submit("/desk/held", f"/desk/drafts/{draft}/approval").status_code == 302
    assert state(site) is DraftState.published
