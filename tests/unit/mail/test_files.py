"""Mails as files: whole, private, in order."""

from email import message_from_bytes
from email.headerregistry import Address
from pathlib import Path

import pytest

from community.mail.files import FileMailer
from community.mail.letters import Letter, build
from community.mail.mailer import Undeliverable

MESSAGE = build(Letter("Hallo", ("Welt",)), sender=Address("Z", "n", "z.example"), to="jana@example.org")


def test_each_mail_is_one_private_file(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path / "mail")
    mailer.send(MESSAGE)
    mailer.send(MESSAGE)
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert message_from_bytes(files[0].read_bytes())["Subject"] == "Hallo"


def test_a_folder_that_can_not_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands in the way")
    with pytest.raises(Undeliverable):
        FileMailer(tmp_path / "mail").send(MESSAGE)


def test_a_mail_that_can_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("community.mail.files.os.fsync", full)
    with pytest.raises(Undeliverable, match="No space left"):
        FileMailer(tmp_path).send(MESSAGE)
    assert list(tmp_path.iterdir()) == []
