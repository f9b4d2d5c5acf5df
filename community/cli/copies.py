"""`backup` and `restore`: a whole place in one file, and an empty place from it."""

import datetime as dt
import hashlib
from pathlib import Path

import click
from sqlalchemy import select

from community import clock, schema, settings
from community.archive import reading, writing
from community.archive.manifest import BadArchive, Manifest
from community.archive.tables import FLEETING, Snapshot, every_table, snapshot
from community.cli.bars import Bar
from community.cli.emptiness import emptied, insist_unused
from community.cli.errors import Problem
from community.cli.filling import fill, look_it_over
from community.cli.session import sessions
from community.effects.lock import AlreadyRunning, nobody_at_work
from community.model.uploads import Upload
from community.settings import Settings
from community.storage.opening import open_store
from community.storage.store import Missing, Store


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE|FOLDER")
@click.option("--with-secret-key", is_flag=True, help="Put in the key that signs cookies and links in mails.")
def backup(target: Path, *, with_secret_key: bool) -> None:
    """Write everything that must not be lost into one file, while people go on writing.

    In it are all tables as they were at one moment, but sessions and one-time links, and all uploads; the search
    index is made anew from them. In a FOLDER the file is named by the time. Without --with-secret-key a restored
    place signs everybody's forms and mail links anew; with it, whoever has the file can sign in their place.
    Prints the file and its fingerprint, which `restore` can be given to insist on.
    """
    path = target / f"zuruf-{clock.now():%Y%m%d-%H%M%S}.tar" if target.is_dir() else target
    with sessions() as (known, make), snapshot(make.kw["bind"]) as tables, writing.written(path) as writer:
        secret = known.secret_key if with_secret_key else None
        fingerprint = _write(writer, tables, known, secret)
    click.echo(f"{path}\n{fingerprint}")


def _write(writer: writing.Writer, tables: Snapshot, known: Settings, secret: str | None) -> str:
    revision = tables.revision
    if revision != schema.head():
        raise Problem(f"the database is at {revision}, this program needs {schema.head()}: `db upgrade`")
    wanted = [table for table in every_table() if table.name not in FLEETING]
    rows = sum(map(tables.count, wanted))
    names = list(tables.connection.scalars(select(Upload.public_id).order_by(Upload.public_id)))
    with Bar("backup", rows + len(names)) as bar:
        entries = {table.name: writer.add_table(table, tables.lines(table), bar.step) for table in wanted}
        store, uploads, lost = open_store(known), {}, []
        for name in names:
            content = _content(store, name)
            if content is None:
                lost.append(name)
            else:
                uploads[name] = writer.add_upload(name, content)
            bar.step(1)
    if lost:
        click.echo(f"The content of {len(lost)} uploads is missing: {', '.join(lost[:20])}", err=True)
    return writer.finish(
        Manifest(
            revision=str(revision),
            created_at=clock.now().astimezone(dt.UTC).isoformat(),
            base_url=known.base_url,
            tables=entries,
            uploads=uploads,
            lost_uploads=tuple(lost),
            secret_key=writer.add_secret(secret) if secret is not None else None,
        )
    )


def _content(store: Store, name: str) -> bytes | None:
    """Return what is kept; None where it went, as uploads do that nothing carries any more."""
    try:
        with store.open(name) as file:
            return file.read()
    except Missing:
        return None


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--fingerprint", help="Refuse every other archive than the one of which `backup` printed this.")
def restore(file: Path, *, fingerprint: str | None) -> None:
    """Fill an empty place from FILE, which `backup` wrote, on either database.

    The file is read and checked whole before anything is touched. Afterwards every table is compared with it, the
    search index is made anew, and `check` looks everything over. Everybody signs in again; API tokens work as they
    did when the file was written, so revoke again what was revoked since.
    """
    # Nothing is made before all is known to be well: a refusal leaves no trace.
    planned = settings.load(make=False)
    try:
        with reading.opened(file) as archive:
            if fingerprint not in (None, archive.fingerprint):
                raise Problem(f"this is another archive; its fingerprint is {archive.fingerprint}")
            manifest = archive.manifest
            total = sum(entry.rows for entry in manifest.tables.values())
            _verify(archive, total)
            _insist_on_empty(planned, manifest)
            with nobody_at_work(planned):
                # Again, as somebody may have begun until the last of them left.
                _insist_on_empty(planned, manifest)
                known = settings.load()
                emptied(known.database_url)
                with Bar("restore", 2 * total + len(manifest.uploads)) as bar:
                    _put_uploads(open_store(known), archive, bar)
                    fill(known.database_url, archive, bar.step)
                _take_over_secret(known, archive.secret())
    except BadArchive as error:
        raise Problem(f"{file} is not restored: {error}") from error
    except AlreadyRunning as error:
        raise Problem("stop `serve` or `work` first") from error
    if manifest.base_url != known.base_url:
        click.echo(f"It was at {manifest.base_url}; BASE_URL is {known.base_url} here.", err=True)
    look_it_over()
    click.echo(
        f"Restored {total} rows and {len(manifest.uploads)} uploads of {manifest.created_at}.", err=True
    )


def _verify(archive: reading.Archive, total: int) -> None:
    with Bar("read", archive.size) as bar:
        archive.insist_whole(bar.step)
    with Bar("verify", total + len(archive.manifest.uploads)) as bar:
        archive.verify(schema.head(), bar.step)


def _insist_on_empty(known: Settings, manifest: Manifest) -> None:
    """Nobody has done anything here; only uploads that an earlier try of this restore left behind may be there."""
    insist_unused(known.database_url, "restore")
    if any(name not in manifest.uploads for name, _ in open_store(known).names() if not name.startswith(".")):
        raise Problem("there are uploads here already; a restore needs an empty place")


def _put_uploads(store: Store, archive: reading.Archive, bar: Bar) -> None:
    for name, entry in archive.manifest.uploads.items():
        there = _content(store, name)
        if there is None or hashlib.sha256(there).hexdigest() != entry.sha256:
            store.delete(name)
            store.put(name, archive.upload(name))
        bar.step(1)


def _take_over_secret(known: Settings, secret: str | None) -> None:
    if secret is None or secret == known.secret_key:
        return
    path = known.data / "secret_key"
    if not path.exists() or path.read_text().strip() != known.secret_key:
        click.echo("SECRET_KEY is set here; the key of the archive was left aside.", err=True)
        return
    settings.keep_secret(path, secret)
