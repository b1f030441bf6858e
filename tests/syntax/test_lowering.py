"""Lowering: equal to an independent reading of Python's ast, the same lazily and eagerly, and complete."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import libcst as cst
import pytest
from corpus import sample
from from_ast import module_from_ast

from scopelint.syntax import ir, lower_expr, lower_stmt
from scopelint.syntax.lower import lower_body, lower_module
from scopelint.syntax.problem import SyntaxProblem


def lowered(text: str) -> ir.Module:
    return lower_module(dedent(text), eager=True)


def lines_of(module: ir.Module) -> list[int]:
    return [statement.line for statement in module.body]


def first(text: str) -> ir.Stmt:
    return lowered(text).body[0]


def nodes(item: object) -> Iterator[tuple[object, ...]]:
    """Every node and plain tuple in a tree."""
    todo = [item]
    while todo:
        node = todo.pop()
        if isinstance(node, tuple):
            yield node
            todo.extend(node)


def from_ast(text: str) -> ir.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return module_from_ast(text)


def has_hoisted_yield(module: ir.Module) -> bool:
    return any(isinstance(node, ir.Name) and node.id.startswith(".yield") for node in nodes(module))


def filled(block: ir.Block, text: str) -> ir.Block:
    """The block with every lazy body lowered."""
    result: list[ir.Stmt] = []
    for statement in block:
        if isinstance(statement, ir.FunctionDef) and isinstance(statement.body, ir.LazyBody):
            statement = statement._replace(body=lower_body(text, statement.body))
        elif isinstance(statement, ir.ClassDef):
            statement = statement._replace(body=filled(statement.body, text))
        result.append(statement)
    return tuple(result)


@pytest.mark.parametrize("seed", range(3))
def test_equal_to_ast(seed: int) -> None:
    functions = 0
    for source in sample(30, seed):
        module = lower_module(source.text, eager=True, checked=True)
        if has_hoisted_yield(module) or any(isinstance(node, ir.Refused) for node in nodes(module)):
            continue
        expected = from_ast(source.text)
        assert module == expected, source.path
        assert repr(module) == repr(expected), source.path  # 1 == 1.0 == True
        functions += sum(isinstance(node, ir.FunctionDef) for node in nodes(module))
    assert functions > 50  # the sample had something to compare, whatever this installation holds


@pytest.mark.parametrize("seed", range(2))
def test_lazy_equals_eager(seed: int) -> None:
    left_out = 0
    for source in sample(25, 100 + seed):
        eager = lower_module(source.text, eager=True, checked=True)
        lazy = lower_module(source.text, checked=True)
        left_out += sum(isinstance(node, ir.LazyBody) for node in nodes(lazy))
        assert ir.Module(filled(lazy.body, source.text), lazy.doc) == eager, source.path
    assert left_out > 30


SYNTAX = '''
@first(1)  # a comment
# between

@second(f(2), x=g())
async def f(a, /, b: int = h(1), *args: c, d=2, **kw) -> r(0):
    """doc\\n"""
    async with a(b()) as c, d: await e()
    async for i, *j in x(): pass
    else:
        return [y async for y in z() if y(1) if q]
    a; b(c(1)); d(e(2))
    x = (1,
         f(2)); y = g(
        3)
    if (a and
        b): c(); d = 1
    elif x: pass
    else: f()
class A(B, *C, metaclass=M(1), **K):
    "doc" "more"
    x: int = 1; y: "str"
    def m(self): return lambda a, *b, c=f(1): (a, b)
    def n(self):
        # nothing but a docstring
        r"""raw \\n"""
    @p
    def o(self, x=1): # comment
        global g1, g2
        del a, b[1], (c, d)
        del (a), [b]
x = y = *a, b = 1, 2
x[1:2, ::3], y[*a], z[1,], w[:] = 0
x @= 1; x //= 2; x **= 3; x >>= 4; x <<= 5; x &= 6; x |= 7; x ^= 8; x %= 9
a = b if c(1) else d
a = not b and c or d and (e and f) and g
a = 1 < b <= c != d is e is not f in g not in h
a = {**a, 1: 2, f(1): g(2)}, {1, *b}, [], (), {}, {k: v for k, v in f()}, {a for b in c}
a = (yield_ for a in b for c in d if e)
a = -1 + ~2 - +3 ** 4 // 5 % 6 @ 7 << 8 >> 9 & 10 | 11 ^ 12
a = 0x_ff, 0o17, 0b1, 1_000, 1e3, 1_0.5j, ..., None, True, 1., .5
a = f"{x!r:>{w}} {y=} {z = :5} {{}} {u=!s}" "tail{}" rf"\\d{x}" f'\\x41{x}\\N{BULLET}' f""
a = "a" 'b' """c
d""" "\\
e" "\\101\\x41\\u0041\\U00000041\\N{LATIN SMALL LETTER A}\\q" r"\\n" if x else b"a\\xff\\377" rb"\\n"
f(*a, b, c=1, *d, **e)(1)(2).x(3)[f(4)]
if (n := f(1)) and g(n): pass
try:
    pass
except (A, B) as e:
    raise X(1) from e
except f(1): raise
else:
    assert a(1), b(2)
finally:
    from .. import a
    from .b.c import (d as e, f,)
    from x import *
    import a.b.c as d, e.f
while f(1):
    break
else:
    continue_ = 1
with (a(1) as b, c(2)): pass
for x in *a, b: continue
match f(1):
    case 1 | -2 | "a" "b" | None | A.b: pass
    case [a, *_, 1] if f(a): pass
    case (a, *b): pass
    case {"a": 1, **rest}: pass
    case A(1, b=C(x)) as d: pass
    case _: pass
try: pass
except* E as e: pass
'''


def test_every_kind_equals_ast() -> None:
    assert lowered(SYNTAX) == from_ast(dedent(SYNTAX))
    lazy = lower_module(SYNTAX)
    assert ir.Module(filled(lazy.body, SYNTAX), lazy.doc) == lowered(SYNTAX)


def test_every_node_class_is_lowered_or_refused() -> None:
    def concrete(base: Any) -> set[type[cst.CSTNode]]:
        found = {item for item in vars(cst).values() if isinstance(item, type) and issubclass(item, base)}
        return {
            item for item in found if not getattr(item, "__abstractmethods__", None) and "Base" not in item.__name__
        }

    expressions = concrete(cst.BaseExpression)
    unknown = {item.__name__ for item in expressions - lower_expr.LOWERED_EXPRESSIONS}
    assert unknown <= set(lower_expr.REFUSED_EXPRESSIONS)
    statements = concrete(cst.BaseStatement) | concrete(cst.BaseSmallStatement)
    unknown = {item.__name__ for item in statements - lower_stmt.LOWERED_STATEMENTS}
    assert unknown - {"SimpleStatementLine"} <= set(lower_stmt.REFUSED_STATEMENTS)


def test_newer_syntax() -> None:
    module = lowered(
        """
        type X[T] = list[T]
        def f[T: int = str, *Ts, **P](x: T) -> T:
            return f"{x["a"]}" f'{"\\n".join(x)}'
        class A[T](B[T]):
            pass
        a = t"{x}"
        b = 1
        """
    )
    kinds = [type(statement).__name__ for statement in module.body]
    assert kinds == ["TypeStmt", *["TypeStmt"] * 3, "FunctionDef", "TypeStmt", "ClassDef", "Assign", "Assign"]
    assert lines_of(module) == [2, 3, 3, 3, 3, 5, 5, 7, 8]
    assert module.body[7] == ir.Assign(7, (ir.Name("a"),), ir.RefusedExpr("template string"))


def test_quotes_nested_in_an_f_string_do_not_move_lines() -> None:
    text = 'a = f"{x["("]}"\nb = f"{x["#"]}"; c()\n\ndef f():\n    y = f"{x["""\n"""]}"\n    return g(1)\n'
    module = lower_module(text, eager=True)
    assert lines_of(module) == [1, 2, 2, 4]
    assert isinstance(module.body[3], ir.FunctionDef)
    body = module.body[3].body
    assert not isinstance(body, ir.LazyBody)
    assert lines_of(ir.Module(body, None)) == [5, 7]


def test_yields_are_hoisted() -> None:
    function = first(
        """
        def f():
            a = b = yield 1
            yield from g()
            x.y = yield
            return h((yield 1), [(yield (yield 2))])
        """
    )
    assert isinstance(function, ir.FunctionDef)
    name = [ir.Name(f".yield{number}") for number in range(5)]
    one, two = ir.Const(1), ir.Const(2)
    assert function.body == (
        ir.Assign(3, (ir.Name("a"), ir.Name("b")), ir.Yield(one)),
        ir.ExprStmt(4, ir.YieldFrom(ir.Call(ir.Name("g"), (), (), 0))),
        ir.Assign(5, (name[1],), ir.Yield(None)),
        ir.Assign(5, (ir.Attribute(ir.Name("x"), "y"),), name[1]),
        ir.Assign(6, (name[2],), ir.Yield(one)),
        ir.Assign(6, (name[3],), ir.Yield(two)),
        ir.Assign(6, (name[4],), ir.Yield(name[3])),
        ir.Return(6, ir.Call(ir.Name("h"), (name[2], ir.ListExpr((name[4],))), (), 0)),
    )


def test_yield_in_headers() -> None:
    function = first(
        """
        def f():
            while (yield): g()
            if a: pass
            elif (yield 1): pass
            lambda: (yield)
            while (yield): pass
            else: pass
        """
    )
    assert isinstance(function, ir.FunctionDef)
    assert not isinstance(function.body, ir.LazyBody)
    loop, branch, lambda_, refused = list(function.body)
    assert isinstance(loop, ir.While)
    assert loop.test == ir.Const(True)
    assert [type(item) for item in loop.body] == [ir.Assign, ir.If, ir.ExprStmt]
    assert isinstance(branch, ir.If)
    assert [type(item) for item in branch.orelse] == [ir.Assign, ir.If]
    assert isinstance(lambda_, ir.ExprStmt)
    assert isinstance(lambda_.value, ir.Lambda)
    assert lambda_.value.body == ir.RefusedExpr("yield in a lambda")
    assert isinstance(refused, ir.Refused)


def test_except_comma_is_python_2() -> None:
    with pytest.raises(SyntaxProblem, match="must be parenthesized") as caught:
        lowered("try:\n    pass\nexcept E, e:\n    pass\n")
    assert caught.value.line == 3


def test_huge_number() -> None:
    assert first("x = " + "9" * 5000) == ir.Assign(1, (ir.Name("x"),), ir.RefusedExpr("integer of thousands of digits"))


def test_what_only_libcst_cannot_parse_is_refused_alone() -> None:
    module = lower_module("a = 1\n(b): int = 2\nc = 3\n", checked=True)
    assert module.body[1] == ir.Refused(2, "statement that LibCST cannot parse")
    assert lines_of(module) == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n\tif a:\n\t    b()\n\tc()\n",
        "\x0cdef f():\n    a()\n\x0c\n    b()\n",
        "def f():\n    a()\n# at the margin\n    b()\n\n\n# end",
        "def f(): a(); b()\ndef g(): pass\n",
        'def f():\n    "doc"; x = 1\n',
        "def f():\n    ('doc')\n",
        "class A:\n  def f(self):\n     pass\n  if x:\n    def g(self):\n      pass\n  def h(self): pass\n",
        "async  def f():\n    await x\n",
        "if a:\n    def f():\n        pass\ndef g():\n    def h():\n        return 1\n    return h\n",
        "def f(a,\n  b):\n\n    return '''\nx\n'''\n",
        "def f():\n    x = [\n1,\n2]\n    return x\n",
        "x = 1 \\\n  + 2\n\\\ny = 3\n",
        "",
        "\n\n",
        "# only a comment",
    ],
)
def test_odd_layouts(text: str) -> None:
    eager = lower_module(text, eager=True)
    assert eager == from_ast(text)
    lazy = lower_module(text)
    assert ir.Module(filled(lazy.body, text), lazy.doc) == eager


def test_identifiers_are_normalized() -> None:
    text = "ﬁ = 1\nﬁrst = a.ﬁ(ﬁ=2)\ndef ﬀ(ﬁ, *ﬂ): return ﬁ\n"
    assert lowered(text) == from_ast(text)
