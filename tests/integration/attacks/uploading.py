"""Attacks on what versions carry: nothing is added, exchanged or taken away once somebody has read it."""

from tests.integration.attacks.statements import LAST, Attack, a_carried_upload, an_upload

CHANGED = ("uploads.uploads_unchanged",)
LATER = ("version_uploads.version_uploads_before_reading",)

UPLOADING = (
    Attack(
        "give a read version an upload",
        (an_upload(), a_carried_upload(version_id=":half_read_version")),
        LATER,
    ),
    Attack(
        "give a released version an upload",
        (an_upload(), a_carried_upload(version_id=":read_version")),
        LATER,
    ),
    Attack(
        "give a customer's published words an upload",
        (an_upload(), a_carried_upload(version_id=":shown_version")),
        LATER,
    ),
    Attack(
        "exchange the upload of a version",
        (
            an_upload(),
            a_carried_upload(),
            an_upload(public_id="'other'"),
            f"UPDATE version_uploads SET upload_id = {LAST.format('uploads')}",
        ),
        ("version_uploads.version_uploads_unchanged",),
    ),
    Attack(
        "take the upload off a version",
        (an_upload(), a_carried_upload(), "DELETE FROM version_uploads"),
        ("version_uploads.version_uploads_kept",),
    ),
    Attack(
        "exchange the content of an upload",
        (an_upload(), "UPDATE uploads SET digest = 'something else'"),
        CHANGED,
    ),
    Attack("let an upload lead elsewhere", (an_upload(), "UPDATE uploads SET public_id = 'x'"), CHANGED),
    Attack("call an upload something else", (an_upload(), "UPDATE uploads SET name = 'x.exe'"), CHANGED),
    Attack(
        "two uploads at one address",
        (an_upload(), an_upload()),
        ("uploads.uq_uploads_public_id",),
    ),
    Attack(
        "an image without a width",
        (an_upload(kind="'image'"),),
        ("uploads.ck_uploads_image_has_width",),
    ),
    Attack(
        "a file with a width",
        (an_upload(width=1, height=1),),
        ("uploads.ck_uploads_image_has_width",),
    ),
    Attack(
        "an image without a height",
        (an_upload(kind="'image'", width=1),),
        ("uploads.ck_uploads_width_and_height",),
    ),
    Attack("an upload of nothing", (an_upload(bytes=0),), ("uploads.ck_uploads_not_empty",)),
    Attack(
        "two uploads in one place",
        (an_upload(), a_carried_upload(), an_upload(public_id="'other'"), a_carried_upload()),
        ("version_uploads.uq_version_uploads_version_id_position",),
    ),
    Attack(
        "an eleventh upload",
        (an_upload(), a_carried_upload(position=11)),
        ("version_uploads.ck_version_uploads_position",),
    ),
)
