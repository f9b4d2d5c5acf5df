"""Reading all documents for a rebuild: none is left out, and the last batch costs what the first does."""

from sqlalchemy import event

from community.commands.hidings import hide_post
from community.effects import documents
from community.effects.documents import Documents
from tests.stories import asked, replied


def test_a_batch_of_hidden_posts_ends_nothing(cast, effects, monkeypatch):
    monkeypatch.setattr(documents, "BATCH", 2)
    first, hidden, last = asked(cast), asked(cast), asked(cast)
    for _ in range(4):
        replied(cast, hidden)
    replied(cast, last)
    cast.do(hide_post, cast.moritz, cast.question(hidden).id, "rude")
    found = list(Documents(effects.sessions).after(0))
    assert {document.thread_id for document in found} == {first, last}
    assert [document.post_id for document in found] == sorted({document.post_id for document in found})


def test_sqlite_reads_a_batch_by_its_posts(cast, effects):
    if cast.database.backend != "sqlite":
        return
    replied(cast, asked(cast))
    sent = []
    engine = cast.database.engine

    def note(connection, cursor, statement, parameters, context, many):
        sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert len(list(Documents(effects.sessions).after(0))) == 2
    finally:
        event.remove(engine, "before_cursor_execute", note)
    [(statement, parameters)] = [one for one in sent if "versions.html" in one[0]]
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert plan[0][3].startswith("SEARCH posts USING INTEGER PRIMARY KEY"), plan
    assert not [row[3] for row in plan if "ORDER BY" in row[3]]
