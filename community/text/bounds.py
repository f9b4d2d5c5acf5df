"""Rules that keep a text shallow and small: nesting of blocks and marks, cells of tables."""

from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.text.allowed import MAX_NESTING

#: One line of two characters becomes a whole row, so cells are what makes a small source a large page.
MAX_CELLS: Final = 5_000
MAX_COLUMNS: Final = 50
_MARKS: Final = frozenset({"strong", "em", "s"})

_Rule = Callable[[StateBlock, int, int, bool], bool]


def use(md: MarkdownIt) -> None:
    """Replace the unbounded rules of `md`; what goes beyond the bounds stays as the text that was typed."""
    # markdown-it drops what lies deeper than its own limit; ours must be met first
    md.options["maxNesting"] = MAX_NESTING + 4
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.at("blockquote", _shallow(blockquote, 1), {"alt": alt})
    md.block.ruler.at("list", _shallow(list_block, 2), {"alt": alt[:3]})
    md.block.ruler.at("table", _table, {"alt": alt[:2]})
    md.core.ruler.after("inline", "shallow_marks", _shallow_marks)


def _shallow(rule: _Rule, levels: int) -> _Rule:
    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level + levels <= MAX_NESTING and rule(state, start, end, silent)

    return bounded


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table as long as there are cells left in this text; further rows stay lines of text."""
    columns = state.src[state.bMarks[start] : state.eMarks[start]].strip().strip("|").count("|") + 1
    used: int = state.env.get("cells", 0)
    rows = (MAX_CELLS - used) // columns
    if columns > MAX_COLUMNS or rows < 1:
        return False
    found = table(state, start, min(end, start + 1 + rows), silent)
    if found and not silent:
        state.env["cells"] = used + (state.line - start) * columns
    return found


def _shallow_marks(state: StateCore) -> None:
    for block in state.tokens:
        if block.children:
            block.children = _without_deep_marks(block.children)


def _without_deep_marks(tokens: list[Token]) -> list[Token]:
    kept: list[bool] = []
    out: list[Token] = []
    depth = 0
    for token in tokens:
        if token.tag not in _MARKS:
            out.append(token)
            continue
        if token.nesting == 1:
            kept.append(depth < MAX_NESTING)
        keep = kept[-1] if token.nesting == 1 else kept.pop()
        depth += token.nesting * keep
        out.append(token if keep else Token("text", "", 0, content=token.markup))
    return out
