"""Takes in what people upload: looked at, kept, and only then noted down."""

import secrets
from contextlib import suppress
from typing import cast

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from community.commands.uploads import keep_upload
from community.policy.uploads import may_upload
from community.policy.verdicts import Refused, insist
from community.queries.uploads import UploadCard, card_of
from community.storage.contents import BadContent, Content, examine
from community.storage.store import StorageUnavailable, Store
from community.text.file_names import ending_of
from community.web.database import writing
from community.web.session import current_actor
from community.web.urls import app_settings

MEGABYTE = 1024 * 1024
FORM = 3
"""Files of full size that fit into a form; each may have the size that the settings say."""
TAKING = (
    "public.ask_publish",
    "public.reply",
    "public.post_edit_save",
    "public.held_text_revise",
    "public.upload_create",
    "desk.case_draft",
    "desk.draft_revise",
    "desk.coedit_revise",
    "desk.thread_open",
    "api.upload_create",
)
"""Where files are sent to; only there a request may be larger than a text."""


def store() -> Store:
    """Return the place for content opened at start-up."""
    return cast(Store, current_app.extensions["storage"])


def largest_file() -> int:
    """Return how many bytes a file may have."""
    return app_settings().upload_megabytes * MEGABYTE


def allow_files() -> None:
    """Let this request be as large as a form with files, where it goes to one that takes them."""
    if request.endpoint in TAKING and request.mimetype == "multipart/form-data":
        most = current_app.config["MAX_CONTENT_LENGTH"] + FORM * largest_file()
        request.max_content_length = most


def take(file: FileStorage | None) -> tuple[UploadCard, bool]:
    """Keep a file of this request; return its card and whether where it was taken was removed from it.

    Raises Refused: sign_in, token_scope, confirm_email, uploads_many, upload_large, upload_empty, upload_kind,
    upload_broken, upload_pixels.
    """
    # Before any work is done for somebody who may not.
    insist(may_upload(current_actor()))
    if file is None:
        raise Refused("upload_empty")
    name = file.filename or ""
    content = _examined(file.stream.read(largest_file() + 1), name)
    public_id = secrets.token_urlsafe(16)
    store().put(public_id, content.content)
    try:
        with writing() as work:
            upload = keep_upload(work, current_actor(), public_id, content, name)
    except BaseException:
        # What can't be taken away now is swept away in a day.
        with suppress(StorageUnavailable):
            store().delete(public_id)
        raise
    return card_of(upload), content.located


def _examined(content: bytes, name: str) -> Content:
    if len(content) > largest_file():
        raise Refused("upload_large")
    try:
        return examine(content, ending_of(name))
    except BadContent as error:
        raise Refused(f"upload_{error.code}") from error
