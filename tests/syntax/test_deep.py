"""Deep and hostile code: one clear problem or refusal, never a dead process or a long wait."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from scopelint.source.text import Source
from scopelint.syntax import ir
from scopelint.syntax.check import check_syntax
from scopelint.syntax.deep import is_deep, run_deep
from scopelint.syntax.loader import Lowerer

DEEP = 10_000

KINDS = {
    "brackets": "x = " + "(" * DEEP + "1" + ")" * DEEP,
    "open brackets": "x = " + "[" * DEEP,
    "calls in calls": "x = " + "f(" * DEEP + "1" + ")" * DEEP,
    "indents": "".join(" " * level + "if a:\n" for level in range(2000)) + " " * 2000 + "pass",
    "elif": "if a: pass\n" + "elif b: pass\n" * DEEP,
    "header": "if " + "not " * DEEP + "a: pass",
    "lines": "x = (" + "(\n" * DEEP + ")" * DEEP + ")",
}

REFUSED = {
    "minus": "x = " + "-" * DEEP + "1",
    "not": "x = " + "not " * DEEP + "1",
    "sum": "x = " + "1 + " * 5000 + "1",
    "attributes": "x = a" + ".b" * DEEP,
    "chained calls": "x = a" + ".b(1)" * 1000,
    "calls": "x = a" + "()" * DEEP,
    "power": "x = " + "a ** " * DEEP + "1",
    "lambda": "x = " + "lambda: " * DEEP + "1",
    "if": "x = " + "a if b else " * DEEP + "1",
    "strings": "x = (" + "'a'\n" * DEEP + ")",
    "subscripts": "x = a" + "[0]" * DEEP,
    "await": "x = " + "await " * DEEP + "a",
}


@pytest.mark.parametrize("kind", KINDS)
def test_deep_text_is_one_problem(kind: str) -> None:
    problem = check_syntax(KINDS[kind])
    assert problem is not None
    assert problem.message.startswith("nesting too deep")
    assert len(problem.message) < 100


@pytest.mark.parametrize("kind", REFUSED)
def test_deep_statement_is_refused_alone(kind: str) -> None:
    start = time.process_time()
    module = Lowerer().module(Source.from_text("a.py", "before = 1\n" + REFUSED[kind] + "\nafter = f(2)\n"))
    assert [type(statement) for statement in module.body] == [ir.Assign, ir.Refused, ir.Assign]
    assert module.body[1].line == 2
    assert module.body[2].line == 3 + REFUSED[kind].count("\n")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", ["1 + " * 900 + "1", "a" + ".b" * 900, "[" * 150 + "]" * 150, "'a' " * 900])
def test_what_is_not_too_deep_is_lowered(text: str) -> None:
    module = Lowerer().module(Source.from_text("a.py", f"x = {text}\n"))
    assert isinstance(module.body[0], ir.Assign)


def test_in_a_thread_with_a_small_stack() -> None:
    code = (
        "import threading\n"
        "from scopelint.source.text import Source\n"
        "from scopelint.syntax.loader import Lowerer\n"
        "texts = ['x = ' + '[' * 190 + ']' * 190 + '\\n', 'x = ' + '-' * 900 + '1\\n']\n"
        "def work():\n"
        "    for text in texts:\n"
        "        print(type(Lowerer().module(Source.from_text('a.py', text)).body[0]).__name__)\n"
        "threading.stack_size(512 * 1024)\n"
        "thread = threading.Thread(target=work)\n"
        "thread.start()\n"
        "thread.join()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout.split()) == (0, ["Assign", "Assign"]), done.stderr


def test_run_deep() -> None:
    def depth(levels: int) -> int:
        return 0 if levels == 0 else 1 + depth(levels - 1)

    def fail(text: str) -> int:
        raise KeyError(text)

    limit = sys.getrecursionlimit()
    assert run_deep(lambda: depth(50_000)) == 50_000
    assert sys.getrecursionlimit() == limit
    assert run_deep(lambda: (is_deep(), run_deep(threading.get_ident) == threading.get_ident())) == (True, True)
    assert not is_deep()
    with pytest.raises(KeyError, match="told"):
        run_deep(lambda: fail("told"))
