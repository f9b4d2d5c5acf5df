"""People and rights."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.invitations import invite
from community.commands.members import add_member
from community.commands.standing import grant_right, revoke_right, set_role
from community.model.members import Right, Role
from community.policy.verdicts import Refused
from community.queries.admin_pages import people_page, team_name
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.arguments import chosen, form_id, page_number
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor
from community.web.urls import absolute

Answer = str | Response | tuple[str, int]


@blueprint.get("/people")
def people() -> str:
    """Show the accounts, newest first, and the form that lets somebody in."""
    return _show()


@blueprint.post("/people", endpoint="person_change")
def person_change() -> Response:
    """Give a person a role, a team and rights; what is not ticked is taken away."""
    member_id, form = form_id("member_id"), request.form
    role = chosen(Role, form.get("role", ""))
    if role is None:
        raise Refused("bad_value")
    ticked = set(form.getlist("rights"))
    with writing() as work:
        actor = current_actor()
        team = team_name(work.session, form.get("team", ""))
        set_role(work, actor, member_id, role, team=team)
        for right in Right:
            if right.value in ticked:
                grant_right(work, actor, member_id, right)
            else:
                revoke_right(work, actor, member_id, right)
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.people", q=request.args.get("q")))


@blueprint.post("/people/new", endpoint="person_add")
def person_add() -> Answer:
    """Open an account and show, once, the link with which its owner sets a password."""
    form = request.form
    role = chosen(Role, form.get("new_role", "")) or Role.customer
    rights = [right for right in Right if right.value in form.getlist("new_rights")]
    try:
        with writing() as work:
            member = add_member(
                work,
                current_actor(),
                name=form.get("new_name", ""),
                email=form.get("new_email", ""),
                role=role,
                rights=rights,
            )
            secret = invite(work, current_actor(), member.id)
    except Refused as error:
        field = "new_email" if "email" in error.code else "new_name"
        state = typed(form.to_dict(flat=False), {field: refusals.sentence(error.code)}, lacking=error.lacking)
        return _show(state), refusals.status(error.code)
    return _show(link=absolute("account.reset", token=secret))


@blueprint.post("/people/link", endpoint="person_invite")
def person_invite() -> str:
    """Show a new link for somebody who has not set a password yet."""
    with writing() as work:
        secret = invite(work, current_actor(), form_id("member_id"))
    return _show(link=absolute("account.reset", token=secret))


def _show(form: FormState = EMPTY_FORM, link: str = "") -> str:
    query = request.args.get("q", "")[:100]
    page = people_page(db_session(), query=query, page=page_number())
    return render("admin/people.html", page=page, form=form, link=link)
