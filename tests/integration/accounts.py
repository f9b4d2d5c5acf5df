"""What the stories about accounts have in common: passwords, ways in, refusals."""

import pytest

from community.commands.one_time_links import make_link
from community.commands.password_changes import reset_password, set_password
from community.commands.sign_ins import prove, sign_in
from community.commands.tokens import create_token
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.queries.sign_ins import member_of
from community.work import unit_of_work

PASSWORD = "ein ganzer Satz"
OTHER = "ein anderer Satz"


def code_of(act, *given, **named):
    with pytest.raises(Refused) as refusal:
        act(*given, **named)
    return refusal.value.code


def with_password(cast, name):
    with unit_of_work(cast.session) as work:
        set_password(work, cast.ids[name], PASSWORD)
    return cast.ids[name]


def enter(cast, email="mara@example.org", password=PASSWORD, **options):
    proof = prove(cast.session, email, password)
    with unit_of_work(cast.session) as work:
        return sign_in(work, proof, "Firefox", **options)


def whose(cast, token):
    found = member_of(cast.session, token)
    cast.session.rollback()
    return found


def create(cast, member_id, scope, actor=None):
    return cast.do(create_token, actor, member_id, scope)


def reset(cast, member_id, email, password=OTHER):
    with unit_of_work(cast.session) as work:
        secret = make_link(work, Purpose.reset_password, member_id, email)
    with unit_of_work(cast.session) as work:
        return reset_password(work, secret, password)
