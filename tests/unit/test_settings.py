"""What the environment says is checked, and the secret is made once, whoever comes first."""

import stat
import threading
from pathlib import Path

import pytest

from community.settings import BadSetting, load


def test_the_secret_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = load({"COMMUNITY_DATA": str(tmp_path)})
    assert load({"COMMUNITY_DATA": str(tmp_path)}).secret_key == first.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    for turn in range(30):
        data = {"COMMUNITY_DATA": str(tmp_path / str(turn))}
        found: list[str] = []
        start = threading.Barrier(4)

        def read(
            data: dict[str, str] = data, found: list[str] = found, start: threading.Barrier = start
        ) -> None:
            start.wait()
            found.append(load(data).secret_key)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 4
        assert len(set(found)) == 1
        assert [path.name for path in (tmp_path / str(turn)).iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("WEB_WORKERS", "-1"),
        ("TRUSTED_PROXIES", "²"),
        ("BASE_URL", "example.org"),
        ("BASE_URL", "https://example.org/sub"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("MAIL_URL", "localhost:25"),
        ("SEARCH_URL", "elastic:"),
        ("STORAGE_URL", "ftp://files"),
        ("UPLOAD_MEGABYTES", "0"),
    ],
)
def test_a_value_that_will_not_do_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=name):
        load({"COMMUNITY_DATA": str(tmp_path), name: value})


def test_a_damaged_secret_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("kurz")
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        load({"COMMUNITY_DATA": str(tmp_path)})
