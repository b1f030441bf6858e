"""Makes a program that shows something smaller, as long as it still shows it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Change = Callable[[ast.Module, int], bool]


def reduced(text: str, shows: Callable[[str], bool], tries: int = 150) -> str:
    """A smaller program that still shows it: without statements, without the blocks around them, without keywords."""
    text = ast.unparse(ast.parse(text)) + "\n"
    before = ""
    while before != text and tries > 0:
        before = text
        for change in (without_rest, without, unwrapped, without_keyword):
            number = len(list(ast.walk(ast.parse(text))))
            while number > 0 and tries > 0:
                number -= 1
                smaller = changed(text, change, number)
                if smaller is not None and smaller != text:
                    tries -= 1
                    text = smaller if shows(smaller) else text
    return text


def changed(text: str, change: Change, number: int) -> str | None:
    """The program after a change at its node of this number; None where that change does not apply."""
    tree = ast.parse(text)
    if not change(tree, number):
        return None
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and not body and not isinstance(node, ast.Module):
            body.append(ast.Pass())
    return ast.unparse(tree) + "\n"


def spots(tree: ast.Module) -> Iterator[tuple[list[ast.stmt], int]]:
    """Each statement but the first, as its block and its place there."""
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                yield from ((block, at) for at in range(node is tree, len(block)))


def spot(tree: ast.Module, number: int) -> tuple[list[ast.stmt], int] | None:
    return next((found for n, found in enumerate(spots(tree)) if n == number), None)


def without_rest(tree: ast.Module, number: int) -> bool:
    found = spot(tree, number)
    if found is not None:
        del found[0][found[1] + 1 :]
    return found is not None


def without(tree: ast.Module, number: int) -> bool:
    found = spot(tree, number)
    if found is not None:
        del found[0][found[1]]
    return found is not None


def unwrapped(tree: ast.Module, number: int) -> bool:
    found = spot(tree, number)
    if found is None or isinstance(found[0][found[1]], ast.FunctionDef):
        return False
    body = getattr(found[0][found[1]], "body", None)
    if isinstance(body, list):
        found[0][found[1] : found[1] + 1] = body
    return isinstance(body, list)


def without_keyword(tree: ast.Module, number: int) -> bool:
    keywords = [(call, word) for call in ast.walk(tree) if isinstance(call, ast.Call) for word in call.keywords]
    if number >= len(keywords):
        return False
    call, word = keywords[number]
    call.keywords.remove(word)
    return True
