"""Files sent along with a form: kept at once, so that a refused form still has them when it is shown again."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, g, request

from community.policy.verdicts import Refused
from community.queries.uploads import UploadCard, own_uploads
from community.text.urls import upload_ids, without_images
from community.web.database import db_session
from community.web.forms import FormState
from community.web.session import current_actor
from community.web.storing import take


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form carries: the public ids of uploads in order, None where it has no place for them."""

    ids: tuple[str, ...] | None
    refused: Refused | None = None
    """Why one of its files could not be kept."""
    gone: frozenset[str] = frozenset()
    """What was ticked to be taken off."""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids, for a text that carries nothing yet."""
        return self.ids or ()

    @property
    def source(self) -> str:
        """The text of the form, without the images that were taken off."""
        return without_images(request.form.get("body", ""), self.gone)

    def insist(self) -> None:
        """Raise Refused if a file could not be kept: nothing is published without it unseen."""
        if self.refused is not None:
            raise self.refused


def sent_files() -> Sent:
    """Keep the files of this form and return what it carries: ticked ones are taken off, new ones put on."""
    if "uploads_shown" not in request.form or current_actor().id is None:
        return Sent(None)
    gone = frozenset(request.form.getlist("uploads_off"))
    ids = [public_id for public_id in request.form.getlist("uploads") if public_id not in gone]
    refused = None
    for file in request.files.getlist("files"):
        if file.filename:
            try:
                ids.append(take(file)[0].id)
            except Refused as error:
                refused = refused or error
    sent = Sent(tuple(dict.fromkeys(ids)), refused, gone)
    g.sent = sent
    return sent


def attached(form: FormState, before: Iterable[UploadCard] = (), field: str = "body") -> list[UploadCard]:
    """Return what a form carries, to be shown in it: what was sent with it, else what the text carried `before`.

    A text that was kept has what it was kept with, and what it names.
    """
    known = {card.id: card for card in before}
    sent: Sent | None = g.get("sent")
    waiting = form.chosen.get("uploads", known)
    ids = list(waiting if sent is None or sent.ids is None else sent.ids)
    ids += [public_id for public_id in upload_ids(form.value(field)) if public_id not in ids]
    others = [public_id for public_id in ids if public_id not in known]
    known |= {card.id: card for card in own_uploads(db_session(), current_actor(), others)}
    return [known[public_id] for public_id in ids if public_id in known]


def init_attaching(app: Flask) -> None:
    """Offer `attached(form, before)` to templates, and let go of large files, which lie on the disk meanwhile."""
    app.jinja_env.globals["attached"] = attached
    app.teardown_request(lambda error: request.close())
