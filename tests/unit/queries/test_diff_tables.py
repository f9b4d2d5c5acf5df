"""What a reader compares stands beside each other."""

from community.queries.diff_tables import table_of


def kinds(old: str, new: str) -> list[str]:
    return [row.kind for row in table_of(old, new).rows]


def test_a_paragraph_and_what_came_in_its_place_share_a_row():
    old = "Sehr geehrter Kunde, vielen Dank.\n\nBleibt so, wie es ist."
    new = "Hallo Holger, das ist ärgerlich!\n\nBleibt so, wie es ist."
    first, second = table_of(old, new).rows
    assert (first.kind, second.kind) == ("replaced", "same")
    assert "Sehr geehrter" in first.left[0].text
    assert "Holger" in "".join(piece.text for piece in first.right)


def test_what_has_no_counterpart_stands_alone():
    assert kinds("Eins bleibt.\n\nZwei geht fort.", "Eins bleibt.") == ["same", "removed"]
    assert kinds("Eins bleibt.", "Eins bleibt.\n\nDrei kommt dazu.") == ["same", "added"]


def test_nothing_is_lost_or_doubled():
    old = "Alpha beta.\n\nGamma delta.\n\nGanz anderes hier.\n\nEnde."
    new = "Neu davor.\n\nXi psi.\n\nEnde.\n\nUnd noch etwas."
    rows = table_of(old, new).rows
    left = ["".join(piece.text for piece in row.left) for row in rows if row.left]
    right = ["".join(piece.text for piece in row.right) for row in rows if row.right]
    assert left == old.split("\n\n")
    assert right == new.split("\n\n")


def test_a_paragraph_in_the_place_of_another_is_one_change() -> None:
    table = table_of("Alles ganz anders hier.\n\nBleibt.", "Vollkommen neue Worte!\n\nBleibt.\n\nDazu.")
    assert [row.kind for row in table.rows] == ["replaced", "same", "added"]
    assert table.changes == 2
