"""The Python 2 door: what only Python 2 has, rewritten on its line, with the columns mapped back."""

from __future__ import annotations

import ast

import pytest

from scopelint.source.python2 import read_python2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("print 'x' % f(a), b", "print('x' % f(a), b)"),
        ("print a,", 'print(a, end=" ")'),
        ("print", "print()"),
        ("print ('a')", None),
        ("print ('a', b)", "print(('a', b))"),
        ("print ('a') % b", "print(('a') % b)"),
        ("print >>f, a", "print(     a, file=f)"),
        ("print >>sys.stderr", "print(            file=sys.stderr)"),
        ("print 'a', \\\n  'b'", "print('a', \\\n  'b')"),
        ('print """a\nb""", c', 'print("""a\nb""", c)'),
        ("if a: print b; c", "if a: print(b); c"),
        ("exec code", "exec(code)"),
        ("exec code in d, e", "exec(code ,  d, e)"),
        ("raise E, 'm'", "raise E( 'm')"),
        ("raise E, 'm', tb", "raise E( 'm')    "),
        ("raise E, None, tb", "raise E          "),
        ("try: a\nexcept E, e: b", "try: a\nexcept E as e: b"),
        ("try: a\nexcept (E, F), e: b", "try: a\nexcept (E, F) as e: b"),
        ("a <> b", "a != b"),
        ("x = 0777 + 10L + 0xFFL + 0", "x = 0o777 + 10 + 0xFF + 0"),
        ("x = ur'a'", "x =  r'a'"),
        ("x = `a`", "x = repr(a)"),
        ("f(async=True)", "f(async_=True)"),
        ("def f(a, (b, c)):\n    return a", "def f(a, _b_c):\n    (b, c) = _b_c; return a"),
        ("lambda i, (a, b): a", "lambda i, _a_b: (lambda a, b: a)(*_a_b)"),
        ("print lambda (a, b): `a`", "print(lambda _a_b: (lambda a, b: repr(a))(*_a_b))"),
        ("if a:\n\tprint b\n        c", "if a:\n        print(b)\n        c"),
        ("from __future__ import print_function\nprint(a, file=f)\nx = 0L", None),
    ],
)
def test_rewritten(before: str, after: str | None) -> None:
    edited = read_python2(before + "\n")
    if after is None:
        assert edited is None or edited.text.split("\n")[:-2] == before.split("\n")[:-1]
        return
    assert edited is not None
    assert edited.text == after + "\n"
    ast.parse(edited.text)


@pytest.mark.parametrize("text", ["x = = 1\n", "a b\n", "def f((a, b)):\n    if a:\n        pass\n", "return\n", "(\n"])
def test_neither(text: str) -> None:
    assert read_python2(text) is None


@pytest.mark.parametrize("name", ["first", "second", "third", "'tail'"])
def test_columns(name: str) -> None:
    text = "print >>f, `first`, second(0777), 'tail', third\n"
    edited = read_python2(text)
    assert edited is not None
    assert edited.text != text
    assert edited.original_column(1, edited.text.index(name) + 1) == text.index(name) + 1
    assert edited.original_column(2, 5) == 5
