"""Reading rules: who reads what before it appears."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.reading_rules import make_rule, move_rule, retire_rule, set_usual_readers
from community.commands.site import change_setting
from community.policy.unread import UNREAD
from community.policy.verdicts import Refused
from community.queries.reading_rules_page import Trial, rules_page, try_rules
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.arguments import is_id
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.languages import language
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor

Answer = Response | tuple[str, int]
FIELDS = {"name_missing": "name", "rule_taken": "name", "words_past_readers": "readers"}
"""Where the sentence of a refusal stands; the rest at the confirmation."""


@blueprint.get("/reading-rules")
def reading_rules() -> str:
    """Show the rules and the form for another one."""
    return _show()


@blueprint.post("/reading-rules", endpoint="reading_rule_make")
def make() -> Answer:
    """Make a rule."""
    form = request.form
    try:
        with writing() as work:
            make_rule(
                work,
                current_actor(),
                form.get("name", ""),
                readers=_readers("readers"),
                board_id=_id("board"),
                tag_id=_id("tag"),
                words=form.get("words", ""),
                kind=form.get("kind", ""),
                confirmation=form.get("confirmation", ""),
            )
    except Refused as error:
        return _again(error, FIELDS.get(error.code, "confirmation"))
    flash(gettext("Rule made. It holds for everything that waits, too."), "done")
    return redirect(url_for("admin.reading_rules"))


@blueprint.post("/reading-rules/usual", endpoint="reading_rule_usual")
def usual() -> Answer:
    """Say how many read where no rule is met."""
    confirmation = request.form.get("usual_confirmation", "")
    try:
        with writing() as work:
            set_usual_readers(work, current_actor(), _readers("usual"), confirmation)
    except Refused as error:
        return _again(error, "usual_confirmation")
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.reading_rules"))


@blueprint.post("/reading-rules/glass", endpoint="reading_rule_glass")
def glass() -> Response:
    """Say who may publish without a reader when there is no time."""
    with writing() as work:
        change_setting(work, current_actor(), "break_glass", request.form.get("glass", ""))
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.reading_rules"))


@blueprint.post("/reading-rules/<int:rule_id>/retirement", endpoint="reading_rule_retire")
def retire(rule_id: int) -> Response:
    """Take a rule out of force."""
    with writing() as work:
        retire_rule(work, current_actor(), rule_id)
    flash(gettext("Rule retired. What waits keeps waiting for a reader."), "done")
    return redirect(url_for("admin.reading_rules"))


@blueprint.post("/reading-rules/<int:rule_id>/position", endpoint="reading_rule_move")
def move(rule_id: int) -> Response:
    """Move a rule up or down by one."""
    with writing() as work:
        move_rule(work, current_actor(), rule_id, up=request.form.get("way") == "up")
    return redirect(url_for("admin.reading_rules"))


@blueprint.post("/reading-rules/trial", endpoint="reading_rule_try")
def try_() -> Answer:
    """Say which rule would hold for a text; nothing of it is kept."""
    form = request.form
    found = try_rules(
        db_session(),
        current_actor(),
        board_id=_id("try_board"),
        tag_id=_id("try_tag"),
        kind=form.get("try_kind", ""),
        text=form.get("try_text", ""),
    )
    return _show(typed(form.to_dict(flat=False)), found), 200


def _readers(name: str) -> int:
    raw = request.form.get(name, "")
    if raw not in ("0", "1", "2"):
        raise Refused("bad_value")
    return int(raw)


def _id(name: str) -> int | None:
    raw = request.form.get(name, "")
    return int(raw) if is_id(raw) else None


def _again(error: Refused, field: str) -> Answer:
    form = typed(
        request.form.to_dict(flat=False), {field: refusals.sentence(error.code)}, lacking=error.lacking
    )
    return _show(form), refusals.status(error.code)


def _show(form: FormState = EMPTY_FORM, trial: Trial | None = None) -> str:
    page = rules_page(db_session())
    sentence = UNREAD.get(language(), UNREAD["en"])
    return render("admin/reading_rules.html", page=page, form=form, trial=trial, sentence=sentence)
