"""Images and files: taking them in from the editor's script, and handing them out to whom they are for."""

from urllib.parse import quote

from flask import Response, jsonify, request
from flask_babel import gettext
from werkzeug.wrappers import Response as Plain

from community import access
from community.model.uploads import Upload, UploadKind
from community.policy.verdicts import Refused
from community.queries.uploads import card_of
from community.storage.store import Missing
from community.web import refusals
from community.web.database import db_session
from community.web.filters import size
from community.web.languages import language
from community.web.limits import UPLOAD, limiter
from community.web.public.blueprint import blueprint
from community.web.session import current_actor
from community.web.storing import store, take

Answer = Response | Plain
FOR_ALL = "public, no-cache"
"""May be kept, but is asked for each time: what was hidden a moment ago is not shown once more."""
FOR_ONE = "private, no-cache"


@blueprint.post("/uploads")
@limiter.limit(UPLOAD)
def upload_create() -> tuple[Response, int]:
    """Keep one file for the script of the editor; say in words what became of it."""
    try:
        card, located = take(request.files.get("file"))
    except Refused as error:
        return jsonify(said=refusals.sentence(error.code)), refusals.status(error.code)
    said = [size(card.bytes, language())] + ([gettext("Location data was removed")] if located else [])
    return jsonify(
        id=card.id, name=card.name, path=card.path, image=card.is_image, said=" · ".join(said)
    ), 201


@blueprint.get("/uploads/<public_id>/<name>")
def upload(public_id: str, name: str) -> Answer:
    """Hand out an image or a file; who may not have it learns no more than that nothing is there."""
    row = access.upload(db_session(), current_actor(), public_id)
    if card_of(row).path != request.path:
        raise access.Absent
    response = Response(_content(row), content_type=row.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    way = "inline" if row.kind is UploadKind.image else "attachment"
    response.headers.set("Content-Disposition", way, **_named(row.name))
    response.headers["Cache-Control"] = FOR_ALL if _for_all() else FOR_ONE
    response.set_etag(row.digest)
    return response.make_conditional(request.environ, accept_ranges=True, complete_length=row.bytes)


def _content(row: Upload) -> bytes:
    """Return what is kept; nothing where the browser has it already, as it says each time it shows a page again."""
    if row.digest in request.if_none_match:
        return b""
    try:
        with store().open(row.public_id) as file:
            return file.read()
    except Missing:
        raise access.Absent from None


def _for_all() -> bool:
    # Only what was handed to a guest is kept on the way: whoever is signed in may have it for another reason.
    return current_actor().id is None


def _named(name: str) -> dict[str, str]:
    """Return the name as headers spell it, which know no letters but those of ASCII (RFC 6266)."""
    return {"filename": name} if name.isascii() else {"filename*": f"UTF-8''{quote(name)}"}
