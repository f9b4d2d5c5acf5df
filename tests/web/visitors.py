"""Somebody with a browser, from their first page to their own account."""

import re

from community.commands.one_time_links import make_link
from community.work import unit_of_work

PASSWORD = "ein ganzer Satz"
OTHER = "ein anderer Satz"


class Visitor:
    """Somebody with a browser, who only sends forms that a page showed."""

    def __init__(self, app):
        self.client = app.test_client()

    def get(self, path):
        return self.client.get(path, base_url="http://127.0.0.1:8000", headers={"Accept-Language": "en"})

    def send(self, path, form=None, at=None, **fields):
        page = self.get(form or path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token, page
        data = {"csrf_token": token[1], **fields}
        headers = {"Accept-Language": "en"}
        return self.client.post(at or path, data=data, base_url="http://127.0.0.1:8000", headers=headers)

    def sign_in(self, email="mara@example.org", password=PASSWORD, **fields):
        return self.send("/account/login", email=email, password=password, **fields)

    def is_in(self):
        return self.get("/account/settings").status_code == 200


def without_tokens(text):
    return re.sub(r'(name="csrf_token" value=")[^"]+|(request|nonce|id)="[0-9a-f-]{16,}"', "", text)


def link(cast, purpose, name, **changes):
    email = f"{name.lower()}@example.org"
    with unit_of_work(cast.session) as work:
        return make_link(work, purpose, cast.ids[name], changes.get("email", email))
