"""The house: who may import whom, how large things may be, and that every node of the IR can be run."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from scopelint.syntax import ir

HOUSE = Path(__file__).parent.parent / "scopelint"

FILE_LINES = 400
CLASS_LINES = 300
FUNCTION_LINES = 50

MAY_IMPORT: dict[str, set[str]] = {
    "frontends": {"api", "config", "report", "rules", "source.gate", "source.text"},
    "results": {"cache", "diagnostic", "source.span"},
    "api": {"cache", "results", "config", "report", "rules", "library", "interp", "syntax", "source", "project"}
    | {"diagnostic", "trace", "budget", "scoping", "values", "entries"},
    "report": {"diagnostic", "trace", "values", "source.span"},
    "rules": {"diagnostic", "trace", "values"},
    "trace": {"diagnostic", "values", "source.span"},
    "diagnostic": {"values", "source.span"},
    # Sketches are read from files, as programs are.
    "library": {"interp", "scoping", "values", "trace", "diagnostic", "budget", "source.text"},
    "interp": {"syntax.ir", "values", "scoping", "trace", "diagnostic", "budget"},
    "syntax": {"source"},
    "values": {"source.span"},
    "scoping": set(),
    "source": set(),
    "modules": {"results", "source"},
    "budget": set(),
    "cache": set(),
    "config": set(),
    "__main__": {"frontends"},
    "": set(),
}
# The halves of the api that wire runs; front ends see ``api`` alone.
MAY_IMPORT["project"] = (MAY_IMPORT["api"] - {"project"}) | {"modules"}
MAY_IMPORT["entries"] = MAY_IMPORT["api"] - {"project", "entries"}

TOO_LARGE: dict[str, str] = {}
"""What exceeds the sizes, and why it is better whole."""

RUN_AS_STEPS = {"Yield", "YieldFrom"}
"""Nodes that have no closure of their own: ``interp/generators.py`` runs a generator's body step by step."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def python_files() -> list[Path]:
    """Our modules. Sketches are data: programs that are interpreted."""
    return sorted(p for p in HOUSE.rglob("*.py") if "sketches" not in p.relative_to(HOUSE).parts)


FILES = python_files()


def name_of(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def room_of(dotted: str) -> str:
    return dotted.partition(".")[0]


def module_of(path: Path) -> str:
    """The dotted name below the package, "" for the package itself."""
    return ".".join(p for p in path.relative_to(HOUSE).with_suffix("").parts if p != "__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it: those under TYPE_CHECKING and in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} has a relative import"
            module = node.module or ""
            yield module
            # ``from scopelint.syntax import ir`` reaches syntax.ir, not all of syntax
            yield from (f"{module}.{alias.name}" for alias in node.names if module.startswith("scopelint"))


def allowed(importer: str, imported: str) -> bool:
    room = room_of(importer)
    if not imported or imported == "__version__" or (room_of(imported) == room and room):
        return True
    return any(imported == one or imported.startswith(one + ".") for one in MAY_IMPORT[room])


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_dependencies_point_one_way(path: Path) -> None:
    importer = module_of(path)
    names = [n.removeprefix("scopelint").lstrip(".") for n in imports(path) if n.partition(".")[0] == "scopelint"]
    modules = {n for n in names if is_module(HOUSE / n.replace(".", "/"))}
    wrong = sorted(n for n in modules if not allowed(importer, n) and not _is_prefix(n, modules))
    assert not wrong


def is_module(path: Path) -> bool:
    return path.is_dir() or path.with_name(path.name + ".py").exists()


def _is_prefix(name: str, names: set[str]) -> bool:
    """A package is imported with each of its modules; what counts is the module that was meant."""
    return any(other.startswith(name + ".") for other in names)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_foreign_libraries_stay_in_their_rooms(path: Path) -> None:
    tops = {n.partition(".")[0] for n in imports(path)}
    room = room_of(module_of(path))
    assert "flake8" not in tops
    assert "tensorflow" not in tops
    assert room == "syntax" or "libcst" not in tops
    assert room == "source" or "fissix" not in tops


def lines_of(node: ast.AST, lines: list[str]) -> int:
    """The non-blank lines of a definition, without its docstring."""
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    first, last = node.lineno, node.end_lineno or node.lineno
    count = sum(1 for text in lines[first - 1 : last] if text.strip())
    doc = node.body[0]
    if isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant) and isinstance(doc.value.value, str):
        count -= sum(1 for text in lines[doc.lineno - 1 : doc.end_lineno or doc.lineno] if text.strip())
    return count


def sizes() -> Iterator[tuple[str, int, int]]:
    """What there is, its size, and what it may be."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        yield name_of(path), sum(1 for line in lines if line.strip()), FILE_LINES
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                yield f"{name_of(path)}::{node.name}", lines_of(node, lines), CLASS_LINES
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{name_of(path)}::{node.name}", lines_of(node, lines), FUNCTION_LINES


def test_nothing_grows_too_large() -> None:
    large = {name: size for name, size, limit in sizes() if size > limit}
    assert {n: s for n, s in large.items() if n not in TOO_LARGE} == {}
    assert set(TOO_LARGE) <= set(large), "these are no longer too large: take them off the list"


def registered(decorator: str) -> Counter[str]:
    """How many functions of the interpreter are registered for each node."""
    found: Counter[str] = Counter()
    for path in (HOUSE / "interp").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for item in getattr(node, "decorator_list", ()):
                if isinstance(item, ast.Call) and isinstance(item.func, ast.Name) and item.func.id == decorator:
                    assert isinstance(item.args[0], ast.Attribute)
                    found[item.args[0].attr] += 1
    return found


@pytest.mark.parametrize(("union", "decorator"), [(ir.Expr, "expression"), (ir.Stmt, "statement")])
def test_every_node_has_exactly_one_compile_function(union: object, decorator: str) -> None:
    nodes = {node.__name__ for node in get_args(union)} - RUN_AS_STEPS
    assert registered(decorator) == Counter(nodes)


def test_names_say_what_is_inside() -> None:
    assert not [name_of(p) for p in FILES if p.stem in VAGUE or p.parent.name in VAGUE]


def test_every_module_says_what_it_holds() -> None:
    assert not [name_of(p) for p in FILES if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
