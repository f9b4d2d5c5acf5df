"""What the rules of the house look at."""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT, Source


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Every file of the repository: tracked, or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="session")
def package() -> list[Source]:
    """Every module of the package, parsed."""
    return [
        Source(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text()))
        for path in sorted((ROOT / "community").rglob("*.py"))
    ]
