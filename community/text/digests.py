"""The digest of a version: SHA-256 over all that a reader approves with it."""

from collections.abc import Iterable

from community.text.plain import digest


def version_digest(
    *,
    title: str | None,
    source: str,
    html: str,
    where: tuple[int, int | None, int | None],
    asks_details: bool = False,
    obligations: Iterable[int] = (),
    tags: Iterable[int] = (),
    uploads: Iterable[tuple[str, str, str]] = (),
) -> str:
    """Return the digest of a version; `where` is its board, thread (of a reply) and post (of an edit), each of
    the `uploads` in order its public id, its name and the digest of its content.

    Written with the version and computed anew by the check, so it takes plain values and no rows.
    """
    return digest(
        title or "",
        source,
        html,
        ",".join(str(part or "") for part in where),
        "details" if asks_details else "",
        ",".join(map(str, sorted(set(obligations)))),
        ",".join(map(str, sorted(set(tags)))),
        digest(*(part for upload in uploads for part in upload)),
    )
