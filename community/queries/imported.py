"""Finds where a row of another system went, for old addresses; through the same eyes as everything else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import access
from community.model.records import ImportedRow, SiteSetting
from community.policy.actors import Actor


def resolve(session: Session, actor: Actor, source: str, kind: str, external_id: str) -> tuple[int, int]:
    """Return thread and post of an imported question, answer or comment.

    Raises Absent for what never came, is no post, or may not be seen by `actor`.
    """
    row = session.get(ImportedRow, (source, kind, external_id))
    if row is None or row.post_id is None:
        raise access.Absent
    post, thread = access.post(session, actor, row.post_id)
    return thread.id, post.id


def resolve_path(session: Session, actor: Actor, path: str) -> tuple[int, int]:
    """Return thread and post of the imported question that had the address `path` in its old place.

    Raises Absent where no import named such an address, and as `resolve`.
    """
    entries = session.scalar(select(SiteSetting.value).where(SiteSetting.key == "old_addresses")) or []
    for entry in entries:
        external_id = id_in(entry["address"], path)
        if external_id:
            return resolve(session, actor, entry["source"], "question", external_id)
    raise access.Absent


def id_in(address: str, path: str) -> str:
    """Return what stands in `path` where `address` has `{id}`; '' where they differ.

    Any other part in braces stands for anything. Compared part by part: no pattern of anybody's is run.
    """
    wanted, parts = address.strip("/").split("/"), path.strip("/").split("/")
    pairs = list(zip(wanted, parts, strict=False))
    same = len(wanted) == len(parts) and all(
        part if want.startswith("{") and want.endswith("}") else want == part for want, part in pairs
    )
    return next((part for want, part in pairs if want == "{id}"), "") if same else ""
