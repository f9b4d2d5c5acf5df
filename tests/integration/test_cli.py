"""The command line: what each command does, its exit codes, and one line instead of a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, text

from community.app import create_app
from community.cli.main import main
from community.commands.passwords import verify_password
from community.model.boards import Board
from community.model.hashes import hash_of
from community.model.members import Member, MemberRight, Right, Role
from community.model.sign_ins import ApiToken, Scope
from community.model.similar_threads import SimilarDue, SimilarThread
from community.schema import head
from tests.dumps import EXCERPT

GOOD = "a long enough sentence"
Run = Callable[..., Result]


@pytest.fixture
def run(database, tmp_path) -> Run:
    """A function that runs one command on a fresh database of each kind."""

    def command(*arguments: str, given: str | None = None, **environment: str) -> Result:
        known = {"COMMUNITY_DATA": str(tmp_path / "data"), "DATABASE_URL": database.url, **environment}
        return CliRunner().invoke(main, arguments, input=given, env=known, obj=create_app)

    return command


def refused(result: Result, words: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].startswith("error: ")
    assert words in result.stderr.splitlines()[-1]


def add(run: Run, name: str = "Jana", *options: str) -> Result:
    return run("user", "add", name, "--email", f"{name.lower()}@example.org", *options)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_every_command_explains_itself(run):
    seen = []

    def explain(path: tuple[str, ...], command) -> None:
        result = run(*path, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout
        seen.append(path)
        for name, part in getattr(command, "commands", {}).items():
            explain((*path, name), part)

    explain((), main)
    assert {("serve",), ("work",), ("check",), ("import", "stackexchange"), ("db", "downgrade")} <= set(seen)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_wrong_usage_ends_with_two(run):
    assert run("user", "add", "Jana").exit_code == 2
    assert run("token", "add", "--user", "Jana", "--scope", "everything").exit_code == 2
    assert run("no-such-command").exit_code == 2


def test_an_account_is_opened_with_role_rights_and_team(run, database):
    options = ("--role", "staff", "--right", "reader", "--team", "Team Kiel", "--password-stdin")
    result = add(run, "Jana", *options)
    refused(result, "too short")
    assert (
        run("user", "add", "Jana", "--email", "jana@example.org", *options, given=f"{GOOD}\n").exit_code == 0
    )
    with database.session() as session:
        member = session.scalars(select(Member)).one()
        assert member.role is Role.staff
        assert member.email_confirmed_at is not None
        assert verify_password(member.password_hash, GOOD)
        assert list(session.scalars(select(MemberRight.right))) == [Right.reader]


def test_an_account_without_a_password_waits_for_its_owner(run, database):
    assert add(run).exit_code == 0
    with database.session() as session:
        assert session.scalars(select(Member.password_hash)).one() is None


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_refusal_is_one_line(run):
    add(run)
    refused(run("user", "add", "Jana", "--email", "other@example.org"), "name")
    refused(run("user", "add", "Ole", "--email", "jana@example.org"), "account with this mail address")
    refused(run("user", "add", "Ole", "--email", "nowhere"), "no mail address")
    refused(add(run, "Ole", "--right", "reader"), "only staff")
    refused(run("user", "role", "Nobody", "staff"), "no active account called 'Nobody'")
    refused(run("token", "add", "--user", "Jana", "--scope", "staff"), "only staff")


def test_a_role_is_given_with_rights_and_taken(run, database):
    add(run)
    assert run("user", "role", "Jana", "staff", "--right", "reader", "--right", "moderator").exit_code == 0
    assert run("user", "role", "Jana", "staff", "--without", "moderator").exit_code == 0
    with database.session() as session:
        assert session.scalars(select(Member.role)).one() is Role.staff
        assert list(session.scalars(select(MemberRight.right))) == [Right.reader]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_password_is_set_from_input_or_asked_for(run, database):
    add(run)
    assert run("user", "password", "jana", "--password-stdin", given=f"{GOOD}\n").exit_code == 0
    other = "another good sentence"
    asked = run("user", "password", "Jana", given=f"{other}\n{other}\n")
    assert asked.exit_code == 0
    assert other not in asked.output
    with database.session() as session:
        assert verify_password(session.scalars(select(Member.password_hash)).one(), other)


def test_a_token_is_all_that_is_printed(run, database):
    add(run)
    result = run("token", "add", "--user", "Jana", "--scope", "write")
    assert result.exit_code == 0
    with database.session() as session:
        token = session.scalars(select(ApiToken)).one()
    assert token.token_hash == hash_of(result.stdout.strip())
    assert token.scope is Scope.write


def test_a_dump_is_imported_and_checked(run, database, tmp_path):
    result = run("import", "stackexchange", str(EXCERPT))
    assert result.exit_code == 0
    assert "26 posts" in result.stderr
    assert result.stdout == ""
    checked = run("check")
    assert checked.exit_code == 0
    assert "1 facts wait for the worker" in checked.stderr
    refused(run("import", "stackexchange", str(EXCERPT), "--board", "nowhere"), "no board")
    refused(run("import", "stackexchange", str(tmp_path)), "no Posts.xml")
    assert run("import", "stackexchange", str(tmp_path / "nothing")).exit_code == 2


def test_csv_files_are_imported_by_a_mapping(run):
    folder = str(Path(__file__).parent.parent / "data" / "csv" / "support")
    result = run("import", "csv", folder, "--mapping", "mozilla-support")
    assert result.exit_code == 0
    assert "17 posts" in result.stderr and "rejected.jsonl" in result.stderr
    refused(run("import", "csv", folder, "--mapping", "nothing"), "neither a mapping nor a file")
    assert run("import", "csv", folder).exit_code == 2


def test_what_is_left_out_is_named(run, tmp_path):
    folder = tmp_path / "broken.example"
    folder.mkdir()
    (folder / "Posts.xml").write_text('<posts>\n<row Id="1" \n</posts>\n')
    result = run("import", "stackexchange", str(folder))
    assert result.exit_code == 0
    rejected = tmp_path / "data" / "imports" / "broken.example" / "rejected.jsonl"
    assert str(rejected) in result.stderr
    assert json.loads(rejected.read_text())["line"] == 2


def test_broken_invariants_are_listed_and_end_with_one(run, database):
    run("import", "stackexchange", str(EXCERPT))
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE threads SET reply_count = 40"))
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("threads whose replies are miscounted (8): ")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_index_is_rebuilt_and_compared(run, database):
    run("import", "stackexchange", str(EXCERPT))
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET done_at = CURRENT_TIMESTAMP"))
    assert "The index was not compared" in run("check").stderr
    rebuilt = run("search", "rebuild")
    assert rebuilt.exit_code == 0
    assert "26 posts" in rebuilt.stderr
    assert "Nothing is due." in run("search", "similar").stderr
    with database.session() as session:
        assert session.scalar(select(SimilarDue.id).limit(1)) is None
        assert session.scalar(select(func.count()).select_from(SimilarThread)) > 0
    assert run("search", "check").exit_code == 0
    assert run("check").exit_code == 0
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE posts SET place = NULL WHERE number = 6"))
    result = run("search", "check")
    assert result.exit_code == 1
    assert "posts in the index that should not be (2)" in result.stdout
    assert "posts in the index that should not be (2)" in run("check").stdout


def test_the_database_is_taken_up_and_down(run, database, empty_database_url):
    assert run("db", "upgrade", DATABASE_URL=empty_database_url).exit_code == 0
    assert run("db", "downgrade", "base", given="n\n", DATABASE_URL=empty_database_url).exit_code == 1
    assert run("db", "downgrade", "base", "--yes", DATABASE_URL=empty_database_url).exit_code == 0
    assert run("db", "upgrade").exit_code == 0
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(Board)) == 1


def test_a_database_without_tables_gets_them(run, empty_database_url):
    assert run("check", DATABASE_URL=empty_database_url).exit_code == 0


def test_the_doctor_says_what_has_to_be_mended(run, empty_database_url):
    well = run("doctor")
    assert well.exit_code == 0
    assert f"at {head()}" in well.stdout
    ill = run("doctor", DATABASE_URL=empty_database_url)
    assert ill.exit_code == 1
    assert "bad   database" in ill.stdout
    assert "PORT: expected" in run("doctor", PORT="many").stdout
    assert "not https" in run("doctor", BASE_URL="http://community.example").stdout
    assert "bad   secret" in run("doctor", SECRET_KEY="short").stdout
    assert "ok    mail" in run("doctor", MAIL_URL="smtp://localhost:25").stdout


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_doctor_talks_to_storage_and_redis(run, bucket, redis_server):
    well = run("doctor", STORAGE_URL=bucket, REDIS_URL=redis_server.url)
    assert well.exit_code == 0
    assert "ok    storage   the bucket zuruf-" in well.stdout
    assert "ok    redis     answers" in well.stdout
    redis_server.kill()
    away = "s3://key:private@nowhere?endpoint=http://127.0.0.1:1"
    ill = run("doctor", STORAGE_URL=away, REDIS_URL=redis_server.url)
    assert ill.exit_code == 1
    assert "bad   storage   STORAGE_URL: the bucket nowhere can't be used" in ill.stdout
    assert "bad   redis     REDIS_URL: Redis does not answer" in ill.stdout
    assert "private" not in ill.output


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_settings_and_databases_out_of_reach_are_one_line(run, tmp_path):
    refused(run("check", PORT="many"), "PORT: expected a whole number")
    refused(run("check", DATABASE_URL="mysql://x"), "DATABASE_URL: expected")
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    refused(run("check", DATABASE_URL=nowhere), "the database does not answer")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_routes_are_listed(run):
    result = run("routes")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["/", "GET", "public.landing"] in lines
    assert ["/account/logout", "POST", "account.logout"] in lines


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_suspended_account_is_out_until_it_is_readmitted(run):
    add(run)
    assert run("user", "suspend", "Jana").exit_code == 2
    assert run("user", "suspend", "Jana", "--reason", "a stolen account").exit_code == 0
    refused(run("user", "suspend", "Jana", "--reason", "again"), "no active account")
    refused(run("token", "add", "--user", "Jana", "--scope", "read"), "no active account")
    assert run("user", "readmit", "jana").exit_code == 0
    refused(run("user", "readmit", "Jana"), "no suspended account")
    assert run("token", "add", "--user", "Jana", "--scope", "read").exit_code == 0


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_token_is_revoked_once(run):
    add(run)
    secret = run("token", "add", "--user", "Jana", "--scope", "write").stdout
    assert run("token", "revoke", given=secret).exit_code == 0
    refused(run("token", "revoke", given=secret), "no such token")
