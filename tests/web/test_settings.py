"""The settings of the place in the browser: what holds is shown, and only what changed is changed."""

import pytest
from sqlalchemy import select

from community.model.records import AuditEntry
from tests.web.sites import forms

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

ADDRESS = "/admin/settings"


def changed(cast):
    """Return the settings that were ever changed, in order."""
    cast.session.rollback()
    entries = cast.session.scalars(
        select(AuditEntry).where(AuditEntry.act == "setting.changed").order_by(AuditEntry.id)
    )
    return [entry.details["key"] for entry in entries]


def test_what_was_never_set_is_shown_as_it_holds(site):
    page = site.signed_in("Ada").get(ADDRESS).text
    assert '<option value="en" selected>' in page
    assert '<option value="Europe/Berlin" selected>' in page


def test_saving_changes_what_was_changed_and_no_more(site):
    ada, before = site.signed_in("Ada"), changed(site.cast)
    form = next(form for form in forms(ada.get(ADDRESS).text) if form.action == ADDRESS)
    given = dict(form.fields)
    given |= {"language": "en", "time_zone": "Asia/Tokyo"}
    assert ada.open(ADDRESS, method="POST", data=given).status_code == 302
    assert changed(site.cast)[len(before) :] == ["timezone"]
    assert ada.open(ADDRESS, method="POST", data=given | {"time_zone": "Moon/Sea"}).status_code == 422
