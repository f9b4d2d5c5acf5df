"""Names of uploaded files: no folder, no second line, no turned letters, and an address in plain ones."""

import pytest

from community.text.file_names import clean_name, ending_of, upload_path


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("..\\..\\windows\\system.ini.txt", "system.ini.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\fakepath\\notes.log", "notes.txt"),
        ("photo\u202etxt.exe", "phototxt.txt"),
        ("a\r\nSet-Cookie: x=1.txt", "a Set-Cookie- x=1.txt"),
        ('x"; filename="y.html', "x- filename=-y.txt"),
        ("....txt", "file.txt"),
        ("", "file.txt"),
        ("\u200b\ufeff.png", "file.txt"),
        ("<script>.png", "script.txt"),
        ("Stra\u00dfe U\u0308bersicht.TXT", "Straße Übersicht.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("a.\x00.png", "a.txt"),
    ],
)
def test_a_clean_name(sent: str, shown: str) -> None:
    assert clean_name(sent, "txt") == shown
    assert clean_name(shown, "txt") == shown


@pytest.mark.parametrize(("name", "ending"), [("a.PNG", "png"), ("a", ""), ("a.tar.gz", "gz"), ("a.p?p", "")])
def test_the_ending(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_the_address_is_in_plain_letters() -> None:
    assert upload_path("A" * 22, "Straße Übersicht ✓.png") == f"/uploads/{'A' * 22}/strasse-uebersicht.png"
    assert upload_path("A" * 22, "漢字.log") == f"/uploads/{'A' * 22}/thread.log"
