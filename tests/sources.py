"""Where something is said in the product's code: for rules that are kept by naming every exception."""

import ast
from pathlib import Path

PRODUCT = Path(__file__).resolve().parents[1] / "hireguide"
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def places(word, is_said):
    """Module → the functions, in order, round or in which a node is said; only modules that have `word` are read."""
    texts = {path.relative_to(PRODUCT).as_posix(): path.read_text() for path in PRODUCT.rglob("*.py")}
    found = {name: list(_within(ast.parse(text), is_said)) for name, text in texts.items() if word in text}
    return {name: functions for name, functions in found.items() if functions}


def _within(node, is_said, place="the module"):
    for child in ast.iter_child_nodes(node):
        if is_said(child):
            yield place
        yield from _within(child, is_said, child.name if isinstance(child, _NAMED) else place)
