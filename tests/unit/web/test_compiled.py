"""Templates are compiled once for all processes, and anew when anything they are made of has changed."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from community.web.compiled import Compiled, folder_of, known_by


class Counting(Environment):
    """Counts what is compiled."""

    compiled = 0

    def _compile(self, source, filename):
        Counting.compiled += 1
        return super()._compile(source, filename)


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """A function (**options) that fills a template as a new process would, and returns what it says."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(Counting, "compiled", 0)

    def fill(text="Hello", code="en", known="1", folder=tmp_path / "kept"):
        environment = Counting(loader=DictLoader({"page.html": text + " {{ name }}"}))
        environment.bytecode_cache = Compiled(folder, code, known)
        return environment.get_template("page.html").render(name="Mara")

    return fill


def test_a_second_process_compiles_nothing(filled):
    assert [filled(), filled(), Counting.compiled] == ["Hello Mara", "Hello Mara", 1]


@pytest.mark.parametrize("change", [{"text": "Hallo"}, {"code": "de"}, {"known": "2"}])
def test_what_has_changed_is_compiled_anew(filled, change):
    filled()
    assert filled(**change) == f"{change.get('text', 'Hello')} Mara"
    assert Counting.compiled == 2


@pytest.mark.parametrize("length", [0, 5, 30, 60, 100, 150])
def test_a_file_that_was_cut_off_is_made_anew(filled, tmp_path, length):
    filled()
    [kept] = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:length])
    assert [filled(), filled(), Counting.compiled] == ["Hello Mara", "Hello Mara", 2]


def test_a_place_where_nothing_can_be_kept_costs_time_alone(filled, tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert filled(folder=tmp_path / "file" / "kept") == "Hello Mara"


def test_nothing_is_kept_where_python_is_told_to_keep_nothing(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled() == "Hello Mara"
    assert not (tmp_path / "kept").exists()


def test_kept_is_beside_the_sources_or_where_python_is_told(tmp_path, monkeypatch):
    assert folder_of(tmp_path / "templates") == tmp_path / "templates" / "__pycache__"
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert tmp_path / "elsewhere" in folder_of(tmp_path / "templates").parents


def test_what_is_known_is_by_content(tmp_path):
    one, other = tmp_path / "a.html", tmp_path / "b.html"
    one.write_text("a")
    other.write_text("b")
    known = known_by([one, other], {"x": "1"})
    assert known == known_by([other, one], {"x": "1"})
    assert known != known_by([one, other], {"x": "2"})
    other.write_text("c")
    assert known != known_by([one, other], {"x": "1"})
