"""Colour code by classes, only in languages that are named and known."""

from functools import cache
from typing import Final

from pygments import highlight as pygmentize
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES

#: Each measured on hostile input; pygments' C# (6 s for 8 KB) and TypeScript lexers are missing for a reason.
LANGUAGES: Final = {
    "bash": "bash", "c": "c", "cpp": "cpp", "css": "css", "diff": "diff", "go": "go", "html": "html",
    "ini": "ini", "java": "java", "javascript": "javascript", "js": "javascript", "json": "json",
    "php": "php", "powershell": "powershell", "py": "python", "python": "python", "rust": "rust",
    "sh": "bash", "shell": "bash", "sql": "sql", "ts": "javascript", "typescript": "javascript",
    "xml": "xml", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
#: Characters coloured in one text; code beyond stays plain, so the worst lexer (Java) costs 0.3 s at most.
MAX_HIGHLIGHTED: Final = 4 * 1024
#: The classes the highlighter can produce, the only ones a span may carry.
CLASSES: Final = frozenset(STANDARD_TYPES.values()) - {""}


def highlight(code: str, language: str) -> str | None:
    """Return `code` as HTML with `<span class>` around its tokens, or None when the language is not on the
    list.
    """
    name = LANGUAGES.get(language.lower())
    return pygmentize(code, _lexer(name), HtmlFormatter(nowrap=True)) if name else None


@cache
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False)
