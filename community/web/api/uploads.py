"""Images and files, sent before the text that carries them."""

from typing import Any

from flask import Response, jsonify, request

from community.queries.uploads import UploadCard
from community.web.api.blueprint import blueprint
from community.web.limits import UPLOAD, limiter
from community.web.storing import take
from community.web.urls import app_settings


def upload_json(card: UploadCard) -> dict[str, Any]:
    """Return an upload; a text shows an image where it says `![what is seen](upload:ID)`."""
    return {
        "id": card.id,
        "name": card.name,
        "url": app_settings().base_url + card.path,
        "kind": "image" if card.is_image else "file",
        "bytes": card.bytes,
        "width": card.width or None,
        "height": card.height or None,
    }


@blueprint.post("/uploads")
@limiter.limit(UPLOAD)
def upload_create() -> tuple[Response, int]:
    """Keep one file, sent as `file` of a form."""
    return jsonify(upload_json(take(request.files.get("file"))[0])), 201
