"""Assets: style sheets and scripts put together at startup and named by their content."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from community.web.compression import squeezed

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")
_REMARK = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)
_FOR_EFFECT = re.compile(r'^import "\./([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"export default \w+;\s*\Z")
_AROUND = re.compile(r"\s*([{};,])\s*")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Bytes to serve, plain and compressed, and the digest that names them, so they may be kept for ever."""

    content: bytes
    gzipped: bytes
    digest: str


def bundle(root: Path, name: str = "public") -> Bundle:
    """Return the style sheets listed in `root`/`name`.txt as one, in that order.

    A line of the list is a path below `root`; raises FileNotFoundError for one that is not there.
    """
    listed = (root / f"{name}.txt").read_text(encoding="utf-8").split()
    return _bundle(squeeze("\n".join((root / path).read_text(encoding="utf-8") for path in listed)).encode())


def joined(root: Path, name: str) -> Bundle:
    """Return the scripts listed in `root`/`name`.txt as one module, in that order; each keeps its names to itself.

    Raises ValueError where one of them imports for its effect what does not stand before it.
    """
    parts: dict[str, str] = {}
    for listed in (root / f"{name}.txt").read_text(encoding="utf-8").split():
        script = _read(root / listed)
        missing = set(_FOR_EFFECT.findall(script)) - parts.keys()
        if missing:
            raise ValueError(f"{name}.txt: {listed} needs {', '.join(sorted(missing))} before it")
        parts[listed] = _EXPORT.sub("", _FOR_EFFECT.sub("", script))
    return _bundle("".join(f"{{\n{script}\n}}\n" for script in parts.values()).encode())


def single(path: Path) -> Bundle:
    """Return one file (the icon sprite, a script) with its digest; a script of ours without what only people read."""
    return _bundle(_read(path).encode())


def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    ours = path.suffix == ".js" and path.parent.name != "vendor"
    return thin(text) if ours else text


def thin(script: str) -> str:
    """Return `script` without lines of comment and indentation; its texts in backticks must stay on one line."""
    return _MARGIN.sub("", _REMARK.sub("", script))


def squeeze(css: str) -> str:
    """Return `css` without comments and indentation; quoted texts in it must not hold braces or comments."""
    return _AROUND.sub(r"\1", _INDENT.sub("\n", _COMMENT.sub("", css))).strip()


def _bundle(content: bytes) -> Bundle:
    return Bundle(content, squeezed(content), hashlib.sha256(content).hexdigest()[:12])
