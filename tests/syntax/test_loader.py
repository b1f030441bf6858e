"""The façade and its cache: all lowered once, LibCST not imported when warm, nothing trusted, nothing raised."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from scopelint import cache as cache_module
from scopelint.cache import Cache, cache_directory
from scopelint.source.span import Span
from scopelint.source.text import Source
from scopelint.syntax import ir, loader
from scopelint.syntax.loader import Lowerer
from scopelint.syntax.problem import SyntaxProblem
from scopelint.syntax.record import Record, load, schema

TEXT = '''"""doc"""
def f(a):
    """inner"""
    return g(a, ..., 1j)
class A:
    def m(self):
        return 1
'''


def function(module: ir.Module) -> ir.FunctionDef:
    found = module.body[1]
    assert isinstance(found, ir.FunctionDef)
    return found


def lazy_of(module: ir.Module) -> ir.LazyBody:
    body = function(module).body
    assert isinstance(body, ir.LazyBody)
    return body


def test_module_and_body(tmp_path: Path) -> None:
    source = Source.from_text("a.py", TEXT)
    cold = Lowerer(Cache("1", schema(), directory=tmp_path))
    module = cold.module(source)
    assert module.doc == "doc"
    assert function(module).doc == "inner"
    block = cold.body(source, lazy_of(module))
    assert [statement.line for statement in block] == [3, 4]
    assert cold.body(source, lazy_of(module)) is block
    cold.flush()
    warm = Lowerer(Cache("1", schema(), directory=tmp_path))
    assert warm.module(source) == module
    assert warm.body(source, lazy_of(module)) == block


def test_warm_cache_needs_no_libcst(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(TEXT + "".join(f"def f{i}(): return {i}\n" for i in range(20)), encoding="utf-8")
    code = (
        "import sys\n"
        "from scopelint.cache import Cache\n"
        "from scopelint.source.text import Source, read_bytes\n"
        "from scopelint.syntax.loader import Lowerer\n"
        "from scopelint.syntax.record import schema\n"
        "lowerer = Lowerer(Cache('1', schema()))\n"
        "source = Source.from_bytes(sys.argv[1], read_bytes(sys.argv[1]))\n"
        "lowerer.body(source, lowerer.module(source).body[1].body)\n"
        "lowerer.flush()\n"
        "print('libcst' in sys.modules, 'ast' in sys.modules)\n"
    )
    environment = {**os.environ, cache_module.ENVIRONMENT: str(tmp_path / "cache")}
    for expected in ("True True", "False False"):
        done = subprocess.run(
            [sys.executable, "-c", code, program], capture_output=True, text=True, check=True, env=environment
        )
        assert done.stdout.strip() == expected


def test_bodies_of_two_processes_are_merged(tmp_path: Path) -> None:
    source = Source.from_text("a.py", TEXT)
    one, two = (Lowerer(Cache("1", "s", directory=tmp_path)) for _ in range(2))
    module = one.module(source)
    method = module.body[2]
    assert isinstance(method, ir.ClassDef)
    inner = method.body[0]
    assert isinstance(inner, ir.FunctionDef)
    assert isinstance(inner.body, ir.LazyBody)
    two.module(source)
    one.body(source, lazy_of(module))
    two.body(source, inner.body)
    one.flush()
    two.flush()
    data = Cache("1", "s", directory=tmp_path).read(source.digest)
    assert data is not None
    record = load(data)
    assert record is not None
    assert record.body(3) is not None
    assert record.body(7) is not None


def test_problem_is_cached(tmp_path: Path) -> None:
    source = Source.from_text("a.py", "x = 1\nx = = 2\n")
    for _ in range(2):
        lowerer = Lowerer(Cache("1", "s", directory=tmp_path))
        with pytest.raises(SyntaxProblem, match="invalid syntax") as caught:
            lowerer.module(source)
        assert caught.value.line == 2
        assert lowerer.problem(source) == caught.value
        lowerer.flush()


@pytest.mark.parametrize("damage", [b"", b"\x80\x05.", b"no pickle", pickle.dumps((None, None, False, {})), None])
def test_damaged_records_are_misses(tmp_path: Path, damage: bytes | None) -> None:
    source = Source.from_text("a.py", TEXT)
    store = Cache("1", "s", directory=tmp_path)
    lowerer = Lowerer(store)
    module = lowerer.module(source)
    lowerer.flush()
    good = store.read(source.digest)
    assert good is not None
    store.write(source.digest, good[: len(good) // 2] if damage is None else damage)
    assert Lowerer(store).module(source) == module


def test_hostile_record_runs_nothing(tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "made"),)

    assert load(pickle.dumps(Hostile())) is None
    record = Record(ir.Module((), None), stored={1: pickle.dumps(Hostile())})
    again = load(record.dump())
    assert again is not None
    assert again.body(1) is None
    assert not (tmp_path / "made").exists()


def test_cache_off_or_unwritable(tmp_path: Path) -> None:
    off = Cache("1", "s", directory=tmp_path, enabled=False)
    off.write("abcd", b"x")
    assert off.read("abcd") is None
    assert list(tmp_path.iterdir()) == []
    file = tmp_path / "file"
    file.write_bytes(b"")
    blocked = Cache("1", "s", directory=file)
    blocked.write("abcd", b"x")
    assert blocked.read("abcd") is None
    assert blocked.folder is None


def test_versions_are_kept_apart(tmp_path: Path) -> None:
    Cache("1", "s", directory=tmp_path).write("abcd", b"x")
    assert Cache("1", "s", directory=tmp_path).read("abcd") == b"x"
    assert Cache("2", "s", directory=tmp_path).read("abcd") is None
    assert Cache("1", "t", directory=tmp_path).read("abcd") is None
    assert not [file for file in tmp_path.rglob("*") if file.suffix == ".new"]


def test_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache_module.ENVIRONMENT, str(tmp_path / "own"))
    assert cache_directory() == str(tmp_path / "own")
    monkeypatch.delenv(cache_module.ENVIRONMENT)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_directory() == str(tmp_path / "xdg" / "scopelint")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_directory() == str(tmp_path / ".cache" / "scopelint")


def test_python_2(tmp_path: Path) -> None:
    text = "class A:\n    def f(self):\n        print 'x', g(1)\n\ntry:\n    pass\nexcept E, e:\n    h(e)\n"
    source = Source.from_text("a.py", text)
    for _ in range(2):
        lowerer = Lowerer(Cache("1", "s", directory=tmp_path))
        module = lowerer.module(source)
        assert [statement.line for statement in module.body] == [1, 5]
        assert lowerer.is_python2(source)
        assert lowerer.problem(source) is None
        assert lowerer.locate(source, 3, 1) == Span(3, 20, 3, 24)
        assert lowerer.locate(source, 7) == Span(7, 1, 7, 12)
        lowerer.flush()


def test_notebook_allows_await_at_the_top() -> None:
    text = '{"cells": [{"cell_type": "code", "source": ["await f()\\n", "x = 1"]}]}'
    assert len(Lowerer().module(Source.from_text("a.ipynb", text)).body) == 2


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MAX_RECORDS", 4)
    store = Cache("1", "s", directory=tmp_path)
    lowerer = Lowerer(store)
    sources = [Source.from_text("a.py", f"x = {number}\n") for number in range(10)]
    modules = [lowerer.module(source) for source in sources]
    assert len(lowerer._records) <= 4
    lowerer.flush()
    assert all(store.read(source.digest) for source in sources)
    assert [lowerer.module(source) for source in sources] == modules
