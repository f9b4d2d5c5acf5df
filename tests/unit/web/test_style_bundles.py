"""The style sheets become one file each, within the budget, and nothing is forgotten."""

import gzip
import re
from pathlib import Path

import pytest

from community.web.assets import bundle, joined, single, squeeze, thin

STATIC = Path(__file__).parents[3] / "static"
CSS = STATIC / "css"


def test_squeezing_keeps_what_counts() -> None:
    assert squeeze("/* why */\n.a {\n  color: red;\n  margin: 0 1px;\n}\n") == ".a{color: red;margin: 0 1px;}"


def test_a_script_loses_its_remarks_and_nothing_else() -> None:
    script = "// Why.\nconst a = 1; // here\n\n  if (a) {\n    // Because.\n    go(`//x`);\n  }\n"
    assert thin(script) == "const a = 1; // here\n\nif (a) {\ngo(`//x`);\n}\n"


def test_joined_scripts_keep_their_names_and_come_after_what_they_need(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("const a = 1;\nexport default a;\n")
    (tmp_path / "two.js").write_text('// Why.\nimport "./one.js";\nconst a = 2;\n')
    (tmp_path / "both.txt").write_text("one.js\ntwo.js\n")
    assert joined(tmp_path, "both").content == b"{\nconst a = 1;\n\n}\n{\nconst a = 2;\n\n}\n"
    (tmp_path / "both.txt").write_text("two.js\none.js\n")
    with pytest.raises(ValueError, match=r"two\.js needs one\.js before it"):
        joined(tmp_path, "both")


@pytest.mark.parametrize("path", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_no_text_of_a_script_goes_over_lines(path: Path) -> None:
    # Thinning takes margins away, also within one.
    without_patterns = re.sub(r"/[^/\n]*`[^/\n]*/g", "", path.read_text())
    assert all(line.count("`") % 2 == 0 for line in without_patterns.split("\n"))


def test_the_digest_names_the_content() -> None:
    assert bundle(CSS).digest == bundle(CSS).digest != bundle(CSS, "staff").digest
    assert single(STATIC / "icons.svg").content.startswith(b"<svg")


def test_every_style_sheet_is_in_one_bundle() -> None:
    listed = [
        line for name in ("public", "member", "staff") for line in (CSS / f"{name}.txt").read_text().split()
    ]
    assert sorted(listed) == sorted(str(path.relative_to(CSS)) for path in CSS.rglob("*.css"))


@pytest.mark.parametrize(("name", "kilobytes"), [("public", 10), ("member", 4), ("staff", 4)])
def test_a_bundle_stays_within_its_budget(name: str, kilobytes: int) -> None:
    assert len(gzip.compress(bundle(CSS, name).content)) <= kilobytes * 1024


def test_a_missing_style_sheet_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "public.txt").write_text("gone.css")
    with pytest.raises(FileNotFoundError):
        bundle(tmp_path)
